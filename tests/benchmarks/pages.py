"""Pages and one save, each beside the least that it could be made of."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import cycle
from time import perf_counter
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.db.engine import durable_settings
from tests.app.page_forms import read_form
from tests.app.visitors import sign_in_client
from tests.benchmarks.measuring import Compared, Deed, Line, compare
from tests.benchmarks.worlds import Measured

SECTION, QUESTION = "voice", "voice.daily-life"
# What a ratio may be. The application checks who asks, reads what it shows and renders it; the
# page beside it holds its bytes ready. A save settles with what stands there and tells history.
PAGE_GOAL, SAVE_GOAL, SQL_GOAL, GROWTH_GOAL = 60.0, 4.0, 30.0, 1.2


def section_page(measured: Measured) -> Line:
    """A section of a return beside a Flask page of as many bytes."""
    client, address = _practitioner(measured)
    size = len(client.get(address).data)
    plain = _plain_page(size)
    found = compare(lambda: client.get(address), lambda: plain.get("/"))
    return Line("A section of a return", f"a Flask page of {size:,} bytes", found, PAGE_GOAL)


def one_save(measured: Measured) -> Line:
    """An answer that saves itself beside a Flask view that inserts one row, as durably."""
    client, address = _practitioner(measured)
    with _inserting(measured) as plain:
        found = compare(_saver(client, address), lambda: plain.post("/"), perf_counter)
    return Line("One answer saved", "a Flask view inserting a row", found, SAVE_GOAL)


def growth_of_a_save(few: Measured, many: Measured) -> Line:
    """An answer that saves itself among many audits, and in turns with it among few."""
    found = compare(_saver(*_practitioner(many)), _saver(*_practitioner(few)), perf_counter)
    beside = f"the same, {few.audits:,} audits"
    return Line(f"One answer saved, {many.audits:,} audits", beside, found, GROWTH_GOAL)


def _practitioner(measured: Measured) -> tuple[FlaskClient, str]:
    scene = measured.scene
    client = sign_in_client(measured.app, measured.database, scene.practitioners["school"])
    return client, f"/returns/{scene.returns['SYV30-01', 'school']}/sections/{SECTION}"


def _plain_page(size: int) -> FlaskClient:
    app, page = Flask("plain"), "x" * size
    app.add_url_rule("/", view_func=lambda: page)
    return app.test_client()


@contextmanager
def _inserting(measured: Measured) -> Iterator[FlaskClient]:
    app = Flask("inserting")
    journal, synchronous = durable_settings(sqlite3.sqlite_version_info)
    with closing(sqlite3.connect(measured.file, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA journal_mode = {journal}")
        raw.execute(f"PRAGMA synchronous = {synchronous}")
        raw.execute("CREATE TABLE IF NOT EXISTS plain (text TEXT)")

        def insert() -> str:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO plain VALUES ('yes')")
            raw.execute("COMMIT")
            return "Saved"

        app.add_url_rule("/", view_func=insert, methods=["POST"])
        yield app.test_client()
        raw.execute("DROP TABLE plain")


def _saver(client: FlaskClient, address: str) -> Deed:
    """Each time another answer to one question, sent as the page's script sends it."""
    form = read_form(client.get(address).get_data(as_text=True))
    version, answers = f"version:{QUESTION}", cycle(("yes", "no"))
    sent: dict[str, Any] = {"csrf_token": form["csrf_token"], version: form[version]}
    numbers = iter(range(1_000_000))

    def save() -> None:
        sent.update({QUESTION: next(answers), "edit_key": f"measured-{next(numbers)}"})
        answer = client.post(address, data=sent, headers={"X-Requested-With": "fetch"})
        assert answer.json, answer.status
        sent[version] = answer.json["versions"][QUESTION]

    return save


def against_sql(measured: Measured) -> Iterator[Line]:
    """Three pages, each beside the statements that it sends, sent to SQLite without anything."""
    client = measured.coordinator()
    for name, address in _pages_to_run(measured):
        found = _beside_its_sql(measured, client, address)
        yield Line(f"{name}, {measured.audits:,} audits", "its bare SQL", found, SQL_GOAL)


def _pages_to_run(measured: Measured) -> list[tuple[str, str]]:
    """The pages of an audit that its Business Unit opens, by name with their addresses."""
    return [
        ("The board", measured.board),
        ("A section of a discussion", measured.discussion),
        ("The summary", measured.summary),
    ]


def _beside_its_sql(measured: Measured, client: FlaskClient, address: str) -> Compared:
    assert client.get(address).status_code == 200
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, given: Any, *_rest: object) -> None:
        statements.append((statement, given))

    event.listen(measured.database.engine, "before_cursor_execute", note)
    client.get(address)
    event.remove(measured.database.engine, "before_cursor_execute", note)
    reads = [one for one in statements if one[0].lstrip().startswith(("SELECT", "WITH"))]
    with closing(sqlite3.connect(measured.file)) as raw:
        return compare(lambda: client.get(address), lambda: _send(raw, reads))


def _send(raw: sqlite3.Connection, statements: list[tuple[str, Any]]) -> None:
    for statement, given in statements:
        raw.execute(statement, given).fetchall()


def growth(few: Measured, many: Measured) -> Iterator[Line]:
    """The same pages among many audits, and in turns with them among few: what else runs on the
    machine for a while then slows both."""
    for (name, ours), (_, theirs) in zip(_opened(many), _opened(few), strict=True):
        beside = f"the same, {few.audits:,} audits"
        found = compare(ours, theirs)
        yield Line(f"{name}, {many.audits:,} audits", beside, found, GROWTH_GOAL)


def _opened(measured: Measured) -> Iterator[tuple[str, Deed]]:
    """Each page by name, to be opened by somebody who is signed in."""
    practitioner, section = _practitioner(measured)
    yield "A section of a return", partial(practitioner.get, section)
    coordinator = measured.coordinator()
    for name, address in _pages_to_run(measured):
        yield name, partial(coordinator.get, address)
