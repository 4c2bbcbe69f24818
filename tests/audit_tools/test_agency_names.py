"""How agencies are named outside a case."""

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.agency_names import NAMED_BY_KIND, AgencyNames
from audit_tools.facts import Agency
from tests.facts import AGENCIES, POLICE, SCHOOL

VALLEY = Agency("valley", "Valley School", AgencyKind.EDUCATION)


def test_an_agency_that_serves_the_whole_area_is_named() -> None:
    assert AgencyNames(AGENCIES).of(["police"]) == ("Police",)


@pytest.mark.parametrize("kind", NAMED_BY_KIND)
def test_an_agency_close_to_a_few_children_is_named_by_its_kind(kind: AgencyKind) -> None:
    (name,) = AgencyNames([Agency("one", "Rowan House", kind)]).of(["one"])
    assert name == NAMED_BY_KIND[kind][0]


def test_several_of_one_kind_are_counted_and_still_not_named() -> None:
    assert AgencyNames([*AGENCIES, VALLEY]).of(["valley", "hillside"]) == ("2 schools",)


def test_one_of_several_schools_does_not_say_which() -> None:
    names = AgencyNames([*AGENCIES, VALLEY])
    assert names.of(["valley"]) == names.of(["hillside"]) == ("a school",)


def test_names_stand_in_the_audit_s_order_and_once() -> None:
    assert AgencyNames([SCHOOL, POLICE]).of(["police", "hillside", "police"]) == (
        "a school",
        "Police",
    )


def test_published_findings_name_their_own_sources() -> None:
    inspectorates = Agency("inspectorates", "Ofsted and CQC", AgencyKind.OTHER)
    assert AgencyNames([inspectorates], published=True).of(["inspectorates"]) == ("Ofsted and CQC",)
