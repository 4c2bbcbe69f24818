"""How all documents for an audience say things: counts in words, and nothing of a share."""

from dataclasses import replace

import pytest

from audit_tools.audience import AudienceFacts
from audit_tools.numbers import Share
from reports.kinds import sentences
from reports.kinds.theme_summary import theme_summary
from reports.kinds.training_needs import training_needs
from tests.reports.outlines import text
from tests.reports.summaries import many, nothing_yet, six_areas, six_children


def test_a_document_knows_that_its_data_are_invented() -> None:
    assert theme_summary(six_children()).invented
    assert training_needs(six_children()).invented
    assert not theme_summary(replace(six_children(), invented=False)).invented


def test_an_audit_of_areas_says_nothing_of_children() -> None:
    facts = six_areas()
    for outline in (theme_summary(facts), training_needs(facts)):
        assert "child" not in text(outline).lower()
    said = text(theme_summary(facts))
    assert "1 of 6 areas" in said
    assert "This audit holds findings alone: no returns were asked for." in said
    assert "Crown copyright. Six letters." in said
    assert "1 of 6 areas. Police" not in said


@pytest.mark.parametrize(
    "facts", [six_children(), six_areas(), nothing_yet(), many(34, 29), many(1, 2)]
)
def test_no_document_says_a_percentage(facts: AudienceFacts) -> None:
    for outline in (theme_summary(facts), training_needs(facts)):
        assert "%" not in text(outline)
        assert "per cent" not in text(outline)


def test_which_cases_it_was_is_said_with_their_number() -> None:
    assert sentences.which((True, False, True)) == "2 of 3 (1, 3)"
    assert sentences.which((False, False)) == "0 of 2"
    assert sentences.short(Share(0, 0)) == "0 of 0"
