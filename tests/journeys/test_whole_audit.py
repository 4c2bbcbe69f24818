"""A whole audit, from an empty partnership to its training needs, by all who have a part in it.

Two children, three agencies, eleven people. What the summary counts at the end is written down in
``GIVEN`` and ``AGREED`` of ``story``: nothing else was entered.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Browser, expect

from app.db.engine import Database
from app.operations import tools
from audit_tools.library import shipped_theme_lists, shipped_tools
from audit_tools.permissions import Role
from tests import factories
from tests.journeys.conftest import Live
from tests.journeys.discussing import agree_everything, open_discussion, sign_off
from tests.journeys.steps import PATIENCE, Desk, House, give_return
from tests.journeys.story import (
    AGREED,
    FOUR_DAYS,
    GIVEN,
    HEARD,
    KINDS,
    LEADS,
    LEARNERS,
    LIST,
    NOT_ASKED,
    NOT_READ,
    PARTS,
    SECOND,
    SHARED,
    THEMES,
    TITLE,
    Case,
    Cast,
    email_of,
)

pytestmark = pytest.mark.browser

PASSWORD = "three random words"


@pytest.fixture(params=["with scripts", "without scripts"])
def cast(request: pytest.FixtureRequest, live: Live, browser: Browser) -> Iterator[Cast]:
    """A partnership with a published tool and an administrator, and nobody else yet."""
    partnership = factories.make_partnership(live.database)
    publish(live.database, partnership)
    admin = factories.make_person(live.database, partnership, Role.ADMINISTRATOR, name="Ada Admin")
    house = House(live, browser, request.param == "with scripts")
    yield Cast(house, partnership, {"Ada Admin": house.sit(admin)})
    house.close()


def publish(database: Database, partnership: UUID) -> None:
    """The tool as it is shipped, published by somebody who has no part in the audit."""
    by = factories.make_person(database, partnership, Role.COORDINATOR, name="Tom Tool")
    for codebook in shipped_theme_lists():
        tools.publish_theme_list(database, by=by, codebook=codebook)
    tools.publish_tool(database, by=by, tool=shipped_tools()[0])


def test_a_whole_audit_from_set_up_to_training_needs(cast: Cast) -> None:
    add_agencies(cast.desk("Ada Admin"))
    add_people(cast.desk("Ada Admin"))
    sign_in_by_link(cast)
    cases = set_up(cast.desk("Bea Unit"))
    give_to_workers(cast, cases)
    give_returns(cast, cases)
    close_returns(cast, cases)
    for case, agreed in zip(cases, AGREED, strict=True):
        open_discussion(cast, case)
        agree_everything(cast, case, agreed)
        sign_off(cast, case)
    share_findings(cast)
    close_audit(cast)
    read_summary(cast.desk("Silver Member"))
    write_who_needs_to_learn(cast.desk("Learning Member"))


# --- Before it begins ---


def add_agencies(admin: Desk) -> None:
    admin.open("/agencies", "Agencies")
    for name, kind in KINDS.items():
        admin.press("Add an agency", "Add an agency")
        admin.fill("Name", name)
        admin.page.get_by_label("Kind").select_option(label=kind.label)
        admin.press("Save", "Agencies")


def add_people(admin: Desk) -> None:
    admin.open("/people", "People")
    for name, (role, agency) in PARTS.items():
        admin.press("Add a person", "Add a person")
        admin.fill("Name", name)
        admin.fill("E-mail address", email_of(name))
        admin.page.get_by_label("Role").select_option(label=role.label)
        if agency:
            admin.page.get_by_label("Agency, for").select_option(label=agency)
        admin.press("Add", name)
        admin.follow("People", "People")


def sign_in_by_link(cast: Cast) -> None:
    """The Business Unit sets its own password and signs in with it."""
    admin, unit = cast.desk("Ada Admin"), cast.house.sit()
    admin.follow("Bea Unit", "Bea Unit")
    admin.press("Make a link to set a password", "Link for Bea Unit")
    link = admin.page.get_by_label("Link", exact=True).input_value()
    unit.open(urlsplit(link).path, "Set your password")
    unit.fill("New password", PASSWORD)
    unit.fill("The same password again", PASSWORD)
    unit.press("Set password", "Sign in")
    unit.fill("E-mail address", email_of("Bea Unit"))
    unit.fill("Password", PASSWORD)
    unit.press("Sign in", "Audits")
    cast.desks["Bea Unit"] = unit


# --- Setting up ---


def set_up(unit: Desk) -> tuple[Case, ...]:
    unit.press("Set up an audit", "Set up an audit")
    write_details(unit)
    unit.follow("The children", "Choose the children")
    draw(unit)
    unit.press("Next: which agencies know them", "Which agencies know them")
    cases = tuple(
        Case(urlsplit(link.get_attribute("href") or "").path.split("/")[2], link.inner_text())
        for link in unit.page.locator("tbody th a").all()
    )
    for case, lead in zip(cases, LEADS, strict=True):
        say_who_knows(unit, case, lead)
    unit.follow("Choose for", "Who holds the discussion?")
    unit.page.get_by_label("Chair", exact=True).select_option(label="Chris Chair")
    unit.page.get_by_label("Note-taker").select_option(label="Nia Notes")
    unit.check("Use the same for every case that has nobody yet")
    unit.press("Save", "Which agencies know them")
    unit.press("Continue", TITLE)
    unit.press("Start the audit", TITLE)
    unit.sees("Six returns to come")
    unit.look()
    return cases


def write_details(unit: Desk) -> None:
    today = datetime.now(UTC).date()
    unit.fill("Title", TITLE)
    for label, days in (
        ("First day of the period", -100),
        ("Last day of the period", -10),
        ("Returns due", 20),
        ("First day of discussions", 25),
        ("Last day of discussions", 26),
    ):
        unit.fill(label, (today + timedelta(days=days)).isoformat())
    unit.press("Save and continue", TITLE)
    unit.look()


def draw(unit: Desk) -> None:
    file = {"name": "scope.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    unit.page.get_by_label("CSV file").set_input_files(file)  # type: ignore[arg-type]
    unit.press("Bring in the list", "Choose the children")
    unit.sees("8 children in scope.")
    unit.press("Draw the cases", "Draw the cases")
    unit.fill("How many cases", "2")
    unit.fill("How many reserves", "1")
    unit.press("Show the draw", "Draw the cases")
    unit.press("Confirm this draw", "The children of this audit")
    unit.sees("2 of 8 children in scope")
    unit.look()


def say_who_knows(unit: Desk, case: Case, lead: str) -> None:
    unit.follow(f"Say which for {case.reference}", "Which agencies know this child?")
    for agency in KINDS:
        unit.check(f"{agency}: Known")
    unit.check(f"{lead} leads")
    unit.press("Save", "Which agencies know them")


# --- The returns ---


def give_to_workers(cast: Cast, cases: tuple[Case, ...]) -> None:
    for agency in KINDS:
        lead = cast.desk(f"{agency} lead")
        lead.open("/", "Your returns")
        for case in cases:
            link = f"give it to colleagues ({case.reference})"
            lead.follow(link, "Who completes this return?")
            lead.check(f"{agency} worker")
            lead.press("Save", "Your returns")


def give_returns(cast: Cast, cases: tuple[Case, ...]) -> None:
    """Five whole returns, and one child not known to the school; nobody reads another's."""
    for (number, agency), said in GIVEN.items():
        worker, case = cast.desk(f"{agency} worker"), cases[number]
        worker.open("/returns", "Your returns")
        start = worker.button(f"Start {case.reference}")
        path = start.get_attribute("href") or ""
        start.click()
        give_return(worker, KINDS[agency], agency == LEADS[number], said)
        worker.follow("Your copy", case.reference)
        worker.sees(next(iter(said.values())).strength or next(iter(said.values())).development)
        for other in KINDS:
            if other != agency:
                cast.desk(f"{other} worker").is_turned_away(path, "What went well")
    first, second = cases
    school = cast.desk("School worker")
    school.open("/returns", "Your returns")
    school.press(f"This child was not known to us ({second.reference})", "Your returns")
    school.sees("Recorded: this child was not known to you.")
    for name in ("Bea Unit", "Chris Chair"):
        cast.desk(name).open(f"{first.discussion}/returns", "You cannot do this")
        cast.desk(name).sees("The returns of this case cannot be read yet.")
        cast.desk(name).reads_nothing_of(HEARD)


