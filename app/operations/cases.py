"""The cases of an audit: adding one, taking one out, and what is done to its returns."""

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.db.candidates import bands_of, remove_candidate, reserves_left
from app.db.cases import CaseOnFile, forget_parts, list_cases
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.returns import ReturnRow
from app.db.records import forget_records
from app.db.references import references_with
from app.operations import deed_messages, messages, returns
from app.operations.audits import check_preparing, to_run
from app.operations.involvements import case_to_run
from app.operations.transaction import operation
from audit_tools.candidates import Candidate, check_bands, wrong_bands
from audit_tools.cases import CaseState, Characteristics, check_can_move
from audit_tools.cycles import Phase, Selection
from audit_tools.errors import Conflict, Hidden, Invalid, Problem, Refused
from audit_tools.permissions import Person
from audit_tools.references import make_reference, prefix_in_use, prefix_of, refusal
from audit_tools.sampling import replacement_for
from audit_tools.withdrawals import WithdrawnFor, check_why


@dataclass(frozen=True)
class NewCase:
    """A case that is chosen and not drawn: its reference, its bands, and why it."""

    reference: str = field(repr=False)
    characteristics: Characteristics = field(default=Characteristics(), repr=False)
    reason: str = field(default="", repr=False)


@operation
def add_case(session: Session, *, by: Person, audit_id: UUID, new: NewCase) -> UUID:
    """Add a case that was nominated or chosen; gives its id.

    Raises ``Invalid`` with all of it that is wrong: a reference that cannot be or is taken, bands
    that are none (see ``wrong_bands``), a missing reason (its places). Raises ``Refused`` where the
    cases of the audit are drawn, or once it is closed.
    """
    audit = to_run(session, by, audit_id)
    if audit.cycle.phase is Phase.CLOSED:
        raise Refused("This audit is closed, so no case can be added.")
    if audit.cycle.selection is Selection.RANDOM:
        raise Refused(
            "The cases of this audit are drawn at random, so none is added by hand. Draw them, or "
            "change how the cases are chosen."
        )
    return _add_chosen(session, by, audit_id, new)


@operation
def remove_case(session: Session, *, by: Person, case_id: UUID) -> None:
    """Take out a case that was added by mistake, while the audit is being prepared.

    Raises ``Refused`` later, or where the case was drawn: the draw stands.
    """
    held = case_to_run(session, by, case_id)
    check_preparing(held.audit)
    if held.audit.cycle.selection is Selection.RANDOM:
        raise Refused("This case was drawn. Replace it with a reason instead.")
    tell(
        session,
        by,
        "case.removed",
        Subject("case", case_id),
        before={"reference": held.case.case.reference},
    )
    forget_parts(session, by.partnership, [case_id])
    session.execute(
        update(CaseRow)
        .where(CaseRow.partnership_id == by.partnership, CaseRow.replaced_by == case_id)
        .values(replaced_by=None)
    )
    forget_records(session, by.partnership, [case_id])
    session.delete(_row(session, by, case_id))
    session.flush()
    _number_again(session, by, held.case.audit_id)


@operation
def withdraw_case(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    reason: str = "",
    why: WithdrawnFor = WithdrawnFor.OTHER,
) -> None:
    """Take a case out of every count. It stays in the history.

    ``why`` is a reason of the list, ``reason`` the words beside it. Raises ``Refused`` without any
    where the reason is another, and once the case is agreed or the audit closed.
    """
    held = case_to_run(session, by, case_id)
    _withdraw(session, by, held.case, why, reason)


@operation
def replace_case(
    session: Session,
    *,
    by: Person,
    case_id: UUID,
    reason: str = "",
    why: WithdrawnFor = WithdrawnFor.OTHER,
    new: NewCase | None = None,
    reserve: str | None = None,
) -> UUID:
    """Withdraw a case (see ``withdraw_case``) and put another in its place; gives the id of the new
    one.

    Without ``new`` it is the next reserve of the draw. Of ``new`` it is kept which case it took the
    place of, and no reason of its own. Raises ``Refused`` once the returns of the
    case are closed, without a reason, for ``new`` where a reserve is left (whoever could choose
    instead would choose), or without it where none is left, ``Invalid`` for a case that cannot be
    (see ``add_case``), and ``Conflict`` where a colleague has used ``reserve``, the one shown.
    """
    held = case_to_run(session, by, case_id)
    if held.audit.cycle.phase is Phase.CLOSED or held.case.case.state is not CaseState.WAITING:
        raise Refused("Only a case whose returns are not closed yet can be replaced.")
    replacement = _replacement(session, by, held.case)
    if reserve is not None and (replacement is None or replacement.reference != reserve):
        raise Conflict(
            f"The reserve {reserve} has been used since you opened this page. Below is what comes "
            "next. Nothing has been replaced yet."
        )
    if new is not None and replacement is not None:
        raise Refused(
            f"The cases are drawn at random and a reserve is left, {replacement.reference}. Use it."
        )
    _withdraw(session, by, held.case, why, reason)
    if new is not None:
        # Why the other left is told of that one alone.
        new = replace(new, reason=f"In the place of {held.case.case.reference}.")
    other = _put_in_place(session, by, held.case, replacement, new)
    _row(session, by, case_id).replaced_by = other
    return other


