"""The Business Unit sorts an audit's findings and words them; somebody else agrees."""

from html import unescape
from uuid import UUID

import pytest

from app.db.engine import Database
from app.db.findings import load_finding
from app.operations import findings, sorting
from app.operations.versions import version_of
from app.web.findings.forms import SortingForm
from audit_tools.cases import CaseState
from audit_tools.consequences import Consequence
from audit_tools.findings import Finding, Source
from audit_tools.training_needs import Cause, Remedy
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send
from tests.world import World

WORDING = "A child was not asked what would help."


@pytest.fixture
def unsorted(database: Database, world: World, opened: UUID) -> UUID:
    """A finding without a theme, beside the three of the world that have one."""
    line = Source("school", "identification/development/1")
    return findings.take_line(database, by=world.people["chair"], case_id=opened, line=line)


@pytest.fixture
def worded(database: Database, world: World) -> UUID:
    finding = world.findings[CaseState.AGREED]
    unit = world.people["coordinator"]
    sorting.write_wording(database, by=unit, finding_id=finding, wording=WORDING)
    return finding


def load(database: Database, world: World, finding: UUID) -> Finding:
    with database.reading() as session:
        return load_finding(session, world.partnership, finding).finding


def test_how_much_is_sorted_is_always_shown(
    sign_in_as: SignInAs, world: World, unsorted: UUID
) -> None:
    client = sign_in_as("coordinator")
    text = client.get(f"/audits/{world.audit}/findings").text
    assert "3 of 4 sorted into themes. 4 of 4 still without wording agreed for sharing." in text
    for page in (text, client.get(f"/findings/{unsorted}/sorting").text):
        assert "<title>3 of 4 sorted:" in page


def test_the_list_can_be_kept_to_what_is_left(
    sign_in_as: SignInAs, world: World, unsorted: UUID
) -> None:
    text = sign_in_as("coordinator").get(f"/audits/{world.audit}/findings/unsorted").text
    assert str(unsorted) in text
    assert "markfindingopen statement" not in text


def test_the_list_can_be_kept_to_one_theme(sign_in_as: SignInAs, world: World) -> None:
    client, page = sign_in_as("coordinator"), f"/audits/{world.audit}/findings/all"
    assert 'class="gt-findings__text"' in client.get(f"{page}?theme=voice").text
    others = client.get(f"{page}?theme=planning").text
    assert 'class="gt-findings__text"' not in others
    assert '<option value="planning" selected>' in others


def test_themes_proposed_by_the_section_come_first_each_with_its_definition(
    sign_in_as: SignInAs, unsorted: UUID
) -> None:
    text = sign_in_as("coordinator").get(f"/findings/{unsorted}/sorting").text
    first, others = text.split("All other themes")
    assert first.count('name="themes"') == 6
    assert first.count('name="themes"') + others.count('name="themes"') == 29
    assert "Signs are seen early" in first


def test_the_first_proposal_is_ticked_and_has_the_focus_so_that_enter_confirms_it(
    sign_in_as: SignInAs, database: Database, world: World, unsorted: UUID
) -> None:
    client, page = sign_in_as("coordinator"), f"/findings/{unsorted}/sorting"
    boxes = [box for box in client.get(page).text.split("<input") if 'name="themes"' in box]
    ticked = [box for box in boxes if " checked" in box]
    assert len(ticked) == 1
    assert " autofocus" in ticked[0]
    assert 'value="recognition"' in ticked[0]
    # what was chosen once is shown as it was chosen
    unit = world.people["coordinator"]
    sorting.choose_themes(database, by=unit, finding_id=unsorted, themes=("voice",))
    boxes = [box for box in client.get(page).text.split("<input") if 'name="themes"' in box]
    assert [" checked" in box for box in boxes] == ['value="voice"' in box for box in boxes]


def test_the_returns_own_lines_stand_beneath_those_it_was_taken_from_first(
    sign_in_as: SignInAs, unsorted: UUID
) -> None:
    text = sign_in_as("coordinator").get(f"/findings/{unsorted}/sorting").text
    beneath = text.split("What agencies wrote in their returns")[1]
    taken, others = beneath.split("Other lines of this section")
    assert taken.count("<li>") == 1
    assert "School" in taken
    assert others.count("<li>") > 0


def test_each_cause_and_each_thing_that_followed_has_a_letter_of_its_own() -> None:
    letters = [*SortingForm.CAUSE_KEYS.values(), *SortingForm.CONSEQUENCE_KEYS.values()]
    assert len(set(letters)) == len(letters) == len(Cause) + len(Consequence)


