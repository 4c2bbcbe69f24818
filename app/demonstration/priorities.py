"""What Silver MACE decided of the themes of the first invented audit."""

from datetime import UTC, datetime, time
from pathlib import Path

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.meetings import list_meetings
from app.demonstration.messages import on_day
from app.operations.priorities import decide, read_theme
from audit_tools.permissions import Person

FILE = Path(__file__).parent / "invented" / "priorities.yaml"


def add_priorities(session: Session, by: Person) -> None:
    """Record its decisions the day after the meeting."""
    said = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
    audit = find_audit_by_key(session, by.partnership, said["audit"])
    if audit is None:
        return
    meeting = next(
        one.id
        for one in list_meetings(session, by.partnership)
        if (one.body, one.on) == (said["group"], said["on"])
    )
    with on_day(session, datetime.combine(said["recorded"], time(9), tzinfo=UTC)):
        for one in said["decided"]:
            held = read_theme(session, by=by, audit_id=audit.id, theme=one["theme"])
            decide(
                session,
                by=by,
                audit_id=audit.id,
                theme=one["theme"],
                priority=one["priority"],
                meeting_id=meeting,
                reason=one["reason"],
                views=one.get("views", ""),
                seen=held.seen,
            )
