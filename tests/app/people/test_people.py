"""People, their roles and the links that they are given, as an administrator keeps them."""

import re
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Settings
from app.db import level
from app.db import people as people_rows
from app.db.engine import Database, open_database
from app.operations import agencies, people
from audit_tools.agency_kinds import AgencyKind
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.permissions import Grant, Person, Role
from tests import factories
from tests.app.people.kept import CHAIR, record_of
from tests.app.visitors import database_of, send, sign_in_client
from tests.changes import events


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


def test_only_agencies_that_are_asked_are_offered_for_a_role(
    admin: FlaskClient, database: Database, partnership: UUID
) -> None:
    factories.make_agency(database, partnership, "police")
    factories.make_agency(database, partnership, "inspectorate", is_asked=False)
    offered = admin.get("/people/new").get_data(as_text=True).split('name="agency"')[1]
    assert 'value="police"' in offered
    assert 'value="inspectorate"' not in offered


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
    send(client, "/sign-in", email="a@b.org", password="wrong password")
    send(client, "/sign-in", email="a@b.org", password=factories.PASSWORD)
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


def test_everything_that_is_missing_of_a_new_person_is_said_at_once(admin: FlaskClient) -> None:
    answer = send(admin, "/people/new", name=" ", email="", role="", agency="")
    assert answer.status_code == 422
    for said in ("Enter a name.", "Enter an e-mail address such as", "Choose a role."):
        assert said in answer.get_data(as_text=True)
