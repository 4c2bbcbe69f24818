"""Word papers in the partnership's own styles, and the file of styles that Golden Thread ships."""

from dataclasses import replace

from audit_tools.word_styles import STYLES_USED
from reports.documents import MEDIA_TYPES, Document, Format
from reports.outline import Heading, Outline, Paragraph, Table

NAME = "word-styles.docx"


def in_styles(document: Document, styles: bytes | None) -> Document:
    """A document in a partnership's own styles, if it has some and the document is a Word file."""
    if styles is None or not document.is_word:
        return document
    # What writes Word is loaded with the first paper: every start would wait for it.
    from reports.writers import docx_styles  # noqa: PLC0415, see above

    return replace(document, data=docx_styles.in_styles(document.data, styles))


def styles_file(styles: bytes | None) -> Document:
    """The file of styles that is in use, to be changed in Word: the partnership's own as it came,
    or the shipped one."""
    return Document(NAME, MEDIA_TYPES[Format.DOCX], _shipped() if styles is None else styles)


def _shipped() -> bytes:
    # Loaded with the first paper, as above.
    from reports.writers.docx import write_docx  # noqa: PLC0415, see above

    return write_docx(
        "Styles of papers",
        Outline(
            "Heading 1: the title of a paper",
            "Footer: on every page",
            (
                Paragraph(
                    "Normal: the text of a paper. Change the styles themselves in Word: under "
                    "Home, right-click a style and choose Modify. What is typed here is not used."
                ),
                Heading("Heading 2: a part of a paper"),
                Heading("Heading 3: a part of that", 3),
                Table("Table Grid: the tables", ("Style", "Used for"), tuple(STYLES_USED.items())),
            ),
            marking="Header: on every page",
        ),
    )
