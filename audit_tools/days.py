"""What a discussion still lacks before its day: returns, people, a room."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from audit_tools.cases import CaseState
from audit_tools.invitations import Invited, lacking
from audit_tools.numbers import joined


class About(StrEnum):
    """Where it is mended."""

    RETURNS = "returns"
    HOLDERS = "holders"
    PLACE = "place"
    COMING = "coming"


@dataclass(frozen=True)
class Lacking:
    """One thing that is missing, in a sentence."""

    about: About
    sentence: str


@dataclass(frozen=True)
class Readiness:
    """How far a discussion is. ``agencies`` are those that know the child, by name with those of
    them who are expected; ``unsaid`` have not said yet whether they know
    the ``one`` that the audit counts."""

    state: CaseState
    returns: int
    to_come: int
    has_chair: bool
    has_note_taker: bool
    has_place: bool
    agencies: Mapping[str, tuple[Invited, ...]] = field(repr=False)
    unsaid: tuple[str, ...] = ()
    one: str = "child"


def lacks_of(ready: Readiness) -> tuple[Lacking, ...]:
    """What is missing of a discussion that is not over: what stops it first."""
    if ready.state not in (CaseState.WAITING, CaseState.PREPARED, CaseState.OPEN):
        return ()
    return (*_returns(ready), *_holders(ready), *_coming(ready))


def _returns(ready: Readiness) -> Iterator[Lacking]:
    if ready.state is not CaseState.WAITING:
        return
    if ready.unsaid:
        said = "has" if len(ready.unsaid) == 1 else "have"
        names = joined(ready.unsaid)
        yield Lacking(About.RETURNS, f"{names} {said} not said whether they know the {ready.one}.")
    if ready.to_come:
        still = f"{ready.to_come} of {ready.returns}"
        are = "is" if ready.to_come == 1 else "are"
        yield Lacking(About.RETURNS, f"{still} returns {are} still to come.")
    else:
        yield Lacking(About.RETURNS, "All returns are in, and not closed yet.")


def _holders(ready: Readiness) -> Iterator[Lacking]:
    if not ready.has_chair:
        yield Lacking(About.HOLDERS, "Nobody chairs it.")
    if not ready.has_note_taker:
        yield Lacking(About.HOLDERS, "Nobody takes notes.")
    if not ready.has_place:
        yield Lacking(About.PLACE, "It has no room or link.")


def _coming(ready: Readiness) -> Iterator[Lacking]:
    by_word: dict[str, list[str]] = {}
    for name, invited in ready.agencies.items():
        by_word.setdefault(lacking(invited), []).append(name)
    for word, sentence in _SENTENCES.items():
        if names := by_word.get(word):
            yield Lacking(About.COMING, sentence.format(names=joined(names)))


_SENTENCES = {
    "nobody": "Nobody is expected from {names}.",
    "apologies": "Apologies from {names}, and no stand-in.",
    "no reply": "No reply yet from {names}.",
}
