"""What is answered once for a case or for an audit: saved, and settled where two texts met."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.answered_once import (
    AnswersRead,
    answers_of_audit,
    answers_of_case,
    begin_record,
    has_record,
    part_of,
)
from app.db.audits import load_audit
from app.db.cases import standing_of
from app.db.clock import now
from app.db.discussions import read_case, read_to_write
from app.db.history import Subject, tell
from app.db.kept_texts import read_marked_texts
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.records import read_clashes, save_edits
from app.db.rows import hold_row
from app.operations import clashes
from app.operations.transaction import operation
from audit_tools.answered_once import (
    check_audit_takes,
    check_case_takes,
    check_value,
    find_section,
    sections_filled_in,
)
from audit_tools.entries import Edit, Outcome, check_all
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.tool import Section
from audit_tools.visibility import check_fills_companions_in


@dataclass(frozen=True)
class Saved:
    """What a save came to, when it was made, and what stands there then."""

    outcome: Outcome
    at: datetime
    held: AnswersRead


NOTHING = Outcome((), ())


def read_answers(session: Session, person: Person, on: Subject) -> AnswersRead:
    """What is answered once for a case or an audit, as far as it is the person's to fill in.

    Raises ``Hidden`` for a case or an audit of which nothing is, ``Refused`` for somebody who runs
    no audits where it is about one.
    """
    if on.noun == "audit":
        check_can(person, Permission.RUN_AUDITS)
        return answers_of_audit(
            session, person.partnership, load_audit(session, person.partnership, on.id)
        )
    held = read_case(session, person, on.id)
    sections = sections_filled_in(held.audit.tool, held.standing, held.case.case)
    if not sections:
        raise Hidden("There is no such case.")
    return answers_of_case(session, person.partnership, held.audit, held.case, sections)


@operation
def save_answers(
    session: Session, *, by: Person, on: Subject, section: str, edits: tuple[Edit, ...]
) -> Saved:
    """Save what was entered in one section that is answered once for a case or an audit.

    Raises ``Hidden``, ``Refused`` (see ``check_case_takes``, ``check_audit_takes``) or ``Invalid``
    with every place that cannot be stored; then nothing is.
    """
    held = _to_write(session, by, on)
    asked = find_section(held.sections, section)
    check_takes(session, by, held, asked)
    return _store(session, by, held, check_all(edits, partial(check_value, [asked])))


@operation
def replace_text(session: Session, *, by: Person, case_id: UUID, section: str, edit: Edit) -> None:
    """Put a text in the place of one that could identify somebody, as whoever writes the record of
    the discussion may. Raises ``Hidden``, ``Refused`` and ``Invalid``."""
    hold_row(session, CaseRow, by.partnership, case_id, "There is no such case.")
    discussion = read_to_write(session, by, case_id)
    if edit.place not in read_marked_texts(session, by.partnership, discussion).left:
        raise Invalid("There is nothing here that could be a name.", place=edit.place)
    held = discussion.answers_as_written
    asked = find_section(held.sections, section)
    _store(session, by, held, check_all((edit,), partial(check_value, [asked])))


def _store(session: Session, by: Person, held: AnswersRead, checked: tuple[Edit, ...]) -> Saved:
    on, at = held.on, now(session)
    if checked and not has_record(session, by.partnership, on):
        tell(session, by, f"{on.noun}.answers-begun", on)
        begin_record(session, by.partnership, on)
    outcome = save_edits(session, by=by, record=on.id, edits=checked) if checked else NOTHING
    if outcome.changes or outcome.clashes:
        tell(
            session,
            by,
            f"{on.noun}.answered",
            on,
            before={change.place: change.before for change in outcome.changes},
            after={change.place: change.after.value for change in outcome.changes}
            | {f"{clash.place} (clash)": clash.theirs for clash in outcome.clashes},
        )
    return Saved(outcome, at, _as_saved(session, by, held, outcome))


@operation
def settle_clash(session: Session, *, by: Person, on: Subject, clash_id: UUID, take: bool) -> None:
    """Choose between two texts: ``take`` the one that waited, or let the standing one be."""
    held = _to_write(session, by, on)
    tool = held.audit.tool
    for clash in held.clashes:
        if clash.id == clash_id:
            check_takes(session, by, held, tool.section(tool.section_at(clash.place)))
    choice = clashes.choose(
        session, by=by, record=on.id, clashes=held.clashes, clash_id=clash_id, take=take
    )
    what = f"{on.noun}.answers-clash-settled"
    tell(session, by, what, on, before=choice.before, after=choice.after)


def _to_write(session: Session, by: Person, on: Subject) -> AnswersRead:
    """What the person fills in, kept from others' filling in until the end of the transaction, and
    from going on with another version of the tool."""
    table = CaseRow if on.noun == "case" else AuditRow
    hold_row(session, table, by.partnership, on.id, f"There is no such {on.noun}.")
    return read_answers(session, by, on)


def check_takes(session: Session, by: Person, held: AnswersRead, section: Section) -> None:
    """Raise ``Refused`` where nothing more is filled in by the person in the section."""
    if held.case is not None:
        check_case_takes(held.case.case.state)
        if section.asked.is_companion:
            check_fills_companions_in(standing_of(session, by, held.case), held.case.case)
    check_audit_takes(held.audit.cycle.phase)


def _as_saved(session: Session, by: Person, held: AnswersRead, outcome: Outcome) -> AnswersRead:
    waiting = held.clashes
    if outcome.clashes:
        session.flush()
        part = part_of(held.audit.tool, held.sections)
        waiting = read_clashes(session, by.partnership, held.on.id, part)
    changed = {change.place: change.after for change in outcome.changes}
    return replace(held, entries=held.entries | changed, clashes=waiting)
