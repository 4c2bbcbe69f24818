"""Adding agencies and changing them, at any time: for the administrator and the Business Unit."""

import re
import unicodedata
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import agencies, history
from app.db.agencies import Agency
from app.db.clock import now
from app.db.history import Subject
from app.operations.people import check_email
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.agency_kinds import AgencyKind
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.permissions import Permission, Person, check_can

LONGEST_NAME = 120
LONGEST_KEY = 60
LONGEST_TEXT = 2000


@operation
def add_agency(
    session: Session,
    *,
    by: Person,
    name: str,
    kind: AgencyKind,
    own_route: str = "",
    mailbox: str = "",
) -> Agency:
    """Add an agency; its permanent key is made from its name.

    Raises ``Invalid`` for a name or text that cannot be, ``Conflict`` for a name that is taken.
    """
    check_can(by, Permission.SET_UP)
    return add_unchecked(
        session,
        by=by,
        partnership=by.partnership,
        name=name,
        kind=kind,
        own_route=own_route,
        mailbox=mailbox,
    )


@operation
def add_unchecked(
    session: Session,
    *,
    by: Person | None,
    partnership: UUID,
    name: str,
    kind: AgencyKind,
    key: str | None = None,
    own_route: str = "",
    is_asked: bool = True,
    mailbox: str = "",
) -> Agency:
    """The same for a command on the server, which may bring a key along."""
    name = _checked_name(session, partnership, name)
    agency = agencies.add_agency(
        session,
        partnership,
        key=key or _free_key(session, partnership, name),
        name=name,
        kind=kind,
        own_route=_checked_text(own_route),
        is_asked=is_asked,
        mailbox=_checked_mailbox(mailbox),
    )
    _record(session, by, partnership, "agency.added", agency)
    return agency


@operation
def change_agency(
    session: Session,
    *,
    by: Person,
    agency_id: UUID,
    name: str,
    kind: AgencyKind,
    own_route: str,
    is_asked: bool = True,
    mailbox: str = "",
    seen: str | None = None,
) -> None:
    """Change an agency's name, kind, own route and mailbox, and whether it is asked; its key stays.

    ``seen`` is the version that a page showed. Raises ``Conflict`` where the agency has changed
    since, ``Hidden`` for an unknown one, ``Invalid`` and ``Conflict`` as ``add_agency`` does.
    """
    check_can(by, Permission.SET_UP)
    before = agencies.find_agency_by_id(session, by.partnership, agency_id)
    row = agencies.row_of_agency(session, by.partnership, before.key) if before else None
    if before is None or row is None:
        raise Hidden()
    if seen is not None:
        check_unchanged(seen, before)
    row.name = _checked_name(session, by.partnership, name, but=before.key)
    row.kind, row.own_route, row.is_asked = kind.value, _checked_text(own_route), is_asked
    row.mailbox = _checked_mailbox(mailbox)
    session.flush()
    after = agencies.find_agency_by_id(session, by.partnership, agency_id)
    _record(session, by, by.partnership, "agency.changed", after or before, before=before)


def key_of(name: str) -> str:
    """``childrens-social-care`` for "Children's social care": letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", ""))
    return words.strip("-")[:LONGEST_KEY].strip("-") or "agency"


def _free_key(session: Session, partnership: UUID, name: str) -> str:
    taken = {agency.key for agency in agencies.list_agencies(session, partnership)}
    key, number = key_of(name), 2
    while key in taken:
        key, number = f"{key_of(name)}-{number}", number + 1
    return key


def _checked_name(session: Session, partnership: UUID, name: str, *, but: str | None = None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(f"Enter a name of at most {LONGEST_NAME} characters.", "name")
    for agency in agencies.list_agencies(session, partnership):
        if agency.name.casefold() == name.casefold() and agency.key != but:
            raise Conflict("There is an agency of this name already.", "name")
    return name


def _checked_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"Use {LONGEST_TEXT} characters or fewer.", "own_route")
    return text.strip()


def _checked_mailbox(mailbox: str) -> str:
    if mailbox.strip():
        check_email(mailbox, place="mailbox")
    return mailbox.strip()


def _record(
    session: Session,
    by: Person | None,
    partnership: UUID,
    what: str,
    agency: Agency,
    *,
    before: Agency | None = None,
) -> None:
    history.record(
        session,
        by=by,
        partnership=partnership,
        what=what,
        on=Subject("agency", agency.id),
        at=now(session),
        before=_words(before) if before else None,
        after=_words(agency),
    )


def _words(agency: Agency) -> dict[str, object]:
    return {
        "name": agency.name,
        "kind": agency.kind.value,
        "own_route": agency.own_route,
        "is_asked": agency.is_asked,
        "mailbox": agency.mailbox,
    }
