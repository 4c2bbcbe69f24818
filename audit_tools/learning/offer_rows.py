"""Learning offers out of the rows of a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit_tools.errors import Problem
from audit_tools.learning.columns import Cells, Column, Reading, Table, Taken, read_each
from audit_tools.learning.offers import LearningOffer, OfferKind

COLUMNS = (
    Column("title", "Title", ("course", "course title", "course name", "name", "event",
                              "event title", "learning offer", "what it is called"), True),
    Column("kind", "What it is", ("type", "kind", "format", "delivery", "delivery method")),
    Column("provider", "Provider", ("provided by", "who provides it", "organiser", "trainer")),
    Column("about", "What it covers", ("description", "content", "summary", "aims")),
    Column("themes", "Themes", ("theme", "topic", "topics", "subject")),
    Column("levels", "Target groups and levels", ("level", "target group", "target groups",
                                                  "group", "groups", "levels")),
    Column("for_whom", "For whom", ("audience", "who it is for", "who should attend")),
    Column("agencies", "Whose staff may take it", ("agencies", "open to")),
    Column("own_agency", "Agency that gives it to its own staff", ("agency", "single agency",
                                                                   "own agency")),
    Column("places", "Places", ("capacity", "number of places", "no of places", "no. of places",
                                "seats", "maximum")),
    Column("starts_on", "First day", ("date", "start", "start date", "from", "first date")),
    Column("ends_on", "Last day", ("end", "end date", "to", "until", "last date")),
    Column("when", "Dates in words", ("dates", "sessions", "schedule", "when")),
)  # fmt: skip
_SAME_KIND = {
    "": OfferKind.COURSE,
    "training": OfferKind.COURSE,
    "workshop": OfferKind.COURSE,
    "elearning": OfferKind.E_LEARNING,
    "online": OfferKind.E_LEARNING,
}
_EVERYBODY = ("", "all", "all agencies", "everybody", "multi-agency")


@dataclass(frozen=True)
class Known:
    """What rows can name, each key by its words. ``offers`` are those that are there already."""

    themes: Mapping[str, str]
    levels: Mapping[str, str]
    agencies: Mapping[str, str]
    offers: Iterable[LearningOffer] = ()


def read_offers(table: Table, chosen: Sequence[str], known: Known) -> Reading[LearningOffer]:
    """The offers of a file. An offer that is there already, by its title, provider and first day,
    is counted and not taken again."""
    read = read_each(table, chosen, COLUMNS, lambda cells: _offer(cells, known))
    there = {_same(offer) for offer in known.offers}
    fresh = [one for one in read.taken if _same(one.value) not in there]
    once, twice = _apart(fresh)
    order = {problem: _row_of(problem) for problem in (*read.wrong, *twice)}
    return Reading(once, tuple(sorted(order, key=order.__getitem__)), len(read.taken) - len(fresh))


def _apart(
    taken: Iterable[Taken[LearningOffer]],
) -> tuple[tuple[Taken[LearningOffer], ...], list[Problem]]:
    """The first row of each offer, and what to say of the others."""
    first, twice = dict[tuple[str, str, date | None], Taken[LearningOffer]](), list[Problem]()
    for one in taken:
        before = first.setdefault(_same(one.value), one)
        if before is not one:
            said = f"It is the same offer as row {before.number}. Take one of them out."
            twice.append(Problem(f"row {one.number}", said))
    return tuple(first.values()), twice


def _row_of(problem: Problem) -> int:
    return int(problem.place.partition(",")[0].removeprefix("row "))


def _same(offer: LearningOffer) -> tuple[str, str, date | None]:
    return offer.title.casefold(), offer.provider.casefold(), offer.starts_on


def _offer(cells: Cells, known: Known) -> LearningOffer:
    """One row. Raises ``Invalid`` with the keys of the columns as places."""
    kind = _kind(cells.text("kind"))
    if kind is None:
        cells.blame("kind", f"Write one of: {', '.join(one.label for one in OfferKind)}.")
    everybody = cells.text("agencies").casefold() in _EVERYBODY
    own = cells.several("own_agency", known.agencies)
    offer = LearningOffer(
        cells.text("title"),
        kind or OfferKind.COURSE,
        cells.text("provider"),
        cells.text("about"),
        cells.several("themes", known.themes),
        cells.several("levels", known.levels),
        cells.text("for_whom"),
        () if everybody else cells.several("agencies", known.agencies),
        own[0] if own else "",
        cells.number("places"),
        (),
        cells.day("starts_on"),
        cells.day("ends_on"),
        cells.text("when"),
    )
    cells.check()
    return offer.checked()


def _kind(text: str) -> OfferKind | None:
    words = {kind.label.casefold(): kind for kind in OfferKind}
    words |= {kind.value: kind for kind in OfferKind} | _SAME_KIND
    return words.get(text.casefold())
