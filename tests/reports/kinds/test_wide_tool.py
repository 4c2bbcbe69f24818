"""Papers of a tool that says much: nothing that was asked or written is left out of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import blank_return, questionnaire
from audit_tools.cases import CaseState
from audit_tools.corrections import Correction
from audit_tools.errors import Hidden
from audit_tools.returns import ReturnStatus
from reports.kinds.blank_return import blank
from reports.kinds.case_record import case_record
from reports.kinds.questionnaire import blank_questionnaire
from reports.kinds.return_copy import return_copy
from reports.outline import Outline, Table
from reports.outline_texts import texts_of
from tests.reports import papers
from tests.wide_tool import wide_tool

TOOL = wide_tool()
WROTE = {
    "voice.asked": "no",
    "voice.asked/reason": "Nobody was on duty.",
    "voice.whom": "another",
    "voice.whom/says/another": "The coach of the club.",
    "voice.whom/reason": "The log says so.",
    "voice.days": "3",
    "voice.plan": "amber",
    "voice.siblings/row/1/age": "younger",
    "voice.siblings/row/3/age": "older",
    "voice.siblings/row/3/last": "2025-05-28",
}
ANSWERED = {
    "overall.safer": "safer",
    "overall.safer/reason": "He sleeps again.",
    "overall.plan": "red",
    "overall.friends/row/2/what": "A mentor",
}


def said(outline: Outline) -> str:
    return "\n".join(texts_of(outline))


def of_blank() -> dict[str, str]:
    """The answers of a blank return, by the first line of their questions."""
    nodes = blank(blank_return(TOOL, AgencyKind.POLICE)).nodes
    rows = [row for node in nodes if isinstance(node, Table) for row in node.rows]
    return {str(row[0]).split("\n")[0]: str(row[1]) for row in rows}


def of_copy() -> str:
    copy = papers.copy(ReturnStatus.SUBMITTED)
    value = replace(copy.value, entries=WROTE)
    return said(return_copy(replace(copy, tool=TOOL, value=value)))


def of_record() -> str:
    record = papers.record(CaseState.AGREED)
    given = replace(papers.returns({"school": WROTE, "police": {}}), tool=TOOL)
    return said(case_record(replace(record, given=given, record=ANSWERED, findings=())))


def test_a_reason_has_room_on_a_blank_return_and_says_when_it_is_needed() -> None:
    answers = of_blank()
    asked = "What stood in the way? Needed where the answer is Partly, No or No evidence on record."
    assert asked in answers["1.1 Was the child asked?"]
    assert "Why? Needed beside every answer." in answers["1.2 Who asked?"]
    assert "Why? (optional)" in answers["1.3 How many days did it take? (needed)"]


def test_a_reason_stands_on_the_copy_and_in_the_record() -> None:
    assert "No\nWhy: Nobody was on duty." in of_copy()
    assert "School says why: Nobody was on duty." in of_record()
    assert "He sleeps again." in of_record()


def test_a_blank_return_says_what_each_grade_means_where_it_is_chosen() -> None:
    answers = of_blank()
    assert "□ Amber: The plan drifts." in answers["1.5 How does the plan go?"]
    assert "□ 9\n" in answers["1.6 How safe is the child?"]
    own = [text for text in said(blank(blank_return(TOOL, AgencyKind.POLICE))).split("\n")
           if text.startswith("Our own part")]  # fmt: skip
    assert len(own) == 1


def test_answers_on_scales_stand_in_words_on_every_paper() -> None:
    assert "Amber" in of_copy()
    assert "Amber: School" in of_record()
    assert "Red" in of_record()


def test_which_other_was_chosen_has_room_and_stands_on_every_paper() -> None:
    answers = of_blank()
    assert "Somebody else (say which) ____" in answers["1.2 Who asked?"]
    assert "□ Alone ____" in answers["1.4 In which ways was the child asked?"]
    assert "□ Not known\n" in answers["1.4 In which ways was the child asked?"] + "\n"
    assert "Somebody else: The coach of the club." in of_copy()
    assert "School adds to “Somebody else”: The coach of the club." in of_record()


def test_a_blank_return_gives_the_addresses_where_more_is_to_be_read() -> None:
    text = said(blank(blank_return(TOOL, AgencyKind.POLICE)))
    assert "What children say: https://example.org/voices" in text
    assert "How to count days: https://example.org/days" in text
    assert "Was there more? (optional)" in text
    assert "Read the last 12 months, and judge the last 6." in text


def test_rows_of_a_group_have_room_on_a_blank_return() -> None:
    answer = of_blank()["1.10 Which brothers and sisters were thought of?"]
    age = "Age (needed): □\N{NO-BREAK SPACE}Under\N{NO-BREAK SPACE}10   □"
    assert answer.startswith(f"Sibling 1\n{age}")
    assert "Sibling 3\n" in answer
    assert "Lives where: ____" in answer
    assert answer.endswith("□\N{NO-BREAK SPACE}Not\N{NO-BREAK SPACE}known")


def test_a_blank_return_says_how_many_rows_more_there_can_be() -> None:
    siblings = replace(TOOL.question("voice.siblings"), most=12)
    section = replace(TOOL.sections[0], questions=(siblings,))
    tool = replace(TOOL, sections=(section,))
    text = said(blank(blank_return(tool, AgencyKind.POLICE)))
    assert "More, up to Sibling 12, on a sheet of their own." in text
    assert "Sibling 4" not in text


def test_rows_stand_on_every_paper_by_what_they_are_called() -> None:
    rows = ("Sibling 1: Age: Under 10", "Sibling 3: Age: 10 or over · Last seen: 28 May 2025")
    assert "\n".join(rows) in of_copy()
    assert all(f"School, {row}" in of_record() for row in rows)
    assert "Peer B: What for: A mentor" in of_record()
    assert "\n: " not in of_record()


def test_a_correction_in_a_row_is_told_in_words() -> None:
    record = papers.record(CaseState.AGREED)
    given = replace(papers.returns({"school": WROTE}), tool=TOOL)
    place = "overall.friends/row/2/how"
    made = Correction(place, "alone", "together", "Misheard", datetime(2025, 6, 2, tzinfo=UTC))
    corrected = replace(record, given=given, record=ANSWERED, findings=(), corrections=(made,))
    text = said(case_record(corrected))
    assert "Which friends should be thought of? Peer B: How" in text
    assert "Alone" in text
    assert "Together" in text


def test_a_questionnaire_for_somebody_is_large_and_says_nothing_of_the_audit() -> None:
    outline = blank_questionnaire(questionnaire(TOOL, "said", "OFFICIAL-SENSITIVE"))
    assert outline.large
    text = said(outline)
    assert "What helped you most?" in text
    assert "Please write no names." in text
    assert "□ Always" in text
    for told in (TOOL.title, "OFFICIAL"):
        assert told not in text + outline.caption + outline.marking


def test_what_the_business_unit_fills_in_is_a_paper_of_the_house() -> None:
    outline = blank_questionnaire(questionnaire(TOOL, "known", "OFFICIAL-SENSITIVE"))
    assert not outline.large
    assert outline.marking == "OFFICIAL-SENSITIVE"
    assert "Only where " in said(outline)
    with pytest.raises(Hidden):
        questionnaire(TOOL, "voice")
