"""A case whose agencies differ, for tests of its discussion."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db.discussions import read_case, read_discussion
from app.db.engine import Database
from app.db.history import Subject, record
from app.db.models.cases import AppointmentRow, CaseRow, InvolvementRow
from app.db.models.records import EntryRow
from app.db.models.returns import ReturnRow
from app.db.records import add_record
from app.operations import confirming, discussions
from audit_tools.cases import CaseState, Known
from audit_tools.confirming import seen_of, versions_in
from audit_tools.discussions import Came
from audit_tools.entries import Edit
from audit_tools.permissions import Person, Role
from audit_tools.returns import ReturnStatus
from tests.world import AT, TOOL, World

Entries = Mapping[str, str]

# Identification is two steps apart, information the same grade with one answer apart, voice the
# same throughout; housing was not asked, so that nobody reads its name here.
GIVEN: dict[str, Entries] = {
    "police": {
        "voice/grade": "good",
        "voice/strength/1": "He was spoken to alone, twice, by the same officer.",
        "identification/grade": "good",
        "identification/strength/1": "The notification was sent the same night.",
        "identification.referral-made": "yes",
        "information/grade": "good",
        "information/reason": "All requests were answered within a day.",
        "information.given": "yes",
        "information.given/seen": "Log of the neighbourhood team",
    },
    "school": {
        "voice/grade": "good",
        "voice.trusted-person": "The tutor who runs the workshop on Tuesdays.",
        "voice/strength/1": "What he hopes for stands at the top of the plan.",
        "identification/grade": "inadequate",
        "identification/development/1": "We heard of the arrest from a parent, nine days later.",
        "identification/development/1/cause": "tool-or-process",
        "identification/development/2": "Our own worry was never written down.",
        "identification/development/2/cause": "knowledge-and-skill",
        "identification.referral-made": "no",
        "information/grade": "good",
        "information/strength/1": "The head of year was in every meeting.",
        "information.given": "partly",
    },
    "social-care": {
        "details.how-affected": "both",
        "voice/grade": "good",
        "voice/reason": "The record carries what he said.",
        "identification/grade": "not-our-part",
        "information/nothing": "yes",
    },
}


def note_everybody(database: Database | Session, world: World, case: UUID) -> None:
    """Everybody who gave a return came to the discussion."""
    chair, came = world.people["chair"], dict.fromkeys(GIVEN, Came.YES)
    discussions.note_attendance(database, by=chair, case_id=case, came=came)


def confirm_everything(database: Database, by: Person, case: UUID) -> None:
    """The chair confirms all that is left, as it stands."""
    with database.reading() as session:
        held = read_discussion(session, by, case)
    seen = {
        key: seen_of(versions_in(held.audit.tool, key, held.entries)) for key in held.unconfirmed
    }
    confirming.confirm_rest(database, by=by, case_id=case, seen=seen)


def confirm_and_sign_off(database: Database, by: Person, case: UUID) -> None:
    """The chair confirms all that is left, and signs off without waiting for replies."""
    confirm_everything(database, by, case)
    discussions.sign_off(database, by=by, case_id=case, reason="All were heard in the room.")


def make_case(
    database: Database,
    world: World,
    state: CaseState = CaseState.PREPARED,
    given: Mapping[str, Entries] = GIVEN,
    *,
    out: tuple[str, ...] = (),
    reference: str = "SYV25-40",
) -> UUID:
    """One more case of the world's audit; the returns of ``out`` are still to come."""
    case = uuid4()
    with database.writing() as session:
        record(
            session,
            by=None,
            partnership=world.partnership,
            what="test.case",
            on=Subject("case", case),
            at=AT,
        )
        _case(session, world, case, state, reference)
        for agency, entries in given.items():
            status = ReturnStatus.DUE if agency in out else ReturnStatus.SUBMITTED
            _return(session, world, case, agency, status, entries)
        _appoint(session, world, case)
        session.commit()
    return case


def _case(session: Session, world: World, case: UUID, state: CaseState, reference: str) -> None:
    session.add(
        CaseRow(
            partnership_id=world.partnership,
            id=case,
            audit_id=world.audit,
            number=40,
            reference=reference,
            state=state.value,
            age_band="16-17",
            sex="male",
        )
    )
    session.flush()


def _return(
    session: Session,
    world: World,
    case: UUID,
    agency: str,
    status: ReturnStatus,
    entries: Entries,
) -> None:
    of = {"partnership_id": world.partnership}
    lead = agency == "social-care"
    session.add(
        InvolvementRow(**of, case_id=case, agency=agency, known=Known.KNOWN.value, lead=lead)
    )
    id = add_record(session, world.partnership)
    session.add(ReturnRow(**of, id=id, case_id=case, agency=agency, status=status.value))
    session.flush()
    for place, value in entries.items():
        session.add(
            EntryRow(**of, record_id=id, place=place, value=value, version=1, changed_at=AT)
        )
    session.flush()


def _appoint(session: Session, world: World, case: UUID) -> None:
    for name, role in (("chair", Role.CHAIR), ("note-taker", Role.NOTE_TAKER)):
        session.add(
            AppointmentRow(
                partnership_id=world.partnership,
                case_id=case,
                person_id=world.people[name].id,
                role=role.value,
            )
        )


def agree_everything(database: Database, world: World, case: UUID) -> None:
    keys = [section.key for section in TOOL.sections if section.graded]
    texts = {f"{key}/agreed": "good" for key in keys} | {f"{key}/why": "Seen." for key in keys}
    discussions.save_record(
        database,
        by=world.people["note-taker"],
        case_id=case,
        edits=tuple(Edit(place, text, 0, place) for place, text in texts.items()),
    )


def write_up(database: Database, world: World, case: UUID) -> None:
    """Everything is agreed, everybody came, and the record waits to be read for accuracy."""
    note_everybody(database, world, case)
    agree_everything(database, world, case)
    discussions.write_up(database, by=world.people["chair"], case_id=case)


def state_of(database: Database, world: World, case: UUID) -> CaseState:
    with database.reading() as session:
        return read_case(session, world.people["chair"], case).case.case.state
