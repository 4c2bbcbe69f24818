"""No agency learns anything of another from its own pages.

With clock, nonce and token fixed, bodies, headers and the number of statements for one agency are
equal whatever another agency entered, and whoever else was asked. What is asked for comes from the
table of who may do what, so that a new address is asked for too.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.db.history import Subject
from app.db.models.knowing import KnowingRow
from app.operations import answered_once, concerns, invitations
from app.operations import returns as operations
from app.web import saving, security
from audit_tools.entries import Edit
from audit_tools.invitations import Invited, Reply
from audit_tools.permissions import Person
from audit_tools.returns import ReturnStatus
from tests.app.returns.conftest import Visit
from tests.app.sent_forms import SentForms
from tests.app.visitors import send, sign_in_client, text_of
from tests.changes import changing
from tests.scenes import Scene, make_scene
from tests.spec.who_may_do_what import Expected, read_table
from tests.stored_plans import give_to, import_invented
from tests.world import PUBLISHED

NOW = datetime(2030, 5, 28, 13, 2, tzinfo=UTC)
TABLE = read_table()
NOBODY = UUID(int=0, version=4)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
EMAIL = re.compile(r"[\w.-]+@[\w.-]+")
# Secrets and links, and the digest of a version, in which there are ids.
RANDOM = re.compile(r'(?:csrf_token|seen)" value="[^"]+"|/join/[\w-]+')
REFERENCE = re.compile(r"\b[2-9B-Z]{4}-[2-9B-Z]{4}\b")
# The child is not theirs from then on.
LAST = "returns.answer_not_known"
# They end the visit, or have nothing to do with returns.
NOT_SENT = ("accounts.sign_out", "accounts.end_session", "accounts.end_other_sessions")

# What people of an agency see and send before the discussion is opened: everybody, all but helpers,
# and those who lead it.
EVERYBODY = {
    ("GET", "home.lead_on"),
    ("GET", "accounts.show_account"),
    ("GET", "returns.list_own"),
    ("GET", "returns.show_section"),
    ("GET", "returns.show_copy"),
    ("GET", "return_files.ask_own"),
    ("GET", "return_files.take_own"),
    ("GET", "schedule.list_dates"),
    ("POST", "returns.save_section"),
    ("POST", "concerns.raise_concern"),
}
WHOLE = EVERYBODY | {
    ("GET", "returns.show_check"),
    ("GET", "papers.take_copy"),
    ("GET", "schedule.take_entry"),
    ("GET", "schedule.take_calendar"),
}
LEAD = WHOLE | {
    ("GET", "knowing.show"),
    ("GET", "colleagues.list_colleagues"),
    ("GET", "returns.ask_holders"),
    ("GET", "returns.ask_sections"),
    ("GET", "schedule.ask_who_comes"),
    ("POST", "knowing.answer"),
    ("POST", "colleagues.invite"),
    ("POST", "returns.give"),
    ("POST", "returns.give_sections"),
    ("POST", "schedule.set_who_comes"),
}
MET = {"practitioner": WHOLE, "lead": LEAD, "helper": EVERYBODY}


def nothing(scene: Scene) -> None:
    """The other agency has not opened its return."""


def started(scene: Scene) -> None:
    scene.answer("SYV30-01", "police", {"voice/strength/1": "POLICE TEXT", "voice/grade": "good"})


def sent(scene: Scene) -> None:
    scene.send("SYV30-01", "police")


def not_known(scene: Scene) -> None:
    operations.answer_not_known(
        scene.database,
        by=scene.practitioners["police"],
        return_id=scene.returns["SYV30-01", "police"],
    )


def missing(scene: Scene) -> None:
    scene.change_return("SYV30-01", "police", ReturnStatus.MISSING, "No answer to two reminders")


def worried(scene: Scene) -> None:
    concerns.raise_concern(
        scene.database,
        by=scene.practitioners["police"],
        return_id=scene.returns["SYV30-01", "police"],
        concern="POLICE TEXT",
    )


def expected(scene: Scene) -> None:
    """The police have said who comes to the discussion, and that they do."""
    assert scene.coordinator
    case_id = scene.cases["SYV30-01"]
    with scene.database.reading() as session:
        _, agencies = invitations.to_answer(session, scene.coordinator, case_id)
    invitations.say_who_comes(
        scene.database,
        by=scene.coordinator,
        case_id=case_id,
        said={"police": Invited("POLICE TEXT", Reply.COMING)},
        seen=invitations.version_of_invited(agencies),
    )


def asked_the_child(scene: Scene) -> None:
    """The police, who lead the case, wrote down what the child said."""
    answered_once.save_answers(
        scene.database,
        by=scene.practitioners["police"],
        on=Subject("case", scene.cases["SYV30-01"]),
        section="said",
        edits=(Edit("said.helped", "POLICE TEXT", 0, "first"),),
    )


STATES = (started, sent, not_known, missing, worried, expected, asked_the_child)
# Besides all that a tool asks of agencies it has questionnaires for a child, a parent and others.
WITH_COMPANIONS = replace(PUBLISHED, version=1)


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    """What differs from one request to the next for reasons of its own stands still."""
    monkeypatch.setattr(database, "clock", lambda: NOW)
    words = SimpleNamespace(token_urlsafe=lambda _size: "nonce")
    monkeypatch.setattr(security, "secrets", words)
    monkeypatch.setattr(saving, "new_key", lambda: "key")


def addresses(scene: Scene, app: Flask, who: str) -> Iterator[tuple[str, str, str]]:
    """Every address that the table of who may do what opens for somebody like this.

    Pages first, then what is sent, and the first pages again after it. ``who`` is a person of that
    table; what an address is about is the school's own first return, and its case and audit.
    """
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    groups = (g for g in TABLE.groups if set(g.who.get(who, ())) - {Expected.ROLE})
    found = dict.fromkeys(e for g in groups for e in g.endpoints if e not in NOT_SENT)
    endpoints = sorted(found, key=LAST.__eq__)
    for method in ("GET", "POST"):
        for rule in (rules[endpoint] for endpoint in endpoints):
            if method in (rule.methods or ()):
                for path in paths(scene, app, rule, method):
                    yield method, path, rule.endpoint
    yield "GET", "/returns", "returns.list_own"


def ask_who_knows(scene: Scene) -> None:
    """As if every agency had been asked which children it knows, before it was."""
    asked = product(scene.cases.values(), scene.leads)
    with changing(scene.database, scene) as session:
        session.add_all(
            KnowingRow(partnership_id=scene.partnership, case_id=case, agency=key, asked_at=NOW)
            for case, key in asked
        )


def paths(scene: Scene, app: Flask, rule: Rule, method: str) -> Iterator[str]:
    known = ids_of(scene)
    values = {name: known.get(name, NOBODY) for name in rule.arguments}
    sections = ("voice", "justice") if "key" in values and method == "GET" else ("voice",)
    for section in sections:
        filled = values | ({"key": section} if "key" in values else {})
        yield app.url_map.bind("localhost").build(rule.endpoint, filled, method)


def ids_of(scene: Scene) -> dict[str, Any]:
    return {
        "return_id": scene.returns["SYV30-01", "school"],
        "case_id": scene.cases["SYV30-01"],
        "audit_id": scene.audit,
        "agency": "school",
        "key": "voice",
        "companion": "said",
        "action_id": NOBODY,
        "concern_id": NOBODY,
        "passing_id": NOBODY,
        "year": 2030,
        "paper": "docx",
        "suffix": "docx",
    }


def seen_by(
    client: FlaskClient, scene: Scene, who: str, statements: list[str]
) -> list[tuple[Any, ...]]:
    """All that one agency's addresses answer with, and what they cost; ids are left out."""
    seen: list[tuple[Any, ...]] = []
    forms = SentForms(client.application)
    for method, path, endpoint in addresses(scene, client.application, who):
        typed = forms.fill(endpoint, ids_of(scene), shown_to(client)) if method == "POST" else {}
        statements.clear()
        answer = send(client, path, **typed) if method == "POST" else client.get(path)
        # Ids that are packed in a file take more room or less.
        left_out = ("Set-Cookie", "Content-Length" if is_packed(answer) else "")
        headers = sorted((k, ID.sub("id", v)) for k, v in answer.headers if k not in left_out)
        # A calendar file breaks its lines after 75 letters, in the midst of an id too.
        unfolded = text_of(answer).replace("\r\n ", "")
        body = RANDOM.sub("", unfolded)
        body = EMAIL.sub("", REFERENCE.sub("", ID.sub("id", body)))
        seen.append((method, endpoint, answer.status_code, headers, body, len(statements)))
    return seen


