"""Showing on a form what a rule refused, with everything that was typed still in it."""

from app.web.errors import STATUS
from app.web.forms import Form
from audit_tools.errors import AuditError, Hidden, Refused


def show_on(form: Form, error: AuditError) -> int:
    """Show the error on the form; gives the status to answer with.

    Raises it again where typing cannot mend it: what is hidden stays hidden, and what may not be
    done at all is said on a page of its own.
    """
    if isinstance(error, Hidden) or (isinstance(error, Refused) and not error.place):
        raise error
    form.blame(error)
    return 422 if isinstance(error, Refused) else STATUS[error.kind]
