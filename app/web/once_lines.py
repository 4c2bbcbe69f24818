"""The sections that are answered once, each with where it stands and leads: on the page of a case
or of an audit, and beside the return of the agency that leads."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from app.db.answered_once import AnswersRead, answers_of_case
from app.db.history import Subject
from app.db.returns import ReturnRead
from audit_tools.answered_once import is_begun, left_in, name_section, sections_filled_in
from audit_tools.numbers import plural
from audit_tools.permissions import Person
from audit_tools.places import not_asked_place
from audit_tools.tool import Section


@dataclass(frozen=True)
class OnceLine:
    """One section on the page of its case or its audit, with where it stands and leads."""

    title: str
    path: str
    status: str
    is_done: bool
    is_companion: bool = False


def lines_of(held: AnswersRead) -> tuple[OnceLine, ...]:
    """The sections with where they stand."""
    return tuple(_line(held, section) for section in held.sections)


def _line(held: AnswersRead, section: Section) -> OnceLine:
    left = left_in(held.audit.tool, section, held.values, held.bands)
    begun = is_begun(section, held.values)
    tool = held.audit.tool
    is_twofold = any(tool.section_at(clash.place) == section.key for clash in held.clashes)
    status = "Filled in" if begun else "Not filled in"
    if begun and left:
        status = f"{plural(len(left), 'thing')} left"
    if is_twofold:
        status = "Two people wrote here"
    elif not_asked_place(section.key) in held.values:
        status = "Not asked"
    return OnceLine(
        name_section(section),
        path_of(held.on, section),
        status,
        status in ("Filled in", "Not asked"),
        section.asked.is_companion,
    )


def path_of(on: Subject, section: Section) -> str:
    """The address of a section."""
    if section.asked.is_companion:
        return url_for("answered_once.show_companion", case_id=on.id, companion=section.key)
    if on.noun == "case":
        return url_for("answered_once.show_of_case", case_id=on.id, section_key=section.key)
    return url_for("answered_once.show_of_audit", audit_id=on.id, section_key=section.key)


def companions_of(session: Session, person: Person, held: ReturnRead) -> tuple[OnceLine, ...]:
    """The companion questionnaires of a case that whoever answers for the agency that leads fills
    in; none for anybody else."""
    sections = sections_filled_in(held.audit.tool, held.standing, held.case.case)
    companions = tuple(one for one in sections if one.asked.is_companion)
    return lines_of(answers_of_case(session, person.partnership, held.audit, held.case, companions))
