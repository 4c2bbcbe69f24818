"""Partnerships, people, their credentials and sessions (global), and the roles they hold."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import (
    Base,
    Instant,
    OfPartnership,
    of_person,
    one_of,
    plain,
    refers,
    secret,
)
from audit_tools.messages import CHASE_AFTER
from audit_tools.permissions import Role


class PartnershipRow(Base):
    """A safeguarding children partnership. ``front_door`` is whom to tell of a worry now.

    ``marking`` is the protective marking on every paper and page that shows a case.
    The lead of an agency is written to when a return is overdue by more days than ``chase_after``.
    What says something of a case is to be kept for ``retention_years`` after its audit is closed.
    """

    __tablename__ = "partnership"

    id: Mapped[UUID] = plain(primary_key=True, default=uuid4)
    name: Mapped[str] = plain(Text)
    front_door: Mapped[str] = plain(Text, default="")
    accent: Mapped[str] = plain(String(7), default="#1d70b8")
    marking: Mapped[str] = plain(Text, default="OFFICIAL-SENSITIVE")
    school_holidays: Mapped[list[dict[str, str]]] = plain(JSON, default=list)
    chase_after: Mapped[int] = plain(Integer, default=CHASE_AFTER)
    retention_years: Mapped[int | None] = plain(Integer)
    retention_reason: Mapped[str] = plain(Text, default="")


class PersonRow(Base):
    """Somebody who signs in."""

    __tablename__ = "person"

    id: Mapped[UUID] = plain(primary_key=True, default=uuid4)
    name: Mapped[str] = of_person(Text)
    email: Mapped[str] = of_person(Text, unique=True)
    is_active: Mapped[bool] = plain(Boolean, default=True)
    invented: Mapped[bool] = plain(Boolean, default=False)


class CredentialRow(Base):
    """A person's password, hashed with argon2."""

    __tablename__ = "credential"

    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), primary_key=True)
    password_hash: Mapped[str] = secret(Text)
    changed_at: Mapped[datetime] = plain(Instant)


class PasswordLinkRow(Base):
    """A link to set a password, good once; only its digest is kept."""

    __tablename__ = "password_link"

    token_digest: Mapped[str] = secret(String(64), primary_key=True)
    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime] = plain(Instant)
    used_at: Mapped[datetime | None] = plain(Instant)


class SignedInSessionRow(Base):
    """One sign-in on one device, which can be ended from elsewhere."""

    __tablename__ = "signed_in_session"

    token_digest: Mapped[str] = secret(String(64), primary_key=True)
    id: Mapped[UUID] = plain(default=uuid4, unique=True)
    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), index=True)
    partnership_id: Mapped[UUID] = plain(ForeignKey("partnership.id"))
    started_at: Mapped[datetime] = plain(Instant)
    seen_at: Mapped[datetime] = plain(Instant)
    ended_at: Mapped[datetime | None] = plain(Instant)
    device: Mapped[str] = of_person(Text, default="")


class SignInAttemptRow(Base):
    """A sign-in that failed, so that guessing is slowed down for that address."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[UUID] = plain(primary_key=True, default=uuid4)
    email_digest: Mapped[str] = secret(String(64), index=True)
    at: Mapped[datetime] = plain(Instant)


class RoleGrantRow(OfPartnership, Base):
    """A role that a person holds in the partnership, in an agency where the role belongs to one."""

    __tablename__ = "role_grant"
    __table_args__ = (
        refers("agency", "agency", "key"),
        one_of("role", Role),
        UniqueConstraint("partnership_id", "person_id", "role", "agency"),
    )

    person_id: Mapped[UUID] = plain(ForeignKey("person.id"), index=True)
    role: Mapped[str] = plain(String(32))
    agency: Mapped[str | None] = plain(String(64))
