"""The tables, one module to a noun. Importing this package knows them all."""

from app.db.models import (
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