def is_packed(answer: TestResponse) -> bool:
    return bytes(answer.data).startswith(b"PK")


def shown_to(client: FlaskClient) -> Callable[[str], str]:
    return lambda path: client.get(path).text


def differences(one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]) -> list[str]:
    assert len(one) == len(other)
    return [f"{a[0]} {a[1]}" for a, b in zip(one, other, strict=True) if a != b]


def check_met(seen: list[tuple[Any, ...]], role: str) -> None:
    """Addresses that refuse everything prove nothing."""
    answered = {(method, endpoint) for method, endpoint, status, *_ in seen if status < 400}
    assert MET[role] - answered == set()


@pytest.mark.long
@pytest.mark.parametrize("role", ["practitioner", "lead", "helper"])
def test_answers_are_equal_whatever_another_agency_entered(
    app: Flask, database: Database, statements: list[str], role: str
) -> None:
    """Of audits alike but for what the police did, the school's answers differ in ids alone."""
    seen = {}
    for change in (nothing, *STATES):
        scene = make_scene(database, dated=True, tool=WITH_COMPANIONS)
        ask_who_knows(scene)
        change(scene)
        client = sign_in_client(app, database, school_person(scene, role))
        # The tool and its themes are read once by each process, whoever asks first.
        client.get(f"/returns/{scene.returns['SYV30-01', 'school']}")
        seen[change.__name__] = seen_by(client, scene, f"police {role}", statements)

    quiet = seen.pop("nothing")
    assert {name: differences(quiet, busy) for name, busy in seen.items()} == {
        name: [] for name in seen
    }
    assert not any("POLICE TEXT" in body for busy in seen.values() for *_, body, _ in busy)
    check_met(quiet, role)


