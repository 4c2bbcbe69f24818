"""Bringing in a whole audit. All of it is stored, or nothing."""

from collections.abc import Mapping
from itertools import chain
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.db import agencies
from app.db.audits import find_audit_by_key
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.audits import AuditRow, CoreGroupRow, NeedRow
from app.operations.agencies import add_unchecked
from app.operations.exchange.case_rows import CaseRows
from app.operations.exchange.people import PeopleOfFile
from app.operations.tools import publish_theme_list, publish_tool
from app.operations.transaction import operation
from audit_tools.errors import Conflict
from audit_tools.exchange import Exchange
from audit_tools.exchange.shape import AgencyDocument, AuditDocument
from audit_tools.exchange.whole import Whole
from audit_tools.permissions import Permission, Person, Role, check_can


@operation
def import_audit(
    session: Session,
    *,
    by: Person,
    document: Exchange,
    people: Mapping[int, UUID] | None = None,
) -> UUID:
    """Store a whole audit; gives its id.

    The tool, theme list and agencies that it needs are made where they are missing. ``people``
    says who of the file has an account here; everybody else becomes a person with role, agency
    and number for a name, who cannot sign in.

    Raises ``Conflict`` for an audit that is here already, a tool or theme list that is published
    here and says something else, or an agency that is here as another kind; ``Refused`` for
    somebody who does not run audits, ``Invalid`` for somebody in ``people`` without the role.
    """
    check_can(by, Permission.RUN_AUDITS)
    header = document.document.audit
    if find_audit_by_key(session, by.partnership, header.key) is not None:
        raise Conflict(
            f"There is an audit with the key {header.key} here already, and it stays as it is. "
            "To bring this one in beside it, give it another key in the file.",
            place="audit.key",
        )
    theme_list = publish_theme_list(session, by=by, codebook=document.codebook)
    earlier = {tool.version: publish_tool(session, by=by, tool=tool) for tool in document.earlier}
    tool = publish_tool(session, by=by, tool=document.tool)
    for agency in document.document.agencies:
        _add_agency(session, by, agency)
    audit = _audit_row(header, by.partnership, tool, theme_list)
    _tell(session, by, audit, document)
    session.add(audit)
    session.flush()
    _add_content(session, by, audit, document, people or {}, earlier)
    return audit.id


def _add_agency(session: Session, by: Person, document: AgencyDocument) -> None:
    there = agencies.find_agency(session, by.partnership, document.key)
    if there is None:
        add_unchecked(
            session,
            by=by,
            partnership=by.partnership,
            name=document.name,
            kind=document.kind,
            key=document.key,
            is_asked=document.is_asked,
        )
    elif there.kind is not document.kind:
        raise Conflict(
            f"The agency {there.name} is here as {there.kind.label}, and in the file as "
            f"{document.kind.label}. Give it another key in the file.",
            place="agencies",
        )


def _audit_row(header: AuditDocument, partnership: UUID, tool: UUID, theme_list: UUID) -> AuditRow:
    return AuditRow(
        partnership_id=partnership,
        id=uuid4(),
        key=header.key,
        title=header.title,
        theme=header.theme,
        purpose=header.purpose,
        counts_one=header.counts.one,
        counts_many=header.counts.many,
        phase=header.phase.value,
        selection=header.selection.value,
        working=header.working.value,
        audit_kind=header.audit_kind.value,
        left_out=list(header.left_out),
        selection_note=header.selection_note,
        scale=header.scale,
        period_from=header.period_from,
        period_to=header.period_to,
        returns_due=header.returns_due,
        discussions_from=header.discussions_from,
        discussions_to=header.discussions_to,
        invented=header.invented,
        rehearsal=header.rehearsal,
        attribution=header.attribution or "",
        cases_sentence=header.children_sentence or "",
        kind=header.kind,
        tool_version_id=tool,
        theme_list_id=theme_list,
        inspection_findings=list(header.inspection_findings),
        draws_shown=[draw.model_dump(mode="json") for draw in header.draws_shown],
    )


def _tell(session: Session, by: Person, audit: AuditRow, document: Exchange) -> None:
    cases = document.document.cases
    after = {
        "key": audit.key,
        "phase": audit.phase,
        "cases": len(cases),
        "returns": sum(len(case.returns) for case in cases),
        "findings": sum(len(case.findings) for case in cases),
    }
    tell(session, by, "audit.imported", Subject("audit", audit.id), after=after)


def _add_content(
    session: Session,
    by: Person,
    audit: AuditRow,
    document: Exchange,
    accounts: Mapping[int, UUID],
    earlier: Mapping[int, UUID],
) -> None:
    """Cases with all that is in them. Rows that others refer to are written first."""
    people = PeopleOfFile(session, by.partnership, document, accounts)
    whole = Whole.of(document.document, document.tool, document.codebook, document.earlier)
    rows = CaseRows(by.partnership, audit.id, whole, people, now(session), earlier)
    cases = document.document.cases
    staged = [rows.of(number, case) for number, case in enumerate(cases, 1)]
    if document.document.audit.answers:
        staged.append(rows.of_audit(document.document.audit.answers))
    for stage in zip(*staged, strict=True):
        session.add_all(chain.from_iterable(stage))
        session.flush()
    ids = {case.reference: row.id for row, case in zip(rows.cases, cases, strict=True)}
    for case_row, case in zip(rows.cases, cases, strict=True):
        # Both are there by now, whichever stood first.
        case_row.replaced_by = ids[case.replaced_by] if case.replaced_by else None
        after = case.model_dump(mode="json")
        tell(session, by, "case.imported", Subject("case", case_row.id), after=after)
    _add_rest(session, by, audit, document, people)


def _add_rest(
    session: Session, by: Person, audit: AuditRow, document: Exchange, people: PeopleOfFile
) -> None:
    common = {"partnership_id": by.partnership, "audit_id": audit.id}
    members = {
        people.find(person.number)
        for person in document.document.people
        if person.role is Role.CORE_GROUP
    }
    session.add_all(CoreGroupRow(**common, person_id=member) for member in sorted(members))
    session.add_all(NeedRow(**common, **need.model_dump()) for need in document.document.needs)
    session.flush()
