"""What the page of a sitting shows: every case with its readers side by side, differences first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.db.sittings import SittingCase, SittingRead, read_sitting
from app.operations.sittings import can_accept
from app.web import current, saving
from app.web.boxes import Box, Boxes
from app.web.discussions.compared import Compared, LineShown, QuestionShown
from audit_tools import places
from audit_tools.cases import CaseState
from audit_tools.cycles import Counted
from audit_tools.discussions import closes_returns, left_to_agree
from audit_tools.entries import Entry
from audit_tools.errors import Invalid
from audit_tools.permissions import Person
from audit_tools.sittings import CaseCompared, by_need, compare_case, graded_section
from audit_tools.tool import Grade
from audit_tools.words.word_list import Words


@dataclass(frozen=True)
class Reader:
    """What one agency gave a case: its grade or why there is none, and what it wrote."""

    name: str
    grade: str
    reason: str = field(repr=False)
    lines: tuple[LineShown, ...] = field(repr=False, default=())

    @property
    def wrote(self) -> bool:
        return bool(self.reason or self.lines)


@dataclass(frozen=True)
class CaseLine:
    """One case of the sitting. ``left`` says whether something is still to be agreed of it."""

    id: UUID
    reference: str
    state: CaseState
    readers: tuple[Reader, ...]
    apart: tuple[QuestionShown, ...]
    others: tuple[QuestionShown, ...]
    accepts: bool
    can_be_accepted: bool
    agreed: Box
    why: Box
    agreed_label: str
    left: bool
    is_twofold: bool

    @property
    def is_locked(self) -> bool:
        return self.state is CaseState.AGREED

    @property
    def said(self) -> str:
        """``Police: Enough · Children's social care: Gaps``."""
        return " · ".join(f"{one.name}: {one.grade}" for one in self.readers)


@dataclass(frozen=True)
class SittingPage:
    """The sitting: before the opening only how many returns are in, then everything."""

    id: UUID
    audit: str
    invented: bool
    counted: Counted
    total: int
    waiting: int
    prepared: int
    out: int
    lines: tuple[CaseLine, ...]
    grades: tuple[Grade, ...]
    section: str
    can_close: bool
    holds_all: bool
    chairs: bool
    waits_for_own: bool
    edit_key: str = field(repr=False)

    @property
    def is_open(self) -> bool:
        return bool(self.lines)

    @property
    def apart(self) -> tuple[CaseLine, ...]:
        """What people have to look at: the readers differ, or only one of them read it."""
        return tuple(line for line in self.lines if not line.accepts)

    @property
    def same(self) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.lines if line.accepts)

    @property
    def to_accept(self) -> int:
        return sum(line.can_be_accepted for line in self.lines)

    @property
    def left(self) -> int:
        return sum(line.left for line in self.lines)

    @property
    def writes(self) -> bool:
        """Whether anything can still be agreed."""
        return any(not line.is_locked for line in self.lines)

    @property
    def twofold(self) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.lines if line.is_twofold)

    @property
    def first_sentence(self) -> str:
        """``The readers came to the same in 19 of 30 notifications.``"""
        same = self.counted.of(len(self.same), len(self.lines))
        return f"The readers came to the same in {same}."


def describe_sitting(
    session: Session,
    person: Person,
    audit_id: UUID,
    typed: MultiDict[str, str] | None = None,
    wrong: Invalid | None = None,
) -> SittingPage:
    """The sitting for this person. Raises ``Hidden`` unless they hold discussions of it."""
    held = read_sitting(session, person, audit_id)
    opened = {one.case.id: one for one in held.cases if one.case.case.state.is_revealed}
    compared = {id: _compare(held, one) for id, one in opened.items()}
    ids = {one.case.case.reference: id for id, one in opened.items()}
    boxes = _boxes(opened.values(), typed, wrong, current.words(session))
    cases = by_need(compared.values())
    unopened = [one for one in held.cases if one.case.id not in opened]
    return SittingPage(
        audit_id,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        held.audit.cycle.counted,
        len(held.cases),
        _count(held, CaseState.WAITING),
        _count(held, CaseState.PREPARED),
        sum(r.status.can_be_written for one in unopened for r in one.on_file),
        tuple(_line(held, opened[ids[c.case.reference]], c, boxes) for c in cases),
        held.audit.scale.grades if held.audit.scale else (),
        graded_section(held.audit.tool).key,
        any(closes_returns(one.standing) for one in held.cases),
        len(held.cases) == sum(case.state.is_counted for case in held.all_cases),
        any(one.standing.in_the_chair for one in opened.values()),
        any(one.standing.answering_agencies(one.case.case) for one in unopened),
        saving.new_key(),
    )


def prefix_of(one: SittingCase) -> str:
    """What the boxes of a case are called on the page before their place: ``n12``."""
    return f"n{one.case.number}"


def _count(held: SittingRead, state: CaseState) -> int:
    return sum(one.case.case.state is state for one in held.cases)


def _compare(held: SittingRead, one: SittingCase) -> CaseCompared:
    return compare_case(held.audit.tool, held.audit.scale, one.case.case, one.returns)


def _boxes(
    opened: Iterable[SittingCase],
    typed: MultiDict[str, str] | None,
    wrong: Invalid | None,
    words: Words,
) -> Boxes:
    """The boxes of every case, each place after what its case is called on the page."""
    entries: Mapping[str, Entry] = dict(
        chain.from_iterable(
            ((f"{prefix_of(one)}/{place}", entry) for place, entry in one.entries.items())
            for one in opened
        )
    )
    return Boxes(entries, (), typed, wrong, words)


def _line(held: SittingRead, one: SittingCase, compared: CaseCompared, boxes: Boxes) -> CaseLine:
    tool, scale, record = held.audit.tool, held.audit.scale, one.values
    section, prefix = graded_section(tool).key, prefix_of(one)
    agreed = record.get(places.agreed_place(section), "")
    questions = _questions(held, one)
    return CaseLine(
        one.case.id,
        one.case.case.reference,
        one.case.case.state,
        _readers(held, one),
        tuple(q for q in questions if q.is_apart),
        tuple(q for q in questions if not q.is_apart),
        compared.accepts,
        can_accept(held, one),
        boxes.box(f"{prefix}/{places.agreed_place(section)}"),
        boxes.box(f"{prefix}/{places.why_place(section)}", is_text=True),
        scale.grade(agreed).label if scale and agreed else "",
        bool(left_to_agree(tool, scale, record, one.case.case.characteristics)),
        one.has_clashes,
    )


def _side_by_side(held: SittingRead, one: SittingCase) -> Compared:
    audit = held.audit
    return Compared(audit.tool, audit.scale, held.agencies, one.case.case.lead, one.returns)


def _questions(held: SittingRead, one: SittingCase) -> tuple[QuestionShown, ...]:
    shown = (_side_by_side(held, one).show(section) for section in held.audit.tool.sections)
    return tuple(chain.from_iterable((*section.apart, *section.others) for section in shown))


def _readers(held: SittingRead, one: SittingCase) -> tuple[Reader, ...]:
    shown = _side_by_side(held, one).show(graded_section(held.audit.tool))
    return tuple(
        Reader(a.name, a.grade or a.silence or "no grade asked", a.reason, a.lines)
        for a in shown.agencies
    )
