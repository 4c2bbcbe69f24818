"""The administrator's pages: agencies, people, roles, links and the partnership's settings."""

import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.db import agencies as agency_rows
from app.db import level
from app.db import people as people_rows
from app.db.engine import Database, open_database
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.people import PersonRecord
from app.operations import accounts, agencies, partnerships, people
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Grant, Person, Role
from audit_tools.tool import AgencyKind
from tests import factories
from tests.app.visitors import database_of, send, sign_in_client

CHAIR = Grant(Role.CHAIR)


@pytest.fixture
def boss(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.ADMINISTRATOR, name="Ada")


@pytest.fixture
def admin(app: Flask, database: Database, boss: Person) -> FlaskClient:
    return sign_in_client(app, database, boss)


@pytest.fixture
def chair(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.CHAIR, name="Chris")


def record_of(database: Database, person: Person) -> PersonRecord:
    with database.reading() as session:
        found = people_rows.find_record(session, person.partnership, person.id)
    assert found
    return found


def events(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(HistoryEvent.what).order_by(HistoryEvent.at)))


def seen_on(page: str) -> str:
    """The version that a page carries, if it carries one."""
    return page.partition('name="seen" value="')[2].partition('"')[0]


def change(client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """Send the form of a page as it is loaded now."""
    return send(client, path, seen=seen_on(client.get(path).text), **fields)


# --- Agencies ---


def test_an_agency_is_added_with_a_key_made_from_its_name(
    admin: FlaskClient, database: Database, partnership: UUID
) -> None:
    answer = send(
        admin,
        "/agencies/new",
        name="Children's  social care",
        kind="social-care",
        own_route="Tell the duty manager",
    )
    assert answer.status_code == 303
    with database.reading() as session:
        [agency] = agency_rows.list_agencies(session, partnership)
    assert (agency.key, agency.name) == ("childrens-social-care", "Children's social care")
    assert agency.own_route == "Tell the duty manager"
    assert "agency.added" in events(database)


def test_two_names_that_make_one_key_get_two(database: Database, boss: Person) -> None:
    names = ("Park School", "Park-School", "Park: school!")
    keys = [
        agencies.add_agency(database, by=boss, name=name, kind=AgencyKind.EDUCATION).key
        for name in names
    ]
    assert keys == ["park-school", "park-school-2", "park-school-3"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ysgol Glan-yr-Afon", "ysgol-glan-yr-afon"),
        ("Café Ô", "cafe-o"),
        ("—", "agency"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_key_holds_letters_digits_and_hyphens(name: str, key: str) -> None:
    assert agencies.key_of(name) == key


def test_an_agency_is_asked_until_the_administrator_says_no(
    admin: FlaskClient, database: Database, partnership: UUID
) -> None:
    agency = factories.make_agency(database, partnership, "school", kind=AgencyKind.EDUCATION)
    page = f"/agencies/{agency.id}"
    assert agency.is_asked
    assert 'name="is_asked" type="checkbox" value="y" checked' in admin.get(page).text
    change(admin, page, name="School", kind="education", own_route="")
    with database.reading() as session:
        changed = agency_rows.find_agency(session, partnership, "school")
    assert changed
    assert not changed.is_asked
    assert "not asked in new audits" in admin.get("/agencies").text


def test_a_changed_agency_keeps_its_key(
    admin: FlaskClient, database: Database, partnership: UUID
) -> None:
    agency = factories.make_agency(database, partnership, "school", kind=AgencyKind.EDUCATION)
    page = f"/agencies/{agency.id}"
    assert 'value="School"' in admin.get(page).get_data(as_text=True)
    change(admin, page, name="Academy", kind="education", own_route="")
    with database.reading() as session:
        changed = agency_rows.find_agency(session, partnership, "school")
    assert changed
    assert changed.name == "Academy"
    with database.reading() as session:
        content = session.scalars(select(HistoryContent)).all()[-1]
    assert ('"name": "School"' in content.before, '"name": "Academy"' in content.after) == (
        True,
        True,
    )


def test_an_agency_is_not_written_over_by_somebody_who_has_not_seen_it(
    admin: FlaskClient, database: Database, partnership: UUID
) -> None:
    agency = factories.make_agency(database, partnership, "school", kind=AgencyKind.EDUCATION)
    page = f"/agencies/{agency.id}"
    began = seen_on(admin.get(page).text)
    change(admin, page, name="Academy", kind="education", own_route="Tell the head", is_asked="y")
    mine = {"name": "School", "kind": "education", "own_route": "Tell me", "is_asked": "y"}

    answer = send(admin, page, seen=began, **mine)

    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text
    for theirs in ("<dt>Name</dt><dd>Academy</dd>", "<dd>Tell the head</dd>"):
        assert theirs in answer.text
    assert "<dt>Kind</dt>" not in answer.text
    assert "Academy" in admin.get("/agencies").text
    # Sent again from the page that shows both, it is a choice between them.
    assert send(admin, page, seen=seen_on(answer.text), **mine).status_code == 303
    assert "Academy" not in admin.get("/agencies").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "", "kind": "police"}, "Enter a name of at most 120 characters."),
        ({"name": "x" * 121, "kind": "police"}, "Enter a name of at most 120 characters."),
        ({"name": "POLICE", "kind": "police"}, "There is an agency of this name already."),
        ({"name": "Army", "kind": "army"}, "Not a valid choice."),
        ({"name": "A", "kind": "police", "own_route": "x" * 2001}, "Use 2000 characters or fewer."),
    ],
)
@pytest.mark.parametrize("page", ["/agencies/new", "/agencies/{id}"])
def test_an_agency_that_cannot_be_is_refused_beside_its_field(
    admin: FlaskClient,
    database: Database,
    partnership: UUID,
    fields: dict[str, str],
    sentence: str,
    page: str,
) -> None:
    factories.make_agency(database, partnership, "police")
    other = factories.make_agency(database, partnership, "school", kind=AgencyKind.EDUCATION)
    answer = change(admin, page.format(id=other.id), **fields)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    with database.reading() as session:
        kept = agency_rows.list_agencies(session, partnership)
    assert [agency.name for agency in kept] == ["Police", "School"]


