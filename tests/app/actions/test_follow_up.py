"""From a finding of inspectors to what audits saw since, and to what is being done about it."""

from pathlib import Path

import pytest
from flask import Flask

from app.db.engine import Database
from app.db.inspections import load_inspection
from app.operations import follow_up
from app.operations.versions import version_of
from audit_tools.action_plans.follow_up import CAUTION
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from tests.app.visitors import send, sign_in_client, text_of
from tests.loaded import inspection_of, somebody


@pytest.fixture(scope="session")
def empty_database(demonstration_file: Path) -> Path:
    """Here every test begins with the demonstration."""
    return demonstration_file


def test_each_finding_leads_over_the_audits_since_to_its_actions(
    database: Database,
) -> None:
    with database.reading() as session:
        findings = follow_up.read_follow_up(
            session, by=somebody(database, "Beth"), inspection_id=inspection_of(database)
        ).findings
    first = findings[0]
    assert [audit.title for audit in first.saw] == [
        "Police notifications, dip sample, June 2024",
        "Serious youth violence audit, Quarter 3 2024/25",
        "Police notifications, dip sample, February 2025",
        "Serious youth violence audit, Quarter 1 2025/26",
    ]
    assert [audit.interim for audit in first.saw] == [False, False, False, True]
    assert [theme.title for theme in first.saw[1].themes] == list(first.themes)
    assert first.saw[1].themes[0].developments.endswith(" of 6 children")
    assert [[action.number for action in finding.actions] for finding in findings] == [
        [1], [2], [3, 4]
    ]  # fmt: skip


def test_a_board_reads_what_it_may_read_and_is_told_what_it_does_not_show(
    app: Flask, database: Database
) -> None:
    client = sign_in_client(app, database, somebody(database, "Hassan"))
    inspection = f"/inspections/{inspection_of(database)}"
    assert f"{inspection}/followed-up" in client.get(inspection).text
    page = " ".join(client.get(f"{inspection}/followed-up").text.split())
    assert CAUTION in page
    assert "Quarter 3 2024/25 (invented data)" in page
    assert "Quarter 1 2025/26" not in page.partition("What is being done")[0]
    assert "Effect: Seen in part" in page
    paper = " ".join(text_of(client.get(f"{inspection}/followed-up.pdf")).split())
    assert "Quarter 3 2024/25 (invented data)" in paper
    assert "Invented data" in paper
    assert "Quarter 1 2025/26" not in paper
    assert f"{inspection}/followed-up.docx" in page
    chair = sign_in_client(app, database, somebody(database, "Dilys"))
    assert "followed-up" not in chair.get(inspection).text


def test_a_finding_is_tied_to_other_themes_by_who_saw_it(app: Flask, database: Database) -> None:
    unit, inspection = somebody(database, "Beth"), inspection_of(database)
    with database.reading() as session:
        finding = follow_up.find_finding(session, unit, inspection, 3)
    tie = {"by": unit, "inspection_id": inspection, "number": 3, "seen": version_of(finding)}
    with pytest.raises(Invalid):
        follow_up.tie_themes(database, themes=("none",), **tie)  # type: ignore[arg-type]
    with pytest.raises(Hidden):
        follow_up.tie_themes(database, themes=(), **tie | {"number": 9})  # type: ignore[arg-type]
    board = somebody(database, "Hassan")
    with pytest.raises(Refused):
        follow_up.tie_themes(database, themes=(), **tie | {"by": board})  # type: ignore[arg-type]
    follow_up.tie_themes(
        database,
        themes=("workforce", "recognition"),
        **tie,  # type: ignore[arg-type]
    )
    with database.reading() as session:
        found = load_inspection(session, unit.partnership, inspection).inspection.findings[2]
    assert set(found.themes) == {"workforce", "recognition"}
    with pytest.raises(Conflict):
        follow_up.tie_themes(database, themes=(), **tie)  # type: ignore[arg-type]


def test_the_form_keeps_what_was_ticked_beside_what_somebody_else_ticked_first(
    app: Flask, database: Database
) -> None:
    client = sign_in_client(app, database, somebody(database, "Beth"))
    address = f"/inspections/{inspection_of(database)}/findings/1/themes"
    seen = client.get(address).text.split('name="seen" value="')[1].split('"')[0]
    theirs = ["identity", "workforce"]
    assert send(client, address, themes=theirs, seen=seen).status_code == 303
    late = send(client, address, themes="recognition", seen=seen)
    assert late.status_code == 409
    assert 'value="recognition" checked' in late.text
    assert "<dd>Identity and unequal treatment; Knowledge and confidence of staff</dd>" in late.text
