"""What has to be answered: always, never, or where earlier answers, the agency or the case say."""

from __future__ import annotations

from collections.abc import Mapping

from audit_tools.conditions.in_words import Named, say_all
from audit_tools.conditions.terms import Situation
from audit_tools.tool import AuditTool, Needed, Question, Section


def needs_answer(
    tool: AuditTool, question: Question, entries: Mapping[str, str], situation: Situation
) -> bool:
    """Whether a question that is shown cannot stay empty, by the answers so far, by place."""
    return question.must_be_answered or _holds(tool, question, entries, situation)


def panel_needs(
    tool: AuditTool, question: Question, entries: Mapping[str, str], situation: Situation
) -> bool:
    """The same of a question of the discussion, which may leave most of them empty, whatever their
    type."""
    return question.answer is Needed.REQUIRED or _holds(tool, question, entries, situation)


def is_mandatory(
    tool: AuditTool, section: Section, entries: Mapping[str, str], situation: Situation
) -> bool:
    """Whether a section has to be answered even by those with nothing to add."""
    return section.mandatory or _holds(tool, section, entries, situation)


def _holds(
    tool: AuditTool, part: Question | Section, entries: Mapping[str, str], situation: Situation
) -> bool:
    when = part.required_when
    return bool(when) and tool.all_hold(when, entries, situation)


def say_needed(question: Question, named: Named) -> str:
    """What is said beside a question: ``needed where 1.1 is answered No``, ``optional``, or nothing
    where it is as usual for its type."""
    if question.required_when:
        return f"needed where {say_all(question.required_when, named)}"
    return question.answer_note


def say_panel_needs(question: Question, named: Named) -> str:
    """The same of a question of the discussion."""
    if question.answer is Needed.REQUIRED:
        return "needed"
    return say_needed(question, named) if question.required_when else ""


def say_reason(question: Question) -> str:
    """What is asked for a reason, and when it has to be given, one sentence after the other."""
    asked, needed = question.reason_text, question.reason_needed
    is_ended = not needed or asked.endswith((".", "?", "!", ":"))
    return f"{asked}{'' if is_ended else '.'} {needed}".strip()
