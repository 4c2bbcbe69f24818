"""Moving an audit under way to the newest version of its tool: looked at first, then done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.agencies import list_agencies
from app.db.answered_once import has_record
from app.db.audits import AuditOnFile, lock_audit
from app.db.cases import CaseOnFile, audit_by_case, list_cases, lock_cases, standings_of
from app.db.clock import now
from app.db.history import Subject, tell
from app.db.models.audits import AuditRow
from app.db.models.cases import CaseRow
from app.db.models.records import ClashRow, EntryRow, KeptAnswerRow, RecordRow
from app.db.models.returns import ReturnRow
from app.db.models.tools import ToolVersionRow
from app.db.records import read_entries
from app.db.returns import ReturnOnFile, returns_of
from app.db.tools import published_tools, tool_asked_in
from app.operations.audits import to_run
from app.operations.deed_messages import tell_asked_anew
from app.operations.returns import unconfirm
from app.operations.transaction import operation
from app.operations.versions import version_of
from audit_tools.agency_kinds import AgencyKind
from audit_tools.answered_once import sections_of_audit, sections_of_case
from audit_tools.entries import values
from audit_tools.errors import Conflict, Refused
from audit_tools.moving import (
    CaseToMove,
    Sections,
    check_can_move,
    check_phase,
    newest_version,
    not_alike,
    set_aside,
    set_aside_once,
)
from audit_tools.permissions import Person
from audit_tools.returns import AgencyReturn
from audit_tools.tool import AuditTool
from audit_tools.tool_changes import ToolChanges, find_changes
from audit_tools.visibility import reads_progress

NO_LATER = "There is no later version of the audit tool that a case could move to."
NONE_MOVES = (
    "No case can move now. To let one move of which returns were sent, reopen these first; one "
    "whose returns are closed stays with its version."
)
LOOK_AGAIN = "Something changed since you looked. This is what would be moved now: look again."


@dataclass(frozen=True)
class CaseLine:
    """A case in the preview. Of one that the person may know nothing of there is its number.

    ``asked`` is what it is answered with now.
    """

    case: CaseOnFile
    is_shown: bool
    asked: AuditTool
    to_move: CaseToMove
    returns: tuple[ReturnOnFile, ...]


@dataclass(frozen=True)
class Step:
    """What changes for the cases that are answered with one version."""

    before: AuditTool
    changes: ToolChanges
    kept_aside: frozenset[str]


@dataclass(frozen=True)
class Move:
    """What moving the audit would come to; ``refused`` says why it cannot be, empty where it can.

    ``version_id`` is that of the version, ``asked`` what the audit asks of it. ``cases`` are those
    that are answered with an earlier one, and ``steps`` what changes for those that would move, by
    the version from which they come.
    """

    audit: AuditOnFile
    version_id: UUID
    asked: AuditTool
    cases: tuple[CaseLine, ...]
    steps: tuple[Step, ...]
    refused: str

    @property
    def moving(self) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.cases if not line.to_move.stays)

    @property
    def staying(self) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.cases if line.to_move.stays)

    @property
    def seen(self) -> str:
        """What the person has seen, for the move to be that and no other."""
        lines = [[str(one.case.id), one.asked.version, one.to_move.stays] for one in self.cases]
        return version_of([str(self.version_id), lines])


def describe_move(session: Session, by: Person, audit_id: UUID) -> Move | None:
    """What moving to the newest version would come to, for the audit and the cases that it left
    behind; None where all is answered with it. Raises ``Hidden`` and ``Refused``."""
    audit = to_run(session, by, audit_id)
    versions = published_tools(session, by.partnership)
    newest = newest_version(audit.published, versions.values())
    version_id = next(id for id, tool in versions.items() if tool == newest)
    row = session.get_one(ToolVersionRow, (by.partnership, version_id))
    asked = tool_asked_in(row, audit.cycle)
    cases = tuple(line for line in _lines(session, by, audit) if line.asked.version < asked.version)
    if not cases and newest == audit.published:
        return None
    move = Move(audit, version_id, asked, cases, (), "")
    return replace(move, steps=_steps(move), refused=_why_not(move))


def _steps(move: Move) -> tuple[Step, ...]:
    """What changes for those that move, from the newest version on."""
    come_from = {line.asked.version: line.asked for line in move.moving}
    return tuple(
        Step(tool, find_changes(tool, move.asked), not_alike(tool, move.asked))
        for _, tool in sorted(come_from.items(), reverse=True)
    )


def _why_not(move: Move) -> str:
    cycle = move.audit.cycle
    try:
        check_phase(cycle.phase)
        for tool in {line.asked.version: line.asked for line in move.moving}.values():
            check_can_move(tool, move.asked, cycle.scale, all_move=not move.staying)
    except Refused as refused:
        return refused.message
    return "" if move.moving else NONE_MOVES


def _lines(session: Session, by: Person, audit: AuditOnFile) -> tuple[CaseLine, ...]:
    cases = list_cases(session, by.partnership, audit.id)
    standings = standings_of(session, by, cases)
    returns = returns_of(session, by.partnership, [case.id for case in cases])
    asked = audit_by_case(session, by.partnership, audit, cases)
    return tuple(
        CaseLine(
            case,
            reads_progress(standings[case.id]),
            asked[case.id].tool,
            CaseToMove(case.case.state, tuple(one.status for one in returns[case.id])),
            returns[case.id],
        )
        for case in cases
    )


@operation
def move_audit(session: Session, *, by: Person, audit_id: UUID, seen: str) -> None:
    """Move the audit to the newest version of its tool, and the cases of which nothing was sent,
    those among them that it left behind before.

    Answers that do not go on with it are kept with the version they answered. Raises ``Hidden``,
    ``Refused`` where it cannot be, and ``Conflict`` where something else would be moved than was
    ``seen``.
    """
    lock_audit(session, by.partnership, audit_id)
    lock_cases(session, by.partnership, audit_id)
    move = describe_move(session, by, audit_id)
    if move is None:
        raise Refused(NO_LATER)
    if move.refused:
        raise Refused(move.refused)
    if move.seen != seen:
        raise Conflict(LOOK_AGAIN)
    audit = session.get_one(AuditRow, (by.partnership, audit_id))
    moving = _Moving(session, by, move, audit.tool_version_id)
    audit.tool_version_id = move.version_id
    for line in move.cases:
        moving.take(line)
    moving.take_audit()
    tell(
        session,
        by,
        "audit.moved-to-version",
        Subject("audit", audit_id),
        before={"version": move.audit.tool.version},
        after={"version": move.asked.version, "cases": len(move.moving)},
    )
    tell_asked_anew(session, by, audit_id, moving.asked_otherwise)


Aside = Callable[[Mapping[str, str]], dict[str, str]]
"""What of some entries does not go on with the later version."""


class _Moving:
    """Moves one case after another, or lets it stay with the version that it has."""

    def __init__(self, session: Session, by: Person, move: Move, version: UUID) -> None:
        self._session, self._by, self._move, self._version = session, by, move, version
        self._at = now(session)
        partners = list_agencies(session, by.partnership)
        self._kinds: Mapping[str, AgencyKind] = {one.key: one.kind for one in partners}
        cases = [line.case for line in move.cases]
        self._asked = audit_by_case(session, by.partnership, move.audit, cases)
        self.asked_otherwise = set[UUID]()
        """The returns whose agency is asked something else by now, or asked otherwise."""

    def take(self, line: CaseLine) -> None:
        case = line.case
        row = self._session.get_one(CaseRow, (self._by.partnership, case.id))
        version = case.tool_version or self._version
        if line.to_move.stays:
            row.tool_version_id = version
            return
        row.tool_version_id = None
        # Why a tool asks much is said to nobody who is asked.
        before, after = (replace(tool, longer_why="") for tool in (line.asked, self._move.asked))
        changes = find_changes(before, after)
        for one in line.returns:
            kind, lead = self._kinds[one.agency], case.case.lead == one.agency
            # What changed beside the questions may concern everybody.
            if changes.others or any(one.is_asked_of(kind, lead) for one in changes.changed):
                self.asked_otherwise.add(one.id)
            self._carry_return(case, one, version)
        self._carry_once(Subject("case", case.id), self._asked[case.id], version, sections_of_case)

    def take_audit(self) -> None:
        """Let what was answered once for the audit go on with it."""
        audit = self._move.audit
        self._carry_once(Subject("audit", audit.id), audit, self._version, sections_of_audit)

    def _carry_return(self, case: CaseOnFile, one: ReturnOnFile, version: UUID) -> None:
        # Whoever confirmed it confirmed other questions.
        unconfirm(self._session.get_one(ReturnRow, (self._by.partnership, one.id)))
        value = AgencyReturn(
            one.agency,
            self._kinds[one.agency],
            case.case.lead == one.agency,
            one.status,
            case.case.state,
            {},
            characteristics=case.case.characteristics,
        )
        before = self._asked[case.id]

        def aside(entries: Mapping[str, str]) -> dict[str, str]:
            answered = replace(value, entries=entries)
            return set_aside(before.tool, self._move.asked, before.scale, answered)

        self._carry(Subject("return", one.id), before, version, aside)

    def _carry_once(
        self, on: Subject, before: AuditOnFile, version: UUID, sections: Sections
    ) -> None:
        if has_record(self._session, self._by.partnership, on):
            now = self._move.asked
            aside = partial(set_aside_once, before.tool, now, sections)
            self._carry(on, before, version, aside)

    def _carry(self, on: Subject, before: AuditOnFile, version: UUID, set_aside: Aside) -> None:
        """Keep aside what of a record does not go on, and let the rest stand."""
        session, here = self._session, self._by.partnership
        session.get_one(RecordRow, (here, on.id)).changes += 1
        aside = set_aside(values(read_entries(session, here, on.id)))
        others = self._settle_clashes(on.id, set_aside)
        for place in aside:
            entry = session.get_one(EntryRow, (here, on.id, place))
            entry.value, entry.version = "", entry.version + 1
            entry.changed_at, entry.changed_by = self._at, self._by.id
        self._keep(on.id, version, [*aside.items(), *others])
        if aside or others:
            kept = {"version": before.tool.version, "places": sorted(aside)}
            tell(session, self._by, f"{on.noun}.answers-kept", on, before=aside, after=kept)

    def _settle_clashes(self, record: UUID, set_aside: Aside) -> list[tuple[str, str]]:
        """Texts that waited for a choice where nothing is asked any more: they are kept too."""
        rows = self._session.scalars(
            select(ClashRow).where(
                ClashRow.partnership_id == self._by.partnership,
                ClashRow.record_id == record,
                ClashRow.settled_at.is_(None),
            )
        ).all()
        found = list[tuple[str, str]]()
        for row in rows:
            if set_aside({row.place: row.text}):
                row.settled_at = self._at
                found.append((row.place, row.text))
        return found

    def _keep(self, record: UUID, version: UUID, texts: Iterable[tuple[str, str]]) -> None:
        for place, text in texts:
            self._session.add(
                KeptAnswerRow(
                    partnership_id=self._by.partnership,
                    record_id=record,
                    tool_version_id=version,
                    place=place,
                    value=text,
                    kept_at=self._at,
                )
            )
