"""What the pages of audits show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, list_audits
from app.db.board import chaired_audits, tallies_of
from app.web.audits.sentences import sentence_of_tally
from audit_tools.cycles import AuditCycle, Phase
from audit_tools.dates import format_period
from audit_tools.permissions import READERS_OF_SUMMARIES, Permission, Person, can
from audit_tools.visibility import reads_summary

PAGE_SIZE = 50


@dataclass(frozen=True)
class AuditLine:
    """One audit of the list: where it leads, and how it stands in a sentence. ``path`` is empty
    while there is nothing to read."""

    title: str
    path: str
    note: str
    invented: bool


@dataclass(frozen=True)
class AuditGroup:
    """The audits of one phase."""

    heading: str
    lines: tuple[AuditLine, ...]


@dataclass(frozen=True)
class ListPage:
    """The list of audits; ``is_empty`` says that there is none of which the person may read
    anything yet."""

    groups: tuple[AuditGroup, ...]
    is_empty: bool
    runs_audits: bool
    number: int
    pages: int
    invented: bool


HEADINGS = {
    Phase.COLLECTING: "Under way",
    Phase.PREPARING: "Being prepared",
    Phase.CLOSED: "Closed",
}


def describe_list(session: Session, person: Person, now: datetime, number: int) -> ListPage:
    """The audits that the person runs, or those whose summary they may read.

    A page beyond the last gives the last.
    """
    runs = can(person, Permission.RUN_AUDITS)
    audits = list_audits(session, person.partnership)
    readable = list(audits) if runs else _readable(session, person, audits)
    pages = max(1, -(-len(readable) // PAGE_SIZE))
    number = min(max(1, number), pages)
    shown = readable[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    lines = _lines_to_run(session, person, shown, now) if runs else _lines_to_read(shown)
    if number == 1 and person.has(*READERS_OF_SUMMARIES) and not runs:
        read = {audit.id for audit in readable}
        lines += _lines_to_come(audit for audit in audits if audit.id not in read)
    groups = tuple(
        AuditGroup(heading, tuple(line for audit, line in lines if audit.cycle.phase is phase))
        for phase, heading in HEADINGS.items()
    )
    return ListPage(
        tuple(group for group in groups if group.lines),
        not readable,
        runs,
        number,
        pages,
        bool(shown) and all(audit.cycle.invented for audit in shown),
    )


def _readable(session: Session, person: Person, audits: Iterable[AuditOnFile]) -> list[AuditOnFile]:
    chaired = chaired_audits(session, person)
    return [
        audit
        for audit in audits
        if reads_summary(
            person,
            audit.cycle.phase,
            audit.id in chaired,
            audit.interim_issued,
            audit.cycle.rehearsal,
        )
    ]


def _lines_to_run(
    session: Session, person: Person, audits: list[AuditOnFile], now: datetime
) -> list[tuple[AuditOnFile, AuditLine]]:
    tallies = tallies_of(session, person.partnership, [audit.id for audit in audits])
    return [
        (
            audit,
            AuditLine(
                audit.cycle.title,
                f"/audits/{audit.id}",
                sentence_of_tally(audit.cycle, tallies[audit.id], now, audit.tool.in_one_sitting),
                audit.cycle.invented,
            ),
        )
        for audit in audits
    ]


def _lines_to_read(audits: list[AuditOnFile]) -> list[tuple[AuditOnFile, AuditLine]]:
    return [
        (
            audit,
            AuditLine(
                audit.cycle.title,
                f"/audits/{audit.id}/summary",
                "" if audit.cycle.phase is Phase.CLOSED else "Interim: not all is agreed yet.",
                audit.cycle.invented,
            ),
        )
        for audit in audits
    ]


def _lines_to_come(audits: Iterable[AuditOnFile]) -> list[tuple[AuditOnFile, AuditLine]]:
    """Audits under way that boards read later: that there is one, and when it is discussed."""
    return [
        (audit, AuditLine(audit.cycle.title, "", _when(audit.cycle), audit.cycle.invented))
        for audit in audits
        if audit.cycle.phase is Phase.COLLECTING and not audit.cycle.rehearsal
    ]


def _when(cycle: AuditCycle) -> str:
    first, last = cycle.discussions_from, cycle.discussions_to
    held = f"Case discussions from {format_period(first, last)}. " if first and last else ""
    return f"{held}You can read its summary here once it is closed."
