"""What messages follow: the mail server, mailboxes, holidays, and when a lead is chased."""

import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.config import MailServer, Security, SettingsError, read_settings
from app.db.agencies import find_agency
from app.db.engine import Database
from app.db.holidays import bank_holidays
from audit_tools.permissions import Role
from tests.app.conftest import SignIn
from tests.app.environments import COMPLETE
from tests.app.page_forms import read_form
from tests.app.visitors import send, sign_in_client
from tests.preparations import make_preparation

FROM = "audits@example.org"
SENDER = {"GOLDEN_THREAD_MAIL_FROM": FROM}
SECRET = "s3cret/with@odd:signs"
QUOTED = "s3cret%2Fwith%40odd%3Asigns"


def mail_of(address: str) -> MailServer | None:
    return read_settings(COMPLETE | SENDER | {"GOLDEN_THREAD_MAIL_SERVER": address}).mail


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (
            f"starttls://gt:{QUOTED}@mail.example.org",
            MailServer(
                "mail.example.org", 587, Security.STARTTLS, "audits@example.org", "gt", SECRET
            ),
        ),
        (
            f"smtps://gt:{QUOTED}@mail.example.org:4650",
            MailServer(
                "mail.example.org",
                4650,
                Security.FROM_THE_START,
                "audits@example.org",
                "gt",
                SECRET,
            ),
        ),
        (
            "smtp://relay.example.org",
            MailServer("relay.example.org", 25, Security.NONE, FROM),
        ),
    ],
)
def test_a_mail_server_is_read_from_its_address(address: str, server: MailServer) -> None:
    assert mail_of(address) == server
    assert SECRET not in repr(mail_of(address))


def test_without_a_mail_server_nothing_is_sent() -> None:
    assert read_settings(COMPLETE).mail is None
    assert mail_of(" ") is None


@pytest.mark.parametrize(
    "address",
    [
        # No such way of talking, no host, no number for a port.
        f"http://gt:{SECRET}@mail.example.org",
        "mail.example.org",
        f"smtps://gt:{QUOTED}@",
        f"smtps://gt:{QUOTED}@mail.example.org:many",
        # A password that anybody on the way could read.
        f"smtp://gt:{QUOTED}@mail.example.org",
    ],
)
def test_an_address_that_cannot_be_is_named_and_not_shown(address: str) -> None:
    with pytest.raises(SettingsError, match="GOLDEN_THREAD_MAIL_SERVER") as wrong:
        mail_of(address)
    assert "s3cret" not in str(wrong.value)
    assert wrong.value.__suppress_context__ or wrong.value.__context__ is None


@pytest.mark.parametrize("sender", [{}, {"GOLDEN_THREAD_MAIL_FROM": "nobody"}])
def test_a_mail_server_needs_a_sender(sender: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="GOLDEN_THREAD_MAIL_FROM"):
        read_settings(COMPLETE | sender | {"GOLDEN_THREAD_MAIL_SERVER": "smtp://localhost"})


def test_bank_holidays_are_those_of_england() -> None:
    found = bank_holidays([date(2025, 5, 1), date(2026, 12, 1)])
    assert date(2025, 5, 26) in found
    assert date(2026, 12, 28) in found
    # Scotland's second of January is none here.
    assert date(2025, 1, 2) not in found
    assert bank_holidays([]) == {}


def test_the_calendar_is_loaded_only_when_a_day_is_looked_at() -> None:
    say = "import sys\nfrom app import create_app\nprint('holidays' in sys.modules)"
    root = Path(__file__).parents[3]
    run = subprocess.run([sys.executable, "-c", say], cwd=root, capture_output=True, text=True)
    assert run.stdout == "False\n", run.stderr


def save_settings(unit: FlaskClient, **fields: str) -> TestResponse:
    """Send the settings as they were loaded, with these changed."""
    loaded = read_form(read(unit, "/partnership"))
    kept = {name: values[0] for name, values in loaded.items() if name != "csrf_token"}
    return send(unit, "/partnership", **(kept | fields))