@pytest.mark.parametrize("role", ["practitioner", "lead", "helper"])
def test_an_agency_does_not_learn_which_others_were_asked(
    app: Flask, database: Database, statements: list[str], role: str
) -> None:
    """Two audits alike but for the others who are asked: the answers differ in their ids alone."""
    seen = []
    for agencies in (("police", "school"), ("police", "school", "social-care", "youth-justice")):
        scene = make_scene(database, agencies=agencies, dated=True, tool=WITH_COMPANIONS)
        ask_who_knows(scene)
        client = sign_in_client(app, database, school_person(scene, role))
        seen.append(seen_by(client, scene, f"police {role}", statements))
    assert differences(*seen) == []
    for one in seen:
        check_met(one, role)


def school_person(scene: Scene, role: str) -> Person:
    if role == "helper":
        return scene.add_helper("SYV30-01", "school", "voice")
    return (scene.leads if role == "lead" else scene.practitioners)["school"]


def test_the_list_costs_the_same_however_many_returns_and_plans_there_are(
    visit: Visit, scene: Scene, statements: list[str]
) -> None:
    assert scene.coordinator
    visitor, counts = visit(scene.leads["school"]), []
    # The first time reads the tool, which is kept.
    assert visitor.client.get("/returns").status_code == 200
    for more in (10, 30):
        statements.clear()
        visitor.client.get("/returns")
        counts.append(len(statements))
        scene.add_cases(*(f"SYV30-{number:02}" for number in range(more, more + 12)))
        plan = import_invented(scene.database, scene.coordinator, rows=2)
        give_to(scene.database, scene.coordinator, plan.actions[0], "school")
    assert "How far is action 1?" in visitor.client.get("/returns").text
    assert counts[0] == counts[1]
    assert counts[0] <= 14
