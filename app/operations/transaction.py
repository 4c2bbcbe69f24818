"""The one place where a transaction is opened and committed."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from app.db.engine import Database

P = ParamSpec("P")
R = TypeVar("R")


def operation(
    function: Callable[Concatenate[Session, P], R],
) -> Callable[Concatenate[Database | Session, P], R]:
    """Make a function an operation: called with a database it has a transaction of its own,
    called with a session it joins the transaction of the operation that calls it."""

    @wraps(function)
    def run(where: Database | Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if isinstance(where, Session):
            return function(where, *args, **kwargs)
        with where.writing() as session:
            result = function(session, *args, **kwargs)
            session.commit()
            return result

    return run
