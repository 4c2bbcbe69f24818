"""The yearly return of an agency on its own training: given by its lead, read by the group."""

from dataclasses import asdict, replace
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db import training_returns as rows
from app.db.agencies import Agency, list_agencies
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.training_returns import TrainingReturnRow
from app.db.tools import themes_of
from app.operations.learning_ties import add_evidence
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.dates import local
from audit_tools.errors import CHOOSE, Conflict, Hidden, Invalid, Refused
from audit_tools.learning.evidence import LONGEST_TEXT, EvidenceKind, LearningEvidence
from audit_tools.learning.training_returns import TrainingReturn
from audit_tools.permissions import Permission, Person, can, check_can
from audit_tools.quarters import Quarter

FIRST_YEAR = 2000
NO_RETURN = "There is no such return."
MEANWHILE = "Somebody has changed this return since you opened the page."


def agencies_of(session: Session, by: Person) -> tuple[Agency, ...]:
    """Whose returns the person may read: all that are asked, or those of the agencies they lead."""
    listed = [one for one in list_agencies(session, by.partnership) if one.is_asked]
    reads_all = can(by, Permission.READ_PLANS)
    return tuple(one for one in listed if reads_all or one.key in by.leads)


def to_read(session: Session, by: Person, agency: str, year: int) -> tuple[Agency, TrainingReturn]:
    """The return of an agency, empty where it has given none. Raises ``Hidden``."""
    found = _agency(session, by, agency, year)
    return found, rows.load_return(session, by.partnership, agency, year)


def to_give(session: Session, by: Person, agency: str, year: int) -> tuple[Agency, TrainingReturn]:
    """The same for a lead of the agency. Raises ``Refused`` or ``Hidden``."""
    _check_gives(by, agency)
    return to_read(session, by, agency, year)


def _check_gives(by: Person, agency: str) -> None:
    check_can(by, Permission.LEAD_AGENCY)
    if agency not in by.leads:
        raise Hidden(NO_RETURN)


def _agency(session: Session, by: Person, agency: str, year: int) -> Agency:
    """The agency, where the person may read its return of a year. Raises ``Hidden``."""
    found = next((one for one in agencies_of(session, by) if one.key == agency), None)
    if found is None or not FIRST_YEAR <= year <= present_year(session):
        raise Hidden(NO_RETURN)
    return found


def present_year(session: Session) -> int:
    """The financial year that is going on, by the year in which it begins."""
    return Quarter.of(local(now(session)).date()).year


@operation
def give(
    session: Session, *, by: Person, given: TrainingReturn, seen: str, invented: bool = False
) -> None:
    """Give the return of a year, or change it.

    Raises ``Refused``, ``Hidden``, ``Invalid`` (its places the keys of the questions and
    "themes"), and ``Conflict`` where it has changed since ``seen``.
    """
    _check_gives(by, given.agency)
    _agency(session, by, given.agency, given.year)
    row = rows.row_of_return(session, by.partnership, given.agency, given.year)
    before = rows.return_in(row) if row else TrainingReturn(given.agency, given.year)
    check_unchanged(seen, before, MEANWHILE)
    today = local(now(session)).date()
    checked = replace(given.checked(), given_on=today)
    if not set(checked.themes) <= themes_of(session, by.partnership).keys():
        raise Invalid(CHOOSE, place="themes")
    if row is None:
        row = TrainingReturnRow(
            partnership_id=by.partnership,
            id=uuid4(),
            agency=given.agency,
            year=given.year,
            invented=invented,
        )
        session.add(row)
    row.answers, row.themes = dict(checked.answers), list(checked.themes)
    row.version, row.given_on = checked.version, today
    tell(session, by, "training-return.given", Subject("training return", row.id),
         before=asdict(before), after=asdict(checked))  # fmt: skip
    try:
        session.flush()
    except IntegrityError:
        # A colleague gave the first one between our looking and our writing.
        raise Conflict(MEANWHILE) from None


@operation
def take_as_evidence(session: Session, *, by: Person, agency: str, year: int) -> UUID:
    """Make what an agency found itself evidence that offers can answer; gives its id.

    Raises ``Hidden``, and ``Refused`` where its return names no analysis or it was taken before.
    """
    check_can(by, Permission.WRITE_NEEDS)
    found = _agency(session, by, agency, year)
    row = rows.row_of_return(session, by.partnership, agency, year)
    if row is None or not row.answers.get("analysis"):
        raise Refused(f"{found.name} has named no analysis of its own.")
    given = rows.return_in(row)
    if given.evidence:
        raise Refused("It is evidence already. Change it there.")
    evidence = LearningEvidence(
        EvidenceKind.OWN_ANALYSIS,
        given.answers["analysis"],
        given.answers.get("found", "")[:LONGEST_TEXT],
        agency,
        given.given_on,
        given.themes,
    )
    row.evidence_id = add_evidence(session, by=by, evidence=evidence, invented=row.invented)
    tell(session, by, "training-return.taken", Subject("training return", row.id),
         after={"evidence": row.evidence_id})  # fmt: skip
    return row.evidence_id
