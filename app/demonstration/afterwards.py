"""What people wrote in the invented audits once their discussions were signed off."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from app.db.afterwards import read_afterwards
from app.db.audits import AuditOnFile, find_audit_by_key
from app.db.cases import list_cases
from app.operations.afterwards import save_afterwards, version_of_written
from app.operations.good_practice import agree_practice, write_practice
from app.operations.versions import version_of
from audit_tools.afterwards import QUESTIONS, Activity, NextTime, OwnNote
from audit_tools.permissions import Person

FILE = Path(__file__).parent / "invented" / "afterwards.yaml"
WRITER, AGREES = "Beth", "Dilys"


def read_file() -> dict[str, Any]:
    """What was written, by the keys of the audits."""
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(FILE)
    return found


def add_afterwards(session: Session, people: Mapping[str, Person]) -> None:
    """Let people answer the three questions, and word what the heads of agencies get."""
    for key, written in read_file().items():
        audit = find_audit_by_key(session, people[WRITER].partnership, key)
        if audit is not None:
            _pass_on(session, people, audit, written["passed_on"])
            for name, said in written["next_time"].items():
                _answer(session, people[name], audit, said)


def _pass_on(
    session: Session, people: Mapping[str, Person], audit: AuditOnFile, worded: Mapping[str, Any]
) -> None:
    cases = {
        c.case.reference: c.id for c in list_cases(session, people[WRITER].partnership, audit.id)
    }
    for reference, one in worded.items():
        case, wording = cases[reference], one["wording"]
        write_practice(
            session, by=people[WRITER], case_id=case, wording=wording, seen=version_of("")
        )
        if one.get("agreed", True):
            agree_practice(session, by=people[AGREES], case_id=case, wording=wording)


def _answer(session: Session, by: Person, audit: AuditOnFile, said: Mapping[str, Any]) -> None:
    activity = Activity(said["activity"]) if "activity" in said else None
    save_afterwards(
        session,
        by=by,
        audit_id=audit.id,
        said=NextTime(*(said[asked.place] for asked in QUESTIONS)),
        note=OwnNote(said.get("day"), said.get("hours", ""), activity, said.get("reflection", "")),
        seen=version_of_written(read_afterwards(session, by, audit.id)),
    )
