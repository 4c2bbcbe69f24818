"""Versions of a tool in which a question stands in another section."""

from dataclasses import replace

from audit_tools.tool import AuditTool


def carried_over(tool: AuditTool, key: str, section: str) -> AuditTool:
    """The tool with a question carried to the end of another section."""
    question = tool.question(key)
    sections = (
        replace(
            one,
            questions=(
                *(other for other in one.questions if other != question),
                *([question] if one.key == section else []),
            ),
        )
        for one in tool.sections
    )
    return replace(tool, sections=tuple(sections))
