"""What one's own page shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import agencies, people
from app.operations import accounts
from app.web import devices
from audit_tools.errors import Hidden
from audit_tools.permissions import Person


@dataclass(frozen=True)
class SessionLine:
    """One place where the person is signed in."""

    id: UUID
    device: str
    seen_at: datetime
    started_at: datetime
    is_this: bool


@dataclass(frozen=True)
class AccountPage:
    """One's own page."""

    name: str
    email: str
    can_change_password: bool
    roles: tuple[str, ...]
    sessions: tuple[SessionLine, ...]


def describe_account(session: Session, person: Person, session_id: UUID) -> AccountPage:
    """Everything one's own page shows."""
    record = people.find_record(session, person.partnership, person.id)
    if record is None:
        raise Hidden()
    names = {a.key: a.name for a in agencies.list_agencies(session, person.partnership)}
    return AccountPage(
        record.name,
        record.email,
        record.can_sign_in,
        tuple(
            f"{grant.role.label} ({names[grant.agency]})" if grant.agency else grant.role.label
            for grant in record.grants
        ),
        list_session_lines(session, person.id, session_id),
    )


def list_session_lines(
    session: Session, person_id: UUID, present: UUID | None = None
) -> tuple[SessionLine, ...]:
    """Where somebody is signed in; ``present`` is the session that is being used."""
    return tuple(
        SessionLine(
            found.id,
            devices.describe(found.device),
            found.seen_at,
            found.started_at,
            found.id == present,
        )
        for found in accounts.list_sessions(session, person_id)
    )
