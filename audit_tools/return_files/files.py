"""The kinds of file that a return can be filled in as."""

from collections.abc import Callable

from audit_tools.errors import Invalid
from audit_tools.return_files import word, workbook
from audit_tools.return_files.form import ReturnForm
from audit_tools.return_files.reading import FilledForm
from audit_tools.word_files import is_word
from audit_tools.workbook_files import is_workbook

WRITTEN: dict[str, Callable[[ReturnForm], bytes]] = {
    "xlsx": workbook.write_form,
    "docx": word.write_form,
}
"""The writer of each, by the ending of its name."""


def read_file(data: bytes) -> FilledForm:
    """What stands in a file that was filled in, whatever its name says it is.

    Raises ``Invalid`` for a file of another kind, and for what its reader refuses.
    """
    if is_word(data):
        return word.read_form(data)
    if is_workbook(data):
        return workbook.read_form(data)
    raise Invalid("Choose the Excel workbook or the Word file that was filled in.")
