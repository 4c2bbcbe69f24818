"""The return of one kind of agency, to be filled in by hand."""

from collections.abc import Iterator

from audit_tools.blank_returns import AskedQuestion, AskedSection, BlankReturn
from audit_tools.needed import say_reason
from audit_tools.tool import AnswerType, AuditTool, Choice, Question, Scale
from reports.kinds.papers import term
from reports.outline import EMPTY, Box, Heading, Node, Outline, Paragraph, Table, Terms

_ABOUT = ("Reference", "Agency", "Completed by", "Date", "Period under review")
_LINES = {AnswerType.TEXT: 2, AnswerType.LONG_TEXT: 5}
_ON_A_LINE = (AnswerType.ASSESSMENT, AnswerType.SCALE)
_ROOM = f" {'_' * 16}"
ROWS_ON_PAPER = 3
_SEVERAL = "Tick all that apply:"


def blank(facts: BlankReturn) -> Outline:
    """The whole return, with room to write."""
    tool = facts.tool
    rows = tuple((label, "") for label in _ABOUT)
    nodes: list[Node] = [
        Paragraph(tool.about),
        *([Paragraph(tool.look_back)] if tool.look_back else []),
        Table("About this return", ("", "To fill in"), rows, (5, 14), is_headed=True),
        no_names(tool),
    ]
    for asked in facts.sections:
        nodes += _section(asked, tool.grading_scales)
    if facts.besides:
        nodes.append(Heading("Besides, where the agency leads the case"))
        nodes.append(_questions("Where the agency leads", facts.besides))
    if tool.grading_scales:
        nodes.append(Heading("What each grade means"))
    nodes += [node for scale in tool.grading_scales for node in meaning_of(scale)]
    return Outline(
        f"{tool.title}: {facts.kind.label}",
        f"To fill in by hand · version {tool.version}",
        tuple(nodes),
        marking=facts.marking,
    )


def no_names(tool: AuditTool) -> Paragraph:
    """What is not written on the paper."""
    return Paragraph(
        f"Write no names, dates of birth or addresses: the {tool.counts.one} has a reference."
    )


def _section(asked: AskedSection, scales: tuple[Scale, ...]) -> list[Node]:
    section = asked.section
    nodes: list[Node] = [Heading(f"{section.number} {section.title}".strip())]
    if asked.only:
        nodes.append(Paragraph(f"Only where {asked.only}."))
    if section.why:
        nodes.append(Paragraph(section.why))
    if section.good_looks_like:
        nodes.append(Paragraph(f"What good looks like: {section.good_looks_like}"))
    nodes += [Paragraph(f"{link.text}: {link.url}") for link in section.links]
    if asked.questions:
        nodes.append(_questions(f"Questions: {section.title}", asked.questions))
    if section.graded:
        if asked.prompts:
            nodes.append(Paragraph(f"You may also have seen: {'; '.join(asked.prompts)}"))
        nodes += [
            Box("What went well, a line each"),
            Box("What could be better, a line each, and why it happened"),
            *([Box("What we recommend, a line each")] if asked.section.recommendations else []),
            *(Paragraph(f"Our own part ({s.title}): {on_a_line(_grades(s))}") for s in scales),
        ]
    return nodes


def _questions(caption: str, questions: tuple[AskedQuestion, ...]) -> Table:
    rows = tuple((question_to_ask(asked), room_to_answer(asked)) for asked in questions)
    return Table(caption, ("Question", "Answer"), rows, (11, 8), of_texts=True, is_headed=True)


def question_to_ask(asked: AskedQuestion) -> str:
    """The question with its number, whether it has to be answered, its guidance, and when it is
    asked, each on a line."""
    only = f"Only where {asked.only}." if asked.only else ""
    note = f" ({asked.note})" if asked.note else ""
    numbered = f"{asked.question.number} {asked.text}{note}".strip()
    links = (f"{link.text}: {link.url}" for link in asked.question.links)
    return "\n".join(part for part in (numbered, asked.guidance, *links, only) if part)


def room_to_answer(asked: AskedQuestion) -> str:
    """Lines to write on, or boxes to tick, and room for the reason."""
    question = asked.question
    if question.parts:
        return rows_to_fill(question)
    answer = choices_to_tick(question) if question.options else "\n" * _LINES.get(question.type, 1)
    if not question.has_reason:
        return answer
    note = "" if question.reason_needed else " (optional)"
    return f"{answer}\n{say_reason(question)}{note}\n\n"


def rows_to_fill(question: Question) -> str:
    """Room for a few rows of a group, each called what the screen calls it."""
    rows = range(1, min(ROWS_ON_PAPER, question.most) + 1)
    lines = [line for row in rows for line in (question.row_name(row), *_cells(question, row), "")]
    if len(rows) < question.most:
        lines.append(f"More, up to {question.row_name(question.most)}, on a sheet of their own.")
    if question.options:
        lines.append(on_a_line([choice.label for choice in question.options]))
    return "\n".join(lines)


def _cells(question: Question, row: int) -> Iterator[str]:
    for cell in question.cells_of(row):
        room = on_a_line([choice.label for choice in cell.choices]) if cell.choices else _ROOM
        note = " (needed)" if cell.must_be_answered else ""
        yield f"{cell.text}{note}: {room.strip()}"


def choices_to_tick(question: Question) -> str:
    """What can be chosen, with a box before each."""
    options = question.options
    if question.type in _ON_A_LINE and not any(choice.hint for choice in options):
        return on_a_line([choice.label for choice in options])
    listed = "\n".join(
        f"{EMPTY} {_meant(choice)}{_ROOM if choice in question.with_words else ''}"
        for choice in options
    )
    return f"{_SEVERAL}\n{listed}" if question.type is AnswerType.MULTIPLE else listed


def _meant(choice: Choice) -> str:
    label = f"{choice.label} (say which)" if choice.say_which else choice.label
    return f"{label}: {choice.hint}" if choice.hint else label


def on_a_line(labels: list[str]) -> str:
    """``□ Yes   □ No``; what belongs together is not broken."""
    return "   ".join(f"{EMPTY} {label}".replace(" ", "\N{NO-BREAK SPACE}") for label in labels)


def _grades(scale: Scale) -> list[str]:
    return [*(grade.label for grade in scale.grades), "Not our part"]


def meaning_of(scale: Scale) -> tuple[Node, Node]:
    """What each grade of a scale means."""
    terms = tuple(t for grade in scale.grades for t in term(grade.label, grade.descriptor))
    return Heading(scale.title, level=3), Terms(terms)
