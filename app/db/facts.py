"""One audit's rows as facts, read in a fixed number of statements however many cases it has.

The caller has asked ``visibility`` whether the person may read the summary; what an audience is
given of these facts is decided by ``disclosure``.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db import agencies
from app.db.appointments import services_of_chairs
from app.db.audits import load_audit
from app.db.cases import CaseOnFile, audit_by_case, list_cases
from app.db.corrections import corrected_records
from app.db.discussions import DiscussionHeld, discussions_of
from app.db.findings import findings_of_audit
from app.db.inspections import answered_findings
from app.db.learning_cover import learning_facts
from app.db.models.audits import AuditRow
from app.db.models.returns import ConcernRow
from app.db.moderations import moderations_of
from app.db.partnerships import marking_of
from app.db.priorities import decisions_of
from app.db.records import read_entries_of
from app.db.returns import ReturnOnFile, returns_of
from app.db.second_sorting import sorted_twice
from app.db.training_needs import said_of_needs
from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import Known
from audit_tools.discussions import counted_record
from audit_tools.entries import Entry, values
from audit_tools.facts import (
    Agency,
    CaseFacts,
    CycleFacts,
    EarlierVersion,
    Moderated,
    ReturnFacts,
)
from audit_tools.findings import Finding
from audit_tools.moving import for_version, not_alike
from audit_tools.returns import situation_of
from audit_tools.tool import AuditTool

Texts = Mapping[str, str]


def read_facts(session: Session, partnership: UUID, audit_id: UUID) -> CycleFacts:
    """One audit's facts. Raises ``Hidden`` where the partnership has no such audit.

    The cases are in the order of their ids, which are random: one order everywhere, in which
    nobody who knows a child's reference finds its place.
    """
    audit = load_audit(session, partnership, audit_id)
    listed = list_cases(session, partnership, audit_id)
    partners = partners_of(session, partnership)
    kinds = {agency.key: agency.kind for agency in partners}
    ordered = tuple(sorted(listed, key=lambda case: case.id))
    asked = audit_by_case(session, partnership, audit, ordered)
    tools = {case: one.tool for case, one in asked.items()}
    cases = _read_cases(session, partnership, audit.tool, tools, kinds, ordered)
    findings = tuple(f.finding for f in findings_of_audit(session, partnership, audit_id))
    row = session.get_one(AuditRow, (partnership, audit_id))
    return CycleFacts(
        audit.cycle,
        audit.tool,
        audit.codebook,
        _agencies(partners, cases, findings),
        cases,
        findings,
        said_of_needs(session, partnership, audit_id),
        answered_findings(session, partnership, row.inspection_findings),
        marking_of(session, partnership),
        {t: made[0] for t, made in decisions_of(session, partnership, audit_id).items()},
        tuple(sorted_twice(session, partnership, audit_id).values()),
        learning_facts(session, partnership, audit_id),
        partners,
        _moderated(session, partnership, audit_id, listed),
        _earlier(audit.tool, tools, ordered),
    )


def _earlier(
    newest: AuditTool, tools: Mapping[UUID, AuditTool], cases: Iterable[CaseOnFile]
) -> tuple[EarlierVersion, ...]:
    """The versions before the newest that cases which are counted are answered with."""
    found: dict[int, EarlierVersion] = {}
    for case in cases:
        tool = tools[case.id]
        if tool.version != newest.version and case.case.state.is_counted:
            held = found.get(tool.version, EarlierVersion(tool, ()))
            found[tool.version] = replace(held, cases=(*held.cases, case.case.reference))
    return tuple(found[version] for version in sorted(found, reverse=True))


def _read_cases(
    session: Session,
    partnership: UUID,
    newest: AuditTool,
    tools: Mapping[UUID, AuditTool],
    kinds: Mapping[str, AgencyKind],
    cases: tuple[CaseOnFile, ...],
) -> tuple[CaseFacts, ...]:
    ids = [case.id for case in cases]
    returns = returns_of(session, partnership, ids)
    discussions = discussions_of(session, partnership, ids)
    records = [r.id for of_case in returns.values() for r in of_case]
    records += [discussion.id for discussion in discussions.values()]
    entries = _texts(read_entries_of(session, partnership, records))
    for case in cases:
        for one in returns[case.id]:
            # What an agency wrote where conditions hide it again is in no count.
            if one.id in entries and one.agency in kinds:
                who = situation_of(case.case, one.agency, kinds[one.agency])
                entries[one.id] = tools[case.id].counted(entries[one.id], who)
        if discussion := discussions.get(case.id):
            record, bands = entries.get(discussion.id, {}), case.case.characteristics
            entries[discussion.id] = counted_record(tools[case.id], record, bands)
    concerns = _concerns(session, partnership, records)
    corrected = corrected_records(session, partnership, records)
    services = services_of_chairs(session, partnership, ids)
    facts = (
        _case_facts(case, returns[case.id], discussions.get(case.id), entries, concerns, corrected)
        for case in cases
    )
    others = {tool.version: not_alike(tool, newest) for tool in tools.values()}
    return tuple(
        for_version(
            replace(one, chair_answers_for=case.case.answering(services[case.id])),
            others[tools[case.id].version],
        )
        for case, one in zip(cases, facts, strict=True)
    )


def _case_facts(
    case: CaseOnFile,
    returns: tuple[ReturnOnFile, ...],
    discussion: DiscussionHeld | None,
    entries: Mapping[UUID, Texts],
    concerns: Mapping[UUID, tuple[int, int]],
    corrected: Set[UUID],
) -> CaseFacts:
    record = entries.get(discussion.id, {}) if discussion else {}
    raised = [concerns.get(r.id, (0, 0)) for r in returns]
    return CaseFacts(
        reference=case.case.reference,
        state=case.case.state,
        involvements=case.case.involvements,
        returns=tuple(_return_facts(r, entries.get(r.id, {})) for r in returns),
        attendance=discussion.attendance if discussion else {},
        agreed=_by_section(record, "agreed"),
        panel=_answers(record),
        views=len(_views(record)),
        concerns=sum(count for count, _ in raised),
        concerns_settled=sum(settled for _, settled in raised),
        corrected=discussion is not None and discussion.id in corrected,
        is_chosen=case.is_chosen,
    )


def _return_facts(agency_return: ReturnOnFile, entries: Texts) -> ReturnFacts:
    """A grade of its own part; "not our part" is a choice and no grade."""
    grades = {
        section: grade
        for section, grade in _by_section(entries, "grade").items()
        if grade != places.NOT_OUR_PART
    }
    return ReturnFacts(agency_return.agency, agency_return.status, grades, _answers(entries))


def _by_section(entries: Texts, part: str) -> dict[str, str]:
    """What stands at ``<section>/<part>``, by section."""
    found = {places.read_place(place): value for place, value in entries.items()}
    return {at.section: text for at, text in found.items() if at.part == part and not at.rest}


def _answers(entries: Texts) -> dict[str, str]:
    """The answers to questions, by the question's key."""
    return {p: text for p, text in entries.items() if places.read_place(p).is_answer}


