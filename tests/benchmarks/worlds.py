"""What is measured on: the demonstration, a return that fifteen people could save in, and around
them as many other audits as a partnership, or a region, has behind it after years."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from app.config import Mode, Settings
from app.db.engine import Database, open_database
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.operations.exchange import import_audit
from audit_tools.cases import CaseState
from audit_tools.exchange import Exchange
from audit_tools.permissions import Role
from tests import exchange_documents, factories
from tests.app.summaries.worlds import closed_audit
from tests.app.visitors import database_of, sign_in_client
from tests.loaded import (
    FINISHED,
    UNDER_WAY,
    audit_named,
    load_demonstration,
    partnership_of,
    somebody,
)
from tests.scenes import Scene, make_scene

SECRET = "only for measuring, and long enough for it"
CASES = 6
EARLIER = "earlier"
PAPERS = ("summary.pdf", "summary/charts/themes.svg", "needs-report.docx", "summary.docx")
# What an import adds once and for all; a copy of an audit refers to the same.
ONCE = ("agency", "person", "role_grant", "theme_list", "tool_version")
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
LAST = "SELECT coalesce(max(rowid), 0) FROM {}"
NEWER = "SELECT * FROM {} WHERE rowid > ?"
ADDED = "INSERT INTO {} VALUES ({})"


@dataclass(frozen=True)
class Measured:
    """An application on a database with so many audits, and the addresses that are asked for."""

    app: Flask
    database: Database
    file: Path
    scene: Scene
    audits: int

    @property
    def board(self) -> str:
        return f"/audits/{audit_named(self.database, UNDER_WAY)}"

    @property
    def summary(self) -> str:
        return f"/audits/{audit_named(self.database, FINISHED)}/summary"

    @property
    def papers(self) -> list[str]:
        """Papers of earlier audits, each once: no two are made from the same."""
        with self.database.reading() as session:
            earlier = select(AuditRow.id).where(AuditRow.key.startswith(EARLIER))
            audits = list(session.scalars(earlier.order_by(AuditRow.key)))
        return [f"/audits/{audit}/{paper}" for audit in audits for paper in PAPERS]

    @property
    def discussion(self) -> str:
        """A section of a discussion of the finished audit, with every agency's part."""
        return f"/discussions/{_agreed_case(self.database)}/sections/help"

    def coordinator(self) -> FlaskClient:
        return sign_in_client(self.app, self.database, somebody(self.database, "Beth"))


def make_measured(file: Path, audits: int) -> Measured:
    """The demonstration in a new file, with so many audits in its partnership."""
    settings = _settings(file)
    load_demonstration(file)
    database = open_database(settings.database, settings.now)
    _add_audits(database, file, audits)
    database.engine.dispose()
    app = create_app(settings)
    database = database_of(app)
    return Measured(app, database, file, make_scene(database), audits)


def _settings(file: Path) -> Settings:
    return Settings(
        mode=Mode.TEST,
        secret_key=SECRET,
        database=f"sqlite:///{file}",
        base_address="http://localhost",
    )


def _add_audits(database: Database, file: Path, wanted: int) -> None:
    """Bring one earlier audit in as anybody would, and the others as copies of its rows."""
    by = factories.make_person(database, partnership_of(database), Role.COORDINATOR)
    with closing(sqlite3.connect(file)) as raw:
        missing = wanted - raw.execute("SELECT count(*) FROM audit").fetchone()[0]
        tables = [name for (name,) in raw.execute(TABLES) if name not in ONCE]
        before = {table: raw.execute(LAST.format(table)).fetchone()[0] for table in tables}
        import_audit(database, by=by, document=_earlier_audit())
        new = {table: rows for table, last in before.items()
               if (rows := raw.execute(NEWER.format(table), (last,)).fetchall())}  # fmt: skip
        ids = {row[place] for table, rows in new.items() for row in rows
               for place in _places(raw, table, "id")}  # fmt: skip
        for number in range(missing - 1):
            renewed = {id: uuid4().hex for id in ids} | {EARLIER: f"{EARLIER}-{number}"}
            for table, rows in new.items():
                copies = [[renewed.get(value, value) for value in row] for row in rows]
                marks = ", ".join("?" * len(copies[0]))
                raw.executemany(ADDED.format(table, marks), copies)
        raw.commit()


def _places(raw: sqlite3.Connection, table: str, column: str) -> list[int]:
    """Where a column of this name stands in a table, if it has one."""
    names = [name for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    return [names.index(column)] if column in names else []


def _earlier_audit() -> Exchange:
    """A closed audit, with a tool and a theme list beside those that are shipped."""
    document = closed_audit(EARLIER, CASES)
    document["theme_list"]["key"] = document["tool"]["theme_list"] = "measured"
    document["tool"]["key"] = "measured"
    for agency in document["agencies"]:
        agency["name"] = f"{agency['name']} of earlier years"
    return exchange_documents.read(document)


def _agreed_case(database: Database) -> UUID:
    audit = audit_named(database, FINISHED)
    with database.reading() as session:
        agreed = select(CaseRow.id).where(
            CaseRow.audit_id == audit, CaseRow.state == CaseState.AGREED.value
        )
        return session.scalars(agreed.order_by(CaseRow.reference)).first() or audit
