"""What the first page of an open discussion shows, and who came to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.appointments import services_of_chairs
from app.db.corrections import read_replies
from app.db.discussions import DiscussionRead, read_discussion
from app.db.findings import findings_of_case
from app.db.kept_texts import read_marked_texts
from app.db.schedule import invited_to
from app.operations.versions import version_of
from app.web import saving
from app.web.discussions.accuracy_page import waits_for
from app.web.discussions.child import ChildShown, show_child
from app.web.discussions.compared import SectionShown
from app.web.discussions.confirming_page import standings_of
from app.web.discussions.running import running_of
from app.web.discussions.section_page import compared_of
from app.web.discussions.silence_map import SilenceMap, map_silences
from audit_tools import places
from audit_tools.cases import CaseState
from audit_tools.confirming import Standing
from audit_tools.corrections import Accuracy
from audit_tools.discussions import Came, graded_sections
from audit_tools.facts import Agency
from audit_tools.good_practice import said_in
from audit_tools.invitations import Invited, foreseen
from audit_tools.numbers import joined
from audit_tools.permissions import Person
from audit_tools.visibility import takes_case_sheet, takes_out, writes_discussion

NOT_NOTED = "not noted"


@dataclass(frozen=True)
class SectionLine:
    """One section: where the agencies differ, and what was agreed.

    ``is_twofold`` where two people wrote in the same place and nobody has chosen yet; ``confirmed``
    says where it stands with the chair.
    """

    key: str
    title: str
    sentence: str
    agreed: str
    is_left: bool
    is_graded: bool
    is_twofold: bool
    confirmed: str


@dataclass(frozen=True)
class OverviewPage:
    """An open discussion at a glance. ``findings`` counts strengths and areas for development."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    state: CaseState
    child: ChildShown
    counts_children: bool
    sections: tuple[SectionLine, ...]
    came: str
    chair_answers_for: tuple[str, ...]
    strengths: int
    developments: int
    opened_at: datetime
    agreed_at: datetime | None
    early_reason: str
    can_write: bool
    can_write_up: bool
    unnoted: bool
    can_sign_off: bool
    unconfirmed: tuple[str, ...]
    """The titles of the sections that the chair has still to confirm."""
    marked: int
    """How many texts could identify somebody and were not gone through."""
    accuracy: str
    silences: SilenceMap
    changes: int
    can_take_sheet: bool
    can_take_out: bool
    can_declare_conflict: bool
    good_practice: UUID | None
    """The audit whose good practice the person words or agrees, once this case has named one."""
    asks_returns: bool
    edit_key: str = field(repr=False)

    @property
    def waits_to_be_written_up(self) -> bool:
        """Whether that is said next: once every section is agreed, it is noted who came, and
        whatever could identify somebody was gone through."""
        return self.can_write_up and not self.left and not self.unnoted and not self.marked

    @property
    def left(self) -> int:
        return sum(line.is_left for line in self.sections)

    @property
    def twofold(self) -> tuple[SectionLine, ...]:
        return tuple(line for line in self.sections if line.is_twofold)


@dataclass(frozen=True)
class AttendanceLine:
    """Whether one agency came: what is noted, and what is chosen on the page; each may be empty.

    Chosen at first is what is noted or, until then, what follows from the replies (``said``).
    ``theirs`` is what somebody else has noted where something else is chosen.
    """

    key: str
    name: str
    noted: str
    came: str
    said: str = field(default="", repr=False)
    theirs: str = ""


@dataclass(frozen=True)
class AttendancePage:
    """Who came to the discussion."""

    id: UUID
    spoken: str
    reference: str
    invented: bool
    lines: tuple[AttendanceLine, ...]
    can_write: bool
    seen: str

    @property
    def is_suggested(self) -> bool:
        """Whether something is chosen on it that nobody has noted or sent."""
        return any(line.came and not line.noted and not line.theirs for line in self.lines)

    def as_sent(self, sent: Mapping[str, Came]) -> "AttendancePage":
        """The page with what was chosen on it, and beside each line what stands there now."""
        return replace(self, lines=tuple(_as_sent(line, sent.get(line.key)) for line in self.lines))


def _as_sent(line: AttendanceLine, sent: Came | None) -> AttendanceLine:
    if sent is None:
        return line
    theirs = "" if sent.value == line.noted else line.noted or NOT_NOTED
    return replace(line, came=sent.value, theirs=theirs)


