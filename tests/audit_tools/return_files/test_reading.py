"""What of a file is saved, and what is refused, where and why."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.definition import read_tool
from audit_tools.entries import Edit, Entry, settle
from audit_tools.errors import Invalid
from audit_tools.fit import Fit
from audit_tools.return_files.form import FIT, FormBox, FormRow, FormSection, Side, sections_of_form
from audit_tools.return_files.reading import (
    Brought,
    Filled,
    FilledForm,
    Reading,
    check_identity,
    edits_of,
    keys_of_standing,
    names_of,
    read_carried,
    read_fit,
    write_filled,
)
from tests.audit_tools.return_files.forms import ID, POLICE, filled, form_of, read, values
from tests.wide_tool import wide_tool

TOOL = read_tool("""\
key: small
version: 1
title: A small tool
theme_list: child-safeguarding-29
scales:
  - key: ofsted
    title: Two words
    grades:
      - {key: good, label: Good, initial: G, descriptor: Well, meets_standard: true}
      - {key: inadequate, label: Inadequate, initial: I, descriptor: Badly, meets_standard: false}
sections:
  - key: voice
    title: Voice
    questions:
      - {key: voice.asked, number: "1.1", text: Was the child asked?, type: assessment,
         kinds: [police]}
      - key: voice.how
        number: "1.2"
        text: How was the child asked?
        type: text
        kinds: [police]
        show_when: [{question: voice.asked, one_of: ["yes"]}]
      - key: voice.lead
        text: How does the lead see it?
        type: text
        kinds: [police]
        show_when: [{leads: true}]
      - {key: voice.day, text: On which day?, type: date, kinds: [police]}
