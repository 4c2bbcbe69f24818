"""The cookie. It holds the token of a session that is kept, and can be ended, in a table.

Flask signs the cookie, so that a made-up token costs no look-up. Beside the token it carries the
secret of the request-forgery check and messages for the next page, and nothing else.
"""

from flask import Flask, session

from app.config import Settings

TOKEN = "token"  # noqa: S105 - the name of the entry


def install(app: Flask, settings: Settings) -> None:
    """Set what browsers are told about the cookie."""
    app.secret_key = settings.secret_key
    app.config.update(
        # The prefix makes browsers insist on https, this host and the whole site.
        SESSION_COOKIE_NAME="__Host-golden-thread" if settings.is_secure else "golden-thread",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        # Not Strict: people come from the link in a reminder, and would be asked to sign in
        # although they are. Nothing is changed by a GET, and every POST carries a secret.
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )


def keep(token: str) -> None:
    """Carry a new session's token; whatever the cookie held before is gone."""
    session.clear()
    session[TOKEN] = token


def read_token() -> str | None:
    token = session.get(TOKEN)
    return token if isinstance(token, str) else None


def forget() -> None:
    session.clear()
