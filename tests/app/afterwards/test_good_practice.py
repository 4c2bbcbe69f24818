"""The most important good practice of a discussion: worded, agreed, and given to heads."""

from uuid import UUID

import pytest

from app.db.engine import Database
from app.operations import good_practice
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.permissions import Person
from tests.app.afterwards.conftest import SignInAs
from tests.app.visitors import send, text_of
from tests.world import World, discussion_mark

WORDING = "One worker stayed and handed over with the child there."


def write(database: Database, by: Person, case: UUID, wording: str, before: str = "") -> None:
    good_practice.write_practice(
        database, by=by, case_id=case, wording=wording, seen=version_of(before)
    )


@pytest.fixture
def case(closed: World) -> UUID:
    return closed.cases[CaseState.AGREED]


def test_the_page_shows_what_was_said_to_those_who_hold_the_discussion(
    sign_in_as: SignInAs, closed: World
) -> None:
    for who in ("coordinator", "chair", "note-taker"):
        text = sign_in_as(who).get(f"/audits/{closed.audit}/good-practice").text
        assert f"{discussion_mark(CaseState.AGREED)} practice" in text


@pytest.mark.parametrize("of", ["good-practice", "wording"])
def test_wording_leads_back_to_the_board_or_to_ones_discussions(
    of: str, sign_in_as: SignInAs, closed: World
) -> None:
    for who, back in (("coordinator", f"/audits/{closed.audit}"), ("chair", "/discussions")):
        page = sign_in_as(who).get(f"/audits/{closed.audit}/{of}").text
        assert f'href="{back}" class="govuk-back-link"' in page


def test_wording_needs_somebody_who_did_not_write_it(
    sign_in_as: SignInAs, database: Database, world: World, case: UUID
) -> None:
    coordinator = world.people["coordinator"]
    write(database, coordinator, case, WORDING)
    address = f"/discussions/{case}/good-practice/agree"
    assert send(sign_in_as("coordinator"), address, wording=WORDING).status_code == 403
    assert send(sign_in_as("chair"), address, wording=WORDING).status_code == 303


def test_the_page_says_how_many_are_left_to_agree(
    sign_in_as: SignInAs, database: Database, world: World, closed: World, case: UUID
) -> None:
    address = f"/audits/{closed.audit}/good-practice"
    unit = sign_in_as("coordinator")
    write(database, world.people["coordinator"], case, WORDING)
    of = unit.get(address).text.count("Was said:")
    assert f"{of} of {of} left to agree." in unit.get(address).text
    good_practice.agree_practice(database, by=world.people["chair"], case_id=case, wording=WORDING)
    said = f"{of - 1} of {of} left to agree." if of > 1 else "All are agreed."
    assert said in unit.get(address).text


def test_wording_and_agreeing_stay_on_the_page_of_the_list(
    sign_in_as: SignInAs, closed: World, case: UUID
) -> None:
    page, deed = f"/audits/{closed.audit}/good-practice", f"/discussions/{case}/good-practice"
    unit, chair = sign_in_as("coordinator"), sign_in_as("chair")
    assert f'action="{deed}?page=1"' in unit.get(page).text
    answer = send(unit, f"{deed}?page=2", wording=WORDING, seen=version_of(""))
    assert answer.location == f"{page}?page=2"
    assert f'action="{deed}/agree?page=1"' in chair.get(page).text
    answer = send(chair, f"{deed}/agree?page=2", wording=WORDING)
    assert answer.location == f"{page}?page=2"


