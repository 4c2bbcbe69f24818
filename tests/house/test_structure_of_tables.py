"""Every column says what it holds, and what belongs to a partnership cannot leave it."""

import pytest
from sqlalchemy import ForeignKeyConstraint, Table, UniqueConstraint

import app.db.models  # noqa: F401 - it declares the tables
from app.db.base import Base, DataClass

# People may belong to several partnerships, so who they are and how they sign in is kept once.
GLOBAL = {
    "credential",
    "partnership",
    "password_link",
    "person",
    "sign_in_attempt",
    "signed_in_session",
}
# What happened stays when what it happened to is gone, so history refers to nothing.
HISTORY = {"history_content", "history_event"}
TABLES = [pytest.param(table, id=name) for name, table in sorted(Base.metadata.tables.items())]
OF_PARTNERSHIPS = [
    pytest.param(table, id=name)
    for name, table in sorted(Base.metadata.tables.items())
    if name not in GLOBAL
]


def names(constraint: ForeignKeyConstraint | UniqueConstraint) -> set[str]:
    return {column.name for column in constraint.columns}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_what_class_of_data_it_holds(table: Table) -> None:
    silent = [c.name for c in table.columns if not isinstance(c.info.get("data"), DataClass)]
    assert silent == []


@pytest.mark.parametrize("table", OF_PARTNERSHIPS)
def test_the_partnership_is_part_of_every_key(table: Table) -> None:
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    assert "partnership_id" in table.primary_key.columns
    assert [c.name for c in unique if "partnership_id" not in names(c)] == []
    assert [i.name for i in table.indexes if i.unique and "partnership_id" not in i.columns] == []


@pytest.mark.parametrize("table", OF_PARTNERSHIPS)
def test_a_reference_stays_within_the_partnership(table: Table) -> None:
    leading_out = [
        constraint.name
        for constraint in table.foreign_key_constraints
        if constraint.referred_table.name not in GLOBAL
        and "partnership_id" not in names(constraint)
    ]
    assert leading_out == []
    if table.name not in HISTORY:
        referred = {c.referred_table.name for c in table.foreign_key_constraints}
        assert "partnership" in referred


@pytest.mark.parametrize("name", sorted(HISTORY))
def test_history_refers_to_nothing_that_may_be_erased(name: str) -> None:
    table = Base.metadata.tables[name]
    assert {c.referred_table.name for c in table.foreign_key_constraints} <= HISTORY


def test_what_is_kept_once_for_all_partnerships_is_listed() -> None:
    without = {
        name
        for name, table in Base.metadata.tables.items()
        if "partnership_id" not in table.primary_key.columns
    }
    assert without == GLOBAL


def test_what_says_something_of_a_case_is_never_changed_without_history() -> None:
    """A row with a case's column bears the case, and a flush of such a row needs an event."""
    of_case = {DataClass.CASE, DataClass.CASE_TEXT}
    unguarded = [
        mapper.class_.__name__
        for mapper in Base.registry.mappers
        if any(column.info["data"] in of_case for column in mapper.columns)
        and not mapper.class_.bears_case
        and str(mapper.local_table) not in HISTORY
    ]
    assert unguarded == []


def test_secrets_and_texts_are_recognised_by_their_names() -> None:
    """The class of a column is checked where its name says what it must be."""
    for table in Base.metadata.tables.values():
        for column in table.columns:
            data = column.info["data"]
            if column.name.endswith(("_hash", "token_digest")):
                assert data is DataClass.SECRET, f"{table.name}.{column.name}"
            if column.name in ("email", "device"):
                assert data is DataClass.PERSON, f"{table.name}.{column.name}"
            if column.name in ("value", "text", "statement", "concern", "outcome", "reference"):
                meant = {DataClass.CASE, DataClass.CASE_TEXT}
                assert data in meant or table.name == "inspection_finding", column.name
