"""Findings come in from a table, all of them or none."""

from typing import Any
from uuid import UUID

import pytest

from app.db.engine import Database
from app.db.models.findings import FindingRow
from app.operations import exchange
from audit_tools.errors import AuditError, Hidden, Invalid, Refused
from audit_tools.permissions import Person, Role
from tests import factories
from tests.app.operations.exchanging import FINDINGS, count_rows, events_of, give_in, rows_of
from tests.exchange_documents import small_audit


@pytest.fixture
def coordinator(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.COORDINATOR)


def opened_audit() -> dict[str, Any]:
    """The first case's discussion is open, so it takes findings."""
    document = small_audit()
    document["cases"][0].update(state="open")
    document["cases"][0]["discussion"]["corrections"] = []
    document["cases"][0]["discussion"].update(written_up_at=None, agreed_at=None)
    return document


def test_findings_take_the_next_numbers_and_each_is_in_the_history(
    database: Database, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, opened_audit())
    data = FINDINGS.format(case="SYV24-01").encode()
    assert exchange.import_findings(database, by=coordinator, audit_id=audit, data=data) == 2
    rows = sorted(rows_of(database, FindingRow), key=lambda row: row.number)
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert (rows[3].cause, rows[3].remedy) == ("knowledge-and-skill", "training")
    assert len(events_of(database, "findings.imported")) == 1
    added = {event.subject_id for event in events_of(database, "finding.added")}
    assert added == {rows[2].id, rows[3].id}


def test_a_file_of_findings_brought_in_twice_changes_nothing(
    database: Database, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, opened_audit())
    data = FINDINGS.format(case="SYV24-01").encode()
    exchange.import_findings(database, by=coordinator, audit_id=audit, data=data)
    before = count_rows(database)
    with pytest.raises(Invalid, match="has this finding already"):
        exchange.import_findings(database, by=coordinator, audit_id=audit, data=data)
    assert count_rows(database) == before


REFUSED_FINDINGS = [
    # One row of the two is wrong: neither is stored.
    (FINDINGS.format(case="SYV24-01").replace("knowledge-and-skill", "bad luck"), "row 3, cause"),
    (FINDINGS.format(case="SYV24-01").replace("school", "fire"), "row 3, agency"),
    (FINDINGS.format(case="SYV24-01").replace(",voice,\n", ",weather,\n"), "row 2, themes"),
    (FINDINGS.format(case="SYV24-09"), "row 2, case_reference"),
    # Its returns are still out, so nothing has been agreed.
    (FINDINGS.format(case="SYV24-02"), "row 2, case_reference"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place"), REFUSED_FINDINGS)
def test_nothing_of_a_file_with_a_bad_row_is_stored(
    text: str, place: str, database: Database, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, opened_audit())
    before = count_rows(database)
    with pytest.raises(Invalid) as refused:
        exchange.import_findings(database, by=coordinator, audit_id=audit, data=text.encode())
    assert place in {problem.place for problem in refused.value.problems}
    assert count_rows(database) == before


@pytest.mark.parametrize(
    ("state", "words"),
    [("agreed", "signed off and is locked"), ("withdrawn", "has been withdrawn")],
)
def test_a_locked_case_takes_no_findings(
    state: str, words: str, database: Database, coordinator: Person
) -> None:
    document = small_audit()
    document["cases"][0].update(state=state, state_reason="Another child was meant.")
    document["cases"][0]["discussion"]["corrections"] = []
    audit = give_in(database, coordinator, document)
    with pytest.raises(Invalid, match=words):
        exchange.import_findings(
            database,
            by=coordinator,
            audit_id=audit,
            data=FINDINGS.format(case="SYV24-01").encode(),
        )


def test_only_the_business_unit_of_the_partnership_brings_findings_in(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    audit = give_in(database, coordinator, opened_audit())
    elsewhere = factories.make_partnership(database, "Elsewhere")
    strangers: list[tuple[Person, type[AuditError]]] = [
        (factories.make_person(database, partnership, Role.CHAIR), Refused),
        (factories.make_person(database, elsewhere, Role.COORDINATOR), Hidden),
    ]
    for person, refusal in strangers:
        with pytest.raises(refusal):
            exchange.import_findings(
                database, by=person, audit_id=audit, data=FINDINGS.format(case="SYV24-01").encode()
            )