def test_the_head_gets_agreed_wording_only_and_never_the_sentence_of_the_case(
    sign_in_as: SignInAs, database: Database, world: World, closed: World, case: UUID
) -> None:
    lead = sign_in_as("police lead")
    address = f"/audits/{closed.audit}/heads/police"
    write(database, world.people["coordinator"], case, WORDING)
    assert WORDING not in lead.get(address).text
    good_practice.agree_practice(database, by=world.people["chair"], case_id=case, wording=WORDING)
    for form in (address, f"{address}/good-practice.docx", f"{address}/good-practice.pdf"):
        text = " ".join(text_of(lead.get(form)).split())
        # The rest of a page says what else waits for whoever reads it.
        text = text.partition("<article")[2].partition("</article>")[0] or text
        assert WORDING in text
        assert "Police" in text
        for hidden in (discussion_mark(CaseState.AGREED), "SYV25-", "School", "Social care"):
            assert hidden not in text


def test_the_lead_finds_it_on_their_page_once_the_audit_is_closed(
    sign_in_as: SignInAs, world: World, closed: World
) -> None:
    lead = sign_in_as("police lead")
    for audit in (world.audit, closed.audit):
        linked = f"/audits/{audit}/heads/police" in lead.get(f"/audits/{audit}/afterwards").text
        assert linked is (audit == closed.audit)
    practitioner = sign_in_as("police practitioner").get(f"/audits/{closed.audit}/afterwards")
    assert "head of your agency" not in practitioner.text


def test_agreement_lapses_when_it_is_worded_anew(
    database: Database, world: World, closed: World, case: UUID
) -> None:
    chair, coordinator = world.people["chair"], world.people["coordinator"]
    write(database, coordinator, case, WORDING)
    good_practice.agree_practice(database, by=chair, case_id=case, wording=WORDING)
    write(database, chair, case, "Another.", WORDING)
    given = _given(database, world, closed)
    assert given == ()
    good_practice.agree_practice(database, by=coordinator, case_id=case, wording="Another.")
    assert _given(database, world, closed) == ("Another.",)


def test_nobody_writes_over_wording_that_they_have_not_seen(
    sign_in_as: SignInAs, database: Database, world: World, case: UUID
) -> None:
    write(database, world.people["coordinator"], case, WORDING)
    with pytest.raises(Conflict):
        write(database, world.people["chair"], case, "Another.")
    with pytest.raises(Conflict):
        good_practice.agree_practice(
            database, by=world.people["chair"], case_id=case, wording="Read before."
        )
    late = send(
        sign_in_as("chair"),
        f"/discussions/{case}/good-practice",
        wording="Another.",
        seen=version_of(""),
    )
    assert late.status_code == 409
    assert "Another." in late.text
    assert version_of(WORDING) in late.text


def test_what_looks_like_an_identifier_has_to_be_kept_knowingly(
    sign_in_as: SignInAs, database: Database, world: World, closed: World, case: UUID
) -> None:
    marked = "A worker rang 0113 496 0123 every week."
    write(database, world.people["coordinator"], case, marked)
    chair, address = sign_in_as("chair"), f"/discussions/{case}/good-practice/agree"
    assert "telephone number" in chair.get(f"/audits/{closed.audit}/good-practice").text
    refused = send(chair, address, wording=marked)
    assert refused.status_code == 422
    assert "confirm that it can stay" in refused.text
    kept = send(chair, address, wording=marked, marks_kept="y")
    assert kept.status_code == 303


def test_nothing_is_worded_before_the_signing_off(database: Database, world: World) -> None:
    for state in (CaseState.OPEN, CaseState.WRITTEN_UP):
        with pytest.raises(Refused, match="not signed off"):
            write(database, world.people["chair"], world.cases[state], WORDING)


def test_empty_wording_is_refused_with_what_to_do(database: Database, world: World) -> None:
    with pytest.raises(Invalid, match="Write one sentence"):
        write(database, world.people["chair"], world.cases[CaseState.AGREED], "  ")


def _given(database: Database, world: World, closed: World) -> tuple[str, ...]:
    with database.reading() as session:
        return good_practice.read_for_head(
            session,
            by=world.people["police lead"],
            audit_id=closed.audit,
            agency="police",
            partnership="Leeds",
        ).practices
