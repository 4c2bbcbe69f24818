"""What the page of one section shows: the child first, all agencies side by side, the record."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.db.corrections import read_corrections
from app.db.discussions import DiscussionRead, read_discussion, spoken_of
from app.db.findings import FindingOnFile, findings_of_case
from app.db.kept_texts import as_on_a_wall
from app.operations.versions import version_of
from app.web import current, saving
from app.web.boxes import Boxes, id_of
from app.web.discussions.child import ChildShown, show_child
from app.web.discussions.compared import Compared, SectionShown, Taken
from app.web.discussions.confirming_page import say_confirmed
from app.web.discussions.correcting_page import PlaceOffered, places_of
from app.web.discussions.forms import themes_place
from app.web.discussions.record import RecordBoxes, record_of
from app.web.discussions.running import Running, running_of
from app.web.findings.pages import FindingShown, ThemeOffered, show_finding
from app.web.forms import Mistake
from audit_tools import points
from audit_tools.cases import CaseState
from audit_tools.conditions.terms import Situation
from audit_tools.corrections import Correction
from audit_tools.errors import Invalid
from audit_tools.findings import Finding, Source, propose_themes
from audit_tools.permissions import Person
from audit_tools.returns import situation_of
from audit_tools.tool import AskedOf, Grade, Section, SectionFor
from audit_tools.visibility import confirms, corrects_record, writes_discussion

_ASKED_OF_AGENCIES = (AskedOf.EACH, AskedOf.LEAD)


@dataclass(frozen=True)
class CorrectionShown:
    """What was corrected after the signing off: what stood there, and why it changed."""

    label: str
    before: str = field(repr=False)
    reason: str = field(repr=False)
    at: datetime
    is_taken_out: bool


@dataclass(frozen=True)
class SectionPage:
    """The page of one section of a discussion."""

    id: UUID
    spoken: str
    reference: str
    audit: str
    invented: bool
    state: str
    section: Section
    shown: SectionShown
    child: ChildShown
    running: Running
    grades: tuple[Grade, ...]
    record: RecordBoxes
    findings: tuple[FindingShown, ...]
    themes: tuple[ThemeOffered, ...]
    can_write: bool
    can_sign_off: bool
    changes: int
    counts_children: bool
    rest: str
    asks_returns: bool
    used: str
    corrections: tuple[CorrectionShown, ...]
    can_correct: bool
    can_confirm: bool
    confirmed: str
    """Where the section stands with the chair, in a sentence; empty where nothing is to say."""
    points: tuple[tuple[str, str], ...]
    """Own and moderated points, each with whose they are; none where the tool has none."""
    edit_key: str = field(repr=False)

    @property
    def goes_on(self) -> bool:
        """Whether the record still changes; the page of one that does not is left alone."""
        return CaseState(self.state).takes_entries

    @property
    def is_panel(self) -> bool:
        """Whether this is the page on the child as a whole, which no agency answered."""
        return self.section.asked is SectionFor.PANEL

    @property
    def compares_grades(self) -> bool:
        """Whether agencies were asked for grades of their own parts, which stand side by side."""
        return self.asks_returns and bool(self.grades)

    @property
    def to_ask(self) -> tuple[str, ...]:
        """What the room asks the agencies where nobody was asked before the discussion."""
        if self.asks_returns:
            return ()
        return tuple(q.text for q in self.section.questions if q.asked in _ASKED_OF_AGENCIES)

    @property
    def same_label(self) -> str:
        """The grade that all gave, where one click can accept it."""
        return self.word_of(self.shown.same_grade or "")

    @property
    def agreed_rows(self) -> tuple[tuple[str, str], ...]:
        """What the record holds, for those who only read it."""
        return self.record.rows(self.word_of)

    def word_of(self, value: str) -> str:
        """A grade in words; any other text as it is."""
        return next((grade.label for grade in self.grades if grade.key == value), value)

    def name_of(self, place: str) -> str:
        """What a place is called on the page."""
        return next((label for label, box in self.record.named if box.place == place), "here")

    def mistakes(self, wrong: Invalid) -> list[Mistake]:
        """What cannot be stored, each with the control that it belongs to."""
        known = {box.place for _, box in self.record.named}
        known |= {themes_place(str(finding.id)) for finding in self.findings}
        return [
            Mistake(id_of(p.place) if p.place in known else "", p.message) for p in wrong.problems
        ]


def describe_section(
    session: Session,
    person: Person,
    case_id: UUID,
    key: str,
    *,
    now: datetime,
    order: str = "",
    typed: MultiDict[str, str] | None = None,
    wrong: Invalid | None = None,
    on_wall: bool = False,
) -> SectionPage:
    """One section of an open discussion; without a key the first of the running order.

    ``on_wall`` leaves out what may be a name. Raises ``Hidden`` or ``Refused``.
    """
    held = read_discussion(session, person, case_id)
    if on_wall:
        held = as_on_a_wall(session, person.partnership, held)
    key = key or next((one.key for one in running_of(held, "", order).links), "")
    running = running_of(held, key, order)
    running.link_of(key)
    section = held.audit.tool.section(key)
    findings = findings_of_case(session, person.partnership, case_id)
    compared = compared_of(held, taken_by(findings))
    boxes = Boxes(held.entries, held.clashes, typed, wrong, current.words(session))
    writes = writes_discussion(held.standing, held.case.case)
    return SectionPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.title,
        held.audit.cycle.invented,
        held.case.case.state.value,
        section,
        compared.show(section),
        show_child(held, compared),
        running,
        held.audit.scale.grades if held.audit.scale and section.graded else (),
        record_of(held, section, boxes),
        tuple(
            show_finding(one, held.audit.codebook, held.agencies)
            for one in findings
            if one.finding.section == key
        ),
        tuple(ThemeOffered.of(held.audit.codebook.theme(t)) for t in _proposed(held, section)),
        writes,
        writes and held.standing.in_the_chair,
        held.changes,
        held.audit.cycle.counts_children,
        rest_of(held, findings, key),
        held.audit.cycle.asks_returns,
        time_used(held, now),
        corrections_of(session, person, held, key),
        corrects_record(held.standing, held.case.case),
        confirms(held.standing, held.case.case) and not held.audit.tool.in_one_sitting,
        say_confirmed(held, key),
        _points(held, section),
        saving.new_key(),
    )


def _points(held: DiscussionRead, section: Section) -> tuple[tuple[str, str], ...]:
    tool, case = held.audit.tool, held.case.case
    if not points.has_points(tool):
        return ()

    def situation(agency: str) -> Situation:
        return situation_of(case, agency, held.agencies[agency].kind)

    sided = points.in_section(
        tool, held.audit.scale, section, held.returns, situation, held.values, case.characteristics
    )
    own = sorted((held.agencies[key].name, str(one)) for key, one in sided.own.items())
    return tuple((who, said) for who, said in (*own, ("Moderated", str(sided.moderated))) if said)


def compared_of(held: DiscussionRead, taken: Taken) -> Compared:
    """The returns of a discussion, ready to be shown a section at a time."""
    return Compared(
        held.audit.tool,
        held.audit.scale,
        held.agencies,
        held.case.case.lead,
        held.returns,
        taken,
        held.values,
        held.audit.cycle.asks_returns,
    )


def taken_by(findings: tuple[FindingOnFile, ...]) -> Taken:
    """Which findings were taken from which lines, and from what was said."""
    taken: dict[Source, tuple[Finding, ...]] = {}
    for one in findings:
        for source in one.finding.sources:
            taken[source] = (*taken.get(source, ()), one.finding)
    return taken


def section_spoken_of(session: Session, person: Person, case_id: UUID) -> str:
    """The section of the running order that is spoken of; empty for none of them.

    Raises ``Hidden`` or ``Refused``.
    """
    key = spoken_of(session, person, case_id)
    running = running_of(read_discussion(session, person, case_id), "", "")
    return key if any(link.key == key for link in running.links) else ""


def rest_of(held: DiscussionRead, findings: tuple[FindingOnFile, ...], key: str) -> str:
    """A digest of what the page shows beside its boxes, to tell a follower that it has changed."""
    parts = [held.case.case.state.value, *(str(clash.id) for clash in held.clashes)]
    parts += [version_of(one.finding) for one in findings if one.finding.section == key]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def corrections_of(
    session: Session, person: Person, held: DiscussionRead, key: str
) -> tuple[CorrectionShown, ...]:
    """The corrections of one section, the earliest first: none before the signing off."""
    if held.case.case.state is not CaseState.AGREED:
        return ()
    made = read_corrections(session, person.partnership, held.on_file.id)
    found = findings_of_case(session, person.partnership, held.case.id)
    offered = {one.place: one for one in places_of(held, key, found)}
    return tuple(
        _correction(one, offered.get(one.place))
        for one in made
        if one.place in offered or (one.is_taken_out and one.place == key)
    )


def _correction(one: Correction, place: PlaceOffered | None) -> CorrectionShown:
    return CorrectionShown(
        place.label if place else "",
        place.in_words(one.before) if place else "",
        one.reason,
        one.at,
        one.is_taken_out,
    )


LONGEST_DISCUSSION = timedelta(hours=12)


def time_used(held: DiscussionRead, now: datetime) -> str:
    """``31 min used`` while the discussion goes on; nothing once it was left for another day."""
    used = now - held.on_file.opened_at
    if held.case.case.state is not CaseState.OPEN or used > LONGEST_DISCUSSION:
        return ""
    return f"{used // timedelta(minutes=1)} min used"


def _proposed(held: DiscussionRead, section: Section) -> tuple[str, ...]:
    return propose_themes(held.audit.tool, held.audit.codebook, section.key)
