"""Who took part: returns that came in, and who came to the discussions."""

from dataclasses import replace

import pytest

from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import Working
from audit_tools.discussions import Came
from audit_tools.numbers import Share
from audit_tools.returns import ReturnStatus
from tests.audit_tools.disclosure.audiences import given
from tests.facts import agency_return, case, cycle, cycle_facts


def test_a_return_given_in_the_discussion_is_counted_apart_from_those_received() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case(
                    "C01",
                    agency_return("police", ReturnStatus.SUBMITTED),
                    agency_return("hillside", ReturnStatus.GIVEN_IN_DISCUSSION),
                    involvements=[
                        Involvement("police", Known.KNOWN),
                        Involvement("hillside", Known.KNOWN),
                    ],
                )
            ]
        )
    )
    assert facts.returns == Share(1, 2)
    assert facts.given_in_discussion == 1


def test_where_the_discussion_came_first_no_agency_owed_a_return() -> None:
    asked = case(
        "C01",
        agency_return("police", ReturnStatus.GIVEN_IN_DISCUSSION),
        agency_return("hillside", ReturnStatus.MISSING),
        attendance={"police": Came.YES, "hillside": Came.NO},
    )
    first = replace(cycle(), working=Working.DISCUSSION_FIRST)
    facts = given(cycle_facts(cases=[asked], cycle=first))
    assert facts.returns == Share(0, 0)
    assert [(part.name, part.returned, part.came) for part in facts.agencies] == [
        ("Police", Share(0, 0), Share(1, 1)),
        ("a school", Share(0, 0), Share(0, 1)),
    ]


def test_not_known_to_us_is_received_and_an_agency_not_asked_owes_nothing() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case(
                    "C01",
                    agency_return("police", ReturnStatus.NOT_KNOWN),
                    agency_return("hillside", ReturnStatus.MISSING),
                    involvements=[
                        Involvement("police", Known.KNOWN),
                        Involvement("hillside", Known.KNOWN),
                        Involvement("social-care", Known.NOT_ASKED),
                    ],
                )
            ]
        )
    )
    assert facts.returns == Share(1, 2)
    assert [(part.name, part.returned) for part in facts.agencies] == [
        ("Police", Share(1, 1)),
        ("a school", Share(0, 1)),
    ]


@pytest.mark.parametrize("known", [Known.NOT_KNOWN, Known.NOT_IN_PERIOD])
def test_an_agency_that_had_no_part_with_the_child_has_answered(known: Known) -> None:
    involvements = [Involvement("police", known)]
    assert given(cycle_facts(cases=[case("C01", involvements=involvements)])).returns == Share(1, 1)


def test_who_sent_apologies_did_not_come() -> None:
    both = (agency_return("police"), agency_return("social-care"))
    facts = given(
        cycle_facts(
            cases=[
                case("C01", *both, attendance={"police": Came.YES, "social-care": Came.APOLOGIES}),
                case("C02", *both, attendance={"police": Came.YES, "social-care": Came.YES}),
            ]
        )
    )
    assert [(part.name, part.came) for part in facts.agencies] == [
        ("Police", Share(2, 2)),
        ("Children's social care", Share(1, 2)),
    ]


@pytest.mark.parametrize(
    ("came", "counted"),
    [
        # that somebody who was not expected did not come is no absence
        (Came.NO, Share(0, 0)),
        (Came.APOLOGIES, Share(0, 0)),
        (Came.YES, Share(1, 1)),
    ],
)
def test_an_agency_that_does_not_know_the_child_counts_only_where_it_came(
    came: Came, counted: Share
) -> None:
    involvements = [Involvement("police", Known.NOT_KNOWN)]
    facts = given(
        cycle_facts(cases=[case("C01", involvements=involvements, attendance={"police": came})])
    )
    assert facts.agencies[0].came == counted


def test_where_nobody_noted_who_came_nothing_is_said_of_the_agency() -> None:
    facts = given(
        cycle_facts(
            cases=[
                case("C01", agency_return("police"), attendance={"police": Came.YES}),
                case("C02", agency_return("police")),
            ]
        )
    )
    assert (facts.agencies[0].came, facts.agencies[0].came_not_noted) == (Share(1, 1), 1)


def test_that_the_chairs_own_service_was_asked_too_is_counted_and_named() -> None:
    chaired = replace(
        case("C01", agency_return("social-care")), chair_answers_for=frozenset({"social-care"})
    )
    withdrawn = replace(chaired, reference="C02", state=CaseState.WITHDRAWN)
    facts = given(cycle_facts(cases=[chaired, withdrawn, case("C03")]))
    assert facts.chair_answers == Share(1, 2)
    assert facts.chair_agencies == ("Children's social care",)
