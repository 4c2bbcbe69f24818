"""A return as a file: made for whoever fills it in, looked at, and read in as if typed.

The agency's own people take it with what they have saved and see what a file would change. The
Business Unit reads in what an agency sent and learns nothing of what the agency had saved: neither
its words nor whether they differ.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.partnerships import marking_of
from app.db.records import Part, keys_seen, read_entries
from app.db.returns import ReturnRead, read_own_part, read_to_bring_in
from app.operations import fit, messages
from app.operations.returns import Saved, check_not_moved, store_answers
from app.operations.transaction import operation
from audit_tools.cycles import Phase
from audit_tools.dates import format_date, format_period
from audit_tools.entries import Edit, Outcome, settle
from audit_tools.errors import Invalid, Refused
from audit_tools.fit import bands_of
from audit_tools.later_dates import due_on
from audit_tools.permissions import Person
from audit_tools.places import MOST_LINES
from audit_tools.return_files.form import (
    FormSection,
    Identity,
    ReturnForm,
    bases_of,
    guide_of,
    sections_of_form,
)
from audit_tools.return_files.reading import (
    FilledForm,
    Reading,
    check_identity,
    edits_of,
    keys_of_standing,
    read_filled,
    read_fit,
)
from audit_tools.returns import check_can_write

NOTHING = "Nothing in this file would change the return."


@dataclass(frozen=True)
class Whose:
    """Which return a file is for. With a ``case`` the Business Unit handles it for the agency,
    without one the agency's own people do."""

    return_id: UUID
    case: UUID | None = None


@dataclass(frozen=True)
class Looked:
    """What a file would come to. ``says_fit`` says that it answers the first question too."""

    held: ReturnRead
    sections: tuple[FormSection, ...]
    reading: Reading
    says_fit: bool


@dataclass(frozen=True)
class BroughtIn:
    """What came of a file: how many answers it brought, and how many were left out."""

    saved: Saved
    brought: int
    left_out: int


def read_for_file(session: Session, by: Person, whose: Whose) -> ReturnRead:
    """The return, as far as the person may know it. Raises ``Hidden``."""
    if whose.case is None:
        return read_own_part(session, by, whose.return_id)
    return read_to_bring_in(session, by, whose.case, whose.return_id)


def to_fill_in(session: Session, by: Person, whose: Whose) -> ReturnRead:
    """The same, where it still takes answers. Raises ``Hidden`` and ``Refused``."""
    held = read_for_file(session, by, whose)
    if held.audit.cycle.phase is Phase.PREPARING:
        raise Refused("The audit has not started, so nobody is asked for a return yet.")
    check_can_write(held.value)
    return held


def make_form(session: Session, by: Person, whose: Whose) -> ReturnForm:
    """The return to be filled in, under a key of its own. Raises ``Hidden`` and ``Refused``."""
    held = to_fill_in(session, by, whose)
    sections = sections_of_form(held.audit.tool, held.audit.scale, held.value, held.entries)
    return ReturnForm(
        identity_of(held, str(uuid4())),
        f"return-{held.case.spoken.lower().replace(' ', '-')}",
        f"{held.case.case.reference} · {held.agency.name}",
        _about(held),
        sections,
        bases_of(sections, held.entries),
        guide_of(held.audit.tool, held.audit.scale, held.value),
        marking_of(session, by.partnership),
    )


def identity_of(held: ReturnRead, key: str = "") -> Identity:
    """Which return it is, as a file says it."""
    tool = held.audit.tool
    return Identity(
        str(held.audit.id),
        held.case.case.reference,
        held.agency.key,
        tool.key,
        tool.version,
        str(held.on_file.id),
        key,
    )


def _about(held: ReturnRead) -> tuple[tuple[str, str], ...]:
    cycle, tool = held.audit.cycle, held.audit.tool
    due = due_on(cycle.returns_due, held.on_file.due_later)
    about = [
        ("Audit", cycle.title),
        ("Case", f"{held.case.case.reference} ({held.case.spoken})"),
        ("Agency", held.agency.name),
        ("Period under review", format_period(cycle.period_from, cycle.period_to)),
        ("To be sent back by", format_date(due) if due else ""),
        ("What is meant", tool.definition),
        ("Which time is read", tool.look_back),
        ("Please note", "This case is invented." if cycle.invented else ""),
    ]
    if held.on_file.asks_fit:
        about += bands_of(held.case.case.characteristics)
    return tuple((name, text) for name, text in about if text)


def look_at(session: Session, by: Person, whose: Whose, filled: FilledForm) -> Looked:
    """What a file would change. Raises ``Hidden`` and ``Refused``, and ``Invalid`` for a
    file of another return."""
    held = to_fill_in(session, by, whose)
    check_identity(filled.identity, identity_of(held))
    says_fit = read_fit(filled, held.value.fit)
    tool, scale = held.audit.tool, held.audit.scale
    sections = sections_of_form(tool, scale, held.value, {}, MOST_LINES)
    reading = read_filled(tool, scale, held.value, sections, filled)
    return Looked(held, sections, reading, says_fit)


def edits_in(session: Session, by: Person, looked: Looked, filled: FilledForm) -> tuple[Edit, ...]:
    """What a file would save, from where each place stands now."""
    brought, key = looked.reading.brought, filled.identity["key"]
    record = looked.held.on_file.id
    part = Part(frozenset(), frozenset(one.place for one in brought))
    standing = read_entries(session, by.partnership, record, part)
    keys = keys_of_standing(brought, key, standing)
    seen = keys_seen(session, by.partnership, record, keys.values())
    own = {place for place, of_file in keys.items() if of_file in seen}
    return edits_of(brought, key, standing, own)


def outcome_of(session: Session, by: Person, looked: Looked, filled: FilledForm) -> Outcome:
    """What saving it would come to, for somebody who may read what is saved."""
    edits, record = edits_in(session, by, looked, filled), looked.held.on_file.id
    seen = keys_seen(session, by.partnership, record, (edit.key for edit in edits))
    return settle(looked.held.entries, edits, seen)


@operation
def bring_in(session: Session, *, by: Person, whose: Whose, filled: FilledForm) -> BroughtIn:
    """Save what a file brings, as if it had been typed; what is refused in it is left out.

    Raises ``Hidden``, ``Refused`` for a return that is locked, ``Conflict`` for one that has just
    moved to another version, and ``Invalid`` for a file of another return and where nothing would
    change.
    """
    looked = look_at(session, by, whose, filled)
    check_not_moved(session, by, looked.held)
    if not looked.reading.brought:
        raise Invalid(NOTHING)
    return_id = looked.held.on_file.id
    if looked.says_fit:
        fit.fits_by_file(session, by, return_id)
        messages.follow(session, by, looked.held.audit.id, looked.held.agency.key)
    edits = edits_in(session, by, looked, filled)
    saved = store_answers(session, by, looked.held, edits, "return.brought-in")
    return BroughtIn(saved, len(looked.reading.brought), len(looked.reading.refused))
