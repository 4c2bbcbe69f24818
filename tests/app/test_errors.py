"""What people read when something is refused or fails, and what the log may know of it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from unittest.mock import Mock
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs
from wtforms import PasswordField

from app import create_app
from app.config import Mode, Settings
from app.db.engine import Database
from app.web import current, errors
from app.web.forms import Form
from audit_tools.errors import AuditError, Conflict, Hidden, Invalid, Problem, Refused
from audit_tools.permissions import Permission, Person, Role
from tests import factories
from tests.app.conftest import SignIn
from tests.app.visitors import csrf_of, database_of, sign_in_client

SECRET = "Jordan stabbed at the park"
Failing = Callable[[Exception], FlaskClient]


@pytest.fixture
def failing(app_of_its_own: Flask) -> Failing:
    """A client for whom ``/fails`` raises."""
    app, database = app_of_its_own, database_of(app_of_its_own)
    partnership = factories.make_partnership(database)

    def run(error: Exception) -> FlaskClient:
        def fail() -> str:
            raise error

        app.add_url_rule("/fails", endpoint="fails", view_func=fail, methods=["GET", "POST"])
        app.extensions["golden_thread_needs"]["fails"] = Permission.BE_SIGNED_IN
        app.config["PROPAGATE_EXCEPTIONS"] = False
        person = factories.make_person(database, partnership, Role.CHAIR, name="Chris Obi")
        return sign_in_client(app, database, person)

    return run


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (Refused("This return has been submitted."), 403, "This return has been submitted."),
        (Conflict("Somebody has opened it."), 409, "Somebody has opened it."),
        (Invalid("The date is in the future.", "date"), 422, "The date is in the future."),
        (
            Invalid.because_of([Problem("a", "First."), Problem("b", "Second.")]),
            422,
            "b: Second.",
        ),
        (Hidden(), 404, "There is nothing at this address that you can see."),
        (OperationalError(SECRET, {}, ValueError(SECRET)), 503, "The database does not answer."),
        (ValueError(SECRET), 500, "The application made a mistake."),
    ],
)
def test_each_kind_of_refusal_has_its_page(
    failing: Failing, error: Exception, status: int, sentence: str
) -> None:
    answer = failing(error).get("/fails")
    body = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert sentence in body
    assert SECRET not in body
    # What is saved, what to do, who one is, and the number to tell.
    page = errors.PAGES[status]
    assert page.saved in body
    assert page.next_step in body
    assert "You are signed in as Chris Obi." in body
    assert re.search(r"Reference [2-9B-Z]{4}-[2-9B-Z]{4}", body)


def test_no_box_of_a_password_is_shown_again(failing: Failing) -> None:
    """Every form's, found by what the pages of an error know them by: their names."""
    boxes = {
        name
        for form in every_form()
        for name, field in vars(form).items()
        if getattr(field, "field_class", None) is PasswordField
    }
    assert len(boxes) > 3
    client = failing(Conflict("Somebody has opened it."))
    sent = dict.fromkeys(boxes, "a phrase of words") | {"csrf_token": csrf_of(client)}
    assert "a phrase of words" not in client.post("/fails", data=sent).text


def every_form() -> Iterator[type[Form]]:
    waiting = [Form]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        yield form


@pytest.mark.parametrize(
    ("error", "status"),
    [
        # A section of a return whose case was withdrawn while somebody wrote.
        (Refused("This child is no longer part of the audit."), 403),
        (Hidden(), 404),
        (Conflict("Somebody has opened it."), 409),
        (Invalid("The date is in the future.", "date"), 422),
        (OperationalError(SECRET, {}, ValueError(SECRET)), 503),
        (ValueError(SECRET), 500),
    ],
)
def test_what_was_typed_stays_on_the_page_of_every_refusal(
    failing: Failing, error: Exception, status: int
) -> None:
    typed = "School made time for him in every week."
    key = "4f7c2b1e-0a4d-4a27-9d0c-6f1f6f2f1b11"
    client = failing(error)
    sent = {"voice/strength/1": typed, "edit_key": key, "csrf_token": csrf_of(client)}
    answer = client.post("/fails", data=sent)
    body = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert f"{typed}</textarea>" in body
    assert "Copy it before you leave this page." in body
    assert body.count("<textarea") == 1
    assert key not in body


@pytest.mark.parametrize(
    ("error", "status"),
    [(Refused("No."), 403), (Hidden(), 404), (Conflict("No."), 409), (ValueError(SECRET), 500)],
)
def test_a_script_reads_the_same_as_json(failing: Failing, error: Exception, status: int) -> None:
    answer = failing(error).get("/fails", headers={"X-Requested-With": "fetch"})
    assert answer.status_code == status
    told = answer.get_json()
    assert set(told) == {"message", "next_step", "reference"}
    assert SECRET not in json.dumps(told)


def test_absent_and_out_of_reach_read_the_same(failing: Failing) -> None:
    client = failing(Hidden("This case belongs to another agency."))
    absent, hidden = (
        re.sub(r'nonce="[^"]+"|value="[^"]+"|Reference [\w-]+', "", answer.get_data(as_text=True))
        for answer in (client.get("/nowhere"), client.get("/fails"))
    )
    assert absent == hidden


def test_every_kind_of_error_has_a_status() -> None:
    assert {kind for error in AuditError.__subclasses__() for kind in [error.kind]} == set(
        errors.STATUS
    )
    assert set(errors.STATUS.values()) <= set(errors.PAGES)


