"""One agency's return for one child: what may be entered, what is left, when it is locked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Case, CaseState, Characteristics
from audit_tools.conditions.terms import Situation
from audit_tools.errors import Hidden, Refused
from audit_tools.fit import Fit, check_not_stopped
from audit_tools.needed import is_mandatory, needs_answer
from audit_tools.places import FindingKind
from audit_tools.tool import AuditTool, Question, Section


class ReturnStatus(StrEnum):
    """Where a return stands."""

    DUE = "due"
    SUBMITTED = "submitted"
    REOPENED = "reopened"
    NOT_KNOWN = "not-known"
    MISSING = "missing"
    GIVEN_IN_DISCUSSION = "given-in-discussion"

    @property
    def can_be_written(self) -> bool:
        return self in (ReturnStatus.DUE, ReturnStatus.REOPENED)

    @property
    def is_received(self) -> bool:
        """Whether the agency answered in time: a return, or that it does not know the child."""
        return self in (ReturnStatus.SUBMITTED, ReturnStatus.NOT_KNOWN)

    @property
    def speaks_in_discussion(self) -> bool:
        """Whether an agency that was asked sent nothing, so that what it says is written down."""
        return self in (ReturnStatus.MISSING, ReturnStatus.GIVEN_IN_DISCUSSION)


class Progress(StrEnum):
    """The one word that chair and coordinator see of a return before the case is prepared."""

    NOT_ASKED = "not asked"
    ASKED = "asked whether known"
    NOT_OPENED = "not opened"
    STARTED = "started"
    OVERDUE = "overdue"
    SUBMITTED = "submitted"
    NOT_KNOWN = "not known to them"
    NOT_IN_PERIOD = "not in this period"
    DOES_NOT_FIT = "does not fit"
    MISSING = "no return"
    GIVEN = "given in the discussion"
    SPEAKS = "speaks in the discussion"


_SETTLED = {
    ReturnStatus.SUBMITTED: Progress.SUBMITTED,
    ReturnStatus.NOT_KNOWN: Progress.NOT_KNOWN,
    ReturnStatus.MISSING: Progress.MISSING,
    ReturnStatus.GIVEN_IN_DISCUSSION: Progress.GIVEN,
}


def progress(
    status: ReturnStatus,
    started: bool,
    overdue: bool,
    asks_returns: bool = True,
    fit: Fit = Fit.FITS,
) -> Progress:
    """The word for a return that was asked for; overdue outweighs started, and stopped both.

    Where the audit ``asks_returns`` of nobody, none is missing.
    """
    if status is ReturnStatus.MISSING and not asks_returns:
        return Progress.SPEAKS
    if status in _SETTLED:
        return _SETTLED[status]
    if fit is Fit.DOES_NOT_FIT:
        return Progress.DOES_NOT_FIT
    if overdue:
        return Progress.OVERDUE
    return Progress.STARTED if started else Progress.NOT_OPENED


@dataclass(frozen=True)
class Line:
    """One short line of a section: one finding to a line."""

    place: str
    kind: FindingKind
    text: str = field(repr=False)
    cause: str = ""


@dataclass(frozen=True)
class Recommendation:
    """What an agency recommends, on a short line of its own. It was not seen in a case, so it is no
    finding, has no cause, and is in no count."""

    place: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Left:
    """Something that a return still lacks, said so that one can go and do it."""

    section: str
    place: str
    sentence: str


@dataclass(frozen=True)
class AgencyReturn:
    """One agency's answers for one case, with all that its rules need to know.

    ``gives_grades`` is false where the audit was set up without a scale. ``given`` are the sections
    that its reader was given where they have not the whole; ``entries`` then hold these sections
    and the answers that decide what they ask, ``clashes`` the places of these sections alone.
    """

    agency: str
    kind: AgencyKind
    lead: bool
    status: ReturnStatus
    case_state: CaseState
    entries: Mapping[str, str] = field(repr=False)
    clashes: frozenset[str] = frozenset()
    gives_grades: bool = True
    fit: Fit = Fit.FITS
    given: frozenset[str] | None = None
    characteristics: Characteristics = field(default_factory=Characteristics, repr=False)

    @property
    def situation(self) -> Situation:
        """What conditions may know of it beside the answers."""
        return Situation(self.kind, self.lead, self.characteristics)

    def has(self, section: str) -> bool:
        """Whether a section is its reader's to answer."""
        return self.given is None or section in self.given


def check_can_write(agency_return: AgencyReturn) -> None:
    """Raise ``Refused`` unless the return still takes answers."""
    if agency_return.case_state is not CaseState.WAITING:
        raise Refused("The returns of this case are closed. Nothing more can be changed in them.")
    if not agency_return.status.can_be_written:
        raise Refused(
            "This return has been sent and is locked. "
            "Ask the Business Unit to reopen it if something must be changed."
        )
    check_not_stopped(agency_return.fit)


