"""Papers that are given out without being made, where it matters alone who gets one."""

from typing import Any

import pytest

import reports

_build = reports.build


def leave_papers_empty(patched: pytest.MonkeyPatch) -> None:
    """From now on Word and PDF files hold nothing; pages and data are made."""
    patched.setattr(reports, "build", _build_pages)


def _build_pages(kind: reports.Kind, facts: Any, format: str, *rest: Any, **more: Any) -> Any:
    if format in (reports.Format.DOCX, reports.Format.PDF):
        return reports.kept(f"paper.{format}", format, b"")
    return _build(kind, facts, reports.Format(format), *rest, **more)
