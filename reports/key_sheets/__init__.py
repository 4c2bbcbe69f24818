"""Key sheets as files: which reference is which child is written into them outside."""

from enum import StrEnum
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from audit_tools.errors import Hidden
from audit_tools.key_sheets import KeySheet
from reports import Document, in_styles

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SheetFormat(StrEnum):
    """The two programs that a key sheet is completed in."""

    WORD = "docx"
    EXCEL = "xlsx"


_MEDIA_TYPES = {SheetFormat.WORD: _WORD, SheetFormat.EXCEL: _EXCEL}


def build_key_sheet(sheet: KeySheet, format: str, styles: bytes | None = None) -> Document:
    """The sheet of one agency, as Word in the partnership's own ``styles`` where it has some. Its
    file name carries the audit and the agency, and no child.

    Raises ``Hidden`` for another format.
    """
    if format not in set(SheetFormat):
        raise Hidden("There is no such file.")
    name = f"key-sheet-{sheet.agency_key}-{sheet.audit_key}.{format}"
    made = Document(name, _MEDIA_TYPES[SheetFormat(format)], _write(sheet, format))
    return in_styles(made, styles)


def build_all(sheets: tuple[KeySheet, ...], styles: bytes | None = None) -> Document:
    """The sheets of several agencies of one audit, each in both formats, as one zip file.

    Raises ``Hidden`` where there is none.
    """
    if not sheets:
        raise Hidden("There is no key sheet yet.")
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as folder:
        for sheet in sheets:
            for format in SheetFormat:
                file = build_key_sheet(sheet, format, styles)
                folder.writestr(file.name, file.data)
    return Document(f"key-sheets-{sheets[0].audit_key}.zip", "application/zip", packed.getvalue())


def _write(sheet: KeySheet, format: str) -> bytes:
    # The libraries are slow to load, and most who start the application make no sheet.
    from reports.key_sheets import excel, word  # noqa: PLC0415

    return {SheetFormat.WORD: word.write, SheetFormat.EXCEL: excel.write}[SheetFormat(format)](
        sheet
    )
