"""What a person reads when something is refused or goes wrong.

Every page says what happened, what is saved, what to do, and a reference that is in the log. A
script gets the same as JSON. Nothing of what was typed reaches the log.
"""

import secrets
from dataclasses import dataclass, replace

from flask import Flask, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError
from werkzeug.wrappers import Response

from app.web import access, current
from app.web.security import MOST_SENT
from audit_tools.errors import AuditError, Kind

STATUS = {Kind.HIDDEN: 404, Kind.REFUSED: 403, Kind.CONFLICT: 409, Kind.INVALID: 422}
SHORTEST_KEPT = 20


@dataclass(frozen=True)
class ErrorPage:
    """The words of one kind of refusal."""

    title: str
    happened: str
    saved: str
    next_step: str


PAGES = {
    400: ErrorPage(
        "This request could not be read",
        "The page you sent was too old or incomplete, so nothing was done with it.",
        "Nothing from this request was saved. What was saved before is unchanged.",
        "Go back, reload the page and try again.",
    ),
    401: ErrorPage(
        "You are signed out",
        "You were signed out: after 30 minutes without activity, after 8 hours, or by somebody.",
        "Nothing from this request was saved. What was saved before is unchanged.",
        "Sign in and do it again.",
    ),
    403: ErrorPage(
        "You cannot do this",
        "Your role does not allow it.",
        "Nothing was changed.",
        "If you need to do this, ask the Business Unit.",
    ),
    404: ErrorPage(
        "Page not found",
        "There is nothing at this address that you can see.",
        "Nothing was changed.",
        "Check the address. If somebody sent it to you, ask the Business Unit.",
    ),
    409: ErrorPage(
        "Somebody has changed this",
        "What you were working on has changed since you opened it.",
        "Nothing from this request was saved. What was saved before is unchanged.",
        "Go back, reload the page to see how it is now, and try again.",
    ),
    413: ErrorPage(
        "This is too large",
        f"What you sent is larger than the application accepts ({MOST_SENT} MB).",
        "Nothing from this request was saved. What was saved before is unchanged.",
        "Send a smaller file, or shorter texts.",
    ),
    422: ErrorPage(
        "This needs another look",
        "Something in what you sent cannot be used.",
        "Nothing from this request was saved. What was saved before is unchanged.",
        "Go back, mend it and send it again.",
    ),
    500: ErrorPage(
        "Something went wrong",
        "The application made a mistake.",
        "Nothing from this request was saved. What was saved before is unchanged.",
        "Try again. If it happens again, tell your administrator the reference.",
    ),
    503: ErrorPage(
        "Not available just now",
        "The database does not answer.",
        "Nothing from this request was saved. What was saved before is unchanged.",
        "Wait a minute and try again. If it lasts, tell your administrator the reference.",
    ),
}
REFERENCE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"


def install(app: Flask) -> None:
    app.register_error_handler(AuditError, _answer_audit_error)
    app.register_error_handler(OperationalError, _answer_database_error)
    app.register_error_handler(HTTPException, _answer_http_error)


def reference() -> str:
    """This request's number, in the log and on its error page; without letters that look alike."""
    if "reference" not in g:
        letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
        g.reference = f"{letters[:4]}-{letters[4:]}"
    number: str = g.reference
    return number


def _answer_audit_error(error: AuditError) -> Response:
    page = PAGES[STATUS[error.kind]]
    # What is hidden reads exactly as what is absent, whatever the rule said.
    if error.kind is not Kind.HIDDEN:
        page = replace(page, happened=error.message)
    return _answer(STATUS[error.kind], page)


def _answer_database_error(_error: OperationalError) -> Response:
    current.ask_no_more()
    return _answer(503, PAGES[503])


def _answer_http_error(error: HTTPException) -> Response:
    if isinstance(error, CSRFError):
        happened = "The page was opened before you signed in, or its form was incomplete."
        return _answer(400, replace(PAGES[400], happened=happened))
    if isinstance(error, SecurityError):
        # Asked under a name that is not ours: no link on a page could be right.
        return make_response("This address is not one of this application.\n", 400)
    status = error.code or 500
    if status >= 500:
        current.ask_no_more()
    if status < 400:
        return make_response(error.get_response())
    fallback = PAGES[400] if status < 500 else PAGES[500]
    return _answer(status, PAGES.get(status, fallback))


def _answer(status: int, page: ErrorPage) -> Response:
    if access.wants_json():
        answer = jsonify(message=page.happened, next_step=page.next_step, reference=reference())
    else:
        answer = make_response(
            render_template(
                "errors/page.html",
                page=page,
                status=status,
                reference=reference(),
                kept=_typed_texts(),
            )
        )
    answer.status_code = status
    return answer


def _typed_texts() -> list[str]:
    """What somebody typed into a page that was not saved, so that it is not lost to them.

    A text of words: not the keys, versions and choices that a page sends along.
    """
    try:
        form = request.form
    except RequestEntityTooLarge:
        return []
    return [
        text
        for name, texts in form.lists()
        for text in texts
        if len(text) >= SHORTEST_KEPT and len(text.split()) > 1 and "password" not in name
    ]
