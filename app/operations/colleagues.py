"""A lead invites a colleague of the agency, with returns to give; the colleague joins by a link.

What the lead reads and gets is the same whether or not somebody has an account under the address:
who works with which other agency is not theirs to learn. So an invitation is no account, and makes
none before the colleague has joined; and nobody is made part of an agency without knowing it.
"""

import secrets
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import colleagues as rows
from app.db import people, sessions
from app.db.agencies import lock_agency
from app.db.clock import now
from app.db.colleagues import Invitation
from app.db.engine import Database
from app.db.history import Subject, tell
from app.db.models.cases import CaseRow
from app.db.models.colleagues import ColleagueInvitationRow
from app.db.models.returns import AssignmentRow, ReturnRow
from app.db.my_returns import returns_to_give
from app.operations import messages
from app.operations.accounts import LINK_GOOD_FOR, check_pace, digest, note_failure
from app.operations.invitations import recognise
from app.operations.passwords import Passwords, check_password
from app.operations.people import check_email, checked_name
from app.operations.transaction import operation
from audit_tools.cases import CaseState
from audit_tools.errors import Conflict, Hidden, Invalid, Refused
from audit_tools.permissions import Grant, Person, Role
from audit_tools.returns import ReturnStatus

LINK_IS_DEAD = (
    "This link has been used, taken back, or is too old. Ask whoever sent it to you for a new one."
)
ANOTHER_IS_YOURS = (
    "If you have signed in here before, use the password that you have. If you have forgotten it, "
    "ask the Business Unit or an administrator for a link to set a new one, then open this page "
    "again."
)


@operation
def invite(
    session: Session,
    *,
    by: Person,
    agency: str,
    name: str,
    email: str,
    returns: frozenset[UUID] = frozenset(),
) -> str:
    """Invite somebody to give returns of one's own agency; gives the token of the link.

    Raises ``Hidden`` unless the person leads the agency, ``Invalid`` for a name, an address or
    returns that cannot be, ``Conflict`` for somebody who belongs to the agency already or is
    invited to it.
    """
    if agency not in by.leads:
        raise Hidden()
    lock_agency(session, by.partnership, agency)
    name, email = checked_name(name), _checked_address(session, by, agency, email)
    if not returns <= {one.id for one in returns_to_give(session, by, agency)}:
        raise Invalid("Choose returns of this agency that are still to come.", "returns")
    at = now(session)
    row = rows.add_invitation(
        session, by.partnership, agency=agency, name=name, email=email, returns=returns,
        by=by.id, at=at,
    )  # fmt: skip
    token = _put_token(session, row, by)
    session.add(row)
    told = {"agency": agency, "returns": sorted(map(str, returns))}
    tell(session, by, "colleague.invited", Subject("invitation", row.id), after=told)
    return token


@operation
def renew(session: Session, *, by: Person, invitation_id: UUID) -> str:
    """The token of a new link; the old one is good no more. Raises ``Hidden``."""
    row = _find(session, by, invitation_id)
    token = _put_token(session, row, by)
    tell(session, by, "colleague.link-made", Subject("invitation", row.id))
    return token


@operation
def take_back(session: Session, *, by: Person, invitation_id: UUID) -> None:
    """Take an invitation back that nobody has taken up. Raises ``Hidden``."""
    row = _find(session, by, invitation_id)
    told = {"agency": row.agency}
    rows.remove_invitation(session, row)
    tell(session, by, "colleague.invitation-taken-back", Subject("invitation", invitation_id),
         before=told)  # fmt: skip


def find_by_link(session: Session, token: str) -> tuple[Invitation, str]:
    """What a link invites to, and the name of the agency. Raises ``Refused`` when it is used,
    taken back, too old or unknown."""
    found = rows.invitation_by_token(session, digest(token), now(session))
    if found is None:
        raise Refused(LINK_IS_DEAD)
    return found


def join(database: Database, *, token: str, password: str, passwords: Passwords) -> None:
    """Join the agency: with one's password where one has an account, otherwise with a new one.

    Raises ``Refused`` for a link that is no longer good and while an address is slowed down,
    ``Invalid`` for a weak password and for one that is not that of the account.
    """
    with database.reading() as session:
        invitation, _ = find_by_link(session, token)
        check_pace(session, invitation.email)
        person_id = people.id_of_email(session, invitation.email)
        is_active = bool(person_id and people.row_of_person(session, person_id).is_active)
        hashed = sessions.password_hash(session, person_id) if person_id else None
    # Before anything of the account: what is said of a weak one tells nothing of who is here.
    check_password(password, email=invitation.email)
    if person_id is None:
        _join(database, token=token, person_id=None, hashed=passwords.hash(password))
        return
    if not passwords.verify(hashed, password) or not is_active:
        note_failure(database, email=invitation.email)
        raise Invalid(ANOTHER_IS_YOURS, "password")
    _join(database, token=token, person_id=person_id, hashed=None)


