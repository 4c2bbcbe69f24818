"""Who took part: which returns came in, and who came to the discussions."""

from collections.abc import Iterable, Iterator

from audit_tools.audience import AgencyPart
from audit_tools.cases import Known
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.discussions import Came
from audit_tools.facts import CaseFacts, CycleFacts
from audit_tools.numbers import Share
from audit_tools.returns import ReturnStatus


def returns(facts: CycleFacts, cases: Iterable[CaseFacts]) -> Share:
    """Returns received of returns expected: none where the discussion came first."""
    return _share(received for _, received in _answered(facts, cases))


def given_in_discussion(agreed: AgreedCases) -> int:
    """How many of the returns that did not come were given in the discussion instead."""
    return sum(
        one.status is ReturnStatus.GIVEN_IN_DISCUSSION
        for case in agreed.cases
        for one in case.returns
    )


def agencies(agreed: AgreedCases) -> tuple[AgencyPart, ...]:
    """What each agency that was asked did, in the audit's order of agencies."""
    parts = (
        AgencyPart(
            group.name,
            _returned(agreed, group.keys),
            _came(agreed, group.keys),
            _came_not_noted(agreed, group.keys),
        )
        for group in agreed.names.groups(agency.key for agency in agreed.facts.agencies)
    )
    return tuple(part for part in parts if part.returned.of or part.came.of or part.came_not_noted)


def chair_answers(agreed: AgreedCases) -> Share:
    """In how many cases the chair's or co-chair's own service was asked: a fact, no conflict."""
    return _share(bool(case.chair_answers_for) for case in agreed.cases)


def chair_agencies(agreed: AgreedCases) -> tuple[str, ...]:
    """Which services these were, under the names that agencies go by."""
    return agreed.names.of({agency for case in agreed.cases for agency in case.chair_answers_for})


def _returned(agreed: AgreedCases, group: tuple[str, ...]) -> Share:
    answered = _answered(agreed.facts, agreed.cases)
    return _share(received for agency, received in answered if agency in group)


def _answered(facts: CycleFacts, cases: Iterable[CaseFacts]) -> Iterator[tuple[str, bool]]:
    """Each agency of which a return was expected, and whether it came."""
    if facts.cycle.asks_returns:
        for case in cases:
            yield from case.answered.items()


def _came(agreed: AgreedCases, group: tuple[str, ...]) -> Share:
    """Of the discussions to which it was expected; one that came to another came all the same."""
    return _share(
        came is Came.YES
        for case in agreed.cases
        for agency, came in case.attendance.items()
        if agency in group and (came is Came.YES or _knows(case, agency))
    )


def _knows(case: CaseFacts, agency: str) -> bool:
    return any(one.agency == agency and one.known is Known.KNOWN for one in case.involvements)


def _came_not_noted(agreed: AgreedCases, group: tuple[str, ...]) -> int:
    """How often an agency that knows the child may have come or not: nobody noted it."""
    return sum(
        i.agency in group and i.agency not in case.attendance and _knows(case, i.agency)
        for case in agreed.cases
        for i in case.involvements
    )


def _share(happened: Iterable[bool]) -> Share:
    each = tuple(happened)
    return Share(sum(each), len(each))