def test_the_log_has_the_reference_and_places_but_not_the_message(failing: Failing) -> None:
    client = failing(ValueError(SECRET))
    with capture_logs() as lines:
        body = client.get("/fails?q=park").get_data(as_text=True)
    mistake, request = lines
    assert (mistake["event"], request["event"]) == ("mistake", "request")
    assert mistake["kind"] == "ValueError"
    assert any("test_errors.py" in place for place in mistake["places"])
    assert mistake["reference"] == request["reference"]
    assert mistake["reference"] in body
    assert SECRET not in repr(lines)
    assert "park" not in repr(lines)


def test_a_request_is_one_line_with_ids_only(
    app: Flask, database: Database, partnership: UUID
) -> None:
    person = factories.make_person(database, partnership, Role.ADMINISTRATOR, name="Ada Obi")
    client = sign_in_client(app, database, person)
    with capture_logs() as lines:
        client.get(f"/people/{person.id}?page=2")
        client.get("/set-password/a-secret-token")
    page, link = lines
    assert set(page) == {
        "event", "log_level", "method", "milliseconds", "person", "person_id", "reference",
        "route", "status",
    }  # fmt: skip
    assert (page["person"], page["person_id"]) == (str(person.id), str(person.id))
    assert (page["route"], page["status"]) == ("people.show_person", 200)
    assert "a-secret-token" not in repr(link)
    assert "Ada" not in repr(lines)


def test_live_mode_logs_json(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    live = replace(settings, mode=Mode.LIVE, base_address="https://audit.example.org")
    app = create_app(live)
    app.test_client().get("/health", base_url="https://audit.example.org")
    line = json.loads(capsys.readouterr().err.strip().splitlines()[-1])
    assert line["route"] == "health.answer_health"
    database_of(app).engine.dispose()


def test_live_mode_answers_to_its_own_name_only(settings: Settings) -> None:
    live = replace(settings, mode=Mode.LIVE, base_address="https://audit.example.org")
    app = create_app(live)
    client = app.test_client()
    assert client.get("/health", base_url="https://audit.example.org").status_code == 200
    assert client.get("/health", base_url="https://evil.example.org").status_code == 400
    database_of(app).engine.dispose()


def test_a_proxy_is_believed_only_as_far_as_the_settings_say(settings: Settings) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    schemes = []
    for proxies in (0, 1):
        app = create_app(replace(settings, trusted_proxies=proxies))
        from_outside = app.test_request_context(headers=forwarded)
        environ = from_outside.request.environ
        app.wsgi_app(environ, lambda *_: lambda _: None)
        schemes.append(environ["wsgi.url_scheme"])
        database_of(app).engine.dispose()
    assert schemes == ["http", "https"]


def as_multipart(fields: dict[str, str]) -> bytes:
    """A form as it travels where it has a box for a file; the test client's own leaves one open."""
    part = '--edge\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    return ("".join(part.format(*field) for field in fields.items()) + "--edge--\r\n").encode()


@pytest.mark.parametrize("has_file", [False, True])
@pytest.mark.parametrize(("megabytes", "status"), [(7, 422), (9, 413)])
def test_what_is_too_much_is_the_same_for_every_form_and_said_on_a_page(
    megabytes: int, status: int, has_file: bool, sign_in: SignIn
) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    fields = {"csrf_token": csrf_of(client), "own_route": "x" * (megabytes * 1024 * 1024)}
    if has_file:
        kind = "multipart/form-data; boundary=edge"
        answer = client.post("/agencies/new", data=as_multipart(fields), content_type=kind)
    else:
        answer = client.post("/agencies/new", data=fields)
    assert answer.status_code == status
    said = "larger than the application accepts (8 MB)" in answer.get_data(as_text=True)
    assert said is (status == 413)


def test_a_section_of_full_boxes_is_not_too_much(sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    answer = client.post(
        "/agencies/new",
        data={"csrf_token": csrf_of(client), "own_route": "ü" * 20_000 * 12, "name": "A"},
    )
    assert answer.status_code == 422


def test_a_wrong_way_of_asking_has_a_page_too(sign_in: SignIn) -> None:
    answer = sign_in(Role.CHAIR).get("/sign-out")
    assert answer.status_code == 405
    assert "Reference" in answer.get_data(as_text=True)


def test_the_page_about_an_absent_database_needs_none(app_of_its_own: Flask) -> None:
    client, database = app_of_its_own.test_client(), database_of(app_of_its_own)
    with client.session_transaction() as cookie:
        cookie["token"] = "any"
    away = database.engine.dialect.loaded_dbapi.OperationalError("away")
    event.listen(database.engine, "do_connect", Mock(side_effect=away))
    database.engine.dispose()
    for path in ("/account", "/sign-in"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "The database does not answer." in answer.get_data(as_text=True)


def test_a_process_that_lives_says_so_and_one_that_can_work_too(client: FlaskClient) -> None:
    assert client.get("/health").get_json() == {"status": "alive"}
    assert client.get("/ready").get_json() == {"status": "ready"}


def test_without_its_level_the_application_is_not_ready(
    client: FlaskClient, database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "9999" in answer.get_json()["reason"]
    assert client.get("/health").status_code == 200


def test_outside_a_request_nobody_is_signed_in(app: Flask) -> None:
    with app.app_context():
        assert current.sign_in() is None


def test_a_public_page_cannot_ask_for_the_person_acting(app: Flask, partnership: UUID) -> None:
    with app.test_request_context("/sign-in"), pytest.raises(RuntimeError, match="public page"):
        current.person()


def test_a_person_is_no_part_of_what_is_printed() -> None:
    assert "Chris" not in repr(Person(uuid4(), uuid4(), "Chris Obi"))
