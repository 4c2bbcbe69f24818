"""Tools whose questions hang on earlier ones in every way there is, and answers to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseField, Characteristics
from audit_tools.conditions.terms import (
    AllOf,
    Answered,
    AnyOf,
    Compared,
    Comparison,
    Condition,
    GradeOneOf,
    Leads,
    Not,
    OfAudit,
    OfCase,
    OfKind,
    OneOf,
    Situation,
    Term,
    Ticks,
)
from audit_tools.cycles import AuditKind
from audit_tools.tool import (
    SEPARATOR,
    AnswerType,
    AskedOf,
    AuditTool,
    Choice,
    Grade,
    Question,
    Scale,
    Section,
    SectionFor,
)

T = TypeVar("T")

CHOICES = (Choice("a", "A"), Choice("b", "B"), Choice("c", "C"))
SCALE = Scale("few", "Few", tuple(Grade(one.key, one.label, one.label, "") for one in CHOICES))
TYPES = (
    AnswerType.SINGLE,
    AnswerType.SCALE,
    AnswerType.MULTIPLE,
    AnswerType.ASSESSMENT,
    AnswerType.NUMBER,
    AnswerType.DATE,
    AnswerType.TEXT,
)
NUMBERS = (0, 2, 10)
DAYS = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 5, 28))
KINDS = (AgencyKind.POLICE, AgencyKind.EDUCATION)
PLANS = ("child protection", "looked after")
GRADES = ("good", "poor")


def make_question(
    key: str,
    type: AnswerType,
    show_when: tuple[Condition, ...] = (),
    asked: AskedOf = AskedOf.EACH,
) -> Question:
    return Question(
        key=key,
        number="",
        text=f"{key}?",
        type=type,
        asked=asked,
        kinds=frozenset(AgencyKind if asked is AskedOf.EACH else ()),
        choices=CHOICES if type.has_own_choices else (),
        scale=SCALE if type is AnswerType.SCALE else None,
        show_when=show_when,
    )


def pick(draw: st.DrawFn, among: Sequence[T]) -> T:
    # What is drawn by numbers alone is drawn ten times as fast.
    return among[draw(st.integers(0, len(among) - 1))]


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Who is asked, about which case."""
    case = Characteristics(plan_type=pick(draw, PLANS))
    audit = pick(draw, tuple(AuditKind))
    return Situation(pick(draw, KINDS), pick(draw, (True, False)), case, audit)


def draw_term(draw: st.DrawFn, question: Question) -> Term:
    """A term that a condition may say of a question, or now and then of who is asked."""
    if pick(draw, range(6)) == 0:
        kinds, plans = (pick(draw, KINDS),), (pick(draw, PLANS),)
        terms: tuple[Term, ...] = (
            OfKind(kinds),
            Leads(pick(draw, (True, False))),
            OfCase(CaseField.PLAN_TYPE, plans),
            OfAudit((pick(draw, tuple(AuditKind)),)),
        )
        return pick(draw, terms)
    if pick(draw, range(5)) == 0:
        return Answered(question.key, pick(draw, (True, False)))
    if question.type is AnswerType.NUMBER:
        return Compared(question.key, pick(draw, tuple(Comparison)), pick(draw, NUMBERS))
    if question.type is AnswerType.DATE:
        return Compared(question.key, pick(draw, tuple(Comparison)), pick(draw, DAYS))
    if question.type is AnswerType.TEXT:
        return GradeOneOf("first", (pick(draw, GRADES),))
    if question.type is AnswerType.MULTIPLE and pick(draw, range(2)):
        return Ticks(question.key, pick(draw, (1, 2, 3)))
    keys = [choice.key for choice in question.options]
    chosen = draw(st.integers(1, 2 ** len(keys) - 1))
    return OneOf(question.key, tuple(k for at, k in enumerate(keys) if chosen >> at & 1))


@st.composite
def conditions(draw: st.DrawFn, earlier: Sequence[Question], deep: int = 3) -> Condition:
    """A condition on these questions."""
    form = pick(draw, range(7)) if deep > 1 else 0
    if form < 4:
        return draw_term(draw, pick(draw, earlier))
    if form == 4:
        return Not(draw(conditions(earlier, deep - 1)))
    count = draw(st.integers(1, 3))
    parts = tuple(draw(conditions(earlier, deep - 1)) for _ in range(count))
    return AllOf(parts) if form == 5 else AnyOf(parts)


@st.composite
def tools(
    draw: st.DrawFn, before: int = 1, on_page: int = 7, asked: AskedOf = AskedOf.EACH
) -> AuditTool:
    """A tool of two sections, of which the second hangs on the first and on itself."""
    questions: list[Question] = []
    for section, count in (("first", before), ("page", on_page)):
        for number in range(count):
            hanging = pick(draw, (0, 1, 1)) if questions else 0
            show_when = tuple(draw(conditions(questions)) for _ in range(hanging))
            key = f"{section}.q{number}"
            questions.append(make_question(key, pick(draw, TYPES), show_when, asked))
    tool = make_tool(*questions, asked=asked)
    first, page = tool.sections
    left_out = pick(draw, (False, False, True))
    show_when = (draw(conditions(first.questions)),) if left_out else ()
    return replace(tool, sections=(first, replace(page, show_when=show_when)))


def make_tool(*questions: Question, asked: AskedOf = AskedOf.EACH) -> AuditTool:
    """A tool of these questions, a section to each first part of their keys."""
    names = dict.fromkeys(question.key.split(".")[0] for question in questions)
    sections = tuple(
        Section(
            key=name,
            number="",
            title=name,
            why="",
            good_looks_like="",
            graded=False,
            asked=SectionFor.AGENCIES if asked is AskedOf.EACH else SectionFor(asked),
            themes=(),
            questions=tuple(q for q in questions if q.key.startswith(f"{name}.")),
        )
        for name in names
    )
    scales = (SCALE,) if any(question.scale for question in questions) else ()
    return AuditTool("small", 1, "Small", "", "", "few", scales, sections)


def draw_answer(draw: st.DrawFn, question: Question) -> str:
    """What may be stored for a question; empty where it is not answered."""
    keys = [choice.key for choice in question.options]
    if question.type is AnswerType.MULTIPLE:
        ticked = draw(st.integers(0, 2 ** len(keys) - 1))
        return SEPARATOR.join(k for at, k in enumerate(keys) if ticked >> at & 1)
    typed = {
        AnswerType.NUMBER: [str(number) for number in NUMBERS],
        AnswerType.DATE: [day.isoformat() for day in DAYS],
        AnswerType.TEXT: ["Words"],
    }
    return pick(draw, ["", *typed.get(question.type, keys)])


@st.composite
def answered(draw: st.DrawFn, tool: AuditTool) -> dict[str, str]:
    """What somebody entered of a tool, with answers that no longer count among it."""
    drawn = {question.key: draw_answer(draw, question) for question in tool.questions}
    drawn["first/grade"] = pick(draw, ("", *GRADES))
    return {key: value for key, value in drawn.items() if value}
