"""What shape alone cannot say about an audit tool: every rule, over a document that may be broken.

The rules read a sketch of the document. The sketch takes what it can and skips what is
misshapen (the shape reports that), so that one look at a file finds everything at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from audit_tools.agency_kinds import AgencyKind
from audit_tools.codebook import Codebook
from audit_tools.definition.answer_checks import find_in_answers
from audit_tools.definition.condition_checks import find_in_conditions
from audit_tools.definition.matrix_checks import find_in_matrices
from audit_tools.definition.points_checks import counts_children, find_in_points
from audit_tools.definition.sentences import Found
from audit_tools.definition.sketch import (
    LEAD,
    QuestionSketch,
    maps,
    sketch_questions,
    text,
    texts,
)
from audit_tools.definition.text import Path
from audit_tools.numbers import joined
from audit_tools.tool import LEAD_QUESTION_LIMIT, AnswerType, AskedOf, SectionFor
from audit_tools.waits_and_meetings import MINUTES, NOT_TAKEN


def find_in_tool(document: object, codebooks: Iterable[Codebook]) -> Iterator[Found]:
    """Everything wrong with the meaning of an audit tool's document."""
    tool = document if isinstance(document, Mapping) else {}
    questions = tuple(sketch_questions(tool))
    yield from _repeated_keys(tool)
    yield from _scales_in_order(tool)
    yield from _section_rules(tool)
    yield from _sitting_rules(tool)
    yield from _unknown_themes(tool, {book.key: book for book in codebooks})
    for question in questions:
        yield from _question_rules(question)
    yield from find_in_conditions(tool, questions)
    yield from find_in_matrices(questions)
    yield from find_in_points(tool)
    yield from _too_many_questions(tool, questions)
    yield from _comparable_rule(tool)
    yield from _wait_rules(tool, questions)
    yield from _meeting_rules(tool, questions)


def find_in_theme_list(document: object) -> Iterator[Found]:
    """Everything wrong with the meaning of a theme list's document."""
    book = document if isinstance(document, Mapping) else {}
    for name in ("key", "code", "guid"):
        yield from _repeated([*maps(book, "groups"), *maps(book, "themes")], name)
    yield from _wrong_parts(book)


def _wrong_parts(book: Mapping[str, object]) -> Iterator[Found]:
    """What stands under something that is not there, or in the end under itself."""
    parts = [*maps(book, "groups"), *maps(book, "themes")]
    over = {text(part, "key"): text(part, "part_of") for _, part in parts}
    for path, part in parts:
        key, above = text(part, "key"), text(part, "part_of")
        if above and above not in over:
            yield (*path, "part_of"), f"There is no theme or group “{above}”. Use the key of one."
        met = set[str]()
        while above in over and above not in met:
            met.add(above)
            above = over[above]
        if key in met:
            yield (*path, "part_of"), "This stands under itself in the end. Take one of them out."


# --- Keys and scales ------------------------------------------------------------------------


def _repeated(items: Iterable[tuple[Path, dict[str, object]]], name: str) -> Iterator[Found]:
    seen: set[str] = set()
    for path, item in items:
        value = text(item, name)
        if value and value in seen:
            yield (*path, name), f"“{value}” is already used above. Choose another {name}."
        seen.add(value)


def _repeated_keys(tool: Mapping[str, object]) -> Iterator[Found]:
    sections = maps(tool, "sections")
    questions = [q for at, section in sections for q in maps(section, "questions", at)]
    scales = maps(tool, "scales")
    waits, meetings = maps(tool, "waits"), maps(tool, "meetings")
    for items, name in ((sections, "key"), (sections, "number"), (questions, "key"),
                        (questions, "number"), (scales, "key"), (waits, "key"),
                        (meetings, "key")):  # fmt: skip
        yield from _repeated(items, name)
    for at, scale in scales:
        yield from _repeated(maps(scale, "grades", at), "key")
        yield from _repeated(maps(scale, "grades", at), "initial")
    for at, question in questions:
        yield from _repeated(maps(question, "choices", at), "key")
        yield from _repeated(maps(question, "parts", at), "key")
        for path, part in maps(question, "parts", at):
            yield from _repeated(maps(part, "choices", path), "key")


def _scales_in_order(tool: Mapping[str, object]) -> Iterator[Found]:
    for at, scale in maps(tool, "scales"):
        said = [grade.get("meets_standard") is not None for _, grade in maps(scale, "grades")]
        if any(said) and not all(said):
            yield at, "Say “meets_standard” of each grade, or of none."
        below = False
        for path, grade in maps(scale, "grades", at):
            meets = grade.get("meets_standard")
            if meets is True and below:
                yield path, "A better grade does not meet the standard. Put the best grade first."
            below = below or meets is False


# --- Sections and themes --------------------------------------------------------------------


