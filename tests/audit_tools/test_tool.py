"""A tool says who is asked what, in which words, and when a question shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.terms import Condition, OneOf, Situation
from audit_tools.errors import Invalid, Problem
from audit_tools.tool import (
    AnswerType,
    AskedOf,
    AuditTool,
    Choice,
    Grade,
    Question,
    Scale,
    Section,
    SectionFor,
    Variant,
)

POLICE, SCHOOL, HOSPITAL = AgencyKind.POLICE, AgencyKind.EDUCATION, AgencyKind.ACUTE_HEALTH

HERE = Situation(POLICE)


def make_question(
    key: str,
    *,
    asked: AskedOf = AskedOf.EACH,
    kinds: frozenset[AgencyKind] = frozenset({POLICE}),
    show_when: tuple[Condition, ...] = (),
) -> Question:
    return Question(
        key=key,
        number="",
        text=f"{key}?",
        type=AnswerType.ASSESSMENT,
        asked=asked,
        kinds=kinds,
        look_for=f"look for {key}",
        show_when=show_when,
    )


def make_section(
    key: str, *questions: Question, asked: SectionFor = SectionFor.AGENCIES, graded: bool = True
) -> Section:
    return Section(key, "", key, "", "", graded, asked, (), questions)


ARREST = make_question("justice.arrested")
CUSTODY = make_question(
    "justice.custody", show_when=(OneOf("justice.arrested", ("yes", "partly")),)
)
BED = make_question("justice.bed", show_when=(OneOf("justice.custody", ("no",)),))
SCHOOL_ONLY = make_question("justice.school", kinds=frozenset({SCHOOL}))
OF_LEAD = make_question("justice.lead", asked=AskedOf.LEAD, kinds=frozenset({HOSPITAL}))
CAUSE = make_question("justice.cause", asked=AskedOf.BESIDE_LINES, kinds=frozenset())
THEIR_VIEWS = make_question("justice.views", asked=AskedOf.PANEL, kinds=frozenset())
FACT = make_question("details.fact", asked=AskedOf.LEAD, kinds=frozenset())
SAFER = make_question("overall.safer", asked=AskedOf.PANEL, kinds=frozenset())

DETAILS = make_section("details", FACT, asked=SectionFor.LEAD, graded=False)
JUSTICE = make_section("justice", ARREST, CUSTODY, BED, SCHOOL_ONLY, OF_LEAD, CAUSE, THEIR_VIEWS)
FAMILY = make_section("family")
NOTES = make_section("notes", make_question("notes.any"), graded=False)
OVERALL = make_section("overall", SAFER, asked=SectionFor.PANEL)

PLAIN = Scale(
    "plain",
    "Plain words",
    (Grade("strong", "Strong", "S", "d", True), Grade("weak", "Weak", "W", "d", False)),
)
TOOL = AuditTool(
    "t", 1, "T", "", "", "themes", (PLAIN,), (DETAILS, JUSTICE, FAMILY, NOTES, OVERALL)
)


def keys(items: tuple[Question, ...] | tuple[Section, ...]) -> list[str]:
    return [item.key for item in items]


def test_an_agency_is_asked_the_questions_of_its_kind() -> None:
    assert keys(JUSTICE.questions_for(SCHOOL, lead=False)) == ["justice.school"]
    assert "justice.school" not in keys(JUSTICE.questions_for(POLICE, lead=False))


def test_a_lead_question_is_asked_of_the_lead_and_of_the_kinds_it_names() -> None:
    assert OF_LEAD.is_asked_of(POLICE, lead=True)
    assert OF_LEAD.is_asked_of(HOSPITAL, lead=False)
    assert not OF_LEAD.is_asked_of(POLICE, lead=False)


@pytest.mark.parametrize("question", [CAUSE, THEIR_VIEWS])
@pytest.mark.parametrize("lead", [True, False])
def test_what_is_answered_elsewhere_is_never_a_question_of_a_return(
    question: Question, lead: bool
) -> None:
    assert not any(question.is_asked_of(kind, lead) for kind in AgencyKind)


def test_a_return_shows_every_graded_section_and_the_details_only_to_the_lead() -> None:
    assert keys(TOOL.return_sections(POLICE, lead=True)) == [
        "details", "justice", "family", "notes",
    ]  # fmt: skip
    assert keys(TOOL.return_sections(POLICE, lead=False)) == ["justice", "family", "notes"]


def test_an_ungraded_section_without_a_question_for_the_agency_is_left_out() -> None:
    assert keys(TOOL.return_sections(SCHOOL, lead=False)) == ["justice", "family"]


def test_the_questions_of_a_return_come_in_the_order_of_the_tool() -> None:
    assert keys(TOOL.questions_for(HOSPITAL, lead=True)) == ["details.fact", "justice.lead"]


def test_questions_asked_of_others_become_prompts_and_those_of_the_panel_do_not() -> None:
    assert TOOL.prompts_for(JUSTICE, POLICE, lead=False) == (
        "look for justice.school",
        "look for justice.lead",
    )
    assert TOOL.prompts_for(JUSTICE, POLICE, lead=True) == ("look for justice.school",)


def test_a_question_without_a_prompt_gives_none() -> None:
    silent = make_section("justice", replace(SCHOOL_ONLY, look_for=""))
    assert TOOL.prompts_for(silent, POLICE, lead=False) == ()


def test_the_panel_answers_its_own_section_and_its_questions_in_the_others() -> None:
    assert TOOL.panel_section is OVERALL
    assert keys(TOOL.panel_questions) == ["justice.views", "overall.safer"]
    assert replace(TOOL, sections=(JUSTICE,)).panel_section is None


# What was answered before, and whether the custody question (needs an arrest) and the bed question
# (needs the custody question answered "no") show.
CONDITIONS = [
    ({}, False, False),
    ({"justice.arrested": "no"}, False, False),
    ({"justice.arrested": "yes"}, True, False),
    ({"justice.arrested": "partly", "justice.custody": "no"}, True, True),
    # One of several choices is enough.
    ({"justice.arrested": "no|yes"}, True, False),
    # The custody answer was given before the arrest was taken back: it opens nothing.
    ({"justice.arrested": "no", "justice.custody": "no"}, False, False),
    # Part of a key is not the key.
    ({"justice.arrested": "ye"}, False, False),
]


@pytest.mark.parametrize(("entries", "custody", "bed"), CONDITIONS)
def test_a_question_shows_when_the_answers_before_it_say_so(
    entries: dict[str, str], custody: bool, bed: bool
) -> None:
    assert TOOL.shown(ARREST, entries, HERE)
    assert TOOL.shown(CUSTODY, entries, HERE) is custody
    assert TOOL.shown(BED, entries, HERE) is bed


def test_what_decides_over_a_section_is_found_all_the_way() -> None:
    """Wherever the deciding questions stand, and no others."""
    told = make_question("family.told", show_when=(OneOf("justice.bed", ("yes",)),))
    tool = replace(TOOL, sections=(JUSTICE, make_section("family", told), NOTES))
    assert tool.deciding({"family"}) == {"justice.bed", "justice.custody", "justice.arrested"}
    assert tool.deciding({"notes"}) == frozenset()


def test_all_conditions_of_a_question_must_hold() -> None:
    both = replace(CUSTODY, show_when=(*CUSTODY.show_when, OneOf("justice.school", ("yes",))))
    tool = replace(TOOL, sections=(make_section("justice", ARREST, SCHOOL_ONLY, both),))
    assert not tool.shown(both, {"justice.arrested": "yes"}, HERE)
    assert tool.shown(both, {"justice.arrested": "yes", "justice.school": "yes"}, HERE)


def test_a_variant_replaces_only_the_part_it_gives() -> None:
    question = replace(
        ARREST,
        guidance="Common guidance",
        variants={POLICE: Variant(text="For the police?"), SCHOOL: Variant(guidance="For schools")},
    )
    assert question.text_for(POLICE) == "For the police?"
    assert question.guidance_for(POLICE) == "Common guidance"
    assert question.text_for(SCHOOL) == "justice.arrested?"
    assert question.guidance_for(SCHOOL) == "For schools"
    assert question.text_for(HOSPITAL) == "justice.arrested?"


def test_a_question_with_variants_can_still_be_a_key_of_a_mapping() -> None:
    question = replace(ARREST, variants={POLICE: Variant(text="x")})
    assert {question: 1}[question] == 1


FIVE = ["yes", "partly", "no", "not-applicable", "not-known"]


def test_an_assessment_offers_its_five_answers_and_other_questions_their_own() -> None:
    assert [one.key for one in ARREST.options] == FIVE
    choices = (Choice("a", "A"), Choice("b", "B"))
    assert replace(ARREST, type=AnswerType.SINGLE, choices=choices).options == choices


def test_grades_rank_from_one_for_the_lowest() -> None:
    assert [PLAIN.score("weak"), PLAIN.score("strong")] == [1, 2]


def test_a_scale_knows_its_grades_and_no_others() -> None:
    assert "strong" in PLAIN
    assert "good" not in PLAIN
    assert PLAIN.grade("weak").label == "Weak"


@pytest.mark.parametrize("look", [TOOL.section, TOOL.question, TOOL.scale, PLAIN.grade])
def test_a_key_that_does_not_exist_is_refused_with_a_sentence(
    look: Callable[[str], object],
) -> None:
    with pytest.raises(Invalid, match=r"\.$"):
        look("nothing.such")


def test_known_keys_are_found() -> None:
    assert TOOL.section("justice") is JUSTICE
    assert TOOL.question("justice.custody") is CUSTODY
    assert TOOL.scale("plain") is PLAIN


def test_every_kind_of_agency_has_a_label_and_a_limit() -> None:
    assert len({kind.label for kind in AgencyKind}) == len(AgencyKind) == 12
    short = {kind for kind in AgencyKind if kind.question_limit == 18}
    assert {kind.value for kind in short} == {
        "education", "community-health", "ambulance", "voluntary", "housing", "other",
    }  # fmt: skip
    assert {kind.question_limit for kind in set(AgencyKind) - short} == {30}


def test_only_written_answers_count_as_text_boxes() -> None:
    assert {t for t in AnswerType if t.is_text_box} == {AnswerType.TEXT, AnswerType.LONG_TEXT}
    assert {t for t in AnswerType if t.has_own_choices} == {
        AnswerType.SINGLE, AnswerType.MULTIPLE,
    }  # fmt: skip


def test_an_error_of_several_problems_lists_them_all() -> None:
    error = Invalid.because_of([Problem("a", "One."), Problem("", "Two.")])
    assert error.message == "There are 2 problems.\na: One.\nTwo."
    assert len(error.problems) == 2


def test_an_error_of_one_problem_is_that_problem() -> None:
    error = Invalid.because_of([Problem("a", "One.")])
    assert (error.message, error.place) == ("One.", "a")
    assert error.problems == (Problem("a", "One."),)


def test_no_error_is_made_of_no_problem() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Invalid.because_of([])


def test_texts_of_the_voice_and_choices_about_nothing_else_tell_of_the_child() -> None:
    def ask(key: str, type: AnswerType, *themes: str) -> Question:
        return replace(make_question(key), type=type, themes=themes)

    voice = make_section(
        "voice",
        ask("voice.text", AnswerType.TEXT),
        ask("voice.choice", AnswerType.ASSESSMENT),
        ask("voice.only", AnswerType.ASSESSMENT, "voice"),
    )
    other = make_section(
        "family",
        ask("family.only", AnswerType.ASSESSMENT, "voice"),
        ask("family.both", AnswerType.ASSESSMENT, "voice", "family"),
        ask("family.views", AnswerType.LONG_TEXT, "family", "voice"),
        ask("family.text", AnswerType.TEXT, "family"),
    )
    tool = replace(TOOL, sections=(voice, other))
    told = [question.key for question in tool.voice_questions]
    assert told == ["voice.text", "voice.only", "family.only", "family.views"]
