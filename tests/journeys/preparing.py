"""The beginning of the whole audit: agencies, people, and the audit set up and started."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from tests.journeys.steps import Desk
from tests.journeys.story import KINDS, LEADS, LIST, PARTS, TITLE, Case, Cast, email_of

PASSWORD = "three random words"

# --- Before it begins ---


def add_agencies(admin: Desk) -> None:
    admin.open("/agencies", "Agencies")
    for name, kind in KINDS.items():
        admin.press("Add an agency", "Add an agency")
        admin.fill("Name", name)
        admin.page.get_by_label("Kind").select_option(label=kind.label)
        admin.press("Save", "Agencies")


def add_people(admin: Desk) -> None:
    """The list leads to the page that adds people; from then on the page is opened at once."""
    admin.open("/people", "People")
    admin.press("Add a person", "Add a person")
    for name, (role, agency) in PARTS.items():
        admin.open("/people/new", "Add a person")
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
    unit.press("Sign in", "Seven steps to your first audit")
    cast.desks["Bea Unit"] = unit


# --- Setting up ---


def set_up(unit: Desk) -> tuple[Case, ...]:
    unit.open("/audits", "Audits")
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
