"""One section of a return in a browser, and what is stored of it."""

from playwright.sync_api import Page, expect

from app.db import records
from tests.journeys.conftest import Live
from tests.scenes import Scene

LINE = "voice/strength/1"


def open_voice(live: Live, page: Page, scene: Scene) -> None:
    live.sign_in(page, scene.practitioners["school"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'school']}/sections/voice"))


def stored(live: Live, scene: Scene) -> dict[str, str]:
    with live.database.reading() as session:
        entries = records.read_entries(
            session, scene.partnership, scene.returns["SYV30-01", "school"]
        )
    return {place: entry.value for place, entry in entries.items()}


def say_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
