"""What every table has in common: naming, keys, column classes and types."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    MetaData,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class DataClass(StrEnum):
    """What a column holds, so that an inventory of the data can be made from the tables."""

    PLAIN = "plain"
    PERSON = "person"
    CASE = "case"
    CASE_TEXT = "case text"
    SECRET = "secret"  # noqa: S105 - a class of data, not a password


class Base(DeclarativeBase):
    """The root of all tables. ``bears_case`` marks rows that say something of a case."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    bears_case: ClassVar[bool] = False


class Instant(TypeDecorator[datetime]):
    """An instant in UTC, on every database alike."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def column(data: DataClass, *args: Any, **kwargs: Any) -> Any:
    """A mapped column that says what class of data it holds."""
    return mapped_column(*args, info={"data": data}, **kwargs)


def plain(*args: Any, **kwargs: Any) -> Any:
    return column(DataClass.PLAIN, *args, **kwargs)


def of_person(*args: Any, **kwargs: Any) -> Any:
    return column(DataClass.PERSON, *args, **kwargs)


def of_case(*args: Any, **kwargs: Any) -> Any:
    return column(DataClass.CASE, *args, **kwargs)


def case_text(*args: Any, **kwargs: Any) -> Any:
    return column(DataClass.CASE_TEXT, Text, *args, **kwargs)


def secret(*args: Any, **kwargs: Any) -> Any:
    return column(DataClass.SECRET, *args, **kwargs)


class OfPartnership:
    """A row of one partnership: the partnership is part of its key."""

    partnership_id: Mapped[UUID] = plain(ForeignKey("partnership.id"), primary_key=True)
    id: Mapped[UUID] = plain(primary_key=True, default=uuid4)


def refers(column_name: str, table: str, target: str = "id") -> ForeignKeyConstraint:
    """A foreign key within the partnership."""
    return ForeignKeyConstraint(
        ["partnership_id", column_name], [f"{table}.partnership_id", f"{table}.{target}"]
    )


def one_of(column_name: str, words: type[StrEnum]) -> CheckConstraint:
    """A CHECK that the column holds one of the enumeration's words."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column_name} IN ({listed})", name=f"{column_name}_known")
