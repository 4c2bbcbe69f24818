"""What the pages of meetings show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, list_audits
from app.db.meetings import MeetingOnFile, list_meetings
from app.operations.meetings import decision_of, still_owed
from app.web.meetings.forms import DecisionForm
from app.web.paging import Part, part_of
from audit_tools.cycles import Phase
from audit_tools.dates import format_date
from audit_tools.governance import FOR_STAFF, AgendaItem, Decision, PaperKind
from audit_tools.numbers import joined, plural
from audit_tools.permissions import Person


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in the list of meetings."""

    path: str
    body: str
    on: date
    says: str
    invented: bool


@dataclass(frozen=True)
class OwedLine:
    """An audit that is still owed, and to whom."""

    path: str
    audit: str
    bodies: str


@dataclass(frozen=True)
class ListPage:
    owed: tuple[OwedLine, ...]
    meetings: Part[MeetingLine]


@dataclass(frozen=True)
class PaperChoice:
    """A paper that can be put before a meeting."""

    text: str
    path: str


@dataclass(frozen=True)
class AuditChoice:
    audit: str
    papers: tuple[PaperChoice, ...]


@dataclass(frozen=True)
class ItemForms:
    """An item of the decisions page with the form to write down what was decided."""

    item: AgendaItem
    form: DecisionForm
    is_open: bool


def describe_list(session: Session, person: Person, today: date) -> ListPage:
    """The audits that are still owed, and all meetings, the latest first."""
    owed = tuple(
        OwedLine(
            url_for("audits.show_audit", audit_id=audit.id),
            audit.cycle.title,
            joined(one.name for one in waiting),
        )
        for audit, waiting in still_owed(session, person)
    )
    meetings = list_meetings(session, person.partnership)
    return ListPage(owed, part_of([_line(meeting, today) for meeting in meetings]))


def _line(meeting: MeetingOnFile, today: date) -> MeetingLine:
    decided = sum(item.decision is not None for item in meeting.items)
    says = plural(len(meeting.items), "item")
    if meeting.items and meeting.on <= today:
        says = f"{says}, {decided} decided"
    path = url_for("meetings.show", meeting_id=meeting.id)
    return MeetingLine(path, meeting.body, meeting.on, says, meeting.invented)


def describe_choices(session: Session, person: Person, meeting_id: UUID) -> tuple[AuditChoice, ...]:
    """The papers of audits that can be put before a meeting."""
    return tuple(
        AuditChoice(
            audit.cycle.title,
            tuple(
                PaperChoice(
                    kind.label,
                    url_for(
                        "meetings.ask_paper",
                        meeting_id=meeting_id,
                        audit_id=audit.id,
                        paper_kind=kind.value,
                    ),
                )
                for kind in PaperKind
                if kind not in FOR_STAFF or audit.cycle.phase is Phase.CLOSED
            ),
        )
        for audit in list_audits(session, person.partnership)
        if _can_be_put(audit)
    )


def _can_be_put(audit: AuditOnFile) -> bool:
    is_readable = audit.cycle.phase is Phase.CLOSED or audit.interim_issued
    return is_readable and not audit.cycle.rehearsal


@dataclass(frozen=True)
class DecisionLine:
    """What was decided in a meeting, and whether its day is past."""

    path: str
    meeting: str
    title: str
    decision: Decision
    is_past: bool
    invented: bool


def describe_log(session: Session, person: Person, today: date) -> Part[DecisionLine]:
    """All that boards and groups decided, the latest meeting first."""
    return part_of(
        [
            DecisionLine(
                url_for("meetings.show", meeting_id=meeting.id, _anchor=f"item-{item.number}"),
                f"{meeting.body}, {format_date(meeting.on)}",
                item.title,
                item.decision,
                item.decision.due_on is not None and item.decision.due_on < today,
                meeting.invented,
            )
            for meeting in list_meetings(session, person.partnership)
            for item in meeting.items
            if item.decision
        ]
    )


def form_of(item: AgendaItem) -> DecisionForm:
    """The form of an item's decision as it stands."""
    form = DecisionForm(formdata=None, prefix=prefix_of(item))
    form.fill(decision_of(item))
    return form


def prefix_of(item: AgendaItem) -> str:
    """What the names of an item's fields begin with: several items stand on one page."""
    return f"item{item.number}-"


def describe_decisions(
    meeting: MeetingOnFile, typed: tuple[UUID, DecisionForm] | None = None
) -> tuple[ItemForms, ...]:
    """Every item with its form; one that was typed and refused as it was typed."""
    return tuple(_item_forms(item, typed) for item in meeting.items)


def _item_forms(item: AgendaItem, typed: tuple[UUID, DecisionForm] | None) -> ItemForms:
    if typed and typed[0] == item.id:
        return ItemForms(item, typed[1], True)
    return ItemForms(item, form_of(item), item.decision is None)