def test_an_agency_of_another_partnership_is_not_found(
    admin: FlaskClient, database: Database
) -> None:
    other = factories.make_agency(database, factories.make_partnership(database, "Elsewhere"))
    absent, elsewhere = (admin.get(f"/agencies/{id_}") for id_ in (uuid4(), other.id))
    assert absent.status_code == elsewhere.status_code == 404
    answer = send(admin, f"/agencies/{other.id}", name="Mine", kind="police", own_route="")
    assert answer.status_code == 404


def test_an_empty_list_says_what_will_be_here(admin: FlaskClient) -> None:
    assert "Add the first" in admin.get("/agencies").get_data(as_text=True)


# --- People ---


def test_a_person_is_added_and_gets_a_link_that_is_shown_once(
    admin: FlaskClient, app: Flask, database: Database, partnership: UUID
) -> None:
    factories.make_agency(database, partnership, "police")
    answer = send(
        admin,
        "/people/new",
        name="Dean Holroyd",
        email="Dean@Example.org",
        role="practitioner",
        agency="police",
    )
    page = answer.headers["Location"]
    body = admin.get(page).get_data(as_text=True)
    assert "Practitioner (Police)" in body
    assert "dean@example.org" in body
    shown = send(admin, f"{page}/link")
    [token] = re.findall(r"http://localhost/set-password/([\w-]+)", shown.get_data(as_text=True))
    assert token not in admin.get(page).get_data(as_text=True)
    assert app.test_client().get(f"/set-password/{token}").status_code == 200
    assert events(database)[-2:] == ["person.added", "person.link-made"]


