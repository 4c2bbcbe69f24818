"""The six published letters and the inspection of Leeds, read from the files in ``letters/``."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from audit_tools.codebook import Codebook
from audit_tools.definition import read_inspection, theme_list_to_document, tool_to_document
from audit_tools.exchange import FORMAT, VERSION
from audit_tools.facts import InspectionLetter
from audit_tools.tool import AuditTool

LETTERS = Path(__file__).parent / "letters"


def read_findings_file() -> bytes:
    """The 99 statements as CSV, for the application's own import."""
    return (LETTERS / "findings.csv").read_bytes()


def write_letters_audit(tool: AuditTool, theme_list: Codebook) -> dict[str, Any]:
    """The audit that holds the letters, still without findings: six areas, agreed and closed."""
    header = _read_yaml("audit.yaml")
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "tool": tool_to_document(tool),
        "theme_list": theme_list_to_document(theme_list),
        "audit": header["audit"],
        "agencies": header["agencies"],
        "cases": [{"reference": area, "state": "agreed"} for area in _areas()],
        "needs": _needs(),
    }


def read_inspection_file() -> InspectionLetter:
    """The inspection of Leeds, which the invented audits answer."""
    return read_inspection((LETTERS / "inspection.yaml").read_text(encoding="utf-8"))


def _areas() -> tuple[str, ...]:
    """The areas in the order of the file."""
    rows = _read_rows(read_findings_file())
    return tuple(dict.fromkeys(row["case_reference"] for row in rows))


def _needs() -> list[dict[str, Any]]:
    """Why training has not worked so far, of the needs of which a letter says it."""
    rows = _read_rows((LETTERS / "gaps.csv").read_bytes())
    return [
        {"theme": row["need"], "audience": "", "gap": row["gap"], "gap_note": row["gap_note"]}
        for row in rows
        if row["need"]
    ]


def _read_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8"), newline="")))


def _read_yaml(name: str) -> Any:
    return YAML(typ="safe", pure=True).load(LETTERS / name)
