"""Signing in and out, and setting a password.

Passwords are checked outside any transaction: hashing is slow by design, and on SQLite a
transaction that writes would make everybody wait for it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import people, sessions
from app.db.clock import now
from app.db.engine import Database
from app.db.history import Subject, tell
from app.db.sessions import SignedInSession, SignIn
from app.operations.passwords import Passwords, check_password
from app.operations.transaction import operation
from audit_tools.errors import Hidden, Invalid, Refused
from audit_tools.numbers import plural
from audit_tools.permissions import Person

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=8)
SEEN_EVERY = timedelta(minutes=1)
LINK_GOOD_FOR = timedelta(days=7)
REMEMBERED = timedelta(minutes=30)
SESSIONS_KEPT = timedelta(days=30)
FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
LONGEST_DEVICE = 200
WRONG = "The e-mail address or the password is wrong. Check both and try again."
LINK_IS_DEAD = "This link has been used or is too old. Ask your administrator for a new one."


@dataclass(frozen=True)
class _Account:
    person_id: UUID
    partnership: UUID
    hashed: str | None


def sign_in(
    database: Database, *, email: str, password: str, passwords: Passwords, device: str
) -> str:
    """Begin a session and give its token.

    A wrong password, an address that nobody has, and somebody who may not sign in get the same
    answer after the same work. Raises ``Invalid``, and ``Refused`` while an address is slowed down.
    """
    address = people.normalise(email)
    with database.reading() as session:
        check_pace(session, address)
        account = _find_account(session, address)
    right = passwords.verify(account.hashed if account else None, password)
    if not right or account is None:
        note_failure(database, email=address)
        raise Invalid(WRONG, "email")
    return begin_session(
        database, person_id=account.person_id, partnership=account.partnership, device=device
    )


@operation
def begin_session(session: Session, *, person_id: UUID, partnership: UUID, device: str) -> str:
    """Start a session for somebody who has shown who they are; gives its token."""
    person = people.find_person(session, partnership, person_id)
    if person is None or not person.grants:
        raise Hidden()
    token, at = secrets.token_urlsafe(32), now(session)
    sessions.add_session(
        session,
        token_digest=digest(token),
        person_id=person_id,
        partnership=partnership,
        device=device[:LONGEST_DEVICE],
        at=at,
    )
    sessions.forget_before(session, at - SESSIONS_KEPT, at - REMEMBERED)
    sessions.forget_failures(session, digest(people.row_of_person(session, person_id).email))
    _record(session, person, "person.signed-in", on=person_id)
    return token


@operation
def note_failure(session: Session, *, email: str) -> None:
    """Remember that signing in failed for an address, so that guessing is slowed down."""
    sessions.add_failure(session, digest(people.normalise(email)), now(session))


def identify(database: Database, token: str) -> SignIn | None:
    """Who a token stands for, while its session lasts."""
    with database.reading() as session:
        found, at = sessions.find_sign_in(session, digest(token)), now(session)
    if found is None or not is_alive(found.session, at):
        return None
    if at - found.session.seen_at >= SEEN_EVERY:
        _note_seen(database, session_id=found.session.id)
    return found


def is_alive(signed_in: SignedInSession, at: datetime) -> bool:
    """Whether a session lasts: seen in the last 30 minutes and begun in the last 8 hours."""
    return at - signed_in.seen_at < IDLE and at - signed_in.started_at < ABSOLUTE


def list_sessions(session: Session, person_id: UUID) -> list[SignedInSession]:
    """Where somebody is signed in now."""
    at = now(session)
    found = sessions.list_sessions(session, person_id, at - ABSOLUTE)
    return [signed_in for signed_in in found if is_alive(signed_in, at)]


@operation
def sign_out(session: Session, *, by: Person, session_id: UUID) -> None:
    """End the session that is being used."""
    sessions.end_sessions(session, by.id, now(session), only=session_id)
    _record(session, by, "person.signed-out", on=by.id)


@operation
def end_own_session(session: Session, *, by: Person, session_id: UUID) -> None:
    """End one of one's own sessions from elsewhere. Raises ``Hidden`` for any other."""
    if sessions.owner_of(session, session_id) != by.id:
        raise Hidden()
    sessions.end_sessions(session, by.id, now(session), only=session_id)
    _record(session, by, "person.ended-session", on=by.id)


