"""Beginning and closing the returns of the whole audit and of the month."""

from tests.journeys.steps import Desk
from tests.journeys.story import TITLE, Case


def begin_return(worker: Desk, case: Case) -> str:
    """Open a return of one's own that nobody has begun; gives its address."""
    worker.open("/returns", "Your returns")
    start = worker.button(f"Start {case.reference}")
    path = start.get_attribute("href") or ""
    start.click()
    worker.arrive("Is this the child on your sheet?")
    worker.button("This fits the child on my sheet").click()
    return path


def close_returns(unit: Desk, case: Case) -> None:
    """All are in: from the board to the case, and there closed for good."""
    unit.open("/audits", "Audits")
    unit.follow(TITLE, TITLE)
    unit.follow(case.reference, case.reference)
    unit.follow("Close the returns", case.reference)
    unit.press("Close the returns", case.reference)
    unit.sees("The returns are closed.")
