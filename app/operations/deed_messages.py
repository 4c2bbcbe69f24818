"""Telling those whom a deed concerns: asked agencies, readers of a record, whoever settles a stop.

Each is called in the transaction of the deed itself. Who is told is decided by ``deed_messages`` of
the rules, on what each person is to the case now.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.appointments import appointments_to
from app.db.asked_returns import holders_of_case, read_asked
from app.db.cases import CaseOnFile, list_cases, load_case, standing_of
from app.db.discussions import DiscussionRead, read_discussion
from app.db.knowing import waiting_for
from app.db.people import find_person, leads_in, members_of, people_with_role
from app.db.returns import returns_of
from app.operations import messages
from audit_tools.cases import CaseState
from audit_tools.corrections import agencies_to_reply
from audit_tools.cycles import AuditCycle
from audit_tools.dates import local
from audit_tools.deed_messages import (
    Deed,
    whom_to_ask_of_record,
    whom_to_tell_of_concern,
    whom_to_tell_of_stop,
)
from audit_tools.fit import Fit
from audit_tools.messages import MessageKind, Recipient, asked_of
from audit_tools.permissions import IN_THE_CHAIR, Person, Role
from audit_tools.visibility import Standing, reads_discussion


def tell_asked(
    session: Session, by: Person, audit_id: UUID, cycle: AuditCycle, agencies: Iterable[str]
) -> None:
    """Tell the leads of agencies which were asked how many children they are asked about."""
    left = _left(session, by, audit_id)
    for agency in agencies:
        deed = Deed(asked=left[agency], counted=cycle.counted)
        to = _answering_for(session, by.partnership, agency)
        messages.announce(session, by, audit_id, MessageKind.CHILDREN_ASKED, deed, to)


def tell_no_more(session: Session, by: Person, audit_id: UUID, agency: str) -> None:
    """Take out what still waits to ask an agency that has nothing left to answer."""
    if not _left(session, by, audit_id)[agency]:
        to = _answering_for(session, by.partnership, agency)
        messages.take_back(session, by, audit_id, MessageKind.CHILDREN_ASKED, to)


def tell_asked_anew(
    session: Session, by: Person, audit_id: UUID, returns: Collection[UUID]
) -> None:
    """Tell those who answer these returns that their questions changed, each of how many."""
    session.flush()
    asked = read_asked(session, by.partnership, audit_id)
    moved = [one for one in asked if one.id in returns and one.is_open]
    counts = Counter(to for one in moved for to in asked_of(one))
    for count in sorted(set(counts.values())):
        to = [one for one, of_them in counts.items() if of_them == count]
        messages.announce(session, by, audit_id, MessageKind.ASKED_ANEW, Deed(asked=count), to)


def tell_withdrawn(session: Session, by: Person, case: CaseOnFile) -> None:
    """Tell those whose return for a case is still to come that it is needed no more; called before
    the case is withdrawn."""
    if case.case.state is not CaseState.WAITING:
        return
    session.flush()
    returns = {one.id for one in returns_of(session, by.partnership, [case.id])[case.id]}
    asked = read_asked(session, by.partnership, case.audit_id)
    waiting = [one for one in asked if one.id in returns and one.status.can_be_written]
    to = list(dict.fromkeys(one for of_return in waiting for one in asked_of(of_return)))
    if to:
        kind, deed = MessageKind.WITHDRAWN, _deed(case)
        messages.announce(session, by, case.audit_id, kind, deed, to, case.id)


def _left(session: Session, by: Person, audit_id: UUID) -> Counter[str]:
    """About how many cases each agency has still to answer."""
    session.flush()
    cases = list_cases(session, by.partnership, audit_id)
    waiting = waiting_for(session, by.partnership, cases).values()
    return Counter(agency for of_case in waiting for agency in of_case)


def tell_to_read(session: Session, by: Person, case_id: UUID) -> None:
    """Tell those who answer for an agency that was there that the record waits to be read."""
    session.flush()
    held = read_discussion(session, by, case_id)
    came = agencies_to_reply(held.on_file.attendance)
    members = members_of(session, by.partnership, came)
    leads = {person for agency in came for person in leads_in(members, agency)}
    people = leads | holders_of_case(session, by.partnership, held.case.id)
    standings = _standings(session, by, held.case, people)
    readers = whom_to_ask_of_record(standings, held.case.case, came)
    due = local(held.replies_due).date() if held.replies_due else None
    _tell(session, by, held.case, MessageKind.TO_READ, readers, _deed(held.case, due))


def tell_answered(session: Session, by: Person, held: DiscussionRead, person: UUID) -> None:
    """Tell who asked for a correction that there is an answer, while they may read it."""
    standings = _standings(session, by, held.case, {person})
    readers = [p for p, one in standings.items() if reads_discussion(one, held.case.case)]
    _tell(session, by, held.case, MessageKind.ANSWERED, readers, _deed(held.case))


def tell_concern(session: Session, by: Person, case: CaseOnFile, agency: str) -> None:
    """Tell chair, Business Unit and the agency's lead that a concern was raised."""
    held = appointments_to(session, by.partnership, case.id).appointed.by_role()
    units = _units(session, by)
    chairs = {person for role, person in held.items() if role in IN_THE_CHAIR}
    leads = leads_in(members_of(session, by.partnership, [agency]), agency)
    standings = _standings(session, by, case, (units | chairs | leads) - {by.id})
    readers = whom_to_tell_of_concern(standings, agency)
    _tell(session, by, case, MessageKind.CONCERN, readers, _deed(case))


