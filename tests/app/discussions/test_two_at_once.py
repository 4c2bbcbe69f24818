"""Two people save at the same instant on PostgreSQL, where both transactions run side by side."""

import threading
from uuid import UUID

import pytest

from app.db import level
from app.db.discussions import DiscussionRead, read_discussion
from app.db.engine import Database, open_database
from app.operations import discussions
from audit_tools.entries import Edit
from audit_tools.errors import Refused
from tests import factories
from tests.app.conftest import real_clock
from tests.app.discussions.cases import confirm_everything, make_case, note_everybody
from tests.world import TOOL, World, make_world

pytestmark = pytest.mark.postgres


def read(database: Database, world: World, case: UUID) -> DiscussionRead:
    with database.reading() as session:
        return read_discussion(session, world.people["chair"], case)


def save(database: Database, world: World, who: str, case: UUID, text: str) -> None:
    edit = Edit("voice/why", text, 0, f"key of {who}")
    discussions.save_record(database, by=world.people[who], case_id=case, edits=(edit,))


def test_nothing_is_lost_when_two_save_or_one_signs_off_at_the_same_instant(
    postgres_database: str,
) -> None:
    database = open_database(postgres_database, real_clock)
    level.change_level(database.engine)
    world = make_world(database, factories.make_partnership(database))
    two_texts_are_both_kept(database, world)
    what_was_signed_off_is_not_written_to(database, world)
    database.engine.dispose()


def two_texts_are_both_kept(database: Database, world: World) -> None:
    case = make_case(database, world, reference="SYV25-41")
    discussions.open_discussion(database, by=world.people["chair"], case_id=case)
    start = threading.Barrier(2)

    def run(who: str) -> None:
        start.wait()
        save(database, world, who, case, f"Written by the {who}.")

    threads = [threading.Thread(target=run, args=[who]) for who in ("chair", "note-taker")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    held = read(database, world, case)
    texts = {held.values["voice/why"], *(clash.text for clash in held.clashes)}
    assert texts == {"Written by the chair.", "Written by the note-taker."}
    assert held.changes == 2


def what_was_signed_off_is_not_written_to(database: Database, world: World) -> None:
    """A save that arrives while the signing off is not finished waits, and is then refused."""
    case = make_case(database, world, reference="SYV25-42")
    discussions.open_discussion(database, by=world.people["chair"], case_id=case)
    keys = [section.key for section in TOOL.sections if section.graded]
    agreed = {f"{key}/agreed": "good" for key in keys} | {f"{key}/why": "Seen." for key in keys}
    edits = tuple(Edit(place, text, 0, place) for place, text in agreed.items())
    discussions.save_record(database, by=world.people["chair"], case_id=case, edits=edits)
    note_everybody(database, world, case)
    confirm_everything(database, world.people["chair"], case)
    refused = threading.Event()

    def write_late() -> None:
        try:
            save(database, world, "note-taker", case, "Otherwise.")
        except Refused:
            refused.set()

    late = threading.Thread(target=write_late)
    with database.writing() as session:
        discussions.sign_off(
            session, by=world.people["chair"], case_id=case, reason="All were heard in the room."
        )
        session.flush()
        late.start()
        late.join(timeout=0.5)
        session.commit()
    late.join()

    assert refused.is_set()
    assert read(database, world, case).values["voice/why"] == "Seen."
