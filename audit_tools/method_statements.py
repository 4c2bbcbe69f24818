"""The method statement of an audit: made from its set-up, and approved by the group that owns it.

It is made afresh whenever it is read. An approval keeps what the set-up was, so that whatever is
changed afterwards shows beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from audit_tools.answered_once import SectionTold
from audit_tools.cases import Case, Known
from audit_tools.cycles import AuditCycle, AuditKind, Phase, Selection
from audit_tools.dates import format_date
from audit_tools.errors import Refused, check_nothing_wrong
from audit_tools.tool import AuditTool, Scale
from audit_tools.withdrawals import Withdrawn, say_withdrawn

MOST_LETTERS = 120
MOST_NOTE = 1_000
FEW_SECTIONS = 3


@dataclass(frozen=True)
class Approval:
    """That a group approved the method. ``said_by`` is a role, such as "the chair".

    ``parts`` is the set-up as it was approved, by the headings of the statement.
    """

    group: str
    on: date
    said_by: str
    note: str = field(repr=False)
    recorded_at: datetime
    parts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class MethodStatement:
    """What the statement says of one audit. ``agencies`` are the names of those that are asked.

    ``approvals`` are in the order in which they were recorded; the last one counts. ``told`` is
    what the tool asks once for the audit, with what was answered; ``withdrawn`` are the cases that
    left it.
    """

    partnership: str
    marking: str
    cycle: AuditCycle
    tool: AuditTool
    scale: Scale | None
    cases: int
    agencies: tuple[str, ...]
    approvals: tuple[Approval, ...] = ()
    told: tuple[SectionTold, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def approved(self) -> Approval | None:
        """The approval that counts, if there is one."""
        return self.approvals[-1] if self.approvals else None

    @property
    def changed(self) -> tuple[str, ...]:
        """The headings of what has changed since it was approved."""
        if self.approved is None:
            return ()
        now, then = parts_of(self), self.approved.parts
        return tuple(label for label in now if then.get(label) != now[label])


def agencies_asked(cases: Iterable[Case], asked: Iterable[str]) -> frozenset[str]:
    """Of which agencies anything is asked in the audit: about a child, or whether they know one."""
    known = {
        i.agency
        for case in cases
        if case.state.is_counted
        for i in case.involvements
        if i.known is not Known.NOT_ASKED
    }
    return frozenset(known | set(asked))


def parts_of(statement: MethodStatement) -> dict[str, str]:
    """What the set-up says under each heading, in words; empty where it says nothing yet."""
    cycle, tool = statement.cycle, statement.tool
    purpose = (cycle.theme, cycle.purpose)
    told = {one.section.title: _say_told(one) for one in statement.told}
    parts = {
        "Purpose": "\n".join(text for text in purpose if text),
        "Lines of enquiry": "\n".join(enquiries(tool)),
        "Scope and definition": tool.definition,
        f"How the {cycle.counted.many} are chosen": how_chosen(statement),
        "Agencies": ", ".join(statement.agencies),
        "Timetable": "\n".join(f"{label}: {days}" for label, days in timetable(cycle)),
        "Grades": ", ".join(g.label for g in statement.scale.grades) if statement.scale else "",
        "What comes first": "returns" if cycle.asks_returns else "the discussion",
        "Audit tool": f"{tool.title}, version {tool.version}{_as_kind(cycle.kind)}",
    }
    if left := say_withdrawn(statement.withdrawn, statement.cases, cycle.counted):
        parts["Replaced and withdrawn"] = left
    # A section of a tool may be called what a heading is called.
    return parts | {f"{t} (audit tool)" if t in parts else t: said for t, said in told.items()}


def _say_told(one: SectionTold) -> str:
    """What was answered in a section, a line to each question."""
    return "\n".join(f"{told.question} {' '.join(told.text.split())}" for told in one.answers)


def _as_kind(kind: AuditKind) -> str:
    return "" if kind is AuditKind.FULL else f", as {kind.label}"


def enquiries(tool: AuditTool) -> tuple[str, ...]:
    """What the audit asks about: the tool's sections that are judged; of a short tool, its
    questions."""
    sections = [section for section in tool.sections if not section.asked.is_once]
    judged = [section for section in sections if section.graded] or sections
    if len(judged) < FEW_SECTIONS:
        asked = (question for section in judged for question in section.questions)
        return tuple(f"{question.number} {question.text}".strip() for question in asked)
    return tuple(f"{section.number} {section.title}".strip() for section in judged)


def how_chosen(statement: MethodStatement) -> str:
    """``6 children, drawn at random. Drawn from 41 in scope.``; says where none is chosen yet."""
    cycle = statement.cycle
    number = cycle.counted.number(statement.cases) if statement.cases else ""
    who = number or cycle.counted.many.capitalize()
    note = f"{cycle.how_chosen.rstrip('. ')}." if cycle.how_chosen else ""
    if note.casefold().startswith(cycle.selection.label):
        return f"{who}. {note}"
    return f"{who}, {cycle.selection.label}. {note}".rstrip()


def timetable(cycle: AuditCycle) -> tuple[tuple[str, str], ...]:
    """The dates that are set: what, and when."""
    period = _span(cycle.period_from, cycle.period_to)
    days = (
        ("Period under review", period),
        ("Returns due", format_date(cycle.returns_due) if cycle.returns_due else ""),
        ("Discussions", _span(cycle.discussions_from, cycle.discussions_to)),
    )
    return tuple((label, said) for label, said in days if said)


def _span(first: date | None, last: date | None) -> str:
    days = dict.fromkeys(format_date(day) for day in (first, last) if day)
    return " to ".join(days)


def missing(statement: MethodStatement) -> tuple[str, ...]:
    """What the set-up does not say yet, each as a sentence."""
    cycle = statement.cycle
    lacks = {
        "The purpose is not written.": not cycle.purpose,
        "The period under review is not set.": not (cycle.period_from and cycle.period_to),
        "The day on which returns are due is not set.": cycle.asks_returns
        and not cycle.returns_due,
        "The days of the discussions are not set.": not (
            cycle.discussions_from and cycle.discussions_to
        ),
        f"It is not said why these {cycle.counted.many}.": cycle.selection is not Selection.RANDOM
        and not cycle.selection_note,
        f"No {cycle.counted.many} are chosen.": not statement.cases,
        "No agency is named.": not statement.agencies,
    }
    return tuple(sentence for sentence, holds in lacks.items() if holds)


def check_can_approve(phase: Phase) -> None:
    """Raise ``Refused`` once the audit is closed: its method has been followed."""
    if phase is Phase.CLOSED:
        raise Refused("This audit is closed, so its method is no longer approved.")


def check_approval(group: str, on: date | None, said_by: str, note: str, today: date) -> None:
    """Raise ``Invalid`` with everything that is wrong, its places the arguments' names."""
    wrong = {
        ("group", "Enter which group approved it, such as Silver MACE."): not group.strip(),
        ("on", "Enter the day on which it was approved."): on is None,
        ("on", "Enter a day that has been."): on is not None and on > today,
        ("said_by", "Enter who said so by their role, such as its chair."): not said_by.strip(),
        ("group", _SHORTER): len(group.strip()) > MOST_LETTERS,
        ("said_by", _SHORTER): len(said_by.strip()) > MOST_LETTERS,
        ("note", f"Use {MOST_NOTE:,} characters or fewer."): len(note.strip()) > MOST_NOTE,
    }
    check_nothing_wrong(wrong)


_SHORTER = f"Use {MOST_LETTERS} characters or fewer."
