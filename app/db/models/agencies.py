"""The partnership's agencies."""

from sqlalchemy import Boolean, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, OfPartnership, of_person, one_of, plain
from audit_tools.agency_kinds import AgencyKind


class AgencyRow(OfPartnership, Base):
    """An agency. ``key`` is permanent and what other rows refer to; ``own_route`` is what its
    people do when they worry about a child now; one that ``is_asked`` no more stays in the audits
    that it was part of. ``mailbox`` is an e-mail address that more than one person reads."""

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("partnership_id", "key"), one_of("kind", AgencyKind))

    key: Mapped[str] = plain(String(64))
    name: Mapped[str] = plain(Text)
    kind: Mapped[str] = plain(String(32))
    own_route: Mapped[str] = plain(Text, default="")
    is_asked: Mapped[bool] = plain(Boolean, default=True)
    mailbox: Mapped[str] = of_person(Text, default="")
