"""The discussion of one child in the whole audit: opened, agreed section by section, signed off."""

from playwright.sync_api import expect

from audit_tools.tool import AskedOf, Section, SectionFor
from tests.journeys.steps import PATIENCE, Desk
from tests.journeys.story import (
    KINDS,
    NOT_ASKED,
    SECTIONS,
    THEMES,
    Agreed,
    Case,
    Cast,
)
from tests.scenes import TOOL


def open_discussion(cast: Cast, case: Case) -> None:
    """The chair reads to prepare and opens; from then on those involved read one another."""
    chair = cast.desk("Chris Chair")
    chair.open("/", "Your discussions")
    chair.follow(case.reference, case.reference)
    chair.press("Read the returns", "Case details")
    chair.follow("Identification and first response", "Identification and first response")
    chair.follow("Back", case.reference)
    chair.press("Open the discussion", f"Open the discussion of {case.reference}?")
    chair.press("Open the discussion", case.reference)
    chair.sees("11 of 11 sections still to be agreed.")
    chair.look()


def agree_everything(cast: Cast, case: Case, agreed: Agreed) -> None:
    check_who_reads(cast, case, agreed)
    notes = cast.desk("Nia Notes")
    go_to_first(notes, case)
    for number in range(1, 12):
        is_at(notes, number)
        agree_section(notes, agreed)
    write_up(notes, case, agreed)


def go_to_first(desk: Desk, case: Case) -> None:
    """To the section with the widest difference."""
    desk.open("/", "Your discussions")
    desk.follow(case.reference, case.reference)
    with desk.page.expect_navigation(timeout=PATIENCE):
        desk.page.get_by_role("button", name="Go on with:").click()


def is_at(desk: Desk, number: int) -> None:
    """Wait for the section that is this one in the running order."""
    where = desk.page.locator(".gt-strip__where")
    expect(where).to_contain_text(f"{number} of 11", timeout=PATIENCE)


def write_up(notes: Desk, case: Case, agreed: Agreed) -> None:
    """Note who came, look at the findings, and say that the record is written up."""
    notes.arrive(case.reference)
    notes.sees("Every section is agreed.")
    notes.follow("Who came", "Who came to the discussion?")
    for agency in agreed.came:
        notes.page.get_by_role("group", name=agency).get_by_label("Came", exact=True).check()
    for agency in agreed.apologies:
        notes.page.get_by_role("group", name=agency).get_by_label("Sent apologies").check()
    notes.press("Save", case.reference)
    notes.follow("Findings", "Findings")
    notes.follow("The discussion", case.reference)
    notes.press("Written up", case.reference)


def check_who_reads(cast: Cast, case: Case, agreed: Agreed) -> None:
    """An agency that answered reads the others'; one that did not know the child reads nothing."""
    key, statement = next(iter(agreed.taken.items()))
    path = f"{case.discussion}/sections/{key}"
    for agency in KINDS:
        worker = cast.desk(f"{agency} worker")
        if agency in agreed.came + agreed.apologies:
            worker.open(path, TOOL.section(key).title)
            worker.sees(statement)
        else:
            worker.is_turned_away(path, statement, 403)


def agree_section(notes: Desk, agreed: Agreed) -> None:
    page = notes.page
    title = page.get_by_role("heading", level=1).inner_text()
    key = SECTIONS[title].key
    notes.arrive(title)
    if key in agreed.taken:
        take(notes, agreed.taken[key])
    choose_grade(notes, agreed.grades.get(key, "Good"))
    notes.fill("Why, in a sentence", f"All agreed on this about {title.lower()}.")
    if key == "information":
        notes.fill("Action, if there is one", "Write down who rings the school.")
    if agreed.taken.get(key) == NOT_ASKED:
        write_different_view(notes)
    answer_panel(notes, SECTIONS[title], agreed.safer)
    with page.expect_navigation(timeout=PATIENCE):
        page.locator("[data-next]").click()


def take(notes: Desk, statement: str) -> None:
    """One click takes a line into a finding; one of them gets its theme at once."""
    page = notes.page
    line = page.locator(".gt-points__one").filter(has_text=statement)
    with page.expect_navigation(timeout=PATIENCE):
        line.get_by_role("button").click()
    expect(line).to_contain_text("in finding", timeout=PATIENCE)
    if statement == NOT_ASKED:
        page.get_by_role("checkbox", name=THEMES[statement]).check()
        with page.expect_navigation(timeout=PATIENCE):
            page.get_by_role("button", name="Use these themes").click()
        about = page.locator(".gt-findings__one").filter(has_text=statement)
        expect(about).to_contain_text(THEMES[statement], timeout=PATIENCE)


def choose_grade(notes: Desk, grade: str) -> None:
    """With one click where all gave the same grade, and otherwise from the scale."""
    radio = notes.page.locator("[data-grades]").get_by_role("radio", name=grade, exact=True)
    accept = notes.button(f"Accept {grade.lower()}")
    if accept.count():
        accept.click()
        expect(radio).to_be_checked(timeout=PATIENCE)
    else:
        radio.check()


def write_different_view(notes: Desk) -> None:
    notes.page.get_by_text("A different view", exact=True).click()
    school = notes.page.get_by_role("group", name="School")
    school.get_by_label("Its grade").select_option(label="Inadequate")
    school.get_by_label("Its reason").fill("We had asked for months.")


def answer_panel(notes: Desk, section: Section, safer: str) -> None:
    """What the discussion answers for the whole child; the last page is made of it."""
    if section.asked is SectionFor.AGENCIES:
        return  # what is asked of the discussion there may stay open
    for question in section.questions:
        if question.asked is AskedOf.PANEL and question.type.is_text_box:
            notes.fill(question.text, "The morning talks helped.")
        elif question.key == "overall.safer":
            group = notes.page.get_by_role("group", name=question.text)
            group.get_by_label(safer, exact=True).check()


def sign_off(cast: Cast, case: Case) -> None:
    chair = cast.desk("Chris Chair")
    chair.open(case.discussion, case.reference)
    chair.press("Read and confirm what is left", f"Confirm what was typed about {case.reference}")
    chair.press("Confirm all that is left", case.reference)
    chair.press("Sign off and lock", f"Sign off the discussion of {case.reference}?")
    chair.fill("Why you sign off before they have said so", "All read it in the room.")
    chair.press("Sign off and lock", case.reference)
    chair.sees("Signed off and locked on")
