"""What of the offer anybody may read."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import reports
from audit_tools.learning.evidence import EvidenceKind
from audit_tools.learning.offers import OfferKind
from audit_tools.learning.published import OfferWords, PublishedOffers, publish
from tests.app.visitors import text_in
from tests.learning import BRIEFING

TODAY, AT = date(2025, 5, 28), datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
AUDIT, OWN, GONE, REVIEW = (UUID(int=number) for number in (1, 2, 3, 4))
WORDS = OfferWords(
    {"police": "Police"},
    {"local/1": "Level 1"},
    {
        AUDIT: EvidenceKind.AUDIT,
        OWN: EvidenceKind.OWN_ANALYSIS,
        REVIEW: EvidenceKind.REVIEW,
    },
)


def test_what_runs_is_published_and_nothing_that_is_over_or_an_agency_s_own() -> None:
    offers = (
        BRIEFING,
        replace(BRIEFING, title="Over", ends_on=date(2025, 5, 27)),
        replace(BRIEFING, title="Last day", ends_on=TODAY),
        replace(BRIEFING, title="Own", own_agency="police"),
    )
    assert [one.title for one in publish(offers, WORDS, TODAY)] == ["Words that help", "Last day"]


def test_it_says_for_whom_and_what_kind_of_evidence_it_answers_and_no_agency_s_own() -> None:
    offer = replace(
        BRIEFING,
        for_whom="Officers",
        levels=("local/1", "gone/2"),
        agencies=("police",),
        answers=(AUDIT, OWN, GONE),
    )
    (one,) = publish([offer], WORDS, TODAY)
    assert one.for_whom == ("Officers", "Level 1", "Staff of Police")
    assert one.answers == ("what audits found",)
    assert one.when == "from 20 January 2025"
    (open_,) = publish([BRIEFING], WORDS, TODAY)
    assert open_.for_whom == ("Staff of all agencies",)


def published() -> PublishedOffers:
    offers = (BRIEFING, replace(BRIEFING, title="A <b> course", kind=OfferKind.COURSE))
    return PublishedOffers("Leeds", True, AT, publish(offers, WORDS, TODAY))


def test_one_file_is_a_whole_page_that_needs_nothing_from_elsewhere() -> None:
    document = reports.site_page(published())
    page = document.data.decode()
    assert document.name == "learning-offer.html"
    assert page.startswith('<!doctype html>\n<html lang="en-GB">')
    assert "Invented data." in page
    assert "A &lt;b&gt; course" in page
    assert page.index("<h2") < page.index("A &lt;b&gt; course") < page.index("Words that help")
    for other in ("<script", "http:", "https:", "<img", "OFFICIAL"):
        assert other not in page


def test_on_paper_it_bears_no_marking() -> None:
    for form in (reports.Format.DOCX, reports.Format.PDF):
        said = text_in(reports.build(reports.Kind.PUBLISHED_OFFER, published(), form).data)
        assert "Words that help" in said
        assert "OFFICIAL" not in said
