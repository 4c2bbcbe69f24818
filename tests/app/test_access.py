"""The one door: what is public, what a route needs, and how long a session lasts."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from app import create_app
from app.config import Settings
from app.db.engine import Database
from app.db.models.people import SignedInSessionRow
from app.operations import accounts, people
from app.web import access
from app.web.access import PUBLIC, AnyOf, Routes
from audit_tools.permissions import Grant, Permission, Person, Role, can
from tests import factories
from tests.app.conftest import SignIn
from tests.app.visitors import send, sign_in_client

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)


def test_a_route_without_a_permission_fails_at_import() -> None:
    routes = Routes("forgetful")
    with pytest.raises(TypeError, match=r"forgetful\.show names no permission"):

        @routes.get("/forgetful")
        def show() -> str:
            return ""


def test_one_endpoint_cannot_need_two_different_permissions() -> None:
    routes = Routes("twofold")

    def show() -> str:
        return ""

    routes.add_url_rule("/one", view_func=show, needs=Permission.BE_SIGNED_IN)
    with pytest.raises(TypeError, match="two different permissions"):
        routes.add_url_rule("/two", view_func=show, needs=Permission.RUN_AUDITS)


def test_a_public_route_that_is_not_on_the_list_fails_the_start() -> None:
    routes = Routes("sneaky")
    routes.add_url_rule("/sneaky", view_func=lambda: "", endpoint="show", needs=PUBLIC("No reason"))
    with pytest.raises(RuntimeError, match=r"public unlisted: sneaky\.show"):
        access.install(Flask("test"), (routes,))


def test_an_endpoint_that_went_round_the_register_fails_the_start() -> None:
    app = Flask("test")
    app.add_url_rule("/detour", endpoint="detour", view_func=lambda: "")
    with pytest.raises(RuntimeError, match="name no permission: detour"):
        access.install(app, ())


def test_an_endpoint_that_appears_after_the_start_is_refused(app_of_its_own: Flask) -> None:
    app_of_its_own.add_url_rule("/late", endpoint="late", view_func=lambda: "seen")
    assert app_of_its_own.test_client().get("/late").status_code == 404


def test_the_public_pages_are_these_and_no_others(app: Flask) -> None:
    """A change here is a change of what the world can reach: each has its reason beside it."""
    public = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if isinstance(access.needs_of(app, rule.endpoint), PUBLIC)
    }
    assert public == {
        "accounts.ask_password",
        "accounts.set_password",
        "accounts.show_sign_in",
        "accounts.sign_in",
        "colleagues.ask_join",
        "colleagues.join",
        "demonstration.list_people",
        "demonstration.sign_in",
        "health.answer_health",
        "health.answer_ready",
        "partnership.style",
        "static",
    }
    for endpoint in public:
        needs = access.needs_of(app, endpoint)
        assert isinstance(needs, PUBLIC)
        assert needs.reason.endswith(".")


def test_every_other_page_leads_to_sign_in(app: Flask, client: FlaskClient) -> None:
    for rule in guarded_rules(app):
        path = path_of(rule)
        if "GET" in (rule.methods or ()):
            answer = client.get(path)
            assert answer.status_code == 303, path
            assert answer.headers["Location"].startswith("/sign-in?next=/"), path
        else:
            assert client.post(path).status_code == 401, path


def test_signing_in_leads_back_to_the_page_that_was_asked_for(
    client: FlaskClient,
) -> None:
    assert client.get("/people?page=2").headers["Location"] == "/sign-in?next=/people?page%3D2"


def test_a_script_is_told_401_instead_of_being_sent_to_a_page(client: FlaskClient) -> None:
    for headers in ({"Accept": "application/json"}, {"X-Requested-With": "fetch"}):
        answer = client.get("/account", headers=headers)
        assert answer.status_code == 401
        assert answer.get_json()["message"].startswith("You were signed out")


def test_what_was_typed_before_being_signed_out_is_shown_for_copying(client: FlaskClient) -> None:
    text = "The notification lacked the sibling, <b>and</b> so did the second one."
    answer = client.post("/people/new", data={"name": text, "old_password": "p" * 30})
    body = answer.get_data(as_text=True)
    assert "The notification lacked the sibling, &lt;b&gt;and&lt;/b&gt;" in body
    assert "p" * 30 not in body


def test_another_role_is_refused_with_a_sentence(sign_in: SignIn) -> None:
    answer = sign_in(Role.BOARD_MEMBER).get("/people")
    assert answer.status_code == 403
    assert "This needs another role: Administrator or Business Unit." in answer.get_data(
        as_text=True
    )


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COORDINATOR])
def test_one_of_several_permissions_is_enough(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get("/partnership").status_code == 200


def test_none_of_several_permissions_is_refused(sign_in: SignIn) -> None:
    assert sign_in(Role.CHAIR).get("/partnership").status_code == 403


def administrator() -> Person:
    return Person(uuid4(), uuid4(), "Ada", frozenset({Grant(Role.ADMINISTRATOR)}))


def test_an_administrator_may_open_no_page_about_cases(app: Flask) -> None:
    own = {Permission.BE_SIGNED_IN, Permission.MANAGE_PEOPLE, Permission.SET_UP}
    assert {p for p in Permission if can(administrator(), p)} == own
    of_cases = set(Permission) - own
    for endpoint in sorted({rule.endpoint for rule in app.url_map.iter_rules()}):
        needs = access.needs_of(app, endpoint)
        if isinstance(needs, AnyOf) and Permission.MANAGE_PEOPLE in needs.permissions:
            assert endpoint.startswith("partnership."), endpoint
        elif isinstance(needs, Permission) and needs in of_cases:
            assert endpoint.split(".")[0] not in ("people", "agencies"), endpoint


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/people?page=2", "/people?page=2"),
        # Other hosts, in the spellings that browsers understand.
        ("https://example.org/", None),
        ("//example.org/", None),
        ("/\\example.org/", None),
        ("\\\\example.org/", None),
        ("/\t/example.org/", None),
        ("javascript:alert(1)", None),
        # A header of its own.
        ("/people\r\nSet-Cookie: token=1", None),
        ("people", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_page_of_this_application_can_be_next(
    asked: str | None, leads_to: str | None
) -> None:
    assert access.local_path(asked) == leads_to


def test_a_next_page_elsewhere_is_forgotten(
    app: Flask, database: Database, partnership: UUID
) -> None:
    factories.make_person(
        database,
        partnership,
        Role.ADMINISTRATOR,
        email="ada@example.org",
        password=factories.PASSWORD,
    )
    answer = send(
        app.test_client(),
        "/sign-in",
        page="/sign-in",
        email="ada@example.org",
        password=factories.PASSWORD,
        next="https://example.org/",
    )
    assert answer.headers["Location"] == "/"


def test_an_ended_session_takes_effect_with_the_next_request(
    app: Flask, database: Database, person: Person
) -> None:
    first, second = (sign_in_client(app, database, person) for _ in range(2))
    assert second.get("/account").status_code == 200
    send(first, "/account/sessions/end")
    assert second.get("/account").status_code == 303
    assert first.get("/account").status_code == 200


def test_somebody_let_go_is_out_with_the_next_request(
    app: Flask, database: Database, person: Person
) -> None:
    client = sign_in_client(app, database, person)
    administrator = factories.make_person(database, person.partnership, Role.ADMINISTRATOR)
    people.deactivate(database, by=administrator, person_id=person.id)
    assert client.get("/account").status_code == 303


def test_a_role_taken_away_is_gone_with_the_next_request(app: Flask, database: Database) -> None:
    partnership = factories.make_partnership(database)
    boss = factories.make_person(database, partnership, Role.ADMINISTRATOR)
    other = factories.make_person(database, partnership, Role.ADMINISTRATOR, Role.CHAIR)
    client = sign_in_client(app, database, other)
    assert client.get("/people").status_code == 200
    people.take_role(database, by=boss, person_id=other.id, grant=Grant(Role.ADMINISTRATOR))
    assert client.get("/people").status_code == 403


def test_a_session_ends_after_half_an_hour_without_a_request(
    app: Flask, database: Database, person: Person
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in_client(app, database, person)
        clock.shift(timedelta(minutes=29))
        assert client.get("/account").status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get("/account").status_code == 200
        clock.shift(timedelta(minutes=30))
        assert client.get("/account").status_code == 303


def test_a_session_ends_after_eight_hours_however_busy(
    app: Flask, database: Database, person: Person
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in_client(app, database, person)
        for _ in range(23):
            clock.shift(timedelta(minutes=20))
            assert client.get("/account").status_code == 200
        clock.shift(timedelta(minutes=20))
        assert client.get("/account").status_code == 303


def test_a_token_is_kept_only_as_its_digest(database: Database, person: Person) -> None:
    token = accounts.begin_session(
        database, person_id=person.id, partnership=person.partnership, device=""
    )
    with database.reading() as session:
        row = session.scalars(select(SignedInSessionRow)).one()
    assert row.token_digest == accounts.digest(token)
    assert token not in str(vars(row))


def test_a_made_up_cookie_signs_nobody_in(client: FlaskClient) -> None:
    client.set_cookie("golden-thread", "eyJ0b2tlbiI6ImEifQ.made.up")
    assert client.get("/account").status_code == 303


def test_signing_in_replaces_whatever_the_cookie_held(
    app: Flask, database: Database, person: Person
) -> None:
    """Otherwise somebody could plant a session and wait for its owner."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["token"] = "planted"
        cookie["other"] = "planted"
    factories.make_person(
        database,
        person.partnership,
        Role.CHAIR,
        email="chair@example.org",
        password=factories.PASSWORD,
    )
    send(
        client,
        "/sign-in",
        page="/sign-in",
        email="chair@example.org",
        password=factories.PASSWORD,
    )
    with client.session_transaction() as cookie:
        assert set(cookie) == {"token"}
        assert cookie["token"] != "planted"