@operation
def _join(session: Session, *, token: str, person_id: UUID | None, hashed: str | None) -> None:
    rows.lock_for_joining(session, digest(token))
    invitation, _ = find_by_link(session, token)
    if people.id_of_email(session, invitation.email) != person_id:
        raise Refused("Somebody has joined with this address just now. Open the link again.")
    if person_id is None:
        person_id = people.add_person(session, name=invitation.name, email=invitation.email)
        sessions.set_password_hash(session, person_id, hashed or "", now(session))
    grant = Grant(Role.PRACTITIONER, invitation.agency)
    held = people.read_grants(session, invitation.partnership, [person_id])[person_id]
    if not {one for one in held if one.agency == invitation.agency}:
        people.add_grant(session, invitation.partnership, person_id, grant)
    person = people.find_person(session, invitation.partnership, person_id)
    if person is None:
        raise Hidden()
    tell(
        session,
        person,
        "colleague.joined",
        Subject("invitation", invitation.id),
        after={"agency": invitation.agency, "returns": sorted(map(str, invitation.returns))},
    )
    recognise(session, invitation.partnership, person_id)
    given = _give(session, invitation, person_id)
    row = rows.row_of_invitation(session, invitation.partnership, invitation.id)
    if row:
        rows.remove_invitation(session, row)
    for audit in sorted(given):
        messages.follow(session, person, audit, invitation.agency)


def _give(session: Session, invitation: Invitation, person_id: UUID) -> set[UUID]:
    """Give the returns that are still to come, beside whoever has them; in which audits."""
    found = session.execute(
        select(ReturnRow, CaseRow.audit_id)
        .join(
            CaseRow,
            (CaseRow.partnership_id == ReturnRow.partnership_id)
            & (CaseRow.id == ReturnRow.case_id),
        )
        .where(
            ReturnRow.partnership_id == invitation.partnership,
            ReturnRow.id.in_(sorted(invitation.returns)),
            ReturnRow.agency == invitation.agency,
            CaseRow.state == CaseState.WAITING.value,
        )
    ).all()
    audits = set()
    for row, audit in found:
        if ReturnStatus(row.status).can_be_written and not _has(session, row, person_id):
            session.add(
                AssignmentRow(
                    partnership_id=row.partnership_id, return_id=row.id, person_id=person_id
                )
            )
            audits.add(audit)
    session.flush()
    return audits


def _has(session: Session, row: ReturnRow, person_id: UUID) -> bool:
    wanted = select(AssignmentRow.id).where(
        AssignmentRow.partnership_id == row.partnership_id,
        AssignmentRow.return_id == row.id,
        AssignmentRow.person_id == person_id,
    )
    return session.scalar(wanted) is not None


def _checked_address(session: Session, by: Person, agency: str, email: str) -> str:
    """The address as it is kept. Of who is here nothing is said but of one's own agency."""
    check_email(email)
    invited = rows.name_invited(session, by.partnership, agency, people.normalise(email))
    if invited is not None:
        raise Conflict(
            f"This address is invited already, as {invited}. In the list of colleagues make a new "
            "link, or take the invitation back.",
            "email",
        )
    person_id = people.id_of_email(session, email)
    if person_id is None:
        return people.normalise(email)
    held = people.read_grants(session, by.partnership, [person_id])[person_id]
    if any(grant.agency == agency for grant in held):
        raise Conflict(
            "Somebody with this address belongs to your agency already. If they cannot sign in, "
            "ask the Business Unit or an administrator.",
            "email",
        )
    return people.normalise(email)


def _put_token(session: Session, row: ColleagueInvitationRow, by: Person) -> str:
    token = secrets.token_urlsafe(32)
    row.token_digest, row.invited_by = digest(token), by.id
    row.expires_at = now(session) + LINK_GOOD_FOR
    return token


def _find(session: Session, by: Person, invitation_id: UUID) -> ColleagueInvitationRow:
    row = rows.row_of_invitation(session, by.partnership, invitation_id)
    if row is None or row.agency not in by.leads:
        raise Hidden()
    return row
