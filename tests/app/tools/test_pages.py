"""The Business Unit publishes in the browser what comes with Golden Thread."""

from html import unescape
from uuid import UUID

from flask import Flask

from app.db.engine import Database
from app.db.tools import published_tools
from app.web.tools.pages import describe_tool
from audit_tools.library import shipped_tools
from audit_tools.permissions import Role
from audit_tools.tool import AuditTool
from tests import factories
from tests.app.visitors import send, sign_in_client, text_of
from tests.audit_tools.pointed import TOOL as POINTED
from tests.scenes import make_scene
from tests.wide_tool import wide_tool


def test_what_is_shipped_is_offered_until_it_is_published(app: Flask, database: Database) -> None:
    partnership = factories.make_partnership(database)
    unit = sign_in_client(
        app, database, factories.make_person(database, partnership, Role.COORDINATOR)
    )
    titles = [tool.title for tool in shipped_tools()]
    before = unit.get("/tools").text
    assert all(title in before for title in titles)
    for _ in range(2):
        assert send(unit, "/tools/shipped").status_code == 303
    after = unit.get("/tools").text
    assert "Come with Golden Thread" not in after
    with database.reading() as session:
        published = published_tools(session, partnership)
    assert sorted(tool.title for tool in published.values()) == sorted(titles)


def test_what_is_asked_is_looked_at_for_each_kind_of_audit(app: Flask, database: Database) -> None:
    partnership = factories.make_partnership(database)
    unit = sign_in_client(
        app, database, factories.make_person(database, partnership, Role.COORDINATOR)
    )
    send(unit, "/tools/shipped")
    with database.reading() as session:
        tools = published_tools(session, partnership)
    [id] = (id for id, tool in tools.items() if tool == shipped_tools()[0])
    paths = [f"/tools/{id}/as/police{more}" for more in ("", "?audit=rapid", "?audit=odd")]
    full, rapid, odd = (unit.get(path).text for path in paths)
    assert "20 questions" in full
    assert "12 questions" in rapid
    assert "20 questions" in odd
    assert f"/tools/{id}/as/police.docx?audit=rapid" in rapid
    paper, less = (unit.get(f"/tools/{id}/as/police.docx{more}") for more in ("", "?audit=rapid"))
    assert "Were diversion" in text_of(paper)
    assert len(text_of(less)) < len(text_of(paper))


def test_a_tool_shows_what_each_question_is_about_and_is_called_elsewhere(
    app: Flask, database: Database
) -> None:
    scene = make_scene(database, tool=wide_tool())
    [version] = _published(database, scene.partnership)
    assert scene.coordinator
    page = sign_in_client(app, database, scene.coordinator).get(f"/tools/{version}").text
    assert "In other frameworks: Section 11: 2.3" in page
    shown = describe_tool(shipped_tools()[0], {"voice": "The child's voice"})
    lines = {line.number: line for section in shown.sections for line in section.questions}
    tags = lines["11.1"].tags
    assert tags == ("Inspection criteria: D1, F4", "To describe, not to judge practice")
    assert lines["11.3"].tags[0] == "Themes: learning-loop"
    assert lines["2.1"].tags[-1] == "Inspection criteria: A1"
    [voice] = (section for section in shown.sections if section.key == "voice")
    assert "The child's voice" in voice.themes


def test_a_tool_shows_the_titles_of_its_themes_and_its_questions_by_criterion(
    app: Flask, database: Database
) -> None:
    partnership = factories.make_partnership(database)
    unit = sign_in_client(
        app, database, factories.make_person(database, partnership, Role.COORDINATOR)
    )
    send(unit, "/tools/shipped")
    tools = _published(database, partnership)
    [id] = (id for id, tool in tools.items() if tool == shipped_tools()[0])
    page = unescape(unit.get(f"/tools/{id}").text)
    assert "Themes: The child's voice" in page
    assert "<dt>A1</dt><dd>2.1, 2.6, 9.2</dd>" in page


def _published(database: Database, partnership: UUID) -> dict[UUID, AuditTool]:
    with database.reading() as session:
        return published_tools(session, partnership)


def test_how_much_each_agency_is_asked_stands_beside_how_much_it_may_be(
    app: Flask, database: Database
) -> None:
    partnership = factories.make_partnership(database)
    unit = sign_in_client(
        app, database, factories.make_person(database, partnership, Role.COORDINATOR)
    )
    send(unit, "/tools/shipped")
    with database.reading() as session:
        tools = published_tools(session, partnership)
    [id] = (id for id, tool in tools.items() if tool == shipped_tools()[0])
    [of_itself] = (id for id, tool in tools.items() if tool.counts.one == "organisation")
    shown = unit.get(f"/tools/{id}").text
    for cells in (
        'Police</th><td class="govuk-table__cell">20 of 30</td>',
        'Education</th><td class="govuk-table__cell">13 of 18</td>',
        'Education</th><td class="govuk-table__cell">18 of 18</td>',
        "Minutes, about",
        "5 of 5",
    ):
        assert cells in shown
    assert "13 questions of at most 18" in unit.get(f"/tools/{id}/as/education").text
    other = unit.get(f"/tools/{of_itself}").text
    assert " of 30</td>" not in other
    assert "such a tool is not published" not in other


def test_what_another_tool_made_of_answers_is_shown_as_not_computed_here(
    app: Flask, database: Database
) -> None:
    scene = make_scene(database, tool=POINTED)
    [version] = _published(database, scene.partnership)
    assert scene.coordinator
    page = sign_in_client(app, database, scene.coordinator).get(f"/tools/{version}").text
    carried = ("Pass mark 80 %. A No to 1.1 fails the whole.", "Weight 20", "Critical item")
    assert all(f"Not computed here: {one}" in page for one in carried)
