"""Where notifications are counted, no page says child or children for one of them.

Every page is fetched as everybody who has one.
"""

import itertools
from collections.abc import Iterable, Iterator
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from app.db.engine import Database
from app.db.models.returns import ReturnRow
from app.operations import sitting_findings, sittings
from app.web.access import PUBLIC, needs_of
from audit_tools.cases import CaseState
from audit_tools.discussions import Came
from tests.app.said_of_children import left_of
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.sittings import DipSample, dip_sample_tool, make_dip_sample, read_alike

PEOPLE = ("coordinator", "chair", "police lead", "board member", "learning member")
# What speaks of children in general, and belongs to no audit that counts something else.
NOT_OF_THE_AUDIT = (
    "/tools",
    "/partnership",
    "/inspections",
    "/training-needs",
    "/audits/new",
    "/practice",
    "/learning/frames",
    "/learning/new",
    "/learning/evidence/new",
    "/consultations/new",
)


def addresses(app: Flask, sample: DipSample, returns: Iterable[UUID]) -> Iterator[str]:
    known: dict[str, list[object]] = {
        "audit_id": [sample.audit],
        "case_id": [sample.cases["PN25-01"]],
        "return_id": list(returns),
        "key": ["notification"],
        "theme": ["identity"],
        "show": ["all"],
    }
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not isinstance(needs_of(app, rule.endpoint), PUBLIC):
            names = sorted(rule.arguments)
            if set(names) <= known.keys() and not rule.rule.startswith(NOT_OF_THE_AUDIT):
                for values in itertools.product(*(known[name] for name in names)):
                    yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))


def closed(sample: DipSample) -> None:
    """Opened, found, agreed, signed off and closed."""
    database, audit = sample.database, sample.audit
    chair, unit = sample.people["chair"], sample.people["coordinator"]
    sittings.open_sitting(database, by=chair, audit_id=audit)
    sittings.accept_all(database, by=chair, audit_id=audit)
    sitting_findings.take_all_strengths(database, by=unit, audit_id=audit)
    came = dict.fromkeys(("police", "social-care"), Came.YES)
    sittings.sign_off_all(database, by=chair, audit_id=audit, came=came)
    change_audit(sample.database, sample, phase="closed")


@pytest.mark.long
@pytest.mark.parametrize("stage", ["preparing", "waiting", "prepared", "open", "closed"])
def test_no_page_of_a_dip_sample_calls_a_notification_a_child(
    stage: str, app: Flask, database: Database
) -> None:
    sample = make_dip_sample(
        database,
        (read_alike(), read_alike(voice="no")),
        state=CaseState.PREPARED if stage in ("prepared", "open", "closed") else CaseState.WAITING,
        out=1 if stage == "waiting" else 0,
    )
    if stage == "open":
        by = sample.people["chair"]
        sittings.open_sitting(database, by=by, audit_id=sample.audit)
    if stage == "preparing":
        change_audit(sample.database, sample, phase=stage)
    if stage == "closed":
        closed(sample)
    with database.reading() as session:
        returns = tuple(session.scalars(select(ReturnRow.id)))
    seen, found, tool = 0, list[str](), dip_sample_tool()
    for who in PEOPLE:
        client = sign_in_client(app, database, sample.people[who])
        for address in addresses(app, sample, returns):
            response = client.get(address)
            if response.status_code == 200 and response.mimetype == "text/html":
                seen += 1
                body = response.get_data(as_text=True)
                found += [f"{who} {address}: …{left}…" for left in left_of(body, tool)]
    assert found == []
    # A walk that meets nothing proves nothing.
    assert seen > 40
