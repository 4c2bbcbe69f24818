"""What there is to learn from now: courses, and all that is no course."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from audit_tools.dates import format_date
from audit_tools.errors import Invalid, Problem
from audit_tools.numbers import plural

LONGEST_LINE, LONGEST_TEXT, MOST_PLACES = 200, 2_000, 100_000
_LINES = ("title", "provider", "for_whom", "when")
_PLACES_OF = re.compile(r"(?P<name>.+?)\s*[:,]?\s+(?P<places>\d+)(?:\s+places?)?")


class OfferKind(StrEnum):
    """What an offer is."""

    COURSE = "course"
    BRIEFING = "briefing"
    E_LEARNING = "e-learning"
    PODCAST = "podcast"
    VIDEO = "video"
    REFLECTIVE_TOOL = "reflective-tool"
    SUPERVISION_TOOL = "supervision-tool"
    SHADOWING = "shadowing"
    NEWS_ITEM = "news-item"
    INPUT = "input"
    DEVELOPMENT_TIME = "development-time"

    @property
    def label(self) -> str:
        return _LABELS.get(self, self.value.replace("-", " ").capitalize())


_LABELS = {
    OfferKind.E_LEARNING: "E-learning",
    OfferKind.NEWS_ITEM: "Intranet or newsletter item",
    OfferKind.INPUT: "Input into an existing course",
}


@dataclass(frozen=True)
class LearningOffer:
    """One offer. ``agencies`` are the keys of those whose staff may take it, all if none is named;
    ``own_agency`` is the one that gives it to its own staff alone. ``levels`` are places in frames,
    ``answers`` the evidence that it answers, and ``agency_places`` how many of its places are kept
    for which agency.
    """

    title: str
    kind: OfferKind
    provider: str = ""
    about: str = ""
    themes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    for_whom: str = ""
    agencies: tuple[str, ...] = ()
    own_agency: str = ""
    places: int | None = None
    agency_places: tuple[tuple[str, int], ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    when: str = ""
    answers: tuple[UUID, ...] = ()

    @property
    def open_to(self) -> frozenset[str]:
        """The keys of the agencies whose staff may take it; none means every agency."""
        return frozenset({self.own_agency} if self.own_agency else self.agencies)

    def reaches(self, agency: str) -> bool:
        """Whether staff of an agency may take it."""
        return not self.open_to or agency in self.open_to

    def is_over(self, today: date) -> bool:
        """Whether it is offered no more."""
        return self.ends_on is not None and self.ends_on < today

    @property
    def dates(self) -> str:
        """``from 14 May 2025 to 9 July 2025``, or as somebody wrote it."""
        if self.when:
            return self.when
        first, last = (day and format_date(day) for day in (self.starts_on, self.ends_on))
        if first and last:
            return f"on {first}" if first == last else f"from {first} to {last}"
        return f"from {first}" if first else f"until {last}" if last else ""

    def in_words(self, agencies: Mapping[str, str]) -> str:
        """``40 places, 12 of them kept for Police``."""
        kept = [f"{n} kept for {agencies.get(key, key)}" for key, n in self.agency_places]
        total = [plural(self.places, "place")] if self.places is not None else []
        return ", ".join((*total, *kept))

    def checked(self) -> Self:
        """The same without spaces around its texts, what it answers in the order of the ids.

        Raises ``Invalid`` (its places the fields' names) for what is missing, too long, or cannot
        be together.
        """
        tidied = replace(
            self,
            title=" ".join(self.title.split()),
            provider=" ".join(self.provider.split()),
            for_whom=" ".join(self.for_whom.split()),
            when=" ".join(self.when.split()),
            about=self.about.strip(),
            answers=tuple(sorted(self.answers)),
        )
        if problems := tuple(tidied._wrong()):
            raise Invalid.because_of(problems)
        return tidied

    def _wrong(self) -> Iterator[Problem]:
        if not self.title:
            yield Problem("title", "Enter what it is called.")
        for name in _LINES:
            if len(getattr(self, name)) > LONGEST_LINE:
                yield Problem(name, f"Enter at most {LONGEST_LINE} characters.")
        if len(self.about) > LONGEST_TEXT:
            yield Problem("about", f"Enter at most {LONGEST_TEXT:,} characters.")
        if self.own_agency and set(self.agencies) - {self.own_agency}:
            yield Problem(
                "agencies", "It is for one agency's own staff. Take the other agencies out."
            )
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            yield Problem("ends_on", "The last day is before the first. Change one of them.")
        yield from self._wrong_places()

    def _wrong_places(self) -> Iterator[Problem]:
        if self.places is not None and not 0 <= self.places <= MOST_PLACES:
            yield Problem("places", f"Enter a number up to {MOST_PLACES:,}, or nothing.")
        kept = sum(places for _, places in self.agency_places)
        if self.places is not None and kept > self.places:
            yield Problem(
                "agency_places",
                f"{kept} places are kept for agencies, and there are {self.places}. "
                "Change one of them.",
            )


def read_agency_places(text: str, agencies: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The places kept for agencies, a line each: ``Police 12``; ``agencies`` are names by key.

    Raises ``Invalid`` with a problem for every line that cannot be read (its place
    "agency_places").
    """
    known = {name.casefold(): key for key, name in agencies.items()}
    lines = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
    found, problems = dict[str, int](), list[Problem]()
    for number, line in enumerate(lines, 1):
        read = _PLACES_OF.fullmatch(line)
        key = known.get(read["name"].casefold()) if read else None
        if read is None or key is None:
            problem = (
                f"Line {number}: write the name of an agency and a number, such as “Police 12”."
            )
            problems.append(Problem("agency_places", problem))
        elif key in found:
            problems.append(Problem("agency_places", f"Line {number}: keep one line an agency."))
        else:
            found[key] = int(read["places"])
    if problems:
        raise Invalid.because_of(problems)
    return tuple(found.items())


def write_agency_places(places: tuple[tuple[str, int], ...], agencies: Mapping[str, str]) -> str:
    """As ``read_agency_places`` reads it."""
    return "\n".join(f"{agencies.get(key, key)} {number}" for key, number in places)
