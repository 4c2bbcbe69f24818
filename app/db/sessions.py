"""Credentials, links to set a password, failed attempts and signed-in sessions."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from app.db import partnerships, people
from app.db.models.people import (
    CredentialRow,
    PartnershipRow,
    PasswordLinkRow,
    PersonRow,
    SignedInSessionRow,
    SignInAttemptRow,
)
from app.db.partnerships import Partnership
from audit_tools.permissions import Person


@dataclass(frozen=True)
class SignedInSession:
    """One sign-in on one device."""

    id: UUID
    person_id: UUID
    started_at: datetime
    seen_at: datetime
    device: str = field(repr=False)


@dataclass(frozen=True)
class SignIn:
    """Who is signed in, for which partnership, by which session."""

    person: Person
    partnership: Partnership
    session: SignedInSession


_BY_TOKEN = (
    select(SignedInSessionRow, PersonRow, PartnershipRow)
    .join(PersonRow, PersonRow.id == SignedInSessionRow.person_id)
    .join(PartnershipRow, PartnershipRow.id == SignedInSessionRow.partnership_id)
    .where(
        SignedInSessionRow.token_digest == bindparam("token"),
        SignedInSessionRow.ended_at.is_(None),
        PersonRow.is_active,
    )
)


def find_sign_in(session: Session, token_digest: str) -> SignIn | None:
    """What a token stands for, unless its session was ended or its person is no longer active.

    Whether it has expired is for the caller to say.
    """
    found = session.execute(_BY_TOKEN, {"token": token_digest}).one_or_none()
    if found is None:
        return None
    row, person, partnership = found
    grants = people.read_grants(session, partnership.id, [person.id])[person.id]
    return SignIn(
        Person(person.id, partnership.id, person.name, grants),
        partnerships.value_of(partnership),
        _value(row),
    )


def list_sessions(
    session: Session, person_id: UUID, started_after: datetime
) -> list[SignedInSession]:
    """The sessions of a person that nobody has ended, the latest seen first."""
    rows = session.scalars(
        select(SignedInSessionRow)
        .where(
            SignedInSessionRow.person_id == person_id,
            SignedInSessionRow.ended_at.is_(None),
            SignedInSessionRow.started_at > started_after,
        )
        .order_by(SignedInSessionRow.seen_at.desc(), SignedInSessionRow.id)
    )
    return [_value(row) for row in rows]


def add_session(
    session: Session,
    *,
    token_digest: str,
    person_id: UUID,
    partnership: UUID,
    device: str,
    at: datetime,
) -> UUID:
    row = SignedInSessionRow(
        token_digest=token_digest,
        id=uuid4(),
        person_id=person_id,
        partnership_id=partnership,
        started_at=at,
        seen_at=at,
        device=device,
    )
    session.add(row)
    session.flush()
    return row.id


def mark_seen(session: Session, session_id: UUID, at: datetime) -> None:
    session.execute(
        update(SignedInSessionRow).where(SignedInSessionRow.id == session_id).values(seen_at=at)
    )


def owner_of(session: Session, session_id: UUID) -> UUID | None:
    """Whose session it is, ended or not; None for one that never was."""
    wanted = select(SignedInSessionRow.person_id).where(SignedInSessionRow.id == session_id)
    return session.scalar(wanted)


def end_sessions(
    session: Session,
    person_id: UUID,
    at: datetime,
    *,
    only: UUID | None = None,
    but: UUID | None = None,
) -> None:
    """End a person's sessions: all of them, ``only`` one, or all ``but`` one."""
    ending = update(SignedInSessionRow).where(
        SignedInSessionRow.person_id == person_id, SignedInSessionRow.ended_at.is_(None)
    )
    if only:
        ending = ending.where(SignedInSessionRow.id == only)
    if but:
        ending = ending.where(SignedInSessionRow.id != but)
    session.execute(ending.values(ended_at=at))


def password_hash(session: Session, person_id: UUID) -> str | None:
    return session.scalar(
        select(CredentialRow.password_hash).where(CredentialRow.person_id == person_id)
    )


def set_password_hash(session: Session, person_id: UUID, hashed: str, at: datetime) -> None:
    session.merge(CredentialRow(person_id=person_id, password_hash=hashed, changed_at=at))
    session.flush()


def add_password_link(
    session: Session, person_id: UUID, token_digest: str, expires_at: datetime
) -> None:
    session.add(
        PasswordLinkRow(token_digest=token_digest, person_id=person_id, expires_at=expires_at)
    )
    session.flush()


def person_of_password_link(session: Session, token_digest: str, at: datetime) -> UUID | None:
    """Whose password an unused link sets, while it is good."""
    return session.scalar(
        select(PasswordLinkRow.person_id).where(
            PasswordLinkRow.token_digest == token_digest,
            PasswordLinkRow.used_at.is_(None),
            PasswordLinkRow.expires_at > at,
        )
    )


def use_password_links(session: Session, person_id: UUID, at: datetime) -> None:
    """No link of the person is good from now on."""
    session.execute(
        update(PasswordLinkRow)
        .where(PasswordLinkRow.person_id == person_id, PasswordLinkRow.used_at.is_(None))
        .values(used_at=at)
    )


def failures_since(session: Session, email_digest: str, since: datetime) -> list[datetime]:
    """When signing in failed for an address, earliest first."""
    return list(
        session.scalars(
            select(SignInAttemptRow.at)
            .where(SignInAttemptRow.email_digest == email_digest, SignInAttemptRow.at > since)
            .order_by(SignInAttemptRow.at)
        )
    )


def add_failure(session: Session, email_digest: str, at: datetime) -> None:
    session.add(SignInAttemptRow(id=uuid4(), email_digest=email_digest, at=at))
    session.flush()


def forget_failures(session: Session, email_digest: str) -> None:
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.email_digest == email_digest))


def forget_before(session: Session, sessions_before: datetime, failures_before: datetime) -> None:
    """Drop what nobody needs any more: sessions long over, failures that slow nobody down."""
    session.execute(
        delete(SignedInSessionRow).where(SignedInSessionRow.started_at < sessions_before)
    )
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at < failures_before))


def _value(row: SignedInSessionRow) -> SignedInSession:
    return SignedInSession(row.id, row.person_id, row.started_at, row.seen_at, row.device)
