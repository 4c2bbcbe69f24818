"""What the pages of immediate concerns show."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import agencies
from app.db.concerns import read_concern
from app.db.returns import read_own_part
from app.web import current
from app.web.returns.heads import Head, head_of
from audit_tools.dates import format_instant, one_working_day_after
from audit_tools.permissions import Person


@dataclass(frozen=True)
class AskPage:
    """What to do now, and the questions."""

    head: Head
    front_door: str
    own_route: str


@dataclass(frozen=True)
class ConcernPage:
    """One concern, and what came of it."""

    id: UUID
    reference: str
    agency: str
    invented: bool
    raised_at: datetime
    concern: str = field(repr=False)
    told: str = field(repr=False)
    told_at: str = field(repr=False)
    outcome: str = field(repr=False)
    outcome_at: datetime | None
    is_overdue: bool
    due: str


def describe_ask(session: Session, person: Person, return_id: UUID) -> AskPage:
    """The page for somebody who worries now. Raises ``Hidden`` unless something of it is theirs."""
    held = read_own_part(session, person, return_id)
    agency = agencies.find_agency(session, person.partnership, held.agency.key)
    return AskPage(
        head_of(held),
        current.partnership().front_door,
        agency.own_route if agency else "",
    )


def describe_concern(session: Session, person: Person, concern_id: UUID) -> ConcernPage:
    """One concern. Raises ``Hidden`` unless the person is one of those who see to it."""
    found = read_concern(session, person, concern_id)
    concern = found.concern
    return ConcernPage(
        found.id,
        found.reference,
        found.agency_name,
        found.invented,
        concern.raised_at,
        concern.concern,
        concern.told,
        concern.told_at,
        concern.outcome,
        concern.outcome_at,
        concern.is_overdue(current.now()),
        format_instant(one_working_day_after(concern.raised_at)),
    )
