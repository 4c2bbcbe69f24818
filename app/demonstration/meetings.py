"""The invented meetings: what was put before which board or group, and what it decided."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.bodies import list_bodies
from app.db.meetings import load_meeting
from app.demonstration.messages import on_day
from app.operations import meetings, tabled_papers
from app.operations.meetings import decision_of
from app.operations.versions import version_of
from audit_tools.governance import Asked, Decision, PaperKind
from audit_tools.permissions import Person

AUDIT = "syv-2024-q3"
SENT_BEFORE = timedelta(days=1)


@dataclass(frozen=True)
class InventedMeeting:
    """A meeting with one paper of an audit, and what was decided; nothing for one that is to come.
    The paper is put before it on the day before, or on the day ``put``."""

    body: str
    on: date
    kind: PaperKind
    asked: Asked
    decision: Decision | None = None
    what: str = ""
    put: date | None = None
    audit: str = AUDIT


MEETINGS = (
    InventedMeeting(
        "Silver MACE",
        date(2024, 12, 10),
        PaperKind.THEME_SUMMARY,
        Asked.DECIDE,
        Decision(
            "The training needs go to the learning and development group. The community safety "
            "partnership takes on what concerns mapping and disruption.",
            "Chair of Silver MACE",
            date(2025, 1, 31),
        ),
    ),
    InventedMeeting(
        "Gold MACE",
        date(2024, 12, 12),
        PaperKind.THEME_SUMMARY,
        Asked.NOTE,
        Decision("Noted. Gold MACE wants to see the second audit beside this one."),
        "What the first audit found, and who takes it on.",
    ),
    InventedMeeting(
        "Learning and development group",
        date(2025, 1, 16),
        PaperKind.TRAINING_NEEDS,
        Asked.DECIDE,
        Decision(
            "The offer for 2025/26 takes up every need. Reflective sessions come before courses.",
            "Chair of the group",
            date(2025, 3, 31),
        ),
    ),
    InventedMeeting(
        "Silver MACE",
        date(2025, 1, 22),
        PaperKind.THEME_SUMMARY,
        Asked.DECIDE,
        Decision("The other themes are looked at again once the second audit is in."),
    ),
    InventedMeeting(
        "Silver MACE",
        date(2025, 4, 9),
        PaperKind.THEME_SUMMARY,
        Asked.DECIDE,
        Decision(
            "Identity is improving and goes on as it is. The front door says by June how whoever "
            "sent a notification hears what came of it.",
            "Front door manager",
            date(2025, 6, 30),
        ),
        "How each theme goes on from the sample of June 2024.",
        audit="notifications-2025-02",
    ),
    InventedMeeting(
        "Silver MACE",
        date(2025, 6, 4),
        PaperKind.THEME_SUMMARY,
        Asked.DECIDE,
        put=date(2025, 5, 27),
    ),
    InventedMeeting(
        "Executive",
        date(2025, 6, 11),
        PaperKind.BOARD_ASSURANCE,
        Asked.DECIDE,
        put=date(2025, 5, 27),
    ),
)


def hold_meetings(session: Session, by: Person) -> None:
    """Hold the meetings that have been: before anything is recorded that they did not know."""
    for invented in MEETINGS:
        if invented.decision is not None:
            _hold(session, by, invented)


def prepare_meetings(session: Session, by: Person) -> None:
    """Put on the agenda what is to come, as everything stands."""
    for invented in MEETINGS:
        if invented.decision is None:
            _hold(session, by, invented)


def _hold(session: Session, by: Person, invented: InventedMeeting) -> None:
    bodies = {body.name: body.id for body in list_bodies(session, by.partnership)}
    audit = find_audit_by_key(session, by.partnership, invented.audit)
    if audit is None:
        return
    with on_day(session, _morning(invented.put or invented.on - SENT_BEFORE)):
        meeting_id = meetings.add_meeting(
            session,
            by=by,
            body_id=bodies[invented.body],
            held_on=invented.on,
            invented=True,
        )
        front = tabled_papers.propose(
            session, by=by, meeting_id=meeting_id, audit_id=audit.id, kind=invented.kind
        ).front
        front = replace(front, asked=invented.asked, what=invented.what or front.what)
        made = tabled_papers.make_paper(
            session,
            by=by,
            meeting_id=meeting_id,
            audit_id=audit.id,
            kind=invented.kind,
            front=front,
            is_exempt=False,
        )
        tabled_papers.put_paper(session, by=by, meeting_id=meeting_id, made=made)
    if invented.decision is None:
        return
    item = load_meeting(session, by.partnership, meeting_id).items[0]
    with on_day(session, _morning(invented.on)):
        meetings.record_decision(
            session,
            by=by,
            item_id=item.id,
            decision=invented.decision,
            seen=version_of(decision_of(item)),
        )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), UTC)
