"""What browsers are told so that a page can do no more than it is meant to."""

import hashlib
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from app.config import Mode, Settings

MEGABYTE = 1024 * 1024
MOST_SENT = 8
"""How many megabytes a request may have, a file or typed text."""
A_YEAR = 365 * 24 * 3600
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def install(app: Flask, settings: Settings) -> None:
    """Limit what may be sent, name the hosts that may be asked for, and set the headers."""
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_SENT * MEGABYTE,
        # A section's boxes of 20,000 characters, of which each may take nine bytes on the way, are
        # less. Text beside a file may be as long as text alone.
        MAX_FORM_MEMORY_SIZE=MOST_SENT * MEGABYTE,
        MAX_FORM_PARTS=2000,
        # A form is good as long as its session: returns stay open on a desk for hours.
        WTF_CSRF_TIME_LIMIT=None,
        # It would read the Referer, which pages are told not to send.
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.mode is Mode.LIVE:
        app.config["TRUSTED_HOSTS"] = [settings.base_address.split("://")[1].split("/")[0]]
    app.jinja_env.globals["nonce"] = nonce
    app.url_defaults(_add_version)
    app.after_request(_HeaderSetter(settings.is_secure))


def nonce() -> str:
    """This request's word for the scripts that the page itself wrote."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    word: str = g.nonce
    return word


def keep_for_good() -> None:
    """Let browsers keep this answer: its address says which version of it they have."""
    g.is_kept = True


class _HeaderSetter:
    def __init__(self, is_secure: bool) -> None:
        self.is_secure = is_secure

    def __call__(self, response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = POLICY.format(nonce=nonce())
        response.headers["Cache-Control"] = _caching(response)
        if self.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={2 * A_YEAR}"
        return response


def _caching(response: Response) -> str:
    """Pages are never kept; a style sheet or script is kept for good under its version."""
    is_kept = g.pop("is_kept", False)
    if response.status_code >= 400 or not (is_kept or request.endpoint == "static"):
        return "no-store"
    if is_kept or "v" in request.args:
        return f"public, max-age={A_YEAR}, immutable"
    return "no-cache"


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and current_app.static_folder:
        file = Path(current_app.static_folder) / str(values.get("filename", ""))
        if file.is_file():
            values.setdefault("v", _version(file, file.stat().st_mtime_ns))


@lru_cache(maxsize=64)
def _version(file: Path, _changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