def _views(entries: Texts) -> set[tuple[str, str]]:
    """Who saw which section differently: (section, agency)."""
    read = [places.read_place(place) for place in entries]
    return {(at.section, at.rest[0]) for at in read if at.part == "view" and at.rest}


def _texts(entries: Mapping[UUID, Mapping[str, Entry]]) -> dict[UUID, Texts]:
    return {record: values(held) for record, held in entries.items()}


def _concerns(
    session: Session, partnership: UUID, returns: list[UUID]
) -> dict[UUID, tuple[int, int]]:
    """How many concerns were raised in each return, and how many have an outcome."""
    rows = session.execute(
        select(ConcernRow.return_id, func.count(), func.count(ConcernRow.outcome_at))
        .where(ConcernRow.partnership_id == partnership, ConcernRow.return_id.in_(returns))
        .group_by(ConcernRow.return_id)
    )
    return {return_id: (count, settled) for return_id, count, settled in rows}


def _moderated(
    session: Session, partnership: UUID, audit: UUID, cases: Iterable[CaseOnFile]
) -> tuple[Moderated, ...]:
    references = {case.id: case.case.reference for case in cases}
    found = (held.moderation for held in moderations_of(session, partnership, audit))
    return tuple(
        Moderated(one.details, {references[case]: given for case, given in one.grades.items()})
        for one in found
    )


def partners_of(session: Session, partnership: UUID) -> tuple[Agency, ...]:
    """All agencies, police first and then in the order of their kinds."""
    kinds = list(AgencyKind)
    listed = agencies.list_agencies(session, partnership)
    found = (Agency(row.key, row.name, row.kind) for row in listed)
    return tuple(sorted(found, key=lambda agency: kinds.index(agency.kind)))


def _agencies(
    partners: Iterable[Agency], cases: Iterable[CaseFacts], findings: Iterable[Finding]
) -> tuple[Agency, ...]:
    """The agencies that took part.

    One that was never asked is left out: it would be counted where agencies are named by kind.
    """
    took_part = {
        i.agency for case in cases for i in case.involvements if i.known is not Known.NOT_ASKED
    }
    took_part |= {agency for finding in findings for agency in finding.agencies}
    return tuple(agency for agency in partners if agency.key in took_part)