def test_sorting_into_no_theme_is_refused_and_can_be_left_for_later(
    sign_in_as: SignInAs, world: World, unsorted: UUID, database: Database
) -> None:
    client, page = sign_in_as("coordinator"), f"/findings/{unsorted}/sorting"
    typed = {"cause": "tool-or-process", "remedy_reason": "Words to keep.", "then": "next"}
    answer = send(client, page, **typed)
    assert answer.status_code == 422
    assert "Choose at least one theme." in answer.text
    assert "Words to keep." in answer.text
    later = answer.text.split("Leave it for later")[0].rsplit('href="', 1)[1].split('"')[0]
    assert later == f"/audits/{world.audit}/findings"
    assert not load(database, world, unsorted).themes


def test_sorting_leads_to_the_next_that_is_not_sorted(
    sign_in_as: SignInAs, database: Database, world: World, opened: UUID, unsorted: UUID
) -> None:
    line = Source("school", "identification/development/2")
    chair = world.people["chair"]
    second = findings.take_line(database, by=chair, case_id=opened, line=line)
    client, page = sign_in_as("coordinator"), f"/findings/{unsorted}/sorting"
    answer = send(
        client,
        page,
        themes=["notifications", "recording"],
        cause="tool-or-process",
        seen=version_of(load(database, world, unsorted)),
        then="next",
    )
    assert answer.location == f"/findings/{second}/sorting"
    sorted_one = load(database, world, unsorted)
    assert sorted_one.themes == ("notifications", "recording")
    assert (sorted_one.cause, sorted_one.remedy) == (Cause.TOOL_OR_PROCESS, Remedy.PROCESS)


def test_another_remedy_without_a_reason_is_refused_beside_its_box(
    sign_in_as: SignInAs, database: Database, world: World, unsorted: UUID
) -> None:
    page = f"/findings/{unsorted}/sorting"
    answer = send(
        sign_in_as("coordinator"),
        page,
        themes=["notifications"],
        cause="tool-or-process",
        remedy="training",
        seen=version_of(load(database, world, unsorted)),
    )
    assert answer.status_code == 422
    assert 'href="#remedy_reason"' in answer.text
    assert load(database, world, unsorted).themes == ()


@pytest.mark.parametrize("who", ["chair", "note-taker", "police lead", "board member"])
def test_sorting_an_audit_is_for_the_business_unit(
    who: str, sign_in_as: SignInAs, world: World, unsorted: UUID
) -> None:
    client = sign_in_as(who)
    assert client.get(f"/audits/{world.audit}/findings").status_code == 403
    assert client.get(f"/findings/{unsorted}/sorting").status_code == 403
    assert client.get(f"/findings/{unsorted}/wording").status_code == 403


