"""What an audit still lacks before its agencies can be asked for their returns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit_tools.cases import Case, Known
from audit_tools.cycles import AuditCycle, Selection
from audit_tools.errors import Invalid, Problem

FEWEST_AGENCIES = 2


class Step(StrEnum):
    """A step of setting up an audit."""

    DETAILS = "details"
    CASES = "cases"
    AGENCIES = "agencies"
    PEOPLE = "people"


@dataclass(frozen=True)
class Lack:
    """One thing to do before the start, said so that one can go and do it.

    ``case`` is the reference of the case it is about, if it is about one.
    """

    step: Step
    sentence: str
    case: str = ""


def lacks(cycle: AuditCycle, cases: Sequence[Case], unled: Mapping[str, str]) -> tuple[Lack, ...]:
    """Everything that stands between an audit being prepared and its start, step by step.

    An audit starts with a period, a date for returns, why these cases were chosen, at least one
    case, and for each case a lead and two agencies that know the child: one alone has nobody to
    be compared with. What is no child may be known to one alone: an organisation that assesses
    itself is the only one to be asked. Somebody has to receive what an agency is asked for:
    ``unled`` are the agencies that no active person leads, by key with their names. Where the
    discussion comes first, nobody is asked for anything before it: it needs no date for returns,
    no lead and nobody who receives.
    """
    counted = [case for case in cases if case.state.is_counted]
    found = [*_of_details(cycle)]
    if not counted:
        found.append(Lack(Step.CASES, f"Choose the {cycle.counted.many}."))
    for case in counted:
        found += lacks_of_case(case, cycle)
    if cycle.asks_returns:
        found += _of_people(counted, unled)
    return tuple(found)


def check_can_start(cycle: AuditCycle, cases: Sequence[Case], unled: Mapping[str, str]) -> None:
    """Raise ``Invalid`` with everything that is lacking, its places the steps."""
    if missing := lacks(cycle, cases, unled):
        raise Invalid.because_of(Problem(lack.step, _said_alone(lack)) for lack in missing)


def _said_alone(lack: Lack) -> str:
    return f"{lack.case}: {lack.sentence}" if lack.case else lack.sentence


def _of_details(cycle: AuditCycle) -> Iterator[Lack]:
    if not (cycle.period_from and cycle.period_to):
        yield Lack(Step.DETAILS, "Say which period is under review.")
    if cycle.asks_returns and not cycle.returns_due:
        yield Lack(Step.DETAILS, "Say when returns are due.")
    if not (cycle.discussions_from and cycle.discussions_to):
        yield Lack(Step.DETAILS, "Say from when to when the discussions are.")
    if cycle.selection is not Selection.RANDOM and not cycle.selection_note:
        yield Lack(Step.DETAILS, f"Say why these {cycle.counted.many} were chosen.")


def lacks_of_case(case: Case, cycle: AuditCycle) -> Iterator[Lack]:
    """What one case lacks before anybody can be asked about it, or speak of it."""
    known = [i for i in case.involvements if i.known is Known.KNOWN]
    is_child = cycle.counts_children
    if len(known) < (FEWEST_AGENCIES if is_child else 1):
        asked = f"Say which agencies know the {cycle.counted.one}"
        yield Lack(Step.AGENCIES, f"{asked}{': two or more' if is_child else ''}.", case.reference)
    if cycle.asks_returns and not any(involvement.lead for involvement in known):
        yield Lack(Step.AGENCIES, "Choose the agency that leads.", case.reference)


def _of_people(cases: Sequence[Case], unled: Mapping[str, str]) -> Iterator[Lack]:
    asked = {i.agency for case in cases for i in case.involvements if i.known is Known.KNOWN}
    for agency, name in unled.items():
        if agency in asked:
            yield Lack(
                Step.PEOPLE,
                f"{name} has no lead yet: nobody would see its returns. Add one on "
                "the People page.",
            )
