"""The dated discussions of an audit as its messages need to know them: when, and whom to tell."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.appointments import CaseAppointments, appointments_of, core_group_of
from app.db.cases import CaseOnFile, list_cases
from app.db.messages import LastSaid
from app.db.models.messages import MessageDateRow, MessageRow
from app.db.people import Members, active_of, leads_in, members_of
from app.db.schedule import InvitedOnFile, Scheduled, dates_of, invited_to
from audit_tools.cases import Known
from audit_tools.date_messages import DatedDiscussion, Named, ToldDates, whom_to_tell
from audit_tools.messages import ABOUT_DATES, MessageKind, Recipient
from audit_tools.permissions import Role
from audit_tools.schedule import Slot, takes_date
from audit_tools.visibility import Standing


@dataclass(frozen=True)
class _Known:
    """What was read of all discussions at once."""

    appointments: Mapping[UUID, CaseAppointments]
    core_group: frozenset[UUID]
    invited: Mapping[UUID, tuple[InvitedOnFile, ...]]
    members: Members
    active: frozenset[UUID]
    mailboxes: tuple[str, ...]


def read_dated(session: Session, partnership: UUID, audit_id: UUID) -> tuple[DatedDiscussion, ...]:
    """The discussions of an audit under way that have, or had, a date, with whom to tell."""
    cases = list_cases(session, partnership, audit_id)
    dates = dates_of(session, partnership, [case.id for case in cases])
    dated = [case for case in cases if case.id in dates]
    if not dated:
        return ()
    known = _read(session, partnership, audit_id, dated)
    return tuple(_dated(case, dates[case.id], known) for case in dated)


def read_told(session: Session, partnership: UUID, audit_id: UUID) -> tuple[ToldDates, ...]:
    """What was written about the dates of an audit. One that is just being sent counts as sent."""
    rows = session.execute(
        select(MessageRow, MessageDateRow)
        .join(
            MessageDateRow,
            (MessageDateRow.partnership_id == MessageRow.partnership_id)
            & (MessageDateRow.message_id == MessageRow.id),
        )
        .where(
            MessageRow.partnership_id == partnership,
            MessageRow.audit_id == audit_id,
            MessageRow.kind.in_([kind.value for kind in ABOUT_DATES]),
        )
    )
    messages: dict[UUID, MessageRow] = {}
    said: dict[UUID, dict[UUID, Slot | None]] = {}
    for message, link in rows:
        messages[message.id] = message
        said.setdefault(message.id, {})[link.case_id] = slot_of(link)
    return tuple(
        ToldDates(
            row.id,
            MessageKind(row.kind),
            Recipient(row.person_id, row.agency),
            row.sent_at or row.made_at,
            row.sent_at is not None or row.claimed_at is not None,
            said[row.id],
        )
        for row in messages.values()
    )


def last_told(
    session: Session, partnership: UUID, audit_id: UUID, dates: Mapping[UUID, Scheduled]
) -> dict[UUID, LastSaid]:
    """What was last sent of each date as it stands now: ``told`` and when."""
    told = sorted(read_told(session, partnership, audit_id), key=lambda one: one.at)
    return {
        case: LastSaid(one.kind, one.at)
        for one in told
        for case, slot in one.said.items()
        if one.is_sent and slot and case in dates and slot == dates[case].slot
    }


def slot_of(link: MessageDateRow) -> Slot | None:
    """The date that a message says, ``None`` for called off."""
    return Slot(link.starts_at, link.minutes, link.place) if link.starts_at else None


def recipients_in(
    session: Session, partnership: UUID, agencies: Collection[str]
) -> frozenset[Recipient]:
    """Everybody who may be written to for these agencies."""
    people = frozenset().union(*members_of(session, partnership, agencies).values())
    to_people = {Recipient(person=person) for person in people}
    return frozenset(to_people | {Recipient(agency=agency) for agency in agencies})


def _read(session: Session, partnership: UUID, audit_id: UUID, cases: list[CaseOnFile]) -> _Known:
    ids = [case.id for case in cases]
    appointments = appointments_of(session, partnership, ids)
    core_group = core_group_of(session, partnership, audit_id)
    appointed = {
        person for of in appointments.values() for person in of.appointed.by_role().values()
    }
    agencies = {agency for case in cases for agency in _involved(case)}
    return _Known(
        appointments,
        core_group,
        invited_to(session, partnership, ids),
        members_of(session, partnership, agencies),
        active_of(session, appointed | core_group),
        tuple(one.key for one in list_agencies(session, partnership) if one.mailbox),
    )


def _dated(case: CaseOnFile, date: Scheduled, known: _Known) -> DatedDiscussion:
    state = case.case.state
    named = tuple(_named(one, known.members) for one in known.invited[case.id])
    return DatedDiscussion(
        case.id,
        case.number,
        case.of,
        date.slot if state.is_counted else None,
        state.is_counted and not takes_date(state),
        whom_to_tell(case.case, _standings(case, named, known), named, known.mailboxes),
    )


def _named(one: InvitedOnFile, members: Members) -> Named:
    """A colleague who has left the agency is found by nobody."""
    is_there = one.person in members.get((one.agency, None), frozenset())
    return Named(one.agency, one.person if is_there else None, one.invited.reply)


def _standings(case: CaseOnFile, named: tuple[Named, ...], known: _Known) -> dict[UUID, Standing]:
    """What everybody who may have to be told is to the case, of what tells about its date."""
    held = known.appointments[case.id]
    leads = {agency: leads_in(known.members, agency) for agency in _involved(case)}
    holding = {*held.appointed.by_role().values(), *known.core_group} & known.active
    people = holding.union(*leads.values(), {one.person for one in named if one.person})
    return {
        person: Standing(
            core_group=person in known.core_group,
            appointed=_parts(held, person),
            leads=frozenset(agency for agency, theirs in leads.items() if person in theirs),
            conflicted=person in held.conflicted,
        )
        for person in sorted(people)
    }


def _parts(held: CaseAppointments, person: UUID) -> frozenset[Role]:
    return frozenset(role for role, one in held.appointed.by_role().items() if one == person)


def _involved(case: CaseOnFile) -> list[str]:
    """The agencies that know the child."""
    return [one.agency for one in case.case.involvements if one.known is Known.KNOWN]
