"""Colleagues whom an agency's lead invites, until they join."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, Instant, OfPartnership, of_person, plain, refers, secret


class ColleagueInvitationRow(OfPartnership, Base):
    """An address that an agency's lead invites, whether or not somebody is known by it already.

    Nobody's account comes of it before they join; then the row is gone.
    """

    __tablename__ = "colleague_invitation"
    __table_args__ = (
        refers("agency", "agency", "key"),
        UniqueConstraint("partnership_id", "agency", "email"),
        UniqueConstraint("partnership_id", "token_digest"),
    )

    agency: Mapped[str] = plain(String(64))
    name: Mapped[str] = of_person(Text)
    email: Mapped[str] = of_person(Text)
    token_digest: Mapped[str] = secret(String(64))
    invited_by: Mapped[UUID] = plain(ForeignKey("person.id"))
    made_at: Mapped[datetime] = plain(Instant)
    expires_at: Mapped[datetime] = plain(Instant)


class InvitedReturnRow(Base):
    """A return that is given to the colleague when they join."""

    __tablename__ = "invited_return"
    __table_args__ = (
        refers("invitation_id", "colleague_invitation"),
        refers("return_id", "agency_return"),
    )

    partnership_id: Mapped[UUID] = plain(ForeignKey("partnership.id"), primary_key=True)
    invitation_id: Mapped[UUID] = plain(primary_key=True)
    return_id: Mapped[UUID] = plain(primary_key=True, index=True)
