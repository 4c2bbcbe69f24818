"""What is shipped is whole: every question, every theme, every tag."""

import json
from collections import Counter

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.codebook import Codebook, Theme
from audit_tools.conditions.terms import Situation
from audit_tools.cycles import AuditKind
from audit_tools.definition import (
    theme_list_from_document,
    theme_list_to_document,
    tool_from_document,
    tool_to_document,
)
from audit_tools.kinds_of_audit import asked_in
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.places import NOT_OUR_PART
from audit_tools.tool import (
    AnswerType,
    AskedOf,
    AuditTool,
    Question,
    Scale,
    Section,
    SectionFor,
)
from audit_tools.training_needs import Cause

POLICE, PROBATION = Situation(AgencyKind.POLICE), Situation(AgencyKind.PROBATION)
TOOL = next(tool for tool in shipped_tools() if tool.key == "serious-youth-violence")
THEMES = next(book for book in shipped_theme_lists() if book.key == "child-safeguarding-29")

TOOLS = pytest.mark.parametrize("tool", shipped_tools(), ids=lambda tool: tool.key)
THEME_LISTS = pytest.mark.parametrize("book", shipped_theme_lists(), ids=lambda book: book.key)
QUESTIONS = pytest.mark.parametrize("question", TOOL.questions, ids=lambda question: question.key)

QUESTIONS_OF_EACH_SECTION = {1: 6, 2: 6, 3: 5, 4: 6, 5: 6, 6: 6, 7: 5, 8: 5, 9: 5, 10: 7}
THE_58 = [
    *(f"{section}.{n}" for section, count in QUESTIONS_OF_EACH_SECTION.items()
      for n in range(1, count + 1)),
    "11.2",
]  # fmt: skip


@TOOLS
def test_a_shipped_tool_survives_its_document(tool: AuditTool) -> None:
    document = json.loads(json.dumps(tool_to_document(tool)))
    assert tool_from_document(document, shipped_theme_lists()) == tool
    assert tool_to_document(tool_from_document(document)) == document


@THEME_LISTS
def test_a_shipped_theme_list_survives_its_document(book: Codebook) -> None:
    document = json.loads(json.dumps(theme_list_to_document(book)))
    assert theme_list_from_document(document) == book


@TOOLS
def test_every_theme_tag_is_in_the_theme_list(tool: AuditTool) -> None:
    book = next(book for book in shipped_theme_lists() if book.key == tool.theme_list)
    tags = {theme for section in tool.sections for theme in section.themes}
    tags |= {theme for question in tool.questions for theme in question.themes}
    assert {theme for theme in tags if theme not in book} == set()


def test_all_58_numbered_questions_are_there_once() -> None:
    numbers = Counter(question.number for question in TOOL.questions if question.number)
    assert {number: numbers[number] for number in THE_58} == dict.fromkeys(THE_58, 1)
    assert len(THE_58) == 58
    assert set(numbers) - set(THE_58) == {"11.1", "11.3", "11.4"}


def test_the_numbers_follow_the_sections() -> None:
    for section in TOOL.sections:
        for question in section.questions:
            assert not question.number or question.number.split(".")[0] == section.number


def test_ten_sections_are_graded_by_agencies_and_one_by_the_panel() -> None:
    graded = [s.key for s in TOOL.sections if s.graded and s.asked is SectionFor.AGENCIES]
    assert graded == [
        "voice", "identification", "information", "assessment", "planning", "help", "places",
        "justice", "family", "equity",
    ]  # fmt: skip
    assert TOOL.panel_section is TOOL.section("overall")
    assert not TOOL.section("details").graded


OF_ALL_TOOLS = pytest.mark.parametrize(
    "question",
    [question for tool in shipped_tools() for question in tool.questions],
    ids=lambda question: question.key,
)


@OF_ALL_TOOLS
def test_every_question_has_what_its_reader_needs(question: Question) -> None:
    assert question.text.endswith("?")
    assert question.text_for(AgencyKind.POLICE).endswith("?")
    if question.type is AnswerType.ASSESSMENT:
        assert question.guidance
        assert 1 <= len(question.themes) <= 3