def close_returns(cast: Cast, cases: tuple[Case, ...]) -> None:
    unit = cast.desk("Bea Unit")
    unit.open("/audits", "Audits")
    for case in cases:
        unit.follow("Audits", "Audits")
        unit.follow(TITLE, TITLE)
        unit.sees("No returns to come.")
        said = "not known to them" if case is cases[SECOND] else "submitted"
        row = unit.page.get_by_role("row").filter(has_text=case.reference)
        expect(row.get_by_role("link", name=f"{case.reference}, School")).to_contain_text(
            said, timeout=PATIENCE
        )
        unit.follow(case.reference, case.reference)
        unit.follow("Close the returns", case.reference)
        unit.press("Close the returns", case.reference)
        unit.sees("The returns are closed.")
        cast.desk("Police worker").is_turned_away(case.discussion, HEARD, 403)


# --- Afterwards ---


def share_findings(cast: Cast) -> None:
    """The Business Unit sorts what is not sorted and words one finding; the chair agrees it."""
    unit, chair = cast.desk("Bea Unit"), cast.desk("Chris Chair")
    unit.follow("Audits", "Audits")
    unit.follow(TITLE, TITLE)
    unit.follow("Sort findings into themes", "Findings")
    unit.press("Sort the next one", "Sort finding")
    for done in range(1, len(THEMES)):
        unit.sees(f"{done} of 5 sorted")
        sort(unit, last=done == len(THEMES) - 1)
    unit.arrive("Findings")
    unit.sees("5 of 5 sorted into themes.")
    finding = unit.page.get_by_role("listitem").filter(has_text=NOT_ASKED)
    with unit.page.expect_navigation(timeout=PATIENCE):
        finding.get_by_role("link", name=re.compile("^Word ")).click()
    unit.arrive("for sharing")
    unit.fill("Wording for sharing", SHARED)
    unit.press("Save the wording", "Findings")
    chair.open("/discussions", "Your discussions")
    chair.follow("1 wording waits for you to agree", "Wording for sharing")
    chair.page.get_by_role("button", name="Agree").click()
    chair.sees("No wording waits for you.")


