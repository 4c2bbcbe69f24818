"""A return that messages are written about, and the people around it."""

from datetime import date
from uuid import UUID

from audit_tools.cases import CaseState
from audit_tools.message_texts import Setting
from audit_tools.messages import AskedReturn, Recipient
from audit_tools.returns import ReturnStatus

DUE = date(2025, 6, 6)
LEAD, ADE, PRIYA = (UUID(int=number) for number in (1, 2, 3))
TO_LEAD, TO_ADE, TO_PRIYA = (Recipient(person=one) for one in (LEAD, ADE, PRIYA))
TO_MAILBOX = Recipient(agency="police")
RETURN = AskedReturn(
    id=UUID(int=10),
    agency="police",
    agency_name="Police",
    number=3,
    of=6,
    status=ReturnStatus.DUE,
    case_state=CaseState.WAITING,
    due=DUE,
    holders=frozenset({ADE}),
    leads=frozenset({LEAD}),
)


SETTING = Setting("Serious youth violence, Quarter 1 2025/26", "Leeds (test)", "Ade Okoro")
