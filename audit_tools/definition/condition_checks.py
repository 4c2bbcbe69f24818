"""What is wrong with the conditions of an audit tool, each with its place and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from audit_tools.agency_kinds import AgencyKind
from audit_tools.candidates import AGE_BANDS, SEXES
from audit_tools.cases import NOT_RECORDED, CaseField
from audit_tools.conditions.as_data import FORMS, GROUPS, TICKS
from audit_tools.conditions.terms import DEEPEST, MOST_TERMS, Comparison
from audit_tools.definition.sentences import Found
from audit_tools.definition.sketch import QuestionSketch, maps, text, texts
from audit_tools.definition.text import LARGEST_NUMBER, Path
from audit_tools.places import NOT_OUR_PART
from audit_tools.tool import AnswerType, AskedOf, SectionFor

_PARTS = tuple(dict.fromkeys(part for form in FORMS for part in form))


@dataclass(frozen=True)
class _Node:
    """A condition of a document. It ``must_hold`` where nothing beside it could stand in for it."""

    path: Path
    data: Mapping[str, object]
    depth: int
    must_hold: bool

    @property
    def is_term(self) -> bool:
        return not any(group in self.data for group in GROUPS)

    @property
    def within(self) -> Iterator[_Node]:
        for group in ("all_of", "any_of"):
            held = self.data.get(group)
            alone = isinstance(held, list) and len(held) == 1
            for path, data in maps(self.data, group, self.path):
                must_hold = self.must_hold and (group == "all_of" or alone)
                yield _Node(path, data, self.depth + 1, must_hold)
        turned = self.data.get("not")
        if isinstance(turned, dict):
            yield _Node((*self.path, "not"), turned, self.depth + 1, must_hold=False)


@dataclass(frozen=True)
class _Known:
    """What conditions may speak of: questions, sections in their order, and grades."""

    questions: Mapping[str, QuestionSketch]
    sections: tuple[str, ...]
    graded: frozenset[str]
    grades: tuple[str, ...]


@dataclass(frozen=True)
class _Hanging:
    """A question or a section with its conditions in a ``field``; ``position`` is that of the first
    question."""

    path: Path
    key: str
    section: str
    position: int
    askers: frozenset[str]
    asked: str
    conditions: tuple[tuple[Path, Mapping[str, object]], ...]
    field: str = "show_when"

    @property
    def no_agency(self) -> str:
        """Who answers, where it is no agency; else empty."""
        return _NO_AGENCY.get(self.asked, "")

    @property
    def nodes(self) -> list[_Node]:
        """All of its conditions, those within others among them."""
        return [node for at, data in self.conditions for node in _walk(at, data)]


REQUIRED = "required_when"
_NO_AGENCY: Mapping[str, str] = {
    AskedOf.PANEL: "The panel",
    AskedOf.UNIT: "The Business Unit",
    AskedOf.AUDIT: "The Business Unit",
    AskedOf.CHILD: "The child",
    AskedOf.PARENT: "A parent or carer",
    AskedOf.PRACTITIONER: "Who is asked here",
}


def _hanging(
    tool: Mapping[str, object], questions: tuple[QuestionSketch, ...]
) -> Iterator[_Hanging]:
    position = 0
    for path, section in maps(tool, "sections"):
        own = [q for q in questions if q.path[: len(path)] == path]
        asked = section_asked(section, own)
        yield _Hanging(
            path,
            "",
            text(section, "key"),
            position,
            section_askers(own, asked),
            asked,
            tuple(maps(section, "show_when", path)),
        )
        for q in own:
            yield _Hanging(q.path, q.key, q.section, q.position, q.askers, q.asked, q.conditions)
        position += len(own)


def _all_hanging(
    tool: Mapping[str, object], questions: tuple[QuestionSketch, ...]
) -> Iterator[_Hanging]:
    """All that hangs on conditions: whether it is asked, and whether it has to be answered."""
    needed = {q.path: q.required_when for q in questions}
    needed |= {at: tuple(maps(one, REQUIRED, at)) for at, one in maps(tool, "sections")}
    for hanging in _hanging(tool, questions):
        yield hanging
        yield replace(hanging, conditions=needed[hanging.path], field=REQUIRED)


def section_asked(section: Mapping[str, object], questions: list[QuestionSketch]) -> str:
    """Of whom the conditions of a section speak: of the panel too where all its questions are the
    panel's and agencies give it no grade."""
    if section.get("graded") is False and {q.asked for q in questions} == {AskedOf.PANEL}:
        return SectionFor.PANEL
    return text(section, "asked", SectionFor.AGENCIES)