@pytest.mark.parametrize(
    ("fields", "blamed", "sentence"),
    [
        ({"name": " "}, "name", "Enter a name."),
        ({"name": "x" * 201}, "name", "Use 200 characters or fewer."),
        ({"email": "dean"}, "email", "Enter an e-mail address such as"),
        ({"email": "dean@"}, "email", "Enter an e-mail address such as"),
        ({"email": "@example.org"}, "email", "Enter an e-mail address such as"),
        ({"email": "de an@example.org"}, "email", "Enter an e-mail address such as"),
        ({"email": "dean@one@two"}, "email", "Enter an e-mail address such as"),
        ({"email": "x" * 250 + "@b.org"}, "email", "Use 254 characters or fewer."),
        ({"email": "CHRIS@example.org"}, "email", "Somebody with this e-mail address is here"),
        ({"role": ""}, "role", "Choose a role."),
        ({"role": "emperor"}, "role", "Not a valid choice."),
        # A role in an agency without one, and the other way round.
        ({"role": "practitioner"}, "agency", "Choose the agency: Practitioner is a role in one."),
        ({"agency": "police"}, "agency", "Choose no agency: Chair is no role in one."),
        ({"agency": "navy"}, "agency", "Not a valid choice."),
    ],
)
def test_a_person_who_cannot_be_is_refused_beside_the_field(
    admin: FlaskClient,
    database: Database,
    partnership: UUID,
    fields: dict[str, str],
    blamed: str,
    sentence: str,
) -> None:
    factories.make_agency(database, partnership, "police")
    factories.make_person(database, partnership, Role.CHAIR, email="chris@example.org")
    typed = {"name": "Dean", "email": "dean@example.org", "role": "chair", "agency": ""} | fields
    before = events(database)
    answer = send(admin, "/people/new", **typed)
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in body
    assert f'href="#{blamed}"' in body
    with database.reading() as session:
        assert people_rows.count_people(session, partnership) == 2
    assert events(database) == before


def test_an_unknown_agency_is_refused_by_the_rule_too(database: Database, boss: Person) -> None:
    with pytest.raises(Invalid, match="no such agency"):
        people.add_person(
            database,
            by=boss,
            name="Dean",
            email="dean@example.org",
            grant=Grant(Role.PRACTITIONER, "navy"),
        )


def test_no_role_is_chosen_for_anybody(admin: FlaskClient) -> None:
    """A browser sends the first choice when nobody made one."""
    roles = admin.get("/people/new").get_data(as_text=True).split('name="role"')[1]
    assert roles.index("Choose a role") < roles.index("Administrator")
    assert "selected" not in roles.split("</select>")[0]


def test_somebody_of_another_partnership_is_known_by_the_same_account(
    database: Database, boss: Person
) -> None:
    elsewhere = factories.make_partnership(database, "Elsewhere")
    known = factories.make_person(database, elsewhere, Role.CHAIR, email="both@example.org")
    added = people.add_person(database, by=boss, name="Both", email="both@example.org", grant=CHAIR)
    assert added == known.id


def test_somebody_of_another_partnership_is_not_found(
    admin: FlaskClient, database: Database, boss: Person
) -> None:
    elsewhere = factories.make_partnership(database, "Elsewhere")
    other = factories.make_person(database, elsewhere, Role.CHAIR)
    pages = (admin.get(f"/people/{id_}") for id_ in (uuid4(), other.id))
    assert [page.status_code for page in pages] == [404, 404]
    for deed in ("name", "roles", "roles/take", "link", "sessions/end", "let-go", "bring-back"):
        answer = send(admin, f"/people/{other.id}/{deed}", name="Mine", role="chair", agency="")
        assert answer.status_code == 404, deed
    assert record_of(database, other).is_active


def test_a_role_is_given_and_taken(
    admin: FlaskClient, database: Database, partnership: UUID, chair: Person
) -> None:
    factories.make_agency(database, partnership, "police")
    page = f"/people/{chair.id}"
    send(admin, f"{page}/roles", role="practitioner", agency="police")
    practitioner = Grant(Role.PRACTITIONER, "police")
    assert record_of(database, chair).grants == (practitioner, CHAIR)
    send(admin, f"{page}/roles/take", role="chair", agency="")
    assert record_of(database, chair).grants == (practitioner,)
    assert events(database)[-2:] == ["person.role-given", "person.role-taken"]