def _section_rules(tool: Mapping[str, object]) -> Iterator[Found]:
    panels = 0
    for at, section in maps(tool, "sections"):
        asked = text(section, "asked", SectionFor.AGENCIES)
        panels += asked == SectionFor.PANEL
        if section.get("mandatory") is True and maps(section, "required_when"):
            yield (*at, "required_when"), "The section is mandatory already. Take one of them out."
        if section.get("recommendations") is True and not _has_lines(section, asked):
            yield (*at, "recommendations"), _NO_LINES
        if asked == SectionFor.PANEL and panels > 1:
            yield (*at, "asked"), "Only one section can be the panel's. Join the two."
        if asked in _OF_FACTS and section.get("graded", True) is not False:
            yield at, f"A section {_OF_FACTS[asked]} holds facts. Write “graded: false”."
        yield from _wrong_askers(at, section, asked)


def _has_lines(section: Mapping[str, object], asked: str) -> bool:
    """Whether agencies write of the section what went well and what could be better."""
    return asked == SectionFor.AGENCIES and section.get("graded", True) is not False


_NO_LINES = (
    "Recommendations stand beside what went well and what could be better, which agencies write "
    "in sections that they grade. Take this out."
)


def _sitting_rules(tool: Mapping[str, object]) -> Iterator[Found]:
    """What is agreed for many cases on one page is one grade each, and nothing of the panel's."""
    if tool.get("in_one_sitting") is not True:
        return
    sections = [section for _, section in maps(tool, "sections")]
    if sum(s.get("graded", True) is not False for s in sections) != 1:
        yield ("in_one_sitting",), "A tool that is agreed in one sitting has one graded section."
    if any(text(s, "asked") == SectionFor.PANEL for s in sections):
        yield ("in_one_sitting",), "One sitting has no page for each case. Take the panel's out."
    for at, section in maps(tool, "sections"):
        asked = text(section, "asked")
        if asked in list(SectionFor) and SectionFor(asked).is_companion:
            yield (*at, "asked"), "One sitting shows nobody's own words. Take this section out."
        if section.get("recommendations") is True:
            yield (*at, "recommendations"), "One sitting has no room for these. Take this out."


_ANSWERED_BY = {
    SectionFor.PANEL: "the panel",
    SectionFor.LEAD: "the lead",
    SectionFor.UNIT: "the Business Unit",
    SectionFor.AUDIT: "the Business Unit",
    SectionFor.CHILD: "the child",
    SectionFor.PARENT: "a parent or carer",
    SectionFor.PRACTITIONER: "a practitioner",
}
_OF_FACTS: Mapping[str, str] = {
    SectionFor.LEAD: "for the lead agency",
    SectionFor.UNIT: "for the Business Unit",
    SectionFor.AUDIT: "for the whole audit",
    SectionFor.CHILD: "for the child",
    SectionFor.PARENT: "for a parent or carer",
    SectionFor.PRACTITIONER: "for a practitioner",
}


def _wrong_askers(at: Path, section: dict[str, object], asked: str) -> Iterator[Found]:
    only = SectionFor(asked).asks if asked in list(SectionFor) else None
    for path, question in maps(section, "questions", at):
        own = text(question, "asked", AskedOf.EACH)
        if only and own != only:
            who = _ANSWERED_BY[SectionFor(asked)]
            yield path, f"This section is answered by {who}. Write “asked: {only}”."
        elif own in _ASKED_ONCE and only is None:
            yield (
                (*path, "asked"),
                f"What is answered once stands in a section that is, “asked: {own}”. Add one if "
                "there is none, and move this question into it.",
            )
        for name in ("look_for", "strength", "development") if own in _ASKED_ONCE else ():
            if text(question, name):
                yield (*path, name), f"This tells of nobody's practice. Take “{name}” out."


_ASKED_ONCE = [asked for asked in AskedOf if asked.is_once]


def _unknown_themes(
    tool: Mapping[str, object], codebooks: Mapping[str, Codebook]
) -> Iterator[Found]:
    """Theme tags are checked where theme lists are given; without any, nobody can know."""
    if not codebooks:
        return
    book = codebooks.get(text(tool, "theme_list"))
    if book is None:
        known = ", ".join(sorted(codebooks))
        yield ("theme_list",), f"There is no such theme list. Use one of: {known}."
        return
    for at, section in maps(tool, "sections"):
        for path, tagged in [(at, section), *maps(section, "questions", at)]:
            for theme in texts(tagged, "themes"):
                if not book.meant_by([theme]):
                    yield (
                        (*path, "themes"),
                        f"“{theme}” is not in the theme list “{book.key}”. "
                        "Use the key of one of its themes.",
                    )


# --- One question ---------------------------------------------------------------------------


def _question_rules(question: QuestionSketch) -> Iterator[Found]:
    yield from _kinds_rules(question)
    yield from find_in_answers(question)
    for kind in question.variants:
        if kind in list(AgencyKind) and not question.askers & {LEAD, kind}:
            yield (
                (*question.path, "variants", kind),
                f"“{kind}” is not asked this question. Add it to “kinds” or take the variant out.",
            )


