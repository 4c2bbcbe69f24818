"""An inspection is recorded once, with findings that themes can be counted by."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.db.engine import Database
from app.db.inspections import list_inspections
from app.operations.inspections import record_inspection
from app.operations.tools import publish_theme_list
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.facts import Inspection, InspectionFinding, InspectionLetter
from audit_tools.library import shipped_theme_lists
from audit_tools.permissions import Person, Role
from tests import factories

POINT = InspectionFinding(1, "Notifications are late.", ("notifications",))
LETTER = InspectionLetter(
    key="jtai-2024",
    title="Joint targeted area inspection",
    inspected_from=date(2024, 3, 4),
    inspected_to=date(2024, 3, 8),
    letter_dated=date(2024, 5, 16),
    plan_due=date(2024, 8, 23),
    attribution="Crown copyright",
    findings=(POINT,),
)


@pytest.fixture
def coordinator(database: Database, partnership: UUID) -> Person:
    found = factories.make_person(database, partnership, Role.COORDINATOR)
    for codebook in shipped_theme_lists():
        publish_theme_list(database, by=found, codebook=codebook)
    return found


def inspections_of(database: Database, partnership: UUID) -> tuple[Inspection, ...]:
    with database.reading() as session:
        return list_inspections(session, partnership)


def test_an_inspection_is_read_as_it_was_recorded(database: Database, coordinator: Person) -> None:
    record_inspection(database, by=coordinator, letter=LETTER)
    assert inspections_of(database, coordinator.partnership) == (
        Inspection("jtai-2024", "Joint targeted area inspection", (POINT,)),
    )


def test_the_latest_letter_comes_first(database: Database, coordinator: Person) -> None:
    older = replace(LETTER, key="jtai-2019", letter_dated=date(2019, 5, 16))
    for letter in (LETTER, older):
        record_inspection(database, by=coordinator, letter=letter)
    found = inspections_of(database, coordinator.partnership)
    assert [inspection.key for inspection in found] == ["jtai-2024", "jtai-2019"]


def test_the_same_inspection_is_not_recorded_twice(database: Database, coordinator: Person) -> None:
    record_inspection(database, by=coordinator, letter=LETTER)
    with pytest.raises(Conflict):
        record_inspection(database, by=coordinator, letter=LETTER)


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ((POINT, POINT), "Number 1 is given 2 times"),
        ((replace(POINT, themes=("weather",)),), "published theme list"),
        ((replace(POINT, statement=" "),), "one sentence"),
    ],
)
def test_findings_that_cannot_be_are_refused_and_nothing_is_stored(
    findings: tuple[InspectionFinding, ...], words: str, database: Database, coordinator: Person
) -> None:
    with pytest.raises(Invalid, match=words):
        record_inspection(database, by=coordinator, letter=replace(LETTER, findings=findings))
    assert inspections_of(database, coordinator.partnership) == ()


def test_only_the_business_unit_records_an_inspection(
    database: Database, partnership: UUID
) -> None:
    board = factories.make_person(database, partnership, Role.BOARD_MEMBER)
    with pytest.raises(Refused):
        record_inspection(database, by=board, letter=LETTER)


def test_another_partnership_has_inspections_of_its_own(
    database: Database, coordinator: Person
) -> None:
    record_inspection(database, by=coordinator, letter=LETTER)
    assert inspections_of(database, factories.make_partnership(database, "Elsewhere")) == ()
