"""Where notifications are counted, no page says child or children for one of them.

Every page is fetched as everybody who has one. What is left of the word is about a real child: the
questions of the tool, the names of agencies and themes, and what is said of an immediate concern.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from html import unescape
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
from audit_tools.library import shipped_theme_lists
from tests.app.visitors import sign_in_client
from tests.changes import change_audit
from tests.sittings import DipSample, dip_sample_tool, make_dip_sample, read_alike

PEOPLE = ("coordinator", "chair", "police lead", "board member", "learning member")
ABOUT_A_REAL_CHILD = (
    r"No child, person or agency on this page is real\.",
    r"Worried about a child now\?",
    r"worr(y|ies) about a child now",
    r"Practise on an invented child",
    r"Whom to tell when you worry about a child now",
    r"If a child is in immediate danger, call 999\.",
    r"Tell children's social care",
    r"Change what could identify a child or anybody else",
    r"Children's social care",
    r"child in need",
    r"take out what could identify a child",
    r"What stands there instead the child",
)
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


def known_texts() -> Iterator[str]:
    """The words of the tool and of the theme list, the longest first."""
    tool, book = dip_sample_tool(), shipped_theme_lists()[0]
    texts = [tool.title, tool.about, tool.definition, book.title]
    texts += [g.descriptor for scale in tool.scales for g in scale.grades]
    texts += [t for s in tool.sections for t in (s.title, s.why, s.good_looks_like)]
    for question in tool.questions:
        wordings = [t for v in question.variants.values() for t in (v.text, v.guidance)]
        texts += [question.text, question.guidance, question.look_for, *wordings]
        texts += [question.strength, question.development]
        texts += [choice.label for choice in question.choices]
    for theme in book.themes:
        texts += [theme.title, theme.definition, theme.training_implication, theme.audience]
    yield from sorted({t for t in texts if t}, key=len, reverse=True)


TAKEN_OUT = re.compile(
    "|".join([*map(re.escape, known_texts()), *ABOUT_A_REAL_CHILD]), flags=re.IGNORECASE
)


def left_of(body: str) -> list[str]:
    """Where the word still stands once everything is taken out that may be there."""
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", body.split("<body")[1])).split())
    text = TAKEN_OUT.sub("", text)
    return [text[max(0, m.start() - 60) : m.end() + 40] for m in re.finditer(r"(?i)\bchild", text)]


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
    seen, found = 0, list[str]()
    for who in PEOPLE:
        client = sign_in_client(app, database, sample.people[who])
        for address in addresses(app, sample, returns):
            response = client.get(address)
            if response.status_code == 200 and response.mimetype == "text/html":
                seen += 1
                body = response.get_data(as_text=True)
                found += [f"{who} {address}: …{left}…" for left in left_of(body)]
    assert found == []
    # A walk that meets nothing proves nothing.
    assert seen > 40
