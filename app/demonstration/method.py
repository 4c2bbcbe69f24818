"""The approval of the method of the invented audit under way."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.db.method_statements import read_statement
from app.demonstration.messages import on_day
from app.operations.method_statements import approve_method, version_of_method
from audit_tools.permissions import Person

AUDIT = "syv-2025-q1"
APPROVED_ON = date(2025, 4, 24)
RECORDED_AT = datetime(2025, 4, 25, 9, tzinfo=UTC)


def add_approval(session: Session, by: Person) -> None:
    """Silver MACE approved it four days before the agencies were asked."""
    audit = find_audit_by_key(session, by.partnership, AUDIT)
    if audit is None:
        return
    statement = read_statement(session, by.partnership, audit)
    with on_day(session, RECORDED_AT):
        approve_method(
            session,
            by=by,
            audit_id=audit.id,
            group="Silver MACE",
            on=APPROVED_ON,
            said_by="its chair, in the meeting",
            note="Agencies to be asked which weeks to avoid before the next one.",
            seen=version_of_method(statement),
        )