def sort(unit: Desk, *, last: bool) -> None:
    shown = unit.page.locator(".gt-findings__text").inner_text()
    statement = next(statement for statement in THEMES if statement in shown)
    unit.page.get_by_role("checkbox", name=THEMES[statement], exact=True).check()
    unit.press("Save" if last else "Save and sort the next", "Findings" if last else "Sort")


def close_audit(cast: Cast) -> None:
    unit = cast.desk("Bea Unit")
    unit.follow("Audits", "Audits")
    unit.follow(TITLE, TITLE)
    unit.follow("Close the audit", "Close the audit")
    unit.fill("Who the children were, in one sentence", "Two boys of 13 to 15.")
    unit.page.get_by_label("Approved by").select_option(label="Chris Chair")
    unit.fill("Why it is closed now", "Both discussions are signed off.")
    unit.press("Close the audit", TITLE)
    unit.sees("The audit is closed.")


def read_summary(member: Desk) -> None:
    """Everything counted here was entered above."""
    member.open("/", "Audits")
    member.follow(TITLE, "What we learned from 2 children")
    for theme, well, better in (
        ("recognition", 0, 2),
        ("voice", 1, 0),
        ("information-sharing", 0, 1),
        ("family", 1, 0),
    ):
        beside = f"went well {well} of 2, could be better {better} of 2"
        expect(member.page.locator(f"#theme-{theme}")).to_contain_text(beside, timeout=PATIENCE)
    member.sees("6 of 6 expected returns were received.")
    member.sees("In 1 of 2 children with two or more grades to compare")
    member.sees("Of 2 children: safer 1, the same 1.")
    member.sees("Learning would help with 2 of 3 areas for development; 1 training need follows.")
    expect(member.page.locator("#theme-recognition")).to_contain_text(SHARED)
    for row, cells in (
        ("Information sharing and recording", ("R G", "0", "1", "1", "0", "0", "not compared")),
        ("Identification and first response", ("R R", "0", "0", "2", "0", "0", "1 of 1")),
        ("A school", ("2 of 2", "1 of 1")),
        ("Children's social care", ("2 of 2", "2 of 2")),
    ):
        shown = member.page.locator("tr").filter(has_text=row).last.locator("td")
        assert tuple(shown.all_text_contents()) == cells
    for text in (NOT_ASKED, NOT_READ, FOUR_DAYS, "SYV25"):
        member.reads_nothing_of(text)


def write_who_needs_to_learn(member: Desk) -> None:
    member.open("/", "Training needs")
    member.follow(TITLE, "Training needs")
    theme = THEMES[NOT_ASKED]
    member.sees("1 training need follows from 2 children.")
    member.sees("2 of 2 children. Police, Children's social care.")
    member.follow(f"Read the 2 areas for development on {theme}", theme)
    member.sees(SHARED)
    member.reads_nothing_of(NOT_READ)
    member.follow("Training needs", "Training needs")
    member.follow(TITLE, "Training needs")
    member.follow(f"Write who needs to learn about {theme}", "Who needs to learn")
    member.fill("Who needs to learn", LEARNERS)
    member.press("Save", "Training needs")
    member.sees(LEARNERS)