""")


def said(texts: Mapping[str, str], known: Mapping[str, str] | None = None) -> Reading:
    """What a blank file comes to once these texts stand in its boxes."""
    return read(TOOL, filled(form_of(TOOL, {}), texts), known)


def refusals(reading: Reading) -> list[str]:
    return [one.why for one in reading.refused]


def test_an_empty_box_leaves_what_is_saved_as_it_is() -> None:
    texts = {"voice.asked": "no", "voice/strength/1": "Seen at home"}
    file = filled(form_of(TOOL, texts), {"voice.asked": "", "voice/strength/1": ""})
    assert read(TOOL, file, texts) == Reading((), (), 0)


def test_only_what_was_changed_is_brought() -> None:
    texts = {"voice.asked": "no", "voice/strength/1": "Seen at home"}
    reading = read(TOOL, filled(form_of(TOOL, texts), {"voice.asked": "Yes"}), texts)
    assert values(reading) == {"voice.asked": "yes"}
    assert reading.brought[0].base.version == 2


# box, what was typed, why it is refused
WRONG = [
    ("voice.asked", "Perhaps", "Choose Yes, Partly"),
    ("voice.day", "31 February 2025", "real date"),
    ("voice/grade", "Super", "Choose Good, Inadequate or Not our part"),
    ("voice/development/1/cause", "Bad luck", "Choose Knowledge and skill"),
    # a text longer than a box on the page takes
    ("voice/reason", "x" * 20_001, "20,000 characters"),
    # a box of another tool
    ("health.seen", "Yes", "no such box"),
]


@pytest.mark.parametrize(("box", "text", "why"), WRONG)
def test_what_could_not_be_typed_is_refused(box: str, text: str, why: str) -> None:
    reading = said({box: text})
    assert not reading.brought
    assert why in refusals(reading)[0]
    assert reading.refused[0].where == f"box {box}"
    assert reading.refused[0].text == text


def test_each_box_is_called_as_people_would_call_it() -> None:
    names = names_of(form_of(wide_tool(), {}).sections)
    called = ("voice.asked", "voice.asked/reason", "voice.ways#alone", "voice/development/1/cause")
    assert [names[box] for box in called] == [
        "1.1 Was the child asked?",
        "1.1 Was the child asked? (reason)",
        "1.4 In which ways was the child asked?: Alone",
        "1 Voice: What could be better, line 1, why it happened",
    ]


def test_what_is_asked_alike_in_two_sections_is_told_apart_by_its_section() -> None:
    def section(title: str, number: str) -> FormSection:
        question = FormRow(number, "Who was there?", ())
        cell = FormBox(f"{title}.who", Side.ANSWER, "Answer")
        return FormSection(title, (), (question, FormRow("", "Peer A: Age", (cell,), (), True)))

    for number in ("", "1"):
        asked = f"{number} Who was there?".strip()
        assert names_of((section("Home", number), section("School", number))) == {
            "Home.who": f"Home: {asked}: Peer A: Age",
            "School.who": f"School: {asked}: Peer A: Age",
        }
    assert names_of((section("Home", "1"),)) == {"Home.who": "1 Who was there?: Peer A: Age"}


def test_a_day_is_read_as_people_write_it() -> None:
    assert values(said({"voice.day": "28/05/2025"})) == {"voice.day": "2025-05-28"}


def test_an_answer_that_is_not_asked_for_is_refused_in_words() -> None:
    reading = said({"voice.asked": "No", "voice.how": "Alone"})
    assert values(reading) == {"voice.asked": "no"}
    assert "“Was the child asked?” is answered Yes" in refusals(reading)[0]


def test_what_is_asked_by_answers_that_are_saved_is_taken_from_who_may_know_them() -> None:
    file = {"voice.how": "Alone"}
    assert values(said(file, {"voice.asked": "yes"})) == {"voice.how": "Alone"}


def test_who_knows_nothing_of_the_return_learns_nothing_of_it() -> None:
    """Whether a question is asked is told by the file alone, or what is saved could be guessed."""
    assert not said({"voice.how": "Alone"}).brought
    assert len(said({"voice.asked": "Yes", "voice.how": "Alone"}).brought) == 2


def test_what_the_case_decides_is_there_or_not() -> None:
    boxes = {box.key for box in form_of(TOOL, {}).boxes}
    leading = form_of(TOOL, {}, replace(POLICE, lead=True)).boxes
    assert "voice.lead" not in boxes
    assert "voice.lead" in {box.key for box in leading}
    assert "voice.how" in boxes


def test_when_something_is_asked_stands_beside_it() -> None:
    rows = [row for s in form_of(TOOL, {}).sections for row in s.rows if row.number == "1.2"]
    assert rows[0].notes == ("This is only asked where “Was the child asked?” is answered Yes.",)


def test_a_box_that_is_there_twice_is_read_once() -> None:
    file = filled(form_of(TOOL, {}), {"voice.asked": "Yes"})
    doubled = replace(file, boxes=(*file.boxes, Filled("voice.asked", "No", "row 99, column C")))
    reading = read(TOOL, doubled)
    assert values(reading) == {"voice.asked": "yes"}
    assert reading.refused[0].where == "row 99, column C"


def test_a_box_whose_beginning_is_damaged_is_refused() -> None:
    file = replace(filled(form_of(TOOL, {}), {"voice.asked": "Yes"}), bases={"voice.asked": "x"})
    assert "damaged" in refusals(read(TOOL, file))[0]


def test_a_box_that_lost_its_beginning_overwrites_nothing() -> None:
    file = filled(form_of(TOOL, {"voice.asked": "no"}), {"voice.asked": "Yes"})
    brought = read(TOOL, replace(file, bases={})).brought
    outcome = settle({"voice.asked": Entry("no", 2)}, edits_of(brought, "file", {}, own=()))
    assert [clash.theirs for clash in outcome.clashes] == ["yes"]


# what the file says otherwise, the sentence
OTHERS = [
    ({"audit": "another"}, "another audit"),
    ({"case": "SYV30-09"}, "the case “SYV30-09”"),
    ({"agency": "school"}, "the agency “school”"),
    ({"tool": "other"}, "another audit tool"),
    ({"version": "9"}, "version 9"),
    ({"return_id": "other"}, "an earlier return"),
    ({"key": ""}, "damaged"),
]


@pytest.mark.parametrize(("other", "why"), OTHERS)
def test_a_file_of_another_return_is_refused(other: dict[str, str], why: str) -> None:
    identity = {name: str(getattr(ID, name)) for name in ID.__dataclass_fields__}
    check_identity(identity, ID)
    with pytest.raises(Invalid, match=why):
        check_identity(identity | other, ID)


def of_fit(text: str) -> FilledForm:
    return FilledForm({}, {}, (Filled(FIT, text, "row 9, column C"),))


def test_whether_it_is_the_right_child_is_said_first() -> None:
    assert read_fit(of_fit("yes"), Fit.NOT_SAID)
    assert not read_fit(of_fit(""), Fit.FITS)
    with pytest.raises(Invalid, match="do not fit"):
        read_fit(of_fit("No"), Fit.NOT_SAID)
    with pytest.raises(Invalid, match="does not say"):
        read_fit(of_fit(""), Fit.NOT_SAID)


def test_it_is_asked_only_where_it_was_not_said() -> None:
    asked = sections_of_form(TOOL, None, replace(POLICE, fit=Fit.NOT_SAID), {})
    assert asked[0].rows[0].boxes[0].key == FIT
    assert all(box.key != FIT for box in form_of(TOOL, {}).boxes)


def test_without_a_scale_there_is_no_grade() -> None:
    sections = sections_of_form(TOOL, None, POLICE, {})
    assert "voice/grade" not in {b.key for s in sections for r in s.rows for b in r.boxes}


def test_what_a_page_carries_along_is_what_was_read() -> None:
    file = filled(form_of(TOOL, {}), {"voice.asked": "Yes"})
    carried = read_carried(write_filled(file))
    assert carried.bases == file.bases
    assert carried.boxes == tuple(one for one in file.boxes if one.text)


@pytest.mark.parametrize(
    "text", ["", "{}", "[1, 2, 3]", "[{}, {}, [1]]", "[" * 100_000, "[[],[],[]]"]
)
def test_what_a_page_did_not_carry_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="incomplete"):
        read_carried(text)


def test_what_no_file_could_have_brought_does_not_come_in_by_the_page() -> None:
    forged = r'[{"key": "\ud800"}, {}, [["voice.how", "a\u0000b\udfff", "row 1"]]]'
    carried = read_carried(forged)
    assert (carried.identity["key"], carried.boxes[0].text) == ("", "ab")


def bring(
    standing: dict[str, Entry], seen: set[str], texts: dict[str, str], key: str
) -> list[Edit]:
    """Bring a file in as an operation does, and give the edits that had an effect."""
    brought = said(texts).brought
    keys = keys_of_standing(brought, key, standing)
    own = {place for place, of_file in keys.items() if of_file in seen}
    edits = edits_of(brought, key, standing, own)
    outcome = settle(standing, edits, seen)
    standing |= {change.place: change.after for change in outcome.changes}
    seen |= {edit.key for edit in edits}
    assert not outcome.clashes
    return [edit for edit in edits if edit.place in {change.place for change in outcome.changes}]


def test_the_same_file_again_changes_nothing() -> None:
    standing, seen = dict[str, Entry](), set[str]()
    assert len(bring(standing, seen, {"voice.asked": "Yes"}, "file")) == 1
    assert not bring(standing, seen, {"voice.asked": "Yes"}, "file")


def test_a_later_state_of_a_file_goes_on_from_what_it_brought() -> None:
    standing, seen = dict[str, Entry](), set[str]()
    for text in ("Yes", "No", "Yes"):
        assert len(bring(standing, seen, {"voice.asked": text}, "file")) == 1
    assert standing["voice.asked"] == Entry("yes", 3)


def test_what_somebody_wrote_meanwhile_is_not_overwritten() -> None:
    standing = {"voice.asked": Entry("no", 1)}
    brought: tuple[Brought, ...] = said({"voice.asked": "Yes"}).brought
    assert keys_of_standing(brought, "file", standing)
    outcome = settle(standing, edits_of(brought, "file", standing, own=()))
    assert [clash.theirs for clash in outcome.clashes] == ["yes"]
    assert not outcome.changes


def test_a_kind_of_agency_that_is_not_asked_has_no_box() -> None:
    school = replace(POLICE, agency="school", kind=AgencyKind.EDUCATION)
    assert "voice.asked" not in {box.key for box in form_of(TOOL, {}, school).boxes}