@pytest.fixture
def unit(sign_in: SignIn) -> FlaskClient:
    return sign_in(Role.COORDINATOR)


def read(client: FlaskClient, path: str) -> str:
    return unescape(client.get(path).get_data(as_text=True))


def test_school_holidays_and_the_days_before_a_chase_are_settings(unit: FlaskClient) -> None:
    holidays = "26 May 2025 - 30/05/2025, half term"
    assert save_settings(unit, school_holidays=holidays, chase_after="5").status_code == 303
    page = read(unit, "/partnership")
    assert "26 May 2025 to 30 May 2025, half term</textarea>" in page
    assert read_form(page)["chase_after"] == ["5"]
    assert save_settings(unit, school_holidays="").status_code == 303
    assert "half term</textarea>" not in read(unit, "/partnership")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"school_holidays": "soon"}, "Line 1: write it as in 26 May 2025"),
        ({"chase_after": "0"}, "Enter a number of days from 1 to 30."),
        ({"chase_after": "ten"}, "Enter a number, such as 6."),
        ({"chase_after": "31"}, "Enter a number of days from 1 to 30."),
    ],
)
def test_a_setting_that_cannot_be_changes_nothing(
    unit: FlaskClient, fields: dict[str, str], sentence: str
) -> None:
    answer = save_settings(unit, name="Changed", **fields)
    assert answer.status_code == 422
    assert sentence in unescape(answer.get_data(as_text=True))
    assert (
        fields.items() <= {name: typed[0] for name, typed in read_form(answer.text).items()}.items()
    )
    assert "Changed" not in read(unit, "/account")


def test_an_agency_has_a_mailbox_if_it_wants_one(
    sign_in: SignIn, database: Database, partnership: UUID
) -> None:
    administrator = sign_in(Role.ADMINISTRATOR)
    form = {"name": "Police", "kind": "police", "own_route": "", "is_asked": "y"}
    wrong = send(administrator, "/agencies/new", **form, mailbox="not an address")
    assert wrong.status_code == 422
    assert "Enter an e-mail address" in wrong.get_data(as_text=True)
    address = " safeguarding@police.example.org "
    assert send(administrator, "/agencies/new", **form, mailbox=address).status_code == 303
    with database.reading() as session:
        found = find_agency(session, partnership, "police")
    assert found is not None
    assert found.mailbox == "safeguarding@police.example.org"
    page = read(administrator, f"/agencies/{found.id}")
    assert 'value="safeguarding@police.example.org"' in page
    seen = read_form(page)["seen"][0]
    changed = send(administrator, f"/agencies/{found.id}", **form, mailbox="", seen=seen)
    assert changed.status_code == 303
    assert "safeguarding@police" not in read(administrator, f"/agencies/{found.id}")


def test_days_of_an_audit_are_flagged_and_not_refused(app: Flask, database: Database) -> None:
    """The discussions of the prepared audit begin on a bank holiday."""
    prepared = make_preparation(database)
    unit = sign_in_client(app, database, prepared.unit)
    save_settings(unit, school_holidays="26 May 2025 to 30 May 2025")
    page = read(unit, f"/audits/{prepared.audit}/edit")
    assert "Monday 26 May 2025 is a bank holiday." in page
    assert "Wednesday 28 May 2025 is in the school holidays." in page
    assert 'aria-describedby="discussions_from-notes"' in page
    # The period that is looked back on is nobody's appointment.
    assert "Wednesday 1 January 2025 is a bank holiday" not in page
    fields = {"period_from": "2025-01-01", "period_to": "2025-03-31", "returns_due": "2025-05-24",
              "discussions_from": "2025-05-26", "discussions_to": "2025-06-06"}  # fmt: skip
    more = {"title": "Another", "counts_one": "child", "counts_many": "children",
            "selection": "nominated", "scale": "ofsted"}  # fmt: skip
    made = send(unit, "/audits/new", **fields, **more)
    assert made.status_code == 303
    shown = read(unit, made.headers["Location"])
    assert "Saturday 24 May 2025 is at the weekend. Monday 26 May 2025 is a bank holiday." in shown
