"""What people of the world write afterwards."""

from uuid import UUID

from app.db.afterwards import read_afterwards
from app.db.engine import Database
from app.operations import afterwards as operations
from app.operations.afterwards import version_of_written
from audit_tools.afterwards import NextTime, OwnNote
from audit_tools.permissions import Person
from tests.world import World


def version(database: Database, by: Person, audit: UUID) -> str:
    with database.reading() as session:
        return version_of_written(read_afterwards(session, by, audit))


def answer(database: Database, world: World, who: str, said: NextTime) -> None:
    by = world.people[who]
    operations.save_afterwards(
        database, by=by, audit_id=world.audit, said=said, note=OwnNote(),
        seen=version(database, by, world.audit),
    )  # fmt: skip
