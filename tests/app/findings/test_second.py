"""A second person sorts findings without seeing how they were sorted."""

import pytest
from flask.testing import FlaskClient

from app.db.engine import Database
from app.operations import sorting
from audit_tools.cases import CaseState
from audit_tools.training_needs import Cause
from tests.app.discussions.conftest import SignInAs
from tests.app.findings.stored import contents, load
from tests.app.visitors import send, text_of
from tests.world import World


@pytest.fixture
def page(database: Database, world: World) -> str:
    """The page of a finding that the Business Unit sorted."""
    finding = world.findings[CaseState.AGREED]
    sorting.sort_finding(
        database,
        by=world.people["coordinator"],
        finding_id=finding,
        themes=("supervision", "endings"),
        cause=Cause.OUTSIDE_OUR_CONTROL,
    )
    return f"/audits/{world.audit}/second-sorting/{finding}"


def sort(client: FlaskClient, page: str, *themes: str, cause: str = "outside-our-control") -> int:
    return send(client, page, themes=list(themes), cause=cause).status_code


def test_the_page_tells_nothing_of_how_it_was_sorted(sign_in_as: SignInAs, page: str) -> None:
    text = sign_in_as("chair").get(page).text
    boxes = [b for b in text.split("<input") if 'name="themes"' in b or 'name="cause"' in b]
    assert [b for b in boxes if " checked" in b] == [b for b in boxes if 'value=""' in b]
    first = text.split("All other themes")[0]
    assert 'value="supervision"' not in first
    assert 'value="endings"' not in first


def test_who_sorted_it_cannot_be_second(sign_in_as: SignInAs, page: str) -> None:
    unit = sign_in_as("coordinator")
    assert unit.get(page).status_code == 403
    assert sort(unit, page, "supervision") == 403


def test_the_two_are_compared_and_the_finding_stays_as_it_was(
    sign_in_as: SignInAs, database: Database, world: World, page: str
) -> None:
    chair, finding = sign_in_as("chair"), world.findings[CaseState.AGREED]
    overview = f"/audits/{world.audit}/second-sorting"
    assert "0 of 3 findings." in chair.get(overview).text
    assert sort(chair, f"{page}?every=5", "supervision") == 303
    text = " ".join(text_of(sign_in_as("coordinator").get(overview)).split())
    assert "1 of 3 findings. 0 of 1 alike." in text
    assert "First: Supervision and management oversight; " in text
    assert f"/findings/{finding}/sorting" in text
    assert load(database, world, finding).finding.themes == ("supervision", "endings")
    ((before, after),) = contents(database, "finding.sorted-second", finding)
    assert (before["themes"], after["themes"]) == (["supervision", "endings"], ["supervision"])
    # once is enough
    assert sort(sign_in_as("note-taker"), page, "supervision") == 403


def test_the_same_themes_and_cause_are_alike_and_the_summary_counts_them(
    sign_in_as: SignInAs, world: World, page: str
) -> None:
    assert sort(sign_in_as("chair"), page, "endings", "supervision") == 303
    made = f"/audits/{world.audit}/summary/how-the-numbers-are-made"
    assert "1 of 1 exactly alike" in sign_in_as("coordinator").get(made).text


def test_no_theme_is_no_sorting(sign_in_as: SignInAs, page: str) -> None:
    assert sort(sign_in_as("chair"), page) == 422
