"""Giving out a whole audit, as a document of the exchange format."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import agencies
from app.db.clock import now
from app.db.history import Subject, record
from app.db.models.audits import AuditRow, NeedRow
from app.db.models.cases import CaseRow
from app.db.models.records import KeptAnswerRow
from app.db.models.returns import ReturnRow
from app.db.models.tools import ThemeListRow, ToolVersionRow
from app.db.tools import tool_of
from app.db.training_needs import said_in
from app.operations.exchange.case_documents import CaseDocuments
from app.operations.exchange.rows import AuditRows
from app.operations.transaction import operation
from audit_tools.cycles import AuditKind, Phase, Selection, Working
from audit_tools.errors import Hidden
from audit_tools.exchange import FORMAT, VERSION
from audit_tools.exchange.case_shape import CaseDocument, OnceDocument
from audit_tools.exchange.question_list import list_questions
from audit_tools.exchange.shape import (
    AgencyDocument,
    AuditDocument,
    CountsDocument,
    NeedDocument,
    ShownDrawDocument,
)
from audit_tools.permissions import Permission, Person, check_can


@operation
def export_audit(
    session: Session, *, by: Person | None, partnership: UUID, key: str
) -> dict[str, Any]:
    """A whole audit as plain data, ready for ``write_exchange``. The same audit gives the same.

    For a command on the server, whoever may run it having all rights anyway: what agencies wrote
    is in it before the discussion is opened, so no page offers it. ``by`` is ``None`` where nobody
    said who ran it; the export is in the history of the audit in either case.

    Raises ``Hidden`` for a key that no audit has, ``Refused`` for somebody who runs no audits.
    """
    if by is not None:
        check_can(by, Permission.RUN_AUDITS)
    audit = session.scalars(
        select(AuditRow).where(AuditRow.partnership_id == partnership, AuditRow.key == key)
    ).one_or_none()
    if audit is None:
        raise Hidden(f"There is no audit with the key {key}.")
    document = _write(session, audit)
    record(
        session,
        by=by,
        partnership=partnership,
        what="audit.exported",
        on=Subject("audit", audit.id),
        at=now(session),
    )
    return document


def _write(session: Session, audit: AuditRow) -> dict[str, Any]:
    rows = AuditRows(session, audit)
    earlier = _earlier_tools(session, rows, audit)
    documents = CaseDocuments(rows, {row.id: row.version for row in earlier})
    cases = [documents.write(case) for case in rows.of(CaseRow, audit.id)]
    people = documents.people()
    tool = session.get_one(ToolVersionRow, (audit.partnership_id, audit.tool_version_id))
    themes = session.get_one(ThemeListRow, (audit.partnership_id, audit.theme_list_id))
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "tool": tool.document,
        **({"earlier_tools": [row.document for row in earlier]} if earlier else {}),
        "questions": _questions(tool, earlier),
        "theme_list": themes.document,
        "audit": _of_audit(audit, documents.answers(audit.id)),
        "agencies": [a.model_dump(mode="json") for a in _agencies(session, audit, cases)],
        "people": [person.model_dump(mode="json") for person in people],
        "cases": [_of_case(case) for case in cases],
        "needs": [need.model_dump(mode="json") for need in _needs(session, audit)],
    }


def _questions(tool: ToolVersionRow, earlier: Iterable[ToolVersionRow]) -> list[dict[str, Any]]:
    """Every question once; what is empty of it is left out, as it is of the tools."""
    listed = list_questions(tool_of(tool), [tool_of(row) for row in earlier])
    return [one.model_dump(mode="json", exclude_defaults=True) for one in listed]


def _of_audit(row: AuditRow, answers: OnceDocument | None) -> dict[str, Any]:
    """The audit itself as plain data, with what was answered once for it where anything was."""
    data = _header(row).model_dump(mode="json", exclude={"answers"})
    return data | ({"answers": answers.model_dump(mode="json")} if answers else {})


def _of_case(case: CaseDocument) -> dict[str, Any]:
    """A case as plain data. What few cases have (that the audit moved on, what is answered once,
    why it was withdrawn) is left out of all others, so that a file of theirs is what it was before
    there was any."""
    data = case.model_dump(mode="json")
    if case.tool_version is None:
        del data["tool_version"]
    for part in ("answers", "withdrawn_for", "replaced_by"):
        if data[part] is None:
            del data[part]
    for one, document in zip(data["returns"], case.returns, strict=True):
        if not document.kept:
            del one["kept"]
    return data


def _earlier_tools(session: Session, rows: AuditRows, audit: AuditRow) -> list[ToolVersionRow]:
    """The versions that cases are answered with, or answers are kept with, beside the audit's."""
    cases = rows.of(CaseRow, audit.id)
    returns = (one.id for case in cases for one in rows.of(ReturnRow, case.id))
    records = chain([audit.id], (case.id for case in cases), returns)
    kept = (answer for record in records for answer in rows.of(KeptAnswerRow, record))
    wanted = {c.tool_version_id for c in cases} | {answer.tool_version_id for answer in kept}
    found = session.scalars(
        select(ToolVersionRow)
        .where(
            ToolVersionRow.partnership_id == audit.partnership_id,
            ToolVersionRow.id.in_(wanted - {None}),
        )
        .order_by(ToolVersionRow.version)
    )
    return list(found)


def _header(row: AuditRow) -> AuditDocument:
    return AuditDocument(
        key=row.key,
        title=row.title,
        theme=row.theme,
        purpose=row.purpose,
        counts=CountsDocument(one=row.counts_one, many=row.counts_many),
        period_from=row.period_from,
        period_to=row.period_to,
        returns_due=row.returns_due,
        discussions_from=row.discussions_from,
        discussions_to=row.discussions_to,
        selection=Selection(row.selection),
        working=Working(row.working),
        audit_kind=AuditKind(row.audit_kind),
        left_out=list(row.left_out),
        selection_note=row.selection_note,
        children_sentence=row.cases_sentence or None,
        scale=row.scale,
        phase=Phase(row.phase),
        invented=row.invented,
        rehearsal=row.rehearsal,
        attribution=row.attribution or None,
        kind="inspection-letters" if row.kind == "inspection-letters" else "audit",
        inspection_findings=list(row.inspection_findings),
        draws_shown=[ShownDrawDocument(**draw) for draw in row.draws_shown],
    )


def _agencies(session: Session, audit: AuditRow, cases: list[CaseDocument]) -> list[AgencyDocument]:
    """The agencies that the audit speaks of, by key; the partnership may have more."""
    spoken_of = {i.agency for case in cases for i in case.agencies}
    spoken_of |= {agency for case in cases for f in case.findings for agency in f.agencies}
    listed = agencies.list_agencies(session, audit.partnership_id)
    return [
        AgencyDocument(key=agency.key, name=agency.name, kind=agency.kind, is_asked=agency.is_asked)
        for agency in sorted(listed, key=lambda agency: agency.key)
        if agency.key in spoken_of
    ]


def _needs(session: Session, audit: AuditRow) -> list[NeedDocument]:
    rows = session.scalars(
        select(NeedRow)
        .where(NeedRow.partnership_id == audit.partnership_id, NeedRow.audit_id == audit.id)
        .order_by(NeedRow.theme)
    )
    return [NeedDocument(theme=row.theme, **asdict(said_in(row))) for row in rows]
