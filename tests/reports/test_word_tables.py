"""Tables of a Word file: their lines, their room, and that Word opens what is said of them."""

from typing import Any

import pytest
from docx.oxml.ns import qn

from reports.outline import Box, Outline, Table
from reports.writers.docx import write_docx
from tests.reports.files import word

# The order of ISO/IEC 29500-1, 17.4.59: Word calls a file damaged that has another.
ORDER = ("tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption")


def written(columns: int) -> Any:
    """A Word file with a table so wide, and a box to write in."""
    heads = tuple(f"Column {n}" for n in range(columns))
    outline = Outline("A paper", "", (Table("A table", heads, (heads,)), Box("To write in")))
    return word(write_docx("A paper", outline))


def names(properties: Any) -> list[str]:
    return [one.tag.rpartition("}")[2] for one in properties]


@pytest.mark.parametrize("columns", [2, 8])
def test_what_is_said_of_a_table_stands_in_the_order_of_the_format(columns: int) -> None:
    for table in written(columns).tables:
        said = names(table._tbl.tblPr)
        assert said == [name for name in ORDER if name in said]


def test_rows_are_told_by_thin_lines_that_the_style_says_and_a_partnership_may_change() -> None:
    file = written(2)
    about = file.styles["Table Grid"].element.find(qn("w:tblPr"))
    lines = {
        line.tag.rpartition("}")[2]: line.get(qn("w:val"))
        for line in about.find(qn("w:tblBorders"))
    }
    assert {side for side, value in lines.items() if value == "single"} == {
        "top", "bottom", "insideH"
    }  # fmt: skip
    assert int(about.find(qn("w:tblCellMar")).find(qn("w:top")).get(qn("w:w"))) > 0
    table, box = file.tables
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is None
    # What is written by hand needs a frame on all sides.
    frame = box._tbl.tblPr.find(qn("w:tblBorders"))
    assert {line.tag.rpartition("}")[2] for line in frame if line.get(qn("w:val")) == "single"} == {
        "top", "left", "bottom", "right"
    }  # fmt: skip
