"""A whole audit comes in and goes out without a loss; whatever is refused leaves nothing behind."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.db import level, people
from app.db.agencies import list_agencies
from app.db.audits import load_audit
from app.db.cases import list_cases, withdrawn_in
from app.db.engine import Database, open_database
from app.db.history import Subject, tell
from app.db.models.cases import AppointmentRow
from app.db.models.findings import FindingRow
from app.db.models.history import HistoryContent, HistoryEvent
from app.db.models.people import PersonRow
from app.db.models.records import EntryRow
from app.db.models.returns import AssignmentRow, ReturnRow
from app.demonstration.invented import INVENTED_AUDITS, build
from app.operations import exchange, returns
from audit_tools.entries import Edit
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.exchange import write_exchange
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Grant, Person, Role
from audit_tools.withdrawals import Withdrawn, WithdrawnFor
from tests import factories
from tests.app.operations.exchanging import (
    FINDINGS,
    count_rows,
    events_of,
    give_in,
    give_out,
    rows_of,
)
from tests.exchange_documents import read, small_audit


@pytest.fixture
def coordinator(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.COORDINATOR)


# --- There and back ---------------------------------------------------------------------------


def test_an_audit_comes_out_as_it_went_in(database: Database, coordinator: Person) -> None:
    given = small_audit()
    give_in(database, coordinator, given)
    assert write_exchange(give_out(database, coordinator, "syv-small")) == write_exchange(given)


def test_why_a_case_left_and_what_took_its_place_comes_out_as_it_went_in(
    database: Database, coordinator: Person
) -> None:
    given = small_audit()
    other, case = given["cases"]
    case |= {"state": "withdrawn", "withdrawn_for": "moved", "replaced_by": other["reference"]}
    audit = give_in(database, coordinator, given)
    assert give_out(database, coordinator, "syv-small") == given
    with database.reading() as session:
        [left] = withdrawn_in(list_cases(session, coordinator.partnership, audit))
    assert left == Withdrawn(WithdrawnFor.MOVED, is_replaced=True)


@pytest.mark.parametrize("wrong", ["SYV25-99", "itself"])
def test_what_takes_the_place_of_a_case_is_another_of_the_file(wrong: str) -> None:
    given = small_audit()
    case = given["cases"][1]
    other = case["reference"] if wrong == "itself" else wrong
    case |= {"state": "withdrawn", "withdrawn_for": "moved", "replaced_by": other}
    with pytest.raises(Invalid) as refused:
        read(given)
    assert [one.place for one in refused.value.problems] == ["cases.2.replaced_by"]
    case["state"] = "waiting"
    with pytest.raises(Invalid, match="Only a case that is withdrawn"):
        read(given)


def test_no_case_takes_its_own_place_in_the_end() -> None:
    given = small_audit()
    first, second = given["cases"][:2]
    gone = {"state": "withdrawn", "withdrawn_for": "moved"}
    for case, other in ((first, second), (second, first)):
        case |= gone | {"replaced_by": other["reference"]}
    with pytest.raises(Invalid) as refused:
        read(given)
    places = {one.place for one in refused.value.problems}
    assert {"cases.1.replaced_by", "cases.2.replaced_by"} <= places


def test_what_took_the_place_of_one_case_takes_that_of_no_other() -> None:
    given = small_audit()
    given["cases"] = [
        *given["cases"],
        {**copy.deepcopy(given["cases"][1]), "reference": "SYV24-77"},
    ]
    gone = {"state": "withdrawn", "withdrawn_for": "moved", "replaced_by": "SYV24-01"}
    for case in given["cases"][1:]:
        case |= gone
    with pytest.raises(Invalid) as refused:
        read(given)
    last = len(given["cases"])
    assert f"cases.{last}.replaced_by" in {one.place for one in refused.value.problems}


def test_an_audit_that_was_brought_in_says_that_other_draws_were_shown(
    database: Database, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, small_audit())
    with database.reading() as session:
        cycle = load_audit(session, coordinator.partnership, audit).cycle
    assert cycle.how_chosen.endswith("seed 7; the second draw that was shown")


def test_a_file_from_before_draws_were_counted_says_nothing_of_them(
    database: Database, coordinator: Person
) -> None:
    older = small_audit()
    del older["audit"]["draws_shown"]
    audit = give_in(database, coordinator, older)
    with database.reading() as session:
        cycle = load_audit(session, coordinator.partnership, audit).cycle
    assert cycle.how_chosen == cycle.selection_note
    assert give_out(database, coordinator, "syv-small")["audit"]["draws_shown"] == []


@pytest.mark.parametrize("key", INVENTED_AUDITS)
def test_exporting_what_was_exported_and_imported_gives_the_same_file(
    key: str, database: Database, coordinator: Person
) -> None:
    """The second time in another partnership, where nothing is the same but the file."""
    tool, theme_list = shipped_tools()[0], shipped_theme_lists()[0]
    give_in(database, coordinator, build(key, tool, theme_list))
    first = give_out(database, coordinator, key)
    elsewhere = factories.make_partnership(database, "Elsewhere")
    other = factories.make_person(database, elsewhere, Role.COORDINATOR)
    give_in(database, other, first)
    assert write_exchange(give_out(database, other, key)) == write_exchange(first)


@pytest.mark.postgres
def test_an_audit_comes_out_of_postgresql_as_it_went_in(postgres_database: str) -> None:
    database = open_database(postgres_database, lambda: datetime.now(UTC))
    level.change_level(database.engine)
    partnership = factories.make_partnership(database)
    by = factories.make_person(database, partnership, Role.COORDINATOR)
    give_in(database, by, small_audit())
    given_out = give_out(database, by, "syv-small")
    # Before anything is asserted: a connection left open fails whichever test comes later.
    database.engine.dispose()
    assert given_out == small_audit()


def test_an_audit_of_findings_alone_comes_out_as_it_went_in(
    database: Database, coordinator: Person
) -> None:
    document = small_audit()
    document["audit"].update(phase="closed", kind="inspection-letters", scale=None)
    document["cases"] = [{"reference": "Somerset", "state": "agreed"}]
    audit = give_in(database, coordinator, document)
    data = FINDINGS.format(case="Somerset").encode()
    assert exchange.import_findings(database, by=coordinator, audit_id=audit, data=data) == 2
    first = give_out(database, coordinator, "syv-small")
    assert len(first["cases"][0]["findings"]) == 2
    other = factories.make_person(
        database, factories.make_partnership(database, "Elsewhere"), Role.COORDINATOR
    )
    give_in(database, other, first)
    assert give_out(database, other, "syv-small") == first


# --- Bringing in ------------------------------------------------------------------------------


def test_the_agencies_that_are_missing_are_added_and_the_others_stay(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    factories.make_agency(database, partnership, "police", name="West Yorkshire Police")
    give_in(database, coordinator, small_audit())
    with database.reading() as session:
        names = {a.key: a.name for a in list_agencies(session, partnership)}
    assert names == {
        "hospital": "Hospital trust",
        "police": "West Yorkshire Police",
        "school": "School",
    }


def test_people_are_role_agency_and_number_and_cannot_sign_in(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    give_in(database, coordinator, small_audit())
    with database.reading() as session:
        made = [p for p in people.list_people(session, partnership, limit=50) if not p.is_active]
    assert sorted(person.name for person in made) == [
        "Agency lead 6 (School)",
        "Business Unit 8",
        "Chair 1",
        "Co-chair 2",
        "Core group 7",
        "Note-taker 3",
        "Practitioner 4 (Police)",
        "Practitioner 5 (Police)",
    ]
    assert all(person.email.endswith("@imported.invalid") for person in made)
    assert not any(person.can_sign_in for person in made)


def test_wording_is_written_and_agreed_by_two_people_even_where_the_roles_are_one(
    database: Database, coordinator: Person
) -> None:
    document = small_audit()
    document["cases"][0]["findings"][0]["wording"].update(
        written_by="coordinator", agreed_by="coordinator"
    )
    give_in(database, coordinator, document)
    worded = next(row for row in rows_of(database, FindingRow) if row.wording)
    assert worded.wording_by != worded.wording_agreed_by
    assert give_out(database, coordinator, "syv-small") == document


def test_people_who_have_an_account_are_not_made_again(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    factories.make_agency(database, partnership, "police", name="Police")
    held = Grant(Role.PRACTITIONER, "police")
    ade = factories.make_person(database, partnership, held, name="Ade")
    dilys = factories.make_person(database, partnership, Role.CHAIR, name="Dilys")
    accounts = {1: dilys.id, 4: ade.id, 5: ade.id}
    give_in(database, coordinator, small_audit(), people=accounts)
    assigned = [row.person_id for row in rows_of(database, AssignmentRow)]
    assert assigned.count(ade.id) == 2
    appointed = {row.person_id for row in rows_of(database, AppointmentRow)}
    assert dilys.id in appointed
    names = {row.name for row in rows_of(database, PersonRow)}
    assert not {"Chair 1", "Practitioner 4 (Police)"} & names


def test_what_is_stored_is_what_the_rules_would_store(
    database: Database, coordinator: Person
) -> None:
    document = small_audit()
    entries = document["cases"][0]["returns"][0]["entries"]
    entries["voice.trusts"] = "  A youth worker\r\nand an aunt.  "
    entries["voice/reason"] = "   "
    give_in(database, coordinator, document)
    stored = {row.place: row.value for row in rows_of(database, EntryRow)}
    assert stored["voice.trusts"] == "A youth worker\nand an aunt."
    assert stored["voice/reason"] == "Asked once."


def test_an_import_is_in_the_history_of_the_audit_and_of_each_case(
    database: Database, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, small_audit())
    (imported,) = events_of(database, "audit.imported")
    assert (imported.by, imported.subject_id) == (coordinator.id, audit)
    of_cases = events_of(database, "case.imported")
    with database.reading() as session:
        cases = list_cases(session, coordinator.partnership, audit)
        content = session.scalars(
            select(HistoryContent.after).where(HistoryContent.event_id == of_cases[0].id)
        ).one()
    assert {event.subject_id for event in of_cases} == {case.id for case in cases}
    assert json.loads(content)["returns"]


Change = Callable[[dict[str, Any]], object]
CONFLICTS: list[tuple[str, Change, str]] = [
    ("the same audit again", lambda d: None, "already"),
    ("a published tool that says something else",
     lambda d: (d["audit"].update(key="another"), d["tool"].update(about="Other words")),
     "A published version never changes: give the new one the number 2"),
    ("a published theme list that says something else",
     lambda d: (d["audit"].update(key="another"), d["theme_list"].update(title="Others")),
     "A published version never changes"),
    ("an agency that is here as another kind",
     lambda d: (d["audit"].update(key="another"), d["agencies"][0].update(kind="probation")),
     "is here as Acute health, and in the file as Probation"),
    ("another agency of the same name",
     lambda d: (d["audit"].update(key="another"),
                d["agencies"].append({"key": "police-2", "name": "Police", "kind": "police"})),
     "an agency of this name already"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"), [pytest.param(*rest, id=what) for what, *rest in CONFLICTS]
)
def test_what_meets_something_else_here_is_a_conflict_and_leaves_nothing(
    change: Change, words: str, database: Database, coordinator: Person
) -> None:
    give_in(database, coordinator, small_audit())
    before = count_rows(database)
    document = copy.deepcopy(small_audit())
    change(document)
    with pytest.raises(Conflict) as refused:
        give_in(database, coordinator, document)
    assert words in refused.value.message
    assert count_rows(database) == before


def test_only_the_business_unit_brings_an_audit_in(database: Database, partnership: UUID) -> None:
    administrator = factories.make_person(database, partnership, Role.ADMINISTRATOR)
    before = count_rows(database)
    with pytest.raises(Refused):
        give_in(database, administrator, small_audit())
    assert count_rows(database) == before


@pytest.mark.parametrize("number", [4, 99])
def test_an_account_without_the_role_of_the_file_is_refused(
    number: int, database: Database, partnership: UUID, coordinator: Person
) -> None:
    chair = factories.make_person(database, partnership, Role.CHAIR)
    before = count_rows(database)
    with pytest.raises(Invalid, match="role or agency differ"):
        give_in(database, coordinator, small_audit(), people={number: chair.id})
    assert count_rows(database) == before


# --- Giving out -------------------------------------------------------------------------------


def test_an_export_names_nobody(database: Database, partnership: UUID, coordinator: Person) -> None:
    factories.make_agency(database, partnership, "police", name="Police")
    held = Grant(Role.PRACTITIONER, "police")
    ade = factories.make_person(database, partnership, held, name="Ade Canary")
    give_in(database, coordinator, small_audit(), people={4: ade.id})
    assert "Canary" not in write_exchange(give_out(database, coordinator, "syv-small"))


def test_history_is_no_part_of_the_file_and_none_comes_in_with_it(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, small_audit())
    with database.writing() as session:
        on, canary = Subject("audit", audit), {"purpose": "A canary sang."}
        tell(session, coordinator, "audit.canary", on, before=canary)
        session.commit()
    file = give_out(database, coordinator, "syv-small")
    text = write_exchange(file)
    for kept in ("canary", "audit.imported", "case.imported", str(coordinator.id), str(audit)):
        assert kept not in text
    elsewhere = factories.make_partnership(database, "Elsewhere")
    other = factories.make_person(database, elsewhere, Role.COORDINATOR)
    exchange.import_audit(database, by=other, document=read(file))
    with database.reading() as session:
        told = session.scalars(
            select(HistoryEvent.what).where(
                HistoryEvent.partnership_id == elsewhere, HistoryEvent.by == other.id
            )
        )
        assert {what for what in told if what.startswith(("audit.", "case."))} == {
            "audit.imported",
            "case.imported",
        }


def test_an_export_is_in_the_history_whoever_made_it(
    database: Database, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, small_audit())
    give_out(database, coordinator, "syv-small")
    exchange.export_audit(database, by=None, partnership=coordinator.partnership, key="syv-small")
    events = events_of(database, "audit.exported")
    assert {event.by for event in events} == {coordinator.id, None}
    assert {event.subject_id for event in events} == {audit}


def test_an_audit_of_another_partnership_does_not_exist(
    database: Database, coordinator: Person
) -> None:
    give_in(database, coordinator, small_audit())
    elsewhere = factories.make_partnership(database, "Elsewhere")
    other = factories.make_person(database, elsewhere, Role.COORDINATOR)
    with pytest.raises(Hidden):
        give_out(database, other, "syv-small")


def test_only_the_business_unit_gives_an_audit_out(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    give_in(database, coordinator, small_audit())
    board = factories.make_person(database, partnership, Role.BOARD_MEMBER)
    with pytest.raises(Refused):
        give_out(database, board, "syv-small")


# --- Going on with it -------------------------------------------------------------------------


def test_a_return_that_is_out_is_gone_on_with_by_whoever_it_was_given_to(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    factories.make_agency(database, partnership, "police", name="Police")
    held = Grant(Role.PRACTITIONER, "police")
    ade = factories.make_person(database, partnership, held)
    give_in(database, coordinator, small_audit(), people={5: ade.id})
    (still_out,) = (row for row in rows_of(database, ReturnRow) if row.status == "due")
    edit = Edit("voice.daily-life", "yes", 1, "first")
    saved = returns.save_answers(database, by=ade, return_id=still_out.id, edits=(edit,))
    assert [change.after.value for change in saved.outcome.changes] == ["yes"]
