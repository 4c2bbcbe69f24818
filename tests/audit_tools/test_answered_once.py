"""What a tool asks once for a case, or once for the audit: who reads it, what it may hold."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.answered_once import (
    asked_in,
    check_audit_takes,
    check_case_takes,
    check_value,
    find_section,
    left_in,
    say_left,
    sections_filled_in,
    sections_of_audit,
    sections_of_case,
    sections_read,
    told_in,
)
from audit_tools.cases import Case, CaseState, Characteristics, Involvement, Known
from audit_tools.cycles import Phase
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.method_statements import MethodStatement, parts_of
from audit_tools.permissions import Role
from audit_tools.visibility import Standing, check_fills_companions_in, reads_answers
from tests.audit_tools.definition.definitions import only_problem, problems, sound
from tests.facts import SCALE, TOOL, cycle
from tests.wide_tool import wide_tool

WIDE = wide_tool()
KNOWN, COMMISSIONED = WIDE.section("known"), WIDE.section("commissioned")
COMPANIONS = tuple(WIDE.section(key) for key in ("said", "carer", "worker"))
BANDED = Characteristics(age_band="13-15")


def test_sections_of_the_business_unit_are_in_no_return_and_within_no_limit() -> None:
    assert sections_of_case(WIDE) == (KNOWN, *COMPANIONS)
    assert sections_of_audit(WIDE) == (COMMISSIONED,)
    for lead in (False, True):
        asked = WIDE.return_sections(AgencyKind.POLICE, lead)
        assert not any(section.asked.is_once for section in asked)
    with pytest.raises(Hidden):
        find_section(sections_of_case(WIDE), "voice")


@pytest.mark.parametrize(
    ("entries", "bands", "shown"),
    [
        ({}, Characteristics(), ["known.review"]),
        ({"known.review": "rapid"}, Characteristics(), ["known.review", "known.review-day"]),
        # An answer that is not one of those asked for opens nothing.
        ({"known.review": "none"}, BANDED, ["known.review", "known.notes"]),
    ],
)
def test_its_questions_hang_on_its_own_answers_and_the_bands_of_the_case(
    entries: dict[str, str], bands: Characteristics, shown: list[str]
) -> None:
    assert [one.key for one in asked_in(WIDE, KNOWN, entries, bands)] == shown


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("known.review", "maybe"),
        ("known.review-day", "yesterday"),
        # Whoever answers it looks into no record of an agency.
        ("known.review/seen", "On the case system"),
        ("voice.asked", "yes"),
        ("known/grade", "good"),
        ("commissioned.by", "The board"),
    ],
)
def test_a_value_that_cannot_be_is_refused(place: str, value: str) -> None:
    with pytest.raises(Invalid):
        check_value([KNOWN], place, value)


def test_a_value_is_stored_as_everywhere_else() -> None:
    assert check_value([KNOWN], "known.review-day", " 2030-05-01 ") == "2030-05-01"
    assert check_value([KNOWN], "known.review/says/another", "A thematic one") == "A thematic one"
    assert check_value([KNOWN], "known.review", "") == ""


def test_what_was_answered_is_told_in_words_without_what_is_hidden_again() -> None:
    entries = {
        "known.review": "another",
        "known.review/says/another": "A thematic one",
        "known.review-day": "2030-05-01",
        "known.notes": "Kept for another band.",
    }
    [told] = told_in(WIDE, [KNOWN], entries)
    assert [(one.question, one.text) for one in told.answers] == [
        ("Was there a review of this case before?", "Another\nAnother: A thematic one"),
        ("When was it?", "1 May 2030"),
    ]
    [told] = told_in(WIDE, [KNOWN], entries | {"known.review": "none"})
    assert [one.answer for one in told.answers] == ["None of them"]


def test_what_is_still_to_be_answered_is_what_is_chosen_or_needed() -> None:
    assert left_in(WIDE, KNOWN, {}) == ("known.review",)
    assert left_in(WIDE, KNOWN, {"known.review": "another"}) == ("known.review/says/another",)
    assert left_in(WIDE, COMMISSIONED, {}) == ("commissioned.by", "commissioned.reason")


def test_what_is_left_is_said_of_what_stands_empty_too() -> None:
    carer, said = WIDE.section("carer"), WIDE.section("said")
    assert say_left(WIDE, carer, {}) == "Not filled in. Nothing here is needed"
    assert say_left(WIDE, carer, {WHY: "They live abroad."}) == "Nothing left here"
    assert say_left(WIDE, carer, {"carer.told": "Little."}) == "Nothing left here"
    assert say_left(WIDE, said, {}) == "1 thing left in this section"
    assert say_left(WIDE, said, {"said.heard": "always"}) == "Nothing left that is needed"


@pytest.mark.parametrize("state", [CaseState.WITHDRAWN, CaseState.AGREED])
def test_nothing_is_filled_in_once_the_case_is_over(state: CaseState) -> None:
    with pytest.raises(Refused):
        check_case_takes(state)
    with pytest.raises(Refused):
        check_audit_takes(Phase.CLOSED)
    check_case_takes(CaseState.OPEN)
    check_audit_takes(Phase.COLLECTING)


# Whoever fills it in reads it; agencies and core group once the discussion is open; who holds it
# once the returns are closed, unless they answer for an agency; nobody after a conflict.
UNIT, CHAIR = Standing(coordinator=True), Standing(appointed=frozenset({Role.CHAIR}))
LEAD = Standing(leads=frozenset({"police"}))
READERS = [
    (UNIT, CaseState.WAITING, True),
    (UNIT, CaseState.AGREED, True),
    (replace(UNIT, conflicted=True), CaseState.OPEN, False),
    (CHAIR, CaseState.WAITING, False),
    (CHAIR, CaseState.PREPARED, True),
    (replace(CHAIR, leads=frozenset({"police"})), CaseState.PREPARED, False),
    (LEAD, CaseState.PREPARED, False),
    (LEAD, CaseState.OPEN, True),
    (Standing(core_group=True), CaseState.PREPARED, False),
    (Standing(core_group=True), CaseState.OPEN, True),
    (Standing(leads=frozenset({"housing"})), CaseState.OPEN, False),
]


@pytest.mark.parametrize(("standing", "state", "reads"), READERS)
def test_who_reads_what_is_answered_once_for_a_case(
    standing: Standing, state: CaseState, reads: bool
) -> None:
    case = Case("SYV30-01", state, (Involvement("police", Known.KNOWN),))
    assert reads_answers(standing, case) is reads


def test_the_method_statement_says_what_was_answered_for_the_audit() -> None:
    told = told_in(WIDE, [COMMISSIONED, KNOWN], {"commissioned.by": "The board"})
    named = replace(told[1], section=replace(KNOWN, title="Purpose"))
    statement = MethodStatement("Leeds", "", cycle(), TOOL, SCALE, 6, ("Police",))
    parts = parts_of(replace(statement, told=(told[0], named)))
    assert parts["Commissioned"] == "Who commissioned this audit? The board"
    # A section that is called what a heading is called takes its place from nobody.
    assert parts["Purpose (audit tool)"] == ""
    assert parts["Purpose"]


# --- Companion questionnaires ---------------------------------------------------------------

WHY = "carer/not-asked"
# In a case that the police lead and the school knows too. The agency that leads and the Business
# Unit enter it, unless they answer for another agency of the case; others read it with the rest.
SCHOOL, GIVEN = Standing(leads=frozenset({"school"})), Standing(assigned=frozenset({"police"}))
WHO_ENTERS = [
    (UNIT, CaseState.WAITING, True, True),
    (replace(UNIT, leads=frozenset({"school"})), CaseState.PREPARED, False, False),
    (replace(UNIT, leads=frozenset({"school"})), CaseState.OPEN, False, True),
    (replace(UNIT, leads=frozenset({"police"})), CaseState.WAITING, True, True),
    (replace(UNIT, conflicted=True), CaseState.OPEN, False, False),
    (LEAD, CaseState.WAITING, True, True),
    (GIVEN, CaseState.WAITING, True, True),
    (Standing(given=frozenset({("police", "voice")})), CaseState.WAITING, False, False),
    (SCHOOL, CaseState.PREPARED, False, False),
    (SCHOOL, CaseState.OPEN, False, True),
    (CHAIR, CaseState.WAITING, False, False),
    (CHAIR, CaseState.PREPARED, False, True),
    (Standing(core_group=True), CaseState.PREPARED, False, False),
]


@pytest.mark.parametrize(("standing", "state", "enters", "reads"), WHO_ENTERS)
def test_who_enters_and_who_reads_what_was_said(
    standing: Standing, state: CaseState, enters: bool, reads: bool
) -> None:
    involved = (Involvement("police", Known.KNOWN, lead=True), Involvement("school", Known.KNOWN))
    case = Case("SYV30-01", state, involved)
    entered = set(sections_filled_in(WIDE, standing, case)) & set(COMPANIONS)
    read = set(sections_read(WIDE, standing, case)) & set(COMPANIONS)
    assert (bool(entered), bool(read)) == (enters, reads)


def test_the_agency_that_leads_enters_nothing_once_it_reads_the_others() -> None:
    involved = (Involvement("police", Known.KNOWN, lead=True),)
    check_fills_companions_in(LEAD, Case("SYV30-01", CaseState.PREPARED, involved))
    for standing, state in ((LEAD, CaseState.OPEN), (LEAD, CaseState.WRITTEN_UP)):
        with pytest.raises(Refused, match="entered by the Business Unit"):
            check_fills_companions_in(standing, Case("SYV30-01", state, involved))
    check_fills_companions_in(UNIT, Case("SYV30-01", CaseState.OPEN, involved))


def test_that_somebody_was_not_asked_is_an_answer_with_its_reason() -> None:
    carer = WIDE.section("carer")
    assert check_value([carer], WHY, " They live abroad. ") == "They live abroad."
    for sections, place in (([KNOWN], "known/not-asked"), ([carer], "said/not-asked")):
        with pytest.raises(Invalid):
            check_value(sections, place, "No reason.")
    said = WIDE.section("said")
    assert left_in(WIDE, said, {}) == ("said.heard",)
    assert left_in(WIDE, said, {"said/not-asked": "Not safe."}) == ()
    [told] = told_in(WIDE, [carer], {WHY: "They live abroad."})
    assert told.heading == f"A parent or carer was not asked: {carer.title}"
    assert [(one.question, one.text) for one in told.all_told] == [
        ("Not asked, and why", "They live abroad.")
    ]


def test_it_is_in_no_count_and_no_comparison() -> None:
    assert not any(question.judges for one in COMPANIONS for question in one.questions)


def test_one_sitting_shows_nobody_s_own_words() -> None:
    document = asked_of_the_unit()
    section = document["sections"][1]
    section["asked"] = section["questions"][0]["asked"] = "child"
    assert not problems(document)
    problem = only_problem(document | {"in_one_sitting": True})
    assert (problem.place, problem.message.split(".")[0]) == (
        "sections.unit.asked",
        "One sitting shows nobody's own words",
    )


# --- What a definition may say of it --------------------------------------------------------


def asked_of_the_unit(**question: Any) -> dict[str, Any]:
    """The small tool with a section of the Business Unit after its own."""
    document = sound()
    own = {"key": "unit.review", "text": "A review?", "type": "assessment", "asked": "unit"}
    document["sections"].append({"key": "unit", "title": "Unit", "graded": False, "asked": "unit",
                                 "questions": [own | question]})  # fmt: skip
    return document


def test_such_a_section_is_sound() -> None:
    assert not problems(asked_of_the_unit())
    assert not problems(asked_of_the_unit(show_when=[{"case": "age_band", "one_of": ["13-15"]}]))
    hanging = asked_of_the_unit()
    # It is the Business Unit's before it has a question.
    only = {"question": "unit.review", "one_of": ["yes"]}
    more = {"key": "more", "title": "More", "graded": False, "asked": "unit", "show_when": [only]}
    hanging["sections"].append(more)
    assert not problems(hanging)


def _graded(document: dict[str, Any]) -> None:
    document["sections"][1]["graded"] = True


def _of_each(document: dict[str, Any]) -> None:
    del document["sections"][1]["questions"][0]["asked"]


def _elsewhere(document: dict[str, Any]) -> None:
    document["sections"][1] |= {"asked": "agencies"}


def _of_the_audit(document: dict[str, Any]) -> None:
    section = document["sections"][1]
    section["asked"] = section["questions"][0]["asked"] = "audit"
    section["questions"][0]["show_when"] = [{"case": "sex", "one_of": ["female"]}]


def _of_an_agency(document: dict[str, Any]) -> None:
    question = document["sections"][1]["questions"][0]
    question["show_when"] = [{"question": "voice.asked", "one_of": ["yes"]}]


def _of_a_kind(document: dict[str, Any]) -> None:
    document["sections"][1]["show_when"] = [{"kinds": ["police"]}]


def _of_a_grade(document: dict[str, Any]) -> None:
    document["sections"][1]["show_when"] = [{"grade": "voice", "one_of": ["well"]}]


def _before_an_agency(document: dict[str, Any]) -> None:
    document["sections"].reverse()
    [_, asked] = document["sections"]
    asked["show_when"] = [{"question": "unit.review", "one_of": ["yes"]}]


HERE = "sections.unit.questions.1"
WRONG: list[tuple[Callable[[dict[str, Any]], None], str, str]] = [
    (_graded, "sections.unit", "Write “graded: false”."),
    (_of_each, HERE, "answered by the Business Unit. Write “asked: unit”."),
    (_elsewhere, f"{HERE}.asked", "stands in a section that is, “asked: unit”."),
    (_of_the_audit, f"{HERE}.show_when.1.case", "for all cases at once."),
    (_of_an_agency, f"{HERE}.show_when.1", "unit: asked this but not “voice.asked”"),
    (_of_a_kind, "sections.unit.show_when.1.kinds", "The Business Unit is no agency."),
    (_of_a_grade, "sections.unit.show_when.1.grade", "gives no grade to a part of its own"),
    (_before_an_agency, "sections.voice.show_when.1", "asked this but not “unit.review”"),
]


@pytest.mark.parametrize(("spoil", "place", "said"), WRONG)
def test_what_such_a_section_cannot_be_is_said_in_its_place(
    spoil: Callable[[dict[str, Any]], None], place: str, said: str
) -> None:
    document = asked_of_the_unit()
    spoil(document)
    assert [p for p in problems(document) if p.place == place and said in p.message]


@pytest.mark.parametrize("name", ["look_for", "strength", "development"])
def test_its_answers_become_no_finding(name: str) -> None:
    problem = only_problem(asked_of_the_unit(**{name: "The review was read."}))
    assert problem.place == f"{HERE}.{name}"


def test_it_has_no_kinds_of_agency() -> None:
    assert "has none" in only_problem(asked_of_the_unit(kinds=["police"])).message
