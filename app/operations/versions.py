"""Telling whether something has changed since a page showed it, where rows count no versions."""

from typing import Any

from audit_tools.errors import Conflict
from audit_tools.snapshots import digest_of

CHANGED = (
    "Somebody else has changed this since you opened the page. Compare what stands now "
    "with what you entered, and save again if yours is right."
)


def version_of(value: Any) -> str:
    """A digest of a frozen value or of plain data; equal values have equal digests."""
    return digest_of(value)


def check_unchanged(seen: str, present: Any, sentence: str = CHANGED) -> None:
    """Raise ``Conflict``, with the sentence, unless ``seen`` is the version of what stands now."""
    if seen != version_of(present):
        raise Conflict(sentence)
