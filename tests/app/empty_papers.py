"""Papers that are given out without being made, where it matters alone who gets one."""

from typing import Any

import pytest

import reports
from reports import forms, summaries

PAPERS = (reports.Format.DOCX, reports.Format.PDF)
_build = reports.build


def leave_papers_empty(patched: pytest.MonkeyPatch) -> None:
    """From now on Word, PDF and Excel files hold nothing, in a folder of them too; pages, pictures
    and data are made."""
    patched.setattr(reports, "build", _build_pages)
    for format in PAPERS:
        patched.setitem(forms.WRITERS, format, lambda *_: b"")
        patched.setitem(summaries._PAPERS, format, lambda *_: b"")
    patched.setitem(forms.DATA, reports.Format.XLSX, lambda *_: b"")


def _build_pages(kind: reports.Kind, facts: Any, format: str, *rest: Any, **more: Any) -> Any:
    if format in PAPERS:
        return reports.kept(f"paper.{format}", format, b"")
    return _build(kind, facts, reports.Format(format), *rest, **more)
