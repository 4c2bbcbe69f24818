"""What every page of a return says of it at the top."""

from dataclasses import dataclass
from uuid import UUID

from app.db.returns import ReturnRead


@dataclass(frozen=True)
class Head:
    """Which return it is. ``spoken`` is for titles: it gives the reference away to nobody."""

    return_id: UUID
    spoken: str
    reference: str
    agency: str
    audit: str
    invented: bool


def head_of(held: ReturnRead) -> Head:
    """The head of the pages of a return."""
    return Head(
        held.on_file.id,
        held.case.spoken,
        held.case.case.reference,
        held.agency.name,
        held.audit.cycle.title,
        held.audit.cycle.invented,
    )