def test_a_role_held_already_is_not_given_twice(
    database: Database, boss: Person, chair: Person
) -> None:
    people.give_role(database, by=boss, person_id=chair.id, grant=CHAIR)
    assert record_of(database, chair).grants == (CHAIR,)
    assert "person.role-given" not in events(database)


def test_a_role_not_held_is_not_taken(database: Database, boss: Person, chair: Person) -> None:
    people.take_role(database, by=boss, person_id=chair.id, grant=Grant(Role.SCRUTINEER))
    assert "person.role-taken" not in events(database)


def test_the_only_role_stays(admin: FlaskClient, database: Database, chair: Person) -> None:
    answer = send(admin, f"/people/{chair.id}/roles/take", role="chair", agency="")
    assert answer.status_code == 422
    assert "the person&#39;s only role" in answer.get_data(as_text=True)
    assert record_of(database, chair).grants == (CHAIR,)


def test_an_administrator_keeps_their_own_role(database: Database, boss: Person) -> None:
    people.give_role(database, by=boss, person_id=boss.id, grant=CHAIR)
    with pytest.raises(Refused, match="Another administrator"):
        people.take_role(database, by=boss, person_id=boss.id, grant=Grant(Role.ADMINISTRATOR))


def test_a_wrong_role_is_shown_on_the_page(admin: FlaskClient, chair: Person) -> None:
    answer = send(admin, f"/people/{chair.id}/roles", role="practitioner", agency="")
    assert answer.status_code == 422
    assert "Choose the agency" in answer.get_data(as_text=True)


def test_a_name_is_corrected(admin: FlaskClient, database: Database, chair: Person) -> None:
    send(admin, f"/people/{chair.id}/name", name="  Christine   Obi ")
    assert record_of(database, chair).name == "Christine Obi"


def test_an_empty_name_is_refused(admin: FlaskClient, database: Database, chair: Person) -> None:
    assert send(admin, f"/people/{chair.id}/name", name=" ").status_code == 422
    assert record_of(database, chair).name == "Chris"


def test_somebody_let_go_cannot_come_in_until_brought_back(
    admin: FlaskClient, app: Flask, database: Database, chair: Person
) -> None:
    client = sign_in_client(app, database, chair)
    send(admin, f"/people/{chair.id}/let-go")
    assert client.get("/account").status_code == 303
    assert "No longer here" in admin.get("/people").get_data(as_text=True)
    assert send(admin, f"/people/{chair.id}/link").status_code == 403
    with pytest.raises(Hidden):
        sign_in_client(app, database, chair)
    send(admin, f"/people/{chair.id}/bring-back")
    # The session of before stays ended.
    assert client.get("/account").status_code == 303
    assert sign_in_client(app, database, chair).get("/account").status_code == 200


def test_nobody_lets_themselves_go(admin: FlaskClient, database: Database, boss: Person) -> None:
    assert "Deactivate this account" not in admin.get(f"/people/{boss.id}").get_data(as_text=True)
    assert send(admin, f"/people/{boss.id}/let-go").status_code == 403
    assert record_of(database, boss).is_active


def test_the_administrator_ends_every_session_of_somebody(
    admin: FlaskClient, app: Flask, database: Database, chair: Person
) -> None:
    clients = [sign_in_client(app, database, chair) for _ in range(2)]
    assert "Signed in at 2 places" in admin.get(f"/people/{chair.id}").get_data(as_text=True)
    send(admin, f"/people/{chair.id}/sessions/end")
    assert [client.get("/account").status_code for client in clients] == [303, 303]


SET_UP = {Role.ADMINISTRATOR, Role.COORDINATOR}


