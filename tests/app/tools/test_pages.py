"""The Business Unit publishes in the browser what comes with Golden Thread."""

from flask import Flask

from app.db.engine import Database
from app.db.tools import published_tools
from audit_tools.library import shipped_tools
from audit_tools.permissions import Role
from tests import factories
from tests.app.visitors import send, sign_in_client, text_of


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
