"""What the pages of a practice case show."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from app.db.practice import read_practice, tool_to_practise
from app.db.returns import ReturnRead
from app.web.returns import pages
from app.web.returns.pages import Ways
from audit_tools import returns
from audit_tools.permissions import Person
from audit_tools.practice import STORY
from audit_tools.tool import Section


@dataclass(frozen=True)
class SectionLine:
    """A section to practise, and how many things are left in it."""

    key: str
    title: str
    left: int


@dataclass(frozen=True)
class PracticePage:
    """The invented child, and how far the practising is; no sections before it is begun."""

    story: tuple[str, ...]
    sections: tuple[SectionLine, ...]
    is_possible: bool

    @property
    def left(self) -> int:
        return sum(line.left for line in self.sections)

    @property
    def next(self) -> SectionLine | None:
        """Where to go on: the first section with something left, or the first of all."""
        return next((line for line in self.sections if line.left), next(iter(self.sections), None))


def describe_practice(session: Session, person: Person) -> PracticePage:
    """The first page: the story, and what was begun."""
    held = read_practice(session, person)
    if held is None:
        return PracticePage(STORY, (), tool_to_practise(session, person.partnership) is not None)
    return PracticePage(STORY, tuple(_line(held, s) for s in pages.sections_of(held)), True)


def _line(held: ReturnRead, section: Section) -> SectionLine:
    left = returns.left_in_section(held.audit.tool, section, held.value)
    return SectionLine(section.key, section.title, len(left))


def ways_of(so_far: tuple[Section, ...]) -> Ways:
    """The ways from the last of these sections: a worry about an invented child leads nowhere."""
    previous = so_far[-2].key if len(so_far) > 1 else ""
    return Ways(
        url_for("practice.save_section", key=so_far[-1].key),
        "",
        url_for("practice.show_section", key=previous) if previous else "",
        "",
    )