def test_the_cookie_is_for_this_site_and_no_script(settings: Settings) -> None:
    secure = create_app(replace(settings, base_address="https://audit.example.org"))
    cookie = secure.test_client().get("/sign-in", base_url="https://localhost")
    assert cookie.headers["Set-Cookie"].startswith("__Host-golden-thread=")
    for flag in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert flag in cookie.headers["Set-Cookie"]
    assert "Domain" not in cookie.headers["Set-Cookie"]
    assert "max-age" in cookie.headers["Strict-Transport-Security"]


def without_nonce(policy: str) -> str:
    """The policy with its word for the page's own scripts as what it stands for."""
    return re.sub(r"'nonce-[\w-]+'", "'self'", policy)


def test_every_answer_carries_the_headers(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR, Role.COORDINATOR)
    paths = [path_of(rule) for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    for path in [*paths, "/nowhere", "/people/0"]:
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert headers["Cache-Control"] == "no-store", path
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'nonce-"), path
        assert "unsafe" not in policy, path
        for part in ("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert part in policy, path
        # Nothing is loaded from another host, and nothing that is typed is sent to one.
        assert set(re.findall(r"-src ([^;]+)", without_nonce(policy))) == {"'none'", "'self'"}, path


def test_the_scripts_of_a_page_carry_this_answers_nonce(client: FlaskClient) -> None:
    first, second = (client.get("/sign-in") for _ in range(2))
    nonces = set(re.findall(r'<script[^>]* nonce="([^"]+)"', first.get_data(as_text=True)))
    assert len(nonces) == 1
    assert f"'nonce-{nonces.pop()}'" in first.headers["Content-Security-Policy"]
    policies = {answer.headers["Content-Security-Policy"] for answer in (first, second)}
    assert len(policies) == 2


def test_no_page_holds_a_style_or_a_script_without_nonce(sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    for path in ("/people", "/people/new", "/agencies/new", "/partnership", "/account", "/no"):
        body = client.get(path).get_data(as_text=True)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", body), path
        assert all("nonce=" in tag for tag in re.findall(r"<script[^>]*>", body)), path


def test_a_style_sheet_is_kept_only_under_its_version(client: FlaskClient) -> None:
    body = client.get("/sign-in").get_data(as_text=True)
    versioned = re.findall(r"/static/golden-thread\.css\?v=\w+", body)[0]
    for path, caching in (
        (versioned, "public, max-age=31536000, immutable"),
        ("/static/golden-thread.css", "no-cache"),
        ("/static/nothing.css?v=1", "no-store"),
    ):
        with client.get(path) as answer:
            assert answer.headers["Cache-Control"] == caching, path


def test_a_form_without_its_secret_is_refused_and_its_text_kept(sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    text = "A long text that somebody typed for a while"
    for path in ("/agencies/new", "/sign-out", "/account/sessions/end"):
        assert client.post(path).status_code == 400, path
    answer = client.post("/agencies/new", data={"own_route": text, "csrf_token": "wrong"})
    assert answer.status_code == 400
    assert text in answer.get_data(as_text=True)
    assert text not in client.get("/agencies").get_data(as_text=True)


def test_the_start_loads_no_data_frames_and_no_charts() -> None:
    look = "import sys, app; print({'pandas', 'matplotlib'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


@pytest.fixture
def person(database: Database) -> Person:
    partnership = factories.make_partnership(database)
    return factories.make_person(database, partnership, Role.BOARD_MEMBER)


def guarded_rules(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if not isinstance(access.needs_of(app, rule.endpoint), PUBLIC)
    ]


def path_of(rule: Rule) -> str:
    """An address that the rule matches, of nothing that is there."""
    nobody = "00000000-0000-4000-8000-000000000000"
    path = re.sub(r"<uuid:[^>]+>", nobody, rule.rule)
    path = re.sub(r"<int:[^>]+>", "1", path)
    path = re.sub(r"<any\((\w+)[^>]*>", r"\1", path)
    return re.sub(r"<[^>]+>", "nothing", path)
