"""Invitations of an agency's colleagues, as rows and values."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db.models.agencies import AgencyRow
from app.db.models.colleagues import ColleagueInvitationRow, InvitedReturnRow
from app.db.partnerships import lock_partnership
from app.db.people import find_person


@dataclass(frozen=True)
class Invitation:
    """An invitation that nobody has taken up yet, with the returns that come with it."""

    id: UUID
    partnership: UUID
    agency: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    expires_at: datetime
    returns: frozenset[UUID]


def list_invitations(
    session: Session, partnership: UUID, agencies: Iterable[str]
) -> list[Invitation]:
    """The invitations of these agencies by name."""
    rows = session.scalars(
        select(ColleagueInvitationRow)
        .where(
            ColleagueInvitationRow.partnership_id == partnership,
            ColleagueInvitationRow.agency.in_(sorted(agencies)),
        )
        .order_by(ColleagueInvitationRow.name, ColleagueInvitationRow.id)
    ).all()
    return _values(session, partnership, rows)


def invitation_by_token(
    session: Session, token_digest: str, at: datetime
) -> tuple[Invitation, str] | None:
    """The invitation of a token with the name of its agency, while it is good.

    It is as good as who gave it: not when they have left or lead the agency no more.
    """
    found = session.execute(
        select(ColleagueInvitationRow, AgencyRow.name)
        .join(
            AgencyRow,
            (AgencyRow.partnership_id == ColleagueInvitationRow.partnership_id)
            & (AgencyRow.key == ColleagueInvitationRow.agency),
        )
        .where(
            ColleagueInvitationRow.token_digest == token_digest,
            ColleagueInvitationRow.expires_at > at,
        )
    ).first()
    if found is None:
        return None
    row, agency_name = found
    by = find_person(session, row.partnership_id, row.invited_by)
    if by is None or row.agency not in by.leads:
        return None
    return _values(session, row.partnership_id, [row])[0], agency_name


def lock_for_joining(session: Session, token_digest: str) -> None:
    """Let nobody else join the partnership of a token until the end of the transaction: whoever
    joins by two links, or clicks twice, gets one account."""
    partnership = select(ColleagueInvitationRow.partnership_id).where(
        ColleagueInvitationRow.token_digest == token_digest
    )
    lock_partnership(session, partnership.scalar_subquery())


def row_of_invitation(
    session: Session, partnership: UUID, invitation_id: UUID
) -> ColleagueInvitationRow | None:
    """The row, for changing it."""
    return session.get(ColleagueInvitationRow, (partnership, invitation_id))


def name_invited(session: Session, partnership: UUID, agency: str, email: str) -> str | None:
    """Under which name an address is invited to the agency; ``None`` where it is not."""
    return session.scalar(
        select(ColleagueInvitationRow.name).where(
            ColleagueInvitationRow.partnership_id == partnership,
            ColleagueInvitationRow.agency == agency,
            ColleagueInvitationRow.email == email,
        )
    )


def add_invitation(
    session: Session,
    partnership: UUID,
    *,
    agency: str,
    name: str,
    email: str,
    returns: frozenset[UUID],
    by: UUID,
    at: datetime,
) -> ColleagueInvitationRow:
    """An invitation of this address to the agency. Its token is to be set by the caller before
    anything is flushed."""
    row = ColleagueInvitationRow(
        partnership_id=partnership,
        id=uuid4(),
        agency=agency,
        name=name,
        email=email,
        invited_by=by,
        made_at=at,
    )
    for one in sorted(returns):
        session.add(
            InvitedReturnRow(partnership_id=partnership, invitation_id=row.id, return_id=one)
        )
    return row


def remove_invitation(session: Session, row: ColleagueInvitationRow) -> None:
    session.execute(
        delete(InvitedReturnRow).where(
            InvitedReturnRow.partnership_id == row.partnership_id,
            InvitedReturnRow.invitation_id == row.id,
        )
    )
    session.delete(row)
    session.flush()


def forget_return(session: Session, partnership: UUID, return_id: UUID) -> None:
    """Let no invitation promise a return that is being taken away."""
    session.execute(
        delete(InvitedReturnRow).where(
            InvitedReturnRow.partnership_id == partnership,
            InvitedReturnRow.return_id == return_id,
        )
    )


def _values(
    session: Session, partnership: UUID, rows: Iterable[ColleagueInvitationRow]
) -> list[Invitation]:
    listed = list(rows)
    returns: dict[UUID, set[UUID]] = {row.id: set() for row in listed}
    for link in session.scalars(
        select(InvitedReturnRow).where(
            InvitedReturnRow.partnership_id == partnership,
            InvitedReturnRow.invitation_id.in_(list(returns)),
        )
    ):
        returns[link.invitation_id].add(link.return_id)
    return [
        Invitation(
            row.id,
            row.partnership_id,
            row.agency,
            row.name,
            row.email,
            row.expires_at,
            frozenset(returns[row.id]),
        )
        for row in listed
    ]
