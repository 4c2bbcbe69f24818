"""What the people of a case say of the record: before it is signed off, and after.

Whoever came reads the write-up for accuracy. After the signing off a change takes a reason, keeps
what stood there, and marks every paper that used it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from audit_tools.cases import CaseState
from audit_tools.cycles import Selection
from audit_tools.dates import working_days_after
from audit_tools.discussions import Came
from audit_tools.errors import Invalid, Refused
from audit_tools.numbers import joined
from audit_tools.tool import AuditTool, Section
from audit_tools.words.replacing import INSTEAD

DAYS_TO_READ = 3
DAYS_IN_AN_INSPECTION = 1
LONGEST_TEXT = 20_000
SHORTEST_PASSAGE, LONGEST_PASSAGE = 2, 200
TAKEN_OUT = "Something that could identify somebody was taken out"
WHOLE_RECORD = "record"
"""The place of what was taken out where no section has it."""
ACCURACY = "accuracy"
"""The place of what the reading for accuracy still lacks."""


class Accuracy(StrEnum):
    """What an agency says of the write-up."""

    AGREE = "agree"
    CORRECT = "correct"

    @property
    def label(self) -> str:
        return "accurate" if self is Accuracy.AGREE else "please correct"


class Settled(StrEnum):
    """What became of a correction that was asked for."""

    MADE = "made"
    NOT_MADE = "not-made"

    @property
    def label(self) -> str:
        return "made" if self is Settled.MADE else "not made"


@dataclass(frozen=True)
class Reply:
    """What one agency says of the write-up, and what should be corrected. Instants are UTC.

    ``settled`` is what the holders of the discussion say became of it, with the reason for not
    making it; None while nobody has said.
    """

    agency: str
    word: Accuracy
    text: str = field(repr=False)
    at: datetime
    settled: Settled | None = None
    settled_reason: str = field(default="", repr=False)
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether a correction was asked for and nobody has said what became of it."""
        return self.word is Accuracy.CORRECT and self.settled is None


@dataclass(frozen=True)
class Correction:
    """A change of a record that had been signed off. Instants are UTC."""

    place: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    reason: str = field(repr=False)
    at: datetime

    @property
    def is_taken_out(self) -> bool:
        """Whether it says no more than that something was taken out for good: a change has two
        texts. Its place is the section in which that was."""
        return self.before == self.after


def replies_due(
    written_up_at: datetime, selection: Selection, holidays: Collection[date]
) -> datetime:
    """Until when whoever came may reply: three working days, one in a joint inspection.

    ``holidays`` are bank holidays, which do not count.
    """
    in_inspection = selection is Selection.INSPECTORS
    days = DAYS_IN_AN_INSPECTION if in_inspection else DAYS_TO_READ
    return working_days_after(written_up_at, days, holidays)


def agencies_to_reply(attendance: Mapping[str, Came]) -> tuple[str, ...]:
    """The agencies that were there, so that they can tell whether the record is accurate."""
    return tuple(sorted(agency for agency, came in attendance.items() if came is Came.YES))


def still_to_reply(attendance: Mapping[str, Came], replies: Iterable[Reply]) -> tuple[str, ...]:
    """The agencies that were there and have not replied."""
    replied = {reply.agency for reply in replies}
    return tuple(agency for agency in agencies_to_reply(attendance) if agency not in replied)


def may_still_reply(
    attendance: Mapping[str, Came], replies: Iterable[Reply], due: datetime | None, now: datetime
) -> tuple[str, ...]:
    """The agencies that were there, have not replied and still may.

    Until the record is written up, which leaves ``due`` None, none was asked yet.
    """
    is_over = due is not None and now >= due
    return () if is_over else still_to_reply(attendance, replies)


def check_early(unheard: Collection[str], reason: str) -> str:
    """Why a record is signed off before all who came were heard, trimmed; empty where they were.

    ``unheard`` are the names of those who may still reply. Raises ``Refused`` (place ``reason``).
    """
    if not unheard:
        return ""
    trimmed = reason.strip()
    if not trimmed:
        raise Refused(
            "Wait until all who came have said whether the record is accurate, or until the "
            "period for it is over; or say why you sign off before.",
            place="reason",
        )
    if len(trimmed) > LONGEST_TEXT:
        raise Refused(f"Use {LONGEST_TEXT:,} characters or fewer.", place="reason")
    return trimmed


