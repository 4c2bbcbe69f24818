"""Needs against the offer: theme by audience by level, in five words and with the reason.

The rule can be read by everybody who is held to it (``Cover.means``), and the group's own judgement
stands beside it. It says what there is and who came, never that learning brought a change about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from audit_tools.dates import format_date
from audit_tools.errors import Invalid
from audit_tools.learning.attendance import Attendance, Counts, total
from audit_tools.learning.evidence import LearningEvidence
from audit_tools.learning.offers import LearningOffer
from audit_tools.numbers import joined

MOST_NAMED, MOST_LETTERS = 3, 1_000


class Cover(StrEnum):
    """How far what there is answers a need."""

    COVERED = "covered"
    PARTLY = "partly"
    NOT_COVERED = "not"
    NOT_ATTENDED = "not-attended"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        return _COVERS[self][0]

    @property
    def means(self) -> str:
        """When the rule says so."""
        return _COVERS[self][1]


_COVERS = {
    Cover.COVERED: ("Covered", "An offer on the theme runs, for this audience and at this level."),
    Cover.PARTLY: (
        "Partly covered",
        "One runs for this audience at another level, or does not say for which target group.",
    ),
    Cover.NOT_COVERED: ("Not covered", "No offer on the theme runs for this audience."),
    Cover.NOT_ATTENDED: (
        "Covered but not attended",
        "One runs, and nobody of this audience came, or fewer than half of those who had booked.",
    ),
    Cover.UNCHANGED: (
        "Attended but practice unchanged",
        "People of this audience came before the audit's period, and it was seen all the same.",
    ),
}


@dataclass(frozen=True)
class Asked:
    """What is set against the offer: a theme, for whom (staff and a target group), at what level.

    Empty: any. ``group`` and ``level`` are places in frames.
    """

    theme: str
    staff: str = ""
    group: str = ""
    level: str = ""


@dataclass(frozen=True)
class Staff:
    """Whose staff is meant: one agency, all of one kind, or (no agencies) anybody's."""

    key: str
    name: str
    agencies: frozenset[str] = frozenset()

    def is_reached_by(self, offer: LearningOffer) -> bool:
        if not self.agencies:
            return not offer.own_agency
        return any(offer.reaches(agency) for agency in self.agencies)

    def counts(self, records: Iterable[Attendance]) -> Counts | None:
        """Those of these people; ``None`` where nothing tells them apart from others."""
        listed = tuple(records)
        if not self.agencies:
            return total(listed) if listed else None
        if not any(record.agency for record in listed):
            return None
        return total(record for record in listed if record.agency in self.agencies)


@dataclass(frozen=True)
class Offered:
    """An offer and who came to it."""

    offer: LearningOffer
    attendance: tuple[Attendance, ...] = ()


@dataclass(frozen=True)
class Judged:
    """What the group says instead of the rule, with its reason; no word where it only asks."""

    cover: Cover | None = None
    reason: str = ""
    on: date | None = None


