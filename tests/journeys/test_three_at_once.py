"""Three people in one discussion at once: the chair, the note-taker and an agency's practitioner.

Chair and note-taker type in different sections and in the same one; the practitioner follows on a
device of their own. Nothing that was typed is lost, and nobody is signed out.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from app.config import Settings
from app.db.discussions import read_discussion
from app.db.history import Subject, record
from app.db.models.returns import AssignmentRow, ReturnRow
from app.operations import discussions
from tests.app.discussions.stage import Stage, make_stage
from tests.journeys.conftest import Live, check_axe

pytestmark = pytest.mark.browser

WITHIN = 15_000
"""Milliseconds of patience with a machine that runs other tests beside this one."""
POLLING = Path(__file__).parents[2] / "app" / "static" / "polling.js"
WHY, ACTION = "Why, in a sentence", "Action, if there is one"


@pytest.fixture(scope="module")
def stage(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return make_stage(empty_database, tmp_path_factory.mktemp("stage"))


@pytest.fixture
def settings(stage: Stage, tmp_path: Path) -> Settings:
    return stage.settings(tmp_path)


@contextmanager
def device_of(live: Live, browser: Browser, stage: Stage, who: str) -> Iterator[Page]:
    """A browser of this person's own."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    live.sign_in(page, stage.world.people[who])
    yield page
    context.close()


@pytest.fixture
def chair(live: Live, browser: Browser, stage: Stage) -> Iterator[Page]:
    discussions.open_discussion(live.database, by=stage.world.people["chair"], case_id=stage.case)
    with device_of(live, browser, stage, "chair") as page:
        yield page


@pytest.fixture
def notes(live: Live, browser: Browser, stage: Stage) -> Iterator[Page]:
    with device_of(live, browser, stage, "note-taker") as page:
        yield page


@pytest.fixture
def follower(live: Live, browser: Browser, stage: Stage) -> Iterator[Page]:
    """The practitioner of the police who gave its return."""
    with live.database.writing() as session:
        at, of = live.database.clock(), stage.world.partnership
        record(session, by=None, partnership=of, what="test.given", on=Subject("case", stage.case),
               at=at)  # fmt: skip
        given = select(ReturnRow.id).where(
            ReturnRow.case_id == stage.case, ReturnRow.agency == "police"
        )
        session.add(
            AssignmentRow(
                partnership_id=of,
                return_id=session.scalars(given).one(),
                person_id=stage.world.people["police practitioner"].id,
            )
        )
        session.commit()
    with device_of(live, browser, stage, "police practitioner") as page:
        yield page


def go(live: Live, stage: Stage, page: Page, section: str) -> None:
    page.goto(live.url(f"/discussions/{stage.case}/sections/{section}"))
    page.wait_for_load_state("networkidle")


def box(page: Page, label: str) -> Locator:
    return page.get_by_label(label)


def write(page: Page, label: str, text: str, beside: str = ACTION) -> None:
    """Type a text, leave the box, and wait until the page says that it is saved."""
    box(page, label).fill(text)
    box(page, beside).click()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")


def stored(live: Live, stage: Stage) -> dict[str, str]:
    with live.database.reading() as session:
        return dict(read_discussion(session, stage.world.people["chair"], stage.case).values)


def test_in_different_sections_each_writes_and_both_texts_stand(
    live: Live, stage: Stage, chair: Page, notes: Page
) -> None:
    go(live, stage, chair, "voice")
    go(live, stage, notes, "identification")
    write(chair, WHY, "The child was heard.")
    write(notes, WHY, "It came too late.")
    write(chair, ACTION, "Ask again in June.", beside=WHY)
    found = stored(live, stage)
    assert found["voice/why"] == "The child was heard."
    assert found["voice/action"] == "Ask again in June."
    assert found["identification/why"] == "It came too late."


def test_a_page_that_follows_asks_more_often_than_every_three_seconds() -> None:
    (every,) = re.findall(r"const EVERY = (\d+);", POLLING.read_text(encoding="utf-8"))
    assert int(every) < 3000


def test_who_follows_sees_what_is_written_without_doing_anything(
    live: Live, stage: Stage, notes: Page, chair: Page, follower: Page
) -> None:
    go(live, stage, notes, "identification")
    go(live, stage, chair, "identification")
    go(live, stage, follower, "identification")
    expect(follower.get_by_label(WHY)).to_have_count(0)
    write(notes, WHY, "Told on the second day.")
    shown = follower.get_by_text("Told on the second day.").or_(
        follower.get_by_text("Somebody has added something.")
    )
    expect(shown.first).to_be_visible(timeout=WITHIN)
    expect(box(chair, WHY)).to_have_value("Told on the second day.", timeout=WITHIN)
    check_axe(follower)


def test_in_the_same_box_both_texts_are_shown_and_one_is_chosen(
    live: Live, stage: Stage, chair: Page, notes: Page, follower: Page
) -> None:
    go(live, stage, chair, "identification")
    go(live, stage, notes, "identification")
    box(chair, WHY).click()
    write(notes, WHY, "It came too late.")
    box(chair, WHY).fill("It came in time, and to the wrong place.")
    box(chair, ACTION).click()
    chair.get_by_role("link", name="Choose which one stays").click()
    for text in ("It came too late.", "It came in time, and to the wrong place."):
        expect(chair.locator(".gt-clash").get_by_text(text)).to_be_visible()
    check_axe(chair)
    chair.get_by_role("button", name="Take the one that waits").click()
    expect(box(chair, WHY)).to_have_value("It came in time, and to the wrong place.")
    assert stored(live, stage)["identification/why"] == "It came in time, and to the wrong place."
    go(live, stage, follower, "identification")
    expect(follower.get_by_text("It came in time, and to the wrong place.").first).to_be_visible()


def test_a_tick_that_one_sets_another_sees(
    live: Live, stage: Stage, chair: Page, notes: Page
) -> None:
    meeting = "Was the child taken to the exploitation meeting"
    for page in (chair, notes):
        go(live, stage, page, "planning")
        page.get_by_text(meeting).first.click()
    with_police = notes.get_by_role("group", name=meeting).get_by_label("Police")
    with_police.check()
    expect(notes.locator("[data-saved]")).to_contain_text("Saved")
    seen = chair.get_by_role("group", name=meeting).get_by_label("Police")
    expect(seen).to_be_checked(timeout=WITHIN)
    check_axe(notes)


def test_nobody_is_signed_out_while_they_follow(
    live: Live, stage: Stage, chair: Page, notes: Page, follower: Page
) -> None:
    people = (chair, notes, follower)
    for page in people:
        go(live, stage, page, "voice")
    # Each page has asked what is new several times by now.
    follower.wait_for_timeout(5000)
    write(notes, WHY, "The child was heard.")
    for page in people:
        page.reload()
        assert page.url.endswith("/sections/voice")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Voice")
