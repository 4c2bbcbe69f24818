"""The beginning of the whole audit: agencies, people, and the audit set up and started."""

from urllib.parse import urlsplit

from playwright.sync_api import FilePayload

from tests.journeys.steps import Desk
from tests.journeys.story import (
    DISCUSSED,
    DUE,
    KINDS,
    LEADS,
    LIST,
    PARTS,
    TITLE,
    Case,
    Cast,
    Parts,
    email_of,
    in_days,
    mailbox_of,
)

PASSWORD = "three random words"
STEPS = "Seven steps to your first audit"

# --- Before it begins ---


def add_agencies(admin: Desk) -> None:
    admin.open("/agencies", "Agencies")
    for name, kind in KINDS.items():
        admin.press("Add an agency", "Add an agency")
        admin.fill("Name", name)
        admin.choose("Kind", kind.label)
        admin.fill("Mailbox (optional)", mailbox_of(name))
        admin.press("Save", "Agencies")


def add_people(admin: Desk, parts: Parts = PARTS) -> None:
    """The list leads to the page that adds people; from then on the page is opened at once."""
    admin.open("/people", "People")
    admin.press("Add a person", "Add a person")
    for name, (role, agency) in parts.items():
        admin.open("/people/new", "Add a person")
        admin.fill("Name", name)
        admin.fill("E-mail address", email_of(name))
        admin.page.get_by_label("Role").select_option(value=role.value)
        if agency:
            admin.page.get_by_label("Agency, for").select_option(label=agency)
        admin.press("Add", name)
    admin.follow("People", "People")


def sign_in_by_link(cast: Cast) -> None:
    """The Business Unit sets its own password and signs in with it."""
    admin, unit = cast.desk("Ada Admin"), cast.house.sit()
    admin.follow("Bea Unit", "Bea Unit")
    admin.press("Make a link to set a password", "Link for Bea Unit")
    unit.open(link_on(admin), "Set your password")
    unit.fill("New password", PASSWORD)
    unit.fill("The same password again", PASSWORD)
    unit.press("Set password", "Sign in")
    sign_in(cast, unit, "Bea Unit", STEPS)


def sign_in(cast: Cast, desk: Desk, name: str, heading: str) -> None:
    """With the password, at the page for it; from then on the desk is theirs."""
    desk.fill("E-mail address", email_of(name))
    desk.fill("Password", PASSWORD)
    desk.press("Sign in", heading)
    cast.desks[name] = desk


def link_on(desk: Desk) -> str:
    """The path of the link that is shown to be sent to somebody."""
    return urlsplit(desk.page.get_by_label("Link", exact=True).input_value()).path


# --- Setting up ---


def set_up(unit: Desk) -> tuple[Case, ...]:
    unit.open("/audits", "Audits")
    unit.press("Set up an audit", "Set up an audit")
    write_details(unit)
    cases = choose_children(
        unit, {"name": "scope.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    for case, lead in zip(cases, LEADS, strict=True):
        say_who_knows(unit, case, lead)
    appoint(unit)
    unit.press("Continue", TITLE)
    unit.press("Start the audit", "Start this audit?")
    unit.press("Start the audit", TITLE)
    unit.sees("Six returns to come")
    unit.look()
    return cases


def write_details(unit: Desk) -> None:
    unit.fill("Title", TITLE)
    for label, days in (
        ("First day of the period", -100),
        ("Last day of the period", -10),
        ("Returns due", DUE),
        ("First day of discussions", DISCUSSED),
        ("Last day of discussions", DISCUSSED + 1),
    ):
        unit.fill(label, in_days(days).isoformat())
    unit.press("Save and continue", TITLE)
    unit.look()


def choose_children(unit: Desk, scope: FilePayload) -> tuple[Case, ...]:
    """Two are drawn from the list; gives them as the next page names them."""
    unit.follow("The children", "Choose the children")
    draw(unit, scope)
    unit.press("Next: which agencies know them", "Which agencies know them")
    return tuple(
        Case(urlsplit(link.get_attribute("href") or "").path.split("/")[2], link.inner_text())
        for link in unit.page.locator("tbody th a").all()
    )


def draw(unit: Desk, scope: FilePayload) -> None:
    unit.page.get_by_label("CSV file").set_input_files(scope)
    unit.press("Bring in the list", "Choose the children")
    unit.sees("8 children in scope.")
    unit.press("Draw the cases", "Draw the cases")
    unit.fill("How many cases", "2")
    unit.fill("How many reserves", "1")
    unit.press("Show the draw", "Draw the cases")
    unit.press("Confirm this draw", "The children of this audit")
    unit.sees("2 of 8 children in scope")
    unit.look()


def appoint(unit: Desk) -> None:
    unit.follow("Choose for", "Who holds the discussion?")
    unit.choose("Chair", "Chris Chair")
    unit.choose("Note-taker", "Nia Notes")
    unit.check("Use the same for every case that has nobody yet")
    unit.press("Save", "Which agencies know them")


def say_who_knows(unit: Desk, case: Case, lead: str) -> None:
    unit.follow(f"Say which for {case.reference}", "Which agencies know this child?")
    for agency in KINDS:
        unit.check(f"{agency}: Known")
    unit.check(f"{lead} leads")
    unit.press("Save", "Which agencies know them")
