"""What a calendar may be told of a discussion: which of how many it is, when and where."""

from dataclasses import dataclass, field
from uuid import UUID

from audit_tools.schedule import Slot


@dataclass(frozen=True)
class Organiser:
    """Who calls the discussion: the Business Unit and never a person. ``address`` is a URI."""

    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """One discussion in a calendar. A withdrawn case has no number any more, and is called off.

    ``details`` is an address at which those who may find who comes.
    """

    id: UUID
    number: int
    of: int
    slot: Slot = field(repr=False)
    is_off: bool
    changes: int
    details: str
    is_rehearsal: bool = False

    @property
    def is_withdrawn(self) -> bool:
        return not self.number

    @property
    def title(self) -> str:
        """``Case discussion 3 of 6``, the number that messages give it too."""
        which = "" if self.is_withdrawn else f" {self.number} of {self.of}"
        return (
            f"Rehearsal: case discussion{which}" if self.is_rehearsal else f"Case discussion{which}"
        )

    @property
    def sequence(self) -> int:
        """How often its time or place changed; that its case was withdrawn is one change more.

        That another case was withdrawn changes its number, and nothing that somebody would have to
        look at again (RFC 5545, section 3.8.7.4).
        """
        return self.changes + self.is_withdrawn

    @property
    def description(self) -> str:
        """Where to look; nothing of whom it is about."""
        return f"Who comes, and changes: {self.details}"

    @property
    def file_name(self) -> str:
        """``case-discussion-3-of-6``."""
        return self.title.lower().replace(":", "").replace(" ", "-")
