"""Audits as the tests of summaries and training needs want them."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.db.engine import Database
from app.db.models.cases import CaseRow
from app.db.models.findings import FindingRow
from app.web.summaries.pages import CHARTS
from audit_tools.cases import CaseState
from tests import exchange_documents
from tests.changes import change_row
from tests.world import World

AT = datetime(2025, 5, 28, 11, 0, tzinfo=UTC)
AGREED_WORDING = "Wording that two people agreed."


def word_finding(
    database: Database, world: World, text: str, by: str, agreed_by: str | None = None
) -> None:
    """Give the agreed case's finding a wording for sharing."""
    people = world.people
    fields = {
        "wording": text,
        "wording_by": people[by].id,
        "wording_agreed_by": people[agreed_by].id if agreed_by else None,
    }
    change_row(database, world, FindingRow, world.findings[CaseState.AGREED], **fields)


def take_back_agreement(database: Database, world: World) -> None:
    """Leave the audit without a case that is agreed."""
    case = world.cases[CaseState.AGREED]
    change_row(database, world, CaseRow, case, state=CaseState.WRITTEN_UP.value)


def closed_audit(key: str, cases: int) -> dict[str, Any]:
    """So many agreed cases, in each of which the child's voice could be better."""
    document = exchange_documents.small_audit()
    document["audit"] |= {"key": key, "phase": "closed"}
    agreed = document["cases"][0]
    document["cases"] = [_case(agreed, number) for number in range(cases)]
    return document


def _case(agreed: dict[str, Any], number: int) -> dict[str, Any]:
    case = deepcopy(agreed) | {"reference": f"SYV24-{number + 1:02}"}
    for place, finding in enumerate(case["findings"], start=1):
        finding["number"] = 2 * number + place
        if finding["kind"] == "development":
            finding |= {"themes": ["voice"], "remedy": "training", "remedy_reason": None}
    return case


def pages_of(audit: UUID) -> list[str]:
    return [
        f"/audits/{audit}/summary",
        f"/audits/{audit}/summary.json",
        f"/audits/{audit}/summary.csv",
        f"/audits/{audit}/summary.docx",
        f"/audits/{audit}/summary.pdf",
        f"/audits/{audit}/training-needs.docx",
        *(f"/audits/{audit}/summary/charts/{name}.svg" for name in CHARTS),
        f"/audits/{audit}/training-needs",
        f"/audits/{audit}/training-needs/voice",
    ]
