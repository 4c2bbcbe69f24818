"""All questions of a section are asked of the same kinds of agency in one step."""

from copy import deepcopy
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.definition import tool_to_document
from audit_tools.editing.answerers import ask_all, asked_in
from audit_tools.editing.places import QUESTIONS, SECTIONS, Part
from audit_tools.editing.steps import Together, take
from audit_tools.errors import Conflict, Hidden, Invalid
from tests.wide_tool import wide_tool

VOICE = Part(((SECTIONS, "voice"),))


@pytest.fixture
def draft() -> dict[str, Any]:
    """A section of whose questions the first is asked of two kinds, the second of the discussion,
    and the third of the lead agency."""
    document = tool_to_document(wide_tool())
    [first, second, third, *_] = document["sections"][0][QUESTIONS]
    first["kinds"] = ["police", "education"]
    second["asked"] = "panel"
    second.pop("kinds", None)
    third["asked"] = "lead"
    third.pop("kinds", None)
    document["sections"][0][QUESTIONS] = [first, second, third]
    return document


def asked_of(document: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(one["asked"], one.get("kinds", [])) for one in document["sections"][0][QUESTIONS]]


def ask(document: dict[str, Any], *kinds: str, panel_too: bool = False) -> Together | None:
    return ask_all(document, VOICE, kinds, panel_too=panel_too)


def test_what_agencies_are_asked_is_asked_of_others_and_undone_as_one(
    draft: dict[str, Any],
) -> None:
    step = ask(draft, "housing", "police")
    assert step
    after = take(draft, step)
    assert asked_of(after) == [("each", ["police", "housing"]), ("panel", []), ("lead", [])]
    assert take(after, step.undoing) == draft
    assert ask(after, "police", "housing") is None


def test_what_the_discussion_is_asked_becomes_theirs_where_that_is_said(
    draft: dict[str, Any],
) -> None:
    step = ask(draft, "police", panel_too=True)
    assert step
    assert asked_of(take(draft, step)) == [("each", ["police"]), ("each", ["police"]), ("lead", [])]


def test_a_page_shows_who_is_asked_all_of_it_now(draft: dict[str, Any]) -> None:
    now = asked_in(draft, VOICE)
    assert now
    assert now.kinds == {AgencyKind.POLICE, AgencyKind.EDUCATION}
    assert now.panel
    draft["sections"][0][QUESTIONS][1:] = [{"key": "voice.more", "kinds": ["police"]}]
    now = asked_in(draft, VOICE)
    assert now
    assert now.kinds == {AgencyKind.POLICE}
    assert not now.panel
    draft["sections"][0][QUESTIONS] = []
    assert asked_in(draft, VOICE) is None


def test_what_is_no_section_of_agencies_is_not_asked_of_them(draft: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="Choose which kinds"):
        ask(draft)
    with pytest.raises(Hidden):
        ask(draft, "nobody")
    with pytest.raises(Hidden):
        ask_all(draft, Part(((QUESTIONS, "voice.asked"),)), ["police"], panel_too=False)
    of_child = deepcopy(draft)
    of_child["sections"][0]["asked"] = "child"
    assert asked_in(of_child, VOICE) is None
    with pytest.raises(Hidden):
        ask(of_child, "police")
    with pytest.raises(Conflict):
        ask_all(draft, Part(((SECTIONS, "gone"),)), ["police"], panel_too=False)
