"""What somebody writes down when they set up an audit, and what is wrong with it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from audit_tools.cycles import CHILDREN, AuditKind, Counted, Selection, Working
from audit_tools.errors import Invalid, Problem
from audit_tools.kinds_of_audit import sections_to_choose
from audit_tools.points import has_points
from audit_tools.tool import AuditTool

LONGEST_LINE = 200
LONGEST_TEXT = 20_000
LONGEST_NOUN = 40
LONGEST_KEY = 70
REHEARSAL = "Rehearsal: "


@dataclass(frozen=True)
class AuditDates:
    """When an audit runs: calendar dates in Europe/London, each of which may be decided later."""

    period_from: date | None = None
    period_to: date | None = None
    returns_due: date | None = None
    discussions_from: date | None = None
    discussions_to: date | None = None


@dataclass(frozen=True)
class AuditDetails:
    """Everything about an audit but its cases. ``scale`` is a key of the tool, or ``None``.

    ``left_out`` are the keys of sections that are not asked.

    The title of a rehearsal begins with "Rehearsal", so that whatever names it says what it is.
    """

    title: str
    theme: str = ""
    purpose: str = ""
    counted: Counted = CHILDREN
    selection: Selection = Selection.RANDOM
    selection_note: str = ""
    scale: str | None = None
    dates: AuditDates = AuditDates()
    working: Working = Working.RETURNS_FIRST
    rehearsal: bool = False
    audit_kind: AuditKind = AuditKind.FULL
    left_out: tuple[str, ...] = ()


def check_details(details: AuditDetails, tool: AuditTool) -> AuditDetails:
    """The details with spaces around each text taken off.

    Raises ``Invalid`` with a ``Problem`` for everything that is wrong, its place the name of the
    detail (``title``, ``counts_one``, ``returns_due``).
    """
    trimmed = replace(
        details,
        title=_titled(" ".join(details.title.split()), details.rehearsal),
        theme=" ".join(details.theme.split()),
        purpose=details.purpose.strip(),
        selection_note=details.selection_note.strip(),
        counted=Counted(details.counted.one.strip(), details.counted.many.strip()),
    )
    problems = (
        *_problems_of_texts(trimmed),
        *_problems_of_nouns(trimmed.counted, tool),
        *_problems_of_scale(trimmed.scale, tool),
        *_problems_of_working(trimmed.working, tool),
        *_problems_of_dates(trimmed.dates),
        *_problems_of_left_out(trimmed.left_out, tool),
    )
    if problems:
        raise Invalid.because_of(problems)
    return trimmed


def check_dates(dates: AuditDates) -> AuditDates:
    """The dates, when each follows the one before. Raises ``Invalid``, its places their names."""
    if problems := tuple(_problems_of_dates(dates)):
        raise Invalid.because_of(problems)
    return dates


def make_key(title: str) -> str:
    """A short key for addresses of files and commands: ``syv-audit-quarter-1-2025-26``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    key = "-".join(re.findall(r"[a-z0-9]+", plain))
    return key[:LONGEST_KEY].rstrip("-") or "audit"


def _titled(title: str, rehearsal: bool) -> str:
    """The title with "Rehearsal: " before it where it is one, and without where it is none."""
    plain = title.removeprefix(REHEARSAL)
    return f"{REHEARSAL}{plain}" if rehearsal and plain else plain


def _problems_of_texts(details: AuditDetails) -> Iterator[Problem]:
    if not details.title:
        yield Problem("title", "Enter a title, such as Serious youth violence, Quarter 1 2025/26.")
    for place, text, longest in (
        ("title", details.title, LONGEST_LINE),
        ("theme", details.theme, LONGEST_LINE),
        ("purpose", details.purpose, LONGEST_TEXT),
        ("selection_note", details.selection_note, LONGEST_TEXT),
    ):
        if len(text) > longest:
            yield Problem(place, f"Use {longest:,} characters or fewer.")


def _problems_of_nouns(counted: Counted, tool: AuditTool) -> Iterator[Problem]:
    if counted == CHILDREN and has_points(tool):
        yield Problem("counts_one", "This audit tool gives points, which no child is given.")
    for place, noun, example in (
        ("counts_one", counted.one, "child"),
        ("counts_many", counted.many, "children"),
    ):
        if not noun:
            yield Problem(place, f"Enter a word, such as {example}.")
        elif len(noun) > LONGEST_NOUN:
            yield Problem(place, f"Use {LONGEST_NOUN} characters or fewer.")


def _problems_of_scale(scale: str | None, tool: AuditTool) -> Iterator[Problem]:
    if scale is not None and scale not in {known.key for known in tool.grading_scales}:
        yield Problem("scale", "Choose one of the scales of this audit tool, or no grades.")


def _problems_of_working(working: Working, tool: AuditTool) -> Iterator[Problem]:
    if tool.in_one_sitting and working is Working.DISCUSSION_FIRST:
        yield Problem(
            "working",
            "With this audit tool each case is read first and all are agreed in one sitting. "
            "Choose that the returns come first.",
        )


def _problems_of_left_out(left_out: tuple[str, ...], tool: AuditTool) -> Iterator[Problem]:
    to_choose = {section.key for section in sections_to_choose(tool)}
    if not to_choose.issuperset(left_out):
        yield Problem("left_out", "Choose among the sections that can be left out.")
    elif left_out and to_choose.issubset(left_out):
        yield Problem("left_out", "Leave at least one section in, or there is nothing to ask.")


def _problems_of_dates(dates: AuditDates) -> Iterator[Problem]:
    """A date that is not decided yet is in nobody's way."""
    for place, earlier, later, message in (
        ("period_to", dates.period_from, dates.period_to,
         "The period under review has to end after it begins."),
        ("returns_due", dates.period_from, dates.returns_due,
         "Returns cannot be due before the period under review begins."),
        ("discussions_from", dates.returns_due, dates.discussions_from,
         "Discussions begin when returns are in: on the day they are due, or later."),
        ("discussions_to", dates.discussions_from, dates.discussions_to,
         "Discussions have to end after they begin."),
    ):  # fmt: skip
        if earlier and later and later < earlier:
            yield Problem(place, message)
