"""Who is expected at a discussion from each agency, and their replies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.cases import CaseOnFile, load_case, lock_audit_of
from app.db.history import Subject, tell
from app.db.knowing import knowings_of
from app.db.models.schedule import InvitedRow
from app.db.people import colleagues_in, read_grants, row_of_person
from app.db.schedule import (
    DateRead,
    InvitedOnFile,
    invited_to,
    read_date,
    row_of_date,
    rows_of_invited,
)
from app.operations import messages
from app.operations.transaction import operation
from app.operations.versions import check_unchanged, version_of
from audit_tools.cases import Known
from audit_tools.errors import Hidden, Invalid, Problem
from audit_tools.invitations import MOST_OF_AN_AGENCY, Invited, Reply, check_invited
from audit_tools.knowing import named_in
from audit_tools.permissions import Person
from audit_tools.schedule import check_can_schedule
from audit_tools.visibility import names_invited


@dataclass(frozen=True)
class OfAgency:
    """The people of one agency whom somebody may answer for. ``may_name`` says that they may also
    say who is expected, and not only what these reply."""

    key: str
    name: str
    may_name: bool
    invited: tuple[InvitedOnFile, ...]


NOBODY = Invited("")
Said = Mapping[UUID | str, Invited]
"""What was said of somebody who is expected, by the invitation's id; of one more from an agency, by
the key of the agency."""


@operation
def say_who_comes(session: Session, *, by: Person, case_id: UUID, said: Said, seen: str) -> None:
    """Say who is expected and what they reply. An empty name takes somebody from the list; what is
    as it was is not written.

    Raises ``Hidden`` for somebody the person does not answer for, ``Invalid`` (its places
    ``name:`` or ``stand_in:`` and the key of ``said``), ``Refused`` once the discussion is over,
    and ``Conflict``.
    """
    lock_audit_of(session, by.partnership, case_id)
    held, agencies = to_answer(session, by, case_id)
    checked = _check(said, agencies)
    check_can_schedule(held.case.case.state)
    check_unchanged(seen, _plain(agencies))
    kept: dict[UUID | str, Invited] = {one.id: one.invited for of in agencies for one in of.invited}
    changed = {key: one for key, one in checked.items() if one != kept.get(key, NOBODY)}
    if not changed:
        return
    before = {str(key): kept[key].spoken for key in changed if key in kept}
    after = {str(key): one.spoken for key, one in changed.items()}
    tell(session, by, "case.invited", Subject("case", case_id), before, after)
    rows = rows_of_invited(session, by.partnership, case_id)
    of_changed = {rows[key].agency if isinstance(key, UUID) else key for key in changed}
    for key, invited in changed.items():
        if isinstance(key, UUID):
            _change(session, rows[key], invited)
        else:
            _add(session, by, case_id, key, invited)
    messages.follow(session, by, held.audit.id, *sorted(of_changed))


def to_answer(session: Session, by: Person, case_id: UUID) -> tuple[DateRead, tuple[OfAgency, ...]]:
    """The case, and of each agency those whom the person may answer for. Raises ``Hidden``.

    The Business Unit answers for all; an agency's lead for its own; anybody else for themselves.
    """
    held = read_date(session, by, case_id)
    names = {agency.key: agency.name for agency in list_agencies(session, by.partnership)}
    invited = held.own
    if held.standing.coordinator:
        invited = invited_to(session, by.partnership, [case_id])[case_id]
    found = []
    for key in sorted(_known(held.case), key=lambda agency: names[agency]):
        may_name = names_invited(held.standing, held.case.case, key)
        theirs = tuple(one for one in invited if one.agency == key)
        if may_name or theirs:
            found.append(OfAgency(key, names[key], may_name, theirs))
    if not found:
        raise Hidden("There is no such invitation.")
    return held, tuple(found)


def version_of_invited(agencies: Iterable[OfAgency]) -> str:
    """What a page on who comes carries as ``seen``."""
    return version_of(_plain(agencies))


def take_over_said(session: Session, by: Person, case: CaseOnFile) -> None:
    """Expect those whom the agencies named when they said that they know the child.

    An agency of which somebody is expected already has said so here.
    """
    there = {row.agency for row in rows_of_invited(session, by.partnership, case.id).values()}
    asked = knowings_of(session, by.partnership, [case.id])
    for agency in sorted(_known(case) - there):
        knowing = asked.get((case.id, agency))
        named = named_in(knowing.comes) if knowing else ()
        for name in named[:MOST_OF_AN_AGENCY]:
            _add(session, by, case.id, agency, Invited(name))


def expect_said(session: Session, by: Person, case_id: UUID) -> None:
    """The same once an agency has answered, where the discussion has a date already."""
    if row_of_date(session, by.partnership, case_id) is not None:
        take_over_said(session, by, load_case(session, by.partnership, case_id))


def ask_again(session: Session, by: Person, case_id: UUID) -> None:
    """Forget what was replied: it was said of another time."""
    for row in rows_of_invited(session, by.partnership, case_id).values():
        row.reply, row.stand_in = Reply.NO_REPLY.value, ""


def recognise(session: Session, partnership: UUID, person_id: UUID) -> None:
    """Let somebody who was named before they were here find the dates: as they join an agency, get
    their right name, or come back. The caller has told history."""
    session.flush()
    name = row_of_person(session, person_id).name.casefold()
    grants = read_grants(session, partnership, [person_id])[person_id]
    rows = session.scalars(
        select(InvitedRow).where(
            InvitedRow.partnership_id == partnership,
            InvitedRow.agency.in_([grant.agency for grant in grants if grant.agency]),
            InvitedRow.person_id.is_(None),
        )
    )
    for row in rows.all():
        if row.name.casefold() == name:
            row.person_id = _colleague(session, partnership, row.agency, row.name)


def _known(case: CaseOnFile) -> set[str]:
    return {i.agency for i in case.case.involvements if i.known is Known.KNOWN}


def _check(said: Said, agencies: Sequence[OfAgency]) -> dict[UUID | str, Invited]:
    """What was said, checked all at once."""
    naming = {of.key for of in agencies if of.may_name}
    known: dict[UUID | str, tuple[Invited, bool]] = {
        one.id: (one.invited, of.may_name) for of in agencies for one in of.invited
    }
    checked, problems = dict[UUID | str, Invited](), list[Problem]()
    for key, one in said.items():
        if key not in naming and key not in known:
            raise Hidden("There is no such invitation.")
        try:
            checked[key] = check_invited(_meant(one, *known[key]) if key in known else one)
        except Invalid as wrong:
            problems.append(Problem(f"{wrong.place}:{key}", wrong.message))
    for of in agencies:
        if len(of.invited) >= MOST_OF_AN_AGENCY and of.key in checked and checked[of.key].name:
            problems.append(
                Problem(f"name:{of.key}", f"Name at most {MOST_OF_AN_AGENCY} of an agency.")
            )
    if problems:
        raise Invalid.because_of(problems)
    return checked


def _meant(said: Invited, kept: Invited, may_name: bool) -> Invited:
    """Who may only reply keeps their name; whoever is taken out takes their reply along."""
    if not may_name:
        return replace(said, name=kept.name)
    return said if said.name.strip() else NOBODY


def _change(session: Session, row: InvitedRow, invited: Invited) -> None:
    if not invited.name:
        session.delete(row)
        return
    if row.name != invited.name:
        row.name = invited.name
        row.person_id = _colleague(session, row.partnership_id, row.agency, invited.name)
    row.reply, row.stand_in = invited.reply.value, invited.stand_in


def _add(session: Session, by: Person, case_id: UUID, agency: str, invited: Invited) -> None:
    rows = rows_of_invited(session, by.partnership, case_id).values()
    last = max((row.number for row in rows if row.agency == agency), default=0)
    session.add(
        InvitedRow(
            partnership_id=by.partnership,
            case_id=case_id,
            agency=agency,
            name=invited.name,
            person_id=_colleague(session, by.partnership, agency, invited.name),
            reply=invited.reply.value,
            stand_in=invited.stand_in,
            number=last + 1,
        )
    )
    session.flush()


def _colleague(session: Session, partnership: UUID, agency: str, name: str) -> UUID | None:
    """The only active person of the agency with this name, who then finds the date themselves."""
    found = colleagues_in(session, partnership, agency).items()
    same = [id for id, called in found if called.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else None


def _plain(agencies: Iterable[OfAgency]) -> list[list[str]]:
    return [
        [of.key, one.invited.name, one.invited.reply, one.invited.stand_in]
        for of in agencies
        for one in of.invited
    ]