@QUESTIONS
def test_every_assessment_of_the_main_tool_names_its_criteria(question: Question) -> None:
    assert question.criteria or question.type is not AnswerType.ASSESSMENT


@OF_ALL_TOOLS
def test_every_assessment_that_some_are_not_asked_has_a_prompt_for_them(
    question: Question,
) -> None:
    everybody = question.asked is AskedOf.EACH and question.kinds == frozenset(AgencyKind)
    if question.type is AnswerType.ASSESSMENT and not everybody:
        assert question.look_for
        assert not question.look_for.endswith((".", "?"))


@pytest.mark.parametrize("section", TOOL.sections, ids=lambda section: section.key)
def test_every_section_says_why_it_is_asked_and_proposes_up_to_three_themes(
    section: Section,
) -> None:
    assert section.why
    assert len(section.themes) <= 3
    assert bool(section.good_looks_like) is section.graded
    assert bool(section.themes) is section.graded


# The agency variants that the draft of the tool lists: the question, the kind, and a word of it.
VARIANTS = [
    ("identification.referral-made", AgencyKind.POLICE, "each incident"),
    ("identification.referral-complete", AgencyKind.POLICE, "ethnicity, culture"),
    ("justice.custody", AgencyKind.POLICE, "liaison and diversion"),
    ("places.missing", AgencyKind.POLICE, "prevention interview"),
    ("information.given", AgencyKind.POLICE, "adults who pose a risk"),
    ("information.received", AgencyKind.SOCIAL_CARE, "youth justice"),
    ("planning.reviewed", AgencyKind.SOCIAL_CARE, "each month"),
    ("help.reachable-moment", AgencyKind.SOCIAL_CARE, "long wait"),
    ("assessment.siblings", AgencyKind.SOCIAL_CARE, "section 47"),
    ("help.trusted-worker", AgencyKind.SOCIAL_CARE, "worker changed"),
    ("assessment.tools", AgencyKind.YOUTH_JUSTICE, "AssetPlus"),
    ("planning.meetings", AgencyKind.YOUTH_JUSTICE, "formulation meeting"),
    ("places.others-safe", AgencyKind.YOUTH_JUSTICE, "person harmed"),
    ("justice.panel-decision", AgencyKind.YOUTH_JUSTICE, "level"),
    ("justice.diversion", AgencyKind.YOUTH_JUSTICE, "before a charge"),
    ("information.given", AgencyKind.YOUTH_JUSTICE, "front door"),
    ("help.education", AgencyKind.EDUCATION, "part-time timetables"),
    ("information.received", AgencyKind.EDUCATION, "previous school"),
    ("planning.know-plan", AgencyKind.EDUCATION, "designated safeguarding lead"),
    ("help.ehcp", AgencyKind.EDUCATION, "care plan"),
    ("identification.first-signs", AgencyKind.ACUTE_HEALTH, "flagged"),
    ("help.reachable-moment", AgencyKind.ACUTE_HEALTH, "24 hours"),
    ("assessment.tested", AgencyKind.ACUTE_HEALTH, "hurt together"),
    ("equity.supervision", AgencyKind.AMBULANCE, "safeguarding advice"),
    ("help.wait-days", AgencyKind.MENTAL_HEALTH, "route to route"),
    ("help.while-waiting", AgencyKind.MENTAL_HEALTH, "hear back"),
    ("information.received", AgencyKind.COMMUNITY_HEALTH, "told of meetings"),
    ("identification.first-signs", AgencyKind.COMMUNITY_HEALTH, "not brought"),
    ("places.exploiters", AgencyKind.PROBATION, "adults of concern"),
    ("places.risk-places", AgencyKind.HOUSING, "placement"),
    ("help.trusted-worker", AgencyKind.VOLUNTARY, "what you know"),
]


@pytest.mark.parametrize(("key", "kind", "words"), VARIANTS)
def test_an_agency_is_asked_in_the_words_of_its_own_work(
    key: str, kind: AgencyKind, words: str
) -> None:
    question = TOOL.question(key)
    assert question.is_asked_of(kind, lead=True)
    assert words in f"{question.text_for(kind)} {question.guidance_for(kind)}"