def _comparable_rule(tool: Mapping[str, object]) -> Iterator[Found]:
    version = tool.get("version")
    for at, section in maps(tool, "sections"):
        for path, question in maps(section, "questions", at):
            since = question.get("comparable_from")
            if isinstance(version, int) and isinstance(since, int) and since > version:
                yield (
                    (*path, "comparable_from"),
                    f"This is version {version}: write {version} or an earlier one.",
                )


def _kinds_rules(question: QuestionSketch) -> Iterator[Found]:
    path = (*question.path, "kinds")
    if question.asked == AskedOf.EACH and not question.kinds:
        yield path, "Nobody is asked. List the kinds of agency whose records can tell."
    if question.asked in (AskedOf.PANEL, AskedOf.BESIDE_LINES, *_ASKED_ONCE) and question.kinds:
        yield path, f"Take “kinds” out: a question “asked: {question.asked}” has none."
    for kind, times in Counter(question.kinds).items():
        if times > 1:
            yield path, f"“{kind}” is listed twice. Keep it once."


# --- Waits and standing meetings ------------------------------------------------------------


def _wait_rules(
    tool: Mapping[str, object], questions: tuple[QuestionSketch, ...]
) -> Iterator[Found]:
    by_key = {question.key: question for question in questions}
    for path, wait in maps(tool, "waits"):
        asked = by_key.get(text(wait, "question"))
        if asked is None or asked.type != AnswerType.NUMBER:
            yield (*path, "question"), "Name a question of type “number”, which asks for the days."
        elif not asked.askers & (set(texts(wait, "kinds")) or {AskedOf.PANEL}):
            yield (*path, "kinds"), f"None of these answers “{asked.key}”. List who does."
        if text(wait, "meanwhile") and text(wait, "meanwhile") not in by_key:
            yield (*path, "meanwhile"), "There is no such question. Use the key of one below."
        if bool(text(wait, "standard")) != (wait.get("standard_days") is not None):
            yield (
                path,
                "Give the standard both in words and in days (0 for the same day), or neither.",
            )


def _meeting_rules(
    tool: Mapping[str, object], questions: tuple[QuestionSketch, ...]
) -> Iterator[Found]:
    by_key = {question.key: question for question in questions}
    for path, meeting in maps(tool, "meetings"):
        asked = by_key.get(text(meeting, "question"))
        known = {NOT_TAKEN, MINUTES, *AgencyKind}
        if asked is None or asked.type != AnswerType.MULTIPLE or asked.asked != AskedOf.PANEL:
            yield (
                (*path, "question"),
                "Name a question of type “multiple” that the panel answers.",
            )
        elif not {NOT_TAKEN, MINUTES} <= set(asked.options) <= known:
            yield (
                (*path, "question"),
                f"Its choices are “{NOT_TAKEN}”, “{MINUTES}” and kinds of agency, nothing else.",
            )


# --- Limits ---------------------------------------------------------------------------------


def _too_many_questions(
    tool: Mapping[str, object], questions: tuple[QuestionSketch, ...]
) -> Iterator[Found]:
    """What an agency is asked again for each child is limited, not what it is asked of itself; and
    whoever has a reason to ask more says it."""
    if tool.get("longer_why") or not counts_children(tool.get("counts")):
        return
    asked = [q for q in questions if q.asked in (AskedOf.EACH, AskedOf.LEAD)]
    too_many: dict[tuple[int, int], list[str]] = {}
    leading: dict[tuple[int, int], list[str]] = {}
    for kind in AgencyKind:
        own = sum(kind in q.kinds for q in asked)
        as_lead = sum(kind in q.kinds or q.asked == AskedOf.LEAD for q in asked)
        if own > kind.question_limit:
            too_many.setdefault((own, kind.question_limit), []).append(kind.label)
        elif as_lead > LEAD_QUESTION_LIMIT:
            leading.setdefault((as_lead, LEAD_QUESTION_LIMIT), []).append(kind.label)
    for (count, limit), kinds in too_many.items():
        yield ("sections",), _limit_sentence(kinds, "", count, limit)
    for (count, limit), kinds in leading.items():
        yield ("sections",), _limit_sentence(kinds, ", leading a case,", count, limit)


def _limit_sentence(kinds: list[str], leading: str, asked: int, limit: int) -> str:
    """One sentence for all kinds of agency that are asked as many: six have the same limit."""
    each = " each" if len(kinds) > 1 else ""
    return (
        f"{joined(kinds)}{leading} would be asked {asked} questions{each}; the most is {limit}. "
        "Take them out of the “kinds” of some questions: these then stand as prompts, “You may "
        "also have seen”, beside the lines. Or say in “longer_why” why all of them are asked."
    )
