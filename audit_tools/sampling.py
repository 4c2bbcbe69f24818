"""A stratified sample that anybody can draw again from the list and the seed.

Candidates are put in order by SHA-256 of the seed, a colon and the reference; each stratum gives
its share from the top of that order, shares being rounded by largest remainder. The order of the
list and the machine make no difference. ``docs/reference/drawing-the-sample.md`` says how to redo
a draw by hand, with the example that the tests hold this module to.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from audit_tools.candidates import Candidate
from audit_tools.errors import Invalid
from audit_tools.headings import BANDS, label

LONGEST_SEED = 200

_Groups = dict[tuple[str, ...], list[Candidate]]
_Counts = dict[tuple[str, ...], int]


@dataclass(frozen=True)
class Stratum:
    """How many candidates share these values, and how many of them were drawn."""

    values: tuple[str, ...] = field(repr=False)
    candidates: int
    selected: int
    reserves: int


@dataclass(frozen=True)
class Draw:
    """A sample, and all that is needed to check it.

    ``selected`` and ``reserves`` are in the order of the draw, ``table`` is in the order of the
    values of its strata.
    """

    selected: tuple[Candidate, ...]
    reserves: tuple[Candidate, ...]
    strata: tuple[str, ...]
    table: tuple[Stratum, ...]
    seed: str
    list_hash: str


def draw(
    candidates: Sequence[Candidate],
    size: int,
    reserves: int,
    strata: tuple[str, ...],
    seed: str,
) -> Draw:
    """Draw ``size`` cases, and ``reserves`` from those left in the same way.

    ``strata`` names bands of the list (``BANDS``); with none, all candidates are one stratum.
    Spaces around the seed are not part of it. Raises ``Invalid``, its place the name of the
    argument, for a seed that is empty or too long, an unknown or repeated stratum, the same
    reference twice, or more cases and reserves than there are candidates.
    """
    seed = seed.strip()
    _check(candidates, size, reserves, strata, seed)
    groups = _group(candidates, strata, seed)
    selected, left = _take(groups, size)
    spare, _ = _take(left, reserves)
    return Draw(
        selected=_in_order(_flat(selected), seed),
        reserves=_in_order(_flat(spare), seed),
        strata=strata,
        table=tuple(
            Stratum(values, len(groups[values]), len(selected[values]), len(spare[values]))
            for values in sorted(groups)
        ),
        seed=seed,
        list_hash=list_hash(candidates, strata),
    )


def order_key(seed: str, reference: str) -> str:
    """SHA-256 of the UTF-8 bytes of ``seed:reference``, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def list_hash(candidates: Iterable[Candidate], strata: tuple[str, ...]) -> str:
    """SHA-256 of what the draw read of the list, whatever the order of its rows.

    One line for each candidate, the reference and its values of the strata with a tab between; the
    lines sorted by character code, each ended by a line feed, in UTF-8.
    """
    lines = sorted("\t".join((c.reference, *_values(c, strata))) + "\n" for c in candidates)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def replacement_for(
    candidate: Candidate, reserves: Sequence[Candidate], strata: tuple[str, ...]
) -> Candidate | None:
    """The reserve to use for a case that falls out, of the reserves not used yet, in their order.

    The first of the same stratum, or else the first; ``None`` when no reserve is left.
    """
    wanted = _values(candidate, strata)
    same = (reserve for reserve in reserves if _values(reserve, strata) == wanted)
    return next(same, next(iter(reserves), None))


def _check(
    candidates: Sequence[Candidate], size: int, reserves: int, strata: tuple[str, ...], seed: str
) -> None:
    if not candidates:
        raise Invalid("There are no candidates to draw from. Bring in the list first.")
    if len({candidate.reference for candidate in candidates}) < len(candidates):
        raise Invalid("A reference is on the list twice. Each case has one of its own.")
    _check_seed(seed)
    if size < 1:
        raise Invalid("Draw at least one case.", "size")
    if reserves < 0:
        raise Invalid("The number of reserves is 0 or more.", "reserves")
    if size + reserves > len(candidates):
        raise Invalid(
            f"{size} cases and {reserves} reserves are more than the {len(candidates)} candidates"
            " on the list. Draw fewer.",
            "size",
        )
    if len(set(strata)) < len(strata) or not set(strata) <= set(BANDS):
        bands = ", ".join(label(band) for band in BANDS)
        raise Invalid(f"Strata are some of {bands}, each once.", "strata")


def _check_seed(seed: str) -> None:
    if not seed:
        raise Invalid("Give a seed: any words or number, chosen before the draw.", "seed")
    if len(seed) > LONGEST_SEED:
        raise Invalid(f"Keep the seed to {LONGEST_SEED} characters.", "seed")


def _values(candidate: Candidate, strata: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(getattr(candidate.characteristics, stratum) for stratum in strata)


def _in_order(candidates: Iterable[Candidate], seed: str) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda candidate: order_key(seed, candidate.reference)))


def _group(candidates: Iterable[Candidate], strata: tuple[str, ...], seed: str) -> _Groups:
    """The strata, each in the order of the draw, and they in the order of their first candidate."""
    groups: _Groups = {}
    for candidate in _in_order(candidates, seed):
        groups.setdefault(_values(candidate, strata), []).append(candidate)
    return groups


def _take(groups: _Groups, number: int) -> tuple[_Groups, _Groups]:
    """What is drawn from the top of each stratum, and what is left of it."""
    shares = _shares({values: len(group) for values, group in groups.items()}, number)
    drawn = {values: group[: shares[values]] for values, group in groups.items()}
    left = {values: group[shares[values] :] for values, group in groups.items()}
    return drawn, left


def _shares(sizes: _Counts, number: int) -> _Counts:
    """Largest remainder (Hare quota), in whole numbers so that no tie is decided by rounding.

    Equal remainders go to the stratum that comes first: by the seed, not by name or size.
    """
    if not number:
        return dict.fromkeys(sizes, 0)
    total = sum(sizes.values())
    shares = {values: number * size // total for values, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda values: -(number * sizes[values] % total))
    for values in by_remainder[: number - sum(shares.values())]:
        shares[values] += 1
    return shares


def _flat(groups: _Groups) -> Iterable[Candidate]:
    return (candidate for group in groups.values() for candidate in group)