def _put_in_place(
    session: Session,
    by: Person,
    case: CaseOnFile,
    replacement: Candidate | None,
    new: NewCase | None,
) -> UUID:
    if new is not None:
        return _add_chosen(session, by, case.audit_id, new)
    if replacement is None:
        raise Refused("No reserve is left. Type the reference of another case.")
    remove_candidate(session, by.partnership, case.audit_id, replacement.reference)
    return add_case_row(session, by, case.audit_id, replacement)


@operation
def reopen_return(
    session: Session, *, by: Person, case_id: UUID, return_id: UUID, reason: str
) -> None:
    """Unlock a sent return of this case. Raises as ``returns.reopen_return`` does."""
    case_to_run(session, by, case_id)
    row = session.get(ReturnRow, (by.partnership, return_id))
    if row is None or row.case_id != case_id:
        raise Hidden("There is no such return.")
    returns.reopen_return(session, by=by, return_id=return_id, reason=reason)


def offer_reference(session: Session, by: Person, audit_id: UUID) -> str:
    """A reference made for the next case of an audit, ``SYV25-04``: from nothing of a child.

    It goes on from the audit's other cases, and no other case of the partnership has it.
    """
    audit = to_run(session, by, audit_id)
    own = [case.case.reference for case in list_cases(session, by.partnership, audit_id)]
    day = audit.cycle.period_to or audit.cycle.returns_due or now(session).date()
    prefix = prefix_in_use(own) or prefix_of(audit.cycle.title, day.year)
    return make_reference(prefix, references_with(session, by.partnership, prefix))


def next_reserve(session: Session, by: Person, case: CaseOnFile) -> Candidate | None:
    """The reserve that would take the place of a case, or ``None``."""
    return _replacement(session, by, case)


def add_case_row(
    session: Session, by: Person, audit_id: UUID, candidate: Candidate, reason: str = ""
) -> UUID:
    """Store a case as the last of its audit, with its event."""
    case = uuid4()
    session.add(
        CaseRow(
            partnership_id=by.partnership,
            id=case,
            audit_id=audit_id,
            number=_last_number(session, by, audit_id) + 1,
            reference=candidate.reference,
            state=CaseState.WAITING.value,
            chosen_reason=reason,
            **bands_of(candidate.characteristics),
        )
    )
    tell(
        session,
        by,
        "case.added",
        Subject("case", case),
        after={"reference": candidate.reference, "reason": reason},
    )
    session.flush()
    return case


def _add_chosen(session: Session, by: Person, audit_id: UUID, new: NewCase) -> UUID:
    reference = " ".join(new.reference.split())
    taken = {c.case.reference.casefold() for c in list_cases(session, by.partnership, audit_id)}
    unusable = refusal(reference) or (
        "Another case of this audit has this reference." if reference.casefold() in taken else ""
    )
    wrong = [Problem("reference", unusable)] if unusable else []
    wrong += wrong_bands(new.characteristics)
    if not new.reason.strip():
        wrong.append(Problem("reason", "Say why this case was chosen."))
    if wrong:
        raise Invalid.because_of(wrong)
    bands = check_bands(new.characteristics)
    return add_case_row(session, by, audit_id, Candidate(reference, bands), new.reason.strip())


def _replacement(session: Session, by: Person, case: CaseOnFile) -> Candidate | None:
    reserves = reserves_left(session, by.partnership, case.audit_id)
    draw = session.get_one(AuditRow, (by.partnership, case.audit_id)).draw or {"strata": ()}
    falling_out = Candidate(case.case.reference, case.case.characteristics)
    return replacement_for(falling_out, reserves, tuple(draw["strata"]))


def _withdraw(
    session: Session, by: Person, case: CaseOnFile, why: WithdrawnFor, reason: str
) -> None:
    check_can_move(case.case.state, CaseState.WITHDRAWN)
    deed_messages.tell_withdrawn(session, by, case)
    row = _row(session, by, case.id)
    row.state, row.state_reason = CaseState.WITHDRAWN.value, check_why(why, reason)
    row.withdrawn_for = why.value
    tell(
        session,
        by,
        "case.withdrawn",
        Subject("case", case.id),
        before={"state": case.case.state},
        after={"state": CaseState.WITHDRAWN, "why": why, "reason": row.state_reason},
    )
    messages.follow(session, by, case.audit_id)


def _row(session: Session, by: Person, case_id: UUID) -> CaseRow:
    return session.get_one(CaseRow, (by.partnership, case_id))


def _last_number(session: Session, by: Person, audit_id: UUID) -> int:
    wanted = select(func.max(CaseRow.number)).where(
        CaseRow.partnership_id == by.partnership, CaseRow.audit_id == audit_id
    )
    return session.scalar(wanted) or 0


def _number_again(session: Session, by: Person, audit_id: UUID) -> None:
    rows = session.scalars(
        select(CaseRow)
        .where(CaseRow.partnership_id == by.partnership, CaseRow.audit_id == audit_id)
        .order_by(CaseRow.number)
    )
    for number, row in enumerate(rows, 1):
        row.number = number
