"""The method statement as page and paper, its approval, and what people said last time."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db.audits import load_audit
from app.db.earlier_audits import find_earlier
from app.db.engine import Database
from app.db.models.history import HistoryEvent
from app.operations import audits
from app.operations.audits import details_of, version_of_details
from audit_tools.afterwards import NextTime
from audit_tools.audit_details import AuditDetails
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from tests.app.afterwards.answers import answer
from tests.app.method_statements.conftest import SignInAs
from tests.app.visitors import send, text_of
from tests.changes import change_audit
from tests.world import World, make_another_audit, publish_dip_sample

APPROVAL = {"group": "Silver MACE", "on": "2025-05-01", "said_by": "its chair", "note": "Minute 4"}


def address(audit: UUID) -> str:
    return f"/audits/{audit}/method-statement"


def seen_by(client: FlaskClient, audit: UUID) -> str:
    page = client.get(f"{address(audit)}/approval").text
    return str(page.split('name="seen" value="')[1].split('"')[0])


@pytest.fixture
def next_one(database: Database, world: World) -> World:
    """An audit that is being prepared."""
    return make_another_audit(
        database, world, [CaseState.WAITING], key="next", phase=Phase.PREPARING, drawn=False
    )


def test_it_is_made_from_the_set_up_and_names_what_is_missing(
    sign_in_as: SignInAs, next_one: World
) -> None:
    client = sign_in_as("coordinator")
    for form in ("", "/paper.docx", "/paper.pdf"):
        text = " ".join(text_of(client.get(address(next_one.audit) + form)).split())
        for said in (
            "An audit for tests: next",
            "Children affected by serious youth violence are children",
            "Police, School, Social care",
            "20 May 2025",
            "Still missing: The purpose is not written.",
            "Not approved yet.",
        ):
            assert said in text, (form, said)
        # The rest of a page says what else waits for whoever reads it.
        text = text.partition("<article")[2].partition("</article>")[0] or text
        assert "Housing" not in text
        assert "SYV25-" not in text


def test_an_approval_stands_on_it_until_the_set_up_changes(
    sign_in_as: SignInAs, database: Database, world: World, next_one: World
) -> None:
    client, audit = sign_in_as("coordinator"), next_one.audit
    sent = send(client, f"{address(audit)}/approval", seen=seen_by(client, audit), **APPROVAL)
    assert sent.status_code == 303
    for form in ("", "/paper.docx"):
        text = text_of(client.get(address(audit) + form))
        # A paper that is handed round says what an acronym stands for.
        mace = "MACE (multi-agency child exploitation)" if form else "MACE"
        assert f"Approved by Silver {mace} on 1 May 2025." in text
        assert "its chair" in text
        assert "Minute 4" in text
    assert "Approved 1 May 2025" in client.get(f"/audits/{audit}").text
    with database.reading() as session:
        held = load_audit(session, world.partnership, audit)
    audits.change_details(
        database, by=world.people["coordinator"], audit_id=audit,
        details=_with_purpose(details_of(held)), seen=version_of_details(held),
    )  # fmt: skip
    text = client.get(address(audit)).text
    assert "Changed since it was approved on 1 May 2025: purpose." in text
    assert "Changed since 1 May 2025" in client.get(f"/audits/{audit}").text


def test_an_approval_of_what_was_not_shown_is_turned_away_with_what_was_typed(
    sign_in_as: SignInAs, database: Database, world: World, next_one: World
) -> None:
    client, audit = sign_in_as("coordinator"), next_one.audit
    before = seen_by(client, audit)
    with database.reading() as session:
        held = load_audit(session, world.partnership, audit)
    audits.change_details(
        database, by=world.people["coordinator"], audit_id=audit,
        details=_with_purpose(details_of(held)), seen=version_of_details(held),
    )  # fmt: skip
    late = send(client, f"{address(audit)}/approval", seen=before, **APPROVAL)
    assert late.status_code == 409
    assert "Minute 4" in late.text
    assert "The set-up has changed since you opened the page" in late.text
    assert "To learn.</dd>" in late.text
    again = send(client, f"{address(audit)}/approval", seen=seen_by(client, audit), **APPROVAL)
    assert again.status_code == 303


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_stored(
    sign_in_as: SignInAs, database: Database, next_one: World
) -> None:
    client, audit = sign_in_as("coordinator"), next_one.audit
    wrong = send(client, f"{address(audit)}/approval", seen=seen_by(client, audit),
                 group="Silver MACE", on="soon", said_by="", note="kept")  # fmt: skip
    assert wrong.status_code == 422
    assert "Enter a date such as 6 June 2025." in wrong.text
    assert "kept" in wrong.text
    with database.reading() as session:
        told = select(HistoryEvent.id).where(HistoryEvent.what == "audit.method-approved")
        assert session.scalars(told).all() == []


def test_what_people_said_last_time_stands_on_the_page_and_not_on_the_paper(
    sign_in_as: SignInAs, database: Database, closed: World, next_one: World
) -> None:
    _set_due(database, next_one, "2025-09-01")
    client = sign_in_as("coordinator")
    for who, text in (
        ("police practitioner", "Start earlier"),
        ("school practitioner", "Ask schools first"),
    ):
        answer(database, closed, who, NextTime(differently=text))
    assert "Start earlier" not in client.get(address(next_one.audit)).text
    answer(database, closed, "chair", NextTime(differently="Two a day"))
    page = client.get(address(next_one.audit)).text
    assert "An audit for tests: closed" in page
    assert page.index("Ask schools first") < page.index("Start earlier") < page.index("Two a day")
    for form in ("docx", "pdf"):
        paper = text_of(client.get(f"{address(next_one.audit)}/paper.{form}"))
        assert "Start earlier" not in paper


def test_the_earlier_audit_is_the_last_closed_one_by_the_same_tool_that_counts_the_same(
    database: Database, world: World, closed: World, next_one: World
) -> None:
    _set_due(database, next_one, "2025-09-01")
    dip = publish_dip_sample(database, world)
    others = {
        "same day": make_another_audit(
            database, world, [CaseState.AGREED], key="a", phase=Phase.CLOSED
        ),
        "under way": make_another_audit(
            database, world, [CaseState.AGREED], key="b", phase=Phase.COLLECTING
        ),
        "another tool": make_another_audit(
            database, world, [CaseState.AGREED], key="c", phase=Phase.CLOSED, dip_sample=dip
        ),
        "letters": make_another_audit(
            database, world, [CaseState.AGREED], key="d", phase=Phase.CLOSED
        ),
        "areas": make_another_audit(
            database, world, [CaseState.AGREED], key="e", phase=Phase.CLOSED
        ),
        "later": make_another_audit(
            database, world, [CaseState.AGREED], key="f", phase=Phase.CLOSED
        ),
    }
    for name, day in (("same day", "2025-09-01"), ("under way", "2025-08-01"),
                      ("another tool", "2025-08-01"), ("letters", "2025-08-01"),
                      ("areas", "2025-08-01"), ("later", "2025-10-01")):  # fmt: skip
        _set_due(database, others[name], day)
    change_audit(database, others["letters"], attribution="Published")
    change_audit(database, others["areas"], counts_one="area")
    assert _earlier(database, next_one) == closed.audit
    _set_due(database, others["same day"], "2025-08-31")
    assert _earlier(database, next_one) == others["same day"].audit
    assert _earlier(database, closed) is None


def test_an_invented_audit_stands_beside_invented_ones_and_a_real_one_beside_real_ones(
    database: Database, closed: World, next_one: World
) -> None:
    _set_due(database, next_one, "2025-09-01")
    change_audit(database, closed, invented=True)
    assert _earlier(database, next_one) is None
    change_audit(database, next_one, invented=True)
    assert _earlier(database, next_one) == closed.audit
    change_audit(database, closed, invented=False)
    assert _earlier(database, next_one) is None


def _earlier(database: Database, of: World) -> UUID | None:
    with database.reading() as session:
        found = find_earlier(session, of.partnership, load_audit(session, of.partnership, of.audit))
    return found.id if found else None


def _set_due(database: Database, of: World, day: str) -> None:
    change_audit(database, of, returns_due=date.fromisoformat(day))


def _with_purpose(details: AuditDetails) -> AuditDetails:
    return replace(details, purpose="To learn.")


def test_an_audit_in_preparation_goes_with_its_approvals(
    sign_in_as: SignInAs, database: Database, world: World, next_one: World
) -> None:
    client, audit = sign_in_as("coordinator"), next_one.audit
    send(client, f"{address(audit)}/approval", seen=seen_by(client, audit), **APPROVAL)
    audits.delete_audit(database, by=world.people["coordinator"], audit_id=audit)
    assert client.get(address(audit)).status_code == 404
