"""Every page and paper of an invented audit says so, and none of the letters' does.

Whoever walks begins at the lists of their own and follows every link: to each kind of address once
of what is invented, and once of what is not.
"""

import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html  # type: ignore[import-untyped]
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from app.config import Mode, Settings
from app.db.engine import Database
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.findings import FindingRow
from app.db.models.returns import ConcernRow, ReturnRow
from tests.app.visitors import database_of, sign_in_client, text_of
from tests.applications import Applications
from tests.loaded import somebody

SAID = "Invented data"
BEGIN = ("/audits", "/discussions", "/returns", "/training-needs")
# Pictures and data for programs are no pages, and have no room for a sentence.
PAPERS = ("text/html", "application/pdf", "application/vnd.openxmlformats")


@dataclass(frozen=True)
class Met:
    """A page that somebody met, and whether the audit it is of is invented."""

    path: str
    endpoint: str
    invented: bool
    says_so: bool


@pytest.fixture(scope="module")
def demonstration(
    demonstration_file: Path, tmp_path_factory: pytest.TempPathFactory, applications: Applications
) -> Iterator[Flask]:
    file = shutil.copy(demonstration_file, tmp_path_factory.mktemp("invented"))
    settings = Settings(
        mode=Mode.DEMONSTRATION,
        secret_key="only for tests, and long enough for them",
        database=f"sqlite:///{file}",
        base_address="http://localhost",
    )
    with applications.lend(settings) as app:
        yield app


def invented_by_id(database: Database) -> dict[UUID, bool]:
    """Of every audit, and of everything that belongs to one, whether it is invented."""
    with database.reading() as session:
        audits = session.execute(select(AuditRow.id, AuditRow.invented))
        found = dict(audits.all())
        for row, whose in (
            (CaseRow, CaseRow.audit_id),
            (FindingRow, FindingRow.audit_id),
            (ReturnRow, ReturnRow.case_id),
            (ConcernRow, ConcernRow.return_id),
        ):
            found |= {id: found[of] for id, of in session.execute(select(row.id, whose))}
    return found


class Crawl:
    """Somebody who follows every link that they are shown."""

    def __init__(self, app: Flask, client: FlaskClient) -> None:
        self._client = client
        self._invented = invented_by_id(database_of(app))
        self._adapter = app.url_map.bind("localhost")
        self._visited = set[tuple[str, bool | None]]()
        self._seen = dict.fromkeys(BEGIN)

    def pages(self) -> Iterator[Met]:
        """The pages and papers of audits."""
        waiting = deque(BEGIN)
        while waiting:
            path = waiting.popleft()
            endpoint, of = self._place_of(path)
            if not endpoint or (endpoint, of) in self._visited:
                continue
            self._visited.add((endpoint, of))
            text, links = self._open(path)
            if of is not None and text:
                yield Met(path, endpoint, of, SAID in text)
            new = [link for link in links if link not in self._seen]
            self._seen |= dict.fromkeys(new)
            waiting.extend(new)

    def _place_of(self, path: str) -> tuple[str, bool | None]:
        """Which kind of page it is, if it is one, and whether what it is of is invented."""
        try:
            endpoint, values = self._adapter.match(path, method="GET")
        except HTTPException:
            return "", None
        of = next((self._invented[id] for id in values.values() if id in self._invented), None)
        return ("" if endpoint == "static" else endpoint), of

    def _open(self, path: str) -> tuple[str, list[str]]:
        """What it says, and where its links lead."""
        answer = self._client.get(path)
        if answer.status_code != 200 or not (answer.mimetype or "").startswith(PAPERS):
            return "", []
        text = text_of(answer)
        if answer.mimetype != "text/html":
            return text, []
        links = (
            link.split("#")[0].split("?")[0] for link in html.fromstring(text).xpath("//a/@href")
        )
        return text, [link for link in links if link.startswith("/")]


@pytest.mark.long
@pytest.mark.parametrize(("name", "at_least"), [("Beth", 25), ("Kofi", 10), ("Imogen", 4)])
def test_every_page_and_paper_of_an_invented_audit_says_so(
    name: str, at_least: int, demonstration: Flask
) -> None:
    database = database_of(demonstration)
    client = sign_in_client(demonstration, database, somebody(database, name))
    met = list(Crawl(demonstration, client).pages())
    assert [one.path for one in met if one.says_so is not one.invented] == []
    assert len({one.endpoint for one in met if one.invented}) >= at_least
    assert name != "Beth" or any(not one.invented for one in met)
