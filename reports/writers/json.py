"""What an audience may be given, as data for another program.

One object. ``format`` is ``golden-thread-summary`` and ``format_version`` is 1; every other key
is a field of ``audit_tools.audience.AudienceFacts``, whose docstrings say what it means. Dates
are ``2024-04-01``. A side (``strengths``, ``developments``, ``rests_on``) also carries ``count``
and ``of``: in how many cases, of how many. Counts stand beside what they are out of, and there is
no percentage. A key may be added within a version; none is renamed, removed or given another
meaning without raising it.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from audit_tools.audience import AudienceFacts, Side

FORMAT, FORMAT_VERSION = "golden-thread-summary", 1


def write_json(facts: AudienceFacts) -> bytes:
    """The object in UTF-8, indented, its keys in the order of the fields."""
    return as_bytes({"format": FORMAT, "format_version": FORMAT_VERSION, **_plain(facts)})


def as_bytes(document: dict[str, Any]) -> bytes:
    """An object in UTF-8, indented."""
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Side):
        return {"count": value.count, "of": len(value.cases), **_fields(value)}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
