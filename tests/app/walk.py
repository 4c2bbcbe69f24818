"""Asking every address as every person, each time of the same world.

What a request changes is put back before the next, so that no answer depends on the order. The
clock stands still: nothing is written but by what is asked.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from app.config import Mode, Settings
from app.db.models.people import SignedInSessionRow
from app.operations import accounts
from app.operations.versions import version_of
from audit_tools.afterwards import NextTime, OwnNote
from audit_tools.permissions import Person
from tests.app.visitors import database_of, text_of
from tests.app.walked_world import ASKED_FOR, CANDIDATES, WORDING, WalkedWorld
from tests.world import AT

Form = dict[str, str] | Callable[[Mapping[str, Any]], dict[str, str]]

# Without these a form is turned away before it is looked at whose it is and in which state. Some
# have fields named by an id of the address.
FORMS: dict[str, Form] = {
    "action_plans.add_plan": {
        "title": "Another plan",
        "heading_improve": "response",
        "heading_additional": "inspectors",
    },
    "actions.add_action": {
        "table": "improve",
        "finding": "A finding",
        "proposed_actions": "Something",
    },
    "audit_years.plan_audit": {
        "quarter": "2025-04-01",
        "theme": "Neglect",
        "why": "A review asked for it.",
        "owner": "Audit and Review",
        "state": "planned",
    },
    "accuracy.reply": {"agency": "police", "word": "agree"},
    "accuracy.settle": {
        "agency": "police",
        "police-settled": "not-made",
        "police-reason": "It was one visit.",
        "police-seen": version_of(ASKED_FOR),
    },
    "bodies.add_body": {"name": "Gold MACE", "role": "board-member"},
    "candidates.make_draw": {"size": "1", "reserves": "0", "seed": "7"},
    "candidates.import_candidates": {"pasted": CANDIDATES.replace("SYV99", "SYV98")},
    "good_practice.agree": {"wording": WORDING},
    "involvements.add_agency": {"agency": "housing"},
    "discussion_sections.save_section": {"edit_key": "a-key"},
    "discussions.sign_off": {"reason": "All who came were heard in the room."},
    "key_sheets.record_sent": {"sent_on": "2025-05-01", "to": "safeguarding lead"},
    "following.add_note": {"kind": "progress", "said": "It goes on.", "role": "police lead"},
    "following.check": {"said": "Read again", "role": "Business Unit"},
    "following.close": {"body": "Executive", "decision": "Closed", "on": "2025-05-01"},
    "knowing.ask": {"agencies": "police"},
    "knowing.enter_told": lambda ids: {f"known:{ids['case_id']}": "known"},
    "later_dates.give": {"due_later": "2025-06-30", "reason": "The worker is away."},
    "practice.save_section": {"edit_key": "a-key"},
    "statements_of_action.record_sent": {
        "addressee": "The inspectorates",
        "signed_by": "the chair",
        "signed_on": "2025-05-01",
        "sent_on": "2025-05-02",
    },
    "retention.record": {
        "years": "6",
        "reason": "The schedule of the partners",
        "seen": version_of({"years": None, "reason": ""}),
    },
    "returns.save_section": {"edit_key": "a-key"},
    "sitting_findings.give_back": {"question": "notification.sent", "kind": "strength"},
    "sitting_findings.take": {
        "question": "notification.sent",
        "kind": "strength",
        "statement": "Sent within the day.",
    },
    "sittings.agree": {"edit_key": "a-key"},
    "returns.say_fit": {"fit": "yes"},
    "sorting.agree_wording": {"wording": WORDING},
    "sorting.send_wording_back": {"wording": WORDING, "asked": "Leave out the school."},
}
CHANGING = re.compile(
    r"nonce(?:=\"|-)[\w-]+|csrf_token\" value=\"[^\"]+|[2-9B-Z]{4}-[2-9B-Z]{4}", re.ASCII
)


def form_of(
    endpoint: str, ids: Mapping[str, Any], forms: Mapping[str, Form] = FORMS
) -> dict[str, str]:
    """What is sent to an address with these ids; to most it is nothing."""
    form = forms.get(endpoint, {})
    return form(ids) if callable(form) else form


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
    """An application on an embedded database, its world, and people who are signed in."""

    def __init__(self, empty: Path, folder: Path) -> None:
        self._file, self._kept = folder / "walked.sqlite", folder / "kept.sqlite"
        shutil.copy(empty, self._file)
        self.app = _make_app(self._file)
        self.rules = _rules_of(self.app)
        self.database = database_of(self.app)
        self.database.clock = lambda: AT
        self.world = WalkedWorld(self.database)
        self._forms = FORMS | self._forms_of_world()
        self._cookies = {who: self._sign_in(who, p) for who, p in self.world.people.items()}
        self._watch()
        self.keep()

    def _forms_of_world(self) -> dict[str, Form]:
        """Forms that carry what was seen of the world."""
        questions, methods = self.world.questions_as_seen(), self.world.methods_as_seen()
        dates = self.world.dates_as_seen()
        nothing = version_of([version_of(NextTime()), version_of(OwnNote())])
        return {
            "afterwards.save": {"helped": "The questions came early.", "seen": nothing},
            "candidates.confirm_draw": {
                "size": "1",
                "reserves": "0",
                "seed": "7",
                "list_hash": self.world.draw_as_seen,
            },
            "inspection_dates.take_over": lambda ids: {
                "notified_on": "2025-05-12",
                "reason": "Inspectors came",
                "seen": dates.get(ids["audit_id"], ""),
            },
            "involvements.set_agencies": {
                "seen": self.world.asked_as_seen(),
                "known:housing": "not-known",
            },
            "knowing.answer": lambda ids: {
                f"known:{ids['case_id']}": "not-known",
                "seen": questions.get((ids["audit_id"], ids["agency"]), ""),
            },
            "method_statements.approve": lambda ids: {
                "group": "Silver MACE",
                "on": "2025-05-01",
                "said_by": "its chair",
                "seen": methods.get(ids["audit_id"], ""),
            },
        }

    def keep(self) -> None:
        """From here on put back what there is now."""
        self._watcher.close()
        self.database.engine.dispose()
        shutil.copy(self._file, self._kept)
        self._watch()

    def ask(self, who: str | None, method: str, rule: Rule, values: Mapping[str, Any]) -> Answer:
        """Ask for an address with these ids, and put back what it changed."""
        form = form_of(rule.endpoint, values, self._forms) if method == "POST" else None
        response = self.open(
            who, self.address_of(rule, values), method=method, data=form, buffered=True
        )
        told = self._count_events() > self._events
        return Answer(response, self._put_back(), told)

    def has_form(self, endpoint: str) -> bool:
        """Whether something is sent to the address that it can be expected to take."""
        return endpoint in self._forms

    def address_of(self, rule: Rule, values: Mapping[str, Any]) -> str:
        with self.app.test_request_context():
            filled: dict[str, Any] = {name: values[name] for name in rule.arguments}
            return self.app.url_for(rule.endpoint, **filled)

    def open(self, who: str | None, path: str, **asked: Any) -> TestResponse:
        """What the application answers; what it changed is not put back."""
        return self.app.test_client(use_cookies=False).open(
            path, headers={"Cookie": self._cookies[who]} if who else None, **asked
        )

    def close(self) -> None:
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

    def _put_back(self) -> bool:
        if self._read_version() == self._version:
            return False
        self._watcher.close()
        self.database.engine.dispose()
        shutil.copy(self._kept, self._file)
        self._watch()
        return True


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
