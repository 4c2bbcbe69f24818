"""What the pages of a practice case show."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from app.db.practice import agency_to_practise, read_practice, tool_to_practise
from app.db.returns import ReturnRead
from app.web.returns import pages
from app.web.returns.pages import Ways
from audit_tools import returns
from audit_tools.agency_kinds import AgencyKind
from audit_tools.permissions import Permission, Person, can
from audit_tools.practice import STORY, minutes_to_practise
from audit_tools.tool import AuditTool, Section


@dataclass(frozen=True)
class SectionLine:
    """A section to practise, and how many things are left in it."""

    key: str
    title: str
    left: int


@dataclass(frozen=True)
class PracticePage:
    """The invented child, and how far the practising is; no sections before it is begun.

    ``back`` is an address and its name, ``answers_for`` the agency for which somebody answers who
    belongs to none. ``minutes`` is about how long it takes, and 0 while nobody can practise.
    """

    story: tuple[str, ...]
    sections: tuple[SectionLine, ...]
    back: tuple[str, str]
    answers_for: str = ""
    minutes: int = 0

    @property
    def is_possible(self) -> bool:
        return bool(self.minutes)

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
    if held:
        sections = tuple(_line(held, section) for section in pages.sections_of(held))
        return _page(person, sections, held.audit.tool, held.agency.name, held.agency.kind)
    published = tool_to_practise(session, person.partnership)
    agency = agency_to_practise(session, person)
    if published is None or agency is None:
        return PracticePage(STORY, (), back_from(person))
    return _page(person, (), published[1], agency.name, agency.kind)


def _page(
    person: Person,
    sections: tuple[SectionLine, ...],
    tool: AuditTool,
    agency: str,
    kind: AgencyKind,
) -> PracticePage:
    answers_for = "" if person.works_in else agency
    minutes = minutes_to_practise(tool, kind)
    return PracticePage(STORY, sections, back_from(person), answers_for, minutes)


def back_from(person: Person) -> tuple[str, str]:
    """Where the page that leads to it is: among one's own returns, or in one's account."""
    if can(person, Permission.GIVE_RETURNS):
        return url_for("returns.list_own"), "Your returns"
    return url_for("accounts.show_account"), "Your account"


def _line(held: ReturnRead, section: Section) -> SectionLine:
    left = returns.left_in_section(held.audit.tool, section, held.value)
    return SectionLine(section.key, section.title, len(left))


def ways_of(so_far: tuple[Section, ...]) -> Ways:
    """The ways from the last of these sections: a worry about an invented child leads nowhere."""
    previous = so_far[-2].key if len(so_far) > 1 else ""
    return Ways(
        (url_for("practice.show"), "Practise"),
        url_for("practice.save_section", key=so_far[-1].key),
        "",
        url_for("practice.show_section", key=previous) if previous else "",
        "",
    )