def test_custody_is_asked_about_only_after_an_arrest() -> None:
    custody = TOOL.question("justice.custody")
    assert not TOOL.shown(custody, {"justice.arrested": "no"}, POLICE)
    assert TOOL.shown(custody, {"justice.arrested": "yes"}, POLICE)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("accepted", True), ("declined", True), ("considered", False), ("no", False)],
)
def test_the_panel_s_decision_is_asked_about_only_after_a_referral(
    answer: str, shown: bool
) -> None:
    decision = TOOL.question("justice.panel-decision")
    assert TOOL.shown(decision, {"justice.risk-panel": answer}, PROBATION) is shown


def test_the_causes_offered_are_the_causes_there_are() -> None:
    choices = TOOL.question("equity.cause").choices
    assert [(c.key, c.label) for c in choices] == [(c.value, c.label) for c in Cause]


@pytest.mark.parametrize("scale", TOOL.scales, ids=lambda scale: scale.key)
def test_each_scale_has_two_grades_that_meet_the_standard_and_two_that_do_not(
    scale: Scale,
) -> None:
    assert [grade.meets_standard for grade in scale.grades] == [True, True, False, False]
    assert NOT_OUR_PART not in scale


def test_the_scales_and_answers_have_the_keys_that_stored_audits_use() -> None:
    assert [[g.key for g in scale.grades] for scale in TOOL.scales] == [
        ["outstanding", "good", "requires-improvement", "inadequate"],
        ["strong", "mostly-secure", "needs-strengthening", "urgent"],
    ]
    asked = (q for q in TOOL.questions if q.type is AnswerType.ASSESSMENT)
    assert {tuple(choice.key for choice in question.options) for question in asked} == {
        ("yes", "partly", "no", "not-applicable", "not-known")
    }


def test_the_theme_list_has_29_themes_with_codes_in_order() -> None:
    assert [theme.code for theme in THEMES.themes] == [f"T{n:02}" for n in range(1, 30)]


@pytest.mark.parametrize("theme", THEMES.themes, ids=lambda theme: theme.key)
def test_a_theme_says_which_learning_would_fit_and_for_whom(theme: Theme) -> None:
    assert bool(theme.training_implication) is bool(theme.audience)
    if "training" in theme.usual_remedies:
        assert theme.training_implication


def test_only_governance_is_never_a_matter_of_training() -> None:
    assert [t.key for t in THEMES.themes if not t.training_implication] == ["governance"]


def test_every_theme_can_be_found_in_the_tool_or_is_about_the_partnership() -> None:
    used = {theme for question in TOOL.questions for theme in question.themes}
    unused = {theme.key for theme in THEMES.themes} - used
    assert unused == {"shared-priority", "governance"}


WORDS_NOT_USED = ("offender", "perpetrators", "gang", "thug")


@pytest.mark.parametrize("word", WORDS_NOT_USED)
def test_no_shipped_text_calls_children_names(word: str) -> None:
    texts = json.dumps([tool_to_document(TOOL), theme_list_to_document(THEMES)]).lower()
    assert word not in texts


def test_what_tells_of_the_child_is_its_life_whom_it_trusts_and_what_it_and_its_parents_say() -> (
    None
):
    assert [question.key for question in TOOL.voice_questions] == [
        "voice.daily-life",
        "voice.feel-safer",
        "voice.trusted-person",
        "family.their-views",
    ]


RAPID = asked_in(TOOL, AuditKind.RAPID)


def test_a_rapid_audit_asks_what_two_audit_days_can_hold() -> None:
    """Of the 58, and of those that the panel answers besides, 27; nobody is asked more than 18."""
    assert len([q for q in RAPID.questions if q.number and not q.number.startswith("11")]) == 27
    asked = [RAPID.questions_for(kind, lead) for kind in AgencyKind for lead in (False, True)]
    assert all(asked)
    assert max(map(len, asked)) <= 18


def test_a_rapid_audit_asks_in_every_section_that_a_full_one_asks_in() -> None:
    assert [s.key for s in RAPID.sections] == [s.key for s in TOOL.sections]
    assert all(section.questions for section in RAPID.sections)
    assert asked_in(TOOL, AuditKind.RE_AUDIT) == asked_in(TOOL, AuditKind.FULL)
    assert len(asked_in(TOOL, AuditKind.FULL).questions) == len(TOOL.questions)
