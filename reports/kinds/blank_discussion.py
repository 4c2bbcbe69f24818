"""The record of a case discussion, to be written by hand in a meeting without computers.

It has what the page of each section has, in the same order and by the same names, so that whoever
took notes enters it afterwards line by line.
"""

from audit_tools.blank_returns import BlankDiscussion, DiscussedSection
from audit_tools.tool import Scale, SectionFor
from reports.kinds.blank_return import (
    meaning_of,
    no_names,
    on_a_line,
    question_to_ask,
    room_to_answer,
)
from reports.outline import EMPTY, Heading, Node, Outline, Paragraph, Table

_ABOUT = ("Reference", "Date and place", "Chair", "Note-taker")
_CAME = ("Agency", "Came", "Sent apologies", "Did not come", "Gave a return")
_WHO_CAME = 8
_HOW = "What is agreed is entered afterwards by whoever took notes, section by section."


def blank_record(facts: BlankDiscussion) -> Outline:
    """The whole discussion, with room to write."""
    tool, scales = facts.tool, facts.tool.grading_scales
    nodes: list[Node] = [
        Paragraph(_HOW),
        *([Paragraph(tool.look_back)] if tool.look_back else []),
        Table(
            "About this discussion",
            ("", "To fill in"),
            _to_fill_in(_ABOUT),
            (5, 14),
            is_headed=True,
        ),
        no_names(tool),
        Heading("Who came"),
        Table(
            "Who came",
            _CAME,
            (("\n", *(EMPTY,) * 4),) * _WHO_CAME,
            (7, 3, 3, 3, 3),
            is_headed=True,
        ),
    ]
    for one in facts.sections:
        nodes += _section(one, scales)
    if scales:
        nodes.append(Heading("What each grade means"))
    nodes += [node for scale in scales for node in meaning_of(scale)]
    return Outline(
        f"Case discussion: {tool.title}",
        f"To write by hand · version {tool.version}",
        tuple(nodes),
        marking=facts.marking,
    )


def _to_fill_in(labels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((label, "") for label in labels)


def _section(one: DiscussedSection, scales: tuple[Scale, ...]) -> tuple[Node, Node]:
    """A section, with room for as much as is written while others speak: about a page."""
    section = one.section
    good = section.good_looks_like
    rows = [("What good looks like", good)] if good else []
    rows += [(question_to_ask(asked), room_to_answer(asked)) for asked in one.questions]
    of_agencies = section.asked is SectionFor.AGENCIES
    if section.graded:
        rows += _agreed(scales, of_agencies=of_agencies)
    if of_agencies:
        rows += _FINDINGS
    rows += _TO_DO
    columns = ("What is agreed", "To write")
    return (
        Heading(f"{section.number} {section.title}".strip()),
        Table(section.title, columns, tuple(rows), (6, 13), of_texts=True, is_headed=True),
    )


def _agreed(scales: tuple[Scale, ...], *, of_agencies: bool) -> list[tuple[str, str]]:
    """The grade with its reason, and beside it who would have given another."""
    compared = of_agencies and bool(scales)
    own = [("How each agency graded its own part", _lines(3))] if compared else []
    grades = [
        (_agreed_by(scale, scales), on_a_line([grade.label for grade in scale.grades]))
        for scale in scales
    ]
    view = ("A different view: which agency, which grade, and its reason", _lines(4))
    return [*own, *grades, ("Why, in a sentence", _lines(4)), *([view] if compared else [])]


def _agreed_by(scale: Scale, scales: tuple[Scale, ...]) -> str:
    """With several scales the audit has chosen one: its name tells which."""
    return "Agreed grade" if len(scales) == 1 else f"Agreed grade, by {scale.title}"


def _lines(number: int) -> str:
    return "\n" * number


_FINDINGS = [
    ("What went well, a line each, and which agencies it concerns", _lines(6)),
    ("What could be better, a line each, which agencies it concerns, and why it happened",
     _lines(6)),
]  # fmt: skip
_TO_DO = [
    ("To check afterwards, and by whom", _lines(3)),
    ("Action, by whom and by when", _lines(3)),
]
