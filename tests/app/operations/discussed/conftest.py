"""What is done once a discussion is open is tested on the case of the discussions."""

from tests.app.discussions.conftest import case, opened, settings, stage, world

__all__ = ["case", "opened", "settings", "stage", "world"]
