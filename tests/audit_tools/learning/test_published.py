"""What of the offer anybody may read."""

from dataclasses import replace
from datetime import date

import reports
from audit_tools.learning.published import publish
from tests.app.visitors import text_in
from tests.learning import ANSWERING, BRIEFING, TODAY, WORDS, published


def test_what_runs_is_published_and_nothing_that_is_over_or_an_agency_s_own() -> None:
    offers = (
        BRIEFING,
        replace(BRIEFING, title="Over", ends_on=date(2025, 5, 27)),
        replace(BRIEFING, title="Last day", ends_on=TODAY),
        replace(BRIEFING, title="Own", own_agency="police"),
    )
    assert [one.title for one in publish(offers, WORDS, TODAY)] == ["Words that help", "Last day"]


def test_it_says_for_whom_and_what_kind_of_evidence_it_answers_and_no_agency_s_own() -> None:
    (one,) = publish([ANSWERING], WORDS, TODAY)
    assert one.for_whom == ("Officers", "Level 1", "Staff of Police")
    assert one.answers == ("what audits found",)
    assert one.when == "from 20 January 2025"
    (open_,) = publish([BRIEFING], WORDS, TODAY)
    assert open_.for_whom == ("Staff of all agencies",)


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
