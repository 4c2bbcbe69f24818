"""What the next version of a tool changes, and which answers stay comparable with it."""

from dataclasses import replace

import pytest

from audit_tools.agency_kinds import AgencyKind
from audit_tools.conditions.terms import Answered
from audit_tools.errors import Invalid
from audit_tools.library import shipped_tools
from audit_tools.questions import say_asked
from audit_tools.tool import AnswerType, AuditTool, Choice, Question, QuestionClass, Variant
from audit_tools.tool_changes import Change, Rewording, Said, declare, find_changes
from audit_tools.tool_keys import check_keys

BEFORE = next(tool for tool in shipped_tools() if tool.key == "serious-youth-violence")
SECTION = next(s for s in BEFORE.sections if s.key == "voice")
SCORED = next(
    q
    for q in SECTION.questions
    if q.type is AnswerType.ASSESSMENT and q.question_class is QuestionClass.SCORED
)


def with_questions(*questions: Question, version: int = 2) -> AuditTool:
    """The tool with these questions in the section on the child's voice."""
    sections = (
        replace(section, questions=questions) if section.key == SECTION.key else section
        for section in BEFORE.sections
    )
    return replace(BEFORE, version=version, sections=tuple(sections))


def with_one(**changed: object) -> AuditTool:
    """The tool with something of one scored question changed."""
    return with_questions(
        *(replace(q, **changed) if q.key == SCORED.key else q for q in SECTION.questions)  # type: ignore[arg-type]
    )


def change_of(now: AuditTool, key: str = SCORED.key) -> tuple[set[Change], bool | None, bool]:
    found = {one.key: one for one in find_changes(BEFORE, now).questions}[key]
    return set(found.changes), found.comparable, found.asks_author


def test_a_version_that_says_the_same_changes_nothing() -> None:
    changes = find_changes(BEFORE, replace(BEFORE, version=2))
    assert changes.is_empty
    assert len(changes.questions) == len(BEFORE.questions)
    assert {one.comparable for one in changes.questions if one.now} == {True, None}


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "Were the child's own words heard?"},
        {"guidance": "Look further"},
        {"variants": {AgencyKind.POLICE: Variant("Did your officers listen?")}},
    ],
)
def test_other_words_are_for_the_author_to_judge(changed: dict[str, object]) -> None:
    assert change_of(with_one(**changed)) == ({Change.REWORDED}, True, True)


def test_each_of_its_words_that_is_another_is_told_as_it_was_and_is() -> None:
    now = with_one(
        text="Who listened?", guidance="", variants={AgencyKind.POLICE: Variant("Which of you?")}
    )
    change = next(one for one in find_changes(BEFORE, now).changed)
    told = {words.label: (words.before, words.now) for words in change.rewordings}
    assert told["Question"] == (SCORED.text, "Who listened?")
    assert told["Guidance"] == (SCORED.guidance, "")
    assert told["Question for Police"] == (SCORED.variants.get(AgencyKind.POLICE, Variant()).text,
                                           "Which of you?")  # fmt: skip
    assert change.told == "Reworded"


def test_what_nobody_judges_by_is_reworded_without_a_question() -> None:
    described = next(q for q in SECTION.questions if q.question_class is QuestionClass.DESCRIPTIVE)
    now = with_questions(
        *(replace(q, text="Other words") if q is described else q for q in SECTION.questions)
    )
    assert change_of(now, described.key) == ({Change.REWORDED}, None, False)


def test_other_answers_end_what_can_be_compared() -> None:
    choices = (Choice("often", "Often"), Choice("never", "Never"))
    now = with_one(type=AnswerType.SINGLE, choices=choices)
    changes, comparable, asks = change_of(now)
    assert Change.ANSWERED_OTHERWISE in changes
    assert (comparable, asks) == (False, False)


def test_who_is_asked_and_what_it_is_tagged_with_stay_comparable() -> None:
    now = with_one(kinds=frozenset({AgencyKind.POLICE}), themes=("voice", "identity"))
    assert change_of(now) == ({Change.ASKED_OF_OTHERS, Change.TAGGED_ANEW}, True, False)