@pytest.mark.parametrize("role", [role for role in Role if role not in SET_UP])
def test_nobody_else_manages_people(
    database: Database, partnership: UUID, chair: Person, role: Role
) -> None:
    """The operations refuse as the routes do: a page is not the only way to them."""
    factories.make_agency(database, partnership, "police")
    grant = Grant(role, "police" if role.belongs_to_agency else None)
    by = factories.make_person(database, partnership, grant)
    deeds = (
        lambda: people.add_person(database, by=by, name="A", email="a@b.org", grant=CHAIR),
        lambda: people.rename(database, by=by, person_id=chair.id, name="A"),
        lambda: people.give_role(database, by=by, person_id=chair.id, grant=Grant(role)),
        lambda: people.take_role(database, by=by, person_id=chair.id, grant=CHAIR),
        lambda: people.deactivate(database, by=by, person_id=chair.id),
        lambda: people.reactivate(database, by=by, person_id=chair.id),
        lambda: people.end_sessions(database, by=by, person_id=chair.id),
        lambda: people.make_password_link(database, by=by, person_id=chair.id),
        lambda: agencies.add_agency(database, by=by, name="A", kind=AgencyKind.OTHER),
        lambda: agencies.change_agency(
            database, by=by, agency_id=uuid4(), name="A", kind=AgencyKind.OTHER, own_route=""
        ),
    )
    for deed in deeds:
        with pytest.raises(Refused):
            deed()


def test_a_long_list_is_paged(admin: FlaskClient, database: Database, partnership: UUID) -> None:
    for number in range(60):
        factories.make_person(database, partnership, Role.CHAIR, name=f"Chair {number:02}")
    first, second, last = (
        admin.get(f"/people?page={page}").get_data(as_text=True) for page in (1, 2, 99)
    )
    assert "61 people have a role" in first
    assert "Page 1 of 2" in first
    assert first.count("gt-rows__row") == 50
    assert second.count("gt-rows__row") == 11
    assert "Page 2 of 2" in last
    assert admin.get("/people?page=x").status_code == 200


def test_a_page_of_people_costs_the_same_however_many_there_are(
    admin: FlaskClient, database: Database, partnership: UUID, statements: "list[str]"
) -> None:
    def cost() -> int:
        statements.clear()
        admin.get("/people")
        return len(statements)

    factories.make_person(database, partnership, Role.CHAIR)
    few = cost()
    for _ in range(30):
        factories.make_person(database, partnership, Role.CHAIR, Role.SCRUTINEER)
    assert cost() == few


def test_names_are_looked_up_and_roles_found(
    database: Database, partnership: UUID, chair: Person
) -> None:
    factories.make_agency(database, partnership, "police")
    lead = factories.make_person(
        database, partnership, Grant(Role.AGENCY_LEAD, "police"), name="Lee"
    )
    with database.reading() as session:
        leads = people_rows.people_with_role(session, partnership, Role.AGENCY_LEAD, "police")
        others = people_rows.people_with_role(session, partnership, Role.AGENCY_LEAD, "school")
        names = people_rows.names_of(session, [lead.id, chair.id])
    assert [record.name for record in leads] == ["Lee"]
    assert others == []
    assert names == {lead.id: "Lee", chair.id: "Chris"}


# --- The partnership's settings ---


def test_the_settings_show_on_every_page(admin: FlaskClient, database: Database) -> None:
    change(
        admin,
        "/partnership",
        name="North Partnership",
        front_door="Front door, 0113 000 0000",
        accent="#00703C",
    )
    body = admin.get("/account").get_data(as_text=True)
    assert "<title>Your account - North Partnership</title>" in body
    style = admin.get("/partnership/accent.css")
    assert "--gt-accent: #00703c" in style.get_data(as_text=True)
    assert style.mimetype == "text/css"
    assert events(database)[-1] == "partnership.changed"


