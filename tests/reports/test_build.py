"""The single door: which documents there are, and what they cost."""

import subprocess
import sys

import pytest

import reports
from audit_tools.audience import AudienceFacts
from audit_tools.errors import Hidden, Invalid
from tests.reports.summaries import nothing_yet, six_areas, six_children

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("kind", "format", "name", "media_type"),
    [
        (
            "theme-summary",
            "html",
            "syv-2024-q3-theme-summary.html",
            "text/html; charset=utf-8",
        ),
        ("training-needs", "html", "syv-2024-q3-training-needs.html", "text/html; charset=utf-8"),
        ("theme-summary", "docx", "syv-2024-q3-theme-summary.docx", DOCX),
        ("theme-summary", "pdf", "syv-2024-q3-theme-summary.pdf", "application/pdf"),
        ("training-needs", "docx", "syv-2024-q3-training-needs.docx", DOCX),
        ("training-needs", "pdf", "syv-2024-q3-training-needs.pdf", "application/pdf"),
        ("theme-summary", "json", "syv-2024-q3-theme-summary.json", "application/json"),
        ("theme-summary", "csv", "syv-2024-q3-theme-summary.csv", "text/csv; charset=utf-8"),
        ("theme-summary", "xlsx", "syv-2024-q3-theme-summary.xlsx", XLSX),
        ("board-assurance", "xlsx", "syv-2024-q3-board-assurance.xlsx", XLSX),
        ("board-assurance", "csv", "syv-2024-q3-board-assurance.csv", "text/csv; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("facts", [six_children(), six_areas(), nothing_yet()])
def test_a_document_has_a_name_a_media_type_and_the_same_bytes_for_the_same_facts(
    kind: str, format: str, name: str, media_type: str, facts: AudienceFacts
) -> None:
    document = reports.build(kind, facts, format)
    assert (document.name, document.media_type) == (name, media_type)
    assert document.data == reports.build(kind, facts, format).data
    assert document.data


@pytest.mark.parametrize(
    ("kind", "format"),
    [
        ("summary", "json"),
        ("theme-summary", "odt"),
        ("case-record", "html"),
    ],
)
def test_a_document_that_there_is_not_is_refused(kind: str, format: str) -> None:
    with pytest.raises(Invalid, match="no such document"):
        reports.build(kind, six_children(), format)


@pytest.mark.parametrize("name", ["themes", "grades", "waits"])
def test_a_picture_of_nothing_is_not_there(name: str) -> None:
    with pytest.raises(Hidden):
        reports.chart_svg(name, nothing_yet())


def test_an_audit_without_a_scale_has_no_picture_of_grades() -> None:
    with pytest.raises(Hidden):
        reports.chart_svg("grades", six_areas())


def test_a_picture_that_there_is_not_is_not_there() -> None:
    with pytest.raises(Hidden):
        reports.chart_svg("pie", six_children())


def test_pandas_and_matplotlib_are_loaded_with_the_first_picture_and_not_before() -> None:
    program = (
        "import sys, reports\n"
        "from tests.reports.summaries import six_children\n"
        "facts = six_children()\n"
        "reports.build('theme-summary', facts, 'html')\n"
        "reports.build('theme-summary', facts, 'json')\n"
        "reports.build('theme-summary', facts, 'csv')\n"
        "assert not {'pandas', 'matplotlib', 'numpy'} & set(sys.modules)\n"
        "reports.chart_svg('themes', facts)\n"
        "assert {'pandas', 'matplotlib'} <= set(sys.modules)\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
