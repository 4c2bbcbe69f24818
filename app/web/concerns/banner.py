"""What stands on top of every page of those who must see to an immediate concern."""

from sqlalchemy.exc import OperationalError

from app.db.concerns import ConcernOnFile, open_concerns
from app.web import current
from audit_tools.permissions import IN_THE_CHAIR, LEADING, Role

WHO_SEE_TO_IT = IN_THE_CHAIR | LEADING | {Role.COORDINATOR}


def shown_concerns() -> tuple[ConcernOnFile, ...]:
    """The concerns that nobody has settled yet and that the person signed in must see to."""
    signed_in = current.sign_in()
    if signed_in is None or not signed_in.person.has(*WHO_SEE_TO_IT):
        return ()
    try:
        with current.database().reading() as session:
            return open_concerns(session, signed_in.person)
    except OperationalError:
        return ()  # The page that says so is shown without its banner.