def section_askers(questions: list[QuestionSketch], asked: str) -> frozenset[str]:
    """Who answers a section: the panel does not hang on what one agency is asked."""
    if asked in _NO_AGENCY:
        return frozenset({asked})
    answered = (q.askers for q in questions if q.asked != AskedOf.PANEL)
    return frozenset().union(*answered) - {AskedOf.BESIDE_LINES} or frozenset(AgencyKind)


def _known(tool: Mapping[str, object], questions: tuple[QuestionSketch, ...]) -> _Known:
    sections = [section for _, section in maps(tool, "sections")]
    scales = maps(tool, "scales")
    grades = [text(g, "key") for at, scale in scales for _, g in maps(scale, "grades", at)]
    return _Known(
        {question.key: question for question in questions},
        tuple(text(section, "key") for section in sections),
        frozenset(text(s, "key") for s in sections if s.get("graded", True) is not False),
        (*dict.fromkeys(grades), NOT_OUR_PART),
    )


def find_in_conditions(
    tool: Mapping[str, object], questions: tuple[QuestionSketch, ...]
) -> Iterator[Found]:
    """Everything that is wrong with the conditions of a tool's sections and questions."""
    known = _known(tool, questions)
    for hanging in _all_hanging(tool, questions):
        nodes = hanging.nodes
        for node in nodes:
            yield from _form_rule(node)
            if node.depth == DEEPEST + 1:
                yield node.path, _TOO_DEEP
            if text(node.data, "question"):
                yield from _question_rules(node, hanging, known)
            yield from _situation_rules(node, hanging)
            if text(node.data, "grade"):
                yield from _grade_rules(node, hanging, known)
        terms = sum(node.is_term for node in nodes)
        if terms > MOST_TERMS:
            yield (
                (*hanging.path, hanging.field),
                f"These are {terms} terms; the most is {MOST_TERMS}. Several answers of one "
                "question are one term: list them under “one_of”.",
            )


_TOO_DEEP = (
    f"Conditions may stand {DEEPEST} deep in each other. Write it flatter: an “all_of” in an "
    "“all_of” is one “all_of”."
)


