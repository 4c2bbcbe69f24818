"""Every page is fetched as every person, and a mark seen where it should not be is a leak.

Who may read what is said here a second time, in the table of the house and not by the rules that
the pages ask, so that a mistake in the rules shows.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.http import parse_options_header
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.db.engine import Database
from app.web.access import PUBLIC, needs_of
from app.web.summaries.pages import CHARTS
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from tests import factories
from tests.app.visitors import sign_in_client, text_of
from tests.schedules import invited_mark
from tests.stored_plans import StoredPlan, add_plan
from tests.world import (
    AGENCIES,
    BAND,
    THEMES,
    World,
    companion_mark,
    discussion_mark,
    finding_mark,
    make_another_audit,
    make_world,
    once_mark,
    publish_dip_sample,
    rest_mark,
    return_mark,
)

OPENED = {CaseState.OPEN, CaseState.WRITTEN_UP, CaseState.AGREED}
CLOSED = OPENED | {CaseState.PREPARED}
EVERY = set(CaseState)
# What is walked: every state that differs for a reader, and two agencies out of three; by whoever
# belongs to none of them one.
STATES = (CaseState.WAITING, CaseState.PREPARED, CaseState.OPEN, CaseState.AGREED)
ANSWERING = ("police", "school")

# who -> in which states they may meet the text of: their own agency, another agency, the record
OWN = {
    "police lead": "police",
    "police practitioner": "police",
    "school practitioner": "school",
    "chair who leads social care": "social-care",
}
OTHERS: dict[str, set[CaseState]] = {
    "police lead": OPENED,
    "police practitioner": OPENED,
    "school practitioner": OPENED,
    "chair who leads social care": OPENED,
    "core group": OPENED,
    "chair": CLOSED,
    "note-taker": CLOSED,
    "coordinator": CLOSED,
}
# an immediate concern is the one meant exception
CONCERNS = {"coordinator": set(AGENCIES), "chair": set(AGENCIES), "police lead": {"police"}}
CONCERNS["chair who leads social care"] = set(AGENCIES)
# who is expected at a discussion: an agency's lead reads its own, and who holds it reads all
INVITED: dict[str, Iterable[str]] = {
    "coordinator": AGENCIES,
    "chair": AGENCIES,
    "note-taker": AGENCIES,
    "chair who leads social care": AGENCIES,
    "police lead": ("police",),
}
MARKED_PLACE = "markplace"
MARKED = re.compile(r"(?:concern|rest)?mark[a-z]+")
# the room or link of a discussion: whoever would sit there
GO_THERE = {"core group", *OTHERS}
REFERENCE = "SYV25-"
# They must not even learn which cases there are.
CONFLICTED = ("conflicted chair", "conflicted coordinator")
PEOPLE = (
    "administrator",
    "coordinator",
    "chair",
    "note-taker",
    "other chair",
    "conflicted chair",
    "conflicted coordinator",
    "core group",
    "board member",
    "learning member",
    "scrutineer",
    "police lead",
    "police practitioner",
    "police colleague",
    "police helper",
    "school practitioner",
    "housing lead",
    "chair who leads social care",
)


def allowed_marks(who: str) -> set[str]:
    if who == "police helper":
        return {return_mark(state, "police") for state in EVERY}
    marks = {return_mark(state, OWN[who]) for state in EVERY} if who in OWN else set()
    for state in OTHERS.get(who, set()):
        marks |= {return_mark(state, agency) for agency in AGENCIES}
        marks |= {once_mark(state), companion_mark(state)}
        if state in OPENED:
            marks |= {discussion_mark(state), finding_mark(state)}
    # What is answered once for a case is the Business Unit's own.
    marks |= {once_mark(state) for state in EVERY if who == "coordinator"}
    # In their own words is entered by the Business Unit or the agency that leads.
    enters = ("coordinator", "chair who leads social care")
    marks |= {companion_mark(state) for state in EVERY if who in enters}
    marks |= {rest_mark(mark) for mark in marks if mark.startswith("markreturn")}
    for state, agency in itertools.product(EVERY, CONCERNS.get(who, set())):
        marks.add(f"concern{return_mark(state, agency)}")
    marks |= {invited_mark(agency) for agency in INVITED.get(who, ())}
    return marks | ({MARKED_PLACE} if who in GO_THERE else set())


def all_marks() -> set[str]:
    returns = {return_mark(state, agency) for state in EVERY for agency in AGENCIES}
    return (
        returns
        | {rest_mark(mark) for mark in returns}
        | {f"concern{mark}" for mark in returns}
        | {discussion_mark(state) for state in EVERY}
        | {once_mark(state) for state in EVERY}
        | {companion_mark(state) for state in EVERY}
        | {finding_mark(state) for state in EVERY}
        | {invited_mark(agency) for agency in AGENCIES}
        | {MARKED_PLACE}
    )


def addresses(
    app: Flask,
    world: World,
    *others: World,
    plan: StoredPlan | None = None,
    answering: Collection[str] = ANSWERING,
) -> Iterator[str]:
    """Every page that can be fetched, with every id it could be fetched for."""
    known: dict[str, list[object]] = {
        "return_id": [
            id
            for (state, agency), id in world.returns.items()
            if state in STATES and agency in answering
        ],
        "case_id": [world.cases[state] for state in STATES if state in world.cases],
        # of a sitting every case is in a state of its own here: none may tell of another
        "audit_id": [world.audit, *(other.audit for other in others)],
        "finding_id": list(world.findings.values()),
        "concern_id": [
            id
            for (state, agency), id in world.concerns.items()
            if state is CaseState.WAITING and agency in answering
        ],
        "version_id": [world.tool],
        "person_id": [world.people["police practitioner"].id],
        # of these there is none: they hold nothing of a case
        **{
            f"{noun}_id": [uuid4()]
            for noun in (
                "agency",
                "body",
                "comment",
                "consultation",
                "evidence",
                "inspection",
                "offer",
            )
        },
        "key": ["voice", "overall"],
        "kind": ["blaming", "acronym"],
        "agency_kind": ["police"],
        "theme": ["voice"],
        "section_key": ["known", "commissioned"],
        "companion": ["said"],
        "questionnaire": ["said"],
        "list_key": [THEMES.key],
        "version": [THEMES.version],
        "change": ["rename", "merge", "split"],
        "frame": ["local-levels"],
        "holds": ["offers"],
        "agency": list(AGENCIES),
        "show": ["all", "unsorted"],
        "name": list(CHARTS),
        # As data a paper says each of its texts (tests/reports/test_every_kind.py).
        "format": ["json", "csv"],
        # A paper is written in Word and as PDF from one outline.
        "paper": ["docx"],
        "suffix": ["docx", "xlsx"],
        "ending": ["yaml"],
        "day": ["2025-05-19", "2025-05-20"],
        "plan_id": [plan.id] if plan else [],
        "action_id": list(plan.actions[:2]) if plan else [],
        # of these there is none: they hold nothing of a case
        **{
            f"{noun}_id": [uuid4()]
            for noun in (
                "activity",
                "draft",
                "moderation",
                "objective",
                "passing",
                "step",
                "strategy",
            )
        },
        "part": ["sections/voice"],
        "field": ["show_when", "required_when"],
        "point": ["after"],
        # what stands in a paper is what stands in a summary
        **{f"{noun}_id": [uuid4()] for noun in ("meeting", "item")},
        "paper_kind": ["board-assurance", "seven-minute-briefing", "newsletter-item"],
        "planned_id": [uuid4()],
        "number": [1],
        "year": [2025],
    }
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not isinstance(needs_of(app, rule.endpoint), PUBLIC):
            for values in _fillings(rule, known):
                yield adapter.build(rule.endpoint, values)


def _fillings(rule: Rule, known: dict[str, list[object]]) -> Iterator[dict[str, object]]:
    names = sorted(rule.arguments)
    for combination in itertools.product(*(known[name] for name in names)):
        yield dict(zip(names, combination, strict=True))


@pytest.mark.long
@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_meets_a_text_that_is_not_theirs_to_read(
    who: str, app: Flask, database: Database
) -> None:
    world = make_world(database, factories.make_partnership(database))
    pages = dict.fromkeys(_pages(app, database, world, who))
    client = sign_in_client(app, database, world.people[who])
    forbidden = all_marks() - allowed_marks(who)
    seen, told, files = dict[str, set[str]](), dict[str, set[str]](), dict[str, str]()
    for address in pages:
        response = client.get(address)
        text = text_of(response)
        seen[address] = _marks_in(text + str(response.headers))
        told[address] = _told_of_a_case(text)
        if name := _file_name(response):
            files[address] = name
    leaks = [
        f"{address} shows {mark}" for address, marks in seen.items() for mark in marks & forbidden
    ]

    assert leaks == []
    assert [file for file in files.items() if _names_a_case(file[1])] == []
    # A crawl that meets nothing proves nothing: who may read returns finds some.
    assert set().union(*seen.values()) or not allowed_marks(who)
    assert files or who not in OTHERS
    # Who declared a conflict meets neither references nor bands of the cases.
    if who in CONFLICTED:
        assert [page for page in told if told[page]] == []
    # Somebody in the same part without a conflict meets both on the same pages.
    elif f"conflicted {who}" in CONFLICTED:
        assert set().union(*told.values()) == {REFERENCE, BAND}


def _pages(app: Flask, database: Database, world: World, who: str) -> Iterator[str]:
    """All that is fetched as this person, of a world to which this adds what belongs to it."""
    sitting = make_another_audit(
        database,
        world,
        STATES,
        key="sitting",
        phase=Phase.COLLECTING,
        dip_sample=publish_dip_sample(database, world),
    )
    plan = add_plan(database, world.people["coordinator"], world.people["police lead"])
    answering = ANSWERING if world.people[who].works_in else ANSWERING[:1]
    if who in CONFLICTED:
        being_set_up = make_another_audit(
            database, world, [CaseState.WAITING], key="set-up", phase=Phase.PREPARING, drawn=False
        )
        ids = [being_set_up.audit, *being_set_up.cases.values(), *being_set_up.returns.values()]
        for address in addresses(app, being_set_up, answering=answering):
            if any(str(id) in address for id in ids):
                yield address
    yield from addresses(app, world, sitting, plan=plan, answering=answering)


def _told_of_a_case(text: str) -> set[str]:
    text = text.replace("such as SYV25-03", "")
    # A reference that is proposed for another case goes on from the last and is none yet.
    text = re.sub(r'name="reference"[^>]*value="[^"]*"', "", text)
    return {told for told in (REFERENCE, BAND) if told in text}


def _file_name(response: TestResponse) -> str:
    """Under which name a browser saves what it got; empty for a page."""
    given = parse_options_header(response.headers.get("Content-Disposition", ""))[1]
    return given.get("filename", "").lower()


def _names_a_case(file: str) -> bool:
    """Whether the name of a file has a reference, a word of a case, or an agency: that an agency is
    asked stands on its own key sheet alone, which goes to it. A blank return is of a tool, and
    names a kind of agency whether it is asked or not."""
    names_one = file.startswith(("key-sheet-", "blank-return-"))
    agencies = set() if names_one else set(AGENCIES)
    return any(told in file for told in {"syv25", "mark", BAND} | agencies)


def _marks_in(text: str) -> set[str]:
    """A return's mark is part of two others, and must not be taken for them."""
    words = set(MARKED.findall(text))
    return {mark for mark in all_marks() if any(word.startswith(mark) for word in words)}
