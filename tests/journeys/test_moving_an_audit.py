"""The tool of an audit under way is amended: the Business Unit looks first, and moves the audit."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from app.operations.tools import publish_tool
from audit_tools.tool import Section
from tests.journeys.conftest import Live, look
from tests.scenes import TOOL, Scene

pytestmark = pytest.mark.browser


def amended(section: Section) -> Section:
    """The section on the child's voice asks another question first, and not what it asked."""
    if section.key != "voice":
        return section
    first, *rest = section.questions
    asked = replace(first, key="voice.told", text="What did the child tell you?")
    return replace(section, questions=(asked, *rest))


def test_an_audit_is_moved_in_its_midst_and_its_agency_finds_all_that_it_answered(
    live: Live, page: Page, scene: Scene
) -> None:
    scene.answer("SYV30-01", "school", {"voice.daily-life": "yes", "voice.daily-life/seen": "Log"})
    scene.send("SYV30-02", "police")
    later = replace(TOOL, version=2, sections=tuple(map(amended, TOOL.sections)))
    assert scene.coordinator
    publish_tool(scene.database, by=scene.coordinator, tool=later)

    live.sign_in(page, scene.coordinator)
    page.goto(live.url(f"/audits/{scene.audit}"))
    page.get_by_role("link", name="Move to a newer version of the audit tool").click()
    expect(page.get_by_text("1 case would move")).to_be_visible()
    expect(page.get_by_text("1 of 2 returns is sent.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Move 1 case to version 2").click()
    expect(page.get_by_text("Nothing that was answered is lost.")).to_be_visible()

    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))
    expect(page.get_by_text("What did the child tell you?", exact=True)).to_be_visible()
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/copy"))
    expect(page.get_by_role("heading", name="Answered to an earlier version")).to_be_visible()
    look(page)
