"""One section of a case as all agencies answered it, side by side and word for word."""

from collections.abc import Iterator, Mapping, Sequence

from audit_tools import places
from audit_tools.answers import NOT_ANSWERED, SEEN, WHY, beside, said
from audit_tools.case_records import CaseReturns
from audit_tools.discussions import ReturnRead, SectionCompared, Silence, compare
from audit_tools.numbers import joined
from audit_tools.places import FindingKind
from audit_tools.returns import ReturnStatus, lines, recommendations
from audit_tools.tool import AskedOf, Question, Section, SectionFor
from reports.kinds import sentences
from reports.kinds.papers import line_text, without_empty_columns
from reports.outline import Node, Paragraph, Table


def grade_label(given: CaseReturns, grade: str) -> str:
    """A grade in words; empty for none."""
    return given.scale.grade(grade).label if given.scale and grade else ""


def grades_sentence(given: CaseReturns, section: Section) -> str:
    """``Good: Police and School``, a line to a grade and the best first; then who gave none."""
    if section.asked is not SectionFor.AGENCIES or not given.asks_returns:
        return ""
    compared = compare(section, given.scale, given.returns)
    grades = given.scale.grades if given.scale else ()
    by_word: dict[str, list[str]] = {grade.label: [] for grade in grades}
    for agency, grade in compared.grades.items():
        by_word[grade_label(given, grade)].append(agency)
    for agency in compared.silences:
        if word := _silence(given, compared, agency):
            by_word.setdefault(sentences.opening(word), []).append(agency)
    return "\n".join(f"{word}: {joined(given.names(who))}" for word, who in by_word.items() if who)


def _silence(given: CaseReturns, compared: SectionCompared, agency: str) -> str:
    """Why an agency gave no grade; nothing where none was asked for."""
    silence = compared.silences.get(agency)
    if silence is None or (silence is Silence.NO_GRADE and given.scale is None):
        return ""
    return silence.value


def returns_table(given: CaseReturns, section: Section) -> list[Node]:
    """What each agency wrote of its own part; who was asked and wrote nothing is named in one
    sentence."""
    if section.asked is not SectionFor.AGENCIES or not section.graded:
        return []
    compared = compare(section, given.scale, given.returns)
    rows = [_row(given, compared, one) for one in given.by_name()]
    speaking = tuple(row for row in rows if row[2])
    table = Table(
        f"What each agency said of its own part: {section.title}",
        ("Agency", "Own grade", "What it wrote"),
        speaking,
        (5, 4, 13),
    )
    nodes: list[Node] = [without_empty_columns(table)] if speaking else []
    if given.asks_returns and (silent := [row for row in rows if not row[2]]):
        nodes.append(Paragraph(f"Wrote nothing here: {_silent(given, silent)}."))
    return nodes


def _silent(given: CaseReturns, rows: Sequence[tuple[str, str, str]]) -> str:
    """``Probation (no return); Police and School (not our part)``: by what they gave instead."""
    by_word: dict[str, list[str]] = {}
    for name, word, _ in rows:
        by_word.setdefault(word.lower(), []).append(name.removesuffix(_LEADS))
    return "; ".join(
        f"{joined(names)} ({word})" if word else joined(names) for word, names in by_word.items()
    )


_LEADS = " (leads)"


def _row(given: CaseReturns, compared: SectionCompared, one: ReturnRead) -> tuple[str, str, str]:
    key = compared.section
    name = given.name(one.agency) + (_LEADS if one.agency == given.lead else "")
    grade = grade_label(given, compared.grades.get(one.agency, ""))
    word = grade or sentences.opening(_silence(given, compared, one.agency))
    return name, word, "\n".join(_wrote(one, key))


def _wrote(one: ReturnRead, section: str) -> Iterator[str]:
    for line in lines(one.entries, section):
        side = "Went well" if line.kind is FindingKind.STRENGTH else "Could be better"
        yield f"{side}: {line_text(line)}"
    for recommended in recommendations(one.entries, section):
        yield f"Recommends: {recommended.text}"
    if reason := one.entries.get(places.reason_place(section)):
        yield f"Reason: {reason}"


def answers_table(given: CaseReturns, section: Section) -> list[Node]:
    """The questions with the answers of all who were asked, in the tool's order."""
    rows = tuple(
        (f"{question.number} {question.text}".strip(), answers)
        for question in section.questions
        if question.asked in (AskedOf.EACH, AskedOf.LEAD)
        and (answers := "\n".join(_answers(given, question)))
    )
    caption = f"Answers: {section.title}"
    return [Table(caption, ("Question", "Answers"), rows, (9, 10))] if rows else []


def _answers(given: CaseReturns, question: Question) -> Iterator[str]:
    asked = [one for one in given.by_name() if _was_asked(given, question, one)]
    yield from _given(given, question, {r.agency: said(question, r.entries) for r in asked})
    for one in asked:
        for label, text in beside(question, one.entries):
            yield f"{given.name(one.agency)}{_says(question, label)}: {text}"
        agency = given.agencies.get(one.agency)
        if agency and (wording := question.text_for(agency.kind)) != question.text:
            yield f"{agency.name} was asked: {wording}"


_SAID = {WHY: " says why", SEEN: " saw it here"}


def _says(question: Question, label: str) -> str:
    """How what stands beside an answer is brought in; the rows of a group are each named."""
    usual = f", {label}" if question.parts else f" adds to “{label}”"
    return _SAID.get(label, usual)


def _given(given: CaseReturns, question: Question, answers: Mapping[str, str]) -> Iterator[str]:
    """One line to an answer that can be chosen, and one line to an agency that wrote its own; the
    answers come as people read them."""
    if set(answers.values()) <= {NOT_ANSWERED}:
        return
    by_word: dict[str, list[str]] = {option.label: [] for option in question.options}
    for agency, answer in answers.items():
        by_word.setdefault(answer, []).append(agency)
    unanswered = by_word.pop(NOT_ANSWERED, [])
    # Whoever filled in rows of a group is named with each.
    by_word.pop("", None)
    for word, who in by_word.items():
        names = joined(given.names(who))
        if who:
            yield f"{word}: {names}" if question.options else f"{names}: {word}"
    if unanswered:
        yield f"{NOT_ANSWERED}: {joined(given.names(unanswered))}"


def _was_asked(given: CaseReturns, question: Question, one: ReturnRead) -> bool:
    """Whether the agency sent a return with this question in it."""
    agency = given.agencies.get(one.agency)
    if agency is None or one.status is not ReturnStatus.SUBMITTED:
        return False
    if question.is_answered(one.entries):
        return True
    situation = given.situation(one.agency)
    return question.is_asked_of(agency.kind, situation.leads) and given.tool.shown(
        question, one.entries, situation
    )
