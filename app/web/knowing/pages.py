"""What the pages show on which agencies say which children they know."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import Agency, list_agencies
from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.knowing import Knowing, knowings_of
from app.db.my_returns import Colleague, list_colleagues
from app.db.people import agencies_without_lead, names_of
from app.operations.knowing import Asked, answer_of, given, version_of_asked
from audit_tools.cases import NOT_RECORDED, CaseState, Known
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.dates import format_period
from audit_tools.errors import AuditError
from audit_tools.knowing import ANSWERS, Answer, is_settled
from audit_tools.permissions import Person

WORDS = {
    Known.KNOWN: "known",
    Known.NOT_KNOWN: "not known",
    Known.NOT_IN_PERIOD: "not in this period",
}
NO_ANSWER = "no answer yet"


@dataclass(frozen=True)
class CaseLine:
    """One case about which an agency is asked, with what was said or typed."""

    id: UUID
    reference: str
    spoken: str
    bands: str
    said: Answer | None
    is_settled: bool
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """What was said, in words."""
        return self.said.known.label if self.said else NO_ANSWER

    @property
    def known(self) -> str:
        return self.said.known.value if self.said else ""


@dataclass(frozen=True)
class AnswerPage:
    """The cases of one audit for one agency: nothing of any other agency."""

    audit_id: UUID
    cycle: AuditCycle
    agency: Agency
    period: str
    lines: tuple[CaseLine, ...]
    colleagues: tuple[Colleague, ...]
    seen: str

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """The words to choose from, by their keys."""
        return tuple((known.value, known.label.capitalize()) for known in ANSWERS)

    @property
    def is_preparing(self) -> bool:
        return self.cycle.phase is Phase.PREPARING

    @property
    def is_open(self) -> bool:
        """Whether anything can be answered."""
        return any(not line.is_settled for line in self.lines)


@dataclass(frozen=True)
class AgencyToAsk:
    """An agency that may be asked, and how many of its answers are missing, of how many."""

    key: str
    name: str
    has_lead: bool
    left: int
    of: int


@dataclass(frozen=True)
class AskPage:
    """The agencies of the partnership, and which are asked about the audit already."""

    id: UUID
    cycle: AuditCycle
    cases: int
    agencies: tuple[AgencyToAsk, ...]

    @property
    def asked(self) -> tuple[AgencyToAsk, ...]:
        return tuple(agency for agency in self.agencies if agency.of)


@dataclass(frozen=True)
class Cell:
    """What one agency said of one case. ``path`` leads to where it can be entered."""

    agency: str
    word: str
    note: str = field(repr=False)
    path: str
    is_missing: bool


@dataclass(frozen=True)
class AnswersLine:
    """One case of the table of answers."""

    id: UUID
    reference: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class AnswersPage:
    """The answers as they come, for the Business Unit. Empty where nobody was asked."""

    agencies: tuple[str, ...]
    lines: tuple[AnswersLine, ...]
    left: int
    of: int


def describe_answer(
    session: Session,
    audit: AuditOnFile,
    agency: Agency,
    partnership: UUID,
    asked: tuple[Asked, ...],
) -> AnswerPage:
    """The page of an agency's lead, or of one case that is told by telephone."""
    return AnswerPage(
        audit.id,
        audit.cycle,
        agency,
        format_period(audit.cycle.period_from, audit.cycle.period_to),
        tuple(_case_line(one, audit.cycle.phase) for one in asked),
        list_colleagues(session, partnership, agency.key, UUID(int=0)),
        version_of_asked(asked),
    )


def as_typed(page: AnswerPage, typed: Mapping[UUID, Answer], wrong: AuditError) -> AnswerPage:
    """The same page with what was typed still in it, and what is wrong beside its case."""
    case, _, part = wrong.place.partition(":")
    return replace(
        page,
        lines=tuple(
            line
            if line.is_settled
            else replace(
                line,
                said=typed.get(line.id, line.said),
                wrong={part: wrong.message} if case == str(line.id) else {},
            )
            for line in page.lines
        ),
    )


def differences(page: AnswerPage, typed: Mapping[UUID, Answer]) -> tuple[tuple[str, str], ...]:
    """What a colleague has said where something else was chosen: reference and word."""
    return tuple(
        (line.reference, line.word)
        for line in page.lines
        if line.id in typed and typed[line.id] != line.said
    )


