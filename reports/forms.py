"""A document in its forms: an outline to be read, and outlines of tables as data.

What writes Word, PDF and workbooks is loaded with the first of them: every start would wait for it.
"""

from collections.abc import Callable

from reports.documents import Format
from reports.outline import Outline
from reports.writers.csv import write_first_table
from reports.writers.html import write_html
from reports.writers.tables_json import write_tables_json


def _write_html(_title: str, outlines: tuple[Outline, ...]) -> bytes:
    return write_html(outlines[0], {})


def _write_docx(title: str, outlines: tuple[Outline, ...]) -> bytes:
    from reports.writers.docx import write_docx  # noqa: PLC0415, see above

    return write_docx(title, outlines[0])


def _write_pdf(title: str, outlines: tuple[Outline, ...]) -> bytes:
    from reports.writers.pdf import write_pdf  # noqa: PLC0415, see above

    return write_pdf(title, outlines)


def _write_xlsx(tables: Outline) -> bytes:
    from reports.writers.xlsx import write_xlsx  # noqa: PLC0415, see above

    return write_xlsx(tables)


WRITERS: dict[str, Callable[[str, tuple[Outline, ...]], bytes]] = {
    Format.HTML: _write_html,
    Format.DOCX: _write_docx,
    Format.PDF: _write_pdf,
}
"""To be read: the title for the file's properties, and the outlines."""

DATA: dict[str, Callable[[Outline], bytes]] = {
    Format.XLSX: _write_xlsx,
    Format.CSV: write_first_table,
    Format.JSON: write_tables_json,
}
"""As data: an outline of tables, which ``reports.tables`` makes of any that is to be read."""
