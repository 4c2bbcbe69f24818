"""The first page of a partnership that is not live yet: seven steps, and where each stands."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from app.db.set_up import read_set_up
from audit_tools.first_steps import FirstStep, StepState, first_steps, is_live
from audit_tools.permissions import Permission, Person, can


class State(StrEnum):
    """What stands beside a step."""

    DONE = "Done"
    TO_DO = "To do"
    OF_OTHERS = "For the Business Unit"


@dataclass(frozen=True)
class StepLine:
    """A step as one person sees it. ``path`` is empty where they cannot take it."""

    key: str
    title: str
    path: str
    left: tuple[str, ...]
    state: State


@dataclass(frozen=True)
class StepsPage:
    """All steps, and how many are left."""

    lines: tuple[StepLine, ...]

    @property
    def left(self) -> int:
        return sum(line.state is not State.DONE for line in self.lines)


_TITLES = {
    FirstStep.PARTNERSHIP: ("The partnership: its name, and its front door", "/partnership"),
    FirstStep.AGENCIES: ("The agencies that work together", "/agencies"),
    FirstStep.PEOPLE: ("The people: Business Unit, chairs, a lead for each agency", "/people"),
    FirstStep.BODIES: ("The boards and groups that read the summaries", "/bodies"),
    FirstStep.RETENTION: ("How long audits are kept", "/retention"),
    FirstStep.TOOL: ("An audit tool", "/tools"),
    FirstStep.FIRST_AUDIT: ("The first audit", "/audits"),
}


def describe_steps(session: Session, person: Person) -> StepsPage | None:
    """The steps for somebody who sets the partnership up, until all of them are done."""
    if not can(person, Permission.SET_UP):
        return None
    steps = first_steps(read_set_up(session, person.partnership))
    if is_live(steps):
        return None
    return StepsPage(tuple(_line(state, person) for state in steps))


def _line(state: StepState, person: Person) -> StepLine:
    title, path = _TITLES[state.step]
    takes_it = can(person, state.step.permission)
    still = State.TO_DO if takes_it else State.OF_OTHERS
    said = State.DONE if state.is_done else still
    return StepLine(state.step.value, title, path if takes_it else "", state.left, said)