def test_wording_begins_from_the_finding_and_marks_what_could_identify(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    finding = world.findings[CaseState.AGREED]
    unit, page = sign_in_as("coordinator"), f"/findings/{finding}/wording"
    assert "markfindingagreed statement</textarea>" in unit.get(page).text
    seen = version_of(load(database, world, finding))
    answer = send(unit, page, wording="Not asked on 12/04/2009.", seen=seen)
    assert answer.status_code == 303
    assert "This looks like a date of birth." in unit.get(page).text


def test_the_finding_s_own_text_is_not_shared_by_oversight(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    finding = world.findings[CaseState.AGREED]
    unit, page = sign_in_as("coordinator"), f"/findings/{finding}/wording"
    assert 'name="as_it_stands"' not in unit.get(page).text
    held = load(database, world, finding)
    typed = {"wording": held.statement, "seen": version_of(held)}
    refused = send(unit, page, **typed)
    assert refused.status_code == 422
    assert "This is the finding's own text" in unescape(refused.text)
    assert 'href="#as_it_stands"' in refused.text
    assert load(database, world, finding).wording is None
    assert send(unit, page, **typed, as_it_stands="y").status_code == 303
    wording = load(database, world, finding).wording
    assert wording is not None
    assert wording.text == held.statement


def test_wording_that_somebody_else_changed_is_not_overwritten(
    sign_in_as: SignInAs, worded: UUID
) -> None:
    page = f"/findings/{worded}/wording"
    answer = send(sign_in_as("coordinator"), page, wording="Mine.", seen="before")
    assert answer.status_code == 409
    assert "Mine." in answer.text
    assert WORDING in answer.text


def test_wording_waits_for_those_who_did_not_write_it(
    sign_in_as: SignInAs, world: World, worded: UUID
) -> None:
    page = f"/audits/{world.audit}/wording"
    assert "1 that you wrote waits for somebody else." in sign_in_as("coordinator").get(page).text
    chair = sign_in_as("chair")
    assert "1 wording waits for you." in chair.get(page).text
    assert f"{page}" in chair.get("/discussions").text
    answer = send(chair, f"{page}/{worded}", wording=WORDING)
    assert answer.status_code == 303
    assert "No wording waits for you." in chair.get(page).text


def test_agreeing_and_sending_back_stay_on_the_page_of_the_list(
    sign_in_as: SignInAs, world: World, worded: UUID
) -> None:
    chair, page = sign_in_as("chair"), f"/audits/{world.audit}/wording"
    text = chair.get(page).text
    for deed in (f"{page}/{worded}/back", f"{page}/{worded}"):
        assert f'action="{deed}?page=1"' in text
    answer = send(chair, f"{page}/{worded}/back?page=2", wording=WORDING, asked="Shorter.")
    assert answer.location == f"{page}?page=2"
    answer = send(chair, f"{page}/{worded}?page=2", wording=WORDING)
    assert answer.location == f"{page}?page=2"


def test_wording_is_sent_back_with_what_should_be_different(
    sign_in_as: SignInAs, world: World, worded: UUID
) -> None:
    page = f"/audits/{world.audit}/wording"
    chair, unit = sign_in_as("chair"), sign_in_as("coordinator")
    refused = send(chair, f"{page}/{worded}/back", wording=WORDING, asked=" ")
    assert refused.status_code == 422
    assert 'href="#asked"' in refused.text
    assert 'id="asked"' in refused.text
    sent = send(chair, f"{page}/{worded}/back", wording=WORDING, asked="Say it shorter.")
    assert sent.status_code == 303
    assert "No wording waits for you." in chair.get(page).text
    for where in (page, f"/audits/{world.audit}/findings", f"/findings/{worded}/wording"):
        assert "Say it shorter." in unit.get(where).text
    assert f'href="/findings/{worded}/wording"' in unit.get(page).text
    assert "Sent back to you" not in chair.get(page).text


def test_its_own_writer_cannot_agree_it(
    sign_in_as: SignInAs, database: Database, world: World, worded: UUID
) -> None:
    page = f"/audits/{world.audit}/wording"
    answer = send(sign_in_as("coordinator"), f"{page}/{worded}", wording=WORDING)
    assert answer.status_code == 403
    wording = load(database, world, worded).wording
    assert wording is not None
    assert not wording.is_agreed


def test_marked_wording_asks_to_be_looked_at(
    sign_in_as: SignInAs, database: Database, world: World
) -> None:
    finding, marked = world.findings[CaseState.AGREED], "Not asked on 12/04/2009."
    unit = world.people["coordinator"]
    sorting.write_wording(database, by=unit, finding_id=finding, wording=marked)
    client, page = sign_in_as("chair"), f"/audits/{world.audit}/wording"
    assert "This looks like a date of birth." in client.get(page).text
    refused = send(client, f"{page}/{finding}", wording=marked)
    assert refused.status_code == 422
    assert 'href="#marks_kept"' in refused.text
    assert 'id="marks_kept"' in refused.text
    agreed = send(client, f"{page}/{finding}", wording=marked, marks_kept="y")
    assert agreed.status_code == 303


@pytest.mark.parametrize("who", ["other chair", "conflicted chair"])
def test_wording_of_cases_that_are_not_theirs_does_not_exist_for_a_chair(
    who: str, sign_in_as: SignInAs, world: World, worded: UUID
) -> None:
    assert sign_in_as(who).get(f"/audits/{world.audit}/wording").status_code == 404


def test_the_pages_of_an_audit_ask_the_same_however_many_findings_there_are(
    sign_in_as: SignInAs,
    database: Database,
    world: World,
    opened: UUID,
    statements: list[str],
) -> None:
    client, counts = sign_in_as("coordinator"), []
    for line in ("identification/development/1", "identification/development/2"):
        chair, source = world.people["chair"], Source("school", line)
        findings.take_line(database, by=chair, case_id=opened, line=source)
        client.get(f"/audits/{world.audit}/findings")
        statements.clear()
        client.get(f"/audits/{world.audit}/findings")
        counts.append(len(statements))
    assert counts[0] == counts[1]