def test_the_settings_are_not_written_over_by_somebody_who_has_not_seen_them(
    admin: FlaskClient,
) -> None:
    page = "/partnership"
    began = seen_on(admin.get(page).text)
    fields = {"name": "North", "front_door": "Call 0113 000 0000", "accent": "#1d70b8"}
    change(admin, page, **fields)

    answer = send(admin, page, seen=began, **(fields | {"front_door": "Call me"}))

    assert answer.status_code == 409
    assert "<dd>Call 0113 000 0000</dd>" in answer.text
    assert "Call me</textarea>" in answer.text
    assert "<dt>Accent colour</dt>" not in answer.text
    assert "Call 0113 000 0000</textarea>" in admin.get(page).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Enter a name"),
        ({"front_door": "x" * 2001}, "Use 2000 characters or fewer."),
        ({"accent": "blue"}, "Enter a colour such as #1d70b8."),
        ({"accent": "#12345"}, "Enter a colour such as #1d70b8."),
        # It goes into a style sheet, so nothing else may.
        ({"accent": "#fff}*{"}, "Enter a colour such as #1d70b8."),
        ({"accent": "#ffdd00"}, "hard to read"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    admin: FlaskClient, fields: dict[str, str], sentence: str
) -> None:
    typed = {"name": "North", "front_door": "Call", "accent": "#1d70b8"} | fields
    answer = change(admin, "/partnership", **typed)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert "Leeds (test)" in admin.get("/account").get_data(as_text=True)


def address_of_style(page: str) -> str:
    found: list[str] = re.findall(r'href="(/partnership/accent\.css[^"]*)"', page)
    return found[0]


def test_the_colour_is_kept_by_browsers_until_it_changes(
    admin: FlaskClient, client: FlaskClient
) -> None:
    before = address_of_style(admin.get("/account").text)
    kept = admin.get(before)
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    # Somebody who is not signed in gets the same, from the same address.
    assert address_of_style(client.get("/sign-in").text) == before
    assert client.get(before).data == kept.data

    change(admin, "/partnership", name="North", front_door="", accent="#00703c")

    after = address_of_style(admin.get("/account").text)
    assert after != before
    assert "#00703c" in admin.get(after).text
    for stale in (before, "/partnership/accent.css"):
        assert admin.get(stale).headers["Cache-Control"] == "no-store"


def test_nobody_else_changes_the_settings(database: Database, chair: Person) -> None:
    with pytest.raises(Refused):
        partnerships.change_settings(
            database, by=chair, name="Mine", front_door="", accent="#000000"
        )


# The contrast of three colours with white, as other tools give it (WCAG 2.2).
@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)]
)
def test_contrast_is_that_of_the_accessibility_guidelines(colour: str, contrast: float) -> None:
    assert partnerships.contrast_with_white(colour) == pytest.approx(contrast, abs=0.005)


# --- Commands ---


def test_the_first_administrator_is_invited_by_a_command(
    app: Flask, database: Database, settings: Settings
) -> None:
    outcome = app.test_cli_runner().invoke(
        args=[
            *("people", "invite", "ada@example.org", "--name", "Ada", "--role", "administrator"),
            *("--partnership", "North Partnership"),
        ]
    )
    assert outcome.exit_code == 0
    link = outcome.output.strip().splitlines()[-1]
    assert link.startswith(f"{settings.base_address}/set-password/")
    client = app.test_client()
    send(
        client,
        link.removeprefix(settings.base_address),
        page="/sign-in",
        password=factories.PASSWORD,
        password_again=factories.PASSWORD,
    )
    answer = send(
        client, "/sign-in", page="/sign-in", email="ada@example.org", password=factories.PASSWORD
    )
    assert answer.status_code == 303
    assert client.get("/people").status_code == 200
    assert events(database)[:3] == ["partnership.founded", "person.added", "person.link-made"]


