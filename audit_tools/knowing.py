"""Asking the agencies which children they know, before their returns are asked for.

What an agency answered stands where it always does, in the involvements of the case; here is who
may answer when. An agency that has not answered yet is in no involvement.
"""

import re
from dataclasses import dataclass, field
from uuid import UUID

from audit_tools.cases import CaseState, Known
from audit_tools.cycles import Phase
from audit_tools.errors import Invalid, Refused
from audit_tools.wording import looks_like

MOST_LETTERS = 120

ANSWERS = (Known.KNOWN, Known.NOT_KNOWN, Known.NOT_IN_PERIOD)


@dataclass(frozen=True)
class Answer:
    """What an agency says of a child: whether it knows them, and who takes part.

    ``completes`` is the colleague who will get the return, ``comes`` who will be at the
    discussion: names or roles, with commas between.
    """

    known: Known
    completes: UUID | None = None
    comes: str = field(default="", repr=False)


def check_answer(answer: Answer) -> Answer:
    """The answer as it is kept. Raises ``Invalid``, its place "known" or "comes"."""
    if answer.known not in ANSWERS:
        raise Invalid("Choose known, not known, or known but not in this period.", place="known")
    comes = ", ".join(named_in(answer.comes))
    if len(comes) > MOST_LETTERS:
        raise Invalid(f"Use at most {MOST_LETTERS} characters.", place="comes")
    for mark in looks_like(comes):
        raise Invalid(f"{mark.message} A name or a role is enough.", place="comes")
    if answer.known is not Known.KNOWN:
        return Answer(answer.known)
    return Answer(answer.known, answer.completes, comes)


def named_in(comes: str) -> tuple[str, ...]:
    """Each person of those who come: they stand on lines of their own, or with commas between."""
    people = (" ".join(one.split()) for one in re.split(r"[,;\n]", comes))
    return tuple(dict.fromkeys(one for one in people if one))


def is_settled(state: CaseState, phase: Phase, given: Known | None) -> bool:
    """Whether the agency can no longer answer about this case, or change what it said.

    Before the start it may change its mind; from then on its answer has made a return or none,
    and the Business Unit changes it.
    """
    if phase is Phase.CLOSED or state is not CaseState.WAITING:
        return True
    return phase is Phase.COLLECTING and given is not None


def check_can_answer(state: CaseState, phase: Phase, given: Known | None) -> None:
    """Raise ``Refused`` where the agency's answer stands as it is."""
    if not is_settled(state, phase, given):
        return
    if given is not None and phase is Phase.COLLECTING and state is CaseState.WAITING:
        raise Refused(
            "You have answered, and the audit has started. Ask the Business Unit to change it."
        )
    raise Refused(_CLOSED)


def check_can_enter_told(state: CaseState, phase: Phase) -> None:
    """Raise ``Refused`` where the Business Unit can no longer enter what an agency told it.

    It may change an answer that stands for the agency itself, as long as a return may follow.
    """
    if phase is Phase.CLOSED or state is not CaseState.WAITING:
        raise Refused(_CLOSED)


_CLOSED = "The returns of this case are closed, so nothing more is asked about it."