@dataclass(frozen=True)
class LearningFacts:
    """What a partnership offers on a day, what its group asked and judged of one audit, and the
    evidence that it has from elsewhere."""

    today: date | None = None
    offers: tuple[Offered, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[Asked, Judged] = field(default_factory=dict)
    evidence: tuple[LearningEvidence, ...] = ()


def check_judgement(cover: Cover | None, reason: str) -> str:
    """The reason in order. Raises ``Invalid`` ("why") for a judgement without one."""
    reason = reason.strip()
    if cover and not reason:
        raise Invalid("Say why, for whoever reads the rule beside it.", place="why")
    if len(reason) > MOST_LETTERS:
        raise Invalid(f"Enter at most {MOST_LETTERS:,} characters.", place="why")
    return reason


@dataclass(frozen=True)
class CoverRow:
    """A need against the offer for one audience and level: what the rule says and why, and what
    the group judged. ``staff``, ``group`` and ``level`` are words; empty: any."""

    asked: Asked
    staff: str
    group: str
    level: str
    cover: Cover
    why: tuple[str, ...]
    judged: Judged

    @property
    def audience(self) -> str:
        """``Police, Local levels, 2: Skill``."""
        return ", ".join(part for part in (self.staff, self.group, self.level) if part)


class _Fit(StrEnum):
    WHOLE = "whole"
    PART = "part"
    NONE = "none"


Found = tuple[Cover, tuple[str, ...]]


def cover_of(asked: Asked, staff: Staff, facts: LearningFacts, period_from: date | None) -> Found:
    """What the rule says, and why. ``period_from`` is the first day that the audit looked at."""
    on_theme = [one for one in facts.offers if asked.theme in one.offer.themes]
    whole = [one for one in on_theme if _fit(one.offer, asked, staff) is _Fit.WHOLE]
    if unchanged := _came_before(whole, staff, period_from):
        return Cover.UNCHANGED, (unchanged,)
    running = [one for one in whole if not _is_over(one, facts)]
    if running:
        return _attended(running, staff)
    part = [
        one
        for one in on_theme
        if not _is_over(one, facts) and _fit(one.offer, asked, staff) is _Fit.PART
    ]
    if part:
        said = "at another level, or without saying for which group"
        return Cover.PARTLY, (f"{_named(part)} is for them {said}.",)
    return Cover.NOT_COVERED, _why_not(on_theme, facts)


def _is_over(one: Offered, facts: LearningFacts) -> bool:
    return facts.today is not None and one.offer.is_over(facts.today)


def _fit(offer: LearningOffer, asked: Asked, staff: Staff) -> _Fit:
    if not staff.is_reached_by(offer):
        return _Fit.NONE
    if asked.group and asked.group not in offer.levels:
        # It names other groups of the same frame, or it says nothing of that frame.
        return _Fit.NONE if _names_frame(offer, asked.group) else _Fit.PART
    if asked.level and asked.level not in offer.levels:
        return _Fit.PART
    return _Fit.WHOLE


def _names_frame(offer: LearningOffer, place: str) -> bool:
    frame = place.partition("/")[0]
    return any(named.partition("/")[0] == frame for named in offer.levels)


def _came_before(offers: Iterable[Offered], staff: Staff, period_from: date | None) -> str:
    """Who came before the audit's period; nothing where nobody did, or nobody can tell."""
    if period_from is None:
        return ""
    came = 0
    to = list[Offered]()
    for one in offers:
        before = [r for r in one.attendance if r.on and r.on < period_from]
        counts = staff.counts(before)
        if counts and counts.attended:
            came += counts.attended
            to.append(one)
    if not to:
        return ""
    return (
        f"{came} came to {_named(to)} before {format_date(period_from)}, the first day that the "
        "audit looked at."
    )


def _attended(running: Sequence[Offered], staff: Staff) -> Found:
    """Covered, or covered and not attended, as far as it is recorded who came."""
    counted = [(one, counts) for one in running if (counts := staff.counts(one.attendance))]
    what = f"{_named(running)} {'is' if len(running) == 1 else 'are'} for them."
    if not counted:
        return Cover.COVERED, (what, "It is not recorded who of them came.")
    counts = Counts.sum_of(counts for _, counts in counted)
    came, booked = counts.came_booked or 0, counts.booked
    said = f"{came} of {booked} who had booked came" if booked else f"{counts.attended or 0} came"
    few = not counts.attended or (booked is not None and came * 2 < booked)
    where = "" if len(running) == 1 else f" to {_named([one for one, _ in counted])}"
    return Cover.NOT_ATTENDED if few else Cover.COVERED, (what, f"{said}{where}.")


def _why_not(on_theme: Sequence[Offered], facts: LearningFacts) -> tuple[str, ...]:
    if not on_theme:
        return ("No offer is on this theme.",)
    over = [one for one in on_theme if _is_over(one, facts)]
    others = [one for one in on_theme if one not in over]
    said = []
    if others:
        said.append(f"{_named(others)} {'is' if len(others) == 1 else 'are'} on it for others.")
    if over:
        said.append(f"{_named(over)} {'is' if len(over) == 1 else 'are'} over.")
    return tuple(said)


def _named(offers: Sequence[Offered]) -> str:
    """``“One”, “Another” and 2 more``."""
    titles = [f"“{one.offer.title}”" for one in offers[:MOST_NAMED]]
    more = len(offers) - MOST_NAMED
    return joined([*titles, f"{more} more"] if more > 0 else titles)
