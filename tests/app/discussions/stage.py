"""The world of the tests with a case to discuss, made once and copied for each test."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.config import Mode, Settings
from app.db.engine import open_database
from tests import factories
from tests.app.conftest import real_clock
from tests.app.discussions.cases import make_case
from tests.world import World, make_world


@dataclass(frozen=True)
class Stage:
    """A file with the world in it; ``case`` is prepared, and its agencies differ."""

    file: Path
    world: World
    case: UUID

    def settings(self, folder: Path) -> Settings:
        """Settings of test mode, on a copy in the folder."""
        copy = shutil.copy(self.file, folder / "staged.sqlite")
        return Settings(
            mode=Mode.TEST,
            secret_key="only for tests, and long enough for them",
            database=f"sqlite:///{copy}",
            base_address="http://localhost",
        )


def make_stage(empty_database: Path, folder: Path) -> Stage:
    """Make the world in a file of the folder."""
    file = Path(shutil.copy(empty_database, folder / "stage.sqlite"))
    database = open_database(f"sqlite:///{file}", real_clock)
    world = make_world(database, factories.make_partnership(database))
    case = make_case(database, world)
    database.engine.dispose()
    return Stage(file, world, case)
