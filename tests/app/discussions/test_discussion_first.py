"""An audit in which the discussion comes first, page by page and without scripts: from its set-up
over one shared record to the theme summary."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.app.discussions.conftest import SignInAs
from tests.app.page_forms import read_forms
from tests.app.visitors import csrf_of
from tests.world import TOOL, World

TITLE = "Serious youth violence, in the room"
DETAILS = {
    "title": TITLE,
    "working": "discussion-first",
    "selection": "nominated",
    "selection_note": "Nominated by the core group",
    "period_from": "2025-01-01",
    "period_to": "2025-03-31",
    "discussions_from": "2025-06-02",
    "discussions_to": "2025-06-06",
}
KNOWN = {"known:police": "known", "known:school": "known", "known:housing": "not-known"}
LIVES = "He walks his sister to school and is home before dark."
TOLD_LATE = "The school heard of the arrest from a parent."
VIEWS = "He said that somebody had listened."
# Nobody is asked for one, so no page speaks of any.
OF_RETURNS = re.compile(r"\breturns?\b(?! (home|interview|conversation))")


@dataclass(frozen=True)
class Visitor:
    """Somebody who goes from page to page and presses what is on it."""

    client: FlaskClient

    def read(self, path: str, status: int = 200) -> str:
        """What a page says between its head and its foot."""
        answer = self.client.get(path)
        assert answer.status_code == status, f"{path}: {answer.status}"
        return unescape(answer.text.split("<main")[1].split("</main>")[0])

    def press(self, page: str, action: str = "", **typed: Any) -> str:
        """Send a form of the page with what is typed into it; gives where that leads."""
        forms = read_forms(self.client.get(page).text)
        sent = forms[action] if action else forms.get(page) or forms[""]
        fields = {**sent, **typed, "csrf_token": csrf_of(self.client)}
        answer = self.client.post(action or page, data=fields)
        assert answer.status_code == 303, f"{page}: {answer.status}\n{unescape(answer.text)}"
        return urlsplit(answer.location).path


Room = Mapping[str, Visitor]


@pytest.fixture
def room(sign_in_as: SignInAs, world: World) -> Room:
    """Everybody at a device of their own."""
    return {who: Visitor(sign_in_as(who)) for who in world.people}


def test_an_audit_is_worked_from_its_set_up_to_its_summary_with_the_discussion_first(
    room: Room, world: World
) -> None:
    unit, chair = room["coordinator"], str(world.people["chair"].id)
    audit = unit.press("/audits/new", **DETAILS)
    case = choose_case(unit, audit, chair, str(world.people["note-taker"].id))
    for prepared in ("known", "method-statement"):
        assert not OF_RETURNS.search(unit.read(f"{audit}/{prepared}"))
    assert "no agency gives itself one before" in unit.read(f"{audit}/method-statement")
    unit.press(f"{audit}/start")
    assert "The audit has started. Each discussion can be opened." in unit.read(audit)
    mine = unit.read("/audits").split(TITLE)[1].split("</li>")[0]
    assert "One discussion left to agree" in mine
    assert not OF_RETURNS.search(mine)
    open_discussion(room, case)
    write_record(room["note-taker"], case)
    write_up(room["note-taker"], case)
    sign_off(room["chair"], case)
    look_back(room["police lead"], f"{audit}/afterwards")
    assert "Everybody who came is asked" in unit.read(f"{audit}/next-time")
    closing = {
        "cases_sentence": "A boy of 13 to 15.",
        "approved_by": chair,
        "reason": "All is agreed.",
    }
    unit.press(f"{audit}/close", **closing)
    read_summary(room["board member"], audit)


def choose_case(unit: Visitor, audit: str, chair: str, note_taker: str) -> str:
    """A child whom police and school know; nobody leads, and no returns are due."""
    new = {"reference": "SYV25-81", "age_band": "13-15", "reason": "Nominated"}
    unit.press(f"{audit}/cases/new", **new)
    (case,) = re.findall(r'href="/cases/([0-9a-f-]{36})/agencies"', unit.read(f"{audit}/cases"))
    page = unit.read(f"/cases/{case}/agencies")
    assert not OF_RETURNS.search(page)
    assert "Use the same for every case that lacks agencies" in page
    unit.press(f"/cases/{case}/agencies", **KNOWN)
    unit.press(f"/cases/{case}/people", chair=chair, note_taker=note_taker)
    return f"/discussions/{case}"


def open_discussion(room: Room, case: str) -> None:
    """Who knows the child reads the record from the opening on, and nobody else of an agency."""
    before = room["note-taker"].read(case)
    assert "<li>Police</li><li>School</li>" in before
    assert not OF_RETURNS.search(before)
    assert "Case sheet (PDF)" in before
    room["police lead"].read(case, status=403)
    room["chair"].press(f"{case}/open")
    assert "11 of 11 sections still to be agreed." in room["police lead"].read(case)
    room["housing lead"].read(case, status=403)


def write_record(notes: Visitor, case: str) -> None:
    """Section by section, beginning with the child, as each section's page has its boxes."""
    voice = f"{case}/sections/voice"
    page = notes.read(voice)
    assert TOOL.question("voice.daily-life").text in page.split("What to ask")[1].split("</ul>")[0]
    assert "Nothing is written yet of what these say:" in page
    for of_returns in ("gt-ladder", "+ finding"):
        assert of_returns not in page
    assert notes.press(case, voice, then="turn:voice") == voice
    path, pages = voice, 0
    while path != case:
        key = path.rsplit("/", 1)[1]
        assert not OF_RETURNS.search(notes.read(path))
        path = notes.press(path, **typed_into(key), then="next")
        pages += 1
    assert pages == 11
    take_what_was_said(notes, f"{case}/sections/information")


