"""The tables, one module to a noun. Importing this package knows them all."""

from app.db.models import (
    afterwards,
    agencies,
    audits,
    cases,
    discussions,
    findings,
    history,
    inspections,
    knowing,
    messages,
    people,
    practice,
    records,
    returns,
    tools,
    words,
)

__all__ = [
    "afterwards",
    "agencies",
    "audits",
    "cases",
    "discussions",
    "findings",
    "history",
    "inspections",
    "knowing",
    "messages",
    "people",
    "practice",
    "records",
    "returns",
    "tools",
    "words",
]
