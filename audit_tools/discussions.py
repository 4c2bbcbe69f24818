"""The case discussion: where agencies differ, what was agreed, and when it may be signed off."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.answers import check_grade, check_length, check_told
from audit_tools.cases import Case, CaseState, Characteristics, Known
from audit_tools.conditions.terms import Situation
from audit_tools.confirming import CONFIRMING
from audit_tools.cycles import Phase
from audit_tools.discussed import discussed_sections, recorded_sections
from audit_tools.errors import Invalid, Refused
from audit_tools.needed import panel_needs
from audit_tools.returns import ReturnStatus, situation_of
from audit_tools.tool import (
    AnswerType,
    AskedOf,
    AuditTool,
    Question,
    Scale,
    Section,
    SectionFor,
)
from audit_tools.visibility import Standing

ATTENDANCE = "attendance"


class Came(StrEnum):
    """Whether an agency came to the discussion."""

    YES = "yes"
    NO = "no"
    APOLOGIES = "apologies"


class Silence(StrEnum):
    """Why an agency has no grade in a section. An absence is never a difference."""

    NOT_OUR_PART = "not our part"
    NO_GRADE = "no grade given"
    NOT_KNOWN = "not known to them"
    NO_RETURN = "no return"
    GIVEN = "given in the discussion"


@dataclass(frozen=True)
class ReturnRead:
    """A closed return, as the discussion reads it. One that was not sent has no entries."""

    agency: str
    status: ReturnStatus
    entries: Mapping[str, str] = field(repr=False)


def counted_returns(
    tool: AuditTool, case: Case, kinds: Mapping[str, AgencyKind], given: Iterable[ReturnRead]
) -> tuple[ReturnRead, ...]:
    """Returns with what counts of them alone; ``kinds`` are those of the agencies asked, by key.

    What an agency wrote where conditions hide it again it takes for not said.
    """
    return tuple(
        replace(one, entries=tool.counted(one.entries, situation_of(case, one.agency, kind)))
        if (kind := kinds.get(one.agency))
        else one
        for one in given
    )


@dataclass(frozen=True)
class SectionCompared:
    """All agencies side by side in one section.

    ``apart`` is the number of steps on the scale between the best and the worst grade given;
    ``questions`` are those which one agency answered Yes and another Partly or No.
    """

    section: str
    grades: Mapping[str, str]
    silences: Mapping[str, Silence]
    apart: int
    questions: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return self.apart >= 1 or bool(self.questions)

    @property
    def same_grade(self) -> str | None:
        """The grade, where at least two agencies gave one and all gave the same."""
        given = set(self.grades.values())
        return given.pop() if len(given) == 1 and len(self.grades) > 1 else None


def compare(
    section: Section, scale: Scale | None, returns: tuple[ReturnRead, ...]
) -> SectionCompared:
    """Put the agencies' returns of one section side by side."""
    place = places.grade_place(section.key)
    grades = {
        r.agency: r.entries[place]
        for r in returns
        if scale is not None and r.entries.get(place) in scale
    }
    scores = [scale.score(grade) for grade in grades.values()] if scale else []
    return SectionCompared(
        section.key,
        grades,
        {r.agency: _silence(r, place) for r in returns if r.agency not in grades},
        max(scores) - min(scores) if scores else 0,
        _questions_apart(section, returns),
    )


_SILENT = {
    ReturnStatus.NOT_KNOWN: Silence.NOT_KNOWN,
    ReturnStatus.GIVEN_IN_DISCUSSION: Silence.GIVEN,
}


def _silence(agency_return: ReturnRead, place: str) -> Silence:
    if agency_return.status in _SILENT:
        return _SILENT[agency_return.status]
    if agency_return.status is not ReturnStatus.SUBMITTED:
        return Silence.NO_RETURN
    if agency_return.entries.get(place) == places.NOT_OUR_PART:
        return Silence.NOT_OUR_PART
    return Silence.NO_GRADE


def _questions_apart(section: Section, returns: tuple[ReturnRead, ...]) -> tuple[str, ...]:
    given = {q.key: {r.entries.get(q.key, "") for r in returns} for q in section.questions}
    return tuple(q.key for q in section.questions if _is_apart(q, given[q.key]))


def _is_apart(question: Question, given: set[str]) -> bool:
    """Yes against Partly or No, or two grades of a scale; an absence is no difference."""
    if question.scale is not None:
        return sum(answer in question.scale for answer in given) > 1
    if question.type is not AnswerType.ASSESSMENT:
        return False
    return "yes" in given and bool(given & {"partly", "no"})


def compare_all(
    tool: AuditTool, scale: Scale | None, returns: tuple[ReturnRead, ...]
) -> tuple[SectionCompared, ...]:
    """Every section of agencies that the discussion goes through compared, in the tool's order."""
    return tuple(compare(section, scale, returns) for section in discussed_sections(tool))