def sections_of(tool: AuditTool, agency_return: AgencyReturn) -> tuple[Section, ...]:
    """The sections that the reader of a return answers, in the tool's order."""
    given = sections_given(tool, agency_return)
    return tuple(section for section in given if is_open(tool, section, agency_return))


def sections_given(tool: AuditTool, agency_return: AgencyReturn) -> tuple[Section, ...]:
    """The sections that the reader of a return has, those that conditions leave out among them."""
    sections = tool.return_sections(agency_return.kind, agency_return.lead)
    return tuple(section for section in sections if agency_return.has(section.key))


def situation_of(case: Case, agency: str, kind: AgencyKind) -> Situation:
    """What conditions may know of an agency's return on a case beside its answers."""
    return Situation(kind, case.lead == agency, case.characteristics)


def is_open(tool: AuditTool, section: Section, agency_return: AgencyReturn) -> bool:
    """Whether no condition leaves a section out of the return."""
    return tool.is_open(section, agency_return.entries, agency_return.situation)


def check_has_place(tool: AuditTool, agency_return: AgencyReturn, place: str) -> None:
    """Raise ``Hidden`` for a place in a section that was not given to the reader."""
    if not agency_return.has(tool.section_at(place)):
        raise Hidden("This return has no such section.")


def check_can_reopen(status: ReturnStatus, case_state: CaseState) -> None:
    """A return is reopened only while its case is still waiting. Raises ``Refused``."""
    if case_state is not CaseState.WAITING:
        raise Refused("The returns of this case are closed, so none can be reopened.")
    if status not in (ReturnStatus.SUBMITTED, ReturnStatus.NOT_KNOWN):
        raise Refused("Only a return that has been sent can be reopened.")


def check_can_undo_not_known(status: ReturnStatus, case_state: CaseState) -> None:
    """Whoever said that a child was not known takes that back themselves while the case is waiting:
    nobody has relied on it yet. Raises ``Refused``."""
    if case_state is not CaseState.WAITING:
        raise Refused("The returns of this case are closed, so this can no longer be undone.")
    if status is not ReturnStatus.NOT_KNOWN:
        raise Refused("Nobody has said that this was not known to you.")


def lines(entries: Mapping[str, str], section: str) -> tuple[Line, ...]:
    """The lines of a section, strengths first, each in the order it was written."""
    return tuple(
        Line(place, kind, entries[place], entries.get(places.cause_place(place), ""))
        for kind in FindingKind
        for place in _line_places(section, kind)
        if entries.get(place)
    )


def recommendations(entries: Mapping[str, str], section: str) -> tuple[Recommendation, ...]:
    """What an agency recommends in a section, in the order it was written."""
    written = _line_places(section, places.RECOMMENDATION)
    return tuple(Recommendation(place, entries[place]) for place in written if entries.get(place))


def has_lines(entries: Mapping[str, str], section: str) -> bool:
    """Whether anything stands in the lines of a section, whatever their kind."""
    return bool(lines(entries, section) or recommendations(entries, section))


def _line_places(section: str, kind: str) -> Iterator[str]:
    for number in range(1, places.MOST_LINES + 1):
        yield places.line_place(section, kind, number)


def shown_questions(
    tool: AuditTool, section: Section, agency_return: AgencyReturn
) -> tuple[Question, ...]:
    """The questions of a section that this agency is asked and that no condition hides."""
    return tuple(
        question
        for question in section.questions
        if question.is_asked_of(agency_return.kind, agency_return.lead)
        and tool.shown(question, agency_return.entries, agency_return.situation)
    )


def left_in_section(
    tool: AuditTool, section: Section, agency_return: AgencyReturn
) -> tuple[Left, ...]:
    """What the section still lacks before the return can be sent.

    Every shown question that is chosen from a list needs an answer ("not known" is one), unless
    the agency says that it has nothing to add to a section that is not mandatory; text, numbers
    and dates may stay empty. Where the tool says of a question that it has to be answered, it has
    to be whatever else is said. An answer
    that the tool asks a reason or words for needs them, whatever else is said. A graded
    section needs a grade or "not our part", and a line or a reason for a grade; a line about what
    could be better needs why it happened.
    """
    entries = agency_return.entries
    left: list[Left] = []
    is_asked = is_mandatory(tool, section, entries, agency_return.situation)
    left += [
        Left(section.key, question.key, f"Answer {_name(question, agency_return.kind)}")
        for question in unanswered(tool, section, agency_return)
        if is_asked or question.says_needed or not says_nothing(entries, section.key)
    ]
    left += [
        Left(section.key, place, f"{what}: {_name(question, agency_return.kind)}")
        for question in shown_questions(tool, section, agency_return)
        for place, what in question.lacks(entries)
    ]
    if section.graded:
        if agency_return.gives_grades:
            left += _left_of_grade(tool, section, entries)
        left += [
            Left(section.key, places.cause_place(line.place), "Say why it happened")
            for line in lines(entries, section.key)
            if line.kind is FindingKind.DEVELOPMENT and not line.cause
        ]
    left += [
        Left(section.key, place, "Two people wrote here. Choose which text stays")
        for place in sorted(agency_return.clashes)
        if tool.section_at(place) == section.key
    ]
    return tuple(left)


