"""Which values a place of a return may hold.

Shape is the form's concern; meaning is checked here, once, whether the value was typed, saved
by the page, or came in from a file.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from audit_tools import places
from audit_tools.dates import format_date
from audit_tools.entries import Edit
from audit_tools.errors import Invalid
from audit_tools.numbers import joined
from audit_tools.places import Place
from audit_tools.returns import AgencyReturn
from audit_tools.tool import SEPARATOR, AnswerType, AuditTool, Question, Scale
from audit_tools.training_needs import Cause
from audit_tools.wording import MAX_TEXT


def check_answer(
    tool: AuditTool, scale: Scale | None, agency_return: AgencyReturn, place: str, value: str
) -> str:
    """The value to store at the place; an empty value takes an answer back.

    Raises ``Invalid`` with the place where it is unknown, not asked of this kind of agency, or
    where the value is outside its choices, no number, no date, or too long.
    """
    where = read_known_place(tool, agency_return, place)
    text = check_length(place, value)
    if not text:
        return ""
    if where.of_question:
        return _check_at(tool.question(where.part), place, text)
    return _check_part(scale, where, place, text)


def check_on_page(tool: AuditTool, edits: Iterable[Edit], section: str | None) -> None:
    """Raise ``Invalid`` for a place that is not on the page of the section; None for any page."""
    for edit in edits:
        if section is not None and tool.section_at(edit.place) != section:
            raise Invalid("This is not part of the section. Reload the page.", place=edit.place)


def check_length(place: str, value: str) -> str:
    """The text without what stands around it. Raises ``Invalid`` where it is too long."""
    text = value.replace("\r\n", "\n").strip()
    if len(text) > MAX_TEXT:
        raise Invalid(f"Keep this to {MAX_TEXT:,} characters; it has {len(text):,}.", place=place)
    return text


def read_known_place(tool: AuditTool, agency_return: AgencyReturn, place: str) -> Place:
    """The place taken apart. Raises ``Invalid`` if this return has no such place."""
    where, key = places.read_place(place), tool.section_at(place)
    question = tool.question(where.part) if where.of_question else None
    section = next(
        (s for s in tool.return_sections(agency_return.kind, agency_return.lead) if s.key == key),
        None,
    )
    if section is None:
        raise Invalid("This return has no such section.", place=place)
    if question is not None:
        _check_is_asked(question, agency_return, place)
    elif not section.graded or not _PARTS.fullmatch(place.partition("/")[2]):
        raise Invalid("This section has no such place.", place=place)
    elif where.part == places.RECOMMENDATION and not section.recommendations:
        raise Invalid("This section asks for no recommendations.", place=place)
    return where


_PARTS = re.compile(
    r"grade|reason|nothing|(strength|recommendation)/[1-9]\d?|development/[1-9]\d?(/cause)?"
)


def _check_is_asked(question: Question, of: AgencyReturn, place: str) -> None:
    if place not in question.places:
        raise Invalid("The audit tool has no such question.", place=place)
    if not question.is_asked_of(of.kind, of.lead):
        raise Invalid("Your kind of agency is not asked this question.", place=place)


def _check_at(question: Question, place: str, text: str) -> str:
    """What stands at a place of a question: its answer, one in a row, or words beside."""
    asked = question.asked_at(place)
    check = _CHECKS.get(asked.type) if asked else None
    return check(asked, place, text) if asked and check else text


def check_told(question: Question, place: str, value: str) -> str:
    """The value to store for a question that no agency answers from its records, or for what stands
    beside it: nobody says where it was seen.

    Raises ``Invalid``.
    """
    if place not in question.places or place == places.seen_place(question.key):
        raise Invalid("There is no such question here.", place=place)
    text = check_length(place, value)
    return _check_at(question, place, text) if text else ""


def _check_assessment(question: Question, place: str, text: str) -> str:
    if text not in {choice.key for choice in question.options}:
        offered = joined((choice.label for choice in question.options), "or")
        raise Invalid(f"Choose {offered} for this question.", place=place)
    return text


def _check_single(question: Question, place: str, text: str) -> str:
    if text not in {choice.key for choice in question.options}:
        raise Invalid("Choose one of the answers offered for this question.", place=place)
    return text


def _check_group(question: Question, place: str, text: str) -> str:
    if text not in question.offered_absences:
        raise Invalid("Write in the rows of this question.", place=place)
    return text


def _check_scale(question: Question, place: str, text: str) -> str:
    labels = {choice.key: choice.label for choice in question.options}
    if text not in labels:
        raise Invalid(f"Choose one of these: {', '.join(labels.values())}.", place=place)
    return text


def _check_multiple(question: Question, place: str, text: str) -> str:
    chosen = text.split(SEPARATOR)
    offered = [choice.key for choice in question.options]
    if not set(chosen) <= set(offered):
        raise Invalid("Choose from the answers offered for this question.", place=place)
    alone = next(
        (c for c in question.options if c.key in question.standing_alone and c.key in chosen), None
    )
    if alone and len(set(chosen)) > 1:
        raise Invalid(f"Choose either “{alone.label}” or others, not both.", place=place)
    return SEPARATOR.join(key for key in offered if key in chosen)


def _check_number(question: Question, place: str, text: str) -> str:
    if not re.fullmatch(r"\d{1,6}", text):
        raise Invalid("Enter a whole number in figures, such as 42.", place=place)
    return str(int(text))


def _check_date(question: Question, place: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Invalid("Enter a real date, such as 2025-05-28.", place=place) from None


_CHECKS = {
    AnswerType.ASSESSMENT: _check_assessment,
    AnswerType.SINGLE: _check_single,
    AnswerType.MULTIPLE: _check_multiple,
    AnswerType.SCALE: _check_scale,
    AnswerType.GROUP: _check_group,
    AnswerType.NUMBER: _check_number,
    AnswerType.DATE: _check_date,
}


def _check_part(scale: Scale | None, where: Place, place: str, text: str) -> str:
    if where.part == "grade":
        return text if text == places.NOT_OUR_PART else check_grade(scale, place, text)
    if where.part == "nothing" and text != places.YES:
        raise Invalid("“Nothing to add” is either chosen or not.", place=place)
    if where.rest[-1:] == ("cause",) and text not in list(Cause):
        raise Invalid("Choose why it happened from the list.", place=place)
    is_line = where.part in places.LINE_KINDS and len(where.rest) == 1
    return " ".join(text.split()) if is_line else text


def check_grade(scale: Scale | None, place: str, text: str) -> str:
    """A grade of the audit's scale. Raises ``Invalid`` for anything else."""
    if scale is None:
        raise Invalid("This audit gives no grades.", place=place)
    if text not in scale:
        words = ", ".join(grade.label for grade in scale.grades)
        raise Invalid(f"Choose one of the grades of this audit: {words}.", place=place)
    return text


