"""What one kind of database would take and the other not never reaches it from a page.

PostgreSQL holds no NUL character and no text longer than its column says; an embedded database
takes both. Every form of every page is sent with such texts. Run it on the other kind with
``--database postgresql``.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html  # type: ignore[import-untyped]
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.engine import Database
from audit_tools.permissions import Role
from tests.app.conftest import SignIn
from tests.app.visitors import send, sign_in_client
from tests.app.walked_world import WalkedWorld
from tests.spec.who_may_do_what import Expected, Group, read_table

TABLE = read_table()
STORED = "a long text"
TEXTS = {"a NUL character": "a\x00b", "a number too large": "9" * 30, STORED: "ab " * 2000}
TYPED = {"text", "search", "email", "date", "number", "tel", "textarea"}
# They would end the visit.
LEFT_OUT = ("/sign-out", "/sessions/end", "/end", "/conflict", "/let-go")
# Whatever others may see one of these may see too.
WHO = ("coordinator", "police lead", "chair")
ADMIN = "administrator"
# What names a form of a file: no page, and so without forms to send.
FILES = {"paper", "suffix", "format", "ending"}
# In these states a page has most of its forms.
WRITTEN = ("always", "preparing", "closed", "waiting", "open")


def forms_of(body: str) -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """The forms of a page: where each is sent, and the kinds and values of its fields."""
    for form in html.fromstring(body).forms:
        if form.method == "POST":
            fields = form.iter("input", "textarea", "select")
            yield (
                form.action or "",
                {f.name: (kind_of(f), f.get("value", "")) for f in fields if f.name},
            )


def kind_of(field: html.HtmlElement) -> str:
    return str(field.get("type", "text") if field.tag == "input" else field.tag)


def pages(app: Flask, world: WalkedWorld, who: str) -> Iterator[str]:
    """The pages that somebody may see, and nobody who stands before them in ``WHO``."""
    adapter = app.url_map.bind("localhost")
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    for group in (g for g in TABLE.groups if who in g.who and g.about != "a session"):
        for column, values in world.subjects(group.about, who, TABLE.own_agency.get(who)):
            if who == first_of(group, column) and column in WRITTEN:
                for rule in (rules[endpoint] for endpoint in group.endpoints):
                    if "GET" in (rule.methods or set()) and FILES.isdisjoint(rule.arguments):
                        filled = {name: values[name] for name in rule.arguments}
                        yield adapter.build(rule.endpoint, filled)


def first_of(group: Group, column: str) -> str:
    """The first of these people who may see a page; empty where none may."""
    may = (one for one in WHO if group.who.get(one) and group.expected(one, column) is Expected.YES)
    return next(may, "")


def send_forms(client: FlaskClient, page: str) -> Iterator[tuple[str, int]]:
    """Send every form of a page with each of the texts in every field that takes one.

    The last of them is stored where it is taken, and what is sent afterwards meets it.
    """
    shown = client.get(page, buffered=True)
    if shown.mimetype != "text/html":
        return
    for action, fields in forms_of(shown.text):
        if (action or page).endswith(LEFT_OUT):
            continue
        takes_text = any(kind in TYPED for kind, _ in fields.values())
        for what, text in TEXTS.items() if takes_text else [(STORED, "")]:
            # versions and keys stay as they are, so that the texts come as far as they can
            typed = {n: text if kind in TYPED else value for n, (kind, value) in fields.items()}
            with nullcontext() if what == STORED else nothing_stored():
                status = client.post(action or page, data=typed).status_code
            yield f"{what}: {page} -> {action}", status


@contextmanager
def nothing_stored() -> Iterator[None]:
    """All that is written reaches the database and is taken back, so that the page that was shown
    stays true and the next text comes as far as this one."""

    def write_and_take_back(session: Session) -> None:
        session.flush()
        # What is forgotten stays readable for who returns it, as after a commit.
        session.expunge_all()
        session.rollback()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Session, "commit", write_and_take_back)
        yield


def test_every_page_is_open_to_one_of_those_who_send_its_forms() -> None:
    assert [
        (group.about, column)
        for group in TABLE.groups
        for column in group.columns
        # What is an administrator's alone is no page.
        if any(group.expected(who, column) is Expected.YES for who in {*group.who} - {ADMIN})
        and not first_of(group, column)
    ] == []


def test_the_database_is_the_one_that_was_asked_for(
    database: Database, request: pytest.FixtureRequest
) -> None:
    assert database.engine.dialect.name == request.config.getoption("--database")


def test_characters_that_nobody_sees_are_dropped_from_what_is_pasted(
    sign_in: SignIn, database: Database, partnership: UUID
) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    route = "Ring the duty desk.\x0b\x00\r\n\tDay and night."
    send(client, "/agencies/new", name="Po\x00lice", kind="police", own_route=route)
    with database.reading() as session:
        (agency,) = list_agencies(session, partnership)
    assert agency.name == "Police"
    assert agency.own_route.split() == ["Ring", "the", "duty", "desk.", "Day", "and", "night."]
    assert "\t" in agency.own_route


@pytest.mark.long
@pytest.mark.parametrize("who", WHO)
def test_no_form_is_answered_with_a_failure(who: str, app: Flask, database: Database) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    app.testing = False  # a failure is answered, and not raised
    world = WalkedWorld(database)
    client = sign_in_client(app, database, world.people[who])
    sent = dict.fromkeys(pages(app, world, who))
    answers = [answer for page in sent for answer in send_forms(client, page)]
    assert [where for where, status in answers if status >= 500] == []
    assert answers
