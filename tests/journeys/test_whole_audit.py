"""A whole audit without scripts, from an empty partnership to its training needs, by all who have a
part in it. What is used day by day with scripts, ``test_month`` walks.

Two children, three agencies, eleven people and their administrator. What the summary counts at the
end is written down in ``GIVEN`` and ``AGREED`` of ``story``: nothing else was entered.
"""

import re
from collections.abc import Iterator
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
from tests.journeys.preparing import add_agencies, add_people, set_up, sign_in_by_link
from tests.journeys.returning import begin_return, close_returns
from tests.journeys.steps import PATIENCE, Desk, House, give_return
from tests.journeys.story import (
    AGREED,
    FOUR_DAYS,
    GIVEN,
    HEARD,
    KINDS,
    LEADS,
    LEARNERS,
    NOT_ASKED,
    NOT_READ,
    SHARED,
    THEMES,
    TITLE,
    Case,
    Cast,
)

pytestmark = [pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def cast(live: Live, browser: Browser) -> Iterator[Cast]:
    """A partnership with a published tool and an administrator, and nobody else yet."""
    partnership = factories.make_partnership(live.database)
    publish(live.database, partnership)
    admin = factories.make_person(live.database, partnership, Role.ADMINISTRATOR, name="Ada Admin")
    house = House(live, browser, scripts=False)
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
    read_board(cast, cases)
    for case, agreed in zip(cases, AGREED, strict=True):
        close_returns(cast.desk("Bea Unit"), case)
        cast.desk("Police worker").is_turned_away(case.discussion, HEARD, 403)
        open_discussion(cast, case)
        agree_everything(cast, case, agreed)
        sign_off(cast, case)
    share_findings(cast)
    close_audit(cast)
    read_summary(cast.desk("Silver Member"))
    write_who_needs_to_learn(cast.desk("Learning Member"))


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
        path = begin_return(worker, case)
        give_return(worker, KINDS[agency], agency == LEADS[number], said)
        worker.follow("Your copy", case.reference)
        worker.sees(next(iter(said.values())).strength or next(iter(said.values())).development)
        for other in KINDS:
            if other != agency:
                cast.desk(f"{other} worker").is_turned_away(path, "What went well")
    first, second = cases
    school = cast.desk("School worker")
    school.open("/returns", "Your returns")
    school.press(f"This child was not known to us ({second.reference})", second.reference)
    school.sees("Recorded: this child was not known to you.")
    for name in ("Bea Unit", "Chris Chair"):
        cast.desk(name).open(f"{first.discussion}/returns", "You cannot do this")
        cast.desk(name).sees("The returns of this case cannot be read yet.")
        cast.desk(name).reads_nothing_of(HEARD)


def read_board(cast: Cast, cases: tuple[Case, ...]) -> None:
    unit = cast.desk("Bea Unit")
    unit.open("/audits", "Audits")
    unit.follow(TITLE, TITLE)
    unit.sees("No returns to come.")
    for case, said in zip(cases, ("submitted", "not known to them"), strict=True):
        row = unit.page.get_by_role("row").filter(has_text=case.reference)
        expect(row.get_by_role("link", name=f"{case.reference}, School")).to_contain_text(
            said, timeout=PATIENCE
        )


# --- Afterwards ---


def share_findings(cast: Cast) -> None:
    """The Business Unit sorts what is not sorted and words one finding; the chair agrees it."""
    unit, chair = cast.desk("Bea Unit"), cast.desk("Chris Chair")
    unit.follow("Audits", "Audits")
    unit.follow(TITLE, TITLE)
    unit.follow("Sort findings into themes", "Findings")
    unit.press("Sort the next one", "Sort finding")
    for done in range(1, len(THEMES)):
        unit.sees(f"{5 - len(THEMES) + done} of 5 sorted")
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
    unit.page.locator('[name="themes"]:checked').uncheck()
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
        ("Information sharing and recording", ("G R", "0", "1", "1", "0", "0", "not compared")),
        ("Identification and first response", ("R R", "0", "0", "2", "0", "0", "1 of 1")),
    ):
        shown = member.page.locator("tr").filter(has_text=row).last.locator("td")
        # The squares stand in an order that says nothing of the children.
        grades, *numbers = shown.all_text_contents()
        assert (" ".join(sorted(grades.split())), *numbers) == cells
    read_who_took_part(member)
    for text in (NOT_ASKED, NOT_READ, FOUR_DAYS, "SYV25"):
        member.reads_nothing_of(text)


def read_who_took_part(member: Desk) -> None:
    """Each agency answered for both children, and came as often as ``AGREED`` says."""
    table = member.page.get_by_role("table", name="discussions that each agency came to")
    for agency in KINDS:
        shown = "A school" if agency == "School" else agency  # the only one is named by its kind
        header = member.page.get_by_role("rowheader", name=shown, exact=True)
        cells = table.get_by_role("row").filter(has=header).get_by_role("cell")
        expect(cells).to_have_text(["2 of 2", came(agency)], timeout=PATIENCE)


def came(agency: str) -> str:
    """Of the discussions for which anything was noted; one that is not asked to come has none."""
    times = sum(agency in agreed.came for agreed in AGREED)
    return f"{times} of {times + sum(agency in agreed.apologies for agreed in AGREED)}"


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
    member.follow(f"Write about the need on {theme}", "Write about this need")
    member.fill("Who needs to learn", LEARNERS)
    member.press("Save", "Training needs")
    member.sees(LEARNERS)
