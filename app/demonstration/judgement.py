"""What Silver MACE said of the themes of the second dip sample beside the first."""

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.meetings import list_meetings
from app.demonstration.messages import on_day
from app.operations.comparison import judge_themes, version_of_judgement
from audit_tools.judgements import Course
from audit_tools.permissions import Person

AUDIT = "notifications-2025-02"
GROUP, ON, RECORDED = "Silver MACE", date(2025, 4, 9), date(2025, 4, 10)
# The rule calls two of them likely better; the group holds that notifications are not good enough.
SAID = {
    "identity": Course.IMPROVING,
    "voice": Course.CONTINUING,
    "notifications": Course.CONTINUING,
    "family": Course.CONTINUING,
    "information-sharing": Course.NEW,
}


def add_judgement(session: Session, by: Person) -> None:
    """Record it the day after the meeting."""
    audit = find_audit_by_key(session, by.partnership, AUDIT)
    if audit is None:
        return
    meeting = next(
        one.id
        for one in list_meetings(session, by.partnership)
        if (one.body, one.on) == (GROUP, ON)
    )
    with on_day(session, datetime.combine(RECORDED, time(9), tzinfo=UTC)):
        judge_themes(
            session,
            by=by,
            audit_id=audit.id,
            meeting_id=meeting,
            themes={theme: said.value for theme, said in SAID.items()},
            seen=version_of_judgement(None),
        )
