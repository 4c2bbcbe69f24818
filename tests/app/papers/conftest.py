"""The world of the discussions, and reading what comes out of it on paper."""

from tests.app.discussions.conftest import (
    SignInAs,
    case,
    opened,
    settings,
    sign_in_as,
    stage,
    world,
)

__all__ = ["SignInAs", "case", "opened", "settings", "sign_in_as", "stage", "world"]