NOT_ANSWERED = "Not answered"
WHY, SEEN = "Why", "Seen"


def beside(question: Question, entries: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What was written beside an answer, each with what it is; nothing that is empty. The rows of a
    group come first.

    What was written beside another answer, before this one was given, is kept and not read.
    """
    why = places.reason_place(question.key)
    opened = question.opened(entries.get(question.key, ""))
    read = (*opened, why) if question.reason is not None else opened
    written = (
        (why, WHY),
        *((places.says_place(question.key, c.key), c.label) for c in question.with_words),
    )
    seen = places.seen_place(question.key)
    standing = [one for one in written if one[0] in read]
    words = ((label, entries[at]) for at, label in (*standing, (seen, SEEN)) if entries.get(at))
    return (*rows_in_words(question, entries), *words)


def first_opened(
    asked: Iterable[Question],
    new: Collection[str],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> str:
    """The first empty place that answers have opened: a question that is ``new``, by its key, or
    what is to be written beside an answer. In the order of the questions; empty for none."""
    opened = (
        place
        for question in asked
        for place in (question.key, *question.opened(after.get(question.key, "")))
        if place in new
        or (place != question.key and place not in question.opened(before.get(question.key, "")))
    )
    return next((place for place in opened if place not in after), "")


def rows_in_words(question: Question, entries: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The rows of a group as people read them, each with what it is called:
    ``("Sibling 1", "Age: 10 to 12 · Where: at home")``."""
    return tuple(
        (question.row_name(row), " · ".join(_cells_in_words(question.cells_of(row), entries)))
        for row in question.rows_in(entries)
    )


def _cells_in_words(cells: Iterable[Question], entries: Mapping[str, str]) -> Iterator[str]:
    for cell in cells:
        if text := entries.get(cell.key):
            yield f"{cell.text}: {in_words(cell, text)}"


def words_at(question: Question, place: str, value: str) -> str:
    """What stands at a place of a question, as people read it: an answer in words, any other text
    as it is; empty for nothing."""
    asked = question.asked_at(place)
    return in_words(asked, value) if asked and value else value


def in_full(question: Question, entries: Mapping[str, str]) -> str:
    """An answer as people read it, the rows of a group each on a line."""
    rows = (f"{name}: {text}" for name, text in rows_in_words(question, entries))
    return "\n".join(part for part in (said(question, entries), *rows) if part)


def said(question: Question, entries: Mapping[str, str]) -> str:
    """What was answered to a question, as people read it: ``Not answered`` for nothing at all, and
    empty where the rows of a group, which ``beside`` gives, say everything."""
    answer = entries.get(question.key, "")
    return "" if not answer and question.rows_in(entries) else in_words(question, answer)


def in_words(question: Question, answer: str) -> str:
    """A stored answer as people read it; ``Not answered`` for none."""
    if not answer:
        return NOT_ANSWERED
    if question.type is AnswerType.DATE:
        return format_date(date.fromisoformat(answer))
    labels = {choice.key: choice.label for choice in question.options}
    if not labels:
        return answer
    return "; ".join(labels.get(key, key) for key in answer.split(SEPARATOR))
