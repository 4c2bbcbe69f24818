"""Conditions are built by choosing, and say the same as those that are written."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.conditions.as_data import FORMS, GROUPS, from_data, to_data
from audit_tools.definition import find_wrong
from audit_tools.definition.fields import Holds
from audit_tools.editing import conditions as rules
from audit_tools.editing.conditions import Conditions, Way
from audit_tools.editing.contents import digest_of, read, shown
from audit_tools.editing.places import QUESTIONS, Document, Part, read_field
from audit_tools.editing.saying import UNFINISHED, say_condition
from audit_tools.editing.steps import NOTHING
from audit_tools.errors import Invalid
from tests.audit_tools.editing.edited import WHOLE

[WIDE] = (one for one in WHOLE if one["key"] == "wide")
[LARGE] = (one for one in WHOLE if one["key"] == "serious-youth-violence")
DAYS = Part(((QUESTIONS, "voice.days"),))
YES = {"question": "voice.asked", "one_of": ["yes"]}
WE = {"question": "voice.whom", "one_of": ["us"]}
LEADS = {"leads": True}


def given_to(way: Way) -> list[str]:
    """What somebody chooses or types."""
    return {"keys": [key for key, _ in way.offers[:2]], "number": ["3"], "date": ["2025-05-28"],
            "text": ["Child in need\r\nLooked after"], "": []}[way.holds]  # fmt: skip


def all_terms(document: Document, part: Part) -> list[dict[str, Any]]:
    return [
        rules.make_term(document, subject.name, way.name, given_to(way))
        for subject in rules.subjects(document, part)
        for way in rules.ways(document, subject.name)
    ]


def test_every_form_of_a_term_can_be_chosen_and_each_is_whole() -> None:
    last = Part(((QUESTIONS, LARGE["sections"][-2][QUESTIONS][-1]["key"]),))
    with_date = deepcopy(LARGE)
    of_a_day = {"key": "details.first-day", "text": "When?", "type": "date", "asked": "lead",
                "kinds": ["police", "education", "social-care"]}  # fmt: skip
    with_date["sections"][0][QUESTIONS].append(of_a_day)
    with_date["sections"][-2][QUESTIONS][-1] |= {"asked": "lead", "kinds": ["police"]}
    made = all_terms(with_date, last)
    assert {frozenset(term) for term in made} == {
        frozenset(form) for form in FORMS if form[0] not in GROUPS
    }
    for term in made:
        assert to_data(from_data(term)) == term
        assert say_condition(with_date, term) != UNFINISHED


@pytest.mark.parametrize("key", ["voice.days", "voice.more", "voice.heard-school"])
def test_what_is_offered_is_never_refused_for_its_place(key: str) -> None:
    """Nothing that comes later, and nothing that nobody of those asked is asked."""
    part = Part(((QUESTIONS, key),))
    for term in all_terms(WIDE, part):
        draft = deepcopy(WIDE)
        question = next(q for q in draft["sections"][0][QUESTIONS] if q["key"] == key)
        question["show_when"] = [term]
        assert [
            said for _, said in find_wrong(draft) if "later" in said or "no question" in said
        ] == []


def test_nothing_is_offered_that_nobody_of_those_asked_is_asked() -> None:
    draft = deepcopy(WIDE)
    draft["sections"][0][QUESTIONS][0]["kinds"] = ["housing"]
    draft["sections"][0][QUESTIONS][2]["kinds"] = ["police"]
    offered = {one.name for one in rules.subjects(draft, DAYS)}
    assert "question:voice.asked" not in offered
    assert "question:voice.whom" in offered


def test_a_section_is_offered_what_stands_in_sections_above() -> None:
    sections = [section["key"] for section in LARGE["sections"]]
    third = Part((("sections", sections[2]),))
    named = {one.name.partition(":")[2].split(".")[0] for one in rules.subjects(LARGE, third)
             if one.name.startswith("question:")}  # fmt: skip
    assert named == set(sections[:2])


def test_a_section_of_agencies_hangs_on_what_they_are_asked_whatever_the_panel_is_asked_in_it() -> (
    None
):
    draft = deepcopy(WIDE)
    last = {"key": "beside", "title": "Beside", "asked": "agencies", "graded": True, "questions": [
        {"key": "beside.all", "text": "For all?", "type": "text", "asked": "panel"}]}  # fmt: skip
    draft["sections"].append(last)
    names = {subject.name for subject in rules.subjects(draft, Part((("sections", "beside"),)))}
    assert "question:voice.asked" in names
    assert "question:overall.safer" not in names


def test_the_questions_own_answers_are_offered_with_their_words() -> None:
    [way, *others] = rules.ways(WIDE, "question:voice.asked")
    assert way.offers[:3] == (("yes", "Yes"), ("partly", "Partly"), ("no", "No"))
    assert ("no-evidence", "No evidence on record") in way.offers
    assert [one.name for one in others] == ["answered", "not-answered"]


@pytest.mark.parametrize(
    ("subject", "way", "typed", "place"),
    [
        ("", "one_of", ["yes"], "subject"),
        ("question:voice.absent", "one_of", ["yes"], "subject"),
        ("size", "is", ["x"], "subject"),
        ("question:voice.asked", "at_least", ["3"], "way"),  # it is no number
        ("question:voice.asked", "one_of", [], "given"),
        ("question:voice.asked", "one_of", ["perhaps"], "given"),
        ("question:voice.days", "at_least", ["three"], "given"),
        ("question:voice.days", "at_least", [""], "given"),
        ("case:plan_type", "one_of", [" "], "given"),
        ("kinds", "is", [], "given"),
    ],
)
def test_what_was_not_chosen_is_asked_for(
    subject: str, way: str, typed: list[str], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        rules.make_term(WIDE, subject, way, typed)
    assert refused.value.place == place


def test_a_grade_of_two_scales_is_offered_once_with_the_words_of_both() -> None:
    draft = deepcopy(WIDE)
    draft["scales"][1]["grades"][0] |= {"key": "good", "label": "Green"}
    [way] = rules.ways(draft, "grade:voice")
    assert [label for key, label in way.offers if key == "good"] == ["Good or Green"]
    assert len({key for key, _ in way.offers}) == len(way.offers)


def test_bands_stand_one_on_each_line_since_some_have_a_comma() -> None:
    typed = "Black, Black British, Caribbean or African\r\n\r\nnot recorded "
    assert rules.make_term(WIDE, "case:ethnicity_group", "one_of", [typed]) == {
        "case": "ethnicity_group",
        "one_of": ["Black, Black British, Caribbean or African", "not recorded"],
    }


def test_a_term_is_added_last_joined_with_another_and_changed() -> None:
    one = rules.put_term([], (), YES)
    assert one == [YES]
    joined = rules.join(one, (0,), "any_of")
    both = rules.put_term(joined, (0, "any_of"), WE)
    assert both == [{"any_of": [YES, WE]}]
    assert rules.put_term(both, (0, "any_of", 1), LEADS) == [{"any_of": [YES, LEADS]}]
    assert rules.join(both, (0,), "all_of") == [{"all_of": [YES, WE]}]
    assert one == [YES]


def test_all_of_a_list_becomes_any_and_all_again() -> None:
    any_of = rules.join([YES, WE], (), "any_of")
    assert any_of == [{"any_of": [YES, WE]}]
    assert rules.join(any_of, (), "all_of") == [YES, WE]


def test_a_condition_is_turned_round_and_back() -> None:
    turned = rules.turn([YES, WE], (1,))
    assert turned == [YES, {"not": WE}]
    assert rules.put_term(turned, (1, "not"), LEADS) == [YES, {"not": LEADS}]
    assert rules.turn(turned, (1,)) == [YES, WE]


def test_what_is_taken_out_takes_the_groups_along_that_are_then_empty() -> None:
    held: Conditions = [YES, {"any_of": [{"not": {"all_of": [WE]}}]}]
    assert rules.take_out(held, (1, "any_of", 0, "not", "all_of", 0)) == [YES]
    assert rules.take_out([{"any_of": [YES, WE]}], (0, "any_of", 0)) == [{"any_of": [WE]}]
    assert rules.take_out([YES], (0,)) == []


@pytest.mark.parametrize("deed", [rules.take_out, rules.turn])
def test_what_is_not_there_any_more_is_not_changed(deed: Any) -> None:
    with pytest.raises(Invalid, match="changed meanwhile"):
        deed([YES], (3,))
    with pytest.raises(Invalid, match="changed meanwhile"):
        rules.put_term([YES], (3, "any_of"), WE)
    with pytest.raises(Invalid, match="changed meanwhile"):
        rules.join([YES], (2,), "any_of")


@given(st.lists(st.sampled_from([0, 1, 7, "any_of", "not"]), max_size=6))
def test_a_place_is_read_as_it_was_written(steps: list[int | str]) -> None:
    assert rules.read_steps(rules.write_steps(tuple(steps))) == tuple(steps)


def test_conditions_are_a_field_as_any_other_and_nothing_else_is_taken_for_them() -> None:
    _, field = read_field("questions/voice.days/show_when")
    assert field.holds is Holds.CONDITIONS
    texts = shown(field, [YES])
    assert read(field, texts, NOTHING, "") == [YES]
    assert read(field, shown(field, NOTHING), [YES], "") is NOTHING
    assert digest_of(field, texts) != digest_of(field, shown(field, [WE]))
    for wrong in ("", "{}", "[1]", "[" * 9000, '[{"question": "\\u0000"}]'):
        with pytest.raises(Invalid):
            read(field, (wrong,), NOTHING, "")


def test_nothing_hangs_on_what_stands_in_rows() -> None:
    draft = deepcopy(WIDE)
    questions = draft["sections"][0][QUESTIONS]
    questions.append({**questions[0], "key": "voice.end"})
    last = Part(((QUESTIONS, "voice.end"),))
    names = {subject.name for subject in rules.subjects(draft, last)}
    assert "question:voice.more" in names
    assert "question:voice.siblings" not in names
