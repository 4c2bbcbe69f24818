"""Three people in one discussion at once: the note-taker by keyboard, the chair, and a practitioner
who follows; what was agreed is written up."""

from playwright.sync_api import Page, expect

from audit_tools.tool import AskedOf, Section, SectionFor
from tests.journeys.discussing import go_to_first, is_at, write_up
from tests.journeys.steps import PATIENCE, Desk, named, tab_to
from tests.journeys.story import INVITED, SECTIONS, Agreed, Case, Cast

KEYS = {"Good": "2", "Requires improvement": "3"}
WHY, ACTION = "Why, in a sentence", "Action, if there is one"
SEEN, RING = "Seen by all at once.", "Ring the school on the same day."


def discuss_at_once(cast: Cast, case: Case, agreed: Agreed) -> None:
    notes, chair, follower = (cast.desk(name) for name in ("Nia Notes", "Chris Chair", INVITED))
    go_to_first(notes, case)
    first = shown_section(notes)
    for other in (chair, follower):
        other.open(f"{case.discussion}/sections/{first.key}", first.title)
    expect(follower.page.get_by_label(WHY)).to_have_count(0)
    write_seen_by_all(notes, chair, follower)
    chair.open(f"{case.discussion}/sections/voice", "Voice and lived experience")
    chair.fill(ACTION, RING)
    chair.page.get_by_label(WHY).click()
    expect(chair.page.locator("[data-saved]")).to_contain_text("Saved", timeout=PATIENCE)
    for number in range(1, 12):
        is_at(notes, number)
        agree_by_keyboard(notes, agreed)
    write_up(notes, case, agreed)
    follower.page.reload()
    follower.arrive(first.title)


def shown_section(desk: Desk) -> Section:
    return SECTIONS[desk.page.get_by_role("heading", level=1).inner_text()]


def write_seen_by_all(notes: Desk, chair: Desk, follower: Desk) -> None:
    """What one types stands before the others without their doing anything."""
    skip_to_record(notes.page)
    tab_to(named(notes.page, f"{shown_section(notes).key}/why"))
    notes.page.keyboard.type(SEEN)
    notes.page.keyboard.press("Tab")
    expect(chair.page.get_by_label(WHY)).to_have_value(SEEN, timeout=PATIENCE)
    follower.sees(SEEN)
    follower.look()
    notes.look()
    notes.page.reload()


def agree_by_keyboard(notes: Desk, agreed: Agreed) -> None:
    """Past the menu to what we agree, one key for the grade, the sentence, and on."""
    page, section = notes.page, shown_section(notes)
    notes.arrive(section.title)
    if section.key in agreed.taken:
        take_by_keyboard(page, agreed.taken[section.key])
    else:
        skip_to_record(page)
    if section.key == "voice":
        expect(page.get_by_label(ACTION)).to_have_value(RING)
    if section.asked is not SectionFor.AGENCIES:
        answer_by_keyboard(page, section, agreed)
    tab_to(named(page, f"{section.key}/agreed"))
    page.keyboard.press(KEYS[agreed.grades.get(section.key, "Good")])
    tab_to(named(page, f"{section.key}/why"))
    page.keyboard.press("Control+A")
    page.keyboard.type(f"All agreed on this about {section.title.lower()}.")
    page.keyboard.press("Control+Enter")


def skip_to_record(page: Page) -> None:
    for key in ("Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)


def take_by_keyboard(page: Page, statement: str) -> None:
    """One line becomes a finding; the page comes back at the line."""
    line = page.locator(".gt-points__one").filter(has_text=statement)
    with page.expect_navigation(timeout=PATIENCE):
        line.get_by_role("button").press("Enter")
    expect(line).to_contain_text("in finding", timeout=PATIENCE)


def answer_by_keyboard(page: Page, section: Section, agreed: Agreed) -> None:
    """What the discussion answers for the whole child."""
    for question in section.questions:
        if question.asked is AskedOf.PANEL and question.type.is_text_box:
            tab_to(named(page, question.key))
            page.keyboard.type("The morning talks helped.")
        elif question.key == "overall.safer":
            tab_to(named(page, question.key))
            page.keyboard.press("Space")
