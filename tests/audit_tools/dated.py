"""A discussion with a date that messages are written about, and the people around it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from audit_tools.date_messages import DatedDiscussion
from audit_tools.messages import Recipient
from audit_tools.schedule import Slot

NOW = datetime(2025, 5, 28, 9, tzinfo=UTC)
SLOT = Slot(datetime(2025, 6, 10, 8, 30, tzinfo=UTC), 90, "Room 3")
LATER = replace(SLOT, starts=SLOT.starts + timedelta(days=1))
CHAIR, LEAD, ADE = (UUID(int=number) for number in (1, 2, 3))
TO_CHAIR, TO_LEAD, TO_ADE = (Recipient(person=one) for one in (CHAIR, LEAD, ADE))
TO_MAILBOX = Recipient(agency="police")
ONE = DatedDiscussion(UUID(int=10), 3, 6, SLOT, is_over=False, expected={TO_CHAIR: True})
