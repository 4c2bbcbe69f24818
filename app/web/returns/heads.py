"""What every page of a return says of it at the top."""

from dataclasses import dataclass
from uuid import UUID

from app.db.returns import ReturnRead
from audit_tools.cycles import CHILDREN


@dataclass(frozen=True)
class Head:
    """Which return it is. ``spoken`` is for titles: it gives the reference away to nobody."""

    return_id: UUID
    spoken: str
    reference: str
    agency: str
    audit: str
    invented: bool
    one: str
    """What the audit counts: ``child``, ``notification``."""

    @property
    def worry(self) -> str:
        """The way to an immediate concern, which is about a child whatever the audit counts."""
        return f"Worried about {'this' if self.one == CHILDREN.one else 'a'} child now?"


def head_of(held: ReturnRead) -> Head:
    """The head of the pages of a return."""
    return Head(
        held.on_file.id,
        held.case.spoken,
        held.case.case.reference,
        held.agency.name,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        held.audit.cycle.counted.one,
    )