def describe_overview(session: Session, person: Person, case_id: UUID) -> OverviewPage:
    """An open discussion. Raises ``Hidden`` or ``Refused``."""
    held = read_discussion(session, person, case_id)
    findings = [one.finding for one in findings_of_case(session, person.partnership, case_id)]
    strengths = sum(f.kind is places.FindingKind.STRENGTH for f in findings)
    lines, compared = tuple(_lines(held)), compared_of(held, {})
    state = held.case.case.state
    writes = writes_discussion(held.standing, held.case.case)
    services = services_of_chairs(session, person.partnership, [case_id])[case_id]
    return OverviewPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        state,
        show_child(held, compared),
        held.audit.cycle.counts_children,
        lines,
        _came(held),
        tuple(sorted(held.agencies[a].name for a in held.case.case.answering(services))),
        strengths,
        len(findings) - strengths,
        held.on_file.opened_at,
        held.on_file.agreed_at,
        held.on_file.early_reason,
        can_write=writes,
        can_write_up=writes and state is CaseState.OPEN,
        unnoted=bool(held.unnoted),
        can_sign_off=writes and held.standing.in_the_chair,
        unconfirmed=tuple(held.audit.tool.section(key).title for key in held.unconfirmed),
        marked=len(read_marked_texts(session, person.partnership, held).left) if writes else 0,
        accuracy=_accuracy(session, person, held),
        silences=map_silences(compared, graded_sections(held.audit.tool)),
        changes=held.changes,
        can_take_sheet=takes_case_sheet(held.standing, held.case.case),
        can_take_out=takes_out(held.standing, held.case.case),
        can_declare_conflict=state.takes_entries and held.standing.declares_conflict,
        good_practice=held.audit.id if _has_practice(held) else None,
        asks_returns=held.audit.cycle.asks_returns,
        edit_key=saving.new_key(),
    )


def _has_practice(held: DiscussionRead) -> bool:
    is_agreed = held.case.case.state is CaseState.AGREED
    holds = is_agreed and held.standing.holds_discussion
    return holds and bool(said_in(held.audit.tool, held.values))


def _lines(held: DiscussionRead) -> list[SectionLine]:
    """The sections in the running order: the widest difference first."""
    tool, scale, record = held.audit.tool, held.audit.scale, held.values
    compared, panel = compared_of(held, {}), tool.panel_section
    twofold = {tool.section_at(clash.place) for clash in held.clashes}
    standings = standings_of(held)
    lines = []
    for link in running_of(held, "", "").links:
        agreed = record.get(places.agreed_place(link.key), "")
        is_panel = panel is not None and link.key == panel.key
        sentence = "" if is_panel else _sentence(held, compared.show(tool.section(link.key)))
        label = scale.grade(agreed).label if scale and agreed else ""
        lines.append(
            SectionLine(
                link.key,
                link.title,
                sentence,
                label,
                link.is_left,
                link.is_graded,
                link.key in twofold,
                _word(standings.get(link.key, Standing.EMPTY)),
            )
        )
    return lines


def _sentence(held: DiscussionRead, shown: SectionShown) -> str:
    """Where the agencies differ or, where they gave no grades before it, who spoke."""
    if held.audit.cycle.asks_returns:
        return shown.sentence
    spoke = joined(agency.name for agency in shown.speaking)
    return f"{spoke} spoke." if spoke else "Nothing is written yet."


def _word(standing: Standing) -> str:
    return "" if standing is Standing.EMPTY else standing.value


def _accuracy(session: Session, person: Person, held: DiscussionRead) -> str:
    """How far the reading for accuracy is, once the record is written up."""
    if held.on_file.written_up_at is None:
        return ""
    said = read_replies(session, person.partnership, held.on_file.id)
    asked = sum(one.word is Accuracy.CORRECT for one in said)
    still_open = sum(one.is_open for one in said)
    waiting = waits_for(held, said)
    replied = "replied" if held.case.case.state is CaseState.AGREED else "has replied yet"
    parts = (
        f"{len(said)} replied" if said else f"Nobody {replied}",
        f"{asked} asked for a correction" if asked else "",
        f"{still_open} of them still open" if still_open else "",
        f"waits for {waiting}" if waiting else "",
    )
    return "; ".join(part for part in parts if part)


def _came(held: DiscussionRead) -> str:
    """``Police and School came.``"""
    came = sorted(
        held.agencies[agency].name
        for agency, word in held.on_file.attendance.items()
        if word is Came.YES and agency in held.agencies
    )
    return f"{joined(came)} came." if came else ""


def describe_attendance(session: Session, person: Person, case_id: UUID) -> AttendancePage:
    """Who came, by agency: those that know the child, are expected, or came all the same.

    Who notes it finds chosen what was replied. Raises ``Hidden`` or ``Refused``.
    """
    held = read_discussion(session, person, case_id)
    attendance, case = held.on_file.attendance, held.case.case
    writes = writes_discussion(held.standing, case)
    expected: dict[str, list[Invited]] = {}
    for one in invited_to(session, person.partnership, [case_id])[case_id] if writes else ():
        expected.setdefault(one.agency, []).append(one.invited)
    return AttendancePage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.invented,
        tuple(
            _attendance_line(agency, attendance.get(key), expected.get(key, []))
            for key, agency in held.agencies.items()
            if case.involves(key) or key in attendance or key in expected
        ),
        writes,
        version_of(attendance),
    )


def _attendance_line(
    agency: Agency, noted: Came | None, expected: Sequence[Invited]
) -> AttendanceLine:
    said = "; ".join(one.spoken for one in expected)
    return AttendanceLine(
        agency.key, agency.name, noted or "", noted or foreseen(expected) or "", said
    )
