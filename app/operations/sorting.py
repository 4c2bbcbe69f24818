"""Sorting findings into themes, and the wording that is agreed for sharing them."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import load_audit
from app.db.cases import load_case, standing_of
from app.db.discussions import find_discussion, raise_changes
from app.db.findings import load_finding, lock_audit_of_finding
from app.db.history import Subject, tell
from app.db.models.findings import FindingRow
from app.db.words import words_of
from app.operations.findings import known_themes, readable_row, store_sorting, value_of
from app.operations.transaction import operation
from app.operations.versions import check_unchanged
from audit_tools.consequences import Consequence
from audit_tools.cycles import check_can_sort
from audit_tools.errors import Conflict
from audit_tools.findings import (
    AgreedWording,
    check_asked,
    check_can_agree_wording,
    check_can_answer_wording,
    check_can_send_back,
    check_sorting,
    check_worded,
    check_wording,
)
from audit_tools.permissions import Permission, Person, can, check_can
from audit_tools.places import FindingKind
from audit_tools.training_needs import Cause, Remedy
from audit_tools.visibility import check_writes_discussion


@operation
def sort_finding(
    session: Session,
    *,
    by: Person,
    finding_id: UUID,
    themes: tuple[str, ...],
    cause: Cause | None,
    remedy: Remedy | None = None,
    remedy_reason: str = "",
    consequence: Consequence | None = None,
    seen: str | None = None,
) -> None:
    """Sort a finding into themes: whoever holds the open discussion, the Business Unit after it.

    Raises ``Conflict`` where the finding is not in the version ``seen`` any more, and ``Refused``
    for one that is sorted once the audit is closed.
    """
    row = readable_row(session, by, finding_id)
    _check_sorts(session, by, row)
    held = load_finding(session, by.partnership, finding_id)
    if seen is not None:
        check_unchanged(seen, held.finding)
    audit = load_audit(session, by.partnership, row.audit_id)
    check_can_sort(audit.cycle.phase, held.finding.is_sorted)
    sorting = check_sorting(
        FindingKind(row.kind),
        themes,
        known_themes(audit.codebook),
        cause,
        remedy,
        remedy_reason,
        consequence,
    )
    before = value_of(row)
    store_sorting(row, sorting)
    tell(session, by, "finding.sorted", Subject("finding", row.id), before, value_of(row))
    discussion = find_discussion(session, by.partnership, row.case_id)
    if discussion:
        raise_changes(session, by.partnership, discussion)


@operation
def choose_themes(
    session: Session, *, by: Person, finding_id: UUID, themes: tuple[str, ...]
) -> None:
    """Choose the themes of a finding and leave the rest of its sorting as it is."""
    row = readable_row(session, by, finding_id)
    sort_finding(
        session,
        by=by,
        finding_id=finding_id,
        themes=themes,
        cause=Cause(row.cause) if row.cause else None,
        remedy=Remedy(row.remedy) if row.remedy else None,
        remedy_reason=row.remedy_reason,
        consequence=Consequence(row.consequence) if row.consequence else None,
    )


@operation
def write_wording(
    session: Session,
    *,
    by: Person,
    finding_id: UUID,
    wording: str,
    as_it_stands: bool = False,
    seen: str | None = None,
) -> None:
    """Write the wording for sharing; agreement to an earlier one lapses.

    Empty wording takes it back. Raises ``Conflict`` where the finding is not in the version
    ``seen`` any more, and ``Invalid`` where the wording is longer than a finding may be, or is the
    finding's own text and not said to be fit to share ``as_it_stands``.
    """
    check_can(by, Permission.RUN_AUDITS)
    lock_audit_of_finding(session, by.partnership, finding_id)
    row = readable_row(session, by, finding_id)
    finding = load_finding(session, by.partnership, finding_id).finding
    if seen is not None:
        check_unchanged(seen, finding)
    text = check_wording(wording)
    if text == row.wording and not row.wording_sent_back:
        return
    check_worded(finding, text, as_it_stands)
    before = row.wording
    row.wording, row.wording_by, row.wording_agreed_by = text, by.id, None
    row.wording_sent_back = ""
    tell(
        session,
        by,
        "wording.written",
        Subject("finding", row.id),
        {"wording": before},
        {"wording": text},
    )


@operation
def agree_wording(
    session: Session, *, by: Person, finding_id: UUID, wording: str, marks_kept: bool = False
) -> None:
    """Agree wording that somebody else wrote; ``wording`` is the text that was read.

    Raises ``Refused`` for its own writer and for marked text that is not knowingly kept,
    ``Conflict`` where it was changed in the meantime.
    """
    check_can(by, Permission.AGREE_WORDING)
    lock_audit_of_finding(session, by.partnership, finding_id)
    row = readable_row(session, by, finding_id)
    held = load_finding(session, by.partnership, finding_id)
    words = words_of(session, by.partnership)
    agreed = check_can_agree_wording(held.finding.wording, str(by.id), words, marks_kept)
    _check_read(agreed, wording)
    row.wording_agreed_by, row.wording_sent_back = by.id, ""
    tell(session, by, "wording.agreed", Subject("finding", row.id), after={"wording": agreed.text})


@operation
def send_wording_back(
    session: Session, *, by: Person, finding_id: UUID, wording: str, asked: str
) -> None:
    """Ask for other wording than ``wording``, the text that was read, and say what is wrong.

    Raises ``Refused`` for its own writer and for wording that is agreed, ``Invalid`` where
    nothing is ``asked``, and ``Conflict`` where the wording was changed in the meantime.
    """
    check_can(by, Permission.AGREE_WORDING)
    lock_audit_of_finding(session, by.partnership, finding_id)
    row = readable_row(session, by, finding_id)
    held = load_finding(session, by.partnership, finding_id)
    read = check_can_answer_wording(held.finding.wording, str(by.id))
    check_can_send_back(read)
    _check_read(read, wording)
    row.wording_sent_back = check_asked(asked)
    tell(
        session,
        by,
        "wording.sent-back",
        Subject("finding", row.id),
        {"wording": read.text},
        {"asked": row.wording_sent_back},
    )


def _check_read(standing: AgreedWording, wording: str) -> None:
    if standing.text != wording:
        raise Conflict("The wording was changed while you read it. Read it again, then answer.")


def _check_sorts(session: Session, by: Person, row: FindingRow) -> None:
    if not can(by, Permission.RUN_AUDITS):
        case = load_case(session, by.partnership, row.case_id)
        check_writes_discussion(standing_of(session, by, case), case.case)
