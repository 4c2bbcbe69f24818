"""Which sections of a tool a discussion goes through, and of which it writes a record."""

from __future__ import annotations

from audit_tools.tool import AskedOf, AuditTool, Question, Section, SectionFor


def discussed_sections(tool: AuditTool) -> tuple[Section, ...]:
    """The sections of agencies that the discussion goes through, in the tool's order.

    They are graded, or ask the discussion something, or judge practice by their questions alone.
    Where a tool has none of these, as a form that was made for another program, it is every section
    that agencies answer: what was answered is read by somebody.
    """
    of_agencies = [s for s in tool.sections if s.asked is SectionFor.AGENCIES]
    spoken_of = [s for s in of_agencies if s.graded or any(map(_is_discussed, s.questions))]
    return tuple(spoken_of or (s for s in of_agencies if s.questions))


def _is_discussed(question: Question) -> bool:
    return question.asked is AskedOf.PANEL or question.judges


def recorded_sections(tool: AuditTool) -> tuple[Section, ...]:
    """The sections of which a discussion writes a record."""
    panel = tool.panel_section
    return (*discussed_sections(tool), *((panel,) if panel else ()))
