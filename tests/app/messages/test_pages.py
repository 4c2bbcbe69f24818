"""The board's button, the page to copy from, and what the board says was sent when."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask

from app.operations import schedule
from app.operations.appointments import declare_conflict
from app.operations.later_dates import give_later_date
from audit_tools.messages import MessageKind
from audit_tools.schedule import Slot
from tests.app.messages.conftest import messages_of, set_server
from tests.app.messages.written import BASE, Desk, at, change, mark_all, write
from tests.scenes import DUE, Scene


@pytest.fixture
def unit(app: Flask, scene: Scene) -> Desk:
    """The Business Unit."""
    at(scene.database, 30)
    return Desk(app, scene, scene.coordinator)


def messages_page(unit: Desk, scene: Scene, rest: str = "") -> str:
    return unit.read(f"/audits/{scene.audit}/messages{rest}")


def test_the_board_s_button_writes_what_is_due_and_leads_to_the_messages(
    unit: Desk, scene: Scene
) -> None:
    at(scene.database, 7)
    board = unit.read(f"/audits/{scene.audit}")
    path = f"/audits/{scene.audit}/messages/write"
    assert f'action="{path}"' in board
    answer = unit.send(path)
    assert answer.headers["Location"] == f"/audits/{scene.audit}/messages"
    page = messages_page(unit, scene)
    assert "2 new messages are written." in page
    assert "Two messages wait to be sent." in page
    unit.send(path)
    assert "Nobody has to be written to today" in messages_page(unit, scene)


def test_without_a_mail_server_each_message_can_be_copied_and_marked(
    unit: Desk, scene: Scene
) -> None:
    at(scene.database, 7)
    write(scene)
    page = messages_page(unit, scene)
    first = messages_of(scene)[0]
    assert f"To: {first.address}\nSubject: {first.subject}\n\nDear" in page
    assert f'href="mailto:{first.address}?subject=You%20are%20asked%20for' in page
    assert "\nhttp://localhost/returns\n" in page
    assert page.count("data-copy=") == 2
    unit.send(f"/audits/{scene.audit}/messages/{first.id}/sent")
    page = messages_page(unit, scene)
    assert "One message waits to be sent." in page
    assert "by hand" in page


def test_all_messages_that_are_shown_are_marked_at_once_and_what_was_asked_stands_before_dates(
    unit: Desk, scene: Scene
) -> None:
    at(scene.database, 7)
    write(scene)
    first, second = messages_of(scene)
    change(scene, first.id, kind=MessageKind.DATES.value)
    page = messages_page(unit, scene)
    assert page.index("Invitation (1)") < page.index("Dates of discussions (1)")
    assert "Mark all 2 shown as sent" in page
    unit.send(f"/audits/{scene.audit}/messages/sent", shown=[str(first.id), str(second.id)])
    page = messages_page(unit, scene)
    assert "2 messages are marked as sent." in page
    assert "Everything that was written is sent." in page


def test_with_a_mail_server_only_what_failed_is_offered_for_copying(
    app: Flask, unit: Desk, scene: Scene, server: object
) -> None:
    at(scene.database, 7)
    write(scene)
    set_server(app, server)  # type: ignore[arg-type]
    page = messages_page(unit, scene)
    assert "It waits for the mail server." in page
    assert "data-copy=" not in page
    change(scene, messages_of(scene)[0].id, error="The mail server could not be reached.")
    page = messages_page(unit, scene)
    assert page.count("data-copy=") == 1
    assert "The mail server could not be reached." in page


def test_the_board_says_what_was_sent_when_and_a_later_date(unit: Desk, scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    path = f"/audits/{scene.audit}"
    assert "invited" not in unit.read(path)
    mark_all(scene)
    assert unit.read(path).count("invited 17 May") == 8  # the table and the list of phones
    at(scene.database, 2)
    write(scene)
    mark_all(scene)
    later(scene)
    board = unit.read(path)
    assert "reminded 4 June" in board
    assert "until 16 June" in board
    assert "Four returns to come, due 6 June 2030 or later." in board
    scene.send("SYV30-01", "police")
    assert unit.read(path).count("reminded 4 June") == 6


def test_a_return_with_a_later_date_is_not_overdue_before_it(unit: Desk, scene: Scene) -> None:
    later(scene)
    at(scene.database, -1)
    assert "Four returns to come, three of them overdue." in unit.read(f"/audits/{scene.audit}")
    assert "Four returns to come, three of them overdue." in unit.read("/audits")
    at(scene.database, -11)
    assert "Four returns to come, all of them overdue." in unit.read(f"/audits/{scene.audit}")


def test_the_agency_reads_its_later_date_on_its_list_and_return(app: Flask, scene: Scene) -> None:
    later(scene)
    at(scene.database, 2)
    worker = Desk(app, scene, scene.practitioners["school"])
    own = worker.read("/returns")
    assert own.index("Due Thursday 6 June 2030") < own.index("Due Sunday 16 June 2030")
    assert "A later date was agreed: The worker is away." in own
    return_id = scene.returns["SYV30-01", "school"]
    for page in ("sections/voice", "check"):
        text = worker.read(f"/returns/{return_id}/{page}")
        assert "You have until 16 June 2030.</strong> The worker is away." in text
    other = scene.returns["SYV30-02", "school"]
    assert "You have until" not in worker.read(f"/returns/{other}/check")
    police = Desk(app, scene, scene.practitioners["police"])
    assert "The worker is away" not in police.read("/returns")


def test_a_later_date_is_given_on_a_page_with_a_note_about_the_day(
    unit: Desk, scene: Scene
) -> None:
    at(scene.database, 5)
    case, one = scene.cases["SYV30-01"], scene.returns["SYV30-01", "school"]
    path = f"/cases/{case}/returns/{one}/date"
    assert f'href="{path}"' in unit.read(f"/cases/{case}")
    refused = unit.send(path, due_later="2030-06-06", reason="Away")
    assert refused.status_code == 422
    assert "Choose a day after 6 June 2030" in unescape(refused.get_data(as_text=True))
    assert unit.send(path, due_later="2030-06-16", reason=" ").status_code == 422
    assert scene.coordinator is not None
    schedule.set_dates(
        scene.database,
        by=scene.coordinator,
        audit_id=scene.audit,
        slots={case: Slot(datetime(2030, 6, 12, 9, tzinfo=UTC))},
        seen=schedule.version_of_dates([], {}),
    )
    named = "Jayden's officer is away"
    assert unit.send(path, due_later="16 June 2030", reason=named).status_code == 303
    said = unit.read(f"/cases/{case}").split("</header>")[1].split("<h1")[0]
    assert "This may be somebody's name." in said
    assert "This is after the discussion on 12 June 2030" in said
    unit.send(path, due_later="16 June 2030", reason="Away")
    page = unit.read(f"/cases/{case}")
    assert "Sunday 16 June 2030 is at the weekend." in page
    assert "Until 16 June 2030: Away" in page
    assert "Sunday 16 June 2030 is at the weekend." in unit.read(path)
    unit.send(path, due_later="", reason="Back again")
    assert "Until 16 June 2030" not in unit.read(f"/cases/{case}")


def test_who_has_a_conflict_reads_nothing_about_that_case(unit: Desk, scene: Scene) -> None:
    at(scene.database, 20)
    write(scene)
    assert scene.coordinator is not None
    message = messages_of(scene)[0].id
    declare_conflict(scene.database, by=scene.coordinator, case_id=scene.cases["SYV30-01"])
    page = messages_page(unit, scene)
    assert "Nothing has been written yet." in page
    assert "Case 1 of 2" not in page
    path = f"/audits/{scene.audit}/messages/{message}/sent"
    assert unit.send(path).status_code == 404


def test_long_lists_are_paged(unit: Desk, scene: Scene) -> None:
    at(scene.database, 20)
    for left in range(60, 33, -1):
        at(scene.database, left)
        write(scene)
        mark_all(scene)
        forget_sent(scene)
    assert "Page 1 of 2" in messages_page(unit, scene)
    assert messages_page(unit, scene).count("gt-message__sent") == 50
    assert messages_page(unit, scene, "?page=2").count("gt-message__sent") == 4
    assert messages_page(unit, scene, "?page=99").count("gt-message__sent") == 4


def forget_sent(scene: Scene) -> None:
    """Let what was sent count as thanks, so that the invitations are due again."""
    for one in messages_of(scene):
        if one.kind is MessageKind.INVITATION:
            change(scene, one.id, kind=MessageKind.THANKS.value)


def test_titles_of_pages_and_links_give_nothing_away(unit: Desk, scene: Scene) -> None:
    at(scene.database, 7)
    write(scene)
    page = messages_page(unit, scene)
    assert re.search(r"<title>\s*Messages - ", page)
    assert "SYV30" not in page
    assert BASE not in page


def later(scene: Scene) -> None:
    assert scene.coordinator is not None
    give_later_date(
        scene.database,
        by=scene.coordinator,
        case_id=scene.cases["SYV30-01"],
        return_id=scene.returns["SYV30-01", "school"],
        day=DUE + timedelta(days=10),
        reason="The worker is away.",
    )