def take_what_was_said(notes: Visitor, section: str) -> None:
    """One press makes what an agency said a finding, which then gets its theme and cause."""
    pressed = notes.press(section, then="take-said:development school ")
    assert pressed == section
    page = notes.read(section)
    assert re.search(rf"{TOLD_LATE}\s+<span[^>]*>in finding \d+<", page)
    assert "+ could be better" in page
    (finding,) = re.findall(r'value="sort:([0-9a-f-]{36})"', page)
    notes.press(f"/findings/{finding}", themes=["information-sharing"], cause="tool-or-process")


def typed_into(key: str) -> dict[str, str]:
    """What is said and agreed in a section."""
    agreed = {f"{key}/agreed": "good", f"{key}/why": "All in the room agreed."}
    said = {
        "voice": {"voice/said/school": LIVES},
        "information": {"information/said/school": TOLD_LATE},
        "family": {"family.their-views": VIEWS},
        "overall": {"overall.safer": "safer", "overall.difference": "He sleeps."},
    }
    return agreed | said.get(key, {})


def write_up(notes: Visitor, case: str) -> None:
    page = notes.read(f"{case}/sections/identification")
    child = page.split('aria-label="The child"')[1].split("<h1")[0]
    assert LIVES in child
    assert VIEWS in child
    room, overview = notes.read(f"{case}/room?section=voice"), notes.read(case)
    for shown in (room, overview):
        assert not OF_RETURNS.search(shown)
    assert "gt-ladder" not in room
    assert "Said in the discussion:" in room
    assert "Who spoke" in overview
    assert "One side of paper: the sections, and space to write" in overview
    assert overview.count("School spoke.") == 2
    assert overview.count("Nothing is written yet.") == 8
    assert "said in the discussion" in overview.split("gt-board__table gt-map")[1]
    notes.press(f"{case}/attendance", **{"came:police": "yes", "came:school": "yes"})
    notes.press(case, f"{case}/write-up")


def sign_off(chair: Visitor, case: str) -> None:
    chair.press(f"{case}/confirm")
    chair.press(f"{case}/sign-off", reason="All read it in the room.")
    record = chair.read(f"{case}/record")
    assert LIVES in record
    assert TOLD_LATE in record
    assert "Wrote nothing here" not in record
    assert not OF_RETURNS.search(record)


def look_back(police: Visitor, afterwards: str) -> None:
    """What came of it, and a note in which nobody says that they gave a return."""
    page = police.read(afterwards)
    assert not OF_RETURNS.search(page)
    assert page.count('name="activity"') == 2
    assert re.search(r'value="discussion"[^>]*checked', page)
    assert not OF_RETURNS.search(police.read("/afterwards"))


def read_summary(board: Visitor, audit: str) -> None:
    """Everything counted here was said above; no return was asked for, so none is missing."""
    summary = board.read(f"{audit}/summary")
    assert "What we learned from 1 child" in summary
    assert "went well 0 of 1, could be better 1 of 1" in summary
    assert "no returns were asked for, and each agency said its part there." in summary
    assert "Of 1 child: safer 1" in summary
    assert re.search(r"Police</th><td[^>]*>not asked</td><td[^>]*>1 of 1</td>", summary)
    assert LIVES not in summary
    assert TOOL.section("voice").title in summary