def _walk(path: Path, data: Mapping[str, object]) -> Iterator[_Node]:
    waiting = [_Node(path, data, 1, must_hold=True)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.within


def _form_rule(node: _Node) -> Iterator[Found]:
    """A condition is one of its forms, whole and alone."""
    there = {part for part in _PARTS if node.data.get(part) is not None}
    if there in [set(form) for form in FORMS]:
        return
    if not there:
        yield node.path, "Say what must hold: a “question” with its answers, or a group."
        return
    fitting = [form for form in FORMS if there < set(form)]
    if fitting:
        lacking = next(part for part in fitting[0] if part not in there)
        yield (*node.path, lacking), f"Add “{lacking}”."
    else:
        named = ", ".join(f"“{part}”" for part in _PARTS if part in there)
        yield node.path, f"One condition says one thing, not {named}. Put them in a list."


def _question_rules(node: _Node, hanging: _Hanging, known: _Known) -> Iterator[Found]:
    key = text(node.data, "question")
    earlier = known.questions.get(key)
    place = (*node.path, "question")
    if earlier is None:
        yield place, f"There is no question “{key}”. Use the key of one above."
    elif key == hanging.key:
        yield place, f"“{key}” is this very question. Use a question above this one."
    elif not hanging.key and earlier.section == hanging.section:
        yield place, f"“{key}” stands in this very section. Use a question of one above."
    elif earlier.position >= hanging.position:
        yield place, f"“{key}” comes later. Use a question above this one."
    elif earlier.type == AnswerType.GROUP:
        yield place, f"“{key}” is answered in rows, which no condition reads. Ask before it."
    else:
        yield from _answers_exist(node, earlier)
        yield from _can_be_compared(node, earlier)
        yield from _is_asked_too(node, hanging, earlier)


def _answers_exist(node: _Node, earlier: QuestionSketch) -> Iterator[Found]:
    for answer in texts(node.data, "one_of"):
        if answer not in earlier.options:
            offered = ", ".join(earlier.options) or "none, since it is not a choice"
            yield (
                (*node.path, "one_of"),
                f"“{answer}” is no answer to “{earlier.key}”. Its answers are: {offered}.",
            )


def _can_be_compared(node: _Node, earlier: QuestionSketch) -> Iterator[Found]:
    if node.data.get(TICKS) is not None and earlier.type != AnswerType.MULTIPLE:
        yield (*node.path, TICKS), f"“{earlier.key}” takes no ticks. Use “one_of” or “answered”."
    for comparison in Comparison:
        bound = node.data.get(comparison)
        if bound is not None and (sentence := _bound_rule(earlier, bound)):
            yield (*node.path, comparison.value), sentence


def _bound_rule(earlier: QuestionSketch, bound: object) -> str:
    """What is wrong with a number or a date to compare with; nothing where it fits."""
    if earlier.type == AnswerType.NUMBER:
        return "" if _is_number(bound) else "Write a whole number here, without quotes, such as 3."
    if earlier.type == AnswerType.DATE:
        return "" if _is_date(bound) else "Write a date here, such as 2024-05-16."
    if earlier.options:
        return f"“{earlier.key}” is answered by choosing. Use “one_of” with its answers."
    return f"“{earlier.key}” is a text, which nothing compares with. Use “answered: true”."


def _is_number(bound: object) -> bool:
    """Whether this is a whole number that the text of a tool can hold."""
    if not isinstance(bound, int) or isinstance(bound, bool):
        return False
    return abs(bound) <= LARGEST_NUMBER


def _is_date(bound: object) -> bool:
    """Whether this is a date as answers are stored, which the page compares letter by letter."""
    try:
        return isinstance(bound, str) and date.fromisoformat(bound).isoformat() == bound
    except ValueError:
        return False


def _is_asked_too(node: _Node, hanging: _Hanging, earlier: QuestionSketch) -> Iterator[Found]:
    """Whoever is asked must be asked what the condition is about; beside others at least some, and
    where an answer is only needed for what others answered."""
    unasked = hanging.askers - earlier.askers
    is_needed = hanging.field == REQUIRED
    is_spared = is_needed and node.data.get("answered") is not False
    named = "Every kind of agency" if unasked >= set(AgencyKind) else ", ".join(sorted(unasked))
    if unasked and (unasked == hanging.askers or (node.must_hold and not is_spared)):
        yield (
            node.path,
            f"{named}: asked this but not “{earlier.key}”, so it would never "
            f"be {'needed' if is_needed else 'shown'}. Ask both questions of the same.",
        )


def _situation_rules(node: _Node, hanging: _Hanging) -> Iterator[Found]:
    for part in ("kinds", "leads"):
        if node.data.get(part) is not None and hanging.no_agency:
            yield (*node.path, part), f"{hanging.no_agency} is no agency. Take “{part}” out."
    if node.data.get("case") is not None and hanging.asked == AskedOf.AUDIT:
        yield (*node.path, "case"), "This is answered for all cases at once. Take “case” out."
    allowed = ALLOWED_BANDS.get(text(node.data, "case"), ())
    for band in texts(node.data, "one_of"):
        if allowed and band.casefold() not in allowed:
            yield (
                (*node.path, "one_of"),
                f"No case is “{band}”. Use one of: {', '.join(allowed)}.",
            )


ALLOWED_BANDS: Mapping[str, tuple[str, ...]] = {
    CaseField.AGE_BAND: (*AGE_BANDS, NOT_RECORDED),
    CaseField.SEX: SEXES,
}


def _grade_rules(node: _Node, hanging: _Hanging, known: _Known) -> Iterator[Found]:
    key, place = text(node.data, "grade"), (*node.path, "grade")
    if key not in known.sections:
        yield place, f"There is no section “{key}”. Use the key of one above."
    elif key not in known.graded:
        yield place, f"“{key}” has no grade. Use a section that is graded."
    elif known.sections.index(key) >= known.sections.index(hanging.section):
        yield place, f"The grade of “{key}” is given later. Use a section above this one."
    elif hanging.no_agency:
        yield place, f"{hanging.no_agency} gives no grade to a part of its own. Ask a question."
    for grade in texts(node.data, "one_of"):
        if grade not in known.grades:
            offered = ", ".join(known.grades)
            yield (*node.path, "one_of"), f"“{grade}” is no grade. The grades are: {offered}."
