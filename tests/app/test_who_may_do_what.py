"""Every address is asked for as every person in every state, and the table says what happens.

The table is ``tests/spec/who_may_do_what.yaml``; it is written by hand from the rules of the
partnership, and an address that it does not know fails here.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.routing import Rule

from app.web.concerns import banner
from tests.app.walk import Answer, Walk
from tests.app.walked_world import NEIGHBOUR, Column
from tests.spec.who_may_do_what import PAGE, Expected, Group, page_of, read_table

TABLE = read_table()
# Signed-in sessions are a log of their own.
UNTOLD = ("accounts.sign_out",)
# What no form can be sent for here, or not by that person or not in that state.
LACKING = {
    # there is no case about which they could ask anybody
    ("knowing.ask", "interim issued"),
    ("knowing.ask", "conflicted coordinator"),
    # they have a conflict about every case, so that no date is theirs to set
    ("schedule.set_dates", "conflicted coordinator"),
    # fewer than three cases of it are agreed
    ("closing.issue_interim", "under way"),
    # no action here is closed
    ("following.reopen", ""),
    # no audit here looks at an earlier period
    ("earlier.say", ""),
    # nobody here has a password
    ("accounts.change_password", ""),
    # no return here is complete, and nothing in it is a name
    ("returns.send", ""),
    ("returns.replace", ""),
    ("discussion_names.keep_texts", ""),
    ("discussion_names.replace", ""),
    # a file is taken and filled in first (returns/test_files.py)
    ("return_files.look_at", ""),
    ("return_files.look_at_own", ""),
    ("return_files.bring_in", ""),
    ("return_files.bring_in_own", ""),
    # words that stand somewhere are looked for first
    ("taking_out.take_out", ""),
    # nothing was published since the draft was brought in
    ("tool_drafts.follow_newest", ""),
    # every word of the list is on it
    ("words.put_back", ""),
}
REFUSALS = {Expected.NO: 403, Expected.ROLE: 403, Expected.NONE: 404}


@pytest.fixture(scope="module")
def walk(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    walk = Walk(empty_database, tmp_path_factory.mktemp("walk"), papers=False)
    walk.look_up_once()
    # A sixth of the time would go into what stands on top of every page (returns/test_concerns.py).
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(banner, "open_concerns", lambda *_: ())
        yield walk
    walk.close()


def deviations(walk: Walk, who: str, group: Group) -> Iterator[str]:
    """Where what happens differs from what the table says."""
    for endpoint, method, rule in addresses(walk, group):
        absent = Absent(walk, who, method, rule)
        for column, values in subjects(walk, who, group):
            expected = group.expected(who, column)
            answer = walk.ask(who, method, rule, values)
            lacks = not {(endpoint, about) for about in ("", who, column)}.isdisjoint(LACKING)
            must_take = method == "POST" and not lacks
            problem = wrong(expected, method, answer, must_take=must_take)
            problem = problem or untold(endpoint, answer)
            if not problem and expected is Expected.NONE and not absent.is_as(answer, values):
                problem = "can be told apart from what was never there"
            if problem:
                yield f"{method} {endpoint}, {column}: {problem}"


def subjects(walk: Walk, who: str, group: Group) -> Iterator[Column]:
    """What to ask about.

    Somebody without the role is refused before anything is looked up, or the refusal would tell
    what there is: they are asked about what was never there, and once.
    """
    for column, values in walk.world.subjects(group.about, who, TABLE.own_agency.get(who)):
        if group.expected(who, column) is Expected.ROLE:
            yield column, never_there(values)
            return
        yield column, values


def never_there(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: uuid4() if isinstance(v, UUID) else v for k, v in values.items()}


def addresses(walk: Walk, group: Group) -> Iterator[tuple[str, str, Rule]]:
    for endpoint in group.endpoints:
        for method, rule in walk.rules[endpoint]:
            yield endpoint, method, rule


def wrong(expected: Expected, method: str, answer: Answer, *, must_take: bool) -> str:
    """What is wrong with an answer; empty for nothing.

    What was sent may lack something, unless it ``must_take`` it.
    """
    lacking = () if must_take else (409, 422)
    if expected is Expected.YES and answer.status >= 400 and answer.status not in lacking:
        return f"should be allowed and is answered with {answer.status}"
    if expected is not Expected.YES and answer.status != REFUSALS[expected]:
        return f"should be {expected.value} and is answered with {answer.status}"
    if answer.stored and (method == "GET" or expected is not Expected.YES):
        return "should store nothing and has"
    return ""


def untold(endpoint: str, answer: Answer) -> str:
    """Whether something was written without its history event."""
    if answer.stored and not answer.told and endpoint not in UNTOLD:
        return "has written and told history nothing"
    return ""


class Absent:
    """What somebody gets at an address that was never there, to hold other answers against."""

    def __init__(self, walk: Walk, who: str, method: str, rule: Rule) -> None:
        self._ask = partial(walk.ask, who, method, rule)
        self._answer: tuple[int, str, str] | None = None

    def is_as(self, answer: Answer, values: Mapping[str, object]) -> bool:
        """Whether status, page and headers are those of what is absent."""
        if self._answer is None:
            ids = never_there(values)
            self._answer = self._ask(ids).without(ids.values())
        return answer.status == 404 and answer.without(values.values()) == self._answer


def test_the_table_knows_every_address_and_no_other(walk: Walk) -> None:
    assert TABLE.endpoints == walk.rules.keys()


def test_the_table_knows_every_person_of_the_world(walk: Walk) -> None:
    assert [*TABLE.people, NEIGHBOUR] == list(walk.world.people)


@pytest.mark.long
@pytest.mark.parametrize("who", TABLE.people)
def test_everybody_may_do_what_the_table_says_and_nothing_else(who: str, walk: Walk) -> None:
    groups = [group for group in TABLE.groups if who in group.who]
    found = [deviation for group in groups for deviation in deviations(walk, who, group)]
    assert not found, "\n".join(["", *found])


@pytest.mark.long
def test_somebody_of_another_partnership_finds_nothing_here(walk: Walk) -> None:
    """Whatever their roles there: everything reads as if it had never been."""
    found = [
        f"{method} {endpoint}, {column}"
        for group in TABLE.groups
        for endpoint, method, rule in addresses(walk, group)
        if any(name.endswith("_id") for name in rule.arguments)
        for absent in [Absent(walk, NEIGHBOUR, method, rule)]
        for column, values in dict(
            walk.world.subjects(group.about, "coordinator", "police")
        ).items()
        if not absent.is_as(walk.ask(NEIGHBOUR, method, rule, values), values)
    ]
    assert not found, "\n".join(["", *found])


@pytest.mark.long
def test_somebody_signed_out_is_led_to_sign_in_and_nothing_is_done(walk: Walk) -> None:
    for group in TABLE.groups:
        _, values = next(walk.world.subjects(group.about, "coordinator", "police"))
        for endpoint, method, rule in addresses(walk, group):
            answer = walk.ask(None, method, rule, values)
            assert answer.status == (303 if method == "GET" else 401), endpoint
            assert method != "GET" or "Location: /sign-in?next=" in answer.headers
            assert not answer.stored


def test_the_page_for_readers_is_made_from_the_table() -> None:
    mend = "Run: python -m tests.spec.who_may_do_what"
    assert PAGE.read_text(encoding="utf-8") == page_of(TABLE), mend
