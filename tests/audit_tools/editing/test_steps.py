"""A draft in the editor says what the tool says, and each step back is the way that it came."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_tools.definition import find_wrong, tool_from_document
from audit_tools.editing import changes
from audit_tools.editing.between import steps_between
from audit_tools.editing.contents import digest_of, read, shown
from audit_tools.editing.places import (
    QUESTIONS,
    SECTIONS,
    Document,
    Part,
    find,
    listed,
    parts_of,
    read_field,
)
from audit_tools.editing.steps import (
    NOTHING,
    Put,
    Spot,
    Step,
    Together,
    spot_of,
    step_from_data,
    step_to_data,
    take,
    take_all,
)
from audit_tools.errors import Conflict, Hidden, Invalid
from tests.audit_tools.editing.edited import DRAFTS, FEW, WHOLE, fields_of, sent

ASKED = Part(((QUESTIONS, "voice.asked"),))
[WIDE] = (one for one in WHOLE if one["key"] == "wide")


@FEW
@given(DRAFTS)
def test_what_is_opened_and_sent_back_as_it_was_shown_changes_nothing(document: Document) -> None:
    before = deepcopy(document)
    for part, field in fields_of(document):
        content = (find(document, part) or {}).get(field.name, NOTHING)
        texts = shown(field, content)
        seen = digest_of(field, texts)
        assert changes.put(document, part.place(field.name), texts, seen) is None
        assert read(field, texts, content, "") == content
    assert document == before
    assert tool_from_document(document) == tool_from_document(before)


@FEW
@given(DRAFTS, st.data())
def test_a_step_and_its_undoing_leave_the_draft_as_it_was(
    document: Document, data: st.DataObject
) -> None:
    step = any_step(document, data)
    if step is None:
        return
    kept = step_from_data(json.loads(json.dumps(step_to_data(step))))
    after = take(document, kept)
    assert take(after, kept.undoing) == document
    assert take(take(after, kept.undoing), kept) == after


def any_step(document: Document, data: st.DataObject) -> Step | None:
    """A step that somebody may do."""
    deed = data.draw(st.sampled_from(["put", "add", "drop", "move", "carry"]))
    if deed == "put":
        part, field = data.draw(st.sampled_from(fields_of(document)))
        seen = digest_of(field, shown(field, (find(document, part) or {}).get(field.name, NOTHING)))
        return changes.put(
            document, part.place(field.name), data.draw(sent(document, part, field)), seen
        )
    sections = listed(document, SECTIONS)
    if not sections:
        return None
    section = data.draw(st.sampled_from(sections))
    holder = Part(((SECTIONS, section["key"]),))
    questions = [Part(((QUESTIONS, one["key"]),)) for one in listed(section, QUESTIONS)]
    if deed == "add":
        after = data.draw(st.sampled_from(["", *(one.key for one in questions)]))
        return changes.add(document, Spot(holder, QUESTIONS, after), "Was she asked?", [], [])
    if deed == "carry":
        others = [one["key"] for one in document[SECTIONS] if one is not section]
        if not questions or not others:
            return None
        asked, into = data.draw(st.sampled_from(questions)), data.draw(st.sampled_from(others))
        return changes.carry(document, asked, into)
    part = data.draw(st.sampled_from([holder, *questions]))
    if deed == "drop":
        return changes.drop(document, part, changes.mark_of(find(document, part) or {}))
    return changes.move_by(document, part, data.draw(st.sampled_from([-1, 1])))


def put(document: Document, place: str, *texts: str, seen: Document | None = None) -> Step:
    """The step that fills in a field as somebody who saw the draft at an earlier time."""
    part, field = next(
        (part, field) for part, field in fields_of(document) if part.place(field.name) == place
    )
    content = (find(seen or document, part) or {}).get(field.name, NOTHING)
    step = changes.put(document, place, texts, digest_of(field, shown(field, content)))
    assert step is not None
    return step


def test_two_people_who_change_different_places_lose_nothing() -> None:
    one = put(WIDE, "questions/voice.asked/text", "Was the child heard?")
    other = put(WIDE, "questions/voice.asked/guidance", "In any way.")
    after = find(take(take(WIDE, one), other), ASKED)
    assert after is not None
    assert (after["text"], after["guidance"]) == ("Was the child heard?", "In any way.")


def test_two_people_who_change_the_same_place_are_told_and_the_first_stands() -> None:
    first = take(WIDE, put(WIDE, "questions/voice.asked/text", "Was the child heard?"))
    with pytest.raises(Conflict) as refused:
        put(first, "questions/voice.asked/text", "Did somebody ask?", seen=WIDE)
    assert refused.value.place == "questions/voice.asked/text"
    same = changes.put(first, "questions/voice.asked/text", ["Was the child heard?"], "x")
    assert same is None


def test_what_somebody_else_changed_since_is_not_undone_over_their_heads() -> None:
    mine = put(WIDE, "questions/voice.asked/text", "Was the child heard?")
    theirs = put(take(WIDE, mine), "questions/voice.asked/text", "Did somebody ask?")
    with pytest.raises(Conflict):
        take(take(take(WIDE, mine), theirs), mine.undoing)


def test_a_change_in_what_was_taken_out_meanwhile_is_refused() -> None:
    gone = take(WIDE, changes.drop(WIDE, ASKED, changes.mark_of(find(WIDE, ASKED) or {})))
    with pytest.raises(Conflict, match="taken out meanwhile"):
        changes.put(gone, "questions/voice.asked/text", ["Heard?"], "x")
    with pytest.raises(Conflict, match="taken out meanwhile"):
        take(gone, put(WIDE, "questions/voice.asked/text", "Heard?"))


def test_nothing_is_taken_out_in_which_somebody_wrote_since_it_was_looked_at() -> None:
    seen = changes.mark_of(find(WIDE, ASKED) or {})
    changed = take(WIDE, put(WIDE, "questions/voice.asked/guidance", "In any way."))
    with pytest.raises(Conflict):
        changes.drop(changed, ASKED, seen)
    with pytest.raises(Conflict):
        take(changed, changes.drop(WIDE, ASKED, seen))


def test_what_is_put_behind_something_that_is_gone_comes_last() -> None:
    voice = Part(((SECTIONS, "voice"),))
    step = changes.add(WIDE, Spot(voice, QUESTIONS, "voice.asked"), "Who asked first?", [], [])
    gone = take(WIDE, changes.drop(WIDE, ASKED, changes.mark_of(find(WIDE, ASKED) or {})))
    [*_, last] = listed(find(take(gone, step), voice) or {}, QUESTIONS)
    assert last["text"] == "Who asked first?"


def test_a_list_that_is_empty_is_not_there() -> None:
    without = {name: held for name, held in WIDE.items() if name != "scales"}
    step = changes.add(without, Spot(Part(), "scales"), "Lights", [], [])
    assert take(take(without, step), step.undoing) == without


def test_several_steps_in_one_are_undone_from_the_last_to_the_first() -> None:
    first = put(WIDE, "questions/voice.asked/text", "Was the child heard?")
    second = put(take(WIDE, first), "questions/voice.asked/text", "Did somebody ask?")
    both = Together((first, second))
    assert take(take(WIDE, both), both.undoing) == WIDE


def test_what_is_ticked_in_another_order_is_no_change() -> None:
    _, field = read_field("questions/voice.asked/kinds")
    seen = digest_of(field, ("police", "education"))
    sent_ = ["education", "police"]
    assert changes.put(WIDE, "questions/voice.asked/kinds", sent_, seen) is None


def test_what_is_ticked_first_stands_in_the_order_of_the_page() -> None:
    _, field = read_field("questions/voice.asked/reason_when")
    assert read(field, ["yes", "partly", "no"], NOTHING, "") == ["yes", "partly", "no"]
    assert read(field, ["yes", "partly", "no"], ["no", "yes"], "") == ["no", "yes", "partly"]


def test_words_for_one_kind_of_agency_come_and_go_with_what_is_in_them() -> None:
    place = "questions/voice.asked/variants/police/text"
    [step] = [Put(Part((*ASKED.steps, ("variants", "police"))), "text", NOTHING, "Did you ask?")]
    assert step.place == place
    after = take(WIDE, step)
    assert (find(after, ASKED) or {})["variants"] == {"police": {"text": "Did you ask?"}}
    assert take(after, step.undoing) == WIDE


def test_a_part_is_moved_by_one_and_not_beyond_the_ends() -> None:
    keys = [q["key"] for q in WIDE["sections"][0][QUESTIONS]]
    down = changes.move_by(WIDE, ASKED, 1)
    assert down is not None
    moved = [q["key"] for q in take(WIDE, down)["sections"][0][QUESTIONS]]
    assert moved == [keys[1], keys[0], *keys[2:]]
    assert changes.move_by(WIDE, ASKED, -1) is None
    assert spot_of(WIDE, ASKED).after == ""


def test_a_question_in_another_section_is_the_same_one() -> None:
    other = next(one for one in WHOLE if one["key"] == "serious-youth-violence")
    arrested = Part(((QUESTIONS, "justice.arrested"),))
    before = find(other, arrested) or {}
    step = changes.carry(other, arrested, "voice")
    after = take(other, step)
    [*_, last] = listed(find(after, Part(((SECTIONS, "voice"),))) or {}, QUESTIONS)
    assert last == {name: held for name, held in before.items() if name != "number"}
    assert find_wrong(after) == []
    assert take(after, step.undoing) == other


def test_a_section_of_facts_is_graded_by_nobody_from_the_step_on_that_says_whose_it_is() -> None:
    voice = Part(((SECTIONS, "voice"),))
    step = put(WIDE, "sections/voice/asked", "child")
    after = take(WIDE, step)
    section = find(after, voice) or {}
    assert (section["asked"], section["graded"]) == ("child", False)
    assert {one["asked"] for one in section[QUESTIONS]} == {"child"}
    assert not any("kinds" in one for one in section[QUESTIONS])
    assert take(after, step.undoing) == WIDE
    again = find(take(after, put(after, "sections/voice/asked", "agencies")), voice) or {}
    assert {one["asked"] for one in again[QUESTIONS]} == {"each"}


def test_a_question_is_asked_of_whoever_answers_the_section_into_which_it_is_carried() -> None:
    step = changes.carry(WIDE, ASKED, "said")
    carried = take(WIDE, step)
    question = find(carried, ASKED) or {}
    assert question["asked"] == "child"
    assert "kinds" not in question
    assert take(carried, step.undoing) == WIDE
    back = find(take(carried, changes.carry(carried, ASKED, "voice")), ASKED) or {}
    assert back["asked"] == "each"
    assert "kinds" not in back


def test_a_question_that_is_answered_once_from_now_on_goes_where_such_are() -> None:
    step = put(WIDE, f"{ASKED.name}/asked", "child")
    after = take(WIDE, step)
    [*_, last] = listed(find(after, Part(((SECTIONS, "said"),))) or {}, QUESTIONS)
    assert (last["key"], last["asked"]) == (ASKED.key, "child")
    assert take(after, step.undoing) == WIDE
    again = put(after, f"{ASKED.name}/text", "And what did you say?")
    assert isinstance(again, Put)
    without = deepcopy(WIDE)
    without[SECTIONS] = [one for one in without[SECTIONS] if one.get("asked") != "child"]
    assert isinstance(put(without, f"{ASKED.name}/asked", "child"), Put)


def test_a_question_is_carried_nowhere_but_into_another_section() -> None:
    with pytest.raises(Invalid, match="Choose another section"):
        changes.carry(WIDE, ASKED, "voice")
    for part, section in ((ASKED, "absent"), (Part(((SECTIONS, "voice"),)), "overall")):
        with pytest.raises(Hidden):
            changes.carry(WIDE, part, section)


def test_every_part_of_every_tool_is_found_under_its_place() -> None:
    for document in WHOLE:
        found = list(parts_of(document, Part()))
        assert len({part for part, _ in found}) == len(found)
        assert all(find(document, part) == held for part, held in found)


@FEW
@given(DRAFTS, st.data())
def test_the_steps_between_two_drafts_make_the_one_of_the_other(
    document: Document, data: st.DataObject
) -> None:
    after = document
    for _ in range(data.draw(st.integers(0, 5))):
        step = any_step(after, data)
        after = take(after, step) if step else after
    steps = steps_between(document, after)
    assert take_all(document, steps) == (after, ())
    if after == document:
        assert steps == ()


def test_a_draft_is_told_apart_place_by_place() -> None:
    """So that what somebody else changed meanwhile stays beside it."""
    mine = take(WIDE, put(WIDE, "questions/voice.asked/text", "Was the child heard?"))
    mine = take(mine, changes.carry(mine, ASKED, "overall"))
    theirs = take(WIDE, put(WIDE, "questions/voice.asked/guidance", "In any way."))
    both, left = take_all(theirs, steps_between(WIDE, mine))
    assert left == ()
    question = find(both, ASKED) or {}
    assert (question["text"], question["guidance"]) == ("Was the child heard?", "In any way.")
    assert spot_of(both, ASKED).holder == Part(((SECTIONS, "overall"),))
