"""Training needs: the findings behind one, and what the L&D group writes of it."""

from dataclasses import asdict, dataclass, field
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.db.cases import list_cases, standings_of
from app.db.facts import read_facts
from app.db.history import Subject, tell
from app.db.models.audits import NeedRow as NeedOnFile
from app.db.strategies import list_strategies
from app.db.training_needs import row_of_need, said_in
from app.operations.summaries import check_reads_summary, read_summary
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.audience import Audience, AudienceFacts, NeedRow
from audit_tools.disclosure import for_audience
from audit_tools.disclosure.agreed_cases import AgreedCases
from audit_tools.disclosure.evidence import training_needs
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.facts import CycleFacts
from audit_tools.learning_strategy.in_words import PlannedActivity
from audit_tools.permissions import Permission, Person, can, check_can
from audit_tools.training_needs import SaidOfNeed
from audit_tools.visibility import reads_others

LONGEST = 1_000
MEANWHILE = "Somebody has written about this need since you opened this page."


@dataclass(frozen=True)
class FindingRead:
    """A finding as it was written, for somebody of its case."""

    case_id: UUID
    reference: str = field(repr=False)
    statement: str = field(repr=False)
    agencies: tuple[str, ...]


@dataclass(frozen=True)
class NeedEvidence:
    """A training need and what is behind it.

    ``findings`` are those of the cases that the person is one of the people of; everybody else
    has the agreed wording in ``need``.
    """

    facts: AudienceFacts
    need: NeedRow
    findings: tuple[FindingRead, ...]


def read_evidence(session: Session, *, by: Person, audit_id: UUID, theme: str) -> NeedEvidence:
    """What is behind a training need. Raises ``Refused`` or ``Hidden``."""
    found = check_reads_summary(session, by=by, audit_id=audit_id)
    facts = read_facts(session, by.partnership, audit_id)
    given = for_audience(facts, Audience.LEARNING, interim=found.interim)
    return NeedEvidence(
        given, need_on(given, theme), _findings_read(session, by, audit_id, facts, theme)
    )


def activities_for(session: Session, *, by: Person, audit_id: UUID) -> tuple[PlannedActivity, ...]:
    """The activities of all strategies that answer a need of the audit; none for whoever may not
    read strategies."""
    if not can(by, Permission.READ_PLANS):
        return ()
    return tuple(
        PlannedActivity(f"{objective.number}.{one.number}", one)
        for strategy in list_strategies(session, by.partnership)
        for objective in strategy.objectives
        for one in objective.activities
        if one.details.need and one.details.need.audit == audit_id
    )


def need_on(facts: AudienceFacts, theme: str) -> NeedRow:
    """The need about a theme. Raises ``Hidden`` where there is none."""
    for need in facts.needs:
        if need.key == theme:
            return need
    raise Hidden("There is no such training need.")


def _findings_read(
    session: Session, by: Person, audit_id: UUID, facts: CycleFacts, theme: str
) -> tuple[FindingRead, ...]:
    numbers = {
        number
        for need in training_needs(AgreedCases(facts))
        if need.theme == theme
        for number in need.findings
    }
    cases = list_cases(session, by.partnership, audit_id)
    standings = standings_of(session, by, cases)
    readable = {c.case.reference: c.id for c in cases if reads_others(standings[c.id], c.case)}
    names = {agency.key: agency.name for agency in facts.agencies}
    return tuple(
        FindingRead(readable[f.case], f.case, f.statement, tuple(names[a] for a in f.agencies))
        for f in facts.findings
        if f.number in numbers and f.case in readable
    )


@operation
def write(
    session: Session,
    *,
    by: Person,
    audit_id: UUID,
    theme: str,
    said: SaidOfNeed,
    seen: str,
) -> None:
    """Say who needs to learn and why training has not worked so far.

    ``seen`` is the version of what the writer began with. Raises ``Refused`` or ``Hidden``,
    ``Invalid`` for a text that is too long or a note without its gap, and ``Conflict`` where
    somebody else has written in the meantime, so that neither text is lost.
    """
    check_can(by, Permission.WRITE_NEEDS)
    facts = read_summary(session, by=by, audit_id=audit_id, audience=Audience.LEARNING)
    need_on(facts, theme)
    checked = check_said(said)
    row = row_of_need(session, by.partnership, audit_id, theme)
    if checked == said_in(row):
        return
    check_unchanged(seen, said_in(row), MEANWHILE)
    _store(session, by, audit_id, theme, row, checked)


def check_said(said: SaidOfNeed) -> SaidOfNeed:
    """What is said, its spaces in order. Raises ``Invalid`` for what cannot be kept."""
    audience, note = " ".join(said.audience.split()), " ".join(said.gap_note.split())
    _check_length("audience", "Who needs to learn", audience)
    _check_length("gap_note", "How we know", note)
    if note and said.gap is None:
        raise Invalid(
            "Choose why training has not worked so far, or take away how we know.", place="gap"
        )
    return SaidOfNeed(audience, said.gap, note)


def _check_length(place: str, what: str, text: str) -> None:
    if len(text) > LONGEST:
        raise Invalid(
            f"{what} has {len(text):,} characters. Shorten it to {LONGEST:,}.", place=place
        )


def _store(
    session: Session,
    by: Person,
    audit_id: UUID,
    theme: str,
    row: NeedOnFile | None,
    said: SaidOfNeed,
) -> None:
    before = said_in(row)
    if row is None:
        row = NeedOnFile(partnership_id=by.partnership, id=uuid4(), audit_id=audit_id, theme=theme)
        session.add(row)
    row.audience, row.gap, row.gap_note = said.audience, said.gap, said.gap_note
    tell(
        session,
        by,
        "need.written",
        Subject("training need", row.id),
        before=asdict(before),
        after=asdict(said),
    )
    try:
        session.flush()
    except IntegrityError:
        # Somebody wrote the first text of this need between our looking and our writing.
        raise Conflict(MEANWHILE) from None
