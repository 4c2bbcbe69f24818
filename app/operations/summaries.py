"""Who may read the summary of an audit, and what they are given of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, list_stages, load_audit, load_audits
from app.db.earlier_audits import find_earlier
from app.db.earlier_cases import linked_references
from app.db.facts import read_facts
from app.db.findings import readable_findings
from app.db.summaries import audits_held
from app.operations.recurrence import with_recurrence
from audit_tools.across import Across
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.cycles import Phase
from audit_tools.disclosure import for_audience, for_audience_beside
from audit_tools.disclosure.across import for_audience_across
from audit_tools.disclosure.drafts import with_proposed_wording
from audit_tools.errors import Hidden, Refused
from audit_tools.facts import CycleFacts
from audit_tools.permissions import IN_THE_CHAIR, READERS_OF_SUMMARIES, Person, Role
from audit_tools.side_by_side import SideBySide
from audit_tools.visibility import reads_summary

NOT_YET = (
    "This audit is not closed yet. You can read its summary when it is, or earlier if the "
    "Business Unit issues an interim one."
)


@dataclass(frozen=True)
class SummaryOnFile:
    """An audit whose summary and training needs the person may read."""

    audit: AuditOnFile
    interim: bool


def readable_audits(session: Session, *, by: Person) -> tuple[UUID, ...]:
    """The audits whose summary the person may read, the one with the latest returns first.

    An audit that is still being prepared has nothing to summarise and is left out.
    """
    held = audits_held(session, by)
    return tuple(
        one.id
        for one in list_stages(session, by.partnership)
        if one.phase is not Phase.PREPARING
        and reads_summary(by, one.phase, one.id in held, one.interim_issued, one.rehearsal)
    )


def load_summaries(
    session: Session, *, by: Person, audits: Iterable[UUID]
) -> tuple[SummaryOnFile, ...]:
    """Some of ``readable_audits``, in the order given."""
    wanted = tuple(audits)
    loaded = load_audits(session, by.partnership, wanted)
    return tuple(SummaryOnFile(loaded[one], _is_interim(loaded[one])) for one in wanted)


def list_summaries(session: Session, *, by: Person) -> tuple[SummaryOnFile, ...]:
    """The summaries that the person may read, the audit with the latest returns first."""
    return load_summaries(session, by=by, audits=readable_audits(session, by=by))


def check_reads_summary(session: Session, *, by: Person, audit_id: UUID) -> SummaryOnFile:
    """The audit, where the person may read its summary.

    Raises ``Refused`` where they may later, ``Hidden`` where the audit does not exist for them.
    """
    audit = load_audit(session, by.partnership, audit_id)
    if _reads(by, audit, audits_held(session, by)):
        return SummaryOnFile(audit, _is_interim(audit))
    if by.has(*READERS_OF_SUMMARIES) and not audit.cycle.rehearsal:
        raise Refused(NOT_YET)
    raise Hidden("There is no such audit.")


def read_summary(
    session: Session, *, by: Person, audit_id: UUID, audience: Audience
) -> AudienceFacts:
    """What the audience may be given of the audit. Raises ``Refused`` or ``Hidden``.

    Whether the person may read it is decided before anything of a case is read.
    """
    found = check_reads_summary(session, by=by, audit_id=audit_id)
    facts = read_facts(session, by.partnership, audit_id)
    return for_audience(facts, audience, interim=found.interim)


def read_draft(session: Session, *, by: Person, audit_id: UUID) -> AudienceFacts:
    """The same as governance would be given it, with wording that nobody has agreed yet.

    A chair gets such wording of the cases whose findings they read. Raises ``Hidden``, or
    ``Refused`` for anybody but the Business Unit and those in the chair.
    """
    found = check_reads_summary(session, by=by, audit_id=audit_id)
    if not takes_drafts(by):
        raise Refused("A draft is for the Business Unit and for the chair.")
    readable = {one.finding.number for one in readable_findings(session, by, audit_id)}
    facts = with_proposed_wording(read_facts(session, by.partnership, audit_id), readable)
    given = for_audience(facts, Audience.GOVERNANCE, interim=found.interim)
    return replace(with_recurrence(session, by, found.audit, given), draft=True)


def takes_drafts(by: Person) -> bool:
    """Whether the person may have papers with wording that nobody has agreed for sharing."""
    return by.has(Role.COORDINATOR, *IN_THE_CHAIR)


def read_with_before(
    session: Session, *, by: Person, audit_id: UUID, audience: Audience
) -> tuple[AudienceFacts, SideBySide | None]:
    """The same with what audits before saw of its themes, and beside the closed audit before.

    ``None`` where there is none by the same tool, where its summary is not the person's to read, or
    while one of the two has no agreed case.
    """
    found = check_reads_summary(session, by=by, audit_id=audit_id)
    facts = read_facts(session, by.partnership, audit_id)
    given = with_recurrence(
        session, by, found.audit, for_audience(facts, audience, interim=found.interim)
    )
    earlier = earlier_to_read(session, by, found.audit)
    if earlier is None:
        return given, None
    return given, _beside(session, by, found, facts, earlier, audience)


def read_beside(
    session: Session, *, by: Person, later: SummaryOnFile, earlier: AuditOnFile, audience: Audience
) -> SideBySide | None:
    """What the audience may be given of two audits that the person may read, beside each other.

    ``None`` while one of the two has no agreed case.
    """
    facts = read_facts(session, by.partnership, later.audit.id)
    return _beside(session, by, later, facts, earlier, audience)


def _beside(
    session: Session,
    by: Person,
    later: SummaryOnFile,
    facts: CycleFacts,
    earlier: AuditOnFile,
    audience: Audience,
) -> SideBySide | None:
    before = read_facts(session, by.partnership, earlier.id)
    linked = linked_references(session, by.partnership, later.audit.id, earlier.id)
    return for_audience_beside(before, facts, linked, audience, interim=later.interim)


def read_across(session: Session, *, by: Person, audit_id: UUID) -> Across:
    """Published findings, theme by area. Raises ``Refused`` or ``Hidden``."""
    check_reads_summary(session, by=by, audit_id=audit_id)
    return for_audience_across(read_facts(session, by.partnership, audit_id))


def earlier_to_read(session: Session, by: Person, audit: AuditOnFile) -> AuditOnFile | None:
    """The closed audit before, where its summary is the person's to read."""
    earlier = find_earlier(session, by.partnership, audit)
    reads = earlier is not None and _reads(by, earlier, audits_held(session, by))
    return earlier if reads else None


def _reads(by: Person, audit: AuditOnFile, held: frozenset[UUID]) -> bool:
    cycle = audit.cycle
    return reads_summary(by, cycle.phase, audit.id in held, audit.interim_issued, cycle.rehearsal)


def _is_interim(audit: AuditOnFile) -> bool:
    return audit.cycle.phase is not Phase.CLOSED
