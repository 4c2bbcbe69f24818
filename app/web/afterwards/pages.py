"""What the page of somebody who took part shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.afterwards import (
    PAGE,
    Afterwards,
    AgreedCase,
    TookPart,
    count_taken_part,
    list_taken_part,
    read_afterwards,
)
from app.db.agencies import list_agencies
from app.operations.afterwards import read_learning, version_of_written
from app.operations.good_practice import agencies_led
from audit_tools import places
from audit_tools.afterwards import QUESTIONS, Activity, Asked, CpdNote, NextTime, OwnNote
from audit_tools.answers import in_full
from audit_tools.cycles import AuditCycle
from audit_tools.disclosure import SharedLearning
from audit_tools.discussions import Came
from audit_tools.good_practice import is_asked
from audit_tools.permissions import OF_THE_DISCUSSION, Person
from audit_tools.returns import ReturnStatus
from audit_tools.tool import AuditTool, Scale, Section, SectionFor


@dataclass(frozen=True)
class Said:
    """One thing that was agreed, in words."""

    label: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class AgreedLine:
    """A case of the person's own, with what its discussion agreed of it as a whole."""

    id: UUID
    reference: str = field(repr=False)
    grade: str
    said: tuple[Said, ...]
    grades: tuple[Said, ...]


@dataclass(frozen=True)
class ActionLine:
    """An action that a discussion of the person's cases agreed."""

    reference: str = field(repr=False)
    text: str = field(repr=False)
    by: str = field(repr=False)
    when: str = field(repr=False)


@dataclass(frozen=True)
class AfterwardsPage:
    """One audit for somebody who took part in it.

    ``learning`` is of the whole audit, once it is closed; ``heads_of`` are the agencies, by key,
    for whose heads the person finds a paper here.
    """

    id: UUID
    cycle: AuditCycle
    is_closed: bool
    part_of: int
    """In how many cases the person took part, those of which they read nothing among them."""
    cases: tuple[AgreedLine, ...]
    actions: tuple[ActionLine, ...]
    learning: SharedLearning | None
    heads_of: dict[str, str]
    questions: tuple[Asked, ...]
    seen: str
    next_time: NextTime
    note: OwnNote
    usual: Activity


@dataclass(frozen=True)
class ListPage:
    """The audits that the person took part in, fifty to a page."""

    audits: tuple[TookPart, ...]
    number: int
    pages: int
    invented: bool


def describe_list(session: Session, person: Person, number: int) -> ListPage:
    """A page beyond the last gives the last."""
    pages = max(1, -(-count_taken_part(session, person) // PAGE))
    number = min(max(1, number), pages)
    audits = list_taken_part(session, person, (number - 1) * PAGE)
    return ListPage(audits, number, pages, any(one.invented for one in audits))


def describe_afterwards(session: Session, person: Person, audit_id: UUID) -> AfterwardsPage:
    """What was agreed, what will change, and what the person wrote. Raises ``Hidden``."""
    held = read_afterwards(session, person, audit_id)
    tool, scale = held.audit.tool, held.audit.scale
    learning = read_learning(session, held.audit, person)
    return AfterwardsPage(
        audit_id,
        held.audit.cycle,
        learning is not None,
        len(held.cases),
        tuple(_line(one, tool, scale) for one in held.cases if one.is_read),
        tuple(action for one in held.cases for action in _actions(one, tool)),
        learning,
        _heads_of(session, person, held),
        QUESTIONS,
        version_of_written(held),
        held.next_time,
        held.note,
        _usual(person, held.cases),
    )


def describe_note(
    session: Session, person: Person, audit_id: UUID, partnership: str
) -> tuple[str, CpdNote]:
    """The key of the audit, and the person's own note as it is saved. Raises ``Hidden``."""
    held = read_afterwards(session, person, audit_id)
    cycle = held.audit.cycle
    note = CpdNote(
        person.name, partnership, cycle.title, cycle.invented, held.note, cycle.rehearsal
    )
    return cycle.key, note


def _heads_of(session: Session, person: Person, held: Afterwards) -> dict[str, str]:
    """The agencies that the person leads, by key with their names; none where no paper follows."""
    if not is_asked(held.audit.tool):
        return {}
    led = agencies_led(person, [one.case for one in held.cases])
    if not led:
        return {}
    names = {one.key: one.name for one in list_agencies(session, person.partnership)}
    return {key: names[key] for key in sorted(led, key=names.__getitem__)}


def _line(one: AgreedCase, tool: AuditTool, scale: Scale | None) -> AgreedLine:
    return AgreedLine(
        one.case.id,
        one.case.case.reference,
        _grade_of(one, _whole(tool), scale),
        tuple(_said(one, tool)),
        tuple(_grades(one, tool, scale)),
    )


def _whole(tool: AuditTool) -> Section | None:
    """The section in which the case is graded as a whole; of a short tool, its only grade."""
    graded = [section for section in tool.sections if section.graded]
    return next((s for s in graded if s.asked is SectionFor.PANEL), graded[0] if graded else None)


def _grade_of(one: AgreedCase, section: Section | None, scale: Scale | None) -> str:
    grade = one.record.get(places.agreed_place(section.key), "") if section else ""
    return scale.grade(grade).label if scale and grade in scale else ""


def _said(one: AgreedCase, tool: AuditTool) -> Iterator[Said]:
    """What the discussion answered of the case as a whole."""
    whole = _whole(tool)
    if whole and (why := one.record.get(places.why_place(whole.key), "")):
        yield Said("Why this was agreed", why)
    for question in tool.panel_questions:
        if question.is_answered(one.record) and question in (whole.questions if whole else ()):
            yield Said(question.text, in_full(question, one.record))


def _grades(one: AgreedCase, tool: AuditTool, scale: Scale | None) -> Iterator[Said]:
    graded = [section for section in tool.sections if section.graded]
    if scale is None or len(graded) < 2:
        return
    for section in graded:
        if grade := _grade_of(one, section, scale):
            yield Said(f"{section.number} {section.title}".strip(), grade)


def _actions(one: AgreedCase, tool: AuditTool) -> Iterator[ActionLine]:
    for section in tool.sections:
        parts = [one.record.get(f"{section.key}/{part}", "") for part in _PARTS]
        if parts[0]:
            yield ActionLine(one.case.case.reference, *parts)


_PARTS = ("action", "action-by", "action-when")


def _usual(person: Person, cases: tuple[AgreedCase, ...]) -> Activity:
    """What the person did, as far as it is known: who came is noted by agency."""
    if any(not one.standing.appointed.isdisjoint(OF_THE_DISCUSSION) for one in cases):
        return Activity.HOLDING
    gave = any(
        r.agency in one.standing.answering_agencies(one.case.case)
        and r.status is ReturnStatus.SUBMITTED
        for one in cases
        for r in one.returns
    )
    came = any(
        one.discussion.attendance.get(a) is Came.YES for one in cases for a in person.works_in
    )
    if gave:
        return Activity.RETURN_AND_DISCUSSION if came else Activity.RETURN
    return Activity.DISCUSSION
