"""One audit's rows become facts, in a number of statements that no case adds to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event, select

from app.db.engine import Database
from app.db.facts import read_facts
from app.db.models.cases import CaseRow
from app.operations.exchange import import_audit
from app.operations.inspections import record_inspection
from audit_tools.audience import Audience
from audit_tools.cases import CaseState
from audit_tools.disclosure import for_audience
from audit_tools.discussions import Came
from audit_tools.errors import Hidden
from audit_tools.facts import CaseFacts, CycleFacts, InspectionFinding, InspectionLetter
from audit_tools.permissions import Person, Role
from audit_tools.returns import ReturnStatus
from audit_tools.training_needs import Gap, SaidOfNeed
from tests import factories
from tests.exchange_documents import read, small_audit


@pytest.fixture
def coordinator(database: Database, partnership: UUID) -> Person:
    return factories.make_person(database, partnership, Role.COORDINATOR)


def facts_of(database: Database, by: Person, document: dict[str, Any]) -> CycleFacts:
    audit = import_audit(database, by=by, document=read(document))
    with database.reading() as session:
        return read_facts(session, by.partnership, audit)


def cases_of(database: Database, by: Person, document: dict[str, Any]) -> list[CaseFacts]:
    """Its cases in the order of their references."""
    return sorted(facts_of(database, by, document).cases, key=lambda case: case.reference)


@contextmanager
def counted_statements(database: Database) -> Iterator[list[str]]:
    """What is asked of the database inside the block."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def larger_audit(cases: int) -> dict[str, Any]:
    """The small audit with its first case over and over."""
    document = small_audit()
    first = document["cases"][0]
    document["audit"]["key"] = f"syv-{cases}"
    document["cases"] = [
        first
        | {
            "reference": f"SYV24-{number:02}",
            "findings": [f | {"number": number * 10 + f["number"]} for f in first["findings"]],
        }
        for number in range(1, cases + 1)
    ]
    return document


def test_a_case_is_told_whole(database: Database, coordinator: Person) -> None:
    agreed, waiting = cases_of(database, coordinator, small_audit())
    assert (agreed.reference, agreed.state) == ("SYV24-01", CaseState.AGREED)
    assert agreed.agreed == {"voice": "good"}
    assert agreed.panel == {"overall.safer": "safer"}
    assert agreed.attendance == {"police": Came.YES, "school": Came.APOLOGIES}
    assert (agreed.views, agreed.concerns, agreed.concerns_settled) == (1, 1, 1)
    assert [i.agency for i in waiting.involvements] == ["hospital", "police", "school"]
    assert (waiting.agreed, waiting.panel, waiting.attendance) == ({}, {}, {})


def test_a_return_gives_its_status_its_grades_and_its_answers(
    database: Database, coordinator: Person
) -> None:
    document = small_audit()
    document["cases"][0]["returns"][0]["entries"]["voice/grade"] = "not-our-part"
    agreed, waiting = cases_of(database, coordinator, document)
    police, school = agreed.returns
    assert police.status is ReturnStatus.SUBMITTED
    # "Not our part" is a choice and no grade.
    assert police.grades == {"identification": "good"}
    assert police.answers == {
        "identification.made": "yes",
        "identification.whole": "partly",
        "voice.daily-life": "yes",
    }
    assert school.grades == {"voice": "requires-improvement"}
    assert [r.status for r in waiting.returns] == [ReturnStatus.DUE, ReturnStatus.NOT_KNOWN]


def test_a_concern_without_an_outcome_is_not_settled(
    database: Database, coordinator: Person
) -> None:
    document = small_audit()
    concern = document["cases"][0]["returns"][1]["concerns"][0]
    document["cases"][0]["returns"][1]["concerns"].append(
        concern | {"outcome": "", "outcome_at": None}
    )
    agreed, _ = cases_of(database, coordinator, document)
    assert (agreed.concerns, agreed.concerns_settled) == (2, 1)


def test_findings_and_who_needs_to_learn_are_there(database: Database, coordinator: Person) -> None:
    facts = facts_of(database, coordinator, small_audit())
    assert [(f.number, f.case, f.themes) for f in facts.findings] == [
        (1, "SYV24-01", ("voice",)),
        (2, "SYV24-01", ("notifications",)),
    ]
    assert facts.said_of_needs == {
        "notifications": SaidOfNeed("Response officers", Gap.NOT_TAKEN_UP, "Few came.")
    }


def test_an_agency_that_was_never_asked_is_not_among_those_that_took_part(
    database: Database, partnership: UUID, coordinator: Person
) -> None:
    factories.make_agency(database, partnership, "fire", name="Fire service")
    facts = facts_of(database, coordinator, small_audit())
    assert [agency.key for agency in facts.agencies] == ["police", "school"]


def test_the_findings_that_the_audit_answers_are_those_of_the_latest_inspection(
    database: Database, coordinator: Person
) -> None:
    facts_of(database, coordinator, small_audit() | {"cases": []})
    for year in (2019, 2024):
        letter = InspectionLetter(
            key=f"inspection-{year}",
            title="An inspection",
            inspected_from=date(year, 3, 4),
            inspected_to=date(year, 3, 8),
            letter_dated=date(year, 5, 16),
            plan_due=None,
            attribution="",
            findings=tuple(
                InspectionFinding(number, f"Point {number} of {year}", ("voice",))
                for number in (1, 2, 3)
            ),
        )
        record_inspection(database, by=coordinator, letter=letter)
    document = small_audit()
    document["audit"]["key"] = "syv-next"
    answered = facts_of(database, coordinator, document).answers_inspection
    assert [finding.statement for finding in answered] == ["Point 1 of 2024", "Point 2 of 2024"]


def test_an_audit_without_an_inspection_answers_none(
    database: Database, coordinator: Person
) -> None:
    assert facts_of(database, coordinator, small_audit()).answers_inspection == ()


def test_no_case_adds_a_statement(database: Database, coordinator: Person) -> None:
    counts = []
    for cases in (3, 1, 2, 12):
        audit = import_audit(database, by=coordinator, document=read(larger_audit(cases)))
        with database.reading() as session, counted_statements(database) as statements:
            facts = read_facts(session, coordinator.partnership, audit)
        assert len(facts.cases) == cases
        counts.append(len([s for s in statements if s.startswith("SELECT")]))
    # The first reads the tool and its themes, which are kept.
    assert len(set(counts[1:])) == 1, counts


def test_the_place_of_a_case_says_nothing_of_its_reference(
    database: Database, coordinator: Person
) -> None:
    facts = facts_of(database, coordinator, larger_audit(12))
    with database.reading() as session:
        ids = dict(session.execute(select(CaseRow.reference, CaseRow.id)).all())
    assert [case.reference for case in facts.cases] == sorted(ids, key=lambda one: ids[one])


def test_an_audit_of_another_partnership_does_not_exist(
    database: Database, coordinator: Person
) -> None:
    audit = import_audit(database, by=coordinator, document=read(small_audit()))
    elsewhere = factories.make_partnership(database, "Elsewhere")
    with database.reading() as session, pytest.raises(Hidden):
        read_facts(session, elsewhere, audit)


def test_the_facts_are_what_a_summary_is_made_of(database: Database, coordinator: Person) -> None:
    facts = facts_of(database, coordinator, small_audit())
    summary = for_audience(facts, Audience.GOVERNANCE, interim=True)
    assert (summary.agreed.count, summary.agreed.of) == (1, 2)
    assert summary.followed_up is True
