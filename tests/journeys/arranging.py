"""The month of the Business Unit: the method, the dates, and the returns until they are begun."""

from icalendar import Calendar
from playwright.sync_api import expect

from tests.app.visitors import text_in
from tests.journeys.asking import SOCIAL_CARE, SOCIAL_WORKER
from tests.journeys.steps import PATIENCE, Desk
from tests.journeys.story import DEPUTY, DISCUSSED, INVITED, TITLE, Case, Cast, in_days

ROOM = "Room 3"

# --- Before the start ---


def approve_method(unit: Desk) -> None:
    unit.follow("Method statement, for approval", "Method statement")
    unit.press("Record its approval", "Record the approval")
    unit.fill("Which group approved it", "Silver MACE")
    unit.fill("When", in_days(0).isoformat())
    unit.fill("Who said so", "Its chair")
    unit.press("Record the approval", "Method statement")
    unit.sees("Approved by Silver MACE on")
    assert "Silver MACE" in text_in(unit.take("Word file of the method statement"))
    unit.follow(TITLE, TITLE)


def set_dates(unit: Desk, cases: tuple[Case, ...]) -> None:
    """Both discussions in half term and at once; then the second in the afternoon."""
    at_once = unit.page.get_by_text("in case 2 of 2 at the same time.")
    unit.follow("Dates of the discussions", "Dates of the discussions")
    for case, starts in zip(cases, ("9:30", "10:00"), strict=True):
        unit.fill(f"Day ({case.reference})", in_days(DISCUSSED).isoformat())
        unit.fill(f"Starts ({case.reference})", starts)
        unit.fill(f"Room or link ({case.reference})", ROOM)
    unit.press("Save the dates", "Dates of the discussions")
    expect(at_once).to_be_visible(timeout=PATIENCE)
    unit.sees("half term")
    unit.look()
    unit.fill(f"Starts ({cases[-1].reference})", "14:00")
    unit.press("Save the dates", "Dates of the discussions")
    expect(at_once).to_have_count(0, timeout=PATIENCE)
    unit.follow(TITLE, TITLE)


def reply(cast: Cast, case: Case) -> None:
    """One comes and has it in a calendar, for another somebody else does."""
    worker, lead = cast.desk(INVITED), cast.desk(f"{SOCIAL_CARE} lead")
    worker.open("/schedule", "Dates of discussions")
    (entry,) = Calendar.from_ical(worker.take("For your calendar (Case 1")).walk("VEVENT")
    assert (entry["summary"], entry["location"]) == ("Case discussion 1 of 2", ROOM)
    assert case.reference not in str(entry.to_ical())
    worker.follow("Reply (Case 1", "Who comes?")
    worker.choose(f"Reply (Police, {INVITED})", "Coming")
    worker.press("Save", "Who comes?")
    lead.open("/schedule", "Dates of discussions")
    lead.follow("Say who comes (Case 1", "Who comes?")
    lead.choose(f"Reply ({SOCIAL_CARE}, {SOCIAL_WORKER})", "A stand-in comes")
    lead.fill(f"Stand-in ({SOCIAL_CARE}, {SOCIAL_WORKER})", "The team manager")
    lead.press("Save", "Who comes?")
    lead.sees("Saved.")


# --- While the returns are given ---


def hand_over(cast: Cast, case: Case) -> None:
    """A deputy gives the whole return to a colleague, a lead one section."""
    deputy, lead = cast.desk(DEPUTY), cast.desk("School lead")
    deputy.open("/returns", "Your returns")
    deputy.follow(f"give it to colleagues ({case.reference})", "Who completes this return?")
    deputy.check(SOCIAL_WORKER)
    deputy.press("Save", "Your returns")
    lead.open("/returns", "Your returns")
    lead.follow(f"give single sections ({case.reference})", "Give single sections")
    lead.choose("Voice and lived experience", "School worker")
    lead.press("Save", "Your returns")


def give_later_date(cast: Cast, case: Case) -> None:
    unit, worker = cast.desk("Bea Unit"), cast.desk(INVITED)
    unit.follow(case.reference, case.reference)
    unit.follow("Give a later date for the return of Police", "A later date for this return")
    unit.fill("Later date", in_days(DISCUSSED - 2).isoformat())
    unit.fill("Why it may come later", "The officer is away until then.")
    unit.press("Save", case.reference)
    worker.open("/returns", "Your returns")
    worker.sees("The officer is away until then.")
