"""The month of the Business Unit: its first steps, and which agency knows which child."""

import csv
import re
from io import BytesIO

from openpyxl import Workbook
from playwright.sync_api import expect

from audit_tools.dates import format_date
from audit_tools.permissions import Role
from tests.app.visitors import text_in
from tests.journeys.preparing import (
    PASSWORD,
    STEPS,
    add_agencies,
    add_people,
    appoint,
    choose_children,
    link_on,
    sign_in,
    write_details,
)
from tests.journeys.steps import PATIENCE, Desk
from tests.journeys.story import (
    DISCUSSED,
    INVITED,
    KINDS,
    LEADS,
    LIST,
    MONTH,
    TITLE,
    Case,
    Cast,
    email_of,
    in_days,
)
from tests.scenes import TOOL

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SOCIAL_CARE, SOCIAL_WORKER = "Children's social care", "Children's social care worker"

# --- The first steps ---


def take_first_steps(unit: Desk) -> None:
    """Each from the first page, up to the first audit."""
    take_step(unit, "The partnership", "Partnership settings")
    unit.fill("Whom to tell when you worry about a child now", "The front door, at any hour.")
    around = " to ".join(format_date(in_days(DISCUSSED + days)) for days in (-2, 2))
    unit.fill("School holidays", f"{around}, half term")
    unit.press("Save", "Partnership settings")
    take_step(unit, "The agencies that work together", "Agencies")
    add_agencies(unit)
    take_step(unit, "The people", "People")
    add_people(unit, {name: part for name, part in MONTH.items() if name != "Bea Unit"})
    take_step(unit, "The boards and groups", "Boards and groups")
    unit.press("Add a board or group", "Add a board or group")
    unit.fill("Name", "Silver MACE")
    unit.choose("Role of its members", Role.BOARD_MEMBER.label)
    unit.press("Save", "Boards and groups")
    take_step(unit, "How long audits are kept", "How long audits are kept")
    unit.fill("Years after an audit is closed", "6")
    unit.fill("The policy or the reason", "The retention schedule of the council.")
    unit.press("Save", "How long audits are kept")
    take_step(unit, "An audit tool", "Audit tools")
    unit.press("Publish them", "Audit tools")


def take_step(unit: Desk, step: str, heading: str) -> None:
    unit.open("/", STEPS)
    unit.follow(step, heading)


def invite_colleague(cast: Cast) -> None:
    """A lead invites somebody, who joins by the link and signs in."""
    lead, colleague = cast.desk("Police lead"), cast.house.sit()
    lead.open("/colleagues", "Colleagues")
    lead.press("Invite a colleague", "Invite a colleague")
    lead.fill("Name", INVITED)
    lead.fill("E-mail address", email_of(INVITED))
    lead.press("Invite", f"Link for {INVITED}")
    colleague.open(link_on(lead), "Join Police")
    colleague.fill("Password", PASSWORD)
    colleague.fill("The same password again", PASSWORD)
    colleague.press("Join", "Sign in")
    sign_in(cast, colleague, INVITED, "Your returns")


# --- Who knows whom ---


def set_up_first_audit(unit: Desk) -> tuple[Case, ...]:
    """Its details, and its children from an Excel list."""
    unit.open("/", STEPS)
    unit.sees("1 of 7 is left.")
    unit.follow("The first audit", "Audits")
    unit.press("Set up an audit", "Choose an audit tool")
    unit.follow(TOOL.title, "Set up an audit")
    write_details(unit)
    return choose_children(
        unit, {"name": "scope.xlsx", "mimeType": EXCEL, "buffer": in_excel(LIST)}
    )


def in_excel(rows: str) -> bytes:
    book, file = Workbook(), BytesIO()
    assert book.active is not None
    for row in csv.reader(rows.splitlines()):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def ask_who_knows(unit: Desk, cases: tuple[Case, ...]) -> None:
    """Every agency is asked; its key sheet is taken, opened, and recorded as sent."""
    unit.follow("Ask the agencies which children they know", "Ask the agencies")
    for agency in KINDS:
        unit.check(agency)
    unit.press("Ask them", "Which agencies know them")
    unit.follow("Key sheets", "Key sheets")
    for agency, paper in zip(KINDS, ("Word", "Excel", "Word"), strict=True):
        sheet = text_in(unit.take(re.compile(f"^{paper}.*{agency}")))
        for expected in ("Date of birth", *(case.reference for case in cases)):
            assert expected in sheet
        unit.follow(f"It was sent to {agency}", "The key sheet was sent")
        unit.fill("To whom", "safeguarding lead, by secure mail")
        unit.press("Record it", "Key sheets")
    expect(unit.page.get_by_text("Not sent yet")).to_have_count(0, timeout=PATIENCE)


def answer_who_knows(cast: Cast, cases: tuple[Case, ...]) -> None:
    """Two leads say it on their page, the third of one child only; of the other by telephone."""
    first, second = cases
    say_known(cast, "Police", cases, completes=INVITED, comes=INVITED)
    say_known(cast, SOCIAL_CARE, cases, completes="", comes=SOCIAL_WORKER)
    say_known(cast, "School", (first,), completes="School lead", comes="School lead")
    unit = cast.desk("Bea Unit")
    unit.follow(TITLE, TITLE)
    unit.follow("Which agencies know them", "Which agencies know them")
    unit.follow(f"{second.reference}, School", "What they told you by telephone")
    unit.page.get_by_label("Not known", exact=True).check()
    unit.press("Save", "Which agencies know them")
    unit.sees("all are answered")
    for case, lead in zip(cases, LEADS, strict=True):
        unit.follow(f"know the child for {case.reference}", "Which agencies know this child?")
        unit.check(f"{lead} leads")
        unit.press("Save", "Which agencies know them")
    appoint(unit)
    unit.press("Continue", TITLE)


def say_known(
    cast: Cast, agency: str, cases: tuple[Case, ...], *, completes: str, comes: str
) -> None:
    lead = cast.desk(f"{agency} lead")
    lead.open("/returns", "Your returns")
    lead.follow(f"Which cases does {agency} know?", "Which of these children do you know?")
    for case in cases:
        child = lead.page.get_by_role("group", name=case.reference)
        child.get_by_label("Known", exact=True).check()
        if completes:
            child.get_by_label("Who will complete the return").select_option(label=completes)
        child.get_by_label("Who will come to the discussion").fill(comes)
    lead.press("Save", "Your returns")
