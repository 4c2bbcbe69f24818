"""What the pages of audits show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile, AuditStage, list_stages, load_audits
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
    stages = list_stages(session, person.partnership)
    readable = list(stages) if runs else _readable(session, person, stages)
    pages = max(1, -(-len(readable) // PAGE_SIZE))
    number = min(max(1, number), pages)
    shown = _loaded(session, person, readable[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    lines = _lines_to_run(session, person, shown, now) if runs else _lines_to_read(shown)
    if number == 1 and person.has(*READERS_OF_SUMMARIES) and not runs:
        lines += _lines_to_come(_loaded(session, person, _to_come(stages, readable)))
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


def _loaded(session: Session, person: Person, stages: Iterable[AuditStage]) -> list[AuditOnFile]:
    ids = [stage.id for stage in stages]
    loaded = load_audits(session, person.partnership, ids)
    return [loaded[one] for one in ids]


def _readable(session: Session, person: Person, stages: Iterable[AuditStage]) -> list[AuditStage]:
    chaired = chaired_audits(session, person)
    return [
        stage
        for stage in stages
        if reads_summary(
            person, stage.phase, stage.id in chaired, stage.interim_issued, stage.rehearsal
        )
    ]


def _to_come(stages: Iterable[AuditStage], readable: Iterable[AuditStage]) -> list[AuditStage]:
    """The audits under way that boards read later."""
    read = {stage.id for stage in readable}
    return [
        stage
        for stage in stages
        if stage.phase is Phase.COLLECTING and not stage.rehearsal and stage.id not in read
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


def _lines_to_come(audits: list[AuditOnFile]) -> list[tuple[AuditOnFile, AuditLine]]:
    """Of audits under way that there is one, and when it is discussed."""
    return [
        (audit, AuditLine(audit.cycle.title, "", _when(audit.cycle), audit.cycle.invented))
        for audit in audits
    ]


def _when(cycle: AuditCycle) -> str:
    first, last = cycle.discussions_from, cycle.discussions_to
    held = f"Case discussions from {format_period(first, last)}. " if first and last else ""
    return f"{held}You can read its summary here once it is closed."