def describe_ask(session: Session, person: Person, audit: AuditOnFile) -> AskPage:
    """The page that chooses whom to ask."""
    cases = _waiting(session, person, audit.id)
    asked = knowings_of(session, person.partnership, [case.id for case in cases])
    unled = agencies_without_lead(session, person.partnership)
    agencies = list_agencies(session, person.partnership)
    keys = {agency for _, agency in asked}
    return AskPage(
        audit.id,
        audit.cycle,
        len(cases),
        tuple(
            _to_ask(agency, agency.key not in unled, cases, asked)
            for agency in agencies
            if agency.is_asked or agency.key in keys
        ),
    )


def describe_answers(session: Session, person: Person, audit: AuditOnFile) -> AnswersPage:
    """The table of answers. A case about which the person has a conflict is not in it."""
    cases = _shown(session, person, audit.id)
    asked = knowings_of(session, person.partnership, [case.id for case in cases])
    keys = {agency for _, agency in asked}
    agencies = [a for a in list_agencies(session, person.partnership) if a.key in keys]
    names = names_of(session, {k.completes for k in asked.values() if k.completes})
    lines = tuple(
        AnswersLine(
            case.id,
            case.case.reference,
            tuple(_cell(case, a, asked.get((case.id, a.key)), names) for a in agencies),
        )
        for case in cases
    )
    left = sum(cell.is_missing for line in lines for cell in line.cells)
    return AnswersPage(tuple(a.name for a in agencies), lines, left, len(asked))


def say_bands(case: CaseOnFile) -> str:
    """``13-15, male, plan: child in need``: what stands on the key sheet too."""
    bands = case.case.characteristics
    return ", ".join((
        bands.age_band or "age not recorded",
        f"sex {NOT_RECORDED}" if bands.sex in ("", NOT_RECORDED) else bands.sex,
        f"plan: {bands.plan_type or NOT_RECORDED}",
    ))  # fmt: skip


def _case_line(one: Asked, phase: Phase) -> CaseLine:
    case = one.case
    return CaseLine(
        case.id,
        case.case.reference,
        case.spoken,
        say_bands(case),
        answer_of(one),
        is_settled(case.case.state, phase, one.given),
    )


def _shown(session: Session, person: Person, audit_id: UUID) -> list[CaseOnFile]:
    cases = [
        case
        for case in list_cases(session, person.partnership, audit_id)
        if case.case.state.is_counted
    ]
    standings = standings_of(session, person, cases)
    return [case for case in cases if standings[case.id].holds_discussion]


def _waiting(session: Session, person: Person, audit_id: UUID) -> list[CaseOnFile]:
    return [
        case for case in _shown(session, person, audit_id) if case.case.state is CaseState.WAITING
    ]


def _to_ask(
    agency: Agency,
    has_lead: bool,
    cases: list[CaseOnFile],
    asked: Mapping[tuple[UUID, str], Knowing],
) -> AgencyToAsk:
    about = [case for case in cases if (case.id, agency.key) in asked]
    left = sum(given(case, agency.key) is None for case in about)
    return AgencyToAsk(agency.key, agency.name, has_lead, left, len(about))


def _cell(
    case: CaseOnFile, agency: Agency, knowing: Knowing | None, names: Mapping[UUID, str]
) -> Cell:
    said = given(case, agency.key)
    missing = knowing is not None and said is None and case.case.state is CaseState.WAITING
    word = WORDS[said] if said else NO_ANSWER if missing else "not asked"
    path = f"/cases/{case.id}/known/{agency.key}" if knowing else f"/cases/{case.id}/agencies"
    return Cell(agency.name, word, _note(knowing, said, names), path, missing)


def _note(knowing: Knowing | None, said: Known | None, names: Mapping[UUID, str]) -> str:
    if knowing is None or said is None:
        return ""
    notes = ["told by telephone"] if knowing.by_telephone else []
    if knowing.completes and knowing.completes in names:
        notes.append(f"completes: {names[knowing.completes]}")
    if knowing.comes:
        notes.append(f"comes: {knowing.comes}")
    return "; ".join(notes)
