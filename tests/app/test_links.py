"""Every page is reached by links: nobody has to know an address.

People of the walked world begin at their first page and follow what they find there. A page that
none of them comes to is lost, however well it works.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from app.db.engine import Database
from app.operations import candidates
from app.web.access import PUBLIC, needs_of
from tests.app.empty_papers import leave_papers_empty
from tests.app.links import links_of
from tests.app.visitors import sign_in_client
from tests.app.walked_world import WalkedWorld
from tests.preparations import LIST

# A page of each kind is like the others: more of them lead nowhere else. A file leads nowhere.
ENOUGH, ENOUGH_FILES = 12, 2
# Not led to by a link, each for its reason.
OTHERWISE = {
    "audits.ask_start": "an audit that lacks nothing leads there, and this world has none",
    "strengths.take": "there is a paper once some wording of what went well is agreed",
    "confirming.ask_to_confirm": "what waits for the chair leads there, and here nothing does",
    "discussion_names.show_names": "what may be a name leads there, and this world writes none",
    "discussion_sections.follow": "the page's own script asks it",
    "discussions.show_returns": "a button leads there, since each reading is recorded",
    "practice.show_section": "the button that begins to practise leads there",
    "fit.ask_settle": "a return that was stopped leads there, and this world has none",
    "returns.show_fit": "a return that nobody has begun leads there, and here all are begun",
    "undecided.ask": "a meeting leads there while a theme is undecided, and here none is",
    "returns.show_sent": "the button that sends a return leads there",
}
WHO = (
    "coordinator",
    "chair",
    "police lead",
    "police practitioner",
    "administrator",
    "learning member",
    "board member",
)


class Wanderer:
    """Somebody who follows every link, and what they have come to."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        self._urls = app.url_map.bind("localhost")
        self._client = client
        self._been: Counter[str] = Counter()
        self._files: Counter[str] = Counter()
        self.broken: list[str] = []

    def wander(self, reached: set[str]) -> None:
        """Add every endpoint that is reached and answers with a page."""
        found, ahead = {"/"}, ["/"]
        while ahead:
            for path in self._follow(ahead.pop(0), reached):
                if path not in found:
                    found.add(path)
                    ahead.append(path)

    def _follow(self, path: str, reached: set[str]) -> Iterator[str]:
        endpoint = self._endpoint(path)
        self._been[endpoint] += 1
        if not endpoint or self._been[endpoint] > ENOUGH or self._files[endpoint] >= ENOUGH_FILES:
            return
        answer = self._client.get(path, buffered=True)
        if answer.status_code >= 400:
            self.broken.append(f"{path} is answered with {answer.status_code}")
            return
        reached.add(endpoint)
        if answer.location:
            yield _path(answer.location)
        if answer.mimetype != "text/html":
            self._files[endpoint] += 1
        else:
            yield from map(_path, links_of(answer.get_data(as_text=True)))

    def _endpoint(self, path: str) -> str:
        try:
            return str(self._urls.match(urlsplit(path).path, method="GET")[0])
        except HTTPException:
            return ""


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def pages(app: Flask) -> set[str]:
    """Every page but the public ones, whose addresses people are given or that monitors ask."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not isinstance(needs_of(app, rule.endpoint), PUBLIC)
    }


@pytest.mark.long
def test_every_page_is_reached_by_links_and_no_link_is_broken(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_papers_empty(monkeypatch)
    world = WalkedWorld(database)
    bring_in_a_list(database, world)
    reached, broken = set[str](), list[str]()
    for who in WHO:
        wanderer = Wanderer(app, sign_in_client(app, database, world.people[who]))
        wanderer.wander(reached)
        broken += [f"{who}: {one}" for one in wanderer.broken]
    assert pages(app) - reached == OTHERWISE.keys()
    assert broken == []


def bring_in_a_list(database: Database, world: WalkedWorld) -> None:
    """So that there is something to draw."""
    candidates.import_candidates(
        database,
        by=world.people["coordinator"],
        audit_id=world.audit("preparing"),
        data=LIST.replace(b"SYV25-", b"SYV26-"),
    )