def graded_sections(tool: AuditTool) -> tuple[Section, ...]:
    """The sections in which agencies grade their own part, in the tool's order."""
    return tuple(s for s in tool.sections if s.graded and s.asked is SectionFor.AGENCIES)


def by_difference(compared: tuple[SectionCompared, ...]) -> tuple[SectionCompared, ...]:
    """The running order: the widest difference first, equals in the tool's order."""
    return tuple(sorted(compared, key=lambda c: (-c.apart, -len(c.questions))))


_OF_GRADES = ("agreed", "view")
_RECORD_PARTS = ("agreed", "why", "check", "check-by", "action", "action-by", "action-when")


def check_record_value(
    tool: AuditTool, scale: Scale | None, agencies: frozenset[str], place: str, value: str
) -> str:
    """The value to store at a place of the record; an empty one takes it back.

    Raises ``Invalid`` for a place the record has not, or a grade or answer that is not offered.
    """
    where = places.read_place(place)
    if where.of_question:
        question = next((q for q in tool.panel_questions if q.key == where.part), None)
        if question is None:
            raise Invalid("The discussion has no such question.", place=place)
        return check_told(question, place, value)
    section = next((s for s in recorded_sections(tool) if s.key == where.section), None)
    if section is None:
        raise Invalid("The discussion has no such section.", place=place)
    if not _is_part(where, agencies) or (where.part in _OF_GRADES and not section.graded):
        raise Invalid("This section has no such place.", place=place)
    text = check_length(place, value)
    if text and (where.part == "agreed" or where.rest[1:] == ("grade",)):
        return check_grade(scale, place, text)
    return text


def _is_part(where: places.Place, agencies: frozenset[str]) -> bool:
    if where.part == "view":
        return len(where.rest) == 2 and where.rest[0] in agencies and where.rest[1] in _VIEW_PARTS
    if where.part == "said":
        return len(where.rest) == 1 and where.rest[0] in agencies
    return where.part in _RECORD_PARTS and not where.rest


_VIEW_PARTS = ("grade", "reason")


def now_given(
    returns: Iterable[ReturnRead], entries: Mapping[str, str], changed: Collection[str]
) -> dict[str, ReturnStatus]:
    """What becomes of missing returns once the record says what their agencies said.

    ``changed`` are the places just written. Gives the new status of each agency whose return
    changes: given in the discussion, or missing again where everything was taken back.
    """
    spoke = {where.rest[0] for where in _said(p for p in entries if entries[p])}
    about = {where.rest[0] for where in _said(changed)}
    return {
        one.agency: status
        for one in returns
        if one.agency in about
        and one.status.speaks_in_discussion
        and (status := _GIVEN if one.agency in spoke else ReturnStatus.MISSING) is not one.status
    }


_GIVEN = ReturnStatus.GIVEN_IN_DISCUSSION


def _said(written: Iterable[str]) -> Iterator[places.Place]:
    return (where for where in map(places.read_place, written) if where.part == "said")


def check_can_open(state: CaseState) -> None:
    """Raise ``Refused`` unless the returns are closed and the discussion not yet open."""
    if state is CaseState.WAITING:
        raise Refused(
            "Returns of this case are still out. The discussion can be opened once they are all "
            "in, or once the Business Unit or the chair has closed them with a reason."
        )
    if state is not CaseState.PREPARED:
        raise Refused("This discussion has been opened already.")


def closes_returns(standing: Standing) -> bool:
    """Whether closing the returns is for this person: chair and Business Unit, not note-taker."""
    return standing.answers_for_record


def check_closes_returns(standing: Standing, phase: Phase) -> None:
    """Raise ``Refused`` unless the person closes returns and the audit has begun."""
    if not closes_returns(standing):
        raise Refused("Only the chair and the Business Unit close the returns.")
    if phase is Phase.PREPARING:
        raise Refused("This audit has not started, so there are no returns to close yet.")


def check_can_close_returns(state: CaseState, unfinished: int, reason: str) -> None:
    """Returns close when all are in, or earlier with a reason. Raises ``Refused``."""
    if state is not CaseState.WAITING:
        raise Refused("The returns of this case are closed already.")
    if unfinished and not reason.strip():
        count = "one return is" if unfinished == 1 else f"{unfinished} returns are"
        raise Refused(
            f"Not everything is in: {count} still out. Give a reason for closing without.",
            place="reason",
        )


NO_BANDS = Characteristics()


