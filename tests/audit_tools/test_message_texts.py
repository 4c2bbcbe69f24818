"""A message says how many, which case by number, by when and where; and nothing more."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from audit_tools.message_texts import Setting, with_links, write_text
from audit_tools.messages import ABOUT_DATES, ABOUT_DEEDS, Draft, MessageKind, Recipient
from audit_tools.returns import ReturnStatus
from tests.audit_tools.asked import ADE, DUE, RETURN, SETTING

OTHER = replace(RETURN, id=UUID(int=11), number=5)
TO = Recipient(person=ADE)


def test_an_invitation_reads_like_this() -> None:
    text = write_text(Draft(MessageKind.INVITATION, TO, (RETURN, OTHER)), SETTING)
    assert text.subject == "You are asked for two returns, due on Friday 6 June 2025"
    assert text.body == (
        "Dear Ade Okoro,\n"
        "\n"
        "You are asked for two returns, due on Friday 6 June 2025.\n"
        "\n"
        "Audit: Serious youth violence, Quarter 1 2025/26\n"
        "- Case 3 of 6\n"
        "- Case 5 of 6\n"
        "\n"
        "Your list of returns:\n"
        "/returns\n"
        "\n"
        "If your agency does not know a case, one button in the list says so. If somebody else "
        "should answer, the lead of your agency can give it to them.\n"
        "\n"
        "The Business Unit\n"
        "Leeds (test)\n"
    )


@pytest.mark.parametrize(
    ("kind", "number", "subject", "opening"),
    [
        (
            MessageKind.WEEK_BEFORE,
            1,
            "One return is due on Friday 6 June 2025",
            "One return of yours is due on Friday 6 June 2025.",
        ),
        (
            MessageKind.TWO_DAYS_BEFORE,
            3,
            "Three returns are due on Friday 6 June 2025",
            "Three returns of yours are due on Friday 6 June 2025.",
        ),
        (
            MessageKind.DAY_AFTER,
            1,
            "One return of yours is overdue",
            "One return of yours was due on Friday 6 June 2025 and is overdue.",
        ),
        (
            MessageKind.CHASE,
            12,
            "12 returns of your agency are overdue",
            "12 returns of your agency were due on Friday 6 June 2025 and are overdue.",
        ),
        (
            MessageKind.THANKS,
            1,
            "Thank you for your part in one return",
            "Thank you for your part in one return. Nothing more is needed from you now.",
        ),
        (
            MessageKind.AGREED,
            1,
            "Thank you: the discussion of a case is signed off",
            "Thank you for your part: the discussion of a case that you answered about is signed "
            "off.",
        ),
        (
            MessageKind.AGREED,
            2,
            "Thank you: discussions of cases are signed off",
            "Thank you for your part: discussions of cases that you answered about are signed off.",
        ),
    ],
)
def test_each_kind_says_what_it_is_for(
    kind: MessageKind, number: int, subject: str, opening: str
) -> None:
    about = tuple(replace(RETURN, id=UUID(int=20 + one)) for one in range(number))
    text = write_text(Draft(kind, TO, about), SETTING)
    assert (text.subject, text.body.split("\n\n")[1]) == (subject, opening)


def test_days_that_differ_stand_beside_their_cases() -> None:
    later = replace(OTHER, due=DUE + timedelta(days=4))
    text = write_text(Draft(MessageKind.WEEK_BEFORE, TO, (RETURN, later)), SETTING)
    assert text.subject == "Two returns are due"
    assert "- Case 3 of 6: due Friday 6 June 2025\n- Case 5 of 6: due Tuesday 10 June" in text.body
    # Of what is done no day is said any more.
    done = replace(later, status=ReturnStatus.SUBMITTED)
    thanks = write_text(Draft(MessageKind.THANKS, TO, (RETURN, done)), SETTING)
    assert "10 June" not in thanks.body


def test_the_agency_is_named_to_those_who_answer_for_several() -> None:
    school = replace(OTHER, agency="school", agency_name="School")
    several = write_text(Draft(MessageKind.WEEK_BEFORE, TO, (RETURN, school)), SETTING)
    assert "- Police, case 3 of 6\n- School, case 5 of 6" in several.body
    assert "Police" not in write_text(Draft(MessageKind.WEEK_BEFORE, TO, (RETURN,)), SETTING).body


def test_a_name_or_title_of_several_lines_stays_one_line_and_makes_no_link() -> None:
    odd = Setting("An audit\n/elsewhere", "Leeds\n/elsewhere", "Ade\n/elsewhere\tOkoro")
    text = write_text(Draft(MessageKind.WEEK_BEFORE, TO, (RETURN,)), odd)
    assert with_links(text.body, "https://audit.example.org/").count("https://") == 1
    assert "\nhttps://audit.example.org/returns\n" in with_links(
        text.body, "https://audit.example.org"
    )


def test_thanks_for_a_signed_off_discussion_lead_to_the_page_of_what_came_of_it() -> None:
    thanks = write_text(Draft(MessageKind.AGREED, TO, (RETURN,)), SETTING)
    assert thanks.body.split("\n\n")[3].endswith("\n/afterwards")


def test_single_sections_are_counted_by_case() -> None:
    one = replace(RETURN, helpers={ADE: frozenset({"voice", "risk"})})
    other = replace(OTHER, helpers={ADE: frozenset({"voice"}), UUID(int=9): frozenset({"risk"})})
    text = write_text(Draft(MessageKind.SECTIONS, TO, (one, other)), SETTING)
    assert text.subject == (
        "You are asked for three sections of two returns, due on Friday 6 June 2025"
    )
    assert "- Case 3 of 6: two sections\n- Case 5 of 6: one section\n" in text.body
    assert "nothing else of the return" in text.body
    later = replace(other, due=DUE + timedelta(days=4))
    text = write_text(Draft(MessageKind.SECTIONS, TO, (one, later)), SETTING)
    assert "- Case 5 of 6: one section, due Tuesday 10 June 2025\n" in text.body


def test_every_kind_about_returns_has_its_words() -> None:
    helped = replace(RETURN, helpers={ADE: frozenset({"voice"})})
    for kind in set(MessageKind) - ABOUT_DATES - ABOUT_DEEDS:
        text = write_text(Draft(kind, TO, (helped,)), SETTING)
        assert text.subject
        assert "\n" not in text.subject
        assert kind.label
        assert kind.done in ("invited", "reminded", "chased", "thanked")


def test_a_return_without_a_day_is_asked_for_without_one() -> None:
    undated = replace(RETURN, due=None)
    text = write_text(Draft(MessageKind.INVITATION, TO, (undated,)), SETTING)
    assert text.subject == "You are asked for one return"
    assert text.body.split("\n\n")[1] == "You are asked for one return."


def test_a_mailbox_is_asked_who_leads_where_nobody_can_answer() -> None:
    to = Recipient(agency="police")
    text = write_text(Draft(MessageKind.INVITATION, to, (RETURN,)), SETTING)
    assert "Nobody of your agency can answer here yet." in text.body
    assert "one button in the list" not in text.body
    chase = write_text(Draft(MessageKind.CHASE, to, (RETURN,)), SETTING)
    assert "Nobody of your agency" not in chase.body
