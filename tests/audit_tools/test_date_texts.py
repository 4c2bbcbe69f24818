"""A message about dates says which of how many, when and where; and nothing more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from audit_tools.date_messages import DateToTell
from audit_tools.date_texts import write_date_text
from audit_tools.message_texts import MessageText, with_links
from audit_tools.messages import ABOUT_DATES, Draft, MessageKind
from audit_tools.schedule import Slot
from tests.audit_tools.asked import SETTING
from tests.audit_tools.dated import LATER, ONE, SLOT, TO_CHAIR, TO_MAILBOX

NEW = DateToTell(ONE.case, 3, 6, SLOT, None)
MOVED = replace(NEW, number=4, slot=LATER, before=SLOT)
ROOM = replace(NEW, number=5, before=replace(SLOT, place="Room 1"))
OFF = replace(NEW, number=6, slot=None, before=SLOT)
WITHDRAWN = replace(OFF, number=0)
WHEN = "Tuesday 10 June 2025, 09:30 to 11:00"


def text_of(*about: DateToTell, kind: MessageKind = MessageKind.DATES) -> MessageText:
    return write_date_text(Draft(kind, TO_CHAIR, about), SETTING)


def test_the_dates_of_a_person_read_like_this() -> None:
    text = text_of(NEW, replace(NEW, number=1, slot=replace(LATER, place="")))
    assert text.subject == "Dates of two case discussions"
    assert text.body == (
        "Dear Ade Okoro,\n"
        "\n"
        "Two case discussions that you have a part in have dates.\n"
        "\n"
        "Audit: Serious youth violence, Quarter 1 2025/26\n"
        f"- Case discussion 3 of 6: {WHEN}, Room 3\n"
        "- Case discussion 1 of 6: Wednesday 11 June 2025, 09:30 to 11:00\n"
        "\n"
        "Your dates, files for your calendar, and where to say whether you come:\n"
        "/schedule\n"
        "\n"
        "If you cannot come, say so there or tell the Business Unit. The lead of an agency says "
        "there who comes from it.\n"
        "\n"
        "The Business Unit\n"
        "Leeds (test)\n"
    )


@pytest.mark.parametrize(
    ("about", "subject", "opening", "line"),
    [
        (
            (NEW,),
            f"Case discussion 3 of 6 is on {WHEN}",
            "A case discussion that you have a part in has a date.",
            f"- Case discussion 3 of 6: {WHEN}, Room 3",
        ),
        (
            (MOVED,),
            "Case discussion 4 of 6 is now on Wednesday 11 June 2025, 09:30 to 11:00",
            "Something has changed about a case discussion that you have a part in. "
            "Where the time has moved, please say again whether you come.",
            "- Case discussion 4 of 6: now Wednesday 11 June 2025, 09:30 to 11:00, Room 3 "
            f"(before: {WHEN})",
        ),
        # Who has replied need not reply again for another room.
        (
            (ROOM,),
            "Case discussion 5 of 6 has another room or link",
            "Something has changed about a case discussion that you have a part in.",
            f"- Case discussion 5 of 6: now {WHEN}, Room 3",
        ),
        (
            (OFF,),
            "Case discussion 6 of 6 is called off",
            "A case discussion that you have a part in is called off.",
            f"- Case discussion 6 of 6: called off. It was to be on {WHEN}.",
        ),
        # A withdrawn case has no number any more.
        (
            (WITHDRAWN,),
            "A case discussion is called off",
            "A case discussion that you have a part in is called off.",
            f"- A case discussion: called off. It was to be on {WHEN}.",
        ),
        (
            (NEW, OFF),
            "Changed dates of two case discussions",
            "Something has changed about two case discussions that you have a part in.",
            f"- Case discussion 3 of 6: {WHEN}, Room 3",
        ),
        (
            (OFF, OFF),
            "Changed dates of two case discussions",
            "Two case discussions that you have a part in are called off.",
            f"- Case discussion 6 of 6: called off. It was to be on {WHEN}.",
        ),
    ],
)
def test_what_is_new_is_said_first(
    about: tuple[DateToTell, ...], subject: str, opening: str, line: str
) -> None:
    text = text_of(*about)
    parts = text.body.split("\n\n")
    assert (text.subject, parts[1], parts[2].split("\n")[1]) == (subject, opening, line)


def test_a_reminder_says_that_it_is_one() -> None:
    known = replace(NEW, before=SLOT)
    text = text_of(known, kind=MessageKind.DISCUSSION_SOON)
    assert text.subject == f"Reminder: case discussion 3 of 6 is on {WHEN}"
    assert "This is a reminder of a case discussion that you have a part in." in text.body
    assert f"- Case discussion 3 of 6: {WHEN}, Room 3\n" in text.body
    two = text_of(known, known, kind=MessageKind.DISCUSSION_SOON)
    assert two.subject == "Reminder: dates of two case discussions"


def test_a_mailbox_is_asked_who_leads() -> None:
    text = write_date_text(Draft(MessageKind.DATES, TO_MAILBOX, (NEW,)), SETTING)
    assert "Nobody of your agency can answer here yet." in text.body
    assert "say so there" not in text.body


def test_a_room_of_several_lines_stays_one_line_and_makes_no_link() -> None:
    odd = replace(NEW, slot=Slot(SLOT.starts + timedelta(0), 90, "Room 3\n/elsewhere"))
    body = with_links(text_of(odd).body, "https://audit.example.org")
    assert body.count("https://") == 1
    assert "\nhttps://audit.example.org/schedule\n" in body


@pytest.mark.parametrize("kind", sorted(ABOUT_DATES))
def test_every_kind_about_dates_has_its_words(kind: MessageKind) -> None:
    text = text_of(NEW, kind=kind)
    assert text.subject
    assert "\n" not in text.subject
    assert kind.label
    assert kind.done in ("told", "reminded")