@operation
def end_other_sessions(session: Session, *, by: Person, keep: UUID) -> None:
    """End all of one's own sessions but the one that is being used."""
    sessions.end_sessions(session, by.id, now(session), but=keep)
    _record(session, by, "person.ended-other-sessions", on=by.id)


def link_owner(session: Session, token: str) -> UUID:
    """Whose password a link sets. Raises ``Refused`` when it is used, too old or unknown."""
    owner = sessions.person_of_password_link(session, digest(token), now(session))
    if owner is None:
        raise Refused(LINK_IS_DEAD)
    return owner


def set_password(database: Database, *, token: str, password: str, passwords: Passwords) -> None:
    """Set a password with a link, which is good once; ends every session of its person.

    Raises ``Refused`` for a link that is no longer good, ``Invalid`` for a weak password.
    """
    with database.reading() as session:
        email = people.row_of_person(session, link_owner(session, token)).email
    check_password(password, email=email)
    _store_with_link(database, token=token, hashed=passwords.hash(password))


def change_password(
    database: Database,
    *,
    by: Person,
    old: str,
    new: str,
    passwords: Passwords,
    keep: UUID,
) -> None:
    """Change one's own password; ends all other sessions. Raises ``Invalid`` and ``Refused``."""
    with database.reading() as session:
        address = people.row_of_person(session, by.id).email
        check_pace(session, address)
        hashed = sessions.password_hash(session, by.id)
    if not passwords.verify(hashed, old):
        note_failure(database, email=address)
        raise Invalid("This is not your present password.", "old_password")
    try:
        check_password(new, email=address)
    except Invalid as weak:
        raise Invalid(weak.message, "new_password") from weak
    _store_changed(database, by=by, hashed=passwords.hash(new), keep=keep)


def digest(text: str) -> str:
    """SHA-256 as hexadecimal digits. Tokens have 256 random bits, so they need no salt."""
    return hashlib.sha256(text.encode()).hexdigest()


def wait_after(failures: int) -> timedelta:
    """How long an address waits after its last failure: nothing for the first four, then 30
    seconds, doubled with each failure up to 15 minutes. Nobody is locked out for good, since
    otherwise anybody could lock out anybody."""
    if failures < FREE_FAILURES:
        return timedelta()
    doubled = FIRST_WAIT * (1 << min(failures - FREE_FAILURES, 10))
    return min(doubled, LONGEST_WAIT)


def check_pace(session: Session, email: str) -> None:
    """Raise ``Refused`` while an address is slowed down, whether or not anybody has it."""
    at = now(session)
    failures = sessions.failures_since(session, digest(people.normalise(email)), at - REMEMBERED)
    if failures and (left := failures[-1] + wait_after(len(failures)) - at) > timedelta():
        wait = plural(-(-left.seconds // 60), "minute")
        raise Refused(f"There were too many wrong passwords for this address. Wait {wait}.")


def _find_account(session: Session, address: str) -> _Account | None:
    """Somebody active, with a role, and the first partnership they have one in."""
    person_id = people.id_of_email(session, address)
    if person_id is None or not people.row_of_person(session, person_id).is_active:
        return None
    partnerships = people.partnerships_of(session, person_id)
    if not partnerships:
        return None
    return _Account(person_id, partnerships[0], sessions.password_hash(session, person_id))


@operation
def _note_seen(session: Session, *, session_id: UUID) -> None:
    sessions.mark_seen(session, session_id, now(session))


@operation
def _store_with_link(session: Session, *, token: str, hashed: str) -> None:
    owner = link_owner(session, token)
    sessions.use_password_links(session, owner, now(session))
    sessions.set_password_hash(session, owner, hashed, now(session))
    sessions.end_sessions(session, owner, now(session))
    for partnership in people.partnerships_of(session, owner):
        if person := people.find_person(session, partnership, owner):
            tell(session, person, "person.set-password", Subject("person", owner))


@operation
def _store_changed(session: Session, *, by: Person, hashed: str, keep: UUID) -> None:
    sessions.set_password_hash(session, by.id, hashed, now(session))
    sessions.use_password_links(session, by.id, now(session))
    sessions.end_sessions(session, by.id, now(session), but=keep)
    _record(session, by, "person.changed-password", on=by.id)


def _record(session: Session, by: Person, what: str, *, on: UUID) -> None:
    tell(session, by, what, Subject("person", on))
