"""One strategy: to read it, the way back to it, and a form that belongs to it."""

from uuid import UUID

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.operations import strategies
from app.web import current
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.refusals import Theirs
from audit_tools.learning_strategy.strategy import Strategy


def read_strategy(strategy_id: UUID) -> Strategy:
    """The strategy. Raises ``Hidden`` where there is none."""
    with current.database().reading() as session:
        return strategies.to_read(session, current.person(), strategy_id)


def return_to(strategy_id: UUID, part: str | None = None) -> Response:
    """Back to its page, and there to a part of it."""
    return redirect(_path(strategy_id, part), 303)


def show_form_of(
    strategy: Strategy,
    form: Form,
    heading: str,
    status: int = 200,
    theirs: Theirs = (),
    part: str | None = None,
) -> Response:
    """A form on a page of its own, with the way back to the strategy or to a part of it."""
    return show_form(
        form,
        heading,
        "Save",
        status,
        back=(_path(strategy.id, part), "The strategy"),
        caption=strategy.details.title,
        theirs=theirs,
        invented=strategy.invented,
    )


def _path(strategy_id: UUID, part: str | None) -> str:
    return url_for("strategies.show", strategy_id=strategy_id, _anchor=part)
