"""A learning offer says what it is, for whom, and how many places it has for whom."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.errors import Invalid
from audit_tools.learning.evidence import EvidenceKind, LearningEvidence
from audit_tools.learning.offers import (
    LearningOffer,
    OfferKind,
    read_agency_places,
    write_agency_places,
)
from tests.learning import BRIEFING

NAMES = {"police": "Police", "school": "School"}
DAY = date(2025, 5, 14)


def test_all_may_take_it_unless_agencies_are_named_or_it_is_one_agencys_own() -> None:
    assert BRIEFING.reaches("police")
    assert not replace(BRIEFING, agencies=("school",)).reaches("police")
    assert not replace(BRIEFING, own_agency="school").reaches("police")
    assert replace(BRIEFING, own_agency="school").reaches("school")


def test_its_last_day_is_a_day_of_it() -> None:
    offer = replace(BRIEFING, ends_on=DAY)
    assert not offer.is_over(DAY)
    assert offer.is_over(date(2025, 5, 15))
    assert not BRIEFING.is_over(date(2099, 1, 1))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"starts_on": DAY, "ends_on": DAY}, "on 14 May 2025"),
        ({"starts_on": DAY, "ends_on": None}, "from 14 May 2025"),
        ({"starts_on": None, "ends_on": DAY}, "until 14 May 2025"),
        ({"when": "Mornings in May", "ends_on": DAY}, "Mornings in May"),
    ],
)
def test_its_dates_are_said_as_people_say_them(changes: dict[str, object], said: str) -> None:
    assert replace(BRIEFING, **changes).dates == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"title": " "}, "title"),
        ({"provider": "x" * 201}, "provider"),
        ({"own_agency": "police", "agencies": ("school",)}, "agencies"),
        ({"starts_on": DAY, "ends_on": date(2025, 5, 13)}, "ends_on"),
        ({"places": 10, "agency_places": (("police", 6), ("school", 5))}, "agency_places"),
        ({"places": -1}, "places"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes: dict[str, object], place: str) -> None:
    with pytest.raises(Invalid) as wrong:
        replace(BRIEFING, **changes).checked()  # type: ignore[arg-type]
    assert wrong.value.message_at(place)


def test_places_for_agencies_are_read_as_they_are_written() -> None:
    places = read_agency_places("Police: 12\n\nschool 3 places", NAMES)
    assert places == (("police", 12), ("school", 3))
    assert read_agency_places(write_agency_places(places, NAMES), NAMES) == places
    offer = LearningOffer("A course", OfferKind.COURSE, places=40, agency_places=places)
    assert offer.in_words(NAMES) == "40 places, 12 kept for Police, 3 kept for School"
    with pytest.raises(Invalid) as wrong:
        read_agency_places("Police 12\nHousing 3\nPolice 1\nmany", NAMES)
    assert [p.message.split(":")[0] for p in wrong.value.problems] == ["Line 2", "Line 3", "Line 4"]


def test_an_agencys_own_analysis_says_whose_it_is() -> None:
    own = LearningEvidence(EvidenceKind.OWN_ANALYSIS, "Training plan")
    with pytest.raises(Invalid) as wrong:
        own.checked()
    assert wrong.value.place == "agency"
    assert replace(own, agency="police").checked().agency == "police"
