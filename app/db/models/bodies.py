"""The boards and groups that read the partnership's summaries."""

from sqlalchemy import Boolean, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.db.base import Base, OfPartnership, one_of, plain
from audit_tools.permissions import Role


class GoverningBodyRow(OfPartnership, Base):
    """A board or group by its name; its members hold the ``role``, or sign in not at all.
    ``each_audit`` says that every audit is put before it."""

    __tablename__ = "governing_body"
    __table_args__ = (UniqueConstraint("partnership_id", "name"), one_of("role", Role))

    name: Mapped[str] = plain(Text)
    role: Mapped[str | None] = plain(String(32))
    each_audit: Mapped[bool] = plain(Boolean, default=False)
