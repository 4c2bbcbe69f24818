"""What somebody did is told by the number of a case, to those who may read what was done."""

from uuid import UUID

import pytest

from audit_tools.cases import Case, CaseState, Involvement, Known
from audit_tools.cycles import Counted
from audit_tools.deed_messages import (
    Deed,
    whom_to_ask_of_record,
    whom_to_tell_of_concern,
    whom_to_tell_of_stop,
    write_deed_text,
)
from audit_tools.messages import ABOUT_DEEDS, Draft, MessageKind
from audit_tools.permissions import Role
from audit_tools.visibility import Standing
from tests.audit_tools.asked import DUE, SETTING, TO_LEAD, TO_MAILBOX

ASKED, CASE = Deed(asked=3), Deed(1, 3, due=DUE)


@pytest.mark.parametrize(
    ("kind", "deed", "subject", "opening"),
    [
        (
            MessageKind.CHILDREN_ASKED,
            ASKED,
            "You are asked which of 3 children your agency knows",
            "You are asked which of 3 children your agency knows.",
        ),
        # an audit may count something else, and one of it
        (
            MessageKind.CHILDREN_ASKED,
            Deed(asked=1, counted=Counted("area", "areas")),
            "You are asked whether your agency knows one area",
            "You are asked whether your agency knows one area.",
        ),
        (
            MessageKind.TO_READ,
            CASE,
            "Please read the record of case 1 of 3 by Friday 6 June 2025",
            "The record of the discussion of case 1 of 3 is written up. Please say whether it is "
            "accurate by Friday 6 June 2025.",
        ),
        (
            MessageKind.ANSWERED,
            CASE,
            "The correction that you asked for in case 1 of 3 is answered",
            "Those who hold the discussion of case 1 of 3 have said what became of the correction "
            "that you asked for.",
        ),
        (
            MessageKind.CONCERN,
            CASE,
            "An immediate concern was raised in case 1 of 3",
            "An immediate concern was raised in case 1 of 3.",
        ),
        (
            MessageKind.DOES_NOT_FIT,
            CASE,
            "A return for case 1 of 3 is stopped: it does not fit",
            "A return for case 1 of 3 does not fit the key sheet of its agency, so it is stopped "
            "until you settle it.",
        ),
        (
            MessageKind.ASKED_ANEW,
            Deed(asked=2),
            "The questions of two returns of yours have changed",
            "The questions of two returns of yours have changed. Nothing that was answered is "
            "lost: what goes on being asked still stands, the rest is kept on your copy.",
        ),
        (
            MessageKind.WITHDRAWN,
            CASE,
            "A return for case 1 of 3 is needed no more",
            "The Business Unit has withdrawn case 1 of 3, so your return for it is needed no more. "
            "It takes no more answers and is in no count.",
        ),
        # a withdrawn case has no number
        (
            MessageKind.CONCERN,
            Deed(),
            "An immediate concern was raised in a case",
            "An immediate concern was raised in a case.",
        ),
    ],
)
def test_a_message_about_a_deed_says_that_it_happened(
    kind: MessageKind, deed: Deed, subject: str, opening: str
) -> None:
    text = write_deed_text(Draft(kind, TO_LEAD, (deed,)), SETTING)
    assert text.subject == subject
    assert text.body.split("\n\n")[1] == opening
    assert kind in ABOUT_DEEDS


@pytest.mark.parametrize("kind", sorted(ABOUT_DEEDS))
def test_every_kind_about_deeds_has_its_words(kind: MessageKind) -> None:
    text = write_deed_text(Draft(kind, TO_LEAD, (CASE,)), SETTING)
    assert text.subject
    assert "\n" not in text.subject
    assert kind.label


def test_a_mailbox_is_told_that_nobody_leads() -> None:
    text = write_deed_text(Draft(MessageKind.CHILDREN_ASKED, TO_MAILBOX, (ASKED,)), SETTING)
    assert "Nobody of your agency can answer here yet." in text.body


UNIT, CHAIR, LEAD, OTHER, CONFLICTED, CORE = (UUID(int=number) for number in range(1, 7))
STANDINGS = {
    UNIT: Standing(coordinator=True),
    CHAIR: Standing(appointed=frozenset({Role.CHAIR})),
    LEAD: Standing(leads=frozenset({"police"})),
    OTHER: Standing(assigned=frozenset({"school"})),
    CONFLICTED: Standing(coordinator=True, conflicted=True),
    CORE: Standing(core_group=True),
}


def test_a_concern_is_told_to_the_unit_the_chair_and_its_own_agencys_lead() -> None:
    assert whom_to_tell_of_concern(STANDINGS, "police") == (UNIT, CHAIR, LEAD)
    assert whom_to_tell_of_concern(STANDINGS, "school") == (UNIT, CHAIR)


def test_a_stop_is_told_to_the_unit_alone_and_not_where_it_has_a_conflict() -> None:
    assert whom_to_tell_of_stop(STANDINGS) == (UNIT,)


def test_a_record_is_sent_to_read_to_those_who_answer_for_an_agency_that_was_there() -> None:
    involved = tuple(Involvement(agency, Known.KNOWN) for agency in ("police", "school"))
    case = Case("SYV25-01", CaseState.WRITTEN_UP, involved)
    assert whom_to_ask_of_record(STANDINGS, case, ("police", "school")) == (LEAD, OTHER)
    assert whom_to_ask_of_record(STANDINGS, case, ("school",)) == (OTHER,)
