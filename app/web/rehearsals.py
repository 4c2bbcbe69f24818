"""That a page belongs to a rehearsal, said on top of it.

Which page does is seen from its address, so that no page can forget to say so.
"""

from flask import request
from sqlalchemy.exc import OperationalError

from app.db.rehearsals import is_of_rehearsal
from app.web import current

NOUNS = ("audit", "case", "return", "finding", "concern")


def is_rehearsal() -> bool:
    """Whether the page asked for is about an audit that is a rehearsal, or something of one.

    A page that refuses does not ask: to who may not see a thing it is as if it were not there.
    """
    signed_in, ids = current.sign_in(), request.view_args or {}
    noun = next((noun for noun in NOUNS if f"{noun}_id" in ids), None)
    if signed_in is None or noun is None:
        return False
    try:
        with current.database().reading() as session:
            partnership = signed_in.person.partnership
            return is_of_rehearsal(session, partnership, noun, ids[f"{noun}_id"])
    except OperationalError:
        return False  # The page that says that the database is away is shown all the same.
