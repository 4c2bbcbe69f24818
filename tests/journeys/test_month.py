"""The month of a Business Unit, from an empty partnership to the thanks after a discussion.

Of two children one is discussed, and the return of the other comes later. What happens beside it,
as to findings and summaries, ``test_whole_audit`` walks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.config import MailServer
from audit_tools.dates import format_date
from audit_tools.permissions import Role
from tests import factories
from tests.app.messages.conftest import Mailbox, mailbox, server, set_server
from tests.app.visitors import text_in
from tests.journeys.arranging import (
    approve_method,
    give_later_date,
    hand_over,
    reply,
    set_dates,
)
from tests.journeys.asking import (
    SOCIAL_CARE,
    SOCIAL_WORKER,
    answer_who_knows,
    ask_who_knows,
    invite_colleague,
    set_up_first_audit,
    take_first_steps,
)
from tests.journeys.at_once import discuss_at_once
from tests.journeys.conftest import Live
from tests.journeys.discussing import open_discussion, sign_off
from tests.journeys.finishing import (
    ask_whether_accurate,
    correct_after_sign_off,
    read_draft,
    read_record,
    write_afterwards,
)
from tests.journeys.preparing import add_people, sign_in_by_link
from tests.journeys.returning import begin_return, close_returns
from tests.journeys.steps import House, Said, give_return
from tests.journeys.story import (
    AGREED,
    DEPUTY,
    DISCUSSED,
    FIRST,
    FOUR_DAYS,
    GIVEN,
    HEARD,
    INVITED,
    KINDS,
    LEADS,
    MONTH,
    NOT_ASKED,
    TITLE,
    Case,
    Cast,
    in_days,
)

__all__ = ["mailbox", "server"]
pytestmark = [pytest.mark.browser, pytest.mark.long]

CAME = replace(AGREED[FIRST], taken={"identification": NOT_ASKED})


@dataclass
class Post:
    """The mail server of the partnership, and what was read of it."""

    app: Flask
    mailbox: Mailbox

    def deliver(self, subject: str) -> dict[str, EmailMessage]:
        """Send what waits, as a timer of the server does; gives the new mails by their names."""
        had = len(self.mailbox.mails)
        sent = self.app.test_cli_runner().invoke(args=["messages", "send"])
        assert sent.exit_code == 0, sent.output
        new = [mail for mail in self.mailbox.mails[had:] if subject in str(mail["Subject"])]
        return {str(mail["To"].addresses[0].display_name): mail for mail in new}


@pytest.fixture
def post(app: Flask, mailbox: Mailbox, server: MailServer) -> Post:
    set_server(app, server)
    return Post(app, mailbox)


@pytest.fixture
def cast(live: Live, browser: Browser) -> Iterator[Cast]:
    """A partnership with an administrator, and nobody else yet."""
    partnership = factories.make_partnership(live.database)
    admin = factories.make_person(live.database, partnership, Role.ADMINISTRATOR, name="Ada Admin")
    house = House(live, browser, scripts=True)
    yield Cast(house, partnership, {"Ada Admin": house.sit(admin)})
    house.close()


def test_a_month_of_the_business_unit(cast: Cast, post: Post) -> None:
    add_people(cast.desk("Ada Admin"), {"Bea Unit": MONTH["Bea Unit"]})
    sign_in_by_link(cast)
    unit = cast.desk("Bea Unit")
    take_first_steps(unit)
    invite_colleague(cast)
    first, second = cases = set_up_first_audit(unit)
    ask_who_knows(unit, cases)
    answer_who_knows(cast, cases)
    approve_method(unit)
    set_dates(unit, cases)
    start(cast, post, cases)
    give_later_date(cast, second)
    hand_over(cast, first)
    reply(cast, first)
    give_returns(cast, first)
    close_returns(unit, first)
    read_day(cast, first)
    open_discussion(cast, first)
    discuss_at_once(cast, first, CAME)
    read_draft(cast.desk("Nia Notes"))
    ask_whether_accurate(cast, first)
    sign_off(cast, first)
    correct_after_sign_off(cast, first)
    read_record(cast, first)
    read_thanks(cast, post, cases)
    write_afterwards(cast, first)


def start(cast: Cast, post: Post, cases: tuple[Case, ...]) -> None:
    """Whoever answers is written to: of social care, its lead and deputy until they give it on."""
    unit = cast.desk("Bea Unit")
    unit.sees("4 messages to those who answer, sent by your mail server")
    unit.sees("messages about dates to those who are expected")
    unit.press("Start the audit", "Start this audit?")
    unit.press("Start the audit", TITLE)
    unit.sees("Five returns to come")
    mails = post.deliver("You are asked for")
    assert set(mails) == {INVITED, f"{SOCIAL_CARE} lead", DEPUTY, "School lead"}
    assert any("Dates of two case discussions" in mail["Subject"] for mail in post.mailbox.mails)
    for mail in post.mailbox.mails:
        say_nothing_of(cases, mail)
    unit.follow("Messages", "Messages")
    unit.sees("They are sent by your mail server.")
    unit.follow(TITLE, TITLE)


def say_nothing_of(cases: tuple[Case, ...], mail: EmailMessage) -> None:
    said = f"{mail.as_string()}\n{mail.get_content()}"
    for text in (HEARD, NOT_ASKED, FOUR_DAYS, *(case.reference for case in cases)):
        assert text not in said


def give_returns(cast: Cast, case: Case) -> None:
    """One section by a colleague, all else by whoever has the return."""
    colleague, lead = cast.desk("School worker"), cast.desk("School lead")
    begin_return(colleague, case)
    colleague.arrive("Voice and lived experience")
    colleague.fill("What went well, line 1", HEARD)
    colleague.press("Save and continue", "Your returns")
    lead.open("/returns", "Your returns")
    lead.button(f"Continue {case.reference}").click()
    give_return(lead, KINDS["School"], False, {"voice": Said("good")}, in_brief=True)
    for name, agency in ((INVITED, "Police"), (SOCIAL_WORKER, SOCIAL_CARE)):
        worker, leads = cast.desk(name), agency == LEADS[FIRST]
        begin_return(worker, case)
        give_return(worker, KINDS[agency], leads, GIVEN[FIRST, agency], in_brief=True)


def read_day(cast: Cast, case: Case) -> None:
    """Before the day the note-taker reads what is lacking, and takes the case sheets."""
    notes, day = cast.desk("Nia Notes"), in_days(DISCUSSED)
    notes.open("/schedule", "Dates of discussions")
    notes.follow(f"{day:%A} {format_date(day)}", format_date(day))
    notes.sees("No reply yet from School.")
    sheets = text_in(notes.take("Case sheets (PDF)"))
    assert case.reference in sheets
    assert NOT_ASKED[:30] in " ".join(sheets.split())


def read_thanks(cast: Cast, post: Post, cases: tuple[Case, ...]) -> None:
    """Whoever answered is thanked, and comes from the mail to what was agreed."""
    mails = post.deliver("Thank you: the discussion of a case is signed off")
    assert set(mails) >= {INVITED, SOCIAL_WORKER, "School lead"}
    for mail in mails.values():
        say_nothing_of(cases, mail)
    lines = mails[INVITED].get_content().splitlines()
    link = next(line for line in lines if line.endswith("/afterwards"))
    cast.desk(INVITED).open(urlsplit(link).path, "Afterwards")
