"""An audit being prepared, as in the tests of setting up."""

from tests.app.audits.conftest import prepared, unit

__all__ = ["prepared", "unit"]
