"""What a single value of the exchange format may be: a day, an instant, a text, a key, a role."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from audit_tools.dates import YEARS, may_be_entered
from audit_tools.permissions import Role
from audit_tools.wording import MAX_TEXT

# The control characters are refused because a database or a Word file cannot hold them.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
_FINGERPRINT = r"^[0-9a-f]{64}$"


def _read_date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            if may_be_entered(day):
                return day
    except ValueError:
        pass
    raise PydanticCustomError("day", f"Write a real date, such as 2025-05-28. {YEARS}")


def _read_instant(value: object) -> datetime:
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC)
    try:
        if isinstance(value, str) and (instant := datetime.fromisoformat(value)).tzinfo:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise PydanticCustomError("instant", "Write date and time in UTC, such as 2025-05-28T14:02:00Z")


def _check_fingerprint(text: str) -> str:
    if not re.fullmatch(_FINGERPRINT, text):
        raise PydanticCustomError("fingerprint", "Write the 64 hexadecimal digits of the SHA-256")
    return text


Day = Annotated[date, BeforeValidator(_read_date)]
Instant = Annotated[datetime, BeforeValidator(_read_instant)]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT, pattern=_PRINTABLE)]
Short = Annotated[str, StringConstraints(max_length=200, pattern=_PRINTABLE)]
Named = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_PRINTABLE),
]
Band = Annotated[str, StringConstraints(max_length=60, pattern=_PRINTABLE)]
ShortBand = Annotated[str, StringConstraints(max_length=40, pattern=_PRINTABLE)]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=_PRINTABLE)]
AuditKey = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
AgencyKey = Annotated[str, StringConstraints(max_length=64, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[int, Field(ge=1, le=9_999)]
Count = Annotated[int, Field(ge=0, le=9_999)]
Stratum = Literal["age_band", "sex", "ethnicity_group", "plan_type", "locality"]
Fingerprint = Annotated[
    str,
    AfterValidator(_check_fingerprint),
    WithJsonSchema({"type": "string", "pattern": _FINGERPRINT}),
]
Entries = dict[Short, Text]

_PEOPLE = (
    Role.PRACTITIONER,
    Role.AGENCY_LEAD,
    Role.AGENCY_DEPUTY,
    Role.CHAIR,
    Role.CO_CHAIR,
    Role.NOTE_TAKER,
    Role.COORDINATOR,
    Role.CORE_GROUP,
)
_WRITERS = (Role.COORDINATOR, Role.CHAIR, Role.CO_CHAIR, Role.NOTE_TAKER)


def _one_of(roles: tuple[Role, ...]) -> tuple[AfterValidator, WithJsonSchema]:
    """A role is one of these, in the schema as in the reading."""
    words = [role.value for role in roles]

    def check(role: Role) -> Role:
        if role not in roles:
            raise PydanticCustomError("role", "Use one of: {words}", {"words": ", ".join(words)})
        return role

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": words})


PersonRole = Annotated[Role, *_one_of(_PEOPLE)]
WordingRole = Annotated[Role, *_one_of(_WRITERS)]


class Document(BaseModel):
    """A part of a file: strict, frozen, and silent about what is in it."""

    # Nothing of a case is printed with a document, whoever prints it.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
