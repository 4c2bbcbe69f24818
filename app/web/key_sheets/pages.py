"""What the page of the key sheets shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.key_sheets import SentKeySheet, list_sent
from app.db.people import names_of
from app.operations.key_sheets import SheetOfAgency, Sheets
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.dates import format_date
from audit_tools.permissions import Person


@dataclass(frozen=True)
class SheetLine:
    """The sheet of one agency: how many stand on it, when it was sent, what came since.

    ``added`` are the references that were not on any sheet that was sent.
    """

    agency: str
    name: str
    number: int
    sent: tuple[str, ...] = field(repr=False)
    added: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class SheetsPage:
    """The sheets of an audit."""

    id: UUID
    cycle: AuditCycle
    lines: tuple[SheetLine, ...]
    left_out: int
    is_closed: bool


def describe_sheets(session: Session, person: Person, sheets: Sheets) -> SheetsPage:
    """The page of all sheets."""
    sent = list_sent(session, person.partnership, sheets.audit.id)
    names = names_of(session, {one.recorded_by for one in sent})
    return SheetsPage(
        sheets.audit.id,
        sheets.audit.cycle,
        tuple(
            _line(one, tuple(s for s in sent if s.agency == one.agency.key), names)
            for one in sheets.of_agencies
        ),
        sheets.left_out,
        sheets.audit.cycle.phase is Phase.CLOSED,
    )


def _line(
    one: SheetOfAgency, sent: tuple[SentKeySheet, ...], names: Mapping[UUID, str]
) -> SheetLine:
    covered = frozenset[UUID]().union(*(s.cases for s in sent))
    return SheetLine(
        one.agency.key,
        one.agency.name,
        len(one.cases),
        tuple(
            f"Sent {format_date(s.sent_on)} to {s.sent_to}, recorded by {names[s.recorded_by]}"
            for s in sent
        ),
        tuple(c.case.reference for c in one.cases if c.id not in covered) if sent else (),
    )
