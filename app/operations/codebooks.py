"""Theme lists out of codebooks of other programs, and their changes brought in from there."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.theme_lists import ListOnFile, theme_list, theme_lists
from app.operations.theme_lists import publish_change
from app.operations.tools import publish_theme_list
from app.operations.transaction import operation
from app.operations.versions import CHANGED
from audit_tools.apart import read_apart
from audit_tools.brought_codebooks import Brought, bring_in, new_list
from audit_tools.errors import Conflict, Invalid
from audit_tools.permissions import Permission, Person, check_can
from audit_tools.qda_codebooks.reading import read_codebook


@dataclass(frozen=True)
class Taken:
    """What somebody says who has seen what a codebook would change.

    ``remedy`` is what usually helps with new themes, ``seen`` the version of the list that the
    changes were shown for.
    """

    remedy: str
    why: str
    seen: int


def preview_change(database: Database, *, by: Person, key: str, data: bytes) -> Brought:
    """What a codebook would make of a theme list; nothing is stored.

    Raises ``Refused``, ``Hidden``, and ``Invalid`` for what is wrong with the file.
    """
    check_can(by, Permission.RUN_AUDITS)
    read = read_apart(read_codebook, data)
    with database.reading() as session:
        held = theme_list(session, by.partnership, key)
    return bring_in(held.newest, read, held.ever)


def preview_new(database: Database, *, by: Person, title: str, data: bytes) -> Brought:
    """The theme list that a codebook would be; nothing is stored.

    Raises ``Refused``, and ``Invalid`` ("title", "file") for what is wrong with it.
    """
    check_can(by, Permission.RUN_AUDITS)
    brought = new_list(read_apart(read_codebook, data), title)
    with database.reading() as session:
        _check_new(session, by, brought)
    return brought


@operation
def take_change(session: Session, *, by: Person, key: str, brought: Brought, said: Taken) -> None:
    """Publish what a preview showed as the next version of a list.

    Raises ``Refused``, ``Hidden``, ``Conflict`` where the list was changed meanwhile, and
    ``Invalid`` ("remedy", "why", "file").
    """
    check_can(by, Permission.RUN_AUDITS)
    held: ListOnFile = theme_list(session, by.partnership, key)
    if said.seen != held.newest.version or brought.before != held.newest:
        raise Conflict(CHANGED)
    publish_change(session, by, held, brought.changed(said.remedy), said.why)


@operation
def take_new(session: Session, *, by: Person, brought: Brought, remedy: str) -> str:
    """Publish the theme list that a preview showed; gives its key.

    Raises ``Refused``, and ``Invalid`` ("remedy", "file").
    """
    check_can(by, Permission.RUN_AUDITS)
    _check_new(session, by, brought)
    codebook = brought.with_remedy(remedy)
    publish_theme_list(session, by=by, codebook=codebook)
    return codebook.key


def _check_new(session: Session, by: Person, brought: Brought) -> None:
    for one in theme_lists(session, by.partnership):
        if one.newest.key == brought.codebook.key:
            raise Invalid(
                f"There is a theme list like this already: “{one.newest.title}”. Bring the file in "
                "on its page, or give the new list another name.",
                "file",
            )
