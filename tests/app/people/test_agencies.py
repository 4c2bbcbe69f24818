"""The agencies of a partnership: added, changed, and asked or not."""

from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import agencies as agency_rows
from app.db.engine import Database
from app.db.models.history import HistoryContent
from app.operations import agencies
from audit_tools.agency_kinds import AgencyKind
from audit_tools.permissions import Person
from tests import factories
from tests.app.page_forms import seen_on
from tests.app.people.kept import change
from tests.app.visitors import send
from tests.changes import events


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


def test_the_kind_of_a_new_agency_is_chosen_and_not_preset(admin: FlaskClient) -> None:
    answer = send(admin, "/agencies/new", name="Fire service", kind="", own_route="")
    assert answer.status_code == 422
    assert "Choose a kind." in answer.get_data(as_text=True)
