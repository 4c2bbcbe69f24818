"""From what a paper was made, so that anybody can tell whether two papers say the same.

The same facts written by the same rules give the same bytes. A digest says whether they are the
same, and not what has changed.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, is_dataclass
from datetime import datetime
from typing import Any

from audit_tools import VERSION
from audit_tools.dates import format_instant

RULES = f"Golden Thread {VERSION}"
LETTERS_SHOWN = 16


@dataclass(frozen=True)
class Snapshot:
    """At which instant facts were read, from which audit tool, by which rules, and their digest.

    ``tool`` names the tool with its version; it is empty where there is none.
    """

    at: datetime
    tool: str
    rules: str
    digest: str

    @property
    def sentence(self) -> str:
        """What a paper says of itself."""
        return f"As recorded on {format_instant(self.at)}. {self.origin}"

    @property
    def origin(self) -> str:
        """The same without the instant."""
        tool = f"Audit tool: {self.tool}. " if self.tool else ""
        return f"{tool}Rules: {self.rules}. Facts: {self.digest[:LETTERS_SHOWN]}."


def snapshot(at: datetime, tool: str, *facts: Any) -> Snapshot:
    """The snapshot of facts that were read at an instant."""
    plain = [asdict(one) if one is not None else None for one in facts]
    return Snapshot(at, tool, RULES, digest_of(plain))


def digest_of(value: Any) -> str:
    """A digest of a frozen value or of plain data; equal values have equal digests."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    text = json.dumps(plain, sort_keys=True, default=_written)
    return hashlib.sha256(text.encode()).hexdigest()


def _written(value: Any) -> Any:
    """What JSON has no word for; a set in an order of its own would be another each time."""
    return sorted(value, key=str) if isinstance(value, (set, frozenset)) else str(value)
