"""A need against the offer: five words, each with its reason."""

from dataclasses import replace
from datetime import date

import pytest

from audit_tools.errors import Invalid
from audit_tools.learning.attendance import Attendance, Counts
from audit_tools.learning.coverage import (
    Asked,
    Cover,
    LearningFacts,
    Offered,
    Staff,
    check_judgement,
    cover_of,
)
from audit_tools.learning.offers import LearningOffer, OfferKind

TODAY, PERIOD = date(2025, 5, 28), date(2025, 1, 1)
POLICE = Staff("police", "Police", frozenset({"police"}))
SCHOOLS = Staff("kind:education", "Schools", frozenset({"hill", "dale"}))
ANYBODY = Staff("", "Any agency")
VOICE = Asked("voice", "police")
COURSE = LearningOffer(
    "Listening", OfferKind.COURSE, themes=("voice",), levels=("groups/3", "local/1")
)


def came(counts: Counts, agency: str = "police", on: date | None = None) -> Attendance:
    return Attendance(counts, on, agency)


def said(*offers: Offered, asked: Asked = VOICE, staff: Staff = POLICE) -> tuple[Cover, str]:
    cover, why = cover_of(asked, staff, LearningFacts(TODAY, offers), PERIOD)
    return cover, " ".join(why)


def test_a_running_offer_covers_those_whom_it_reaches() -> None:
    assert said(Offered(COURSE)) == (
        Cover.COVERED,
        "“Listening” is for them. It is not recorded who of them came.",
    )
    for closed in (replace(COURSE, agencies=("hill",)), replace(COURSE, own_agency="hill")):
        assert said(Offered(closed)) == (Cover.NOT_COVERED, "“Listening” is on it for others.")
    own = replace(COURSE, own_agency="police")
    assert said(Offered(own))[0] is Cover.COVERED
    assert said(Offered(own), asked=Asked("voice"), staff=ANYBODY)[0] is Cover.NOT_COVERED


def test_an_offer_that_is_over_or_on_another_theme_covers_nothing() -> None:
    over = Offered(replace(COURSE, ends_on=date(2025, 5, 27)))
    assert said(over) == (Cover.NOT_COVERED, "“Listening” is over.")
    other = Offered(replace(COURSE, themes=("planning",)))
    assert said(other) == (Cover.NOT_COVERED, "No offer is on this theme.")


@pytest.mark.parametrize(
    ("group", "level", "cover"),
    [
        ("groups/3", "local/1", Cover.COVERED),
        ("groups/4", "", Cover.NOT_COVERED),
        ("schools/staff", "", Cover.PARTLY),
        ("", "local/2", Cover.PARTLY),
        ("", "health/2", Cover.PARTLY),
    ],
)
def test_another_group_is_not_reached_and_another_level_partly(
    group: str, level: str, cover: Cover
) -> None:
    assert said(Offered(COURSE), asked=Asked("voice", "police", group, level))[0] is cover


@pytest.mark.parametrize(
    ("counts", "cover", "why"),
    [
        (Counts(booked=10, attended=5), Cover.COVERED, "5 of 10 who had booked came."),
        (Counts(booked=10, attended=4), Cover.NOT_ATTENDED, "4 of 10 who had booked came."),
        (Counts(booked=4, attended=3, unscheduled=2), Cover.NOT_ATTENDED, "1 of 4"),
        (Counts(attended=0), Cover.NOT_ATTENDED, "0 came."),
        (Counts(attended=3), Cover.COVERED, "3 came."),
    ],
)
def test_covered_and_not_attended_are_told_apart_by_who_had_booked(
    counts: Counts, cover: Cover, why: str
) -> None:
    found, sentence = said(Offered(COURSE, (came(counts),)))
    assert found is cover
    assert why in sentence


def test_an_agency_that_is_not_among_those_counted_did_not_come() -> None:
    offered = Offered(COURSE, (came(Counts(booked=9, attended=9), "hill"),))
    assert said(offered)[0] is Cover.NOT_ATTENDED
    whole = Offered(COURSE, (came(Counts(booked=9, attended=9), ""),))
    assert said(whole)[0] is Cover.COVERED
    assert said(whole, asked=Asked("voice"), staff=ANYBODY)[1].endswith(
        "9 of 9 who had booked came."
    )


def test_agencies_of_one_kind_are_counted_together() -> None:
    each = (came(Counts(booked=4, attended=4), "hill"), came(Counts(booked=8, attended=3), "dale"))
    found = said(Offered(COURSE, each), asked=Asked("voice", "kind:education"), staff=SCHOOLS)
    assert found == (Cover.COVERED, "“Listening” is for them. 7 of 12 who had booked came.")
    hill = replace(COURSE, agencies=("hill",))
    assert said(Offered(hill), staff=SCHOOLS)[0] is Cover.COVERED


def test_who_came_before_the_period_of_the_audit_did_so_without_its_practice_changing() -> None:
    before = came(Counts(attended=198), on=date(2024, 12, 13))
    over = Offered(replace(COURSE, ends_on=date(2024, 12, 13)), (before,))
    assert said(over) == (
        Cover.UNCHANGED,
        "198 came to “Listening” before 1 January 2025, the first day that the audit looked at.",
    )
    within = Offered(COURSE, (came(Counts(attended=198), on=PERIOD),))
    assert said(within)[0] is Cover.COVERED
    facts = LearningFacts(TODAY, (over,))
    assert cover_of(VOICE, POLICE, facts, None)[0] is Cover.NOT_COVERED


def test_many_offers_are_named_by_the_first_and_counted() -> None:
    offers = [Offered(replace(COURSE, title=title)) for title in "ABCDE"]
    assert said(*offers)[1].startswith("“A”, “B”, “C” and 2 more are for them.")


def test_a_judgement_has_its_reason() -> None:
    assert check_judgement(None, " ") == ""
    assert check_judgement(Cover.PARTLY, " So few. ") == "So few."
    for cover, reason in ((Cover.PARTLY, " "), (None, "x" * 1_001)):
        with pytest.raises(Invalid) as wrong:
            check_judgement(cover, reason)
        assert wrong.value.place == "why"
