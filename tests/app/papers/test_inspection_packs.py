"""The inspection pack: the records of all that was opened, by reference, with a manifest."""

import csv
import hashlib
from io import BytesIO, StringIO
from zipfile import ZipFile

from sqlalchemy import select

from app.db.engine import Database
from app.db.models.history import HistoryEvent
from audit_tools.action_plans.reading import read_plan
from audit_tools.cases import CaseState
from tests.app.discussions.conftest import SignInAs
from tests.app.visitors import send, text_in
from tests.changes import change_audit
from tests.plans import INVENTED
from tests.stored_plans import TITLE, import_invented, tie
from tests.world import World, finding_mark, return_mark

OPENED = (CaseState.OPEN, CaseState.WRITTEN_UP, CaseState.AGREED)


def taken(sign_in_as: SignInAs, world: World, **fields: str) -> dict[str, bytes]:
    answer = send(sign_in_as("coordinator"), f"/audits/{world.audit}/inspection-pack", **fields)
    assert answer.mimetype == "application/zip"
    with ZipFile(BytesIO(answer.data)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_a_pack_has_the_records_that_were_opened_by_reference_and_what_it_is_made_of(
    sign_in_as: SignInAs, world: World, database: Database
) -> None:
    files = taken(sign_in_as, world)
    listed = rows(files["index.csv"])
    records = {row["Reference"]: row["Record"] for row in listed if row["Record"]}
    assert len(records) == len(OPENED)
    for reference, name in records.items():
        # Lists of downloads and e-mails show the names of files.
        assert reference not in " ".join(files)
        assert reference in text_in(files[name])
    said = " ".join(text_in(files[name]) for name in records.values())
    for state in CaseState:
        assert (return_mark(state, "police") in said) is (state in OPENED)
    assert {"audit-tool.json", "theme-list.json", "method-statement.pdf",
            "theme-summary.pdf", "about.txt"} <= files.keys()  # fmt: skip
    assert not any(name.startswith("redacted/") for name in files)
    [manifest] = [name for name in files if name.startswith("manifest-")]
    assert {row["File"]: row["SHA-256"] for row in rows(files[manifest])} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != manifest
    }
    with database.reading() as session:
        assert "audit.inspection-pack-taken" in set(session.scalars(select(HistoryEvent.what)))


def test_a_pack_has_the_plans_with_an_action_that_comes_from_its_audit_and_no_other(
    sign_in_as: SignInAs, world: World, database: Database
) -> None:
    by = world.people["coordinator"]
    plan = import_invented(database, by, rows=2)
    assert not [name for name in taken(sign_in_as, world) if name.startswith("actions/")]
    tie(database, by, plan.actions[0], audit=world.audit)
    import_invented(database, by, rows=3)
    files = taken(sign_in_as, world)
    assert [name for name in files if name.startswith("actions/")] == [
        "actions/plan-1.pdf",
        "actions/plan-1.csv",
    ]
    # All of the plan, the action beside the one that is tied too.
    findings = [cells.finding for _, cells in read_plan(INVENTED.read_bytes()).rows[:2]]
    assert [row["Finding"] for row in rows(files["actions/plan-1.csv"])] == findings
    assert TITLE in text_in(files["actions/plan-1.pdf"])


def test_a_redacted_set_is_made_if_asked_for_and_without_references(
    sign_in_as: SignInAs, world: World, database: Database
) -> None:
    change_audit(database, world, counts_one="notification", counts_many="notifications")
    files = taken(sign_in_as, world, redacted="y")
    listed = [row for row in rows(files["index.csv"]) if row["Redacted record"]]
    assert len(listed) == len(OPENED)
    for row in listed:
        text = " ".join(text_in(files[row["Redacted record"]]).split())
        assert row["Reference"] not in text
        assert "Redacted by a program: to be read before it is handed over" in text
        assert row["Reference"] in text_in(files[row["Record"]])
    said = " ".join(text_in(files[row["Redacted record"]]) for row in listed)
    assert finding_mark(CaseState.AGREED) in said
    about = files["about.txt"].decode("utf-8-sig")
    assert "Which notification a reference is" in about
    assert "child" not in about


def test_there_is_no_pack_for_who_has_a_conflict(sign_in_as: SignInAs, world: World) -> None:
    client = sign_in_as("conflicted coordinator")
    answer = send(client, f"/audits/{world.audit}/inspection-pack")
    assert answer.status_code == 403
    assert "A colleague of the Business Unit can make the pack." in answer.text
