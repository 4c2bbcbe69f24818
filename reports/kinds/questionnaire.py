"""What somebody is asked who is no agency, to be filled in by hand or read out.

One for a child or a parent says neither whom it is about nor what the audit is about: it may be
left lying. The words are those of the tool.
"""

from collections.abc import Iterator

from audit_tools.blank_returns import AskedQuestion, Questionnaire
from audit_tools.questions import AnswerType
from reports.kinds.blank_return import choices_to_tick, rows_to_fill
from reports.outline import Box, Heading, Node, Outline, Paragraph

_HEIGHTS = {AnswerType.TEXT: 2, AnswerType.LONG_TEXT: 5}
_NO_NAMES = "Please write no names. You need not answer anything that you do not want to answer."
_GIVEN_OUT = "For whoever asks: reference __________ date __________"


def blank_questionnaire(facts: Questionnaire) -> Outline:
    """One section with room to write; in large letters where somebody is asked by it."""
    section, is_companion = facts.section, facts.section.asked.is_companion
    nodes: list[Node] = [Paragraph(section.why)] if section.why else []
    if is_companion:
        nodes.append(Paragraph(_NO_NAMES))
    for asked in facts.questions:
        nodes += _question(asked)
    if is_companion:
        nodes.append(Paragraph(_GIVEN_OUT))
    return Outline(
        section.title,
        "To fill in by hand" if is_companion else f"{facts.tool.title} · to fill in by hand",
        tuple(nodes),
        marking="" if is_companion else facts.marking,
        large=is_companion,
    )


def _question(asked: AskedQuestion) -> Iterator[Node]:
    question = asked.question
    yield Heading(asked.text)
    if asked.only:
        yield Paragraph(f"Only where {asked.only}.")
    if asked.guidance:
        yield Paragraph(asked.guidance)
    if question.parts:
        yield Paragraph(rows_to_fill(question))
    elif question.options:
        yield Paragraph(choices_to_tick(question))
    else:
        yield Box("Write here", _HEIGHTS.get(question.type, 1))
    if question.has_reason:
        yield Box(question.reason_text, 2)
