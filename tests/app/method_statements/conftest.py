"""The world of those who wrote afterwards: its closed audit is the one before the next."""

from tests.app.afterwards.conftest import SignInAs, closed, settings, sign_in_as, stage, world

__all__ = ["SignInAs", "closed", "settings", "sign_in_as", "stage", "world"]
