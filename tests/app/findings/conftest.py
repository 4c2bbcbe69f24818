"""Findings are tested where they come from: on the case of the discussions."""

from tests.app.discussions.conftest import case, opened, settings, sign_in_as, stage, world

__all__ = ["case", "opened", "settings", "sign_in_as", "stage", "world"]
