"""The seven steps that make a partnership live, and which of them are still to do.

They are worked out from what there is, each time: nobody ticks them off, and one that comes undone,
as when the only chair leaves, is to do again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from audit_tools.permissions import Permission

FEWEST_AGENCIES = 2


class FirstStep(StrEnum):
    """A step, in the order in which they are taken."""

    PARTNERSHIP = "partnership"
    AGENCIES = "agencies"
    PEOPLE = "people"
    BODIES = "bodies"
    RETENTION = "retention"
    TOOL = "tool"
    FIRST_AUDIT = "first-audit"

    @property
    def permission(self) -> Permission:
        """What somebody needs who takes it: the last two are the Business Unit's alone."""
        of_audits = self in (FirstStep.TOOL, FirstStep.FIRST_AUDIT)
        return Permission.RUN_AUDITS if of_audits else Permission.SET_UP


@dataclass(frozen=True)
class SetUp:
    """How far a partnership is. ``unled`` are the names of the agencies that nobody leads;
    audits that were brought in count as any other, rehearsals do not."""

    has_front_door: bool
    agencies: int
    unled: tuple[str, ...]
    has_coordinator: bool
    has_chair: bool
    bodies: int
    has_retention: bool
    tools: int
    audits: int
    audits_started: int


@dataclass(frozen=True)
class StepState:
    """A step and what is left of it to do, in sentences; nothing when it is done."""

    step: FirstStep
    left: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        return not self.left


def first_steps(set_up: SetUp) -> tuple[StepState, ...]:
    """Every step with what is left of it."""
    return tuple(StepState(step, tuple(_LEFT[step](set_up))) for step in FirstStep)


def is_live(steps: tuple[StepState, ...]) -> bool:
    """Whether all steps are done."""
    return all(state.is_done for state in steps)


def _of_partnership(set_up: SetUp) -> Iterator[str]:
    if not set_up.has_front_door:
        yield "Say whom to tell when somebody worries about a child now."


def _of_agencies(set_up: SetUp) -> Iterator[str]:
    if set_up.agencies < FEWEST_AGENCIES:
        yield "Add two agencies or more: one alone has nobody to be compared with."


def _of_people(set_up: SetUp) -> Iterator[str]:
    if not set_up.has_coordinator:
        yield "Add somebody of the Business Unit."
    if not set_up.has_chair:
        yield "Add a chair."
    if set_up.unled:
        yield f"Add a lead for: {', '.join(set_up.unled)}."
    elif not set_up.agencies:
        yield "Add a lead for each agency, once there are agencies."


def _of_bodies(set_up: SetUp) -> Iterator[str]:
    if not set_up.bodies:
        yield "Say which boards and groups read the summaries."


def _of_retention(set_up: SetUp) -> Iterator[str]:
    if not set_up.has_retention:
        yield "Say how long audits are kept, and by which policy."


def _of_tool(set_up: SetUp) -> Iterator[str]:
    if not set_up.tools:
        yield "Publish an audit tool."


def _of_first_audit(set_up: SetUp) -> Iterator[str]:
    if not set_up.audits:
        yield "Set up an audit."
    elif not set_up.audits_started:
        yield "Start the audit that is being prepared."


_LEFT = {
    FirstStep.PARTNERSHIP: _of_partnership,
    FirstStep.AGENCIES: _of_agencies,
    FirstStep.PEOPLE: _of_people,
    FirstStep.BODIES: _of_bodies,
    FirstStep.RETENTION: _of_retention,
    FirstStep.TOOL: _of_tool,
    FirstStep.FIRST_AUDIT: _of_first_audit,
}
