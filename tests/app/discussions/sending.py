"""What the page of a section of a discussion sends, by its button or its script."""

from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.web.saving import base_of
from tests.app.visitors import csrf_of

SCRIPT = {"X-Requested-With": "fetch", "Accept": "application/json"}


def section(case: UUID, key: str = "identification") -> str:
    return f"/discussions/{case}/sections/{key}"


def save(
    client: FlaskClient,
    path: str,
    entries: dict[str, str],
    bases: dict[str, str] | None = None,
    *,
    script: bool = False,
    key: str = "a-key",
    **more: Any,
) -> TestResponse:
    """Send what a page sends: each place with the version that it began from."""
    bases = bases or {}
    fields: dict[str, Any] = {"csrf_token": csrf_of(client), "edit_key": key, **entries, **more}
    fields |= {f"version:{place}": bases.get(place, base_of(None)) for place in entries}
    return client.post(path, data=fields, headers=SCRIPT if script else {})
