"""The month of the Business Unit after the discussion: accuracy, papers, and what those who took
part write."""

from tests.app.visitors import text_in
from tests.journeys.steps import PATIENCE, Desk
from tests.journeys.story import INVITED, TITLE, Case, Cast, in_days

WRONG, RIGHT = (
    "The school rang on the third day, not on the fourth.",
    "The school rang on day three.",
)
LATER = "The school looks it up; the chair corrects it afterwards."
SETTLES = "Save what became of the correction that Police asked for"
REFLECTION = "I will ask every child whom they travel with."
CORRECTED = "Corrected after it was signed off"


def read_draft(notes: Desk) -> None:
    assert "Draft" in text_in(notes.take("Word file of the case record"))


def ask_whether_accurate(cast: Cast, case: Case) -> None:
    """Those who were there read the write-up; the note-taker answers what one of them asks for."""
    worker, lead, notes = (cast.desk(name) for name in (INVITED, "School lead", "Nia Notes"))
    for reader, word in ((worker, "Please correct something"), (lead, "Yes, it is accurate")):
        reader.open(case.discussion, case.reference)
        reader.follow("Is the record accurate?", f"Is the record of {case.reference} accurate?")
        reader.check(word)
        if reader is worker:
            reader.fill("What should be corrected", WRONG)
        reader.press("Send", case.reference)
    notes.open(case.discussion, case.reference)
    notes.follow("Is the record accurate?", f"Is the record of {case.reference} accurate?")
    notes.sees(WRONG)
    notes.check("No")
    notes.fill("How, or why not", LATER)
    notes.press(SETTLES, f"Is the record of {case.reference} accurate?")
    worker.open(f"{case.discussion}/accuracy", f"Is the record of {case.reference} accurate?")
    worker.sees(LATER)


def correct_after_sign_off(cast: Cast, case: Case) -> None:
    """The record is locked for whoever took its notes; the chair corrects it, with a reason."""
    notes, chair = cast.desk("Nia Notes"), cast.desk("Chris Chair")
    section = f"{case.discussion}/sections/information"
    title = "Information sharing and recording"
    notes.open(section, title)
    assert notes.page.get_by_role("textbox").count() == 0
    chair.open(section, title)
    chair.follow("Correct something here", "Correct the record of")
    chair.follow("Why", "Correct the record of")
    chair.fill("What it should say", RIGHT)
    chair.fill("Why it is corrected", "The school looked it up.")
    chair.press("Correct the record", title)
    chair.sees(CORRECTED)


def read_record(cast: Cast, case: Case) -> None:
    """As a page, in Word and as a PDF, and the correction in each of them."""
    worker = cast.desk(INVITED)
    worker.open(case.discussion, case.reference)
    worker.follow("Case record", "Case record")
    worker.sees(CORRECTED)
    for paper in ("Word", "PDF"):
        said = " ".join(text_in(worker.take(f"{paper} file of the case record")).split())
        for expected in (CORRECTED, RIGHT, case.reference):
            assert expected in said


def write_afterwards(cast: Cast, case: Case) -> None:
    """Three answers, of which the Business Unit hears that one person gave some; and a CPD note."""
    worker, unit = cast.desk(INVITED), cast.desk("Bea Unit")
    worker.follow(TITLE, "Thank you")
    worker.fill("What helped you to take part?", "The date was known early.")
    worker.fill("What got in the way?", "Two systems.")
    worker.fill("What should we do differently next time?", "Ask the child first.")
    worker.fill("Day", in_days(0).isoformat())
    worker.fill("Hours", "2.5")
    worker.fill("What I take from it for my own practice", REFLECTION)
    with worker.page.expect_navigation(timeout=PATIENCE):
        worker.button("Save").last.click()
    note = text_in(worker.take("Word file of your CPD note"))
    assert REFLECTION in note
    assert case.reference not in note
    unit.open("/audits", "Audits")
    unit.follow(TITLE, TITLE)
    unit.follow("What those who took part", "What to do differently next time")
    unit.sees("One person has answered so far.")
