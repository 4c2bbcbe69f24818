"""Telling whether something has changed since a page showed it, where rows count no versions."""

import hashlib
import json
from dataclasses import asdict, is_dataclass
from typing import Any

from audit_tools.errors import Conflict

CHANGED = (
    "Somebody else has changed this since you opened the page. Compare what stands now "
    "with what you entered, and save again if yours is right."
)


def version_of(value: Any) -> str:
    """A digest of a frozen value or of plain data; equal values have equal digests."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    text = json.dumps(plain, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def check_unchanged(seen: str, present: Any, sentence: str = CHANGED) -> None:
    """Raise ``Conflict``, with the sentence, unless ``seen`` is the version of what stands now."""
    if seen != version_of(present):
        raise Conflict(sentence)
