"""A published version never changes, and a tool is published after its theme list."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.db.models.tools import ThemeListRow, ToolVersionRow
from app.db.tools import published_tools
from app.operations.tools import publish_theme_list, publish_tool
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Person, Role
from tests import factories

TOOL = shipped_tools()[0]
THEMES = shipped_theme_lists()[0]


@pytest.fixture
def coordinator(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.COORDINATOR)


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_published_tool_is_read_as_it_was_given(database: Database, coordinator: Person) -> None:
    publish_theme_list(database, by=coordinator, codebook=THEMES)
    version = publish_tool(database, by=coordinator, tool=TOOL)
    with database.reading() as session:
        assert published_tools(session, coordinator.partnership) == {version: TOOL}
    assert count(database, HistoryEvent) == 2


def test_publishing_the_same_again_changes_nothing(database: Database, coordinator: Person) -> None:
    themes = publish_theme_list(database, by=coordinator, codebook=THEMES)
    tool = publish_tool(database, by=coordinator, tool=TOOL)
    assert publish_theme_list(database, by=coordinator, codebook=THEMES) == themes
    assert publish_tool(database, by=coordinator, tool=TOOL) == tool
    assert (count(database, ToolVersionRow), count(database, ThemeListRow)) == (1, 1)


def test_a_published_version_does_not_change(database: Database, coordinator: Person) -> None:
    publish_theme_list(database, by=coordinator, codebook=THEMES)
    publish_tool(database, by=coordinator, tool=TOOL)
    with pytest.raises(Conflict, match="give the new one the number 2"):
        publish_tool(database, by=coordinator, tool=replace(TOOL, about="Other words."))
    with pytest.raises(Conflict, match="give the new one the number 2"):
        publish_theme_list(database, by=coordinator, codebook=replace(THEMES, title="Others"))


def test_a_next_version_stands_beside_the_first(database: Database, coordinator: Person) -> None:
    publish_theme_list(database, by=coordinator, codebook=THEMES)
    publish_tool(database, by=coordinator, tool=TOOL)
    publish_tool(database, by=coordinator, tool=replace(TOOL, version=2, about="Other words."))
    assert count(database, ToolVersionRow) == 2


def test_a_tool_needs_its_theme_list(database: Database, coordinator: Person) -> None:
    with pytest.raises(Invalid, match="Publish it first"):
        publish_tool(database, by=coordinator, tool=TOOL)


def test_a_tool_names_only_themes_that_its_list_has(
    database: Database, coordinator: Person
) -> None:
    fewer = replace(THEMES, themes=THEMES.themes[:5])
    publish_theme_list(database, by=coordinator, codebook=fewer)
    with pytest.raises(Invalid):
        publish_tool(database, by=coordinator, tool=TOOL)
    assert count(database, ToolVersionRow) == 0


def test_only_the_business_unit_publishes(database: Database, partnership: UUID) -> None:
    chair = factories.make_person(database, partnership, Role.CHAIR)
    with pytest.raises(Refused):
        publish_theme_list(database, by=chair, codebook=THEMES)
    with pytest.raises(Refused):
        publish_tool(database, by=chair, tool=TOOL)
    assert count(database, ThemeListRow) == 0
