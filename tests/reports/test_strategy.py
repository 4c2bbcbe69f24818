"""The learning strategy as documents: the page, Word and PDF, and the same as data."""

import json
from io import BytesIO

import openpyxl

import reports
from audit_tools.learning_strategy.papers import how_far
from reports.kinds.learning_strategy import learning_strategy
from tests.app.visitors import text_in
from tests.reports.outlines import lines, paragraphs, terms, text
from tests.strategies import strategy_paper

KIND = reports.Kind.LEARNING_STRATEGY


def made(form: reports.Format) -> bytes:
    return reports.build(KIND, strategy_paper(), form).data


def test_it_says_first_how_far_it_is() -> None:
    assert how_far(strategy_paper()) == (
        "2 objectives, 2 activities: 1 done and 1 dropped. "
        "1 evaluation point is measured. 2 are overdue."
    )


def test_each_activity_says_its_need_what_was_measured_and_what_is_to_come() -> None:
    page = text(learning_strategy(strategy_paper()))
    for said in (
        "Curiosity: First audit, could be better in 5 of 6 children",
        "2.6 Was it seen as a pattern?",
        "22 of 24 came",
        "20 of 22 would do it again",
        "They ask first",
        "Overdue since 20 April 2025",
        "Proposed for 30 June 2025",
        "Dropped: No room",
        "No activity serves this objective yet.",
        "What to notice",
    ):
        assert said in page, said
    assert "Before" not in page


def test_it_says_what_the_re_audit_asked_and_found_and_which_needs_nothing_answers() -> None:
    outline = learning_strategy(strategy_paper())
    said = {term.label: lines(term) for term in terms(outline)}
    assert said["The need"] == ["First audit, could be better in 5 of 6 children"]
    assert said["What was done"] == ["1.1 Supervision (done, 20 January 2025)"]
    assert "Planned or dropped" not in said
    assert said["What the re-audit asked"] == ["2.6 Was it?"]
    assert said["What it found"] == ["Second audit (interim):", "No clear change."]
    assert "No activity answers these needs of the same audits: Recording." in paragraphs(outline)


def test_word_and_pdf_say_what_the_page_says_and_are_marked() -> None:
    for form in (reports.Format.DOCX, reports.Format.PDF):
        paper = " ".join(text_in(made(form)).split())
        for said in ("OFFICIAL", "Invented data", "Supervision", "They ask first", "No room"):
            assert said in paper, (form, said)


def test_a_workbook_has_all_activities_and_all_points_with_what_each_column_means() -> None:
    book = openpyxl.load_workbook(BytesIO(made(reports.Format.XLSX)))
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    said = [cell for row in rows["Learning strategy"] for cell in row]
    assert {"Managers ask", "Supervision", "A day", "Dropped: No room"} <= set(said)
    points = [row for row in rows["Evaluation points"] if row[0] == "1.1"]
    assert [row[2] for row in points][:3] == [
        "Left out",
        "Measured on 20 January 2025",
        "Overdue since 10 March 2025",
    ]
    assert ("Awareness", "Group 1", "What to notice", "E-learning") in rows["Learning pathway"]
    assert "How far it is" in text_in(made(reports.Format.XLSX))
    assert "Managers ask" in made(reports.Format.CSV).decode()


def test_as_json_each_point_has_its_day_and_what_was_measured() -> None:
    data = json.loads(made(reports.Format.JSON))
    assert data["period_from"] == "2025-01-20"
    (held, dropped), second = (one["activities"] for one in data["objectives"])
    assert second == []
    assert held["points"][1]["measured"]["how_much"] == "22 of 24 came"
    assert held["points"][0]["is_left_out"]
    assert held["points"][2] == {
        "point": "6 to 8 weeks later, with the manager",
        "due": "2025-03-10",
        "is_proposed": True,
        "is_left_out": False,
        "measured": None,
    }
    assert dropped["reason"] == "No room"
    assert data["after"][0]["planned_or_dropped"] == []
    assert data["after"][0]["re_audit"]["found"] == ["No clear change."]
    assert [row["level"] for row in data["pathway"]] == ["Awareness"]
    assert data["unanswered"] == ["Recording"]
