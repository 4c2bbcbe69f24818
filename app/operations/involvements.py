"""Who is asked about a child, and the returns that follow from it."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db import colleagues as colleague_rows
from app.db import message_links
from app.db.agencies import list_agencies
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.db.clock import now
from app.db.discussions import CaseRead, read_case
from app.db.history import Subject, tell
from app.db.knowing import ask_no_more, knowings_of, note_answered
from app.db.models.cases import CaseRow, InvolvementRow
from app.db.models.records import RecordRow
from app.db.models.returns import AssignmentRow, ConcernRow, ReturnRow, SectionAssignmentRow
from app.db.people import colleagues_in
from app.db.records import add_record
from app.db.returns import returns_of
from app.operations import messages
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.cases import CaseState, Involvement, Known
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.involvements import (
    Changed,
    Expected,
    change,
    check_lead,
    with_copied,
    with_return,
)
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.preparation import lacks_of_case
from audit_tools.returns import ReturnStatus


@operation
def set_involvements(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    involvements: tuple[Involvement, ...],
    seen: str,
) -> None:
    """Say which agencies know the child and which one leads.

    Once the audit is under way an agency newly asked gets its return, and one that has not opened
    its return may be taken out. One that is named only when the returns are closed has none to
    give: it speaks in the discussion, as all do where the discussion comes first: there a case that
    was added late is ready once it lacks nothing that the start asks for. ``seen`` is
    the ``version`` one began from.

    Raises ``Hidden``, ``Invalid`` or ``Refused`` with the agency (or "lead") as place, and
    ``Conflict``.
    """
    held = case_to_run(session, by, case_id)
    _check_agencies(session, by, involvements)
    check_unchanged(seen, _plain(held.case.case.involvements))
    write_involvements(session, by, held.case, held.audit.cycle, involvements)
    _note_answers(session, by, held.case, involvements)
    if _begins_late(held, involvements):
        _make_ready(session, by, case_id)
        tell(session, by, "case.ready", Subject("case", case_id))


def write_involvements(
    session: Session,
    by: Person,
    case: CaseOnFile,
    cycle: AuditCycle,
    involvements: tuple[Involvement, ...],
) -> None:
    """Store what is known of a case, and let its returns follow once the audit is under way.

    The caller has asked whether the person may. Raises ``Invalid`` or ``Refused``.
    """
    if cycle.phase is Phase.CLOSED:
        raise Refused("This audit is closed.")
    expected = _expected(session, by, case.id)
    changed = change(case.case.state, case.case.involvements, involvements, expected)
    _store(session, by, case, involvements)
    if cycle.phase is Phase.COLLECTING:
        _follow(session, by, case, changed, ask=cycle.asks_returns)
        messages.follow(session, by, case.audit_id)


@operation
def add_agency(session: Session, *, by: Person, case_id: UUID, agency: str) -> None:
    """Add an agency that knows the child: named late, it is asked at once or speaks in the room.

    Raises as ``set_involvements`` does, and ``Invalid`` where it is one of the case already.
    """
    held = case_to_run(session, by, case_id)
    before = [i for i in held.case.case.involvements if i.known is not Known.NOT_ASKED]
    if any(i.agency == agency for i in before):
        raise Invalid("This agency is one of the case already.", place="agency")
    set_involvements(
        session,
        by=by,
        case_id=case_id,
        involvements=(*before, Involvement(agency, Known.KNOWN)),
        seen=version_of_involvements(held.case),
    )


@operation
def copy_to_others(session: Session, *, by: Person, case_id: UUID) -> int:
    """Give what was said of one case to every other that has no lead and could not start yet;
    gives their number.

    Nothing that was finished is written over; what stands of an agency that was asked is kept. A
    case about which the person has a conflict is left alone.
    """
    held = case_to_run(session, by, case_id)
    involvements = held.case.case.involvements
    waiting = [
        case
        for case in list_cases(session, by.partnership, held.case.audit_id)
        if case.case.state is CaseState.WAITING
        and case.case.lead is None
        and case.id != case_id
        and any(lacks_of_case(case.case, held.audit.cycle))
    ]
    standings = standings_of(session, by, waiting)
    others = [case for case in waiting if standings[case.id].holds_discussion]
    asked = knowings_of(session, by.partnership, [case.id for case in others])
    for case in others:
        answered = {a for (id, a), one in asked.items() if id == case.id and one.answered_at}
        set_involvements(
            session,
            by=by,
            case_id=case.id,
            involvements=with_copied(case.case.involvements, involvements, answered),
            seen=version_of_involvements(case),
        )
    return len(others)


def begin_returns(session: Session, by: Person, case: CaseOnFile, *, ask: bool) -> None:
    """Make the return of each agency of a case: due, or not known to it.

    Unless they ``ask`` for returns there is none to give: what the agencies say is written down in
    the discussion, and the case is ready for it.
    """
    add_returns(session, by, case.id, case.case.involvements, ReturnStatus.DUE if ask else _NONE)
    if not ask:
        _make_ready(session, by, case.id)


def _begins_late(held: CaseRead, involvements: tuple[Involvement, ...]) -> bool:
    """Whether a case joins an audit under way that asks for no returns, and lacks nothing now."""
    cycle, case = held.audit.cycle, replace(held.case.case, involvements=involvements)
    joins = case.state is CaseState.WAITING and cycle.phase is Phase.COLLECTING
    return joins and not cycle.asks_returns and not list(lacks_of_case(case, cycle))


def _make_ready(session: Session, by: Person, case_id: UUID) -> None:
    """No return is asked for, so the discussion can be opened."""
    session.get_one(CaseRow, (by.partnership, case_id)).state = CaseState.PREPARED.value


_NONE = ReturnStatus.MISSING


def add_returns(
    session: Session,
    by: Person,
    case_id: UUID,
    involvements: Iterable[Involvement],
    begins: ReturnStatus = ReturnStatus.DUE,
) -> None:
    """The returns of these agencies, as they begin, or saying that the child is not known.

    An agency that was asked beforehand has said itself when it answered, and who completes it.
    """
    asked = knowings_of(session, by.partnership, [case_id])
    for involvement in with_return(involvements):
        said = asked.get((case_id, involvement.agency))
        row = ReturnRow(
            partnership_id=by.partnership,
            id=add_record(session, by.partnership),
            case_id=case_id,
            agency=involvement.agency,
            status=begins.value,
        )
        if involvement.known is Known.NOT_KNOWN:
            _say_not_known(row, by.id, now(session))
            if said and said.answered_at:
                _say_not_known(row, said.answered_by, said.answered_at)
        session.add(row)
        if said and said.completes and row.status == ReturnStatus.DUE.value:
            session.flush()
            _give(session, row, said.completes)


def _say_not_known(row: ReturnRow, by: UUID | None, at: datetime) -> None:
    row.status, row.submitted_at = ReturnStatus.NOT_KNOWN.value, at
    row.submitted_by = by


def _give(session: Session, row: ReturnRow, person: UUID) -> None:
    """Give a new return to the colleague whom the lead named, if they still belong there."""
    if person in colleagues_in(session, row.partnership_id, row.agency):
        session.add(
            AssignmentRow(partnership_id=row.partnership_id, return_id=row.id, person_id=person)
        )


def case_to_run(session: Session, by: Person, case_id: UUID) -> CaseRead:
    """A case that the Business Unit runs. Raises ``Refused``, and ``Hidden`` after a conflict."""
    check_can(by, Permission.RUN_AUDITS)
    held = read_case(session, by, case_id)
    if not held.standing.holds_discussion:
        raise Hidden("There is no such case.")
    return held


def version_of_involvements(case: CaseOnFile) -> str:
    """What a form to change who is asked carries as ``seen``."""
    return version_of(_plain(case.case.involvements))


def _note_answers(
    session: Session, by: Person, case: CaseOnFile, after: tuple[Involvement, ...]
) -> None:
    """Let what agencies were asked follow: an answer that is changed here is no longer theirs, and
    one that had answered and is not asked after all is asked no more."""
    were, are = (
        {i.agency: i.known for i in both if i.known is not Known.NOT_ASKED}
        for both in (case.case.involvements, after)
    )
    ask_no_more(session, by, case.id, were.keys() - are.keys())
    for agency, known in are.items():
        if were.get(agency) is not known:
            note_answered(session, by, case.id, agency, now(session))


def _plain(involvements: Iterable[Involvement]) -> list[dict[str, object]]:
    asked = [i for i in involvements if i.known is not Known.NOT_ASKED]
    return [asdict(i) for i in sorted(asked, key=lambda i: i.agency)]


def _check_agencies(session: Session, by: Person, involvements: tuple[Involvement, ...]) -> None:
    keys = [i.agency for i in involvements]
    known = {agency.key for agency in list_agencies(session, by.partnership)}
    if len(set(keys)) < len(keys) or not set(keys) <= known:
        raise Invalid("Choose from the agencies of this partnership, each once.")
    check_lead(involvements)


def _expected(session: Session, by: Person, case_id: UUID) -> list[Expected]:
    returns = returns_of(session, by.partnership, [case_id])[case_id]
    used = set(
        session.scalars(
            select(ConcernRow.return_id).where(
                ConcernRow.partnership_id == by.partnership,
                ConcernRow.return_id.in_([one.id for one in returns]),
            )
        )
    )
    return [
        Expected(one.agency, one.status, one.started_at is not None or one.id in used)
        for one in returns
    ]


def _store(
    session: Session, by: Person, case: CaseOnFile, involvements: tuple[Involvement, ...]
) -> None:
    """Write what changed. An agency that is not asked has no row: its absence says it.

    What others say at the same time stays: only the rows of changed agencies are touched.
    """
    tell(
        session,
        by,
        "case.agencies-set",
        Subject("case", case.id),
        before={"agencies": _plain(case.case.involvements)},
        after={"agencies": _plain(involvements)},
    )
    kept = set(case.case.involvements) & set(involvements)
    changed = {i.agency for i in (*case.case.involvements, *involvements) if i not in kept}
    session.execute(
        delete(InvolvementRow).where(
            InvolvementRow.partnership_id == by.partnership,
            InvolvementRow.case_id == case.id,
            InvolvementRow.agency.in_(changed),
        )
    )
    for one in involvements:
        if one.agency in changed and one.known is not Known.NOT_ASKED:
            session.add(
                InvolvementRow(
                    partnership_id=by.partnership,
                    case_id=case.id,
                    agency=one.agency,
                    known=one.known.value,
                    lead=one.lead,
                )
            )
    # Who reads the case next, as those do who list whom the agency named, finds what it said.
    session.flush()


def _follow(session: Session, by: Person, case: CaseOnFile, changed: Changed, *, ask: bool) -> None:
    """Let the returns follow: new ones begin, unopened ones go or say "not known to them"."""
    begins = ReturnStatus.DUE if ask and case.case.state is CaseState.WAITING else _NONE
    add_returns(session, by, case.id, changed.begun, begins)
    for agency in changed.dropped:
        _drop(session, _return_row(session, by, case.id, agency))
    for agency in changed.not_known:
        _say_not_known(_return_row(session, by, case.id, agency), by.id, now(session))


def _return_row(session: Session, by: Person, case_id: UUID, agency: str) -> ReturnRow:
    return session.scalars(
        select(ReturnRow).where(
            ReturnRow.partnership_id == by.partnership,
            ReturnRow.case_id == case_id,
            ReturnRow.agency == agency,
        )
    ).one()


def _drop(session: Session, row: ReturnRow) -> None:
    message_links.forget_return(session, row.partnership_id, row.id)
    colleague_rows.forget_return(session, row.partnership_id, row.id)
    for table in (AssignmentRow, SectionAssignmentRow):
        session.execute(
            delete(table).where(
                table.partnership_id == row.partnership_id, table.return_id == row.id
            )
        )
    record = session.get_one(RecordRow, (row.partnership_id, row.id))
    session.delete(row)
    session.flush()
    session.delete(record)
