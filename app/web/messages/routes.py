"""The addresses of an audit's messages."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import audits, messages
from app.web import current
from app.web.access import Routes
from app.web.messages import pages
from app.web.messages.pages import MessagesPage
from app.web.paging import page_asked
from audit_tools.errors import Invalid
from audit_tools.numbers import plural
from audit_tools.permissions import Permission

routes = Routes("messages", url_prefix="/audits/<uuid:audit_id>/messages")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def list_messages(audit_id: UUID) -> str:
    page = _read(audit_id)
    return render_template("messages/list.html", page=page, invented=page.audit.cycle.invented)


@routes.post("/write", needs=RUN)
def write_reminders(audit_id: UUID) -> Response:
    """Write what is due now, and show all that waits."""
    new = messages.write_reminders(current.database(), by=current.person(), audit_id=audit_id)
    written = f"{new} new {'message is' if new == 1 else 'messages are'} written."
    flash(written if new else "Nobody has to be written to today who was not already.")
    return redirect(url_for("messages.list_messages", audit_id=audit_id), 303)


@routes.post("/mail", needs=RUN)
def send_of_rehearsal(audit_id: UUID) -> Response:
    """Turn on or off that the messages of a rehearsal are sent as mail."""
    on = request.form.get("on") == "yes"
    messages.send_of_rehearsal(current.database(), by=current.person(), audit_id=audit_id, on=on)
    flash("Its messages are sent by mail." if on else "Its messages are no longer sent by mail.")
    return redirect(url_for("messages.list_messages", audit_id=audit_id), 303)


@routes.post("/sent", needs=RUN)
def mark_shown_as_sent(audit_id: UUID) -> Response:
    """Mark all messages that the page showed; one that came since is not among them."""
    shown = read_ids(request.form.getlist("shown"))
    messages.mark_all_as_sent(
        current.database(), by=current.person(), audit_id=audit_id, messages=shown
    )
    flash(f"{plural(len(shown), 'message is', 'messages are')} marked as sent.")
    return redirect(url_for("messages.list_messages", audit_id=audit_id), 303)


@routes.post("/<uuid:message_id>/sent", needs=RUN)
def mark_as_sent(audit_id: UUID, message_id: UUID) -> Response:
    messages.mark_as_sent(
        current.database(), by=current.person(), audit_id=audit_id, message_id=message_id
    )
    flash("The message is marked as sent.")
    return redirect(url_for("messages.list_messages", audit_id=audit_id), 303)


def read_ids(texts: list[str]) -> list[UUID]:
    """The messages that a page showed. Raises ``Invalid`` for a form that is not ours."""
    try:
        return [UUID(text) for text in texts]
    except ValueError as wrong:
        raise Invalid("The page was sent incomplete. Reload it and try again.") from wrong


def _read(audit_id: UUID) -> MessagesPage:
    number, person = max(1, page_asked()), current.person()
    with current.database().reading() as reading:
        audit = audits.to_run(reading, person, audit_id)
        return pages.describe_messages(reading, person, audit, current.settings(), number)