def test_where_it_is_asked_is_told_as_it_was_and_is_and_stays_comparable() -> None:
    now = with_one(show_when=(Answered(BEFORE.questions[0].key, True),))
    assert change_of(now) == ({Change.ASKED_WHERE}, True, False)
    change = next(one for one in find_changes(BEFORE, now).changed)
    only = f"“{BEFORE.questions[0].text}” is answered"
    assert change.rewordings == (Rewording("Asked only where", "", only),)
    assert change.told == "Asked in other cases"


def test_other_words_of_one_question_are_no_change_of_those_that_hang_on_it() -> None:
    hanging = (Answered(SCORED.key, True),)
    before = with_questions(
        *(replace(q, show_when=hanging) if q.key != SCORED.key else q for q in SECTION.questions)
    )
    sections = (
        replace(section, questions=tuple(
            replace(q, text="Other words") if q.key == SCORED.key else q for q in section.questions
        ))
        for section in before.sections
    )  # fmt: skip
    changed = find_changes(before, replace(before, sections=tuple(sections))).changed
    assert [one.key for one in changed] == [SCORED.key]


def test_one_question_that_stands_elsewhere_moves_no_other() -> None:
    first, *rest = SECTION.questions
    changed = find_changes(BEFORE, with_questions(*rest, first)).changed
    assert [(one.key, set(one.changes)) for one in changed] == [(first.key, {Change.MOVED})]


def test_new_and_dropped_questions_are_told_with_nothing_to_compare() -> None:
    first, *rest = SECTION.questions
    new = replace(first, key="voice.another", text="Another?")
    changes = find_changes(BEFORE, with_questions(*rest, new))
    told = {one.key: (set(one.changes), one.comparable) for one in changes.changed}
    assert told == {
        "voice.another": ({Change.NEW}, None),
        first.key: ({Change.DROPPED}, None),
    }
    assert changes.questions[-1].key == first.key


def test_what_is_no_question_is_told_in_sentences() -> None:
    sections = tuple(
        replace(section, title="The child") if section.key == SECTION.key else section
        for section in BEFORE.sections[:-1]
    )
    now = replace(BEFORE, about="Other words", sections=sections, scales=BEFORE.scales[:1])
    assert set(find_changes(BEFORE, now).others) == {
        "The tool is reworded.",
        "The section “The child” changed.",
        f"The section “{BEFORE.sections[-1].title}” is dropped.",
        f"The scale “{BEFORE.scales[1].title}” is dropped.",
    }


def test_where_a_section_is_asked_is_told_in_a_sentence() -> None:
    first = BEFORE.questions[0]
    sections = tuple(
        replace(section, show_when=(Answered(first.key, True),))
        if section.key == SECTION.key
        else section
        for section in BEFORE.sections
    )
    now = replace(BEFORE, version=2, sections=sections)
    only = f"asked only where “{first.text}” is answered"
    assert find_changes(BEFORE, now).others == (f"The section “{SECTION.title}” is now {only}.",)
    assert find_changes(now, BEFORE).others == (
        f"The section “{SECTION.title}” is now always asked.",
    )


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({"look_for": "who listened"}, "Prompt for the others"),
        ({"strength": "Heard."}, "As a strength"),
        ({"number": "9.9"}, "Number"),
    ],
)
def test_what_stands_beside_a_question_changes_with_a_word_and_leaves_answers_comparable(
    changed: dict[str, str], label: str
) -> None:
    now = with_one(**changed)
    assert change_of(now) == ({Change.OTHERWISE}, True, False)
    assert not find_changes(BEFORE, now).is_empty
    [one] = (one for one in find_changes(BEFORE, now).changed if one.key == SCORED.key)
    assert [words.label for words in one.rewordings] == [label]


def test_of_two_that_changed_places_the_one_that_was_carried_is_moved() -> None:
    first, second, *others = SECTION.questions
    now = with_questions(second, first, *others)
    for one in (first, second):
        changes = find_changes(BEFORE, now, {one.key}).changed
        assert [change.key for change in changes] == [one.key]
    far = with_questions(*SECTION.questions[1:], first)
    assert [c.key for c in find_changes(BEFORE, far, {second.key}).changed] == [first.key]