def check_can_reply(state: CaseState, agency: str, attendance: Mapping[str, Came]) -> None:
    """Raise ``Refused`` unless the record waits to be signed off and the agency was there."""
    if state is CaseState.AGREED:
        raise Refused("This discussion has been signed off and is locked.")
    if state is not CaseState.WRITTEN_UP:
        raise Refused("The record is not written up yet.")
    if agency not in agencies_to_reply(attendance):
        raise Refused("Only agencies that came to the discussion say whether it is accurate.")


def check_reply(word: Accuracy, text: str) -> str:
    """What should be corrected, trimmed.

    Raises ``Invalid`` (place ``text``) where it is not said.
    """
    trimmed = text.strip()
    if word is Accuracy.AGREE:
        return ""
    if not trimmed:
        raise Invalid("Say what should be corrected.", place="text")
    if len(trimmed) > LONGEST_TEXT:
        raise Invalid(f"Use {LONGEST_TEXT:,} characters or fewer.", place="text")
    return trimmed


def check_settled(word: Accuracy, settled: Settled, reason: str, is_changed: bool = True) -> str:
    """Why a correction that was asked for was not made, trimmed; empty where it was.

    ``is_changed`` says whether anything was changed since: where nothing was, "made" takes a word
    too. Raises ``Refused`` where none was asked for, and ``Invalid`` (place ``reason``) where it is
    not said why, or at too great a length.
    """
    if word is not Accuracy.CORRECT:
        raise Refused("This agency no longer asks for a correction.")
    trimmed = reason.strip()
    if settled is Settled.MADE and is_changed:
        return ""
    if not trimmed and settled is Settled.MADE:
        raise Invalid(
            "Nothing in the record has changed since this was asked for. Change it first, say here "
            "how it was corrected, or choose No and say why.",
            place="reason",
        )
    if not trimmed:
        raise Invalid("Say why it was not made. Whoever asked for it reads that.", place="reason")
    if len(trimmed) > LONGEST_TEXT:
        raise Invalid(f"Use {LONGEST_TEXT:,} characters or fewer.", place="reason")
    return trimmed


def sections_named(tool: AuditTool, text: str) -> tuple[Section, ...]:
    """The sections that a reply calls by their titles, in the tool's order."""
    said = text.casefold()
    return tuple(section for section in tool.sections if section.title.casefold() in said)


def check_all_settled(replies: Iterable[Reply]) -> None:
    """Raise ``Refused`` (place ``ACCURACY``) while a correction that was asked for is open."""
    count = sum(reply.is_open for reply in replies)
    if count:
        asked = (
            "One correction that was asked for is"
            if count == 1
            else (f"{count} corrections that were asked for are")
        )
        raise Refused(f"{asked} still open. Say of each whether it was made.", ACCURACY)


def check_correction(before: str, after: str) -> None:
    """Raise ``Invalid`` (place ``after``) where nothing would change."""
    if before == after:
        raise Invalid("Nothing is changed: what you entered stands there already.", place="after")


def check_taking_out(passage: str, instead: str) -> str:
    """The words to take out for good, trimmed.

    Raises ``Invalid``, with its place, for words that are none, or for something to stand instead
    that is not offered: a signed-off record is not rewritten this way.
    """
    words = passage.strip()
    if not SHORTEST_PASSAGE <= len(words) <= LONGEST_PASSAGE:
        raise Invalid(
            f"Enter the words to take out, {SHORTEST_PASSAGE} to {LONGEST_PASSAGE} characters.",
            place="passage",
        )
    if instead not in INSTEAD:
        raise Invalid("Choose what stands there instead.", place="instead")
    return words


def say_corrected_in(audits: Iterable[str]) -> str:
    """``In “First” and “Second” a record was corrected after it was signed off.``, of audits by
    their titles; empty where it was in none."""
    named = joined(f"“{title}”" for title in audits)
    return f"In {named} a record was corrected after it was signed off." if named else ""
