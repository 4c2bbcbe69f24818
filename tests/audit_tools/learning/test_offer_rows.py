"""Learning offers out of files: each row by itself, none taken twice."""

from dataclasses import replace
from datetime import date

from audit_tools.learning.columns import read_table
from audit_tools.learning.offer_rows import Known, read_offers
from audit_tools.learning.offers import LearningOffer, OfferKind
from tests.learning import BRIEFING

KNOWN = Known(
    {"voice": "The child's voice", "places": "Places, spaces and peers"},
    {"local-levels/1": "Local levels, 1: Awareness"},
    {"police": "Police", "school": "School"},
)
CHOSEN = ("title", "kind", "themes", "levels", "agencies", "own_agency", "places", "starts_on")
HEAD = "Title,Kind,Themes,Levels,Open to,Agency,Places,Date\n"


def read(*rows: str, known: Known = KNOWN) -> tuple[list[LearningOffer], list[str], int]:
    reading = read_offers(read_table((HEAD + "\n".join(rows)).encode()), CHOSEN, known)
    return [one.value for one in reading.taken], [str(one) for one in reading.wrong], reading.known


def test_a_row_says_all_that_an_offer_says() -> None:
    row = 'Listening,E-LEARNING,"The child\'s voice; Places, spaces and peers",local-levels/1,,'
    [offer], wrong, _ = read(f"{row}Police,40,14/05/2025")
    assert wrong == []
    assert offer == LearningOffer(
        "Listening",
        OfferKind.E_LEARNING,
        themes=("voice", "places"),
        levels=("local-levels/1",),
        own_agency="police",
        places=40,
        starts_on=date(2025, 5, 14),
    )


def test_what_a_row_leaves_open_is_a_course_for_everybody() -> None:
    [offer, other], _, _ = read("Listening", "Talking,Workshop,,,All agencies")
    assert (offer.kind, offer.agencies) == (OfferKind.COURSE, ())
    assert (other.kind, other.agencies) == (OfferKind.COURSE, ())


def test_everything_wrong_in_a_row_is_told_at_once_and_the_other_rows_are_taken() -> None:
    taken, wrong, _ = read(",Opera,Singing,,Nobody,,many,soon", "Listening,briefing")
    assert [offer.title for offer in taken] == ["Listening"]
    assert [line.split(":")[0] for line in wrong] == [
        "row 2, what it is",
        "row 2, themes",
        "row 2, whose staff may take it",
        "row 2, places",
        "row 2, first day",
    ]
    _, [untitled], _ = read(",briefing")
    assert untitled == "row 2, title: Enter what it is called."


def test_an_offer_is_not_taken_twice() -> None:
    there = replace(BRIEFING, title="Listening", provider="", starts_on=None)
    taken, wrong, known = read(
        "listening",
        "Talking",
        "TALKING",
        "Talking,,,,,,,1 May 2025",
        known=replace(KNOWN, offers=[there]),
    )
    assert [offer.title for offer in taken] == ["Talking", "Talking"]
    assert wrong == ["row 4: It is the same offer as row 3. Take one of them out."]
    assert known == 1
