"""Two people, or one who clicks twice, at the same instant on PostgreSQL, and where they change the
draft of a tool on an embedded database too: no text goes out unread, and nobody meets a page that
failed."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from app.db import level
from app.db.engine import Database, open_database
from app.db.findings import load_finding
from app.db.tool_drafts import load_draft, steps_of
from app.operations import (
    action_plans,
    assignments,
    bodies,
    colleagues,
    comparison,
    good_practice,
    moving,
    practice,
    returns,
    sorting,
    statements_of_action,
    tool_drafts,
    tool_edits,
)
from app.operations.passwords import Passwords
from app.operations.tools import publish_tool
from app.operations.versions import version_of
from audit_tools.cases import CaseState
from audit_tools.cycles import Phase
from audit_tools.editing.contents import digest_of
from audit_tools.editing.places import Document, Part, find, read_field, read_part
from audit_tools.editing.steps import Spot
from audit_tools.entries import Edit
from audit_tools.errors import AuditError, Conflict, Refused
from audit_tools.permissions import Person, Role
from tests import factories, postgres
from tests.app.conftest import real_clock
from tests.changes import change_audit
from tests.scenes import TOOL, make_scene
from tests.stored_plans import DECIDED, import_invented
from tests.world import World, make_another_audit, make_world

pytestmark = pytest.mark.postgres

Deed = Callable[[Database | Session], object]
Saves = list[tool_edits.Saved]
READ = "What was read."
UNREAD = "What nobody else has read."


@pytest.fixture(scope="module")
def database(postgres_server: URL) -> Iterator[Database]:
    with postgres.create_database(postgres_server) as address:
        database = open_database(address.render_as_string(hide_password=False), real_clock)
        level.change_level(database.engine)
        yield database
        database.engine.dispose()


@pytest.fixture(scope="module")
def world(database: Database) -> World:
    return make_world(database, factories.make_partnership(database))


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file = tmp_path_factory.mktemp("instant") / "instant.sqlite"
    database = open_database(f"sqlite:///{file}", real_clock)
    level.change_level(database.engine)
    yield database
    database.engine.dispose()


@pytest.fixture(params=["database", "embedded"])
def either(request: pytest.FixtureRequest) -> Database:
    """A database of either kind."""
    found: Database = request.getfixturevalue(request.param)
    return found


def at_once(database: Database, first: Deed, second: Deed) -> AuditError | None:
    """Let the second begin while the first is not committed; how the second was refused.

    What is no refusal fails the test.
    """
    ended: list[Exception | None] = []

    def run() -> None:
        try:
            second(database)
        except Exception as error:
            ended.append(error)
        else:
            ended.append(None)

    late = threading.Thread(target=run)
    with database.writing() as session:
        first(session)
        session.flush()
        late.start()
        late.join(timeout=0.5)
        session.commit()
    late.join()
    [error] = ended
    if error is not None and not isinstance(error, AuditError):
        raise error
    return error


class HashedTogether(Passwords):
    """Passwords that are hashed when so many ask, so that what follows begins at one instant."""

    def __init__(self, together: int) -> None:
        super().__init__(cheap=True)
        self._all = threading.Barrier(together)

    def hash(self, password: str) -> str:
        self._all.wait()
        return super().hash(password)


def write_practice(world: World, who: str, case: UUID, wording: str, before: str) -> Deed:
    return partial(
        good_practice.write_practice,
        by=world.people[who],
        case_id=case,
        wording=wording,
        seen=version_of(before),
    )


def write_wording(world: World, finding: UUID, wording: str, seen: str | None = None) -> Deed:
    return partial(
        sorting.write_wording,
        by=world.people["coordinator"],
        finding_id=finding,
        wording=wording,
        seen=seen,
    )


def test_good_practice_that_is_worded_anew_is_not_agreed_unread(
    database: Database, world: World
) -> None:
    closed = make_another_audit(
        database, world, [CaseState.AGREED], key="closed", phase=Phase.CLOSED
    )
    case = closed.cases[CaseState.AGREED]
    agree = partial(
        good_practice.agree_practice, by=world.people["chair"], case_id=case, wording=READ
    )
    first = write_practice(world, "coordinator", case, READ, "")
    late = at_once(database, first, write_practice(world, "chair", case, UNREAD, ""))
    assert isinstance(late, Conflict)
    anew = write_practice(world, "coordinator", case, UNREAD, READ)
    assert isinstance(at_once(database, anew, agree), Conflict)


def test_wording_of_a_finding_that_is_written_anew_is_not_agreed_unread(
    database: Database, world: World
) -> None:
    finding = world.findings[CaseState.AGREED]
    agree = partial(
        sorting.agree_wording, by=world.people["chair"], finding_id=finding, wording=READ
    )
    write_wording(world, finding, READ)(database)
    assert isinstance(at_once(database, write_wording(world, finding, UNREAD), agree), Conflict)
    with database.reading() as session:
        seen = version_of(load_finding(session, world.partnership, finding).finding)
    late = write_wording(world, finding, "Mine.", seen)
    assert isinstance(at_once(database, write_wording(world, finding, READ), late), Conflict)


def test_a_double_click_begins_one_practice_case(database: Database, world: World) -> None:
    begin = partial(practice.begin, by=world.people["police practitioner"])
    assert at_once(database, begin, begin) is None


def test_a_double_click_invites_a_colleague_once(database: Database, world: World) -> None:
    invite = partial(
        colleagues.invite,
        by=world.people["police lead"],
        agency="police",
        name="Priya Patel",
        email="priya@example.org",
    )
    assert isinstance(at_once(database, invite, invite), Conflict)


def test_a_double_click_joins_once(database: Database, world: World) -> None:
    token = colleagues.invite(
        database,
        by=world.people["police lead"],
        agency="police",
        name="Robin Reed",
        email="robin@example.org",
    )
    passwords = HashedTogether(2)
    join = partial(colleagues.join, token=token, password=factories.PASSWORD, passwords=passwords)
    with ThreadPoolExecutor() as pool:
        clicks = [pool.submit(join, database) for _ in range(2)]
    [refused] = [error for click in clicks if (error := click.exception())]
    assert isinstance(refused, Refused)


def test_a_double_click_gives_a_return_once(database: Database, world: World) -> None:
    give = partial(
        assignments.give_return,
        by=world.people["police lead"],
        return_id=world.returns[CaseState.WAITING, "police"],
        people=frozenset({world.people["police colleague"].id}),
    )
    assert at_once(database, give, give) is None


def test_a_double_click_gives_a_section_once(database: Database, world: World) -> None:
    give = partial(
        assignments.give_sections,
        by=world.people["police lead"],
        return_id=world.returns[CaseState.WAITING, "police"],
        given={"family": world.people["police colleague"].id},
    )
    assert at_once(database, give, give) is None


def test_a_double_click_adds_a_board_once(database: Database, world: World) -> None:
    add = partial(
        bodies.add_body,
        by=world.people["administrator"],
        name="Silver MACE",
        role=Role.BOARD_MEMBER,
    )
    assert isinstance(at_once(database, add, add), Conflict)


def test_a_judgement_of_themes_is_not_recorded_over_another_unread(
    database: Database, world: World
) -> None:
    then, now = (
        make_another_audit(database, world, [CaseState.AGREED], key=key, phase=Phase.CLOSED)
        for key in ("then", "now")
    )
    change_audit(database, then, returns_due=date(2024, 11, 15))

    def judge(group: str) -> Deed:
        return partial(
            comparison.judge_themes,
            by=world.people["coordinator"],
            audit_id=now.audit,
            meeting_id=None,
            group=group,
            on=date(2025, 5, 2),
            themes={"voice": "continuing"},
            seen=comparison.version_of_judgement(None),
        )

    assert isinstance(at_once(database, judge("Silver MACE"), judge("Gold MACE")), Conflict)


def test_an_action_is_not_taken_out_of_a_plan_that_is_being_sent(
    database: Database, world: World
) -> None:
    unit = world.people["coordinator"]
    plan = import_invented(database, unit, rows=2)
    send = partial(
        statements_of_action.record_sent,
        by=unit,
        plan_id=plan.id,
        addressee="The inspectorates",
        signed_by="the chair",
        signed_on=DECIDED,
        sent_on=DECIDED,
        note="",
    )
    remove = partial(action_plans.remove_action, by=unit, action_id=plan.actions[0])
    assert isinstance(at_once(database, send, remove), Refused)


def test_nobody_answers_or_sends_what_is_being_moved_to_another_version(
    database: Database,
) -> None:
    """What was typed for a question that is dropped at that instant would stand nowhere."""
    scene = make_scene(database, cases=("SYV30-01",))
    assert scene.coordinator
    by, school = scene.coordinator, scene.practitioners["school"]
    first = TOOL.sections[-1].questions[0]
    renamed = replace(first, key=f"{first.key}-anew")
    last = replace(TOOL.sections[-1], questions=(renamed, *TOOL.sections[-1].questions[1:]))
    later = replace(TOOL, version=2, sections=(*TOOL.sections[:-1], last))
    publish_tool(database, by=by, tool=later)
    with database.reading() as session:
        found = moving.describe_move(session, by, scene.audit)
    assert found
    move = partial(moving.move_audit, by=by, audit_id=scene.audit, seen=found.seen)
    answer = partial(
        returns.save_answers,
        by=school,
        return_id=scene.returns["SYV30-01", "school"],
        edits=(Edit("voice/strength/1", "Typed", 0, "typed"),),
    )
    refused = at_once(database, move, answer)
    assert isinstance(refused, Conflict)
    assert "have just changed" in refused.message


ASKED = "questions/heard.asked"
DRAFT = """
key: small
version: 1
title: A small tool
theme_list: child-safeguarding-29
sections:
  - key: heard
    title: Heard
    graded: false
    questions:
      - {key: heard.asked, text: Was the child asked?, type: assessment, kinds: [police]}
