"""The chair confirms what was typed, a section at a time; a change afterwards takes it back.

What was confirmed is held as a digest of which version stood at which place, so that nothing has to
be undone when somebody writes: a section is confirmed as long as these versions stand.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from audit_tools.entries import Entry
from audit_tools.errors import Conflict, Refused
from audit_tools.tool import AuditTool

CONFIRMING = "confirming"


class Standing(StrEnum):
    """Where a section stands with the chair."""

    EMPTY = "nothing written"
    NOT_YET = "not confirmed yet"
    CONFIRMED = "confirmed"
    CHANGED = "changed since the chair confirmed it"

    @property
    def waits(self) -> bool:
        """Whether the chair has still to read what stands there."""
        return self in (Standing.NOT_YET, Standing.CHANGED)


@dataclass(frozen=True)
class Confirmation:
    """What the chair confirmed of a section, as ``seen_of`` gives it, and when (UTC)."""

    seen: str
    at: datetime


def seen_of(versions: Mapping[str, int]) -> str:
    """A digest of which version stands at which place; places never written in do not count."""
    lines = sorted(f"{place} {version}" for place, version in versions.items() if version)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def versions_in(tool: AuditTool, section: str, entries: Mapping[str, Entry]) -> dict[str, int]:
    """The version of each place of one of the tool's sections."""
    return {
        place: entry.version
        for place, entry in entries.items()
        if tool.section_at(place) == section
    }


def standing_of(
    tool: AuditTool,
    section: str,
    entries: Mapping[str, Entry],
    confirmed: Mapping[str, Confirmation],
) -> Standing:
    """Where a section stands. One in which all was emptied again holds nothing to confirm."""
    versions = versions_in(tool, section, entries)
    if not any(entries[place].value for place in versions):
        return Standing.EMPTY
    if section not in confirmed:
        return Standing.NOT_YET
    is_same = confirmed[section].seen == seen_of(versions)
    return Standing.CONFIRMED if is_same else Standing.CHANGED


def unconfirmed(
    tool: AuditTool, entries: Mapping[str, Entry], confirmed: Mapping[str, Confirmation]
) -> tuple[str, ...]:
    """The keys of the sections that the chair has still to confirm, in the tool's order.

    In one sitting the chair reads all answers on one page and signs them off there.
    """
    if tool.in_one_sitting:
        return ()
    return tuple(
        section.key
        for section in tool.sections
        if standing_of(tool, section.key, entries, confirmed).waits
    )


def check_can_confirm(
    tool: AuditTool,
    entries: Mapping[str, Entry],
    twofold: Collection[str],
    seen: Mapping[str, str],
) -> None:
    """Raise unless the sections of ``seen`` stand as the chair saw them.

    Raises ``Conflict`` where something else stands there by now, and ``Refused``, with its place,
    where two texts wait in a section for somebody to choose.
    """
    for section, digest in seen.items():
        if digest != seen_of(versions_in(tool, section, entries)):
            raise Conflict("Something has been changed since you opened the page. Read it again.")
        for place in sorted(twofold):
            if tool.section_at(place) == section:
                title = tool.section(section).title
                raise Refused(
                    f"Two people wrote in the same place. Choose which stays: {title}.", place
                )
