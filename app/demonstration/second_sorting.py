"""Every fifth finding of the invented audit under way, sorted by a second person."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app.db.audits import find_audit_by_key
from app.demonstration.messages import on_day
from app.operations.second_sorting import read_second, sort_second
from audit_tools.permissions import Person
from audit_tools.second_sorting import EVERY_FIFTH, is_asked

AUDIT = "syv-2025-q1"
SORTED_AT = datetime(2025, 5, 27, 15, tzinfo=UTC)
# Everything else is sorted alike; the last that waits is left for whoever tries it out.
DIFFERENTLY = {10: ("reachable-moment", "specialist-access"), 30: ("identity",)}


def add_second_sorting(session: Session, by: Person) -> None:
    """Let a colleague of the Business Unit sort them, two of them differently."""
    audit = find_audit_by_key(session, by.partnership, AUDIT)
    if audit is None:
        return
    waiting = read_second(session, by=by, audit_id=audit.id).waiting
    asked = [one for one in waiting if is_asked(one.finding.number, EVERY_FIFTH)]
    with on_day(session, SORTED_AT):
        for one in asked[:-1]:
            themes = DIFFERENTLY.get(one.finding.number, one.finding.themes)
            sort_second(session, by=by, finding_id=one.id, themes=themes, cause=one.finding.cause)
