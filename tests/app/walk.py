"""Asking every address as every person, each time of the same world.

What a request changes is put back before the next, so that no answer depends on the order. The
clock stands still: nothing is written but by what is asked.
"""

import re
import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from app.config import Mode, Settings
from app.db.engine import Database
from app.db.models.people import SignedInSessionRow
from app.db.sessions import SignIn
from app.operations import accounts
from audit_tools.permissions import Person
from tests.app.empty_papers import leave_papers_empty
from tests.app.sent_forms import SentForms
from tests.app.visitors import database_of, text_of
from tests.app.walked_world import WalkedWorld
from tests.world import AT

_identify = accounts.identify
CHANGING = re.compile(
    r"nonce(?:=\"|-)[\w-]+|csrf_token\" value=\"[^\"]+|[2-9B-Z]{4}-[2-9B-Z]{4}", re.ASCII
)


@dataclass(frozen=True)
class Answer:
    """What somebody got. ``stored`` says whether anything was written, ``told`` whether history
    grew by it."""

    response: TestResponse
    stored: bool
    told: bool

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def headers(self) -> str:
        return "\n".join(sorted(f"{name}: {value}" for name, value in self.response.headers))

    @property
    def text(self) -> str:
        """What it says. To read a paper takes its time, so it is read where somebody asks."""
        return text_of(self.response)

    def without(self, ids: Iterable[object]) -> tuple[int, str, str]:
        """Status, text and headers without these ids and what differs from request to request."""
        text, headers = self.text, self.headers
        for id in ids:
            if isinstance(id, UUID):
                text, headers = text.replace(str(id), ""), headers.replace(str(id), "")
        return self.status, CHANGING.sub("", text), CHANGING.sub("", headers)


class Walk:
    """An application on an embedded database, its world, and people who are signed in.

    Where ``papers`` is not set its Word and PDF files are empty: who may have one is settled
    before it is made, and to make them all takes longer than all else that is asked.
    """

    def __init__(self, empty: Path, folder: Path, *, papers: bool = True) -> None:
        self._patched = pytest.MonkeyPatch()
        if not papers:
            leave_papers_empty(self._patched)
        self._file, self._kept = folder / "walked.sqlite", folder / "kept.sqlite"
        shutil.copy(empty, self._file)
        self.app = _make_app(self._file)
        self.rules = _rules_of(self.app)
        self._addresses = self.app.url_map.bind("localhost")
        self._client = self.app.test_client(use_cookies=False)
        self.database = database_of(self.app)
        self.database.clock = lambda: AT
        self.world = WalkedWorld(self.database)
        self._forms = SentForms(self.app)
        self._whose: str | None = None
        self._seen: dict[str, str] = {}
        self._signed_in: dict[str, SignIn | None] = {}
        self._cookies = {who: self._sign_in(who, p) for who, p in self.world.people.items()}
        self._watch()
        self.keep()

    def keep(self) -> None:
        """From here on put back what there is now."""
        self._seen.clear()
        self._signed_in.clear()
        self._watcher.close()
        self.database.engine.dispose()
        shutil.copy(self._file, self._kept)
        self._watch()

    def look_up_once(self) -> None:
        """From here on look up once who is signed in: each request begins with what was kept. For
        those who do not ask what a request asks of the database."""
        self._patched.setattr(accounts, "identify", self._identify)

    def ask(self, who: str | None, method: str, rule: Rule, values: Mapping[str, Any]) -> Answer:
        """Ask for an address with these ids, and put back what it changed."""
        if who != self._whose:
            self._whose, self._seen = who, {}
        show = partial(self._show, who)
        form = self._forms.fill(rule.endpoint, values, show) if method == "POST" else None
        path = self.address_of(rule, values)
        response = self.open(who, path, method=method, data=form, buffered=True)
        if method == "GET" and response.mimetype == "text/html":
            self._seen[path] = response.text
        if self._read_version() == self._version:
            return Answer(response, stored=False, told=False)
        told = self._count_events() > self._events
        self._put_back()
        return Answer(response, stored=True, told=told)

    def _show(self, who: str | None, path: str) -> str:
        """A page as it was when the same person asked for it, since everything is put back."""
        if path not in self._seen:
            self._seen[path] = self.open(who, path).text
        return self._seen[path]

    def address_of(self, rule: Rule, values: Mapping[str, Any]) -> str:
        filled = {name: values[name] for name in rule.arguments}
        return self._addresses.build(rule.endpoint, filled)

    def open(self, who: str | None, path: str, **asked: Any) -> TestResponse:
        """What the application answers; what it changed is not put back."""
        return self._client.open(
            path, headers={"Cookie": self._cookies[who]} if who else None, **asked
        )

    def close(self) -> None:
        self._patched.undo()
        self._watcher.close()
        self.database.engine.dispose()

    def _sign_in(self, who: str, person: Person) -> str:
        """The cookie of somebody who is signed in and has seen a form."""
        token = accounts.begin_session(
            self.database, person_id=person.id, partnership=person.partnership, device="Test"
        )
        client = self.app.test_client()
        with client.session_transaction() as kept:
            kept["token"], kept["csrf_token"] = token, "0" * 40
        with self.database.reading() as session:
            wanted = select(SignedInSessionRow.id).where(SignedInSessionRow.person_id == person.id)
            self.world.sessions[who] = session.scalars(wanted).one()
        cookie = client.get_cookie(str(self.app.config["SESSION_COOKIE_NAME"]))
        return f"{cookie.key}={cookie.value}" if cookie else ""

    def _watch(self) -> None:
        self._watcher = sqlite3.connect(self._file)
        self._version, self._events = self._read_version(), self._count_events()

    def _read_version(self) -> int:
        """A number that changes when another connection has written."""
        return int(self._watcher.execute("PRAGMA data_version").fetchone()[0])

    def _count_events(self) -> int:
        return int(self._watcher.execute("SELECT count(*) FROM history_event").fetchone()[0])

    def _put_back(self) -> None:
        self._watcher.close()
        self.database.engine.dispose()
        shutil.copy(self._kept, self._file)
        self._watch()

    def _identify(self, database: Database, token: str) -> SignIn | None:
        if database is not self.database:
            return _identify(database, token)
        if token not in self._signed_in:
            self._signed_in[token] = _identify(database, token)
        return self._signed_in[token]


def _make_app(file: Path) -> Flask:
    app = create_app(
        Settings(
            mode=Mode.TEST,
            secret_key="only for tests, and long enough for them",
            database=f"sqlite:///{file}",
            base_address="http://localhost",
        )
    )
    # A refusal must come from who asks, and not from a form without its secret.
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def _rules_of(app: Flask) -> dict[str, list[tuple[str, Rule]]]:
    """For every address the ways in which it can be asked."""
    found: dict[str, list[tuple[str, Rule]]] = {}
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            found.setdefault(rule.endpoint, []).append((method, rule))
    return found