def test_an_answer_that_is_new_or_dropped_is_called_so_and_sets_earlier_ones_aside() -> None:
    then, now = with_answers("us", "them", version=1), with_answers("us", "both", version=2)
    [one] = (c for c in find_changes(then, now).changed if c.key == SECTION.questions[0].key)
    assert one.sets_aside
    assert one.rewordings == (
        Rewording("New answer", "", "Both", stands_alone=True),
        Rewording("Answer that is dropped", "Them", "", stands_alone=True),
    )


def test_who_was_asked_and_who_is_stands_beside_a_question_that_is_asked_of_others() -> None:
    now = with_one(kinds=frozenset({AgencyKind.POLICE}))
    [one] = (c for c in find_changes(BEFORE, now).changed if c.key == SCORED.key)
    [asked] = (words for words in one.rewordings if words.label == "Asked of")
    assert asked.now == "Police"
    assert asked.before == say_asked(SCORED)


def test_what_its_author_says_of_other_words_is_kept_with_the_question() -> None:
    now = with_one(text="Did anybody ask?")
    other = declare(now, {SCORED.key: Said(comparable=False, why="It asks of asking alone.")})
    question = other.question(SCORED.key)
    assert (question.comparable_from, question.comparable_why) == (2, "It asks of asking alone.")
    assert change_of(other)[1] is False
    same = declare(now, {SCORED.key: Said(comparable=True, why="Plainer words.")})
    assert same.question(SCORED.key).comparable_from == 1
    assert change_of(same)[1] is True
    assert declare(now, {}) == now


def test_the_key_of_a_dropped_question_is_never_taken_again() -> None:
    second = with_questions(*SECTION.questions[1:])
    third = with_questions(*SECTION.questions, version=3)
    with pytest.raises(Invalid, match="dropped") as refused:
        check_keys(third, [second, BEFORE])
    assert [problem.place for problem in refused.value.problems] == [SECTION.questions[0].key]
    check_keys(third, [BEFORE])
    check_keys(third, [])


def with_answers(*keys: str, version: int) -> AuditTool:
    """The tool with these answers to its first question, and none where there are none of them."""
    first, *others = SECTION.questions
    answers = tuple(Choice(key, key.title()) for key in keys)
    asked = (replace(first, type=AnswerType.SINGLE, choices=answers),) if answers else ()
    return with_questions(*asked, *others, version=version)


def test_the_key_of_a_dropped_answer_or_grade_is_never_taken_again() -> None:
    """A return stores the key of an answer: under an old key a new one would read as the old."""
    first = with_answers("us", "them", "both", version=1)
    second = with_answers("us", "them", version=2)
    scale = second.scales[0]
    second = replace(second, scales=(replace(scale, grades=scale.grades[:-1]), *second.scales[1:]))
    with pytest.raises(Invalid) as refused:
        check_keys(replace(first, version=3), [first, second])
    assert {problem.place for problem in refused.value.problems} == {
        f"{SECTION.questions[0].key}/both",
        f"{scale.key}/{scale.grades[-1].key}",
    }
    check_keys(replace(second, version=3), [first, second])


def test_the_key_of_a_dropped_section_is_never_taken_again() -> None:
    """Grades and findings are kept under it."""
    second = replace(BEFORE, version=2, sections=BEFORE.sections[:-1])
    dropped = BEFORE.sections[-1]
    again = replace(dropped, questions=())
    third = replace(second, version=3, sections=(*second.sections, again))
    with pytest.raises(Invalid, match="a section that was dropped") as refused:
        check_keys(third, [BEFORE, second])
    assert [problem.place for problem in refused.value.problems] == [f"sections/{dropped.key}"]


def test_of_a_dropped_question_its_key_is_said_and_not_those_of_its_answers() -> None:
    first = with_answers("us", "them", version=1)
    with pytest.raises(Invalid) as refused:
        check_keys(replace(first, version=3), [first, with_answers(version=2)])
    assert [problem.place for problem in refused.value.problems] == [SECTION.questions[0].key]