def tell_stopped(session: Session, by: Person, case: CaseOnFile) -> None:
    """Tell the Business Unit that somebody said of a return that it does not fit."""
    standings = _standings(session, by, case, _units(session, by) - {by.id})
    readers = whom_to_tell_of_stop(standings)
    _tell(session, by, case, MessageKind.DOES_NOT_FIT, readers, _deed(case))


def tell_stopped_no_more(session: Session, by: Person, case: CaseOnFile) -> None:
    """Take out what still waits to say so, once no return of the case is stopped."""
    session.flush()
    returns = returns_of(session, by.partnership, [case.id])[case.id]
    if not any(one.fit is Fit.DOES_NOT_FIT for one in returns):
        kind = MessageKind.DOES_NOT_FIT
        messages.take_back(session, by, case.audit_id, kind, case_id=case.id)


def _units(session: Session, by: Person) -> set[UUID]:
    return {one.id for one in people_with_role(session, by.partnership, Role.COORDINATOR)}


def _tell(
    session: Session,
    by: Person,
    case: CaseOnFile,
    kind: MessageKind,
    readers: Iterable[UUID],
    deed: Deed,
) -> None:
    to = [Recipient(person=person) for person in readers]
    messages.announce(session, by, case.audit_id, kind, deed, to, case.id)


def _deed(case: CaseOnFile, due: date | None = None) -> Deed:
    return Deed(case.number, case.of, due=due)


def _answering_for(session: Session, partnership: UUID, agency: str) -> list[Recipient]:
    """The agency's leads; while nobody leads it, its mailbox."""
    leads = leads_in(members_of(session, partnership, [agency]), agency)
    if leads:
        return [Recipient(person=person) for person in sorted(leads, key=str)]
    boxes = {one.key for one in list_agencies(session, partnership) if one.mailbox}
    return [Recipient(agency=agency)] if agency in boxes else []


def _standings(
    session: Session, by: Person, case: CaseOnFile, people: Iterable[UUID]
) -> Mapping[UUID, Standing]:
    """What each of them who is still here is to the case as it stands now."""
    session.flush()
    stands = load_case(session, by.partnership, case.id)
    found = (find_person(session, by.partnership, one) for one in sorted(people, key=str))
    return {one.id: standing_of(session, one, stands) for one in found if one}
