"""The good practice of an audit's discussions: what they said, and the wording passed on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, load_audit
from app.db.cases import CaseOnFile, audit_by_case, list_cases, standings_of
from app.db.discussions import discussions_of
from app.db.models.afterwards import GoodPracticeRow
from app.db.records import read_entries_of
from audit_tools.cases import CaseState
from audit_tools.entries import values
from audit_tools.errors import Hidden
from audit_tools.findings import AgreedWording
from audit_tools.good_practice import said_in
from audit_tools.permissions import Person, Role
from audit_tools.visibility import Standing, reads_others


@dataclass(frozen=True)
class PracticeOnFile:
    """What one discussion said, and how far its wording is."""

    case: CaseOnFile
    standing: Standing
    said: str = field(repr=False)
    wording: AgreedWording | None


def read_practices(
    session: Session, person: Person, audit_id: UUID
) -> tuple[AuditOnFile, tuple[PracticeOnFile, ...]]:
    """Of the signed-off discussions that the person holds, those that named a good practice.

    Raises ``Hidden`` for somebody who holds none and does not run audits.
    """
    audit = load_audit(session, person.partnership, audit_id)
    held = _held(session, person, list_cases(session, person.partnership, audit_id))
    if not held and not person.has(Role.COORDINATOR):
        raise Hidden("There is no such audit.")
    ids = [case.id for case, _ in held]
    discussions = discussions_of(session, person.partnership, ids)
    entries = read_entries_of(session, person.partnership, [d.id for d in discussions.values()])
    wordings = _wordings(session, person.partnership, ids)
    asked = audit_by_case(session, person.partnership, audit, [case for case, _ in held])
    found = (
        PracticeOnFile(
            case,
            standing,
            said_in(asked[case.id].tool, values(entries.get(discussions[case.id].id, {}))),
            wordings.get(case.id),
        )
        for case, standing in held
        if case.id in discussions
    )
    return audit, tuple(one for one in found if one.said)


def row_of_practice(session: Session, partnership: UUID, case_id: UUID) -> GoodPracticeRow | None:
    """The wording of a case, if any is written."""
    return session.scalars(
        select(GoodPracticeRow).where(
            GoodPracticeRow.partnership_id == partnership, GoodPracticeRow.case_id == case_id
        )
    ).first()


def wording_of(row: GoodPracticeRow | None) -> AgreedWording | None:
    """The wording as the rules know it."""
    if row is None:
        return None
    agreed_by = str(row.agreed_by) if row.agreed_by else None
    return AgreedWording(row.wording, str(row.wording_by), agreed_by)


def agreed_practices(session: Session, partnership: UUID, cases: Iterable[UUID]) -> tuple[str, ...]:
    """The wordings of these cases that are agreed, by their letters; nothing else is read."""
    wordings = session.scalars(
        select(GoodPracticeRow.wording).where(
            GoodPracticeRow.partnership_id == partnership,
            GoodPracticeRow.case_id.in_(list(cases)),
            GoodPracticeRow.agreed_by.is_not(None),
        )
    )
    return tuple(sorted(wordings, key=str.casefold))


def _held(
    session: Session, person: Person, cases: Iterable[CaseOnFile]
) -> list[tuple[CaseOnFile, Standing]]:
    agreed = [case for case in cases if case.case.state is CaseState.AGREED]
    standings = standings_of(session, person, agreed)
    return [
        (case, standings[case.id])
        for case in agreed
        if standings[case.id].holds_discussion and reads_others(standings[case.id], case.case)
    ]


def _wordings(
    session: Session, partnership: UUID, cases: list[UUID]
) -> dict[UUID, AgreedWording | None]:
    rows = session.scalars(
        select(GoodPracticeRow).where(
            GoodPracticeRow.partnership_id == partnership, GoodPracticeRow.case_id.in_(cases)
        )
    )
    return {row.case_id: wording_of(row) for row in rows}
