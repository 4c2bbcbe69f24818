"""What the line at the top says is true: saved when stored, and not saved when not."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from app.db import records
from app.operations import accounts
from tests.journeys.conftest import Live
from tests.journeys.saving import LINE, open_voice, say_saved, stored
from tests.scenes import Scene

pytestmark = pytest.mark.browser


def test_an_answer_saves_itself_and_says_when(live: Live, page: Page, scene: Scene) -> None:
    live.database.clock = lambda: datetime(2030, 5, 28, 13, 2, tzinfo=UTC)
    open_voice(live, page, scene)
    expect(page.locator("[data-saved]")).to_have_text("")

    page.get_by_label("Partly").check()

    # In London, and so it stands when the page is opened again.
    expect(page.locator("[data-saved]")).to_have_text("Saved 14:02")
    page.reload()
    expect(page.locator("[data-saved]")).to_have_text("Saved 14:02")
    assert stored(live, scene) == {"voice.daily-life": "partly"}


def test_text_saves_itself_after_a_pause_in_typing(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)

    page.locator(f'[name="{LINE}"]').press_sequentially("The tutor listened.")

    say_saved(page)
    assert stored(live, scene) == {LINE: "The tutor listened."}


def test_without_a_network_nothing_is_called_saved_and_nothing_is_lost(
    live: Live, page: Page, scene: Scene
) -> None:
    open_voice(live, page, scene)
    page.get_by_label("Partly").check()
    say_saved(page)

    page.context.set_offline(True)
    page.get_by_label("No", exact=True).check()
    page.locator(f'[name="{LINE}"]').fill("The tutor listened.")
    page.locator(f'[name="{LINE}"]').blur()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: 2 changes")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voice and lived experience")
    assert stored(live, scene) == {"voice.daily-life": "partly"}

    page.context.set_offline(False)

    say_saved(page)
    assert stored(live, scene) == {"voice.daily-life": "no", LINE: "The tutor listened."}


def test_an_answer_that_was_lost_on_the_way_back_is_sent_again_and_counts_once(
    live: Live, page: Page, scene: Scene
) -> None:
    """The server stores, the page never hears of it, and asks again under the same key."""
    open_voice(live, page, scene)
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if not lost:
            lost.append(route.request.url)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/sections/voice", lose_first)
    page.get_by_label("Partly").check()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: 1 change")

    say_saved(page)

    with live.database.reading() as session:
        entries = records.read_entries(
            session, scene.partnership, scene.returns["SYV30-01", "school"]
        )
    assert (entries["voice.daily-life"].value, entries["voice.daily-life"].version) == ("partly", 1)


def test_leaving_with_something_unsaved_asks_first(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)
    page.context.set_offline(True)
    page.get_by_label("Partly").check()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: 1 change")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)

    page.get_by_role("link", name="Your returns").first.click(no_wait_after=True)
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]


def test_somebody_signed_out_signs_in_elsewhere_and_loses_nothing(
    live: Live, page: Page, scene: Scene
) -> None:
    open_voice(live, page, scene)
    page.context.clear_cookies()
    page.get_by_label("Partly").check()
    expect(page.locator("[data-saved]")).to_contain_text("You are signed out")
    expect(page.locator("[data-saved]")).to_contain_text("then press “Save and continue”")
    expect(page.get_by_label("Partly")).to_be_checked()

    live.sign_in(page, scene.practitioners["school"])
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Identification and first response")
    assert stored(live, scene)["voice.daily-life"] == "partly"


def test_two_people_in_one_box_choose_on_the_page(live: Live, page: Page, scene: Scene) -> None:
    open_voice(live, page, scene)
    scene.answer("SYV30-01", "school", {LINE: "What a colleague wrote."})

    page.locator(f'[name="{LINE}"]').fill("What I wrote.")
    page.locator(f'[name="{LINE}"]').blur()
    page.get_by_role("link", name="Choose which one stays").click()
    page.get_by_role("button", name="Take the one that waits").click()

    expect(page.locator(f'[name="{LINE}"]')).to_have_value("What I wrote.")
    assert stored(live, scene)[LINE] == "What I wrote."


def test_what_cannot_be_stored_is_named_and_the_rest_is_saved(
    live: Live, page: Page, scene: Scene
) -> None:
    open_voice(live, page, scene)
    page.locator(f'[name="{LINE}"]').fill("x" * 20_001)
    page.get_by_label("Partly").check()

    expect(page.locator(f'[data-error="{LINE}"]')).to_contain_text("20,000 characters")
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: 1 change")
    assert stored(live, scene) == {"voice.daily-life": "partly"}

    page.locator(f'[name="{LINE}"]').fill("Shorter.")
    page.locator(f'[name="{LINE}"]').blur()
    say_saved(page)
    assert stored(live, scene)[LINE] == "Shorter."


def test_a_marked_text_is_saved_and_marked_under_its_box(
    live: Live, page: Page, scene: Scene
) -> None:
    open_voice(live, page, scene)

    page.locator(f'[name="{LINE}"]').fill("Seen at LS1 4AP.")
    page.locator(f'[name="{LINE}"]').blur()

    expect(page.locator(f'[data-marks="{LINE}"]')).to_contain_text("looks like a postcode")
    assert stored(live, scene)[LINE] == "Seen at LS1 4AP."


def test_a_return_that_was_closed_meanwhile_says_so_and_keeps_the_text(
    live: Live, page: Page, scene: Scene
) -> None:
    open_voice(live, page, scene)
    scene.send("SYV30-01", "school")

    page.locator(f'[name="{LINE}"]').fill("Too late.")
    page.locator(f'[name="{LINE}"]').blur()

    expect(page.locator("[data-saved]")).to_contain_text("This return has been sent and is locked")
    expect(page.locator(f'[name="{LINE}"]')).to_have_value("Too late.")


def test_a_question_that_hangs_on_another_comes_and_goes_at_once(
    live: Live, page: Page, scene: Scene
) -> None:
    live.sign_in(page, scene.practitioners["police"])
    page.goto(live.url(f"/returns/{scene.returns['SYV30-01', 'police']}/sections/justice"))
    hanging = page.locator("[data-when]").first
    earlier = page.locator('[name="justice.arrested"]')
    expect(hanging).to_be_hidden()

    earlier.and_(page.locator('[value="yes"]')).check()
    expect(hanging).to_be_visible()
    earlier.and_(page.locator('[value="no"]')).check()
    expect(hanging).to_be_hidden()


def test_a_session_ended_elsewhere_stores_nothing(live: Live, page: Page, scene: Scene) -> None:
    worker = scene.practitioners["school"]
    open_voice(live, page, scene)
    with live.database.reading() as session:
        signed_in = accounts.list_sessions(session, worker.id)
    accounts.end_own_session(live.database, by=worker, session_id=signed_in[0].id)

    page.get_by_label("Partly").check()

    expect(page.locator("[data-saved]")).to_contain_text("Not saved: 1 change")
    assert stored(live, scene) == {}
