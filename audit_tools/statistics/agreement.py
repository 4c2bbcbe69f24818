"""How far those who graded agree: in how many cases, and, from many cases on, as coefficients.

A coefficient stands for agreement only where all graded the same thing; agencies that grade their
own part may differ without either being wrong. None is ever given with a word such as "good".
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations, product

from audit_tools.numbers import Share

FEWEST_CASES = 20
"""Below this a coefficient is less sure than it looks: of nominal 95% intervals for ten cases that
agree well, about 67 in 100 hold what they should; for twenty about 90. K. L. Gwet 2016,
*Educational and Psychological Measurement* 76:609, table 4."""
FEWEST_GRADES = 2

Scores = Sequence[int]
"""The ranks that one case was given, one for each who graded it, in any order."""


@dataclass(frozen=True)
class Agreement:
    """In how many cases all gave the same grade, and in how many grades within one step.

    Out of the cases that at least two graded.
    """

    exact: Share
    within_one: Share


def agree(cases: Iterable[Scores]) -> Agreement:
    """Count the cases in which those who graded agree."""
    apart = [max(scores) - min(scores) for scores in cases if len(scores) > 1]
    counts = (sum(steps <= reach for steps in apart) for reach in (0, 1))
    exact, within_one = (Share(count, len(apart)) for count in counts)
    return Agreement(exact, within_one)


class Metric(StrEnum):
    """How far two grades are from each other, in Krippendorff's alpha. Alphas of different metrics
    are different numbers, so the metric is always named."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Weights(StrEnum):
    """How much two grades count as alike, in Gwet's coefficient: ``NONE`` makes AC1 of it."""

    NONE = "none"
    LINEAR = "linear"
    ORDINAL = "ordinal"
    QUADRATIC = "quadratic"


@dataclass(frozen=True)
class Coefficients:
    """Krippendorff's ordinal alpha and Gwet's AC2 with ordinal weights, never one without the
    other; ``of`` cases."""

    alpha: float
    ac2: float
    of: int


@dataclass(frozen=True)
class NotComputable:
    """Why there are no coefficients, as the end of a sentence; ``of`` cases that two graded."""

    why: str
    of: int


def coefficients(cases: Iterable[Scores], grades: int) -> Coefficients | NotComputable:
    """Both coefficients of at least twenty cases in which two grades of ``grades`` were used."""
    graded = [tuple(scores) for scores in cases if len(scores) > 1]
    used = {score for scores in graded for score in scores}
    if len(graded) < FEWEST_CASES:
        return NotComputable(f"there are fewer than {FEWEST_CASES}", len(graded))
    if len(used) < FEWEST_GRADES:
        return NotComputable("everyone gave the same grade", len(graded))
    alpha = krippendorff_alpha(graded, Metric.ORDINAL)
    return Coefficients(alpha, gwet(graded, grades, Weights.ORDINAL), len(graded))


def krippendorff_alpha(cases: Iterable[Scores], metric: Metric) -> float:
    """Alpha: 1 where all agree, 0 where they agree as by chance.

    K. Krippendorff 2011, *Computing Krippendorff's alpha-reliability*. Cases that one alone graded
    are left out. Raises ``ValueError`` where fewer than two grades were used: then chance alone
    would agree, and the formula is nought divided by nought.
    """
    observed = defaultdict[tuple[int, int], float](float)
    paired = [scores for scores in cases if len(scores) > 1]
    # Weighed so that a case counts once for each who graded it, however many pairs they make.
    for scores in paired:
        for pair in permutations(scores, 2):
            observed[pair] += 1 / (len(scores) - 1)
    totals = Counter(score for scores in paired for score in scores)
    if len(totals) < FEWEST_GRADES:
        raise ValueError("Alpha needs at least two different grades.")
    seen = sum(weight * _distance(*pair, totals, metric) for pair, weight in observed.items())
    by_chance = sum(
        totals[one] * totals[other] * _distance(one, other, totals, metric)
        for one, other in product(totals, repeat=2)
    )
    return 1 - (totals.total() - 1) * seen / by_chance


def _distance(one: int, other: int, totals: Mapping[int, int], metric: Metric) -> float:
    if metric is Metric.NOMINAL:
        return float(one != other)
    if metric is Metric.INTERVAL:
        return float((one - other) ** 2)
    low, high = sorted((one, other))
    between = sum(count for score, count in totals.items() if low <= score <= high)
    return float((between - (totals[one] + totals[other]) / 2) ** 2)


def gwet(cases: Iterable[Scores], grades: int, weights: Weights) -> float:
    """Gwet's AC1, or AC2 with weights, for a scale of ``grades`` whose ranks begin at 1.

    K. L. Gwet 2014, *Handbook of Inter-Rater Reliability*, 4th edition, chapter 5. It stays near
    the plain agreement where nearly all give one grade, as alpha does not. A case that one alone
    graded says nothing of agreement, but something of how common a grade is. Raises ``ValueError``
    where no case was graded by two.
    """
    graded = [Counter(scores) for scores in cases if scores]
    paired = [counts for counts in graded if counts.total() > 1]
    if not paired:
        raise ValueError("Agreement needs a case that two graded.")
    ranks = range(1, grades + 1)
    weight = {
        (one, other): _weight(one, other, grades, weights) for one in ranks for other in ranks
    }
    seen = sum(_alike(counts, weight) for counts in paired) / len(paired)
    common = [sum(c[rank] / c.total() for c in graded) / len(graded) for rank in ranks]
    spread = sum(share * (1 - share) for share in common)
    by_chance = sum(weight.values()) * spread / (grades * (grades - 1))
    return (seen - by_chance) / (1 - by_chance)


def _alike(counts: Counter[int], weight: Mapping[tuple[int, int], float]) -> float:
    """The weighted share of the pairs of graders that agree on one case."""
    raters = counts.total()
    pairs = sum(
        counts[one] * (sum(weight[one, other] * counts[other] for other in counts) - 1)
        for one in counts
    )
    return pairs / (raters * (raters - 1))


def _weight(one: int, other: int, grades: int, weights: Weights) -> float:
    steps, most = abs(one - other), grades - 1
    match weights:
        case Weights.NONE:
            return float(not steps)
        case Weights.LINEAR:
            return 1 - steps / most
        case Weights.QUADRATIC:
            return 1 - (steps / most) ** 2
        case Weights.ORDINAL:
            # Of all pairs of grades in the whole scale, those that lie between these two.
            return 1 - steps * (steps + 1) / (most * (most + 1))
