"""What became of the children who are in two audits, as counts and nothing of one child."""

from collections.abc import Iterator, Mapping

from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.facts import CaseFacts
from audit_tools.places import FindingKind
from audit_tools.side_by_side import SeenAgain
from audit_tools.statistics.change import Moved, count_moved

Pairs = list[tuple[CaseFacts, CaseFacts]]


def seen_again(then: AgreedCases, now: AgreedCases, linked: Mapping[str, str]) -> SeenAgain:
    """Count the cases that somebody linked to one of the audit before, both of them agreed.

    ``linked`` goes from the references of now to those of then.
    """
    before = {case.reference: case for case in then.cases}
    pairs = [
        (before[earlier], case)
        for case in now.cases
        if (earlier := linked.get(case.reference)) in before
    ]
    if not pairs:
        return SeenAgain()
    return SeenAgain(
        len(pairs),
        {s.key: count_moved(_ranks(now, pairs, s.key)) for s in now.graded_sections},
        _themes(then, now, pairs, FindingKind.STRENGTH),
        _themes(then, now, pairs, FindingKind.DEVELOPMENT),
    )


def _ranks(now: AgreedCases, pairs: Pairs, section: str) -> Iterator[tuple[int, int]]:
    for pair in pairs:
        grades = [case.agreed.get(section, "") for case in pair]
        if now.scale is not None and all(grade in now.scale for grade in grades):
            then, later = (now.scale.score(grade) for grade in grades)
            yield then, later


def _themes(
    then: AgreedCases, now: AgreedCases, pairs: Pairs, kind: FindingKind
) -> dict[str, Moved]:
    before, after = _seen(then, kind), _seen(now, kind)
    return {
        theme.key: count_moved(
            ((earlier.reference, theme.key) in before, (later.reference, theme.key) in after)
            for earlier, later in pairs
        )
        for theme in now.facts.codebook.themes
    }


def _seen(agreed: AgreedCases, kind: FindingKind) -> set[tuple[str, str]]:
    """In which case which theme was seen."""
    return {(f.case, theme) for f in agreed.findings if f.kind is kind for theme in f.themes}
