"""Key sheets that were sent in an invented audit, and a question that waits for its answer."""

from datetime import date

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.operations import key_sheets, knowing
from audit_tools.permissions import Person

AUDIT = "syv-2025-q1"
SENT_ON = date(2025, 4, 28)
SENT_TO = "safeguarding lead, by secure mail"
ASKED = "community-health"
"""It has not said yet whether it knows the child whose returns are still out."""


def add_knowing(session: Session, by: Person) -> None:
    """Record the sheets of the audit as sent, and ask one agency more."""
    audit = find_audit_by_key(session, by.partnership, AUDIT)
    if audit is None:
        return
    for one in key_sheets.read_sheets(session, by, audit.id).of_agencies:
        key_sheets.record_sent(
            session,
            by=by,
            audit_id=audit.id,
            agency=one.agency.key,
            sent_on=SENT_ON,
            to=SENT_TO,
        )
    knowing.ask_agencies(session, by=by, audit_id=audit.id, agencies=frozenset({ASKED}))
