"""What the pages of meetings show."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, list_audits
from app.db.meetings import MeetingOnFile, list_meetings
from app.operations.comparison import to_judge
from app.operations.meetings import decision_of, still_owed
from app.operations.priorities import list_themes
from app.web.meetings.forms import DecisionForm
from app.web.paging import Part, part_of
from audit_tools.audience import ThemePriority
from audit_tools.cycles import Phase
from audit_tools.dates import format_date
from audit_tools.governance import FOR_STAFF, AgendaItem, PaperKind
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
class ThemeLine:
    """A theme with what stands of its urgency, and where the meeting decides it."""

    path: str
    title: str
    stands: str
    is_decided: bool


@dataclass(frozen=True)
class BesideLine:
    """Where the meeting says how each theme goes on from the ``earlier`` audit, and what stands."""

    path: str
    earlier: str
    stands: str


@dataclass(frozen=True)
class ItemForms:
    """An item of the decisions page with the form to write down what was decided."""

    item: AgendaItem
    form: DecisionForm
    is_open: bool
    themes: tuple[ThemeLine, ...]
    beside: BesideLine | None
    undecided_path: str

    @property
    def undecided(self) -> str:
        """``the other 11 themes``; empty where fewer than two are left, which are decided alone."""
        left = sum(not one.is_decided for one in self.themes)
        if left < 2:
            return ""
        return f"the other {left} themes" if left < len(self.themes) else f"all {left} themes"

    @property
    def themes_decided(self) -> str:
        """``6 of 14 decided``"""
        return f"{sum(one.is_decided for one in self.themes)} of {len(self.themes)} decided"


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
    decided = sum(item.is_decided for item in meeting.items)
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


def form_of(item: AgendaItem) -> DecisionForm:
    """The form of an item's decision as it stands."""
    form = DecisionForm(formdata=None, prefix=prefix_of(item))
    form.fill(decision_of(item))
    return form


def prefix_of(item: AgendaItem) -> str:
    """What the names of an item's fields begin with: several items stand on one page."""
    return f"item{item.number}-"


def describe_decisions(
    session: Session,
    person: Person,
    meeting: MeetingOnFile,
    typed: tuple[UUID, DecisionForm] | None,
    *,
    decides: bool,
) -> tuple[ItemForms, ...]:
    """Every item with its form; one that was typed and refused as it was typed. Where the meeting
    ``decides`` already, each theme of a summary leads to where its urgency is recorded, and the
    summary to where it is judged beside the audit before."""
    found = []
    for item in meeting.items:
        form, is_open = form_of(item), not item.is_decided
        if typed and typed[0] == item.id:
            form, is_open = typed[1], True
        themes = _theme_lines(session, person, meeting.id, item) if decides else ()
        beside = _beside(session, person, meeting.id, item) if decides else None
        found.append(ItemForms(item, form, is_open, themes, beside, _undecided(meeting.id, item)))
    return tuple(found)


def _summary_of(item: AgendaItem) -> UUID | None:
    """The audit whose theme summary is put before the meeting."""
    paper = item.paper
    return paper.audit if paper and paper.kind is PaperKind.THEME_SUMMARY else None


def _undecided(meeting_id: UUID, item: AgendaItem) -> str:
    """Where all themes that are left are decided at once."""
    audit = _summary_of(item)
    return url_for("undecided.ask", audit_id=audit, meeting=meeting_id) if audit else ""


def _beside(
    session: Session, person: Person, meeting_id: UUID, item: AgendaItem
) -> BesideLine | None:
    audit = _summary_of(item)
    found = to_judge(session, by=person, audit_id=audit) if audit else None
    if found is None:
        return None
    path = url_for("comparison.ask_judgement", audit_id=audit, meeting=meeting_id)
    said = found.judgement
    stands = f"{said.group}, {format_date(said.on)}" if said else "not judged yet"
    return BesideLine(path, found.earlier, stands)


def _theme_lines(
    session: Session, person: Person, meeting_id: UUID, item: AgendaItem
) -> tuple[ThemeLine, ...]:
    audit = _summary_of(item)
    if audit is None:
        return ()
    return tuple(
        ThemeLine(
            url_for("priorities.show", audit_id=audit, theme=row.key, meeting=meeting_id),
            row.title,
            *_stands(row.priority),
        )
        for row in list_themes(session, by=person, audit_id=audit)
        if row.priority
    )


def _stands(priority: ThemePriority) -> tuple[str, bool]:
    """What was decided and by whom, or what the rule suggests; and whether it is decided."""
    word = priority.standing.in_a_sentence
    if priority.decided is None:
        return f"suggested: {word}", False
    return f"{word}, {priority.decided.group}, {format_date(priority.decided.on)}", True
