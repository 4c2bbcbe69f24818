"""A draft may be unfinished: all that it lacks is said in its place, in the words of the page."""

import re
from copy import deepcopy

import pytest
from hypothesis import given

from audit_tools.definition import find_wrong, tool_from_document
from audit_tools.definition.fields import PartShape, tool_shape
from audit_tools.editing.places import QUESTIONS, Document
from audit_tools.editing.problems import (
    find_lacking,
    in_plain_words,
    publishable,
    show_as_far,
)
from audit_tools.errors import Invalid
from tests.audit_tools.editing.edited import DRAFTS, FEW, WHOLE

[WIDE] = (one for one in WHOLE if one["key"] == "wide")


def changed(number: int, **said: object) -> Document:
    """The draft with something else said of one of its first questions."""
    draft = deepcopy(WIDE)
    draft["sections"][0][QUESTIONS][number] |= said
    return draft


def lacking(draft: Document) -> list[tuple[str, str]]:
    return [(one.place, one.message) for one in find_lacking(draft, [])]


@FEW
@given(DRAFTS)
def test_whatever_can_be_published_is_shown_whole(draft: Document) -> None:
    if not find_wrong(draft):
        shown = show_as_far(draft, [])
        assert (shown.tool, shown.left_out) == (tool_from_document(draft), 0)
        assert publishable(draft, []) == shown.tool


@pytest.mark.parametrize(
    ("said", "place", "message"),
    [
        ({"kinds": []}, "questions/voice.asked/kinds",
         "Nobody is asked. List the kinds of agency whose records can tell."),
        ({"text": ""}, "questions/voice.asked/text", "Write something here; it is empty."),
        ({"asked": "panel"}, "questions/voice.asked/kinds",
         "Take “Which kinds of agency are asked” out: a question “Who answers it: The case "
         "discussion” has none."),
        ({"type": "single", "reason_when": [], "reason_prompt": ""},
         "questions/voice.asked/choices", "Add at least two answers."),
        ({"scale": "lights"}, "questions/voice.asked/scale",
         "Only a question of the kind “A grade of a scale” is answered on one. Take “Scale that it "
         "is answered on” out."),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_in_its_place(
    said: dict[str, object], place: str, message: str
) -> None:
    assert (place, message) in lacking(changed(0, **said))


def test_what_is_wrong_in_a_condition_leads_to_its_place_in_it() -> None:
    draft = changed(1, show_when=[{"any_of": [{"question": "voice.plan", "answered": True}]}])
    [one] = (one for one in find_lacking(draft, []) if "comes later" in one.message)
    assert (one.place, one.at) == ("questions/voice.whom/show_when", (0, "any_of", 0, "question"))
    assert one.message.startswith("“Is the plan working?”") or "“1." in one.message


def test_what_can_never_hold_is_said_once_nothing_else_is_wrong() -> None:
    never = [{"question": "voice.asked", "one_of": ["yes"]},
             {"question": "voice.asked", "one_of": ["no"]}]  # fmt: skip
    [(place, message)] = lacking(changed(1, show_when=never))
    assert place == "questions/voice.whom/show_when"
    assert message.startswith("This can never hold")


def test_an_answer_a_grade_and_the_words_for_one_kind_have_places_of_their_own() -> None:
    draft = changed(1, variants={"housing": {"text": "You?"}})
    draft["sections"][0][QUESTIONS][1]["choices"][0]["label"] = ""
    draft["scales"][0]["grades"][1]["initial"] = "TOOLONG"
    places = {place for place, _ in lacking(draft)}
    assert places >= {
        "questions/voice.whom/choices/us/label",
        "questions/voice.whom/variants/housing",
        "scales/ofsted/grades/good/initial",
    }


def test_a_tool_from_nothing_lacks_its_sections() -> None:
    draft = {"format_version": 1, "key": "new", "version": 1, "title": "New", "theme_list": "x"}
    assert lacking(draft)[0][0] == "sections"
    assert show_as_far(draft, []).tool is None
    with pytest.raises(Invalid, match="left to finish"):
        publishable(draft, [])


def test_what_is_not_finished_is_left_out_of_what_is_shown() -> None:
    shown = show_as_far(changed(1, text=""), [])
    assert shown.left_out == 1
    assert shown.tool is not None
    keys = [question.key for question in shown.tool.questions]
    assert "voice.whom" not in keys
    assert "voice.asked" in keys


def test_several_that_are_not_finished_are_left_out_and_those_between_are_shown() -> None:
    draft = changed(0, text="")
    for number in (2, 3):
        draft["sections"][0][QUESTIONS][number]["text"] = ""
    keys = [one["key"] for one in draft["sections"][0][QUESTIONS]]
    shown = show_as_far(draft, [])
    assert shown.tool is not None
    left = [one.key for one in shown.tool.sections[0].questions]
    assert left == [keys[1], *keys[4:]]


def test_what_hangs_on_something_unfinished_is_left_out_with_it() -> None:
    draft = changed(0, text="")
    draft["sections"][0][QUESTIONS][1]["show_when"] = [
        {"question": "voice.asked", "answered": True}
    ]
    shown = show_as_far(draft, [])
    assert shown.left_out == 2
    assert shown.tool is not None


def test_where_too_much_is_asked_all_of_it_is_shown() -> None:
    draft = deepcopy(WIDE)
    draft.pop("longer_why")
    asked = draft["sections"][0][QUESTIONS][0]
    draft["sections"][0][QUESTIONS] += [
        asked | {"key": f"voice.more-{n}", "number": "", "matrix": ""} for n in range(40)
    ]
    [(place, said), *_] = lacking(draft)
    assert (place, said[:7]) == ("sections", "Police ")
    shown = show_as_far(draft, [])
    assert shown.left_out == 0
    assert shown.tool is not None


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("There is no scale “blue”. Use the key of one under “scales”.",
         "There is no scale “blue”. Choose another."),
        ("This section is answered by the panel. Write “asked: panel”.",
         "This section is answered by the panel. Choose “Who answers it: The case discussion”."),
        ("“voice.asked” takes no ticks. Use “one_of” or “answered”.",
         "“1.1 Was the child asked?” takes no ticks. Use “is answered with one of these” or “is "
         "answered”."),
        ("police, lead: asked this but not “voice.asked”, so it would never be shown. Ask both "
         "questions of the same.",
         "Police and The agency that leads are asked this but not “1.1 Was the child asked?”, so "
         "it would never be shown. Ask both questions of the same."),
    ],
)  # fmt: skip
def test_a_sentence_of_the_checks_says_what_to_do_on_the_page(sentence: str, said: str) -> None:
    assert in_plain_words(WIDE, sentence) == said


def names(shape: PartShape) -> set[str]:
    inner = (names(field.parts) for field in shape.fields if field.parts)
    return {field.name for field in shape.fields}.union(*inner)


def test_no_sentence_names_a_field_as_documents_do() -> None:
    """Of the sentences of the checks: every field in quotes has another name on the page."""
    quoted = [f"Take “{name}” out." for name in sorted(names(tool_shape()))]
    said = [in_plain_words(WIDE, sentence) for sentence in quoted]
    assert [one for one in said if re.search(r"“[a-z_]+”", one)] == []
