"""An audit of places and groups, from its set-up to its summary: none of them is called a child."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.db.engine import Database
from audit_tools.cases import NOT_RECORDED, Characteristics
from audit_tools.library import shipped_tools
from tests.app.said_of_children import left_of
from tests.app.visitors import send, sign_in_client
from tests.app.whole_audits import WholeAudit, make_whole_audit

[TOOL] = (tool for tool in shipped_tools() if tool.key == "contextual")
AGREED = {
    place: value
    for section in TOOL.sections
    if section.graded
    for place, value in (
        (f"{section.key}/agreed", "mostly-secure"),
        (f"{section.key}/why", "It was seen by all."),
    )
}


@pytest.fixture
def whole(app: Flask, database: Database) -> WholeAudit:
    return make_whole_audit(app, database, TOOL)


def said_wrongly(whole: WholeAudit) -> Iterator[str]:
    """Where the word stands in any page of the audit."""
    seen = 0
    for address, page in whole.pages():
        seen += 1
        yield from (f"{address}: …{left}…" for left in left_of(page, TOOL))
    # A walk that meets nothing proves nothing.
    assert seen > 25


def test_a_place_is_added_with_its_locality_and_nothing_of_a_child(
    app: Flask, whole: WholeAudit
) -> None:
    unit = sign_in_client(app, whole.database, whole.prepared.unit)
    address = f"/audits/{whole.prepared.audit}/cases/new"
    page = unit.get(address).text
    assert "Add a place or group" in page
    for of_a_child in ("Age band", "Ethnicity group", "Kind of plan"):
        assert of_a_child not in page
    fields = {"reference": "XY25-02", "locality": "East", "reason": "Two groups meet there."}
    assert send(unit, address, **fields).status_code == 303
    [added] = (one.case for one in whole.prepared.cases() if one.case.reference == "XY25-02")
    assert added.characteristics == Characteristics(*(NOT_RECORDED,) * 4, "East")


def test_a_place_that_one_agency_knows_is_enough_to_start(whole: WholeAudit) -> None:
    whole.prepared.start()
    assert whole.prepared.returns(whole.case).keys() == {"police"}


@pytest.mark.long
def test_no_page_from_the_set_up_to_the_summary_calls_a_place_a_child(whole: WholeAudit) -> None:
    assert [*said_wrongly(whole)] == []
    whole.prepared.start()
    assert [*said_wrongly(whole)] == []
    whole.answer({})
    whole.open()
    assert [*said_wrongly(whole)] == []
    whole.agree(AGREED)
    whole.close()
    assert [*said_wrongly(whole)] == []