def _name(question: Question, kind: AgencyKind) -> str:
    return f"question {question.number}" if question.number else f"“{question.text_for(kind)}”"


def says_nothing(entries: Mapping[str, str], section: str) -> bool:
    """Whether the agency has closed the section with "Nothing to add"; a line takes that back."""
    closed = entries.get(places.nothing_place(section)) == places.YES
    return closed and not has_lines(entries, section)


def says_anything(entries: Mapping[str, str], section: str) -> bool:
    """Whether anything is answered or written besides its grade in a section that has all of these
    entries.

    Only an agency that says nothing at all of a section has no part in it.
    """
    closing = (places.grade_place(section), places.nothing_place(section))
    return any(value and place not in closing for place, value in entries.items())


def unanswered(
    tool: AuditTool, section: Section, agency_return: AgencyReturn
) -> tuple[Question, ...]:
    """The questions of a section that have to be answered and have no answer yet."""
    return tuple(
        question
        for question in shown_questions(tool, section, agency_return)
        if not question.is_answered(agency_return.entries)
        and needs_answer(tool, question, agency_return.entries, agency_return.situation)
    )


def _left_of_grade(tool: AuditTool, section: Section, entries: Mapping[str, str]) -> list[Left]:
    place = places.grade_place(section.key)
    grade = entries.get(place)
    if grade is None:
        return [Left(section.key, place, "Grade your own part, or choose “Not our part”")]
    has_reason = has_lines(entries, section.key) or entries.get(places.reason_place(section.key))
    if tool.in_one_sitting and grade in _good_enough(tool):
        return []
    if grade != places.NOT_OUR_PART and not has_reason:
        return [Left(section.key, places.reason_place(section.key), "Give a reason for the grade")]
    return []


def _good_enough(tool: AuditTool) -> set[str]:
    """In a dip sample the answers say why a grade is good; a sentence says why one is not."""
    return {g.key for scale in tool.grading_scales for g in scale.grades if g.meets_standard}


def left_to_do(tool: AuditTool, agency_return: AgencyReturn) -> tuple[Left, ...]:
    """Everything that stands between this return and being sent, in the tool's order."""
    return tuple(
        left
        for section in sections_of(tool, agency_return)
        for left in left_in_section(tool, section, agency_return)
    )


def sections_done(tool: AuditTool, agency_return: AgencyReturn) -> tuple[int, int]:
    """How many sections lack nothing, and how many there are."""
    sections = sections_of(tool, agency_return)
    done = sum(not left_in_section(tool, section, agency_return) for section in sections)
    return done, len(sections)


SECONDS_FOR_A_CHOICE = 20
SECONDS_FOR_A_GRADE = 60


def minutes_left(tool: AuditTool, agency_return: AgencyReturn) -> int:
    """About how long the rest takes, in whole minutes, at least one while anything is left.

    The two figures are our estimate: a choice read and made, and a grade with its lines or a
    reason in words.
    """
    left = left_to_do(tool, agency_return)
    seconds = sum(
        SECONDS_FOR_A_GRADE if "/" in item.place else SECONDS_FOR_A_CHOICE for item in left
    )
    return -(-seconds // 60)


def check_second_person(confirmed_by: UUID, by: UUID) -> None:
    """Raise ``Refused`` where whoever confirmed a return would sign it off too."""
    if confirmed_by == by:
        raise Refused(
            "You confirmed this return. Somebody else of your agency signs it off and sends it."
        )


def check_can_submit(tool: AuditTool, agency_return: AgencyReturn, declared: bool) -> None:
    """Raise ``Refused`` unless the return is complete, declared and still open."""
    check_can_write(agency_return)
    left = left_to_do(tool, agency_return)
    if left:
        raise Refused(
            f"{len(left)} {'thing is' if len(left) == 1 else 'things are'} still to do "
            "before this return can be sent.",
            place=left[0].place,
        )
    if not declared:
        raise Refused(
            "Confirm that you have checked this return against your records.", place="declared"
        )
