"""One sitting for many cases: what its readers agree on, where they differ, what the answers say.

A dip sample reads thirty notifications, and thirty notifications cannot be thirty discussions. Its
tool has one graded section, and its cases are opened together, compared on one page and agreed
there. Nothing else is different: each case keeps its returns, its record and its sign-off.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Case, CaseState
from audit_tools.cycles import Counted
from audit_tools.discussions import ReturnRead, SectionCompared, compare
from audit_tools.errors import Refused
from audit_tools.places import FindingKind
from audit_tools.tool import AnswerType, AuditTool, Question, Scale, Section

READERS_AGREED = "The readers came to the same."
"""Why a grade was agreed that all readers gave, where nobody said more."""

FEWEST_READERS = 2


def check_can_open_alone(tool: AuditTool) -> None:
    """Raise ``Refused`` where the cases of the audit are opened together and not one by one."""
    if tool.in_one_sitting:
        raise Refused(
            "The cases of this audit are opened together, in one sitting: whoever has seen how one "
            "was read does not read the next one alone."
        )


def check_can_open_all(cases: Iterable[Case], held: int, counted: Counted) -> None:
    """All cases of a sitting open at once, by somebody who may open each. Raises ``Refused``.

    ``held`` is how many of the cases that are not withdrawn the person holds.
    """
    in_it = [case for case in cases if case.state.is_counted]
    waiting = sum(case.state is CaseState.WAITING for case in in_it)
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        raise Refused(
            f"{counted.number(waiting)} still {verb} for returns. Close the returns, or withdraw "
            "what cannot be read, then open all together."
        )
    if not any(case.state is CaseState.PREPARED for case in in_it):
        raise Refused(f"There are no {counted.many} to open: they are open already.")
    if held < len(in_it):
        raise Refused(
            f"You hold {counted.of(held, len(in_it))}. Somebody who holds all of them opens them."
        )


def graded_section(tool: AuditTool) -> Section:
    """The one section whose grade is agreed for each case."""
    return next(section for section in tool.sections if section.graded)


def came_to_the_same(compared: SectionCompared, scale: Scale | None, readers: int) -> bool:
    """Whether at least two read the case and nothing they said differs.

    ``readers`` is how many returns were sent. Where one gave no grade there is nothing to accept.
    """
    if compared.differs or readers < FEWEST_READERS:
        return False
    return scale is None or compared.same_grade is not None


@dataclass(frozen=True)
class CaseCompared:
    """One case of a sitting. ``accepts`` is whether it can be accepted as its readers left it."""

    case: Case
    compared: SectionCompared
    accepts: bool


def compare_case(
    tool: AuditTool, scale: Scale | None, case: Case, returns: tuple[ReturnRead, ...]
) -> CaseCompared:
    """Put the readers of one case side by side, the questions of every section included."""
    sections = [compare(section, scale, returns) for section in tool.sections]
    graded = next(one for one in sections if one.section == graded_section(tool).key)
    apart = tuple(question for one in sections for question in one.questions)
    whole = SectionCompared(graded.section, graded.grades, graded.silences, graded.apart, apart)
    readers = sum(bool(one.entries) for one in returns)
    return CaseCompared(case, whole, came_to_the_same(whole, scale, readers))


def by_need(cases: Iterable[CaseCompared]) -> tuple[CaseCompared, ...]:
    """The widest difference first, then what only one has read, then what can be accepted."""
    return tuple(
        sorted(cases, key=lambda c: (-c.compared.apart, c.accepts, -len(c.compared.questions)))
    )


# --- What the answers say -------------------------------------------------------------------


def countable(tool: AuditTool) -> tuple[Question, ...]:
    """The questions whose answers can become findings: they say what a Yes and a No would be."""
    return tuple(
        question
        for question in tool.questions
        if question.type is AnswerType.ASSESSMENT and question.strength and question.development
    )


def says(question: Question, returns: Iterable[ReturnRead]) -> FindingKind | None:
    """What the answers to a question make of a case; ``None`` where nobody answered it.

    Where one reader says Yes and another Partly or No it is an area for development: what one
    careful reader did not find, the next will not find either.
    """
    given = {one.entries.get(question.key) for one in returns}
    if given & _NOT_WELL:
        return FindingKind.DEVELOPMENT
    return FindingKind.STRENGTH if "yes" in given else None


def said_by(
    question: Question, kind: FindingKind, returns: Iterable[ReturnRead]
) -> tuple[str, ...]:
    """The agencies whose answer says it."""
    wanted = _NOT_WELL if kind is FindingKind.DEVELOPMENT else {"yes"}
    return tuple(one.agency for one in returns if one.entries.get(question.key) in wanted)


_NOT_WELL = frozenset({"partly", "no"})


def concerned(
    question: Question, lead: str | None, kinds: dict[str, AgencyKind], said: tuple[str, ...]
) -> tuple[str, ...]:
    """The agencies that a finding from these answers concerns.

    What both were asked, or only the one that leads, is about what the leading agency sent. What
    only others were asked is about them.
    """
    if lead is not None and kinds[lead] in question.kinds:
        return (lead,)
    return said
