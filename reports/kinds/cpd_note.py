"""A note for somebody's own record of continuing professional development: nothing of a case."""

from audit_tools.afterwards import CpdNote
from audit_tools.dates import format_date
from reports.kinds.papers import term
from reports.outline import Box, Heading, Node, Outline, Paragraph, Terms


def cpd_note(written: CpdNote) -> Outline:
    """The note as it was saved; what was not written can be written by hand."""
    note = written.note
    rows = (
        *term("Who", written.name),
        *term("Day", format_date(note.day) if note.day else _TO_FILL),
        *term("Hours", note.hours or _TO_FILL),
        *term("What I did", note.activity.label if note.activity else _TO_FILL),
        *term("Organised by", written.partnership),
    )
    nodes: list[Node] = [Terms(rows), Heading("What I take from it for my own practice")]
    if note.reflection:
        nodes += [Paragraph(text) for text in note.reflection.split("\n") if text.strip()]
    else:
        nodes.append(Box("My reflection", 14))
    title = "Continuing professional development: own note"
    return Outline(
        title, written.audit, tuple(nodes), written.invented, rehearsal=written.rehearsal
    )


_TO_FILL = "." * 60
