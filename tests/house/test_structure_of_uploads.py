"""Every file from outside comes in through one door, which reads it apart."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
READERS = {
    "check_package", "check_styles", "load_workbook", "read_any_workbook", "read_candidates",
    "read_codebook", "read_file", "read_form", "read_list", "read_plan", "read_rows",
    "read_table", "read_tables", "read_theme_list", "read_tool", "read_workbook",
    "read_workbook_rows", "read_workbook_sheets", "ZipFile",
}  # fmt: skip
"""What takes the bytes or the text of a file; the door is handed them by name."""


def test_no_page_and_no_operation_reads_a_file_itself() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("web", "operations")
        for path in sorted((ROOT / "app" / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in READERS
    ]
    assert found == []


def test_what_takes_a_file_is_handed_to_the_door() -> None:
    """The names are those that there are: a reader that is called otherwise is not watched."""
    handed = {
        node.args[0].id
        for path in sorted((ROOT / "app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "read_apart" and isinstance(node.args[0], ast.Name)
    }
    assert handed <= READERS
    assert len(handed) >= 5
