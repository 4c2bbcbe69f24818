"""What is worth knowing about the dates on the page that arranges discussions.

Other audits are looked at too: their people and rooms are the same. Only the Business Unit arranges
discussions, and of a case about which one has a conflict nothing is read.
"""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.appointments import core_groups_at
from app.db.cases import CaseOnFile
from app.db.schedule import DatedCase, InvitedOnFile, dates_between, invited_to
from app.web import day_notes
from app.web.schedule.holders import Holders, holders_of
from audit_tools.cycles import AuditCycle
from audit_tools.invitations import Reply
from audit_tools.permissions import Person
from audit_tools.schedule import LONGEST, Planned, Slot, notes_on, takes_date

Invitations = Mapping[UUID, tuple[InvitedOnFile, ...]]


def read_notes(
    session: Session,
    person: Person,
    cycle: AuditCycle,
    cases: Collection[CaseOnFile],
    slots: Mapping[UUID, Slot],
    holders: Mapping[UUID, Holders],
    invited: Invitations,
) -> dict[UUID, tuple[str, ...]]:
    """By case of an audit what is worth knowing about the date in ``slots``, if it has one."""
    dated = [case for case in cases if case.id in slots]
    others = _elsewhere(session, person, dated, slots)
    cases_there = [one.case for one in others]
    busy = _busy(
        session,
        person,
        {**holders, **holders_of(session, person, cases_there)},
        {**invited, **invited_to(session, person.partnership, [case.id for case in cases_there])},
    )
    said = notes_on(
        [Planned(case.spoken, slots[case.id], busy[case.id]) for case in dated],
        cycle.discussions_from,
        cycle.discussions_to,
        [Planned(_spoken(one), one.date.kept, busy[one.case.id]) for one in others],
    )
    return {
        case.id: (*day_notes.read_notes([slots[case.id].day]), *notes)
        for case, notes in zip(dated, said, strict=True)
    }


def _elsewhere(
    session: Session, person: Person, cases: Collection[CaseOnFile], slots: Mapping[UUID, Slot]
) -> list[DatedCase]:
    """The discussions of other audits, not over yet, that may still go on when the first of these
    begins, or begin before the last has ended."""
    if not cases:
        return []
    begins = min(slot.starts for slot in slots.values()) - timedelta(minutes=LONGEST)
    ends = max(slot.ends for slot in slots.values())
    here = {case.audit_id for case in cases}
    return [
        one
        for one in dates_between(session, person, begins, ends)
        if one.audit_id not in here and one.date.slot and takes_date(one.case.case.state)
    ]


def _spoken(one: DatedCase) -> str:
    """``Case discussion 3 of 6 of the audit “Neglect, Quarter 1 2025/26”``."""
    return f"Case discussion {one.case.number} of {one.case.of} of the audit “{one.audit}”"


def _busy(
    session: Session,
    person: Person,
    holders: Mapping[UUID, Holders],
    invited: Invitations,
) -> dict[UUID, dict[str, str]]:
    """By case who would sit there: who holds it, the core group, and who is expected and did not
    send apologies."""
    agencies = {a.key: a.name for a in list_agencies(session, person.partnership)}
    core = core_groups_at(session, person.partnership, holders)
    found: dict[UUID, dict[str, str]] = {}
    for case, of in holders.items():
        found[case] = {str(holder.id): holder.name for holder in of.values()}
        found[case] |= {str(member): name for member, name in core[case].items()}
        for one in invited[case]:
            if one.invited.reply is not Reply.APOLOGIES:
                named = f"{one.invited.who} ({agencies[one.agency]})"
                found[case].setdefault(_key(one), named)
    return found


def _key(one: InvitedOnFile) -> str:
    if one.person and one.invited.reply is not Reply.STAND_IN:
        return str(one.person)
    return f"{one.agency}: {one.invited.who.casefold()}"