def panel_asked(
    tool: AuditTool, section: Section, entries: Mapping[str, str], case: Characteristics
) -> tuple[Question, ...]:
    """The questions of a section that the discussion answers and that no condition hides."""
    who = Situation(case=case)
    of_panel = (question for question in section.questions if question.asked is AskedOf.PANEL)
    return tuple(question for question in of_panel if tool.shown(question, entries, who))


def counted_record(
    tool: AuditTool, entries: Mapping[str, str], case: Characteristics
) -> dict[str, str]:
    """What of a record counts: an answer that conditions hide again is kept and tells nobody
    anything."""
    asked = {q.key for s in tool.sections for q in panel_asked(tool, s, entries, case)}
    hidden = {question.key for question in tool.panel_questions} - asked
    return {p: text for p, text in entries.items() if p.partition("/")[0] not in hidden}


def left_to_agree(
    tool: AuditTool,
    scale: Scale | None,
    entries: Mapping[str, str],
    case: Characteristics = NO_BANDS,
) -> tuple[tuple[str, str], ...]:
    """What the record lacks before it can be signed off: (place, sentence) in the tool's order.

    Each graded section needs an agreed grade and the sentence why; without a scale, only why. A
    question of the discussion that the tool says has to be answered needs an answer, and an answer
    that the tool asks a reason or words for needs them.
    """
    left: list[tuple[str, str]] = []
    for section in tool.sections:
        asked = panel_asked(tool, section, entries, case)
        left += (
            (question.key, f"Answer: {question.text}")
            for question in asked
            if not question.is_answered(entries)
            and panel_needs(tool, question, entries, Situation(case=case))
        )
        left += (
            (place, f"{what}: {question.text}")
            for question in asked
            for place, what in question.lacks(entries)
        )
        if section.graded:
            agreed, why = places.agreed_place(section.key), places.why_place(section.key)
            if scale is not None and agreed not in entries:
                left.append((agreed, f"Agree a grade for {section.title}"))
            elif why not in entries:
                left.append((why, f"Say in a sentence what was agreed on {section.title}"))
    return tuple(left)


def sections_left(
    tool: AuditTool,
    scale: Scale | None,
    entries: Mapping[str, str],
    case: Characteristics = NO_BANDS,
) -> tuple[str, ...]:
    """The keys of the sections in which something is still to be agreed, in the tool's order."""
    left = left_to_agree(tool, scale, entries, case)
    return tuple(dict.fromkeys(tool.section_at(place) for place, _ in left))


def check_can_sign_off(
    tool: AuditTool,
    scale: Scale | None,
    entries: Mapping[str, str],
    state: CaseState,
    clashes: Collection[str] = (),
    unnoted: Collection[str] = (),
    unconfirmed: Collection[str] = (),
    case: Characteristics = NO_BANDS,
) -> None:
    """Raise ``Refused`` unless the discussion can be signed off now.

    It is open, every section is agreed, no place in ``clashes`` holds two texts, of no agency
    (``unnoted``, by name) is attendance missing, and the chair has confirmed every section
    (``unconfirmed``, by key) as it stands.
    """
    if state is CaseState.AGREED:
        raise Refused("This discussion has been signed off already.")
    check_agreed(tool, scale, entries, case)
    if clashes:
        place = sorted(clashes)[0]
        title = tool.section(tool.section_at(place)).title
        raise Refused(f"Two people wrote in the same place. Choose which stays: {title}.", place)
    check_noted(unnoted)
    if unconfirmed:
        titles = ", ".join(tool.section(key).title for key in unconfirmed)
        raise Refused(f"Confirm what was typed before you sign off: {titles}.", CONFIRMING)


def check_agreed(
    tool: AuditTool,
    scale: Scale | None,
    entries: Mapping[str, str],
    case: Characteristics = NO_BANDS,
) -> None:
    """Raise ``Refused``, with the first place that lacks something, until all is agreed."""
    if left := left_to_agree(tool, scale, entries, case):
        count = "One thing is" if len(left) == 1 else f"{len(left)} things are"
        raise Refused(f"{count} still to be agreed. First: {left[0][1].lower()}.", left[0][0])


def check_noted(unnoted: Collection[str]) -> None:
    """Raise ``Refused`` where nobody noted whether an agency (``unnoted``, by name) came.

    Those who came read the write-up for accuracy, so it is needed before that.
    """
    if unnoted:
        names = ", ".join(sorted(unnoted))
        raise Refused(f"Note who came first. Not noted yet: {names}.", ATTENDANCE)


def unnoted_of(case: Case, attendance: Mapping[str, Came]) -> tuple[str, ...]:
    """The keys of the agencies that know the child and whose attendance nobody has noted.

    An agency that does not know the child gave no return, and need not come.
    """
    return tuple(
        one.agency
        for one in case.involvements
        if one.known is Known.KNOWN and one.agency not in attendance
    )
