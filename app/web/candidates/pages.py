"""What the page of the children in scope and the page of the draw show."""

from collections import Counter
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile
from app.db.candidates import DrawOnFile, find_draw, list_candidates, reserves_left
from app.db.cases import CaseOnFile, list_cases, standings_of
from app.operations.candidates import redraw_shown
from audit_tools.candidates import Candidate
from audit_tools.cases import CaseState
from audit_tools.cycles import AuditCycle, Phase, Selection
from audit_tools.headings import BANDS, label
from audit_tools.permissions import Person
from audit_tools.sampling import Draw
from audit_tools.shown_draws import ShownDraw
from audit_tools.visibility import reads_progress


@dataclass(frozen=True)
class BandCounts:
    """One column of the list: its values and how often each occurs."""

    title: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class CaseLine:
    """One case that was chosen; without a path it is not this person's to see."""

    id: UUID
    reference: str
    path: str
    bands: str
    state: str
    is_waiting: bool


@dataclass(frozen=True)
class ScopePage:
    """The children in scope, the draw and the cases chosen so far."""

    id: UUID
    cycle: AuditCycle
    is_drawn_at_random: bool
    is_preparing: bool
    takes_cases: bool
    can_bring_list: bool
    candidates: int
    references: tuple[str, ...]
    bands: tuple[BandCounts, ...]
    draw: DrawOnFile | None
    reserves_left: tuple[str, ...]
    cases: tuple[CaseLine, ...]


@dataclass(frozen=True)
class DrawPage:
    """The draw before it is confirmed.

    There is a ``proposal`` only of a draw that was shown, from the list as it was then; ``which``
    says as which of several.
    """

    id: UUID
    cycle: AuditCycle
    candidates: int
    can_draw: bool
    shown: ShownDraw | None = None
    proposal: Draw | None = None
    which: str = ""


def describe_scope(session: Session, audit: AuditOnFile, person: Person) -> ScopePage:
    """Everything about how the cases of an audit are chosen, as far as the person may see it."""
    partnership = person.partnership
    cases = list_cases(session, partnership, audit.id)
    standings = standings_of(session, person, cases)
    candidates = list_candidates(session, partnership, audit.id)
    draw = find_draw(session, partnership, audit.id)
    preparing = audit.cycle.phase is Phase.PREPARING
    at_random = audit.cycle.selection is Selection.RANDOM
    return ScopePage(
        id=audit.id,
        cycle=audit.cycle,
        is_drawn_at_random=at_random,
        is_preparing=preparing,
        takes_cases=audit.cycle.phase is not Phase.CLOSED and not at_random,
        can_bring_list=can_still_draw(audit, draw),
        candidates=len(candidates),
        references=tuple(candidate.reference for candidate in candidates),
        bands=count_bands(candidates),
        draw=draw,
        reserves_left=_left(session, partnership, audit.id, draw),
        cases=tuple(_line(case, reads_progress(standings[case.id])) for case in cases),
    )


def describe_draw(session: Session, audit: AuditOnFile, partnership: UUID, number: int) -> DrawPage:
    """The page of the draw, with the one that was shown as this number, if there is one."""
    candidates = list_candidates(session, partnership, audit.id)
    can_draw = can_still_draw(audit, find_draw(session, partnership, audit.id))
    page = DrawPage(audit.id, audit.cycle, len(candidates), can_draw)
    shown = audit.cycle.draws_shown.find(number) if can_draw else None
    if shown is None:
        return page
    which = audit.cycle.draws_shown.describe(number)
    return replace(page, shown=shown, proposal=redraw_shown(candidates, shown), which=which)


def can_still_draw(audit: AuditOnFile, draw: DrawOnFile | None) -> bool:
    """Whether the cases of the audit are to be drawn and have not been drawn yet."""
    at_random = audit.cycle.selection is Selection.RANDOM
    is_drawn = draw is not None or audit.cycle.draws_shown.confirmed is not None
    return audit.cycle.phase is Phase.PREPARING and at_random and not is_drawn


def count_bands(candidates: tuple[Candidate, ...]) -> tuple[BandCounts, ...]:
    """How often each value occurs in each column of the list."""
    return tuple(
        BandCounts(
            label(band).capitalize(),
            tuple(sorted(Counter(getattr(c.characteristics, band) for c in candidates).items())),
        )
        for band in BANDS
    )


def _left(
    session: Session, partnership: UUID, audit: UUID, draw: DrawOnFile | None
) -> tuple[str, ...]:
    if draw is None:
        return ()
    return tuple(c.reference for c in reserves_left(session, partnership, audit))


def _line(case: CaseOnFile, is_shown: bool) -> CaseLine:
    if not is_shown:
        conflict = "You declared a conflict about this case."
        return CaseLine(case.id, case.spoken, "", conflict, case.case.state.label, False)
    values = [getattr(case.case.characteristics, band) for band in BANDS]
    return CaseLine(
        case.id,
        case.case.reference,
        f"/cases/{case.id}",
        ", ".join(value for value in values if value),
        case.case.state.label,
        case.case.state is CaseState.WAITING,
    )
