"""What a request can ask about where and for whom it runs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask, current_app, g, has_request_context, url_for
from sqlalchemy.orm import Session

from app.config import Settings
from app.db import partnerships
from app.db.engine import Database
from app.db.partnerships import Partnership
from app.db.sessions import SignIn
from app.db.word_styles import present_styles
from app.db.words import words_of
from app.operations import accounts
from app.operations.passwords import Passwords
from app.operations.surroundings import EXTENSION, Surroundings
from app.web import session
from audit_tools.cycles import AuditCycle
from audit_tools.permissions import Person
from audit_tools.words.word_list import Words


def install(app: Flask, surroundings: Surroundings) -> None:
    app.extensions[EXTENSION] = surroundings


def settings() -> Settings:
    return _surroundings().settings


def address_of(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for what is read outside of the application."""
    return settings().address_of(url_for(endpoint, **values))


def is_mailed(cycle: AuditCycle) -> bool:
    """Whether the mail server sends the messages of an audit."""
    return settings().mail is not None and cycle.mails


def database() -> Database:
    return _surroundings().database


def passwords() -> Passwords:
    return _surroundings().passwords


def now() -> datetime:
    """The present instant in UTC; the demonstration has a day of its own."""
    return database().clock()


def sign_in() -> SignIn | None:
    """Who is signed in, looked up once a request."""
    if not has_request_context():
        return None
    if "sign_in" not in g:
        # Set before looking: when the database fails, the page that says so asks again.
        g.sign_in = None
        token = session.read_token()
        g.sign_in = accounts.identify(database(), token) if token else None
    found: SignIn | None = g.sign_in
    return found


def person() -> Person:
    """The person acting. Only for routes that need a permission: there is one."""
    return _signed_in().person


def session_id() -> UUID:
    """The session that is being used."""
    return _signed_in().session.id


def partnership() -> Partnership:
    """The partnership of the person acting."""
    return _signed_in().partnership


def shown_partnership() -> Partnership | None:
    """The partnership that the page speaks for: the person's, or before sign-in the default."""
    found = sign_in()
    if found:
        return found.partnership
    if "shown_partnership" not in g:
        g.shown_partnership = None
        with database().reading() as reading:
            g.shown_partnership = partnerships.default_partnership(reading)
    shown: Partnership | None = g.shown_partnership
    return shown


def word_styles() -> bytes | None:
    """The partnership's own file of styles for Word papers, if it has one."""
    with database().reading() as session:
        return present_styles(session, partnership().id)


def words(session: Session | None = None) -> Words:
    """The word lists of the partnership of the person acting, read once a request.

    Whoever has a session open gives it: a second one beside it could wait for somebody who saves
    and who in turn waits for the first.
    """
    if "words" not in g and session is not None:
        g.words = words_of(session, partnership().id)
    elif "words" not in g:
        with database().reading() as reading:
            g.words = words_of(reading, partnership().id)
    found: Words = g.words
    return found


def ask_no_more() -> None:
    """Let the page about a failure do with what is known: the database may be what failed."""
    g.setdefault("sign_in", None)
    g.setdefault("shown_partnership", None)


def _signed_in() -> SignIn:
    found = sign_in()
    if found is None:
        raise RuntimeError("A public page asked for the person acting.")
    return found


def _surroundings() -> Surroundings:
    found: Surroundings = current_app.extensions[EXTENSION]
    return found
