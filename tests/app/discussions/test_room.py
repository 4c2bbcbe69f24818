"""The view for the wall, and those who follow what is written from where they sit."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.db.discussions import DiscussionRead, read_discussion
from app.db.engine import Database
from app.operations.accounts import IDLE
from audit_tools.cases import CaseState
from tests.app.discussions.cases import GIVEN, agree_everything
from tests.app.discussions.conftest import SignInAs
from tests.app.discussions.sending import save, section
from tests.app.page_forms import read_forms
from tests.app.visitors import csrf_of
from tests.schedules import invited_mark
from tests.world import TOOL, World

STYLES = Path(__file__).parents[3] / "app" / "static" / "golden-thread.css"


def read(database: Database, world: World, case: UUID) -> DiscussionRead:
    with database.reading() as session:
        return read_discussion(session, world.people["chair"], case)


@pytest.mark.parametrize(("later", "said"), [({"minutes": 31}, True), ({"days": 1}, False)])
def test_how_long_it_has_been_open_is_said_on_its_day(
    later: dict[str, int],
    said: bool,
    sign_in_as: SignInAs,
    database: Database,
    opened: UUID,
) -> None:
    now = database.clock() + timedelta(**later)
    database.clock = lambda: now
    assert ("31 min used" in sign_in_as("note-taker").get(section(opened)).text) is said


@pytest.mark.parametrize("place", ["sections/identification", "room?section=identification"])
def test_time_used_and_sections_left_are_said_on_the_page_and_in_the_room(
    place: str, sign_in_as: SignInAs, database: Database, opened: UUID
) -> None:
    now = database.clock() + timedelta(minutes=31)
    database.clock = lambda: now
    notes, where = sign_in_as("note-taker"), re.compile(r'gt-\w+__where">(.*?)</p>', re.DOTALL)

    def line() -> str:
        found = where.search(notes.get(f"/discussions/{opened}/{place}").text)
        return found[1] if found else ""

    assert "31 min used" in line()
    assert "11 sections left" in line()
    agreed = {"voice/agreed": "good", "voice/why": "Heard."}
    save(notes, section(opened, "voice"), agreed)
    assert "10 sections left" in line()


def test_where_everything_is_agreed_no_section_is_left(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    agree_everything(database, world, opened)
    for path in (section(opened), f"/discussions/{opened}/room"):
        text = sign_in_as("note-taker").get(path).text
        assert "all agreed" in text.split('__where">')[1].split("</p>")[0]


def test_the_last_page_asks_what_changed_for_the_child(sign_in_as: SignInAs, opened: UUID) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}/sections/overall").text
    assert TOOL.panel_section
    for question in TOOL.panel_section.questions:
        assert question.text.replace("'", "&#39;") in text
    assert "Agreed grade" in text


def test_the_room_follows_from_section_to_section_and_names_nobody(
    sign_in_as: SignInAs, world: World, opened: UUID
) -> None:
    notes, room = sign_in_as("note-taker"), f"/discussions/{opened}/room"
    assert "gt-room__title" in notes.get(room).text
    save(notes, section(opened, "voice"), {"voice/why": "He was asked in his own words."})
    page = notes.get(room).text
    assert "He was asked in his own words." in page
    assert TOOL.section("voice").title in page
    assert world.people["note-taker"].name not in page
    on = save(notes, section(opened, "voice"), {}, key="next", then="next").headers["Location"]
    title = TOOL.section(on.rsplit("/", 1)[1]).title
    assert f"<title>{title}" in notes.get(room).text
    chosen = notes.get(f"{room}?section=identification").text
    assert chosen.index('class="gt-child"') < chosen.index("gt-room__table")
    assert TOOL.section("identification").title in chosen
    assert "Follow what is written" in chosen


def test_the_room_shows_no_name_of_staff_and_is_set_large(
    sign_in_as: SignInAs, world: World
) -> None:
    room = sign_in_as("chair").get(f"/discussions/{world.cases[CaseState.OPEN]}/room").text
    invited = [invited_mark(agency) for agency in GIVEN]
    for name in (*(person.name for person in world.people.values()), *invited):
        assert name not in room
    assert room.count('class="gt-room"') == 1
    assert room.index('class="gt-room"') < room.index('class="gt-room__title"')
    assert re.search(r"\.gt-room,[^{}]*\{\s*font-size: 1\.5rem;", STYLES.read_text("utf-8"))


@pytest.mark.parametrize("there", ["/sections/equity", ""])
def test_whoever_writes_takes_the_room_along_and_who_only_looks_does_not(
    there: str, sign_in_as: SignInAs, database: Database, world: World, opened: UUID
) -> None:
    notes, overview = sign_in_as("note-taker"), f"/discussions/{opened}"

    def is_shown(key: str) -> bool:
        return f"<title>{TOOL.section(key).title}" in notes.get(f"{overview}/room").text

    notes.get(section(opened, "equity"))
    assert is_shown("identification")
    save(notes, section(opened, "equity"), {"equity/why": "Typed."})
    assert is_shown("equity")
    page = notes.get(overview + there).text
    assert page.count('name="then" value="turn:identification"') == 1
    address = section(opened, "equity" if there else "identification")
    typed = {"equity/action": "Kept."} if there else {}
    pressed = {**typed, "csrf_token": csrf_of(notes), "then": "turn:identification"}
    answer = notes.post(address, data={**read_forms(page)[address], **pressed})
    assert answer.location == section(opened)
    assert is_shown("identification")
    assert read(database, world, opened).values == {"equity/why": "Typed.", **typed}


def test_those_who_only_read_go_to_another_section_by_a_link(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    for path in (section(opened), f"/discussions/{opened}"):
        text = sign_in_as("police lead").get(path).text
        assert "turn:" not in text
        assert f'href="{section(opened, "equity")}"' in text


def test_nobody_turns_to_a_section_that_the_discussion_has_not(
    sign_in_as: SignInAs, opened: UUID
) -> None:
    answer = save(sign_in_as("chair"), section(opened), {}, then="turn:details")
    assert answer.status_code == 404


def test_the_room_shows_no_concern_about_a_child(sign_in_as: SignInAs, opened: UUID) -> None:
    text = sign_in_as("chair").get(f"/discussions/{opened}/room").text
    assert "concern" not in text.split("<main")[0].casefold()


def test_those_who_only_read_are_led_along(sign_in_as: SignInAs, opened: UUID) -> None:
    text = sign_in_as("police lead").get(section(opened)).text
    assert "data-reads-along" in text
    assert "reading.js" in text
    assert "discussion.js" not in text


def test_who_follows_is_not_signed_out_and_who_does_not_is(
    sign_in_as: SignInAs, database: Database, opened: UUID
) -> None:
    following, away, begun = sign_in_as("chair"), sign_in_as("note-taker"), database.clock()
    for share in (0.7, 1.4):
        at = begun + IDLE * share
        database.clock = lambda at=at: at  # type: ignore[misc]
        assert following.get(f"/discussions/{opened}/changes?seen=-1").status_code == 200
    assert following.get(section(opened)).status_code == 200
    assert away.get(section(opened)).status_code == 303
