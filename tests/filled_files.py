"""Files of returns as they come back from whoever filled them in."""

from collections.abc import Mapping
from io import BytesIO

from openpyxl import load_workbook

from audit_tools.return_files.workbook import RETURN


def filled_workbook(data: bytes, texts: Mapping[str, str | int]) -> bytes:
    """The workbook after somebody typed these into its boxes, which are named by their keys."""
    book = load_workbook(BytesIO(data))
    sheet = book[RETURN]
    for row in sheet.iter_rows():
        for pair in str(row[5].value or "").split():
            letter, _, box = pair.partition("=")
            if box in texts:
                cell = sheet[f"{letter}{row[0].row}"]
                cell.value = texts[box]
                if isinstance(texts[box], str):
                    # A cell that is a text in Excel stays one, whatever is typed into it.
                    cell.data_type = "s"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