def test_somebody_known_is_invited_again_by_address_alone(
    app: Flask, database: Database, boss: Person, chair: Person
) -> None:
    addresses = [record_of(database, person).email for person in (chair, boss)]
    outcome = app.test_cli_runner().invoke(
        args=["people", "invite", addresses[0], "--by", addresses[1]]
    )
    token = outcome.output.strip().rpartition("/")[2]
    with database.reading() as session:
        assert accounts.link_owner(session, token) == chair.id
        by = session.scalars(
            select(HistoryEvent.by).where(HistoryEvent.what == "person.link-made")
        ).one()
    assert by == boss.id


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["new@example.org"], "add --name, --role"),
        (["new@example.org", "--name", "N"], "add --name, --role"),
        (["new@example.org", "--name", "N", "--role", "emperor"], "Invalid value for '--role'"),
        (["new@example.org", "--name", "N", "--role", "practitioner"], "Choose the agency"),
        (["new", "--name", "N", "--role", "chair"], "Enter an e-mail address"),
        (
            ["new@example.org", "--name", "N", "--role", "chair", "--by", "who@example.org"],
            "Nobody here has the address who@example.org",
        ),
    ],
)
def test_an_invitation_that_cannot_be_says_why_and_stores_nothing(
    app: Flask, database: Database, partnership: UUID, arguments: list[str], sentence: str
) -> None:
    outcome = app.test_cli_runner().invoke(args=["people", "invite", *arguments])
    assert outcome.exit_code != 0
    assert sentence in outcome.output
    assert "Traceback" not in outcome.output
    with database.reading() as session:
        assert people_rows.count_people(session, partnership) == 0


def test_without_a_partnership_the_command_asks_for_its_name(app: Flask) -> None:
    outcome = app.test_cli_runner().invoke(args=["people", "invite", "ada@example.org"])
    assert outcome.exit_code == 1
    assert "add its name with --partnership" in outcome.output


@pytest.mark.postgres
def test_all_of_it_works_on_postgresql(settings: Settings, postgres_database: str) -> None:
    served = open_database(postgres_database, settings.now)
    level.change_level(served.engine)
    served.engine.dispose()
    app = create_app(replace(settings, database=postgres_database))
    database = database_of(app)
    partnership = factories.make_partnership(database)
    ada = factories.make_person(
        database, partnership, Role.ADMINISTRATOR, email="a@b.org", password=factories.PASSWORD
    )
    client = app.test_client()
    send(client, "/sign-in", "/sign-in", email="a@b.org", password="wrong password")
    send(client, "/sign-in", "/sign-in", email="a@b.org", password=factories.PASSWORD)
    send(client, "/agencies/new", name="Police", kind="police", own_route="")
    added = send(
        client,
        "/people/new",
        name="Dean",
        email="d@b.org",
        role="practitioner",
        agency="police",
    ).headers["Location"]
    for deed in ("link", "sessions/end", "let-go", "bring-back"):
        assert send(client, f"{added}/{deed}").status_code in (200, 303), deed
    send(client, f"{added}/roles", role="chair", agency="")
    send(client, f"{added}/roles/take", role="practitioner", agency="police")
    page = client.get(added).get_data(as_text=True)
    assert "Practitioner (Police)" not in page
    assert "Chair" in page
    changed = send(
        client, "/account/password", old_password=factories.PASSWORD, new_password="other phrase!"
    )
    assert changed.status_code == 303
    assert record_of(database, ada).can_sign_in
    database.engine.dispose()


def test_there_is_one_founding(database: Database, partnership: UUID) -> None:
    with pytest.raises(Conflict):
        partnerships.found(database, name="Another")


def test_everything_that_is_missing_of_a_new_person_is_said_at_once(admin: FlaskClient) -> None:
    answer = send(admin, "/people/new", name=" ", email="", role="", agency="")
    assert answer.status_code == 422
    for said in ("Enter a name.", "Enter an e-mail address such as", "Choose a role."):
        assert said in answer.get_data(as_text=True)


def test_the_kind_of_a_new_agency_is_chosen_and_not_preset(admin: FlaskClient) -> None:
    answer = send(admin, "/agencies/new", name="Fire service", kind="", own_route="")
    assert answer.status_code == 422
    assert "Choose a kind." in answer.get_data(as_text=True)
