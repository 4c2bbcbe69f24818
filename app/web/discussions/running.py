"""The running order of a discussion: the widest difference first, or the tool's own order."""

from dataclasses import dataclass

from app.db.discussions import DiscussionRead
from audit_tools.discussions import by_difference, compare_all, sections_left
from audit_tools.errors import Hidden

TOOL_ORDER = "tool"


@dataclass(frozen=True)
class SectionLink:
    """A section in the running order: whether something is left to agree in it, and whether a grade
    is agreed of it at all."""

    key: str
    title: str
    is_left: bool
    is_graded: bool
    is_shown: bool


@dataclass(frozen=True)
class Running:
    """Where a section stands among the others."""

    links: tuple[SectionLink, ...]
    order: str

    @property
    def number(self) -> int:
        return 1 + next(i for i, link in enumerate(self.links) if link.is_shown)

    @property
    def previous(self) -> SectionLink | None:
        return self.links[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> SectionLink | None:
        return self.links[self.number] if self.number < len(self.links) else None

    @property
    def left(self) -> int:
        return sum(link.is_left for link in self.links)

    def link_of(self, key: str) -> SectionLink:
        """The section with this key. Raises ``Hidden`` where the discussion has none."""
        for link in self.links:
            if link.key == key:
                return link
        raise Hidden("The discussion has no such section.")


def running_of(held: DiscussionRead, key: str, order: str) -> Running:
    """The running order: the widest difference first, or the tool's; the child as a whole last."""
    tool, scale = held.audit.tool, held.audit.scale
    compared = compare_all(tool, scale, held.returns)
    keys = [c.section for c in (compared if order == TOOL_ORDER else by_difference(compared))]
    if tool.panel_section:
        keys.append(tool.panel_section.key)
    left = sections_left(tool, scale, held.values, held.case.case.characteristics)
    sections = [tool.section(one) for one in keys]
    return Running(
        tuple(SectionLink(s.key, s.title, s.key in left, s.graded, s.key == key) for s in sections),
        TOOL_ORDER if order == TOOL_ORDER else "",
    )