"""


def begin_draft(database: Database) -> tuple[Person, Person, UUID]:
    """Two people of a Business Unit, and a draft that both have before them."""
    partnership = factories.make_partnership(database)
    one, other = (factories.make_person(database, partnership, Role.COORDINATOR) for _ in range(2))
    return one, other, tool_drafts.bring_in(database, by=one, data=DRAFT.encode())


def fill_in(by: Person, draft: UUID, place: str, text: str, shown: str, saved: Saves) -> Deed:
    """To save a field that showed something else."""
    _, field = read_field(place)
    sent = tool_edits.Sent(place, (text,), digest_of(field, (shown,)))

    def save(where: Database | Session) -> None:
        saved.append(tool_edits.save(where, by=by, draft_id=draft, sent=[sent]))

    return save


def asked_in_draft(database: Database, by: Person, draft: UUID) -> Document:
    with database.reading() as session:
        document = load_draft(session, by.partnership, draft).document
    return find(document, read_part(ASKED)) or {}


def test_two_who_save_other_fields_of_one_draft_lose_nothing(either: Database) -> None:
    one, other, draft = begin_draft(either)
    saved: Saves = []
    text = fill_in(one, draft, f"{ASKED}/text", "Was she heard?", "Was the child asked?", saved)
    guidance = fill_in(other, draft, f"{ASKED}/guidance", "In any way.", "", saved)
    assert at_once(either, text, guidance) is None
    held = asked_in_draft(either, one, draft)
    assert (held["text"], held["guidance"]) == ("Was she heard?", "In any way.")
    assert [one.clashes for one in saved] == [(), ()]
    with either.reading() as session:
        assert len(steps_of(session, one.partnership, draft)) == 2


def test_two_who_save_the_same_field_of_one_draft_are_told_and_the_first_stands(
    either: Database,
) -> None:
    one, other, draft = begin_draft(either)
    saved: Saves = []
    first, second = (
        fill_in(by, draft, f"{ASKED}/text", text, "Was the child asked?", saved)
        for by, text in ((one, "Was she heard?"), (other, "Did anybody ask?"))
    )
    assert at_once(either, first, second) is None
    assert asked_in_draft(either, one, draft)["text"] == "Was she heard?"
    assert [one.clashes for one in saved] == [(), (f"{ASKED}/text",)]


def test_two_who_add_a_question_to_one_draft_have_two(either: Database) -> None:
    one, other, draft = begin_draft(either)
    heard = Spot(Part((("sections", "heard"),)), "questions", "heard.asked")
    first, second = (
        partial(tool_edits.add, by=by, draft_id=draft, spot=heard, words="By whom?")
        for by in (one, other)
    )
    assert at_once(either, first, second) is None
    with either.reading() as session:
        [section] = load_draft(session, one.partnership, draft).document["sections"]
    assert len({question["key"] for question in section["questions"]}) == 3
