"""Doing what a form asks; what a rule refused is shown on it, with what was typed still in it."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from app.web.errors import STATUS
from app.web.forms import Form
from audit_tools.errors import AuditError, Hidden, Kind, Refused

CONFLICT = STATUS[Kind.CONFLICT]
Theirs = tuple[tuple[str, str], ...]
"""What stands now where something else was entered: label and text."""
T = TypeVar("T")


class NotDone(NamedTuple):
    """How a form is shown again: with which status, and beside what somebody else has put."""

    status: int
    theirs: Theirs = ()


def attempt(
    form: Form, deed: Callable[[], T], filled: Callable[[], Form] | None = None
) -> T | NotDone:
    """Do what a form asks and give what comes of it, or say how the form is shown again.

    ``filled`` gives the form as it stands, where somebody else may have put something meanwhile.
    """
    if not form.validate():
        return NotDone(422)
    try:
        return deed()
    except AuditError as wrong:
        if filled is None:
            return NotDone(show_on(form, wrong))
        return NotDone(*show_beside(form, wrong, filled))


def show_on(form: Form, error: AuditError) -> int:
    """Show the error on the form; gives the status to answer with.

    Raises it again where typing cannot mend it: what is hidden stays hidden, and what may not be
    done at all is said on a page of its own.
    """
    if isinstance(error, Hidden) or (isinstance(error, Refused) and not error.place):
        raise error
    form.blame(error)
    return 422 if error.place else STATUS[error.kind]


def show_beside(form: Form, error: AuditError, filled: Callable[[], Form]) -> tuple[int, Theirs]:
    """The same and, after a conflict, what somebody else has put meanwhile.

    ``filled`` gives the form as it stands. Sent once more, this one is then a choice between both.
    """
    status = show_on(form, error)
    if status != CONFLICT:
        return status, ()
    present = filled()
    theirs = form.differences(present)
    form["seen"].data = present["seen"].data
    return status, theirs
