"""Making a paper of an audit for a meeting, and keeping it as it was handed round.

A paper is made before it is stored: to set it takes seconds, during which nobody else could write.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

import reports
from app.db import meetings as rows
from app.db.audits import AuditOnFile, lock_audit
from app.db.authors import authors_of
from app.db.clock import now
from app.db.meetings import MeetingOnFile, PaperFile
from app.db.models.meetings import PaperFileRow
from app.db.partnerships import marking_of
from app.db.word_styles import present_styles
from app.db.words import words_of
from app.operations.audits import to_run
from app.operations.meetings import store_item, to_decide, to_prepare, to_read
from app.operations.summaries import check_reads_summary, read_summary, read_with_before
from app.operations.transaction import operation
from audit_tools.audience import Audience, AudienceFacts
from audit_tools.dates import format_date
from audit_tools.errors import Conflict
from audit_tools.governance import (
    FOR_STAFF,
    Asked,
    Front,
    MeetingPaper,
    PaperKind,
    TabledPaper,
    Tabling,
    check_can_brief,
    check_can_table,
    check_item,
    next_version,
)
from audit_tools.paper_versions import (
    EarlierPaper,
    Figure,
    figures_of,
    latest_of,
    what_changed,
    what_is_decided,
)
from audit_tools.permissions import Person
from audit_tools.side_by_side import SideBySide
from audit_tools.snapshots import Snapshot
from audit_tools.words.acronyms import check_explained
from reports.kinds.sentences import opening
from reports.kinds.theme_summary import what_is_asked

FORMATS = (reports.Format.DOCX, reports.Format.PDF)
AUDIENCES = {PaperKind.TRAINING_NEEDS: Audience.LEARNING}
ASKED = {
    PaperKind.TRAINING_NEEDS: (
        "Consider the training needs, and say what the learning offer makes of each."
    ),
    PaperKind.BOARD_ASSURANCE: "Say whether you are assured, and what you want to see next.",
    PaperKind.BRIEFING: "Pass this briefing on to your staff.",
    PaperKind.NEWSLETTER: "Say whether this may be printed.",
}


@dataclass(frozen=True)
class MadePaper:
    """A paper that is ready to be put before a meeting."""

    title: str
    front: Front
    paper: TabledPaper
    figures: tuple[Figure, ...]
    files: Mapping[str, reports.Document]


def check_tables(session: Session, *, by: Person, audit_id: UUID) -> AuditOnFile:
    """The audit, where its papers may go to a board. Raises ``Hidden`` or ``Refused``."""
    audit = to_run(session, by, audit_id)
    cycle = audit.cycle
    check_can_table(cycle.phase, interim_issued=audit.interim_issued, rehearsal=cycle.rehearsal)
    return audit


def facts_for(
    session: Session, *, by: Person, audit_id: UUID, kind: PaperKind
) -> tuple[AudienceFacts, SideBySide | None]:
    """What a paper of this kind is made from, and the audit before where it says something of it.

    Raises ``Hidden``, or ``Refused`` for a summary that is not the person's to read yet.
    """
    audience = AUDIENCES.get(kind, Audience.GOVERNANCE)
    if kind is PaperKind.THEME_SUMMARY:
        return read_with_before(session, by=by, audit_id=audit_id, audience=audience)
    facts = read_summary(session, by=by, audit_id=audit_id, audience=audience)
    if kind in FOR_STAFF:
        check_can_brief(interim=facts.interim)
    return facts, None


def earlier_summaries(session: Session, *, by: Person, audit_id: UUID) -> tuple[EarlierPaper, ...]:
    """The theme summaries of an audit that were put before meetings, for who reads its summary.

    Raises ``Refused`` or ``Hidden``.
    """
    check_reads_summary(session, by=by, audit_id=audit_id)
    return rows.earlier_papers(session, by.partnership, audit_id, PaperKind.THEME_SUMMARY)


def propose(
    session: Session, *, by: Person, meeting_id: UUID, audit_id: UUID, kind: PaperKind
) -> Tabling:
    """What the first block of a paper begins with: its front is for the Business Unit to change.

    Raises ``Hidden`` or ``Refused``.
    """
    check_tables(session, by=by, audit_id=audit_id)
    meeting = to_read(session, by, meeting_id)
    facts, before = facts_for(session, by=by, audit_id=audit_id, kind=kind)
    earlier = rows.earlier_papers(session, by.partnership, audit_id, kind)
    done_by = authors_of(session, by.partnership, audit_id)
    front = replace(_front(facts, kind, meeting, earlier), done_by=done_by)
    snapshot = reports.snapshot_of(facts, before, now(session))
    return _tabling(front, meeting, facts, snapshot, earlier)


def _front(
    facts: AudienceFacts, kind: PaperKind, meeting: MeetingOnFile, earlier: Sequence[EarlierPaper]
) -> Front:
    """What is still open: a question on the audit is decided once, whoever decides it; one to the
    board or group itself is decided once it has."""
    theirs = [one.version for one in earlier if one.decision and one.body == meeting.body_id]
    if kind in ASKED and theirs:
        again = f"Say whether what changed since version {theirs[-1]} alters what you decided."
        return Front(Asked.DECIDE, again)
    if kind in ASKED:
        return Front(Asked.DECIDE, ASKED[kind])
    things = what_is_asked(facts, earlier)
    if not things and earlier:
        return Front(Asked.NOTE, "What was decided, and what changed.")
    return Front(Asked.DECIDE, "\n".join(f"{opening(one)}." for one in things))


def _tabling(
    front: Front,
    meeting: MeetingOnFile,
    facts: AudienceFacts,
    snapshot: Snapshot,
    earlier: Sequence[EarlierPaper],
) -> Tabling:
    """The first block with its version, and with what was decided and changed since earlier ones.

    Its number is that of the last one of its kind while the facts are the same.
    """
    version = next_version([(one.version, one.digest) for one in earlier], snapshot.digest)
    last = latest_of(earlier, meeting.body_id, version)
    return Tabling(
        front,
        f"{meeting.body}, {format_date(meeting.on)}",
        version,
        what_is_decided(earlier, facts) if earlier else (),
        last.version if last else 0,
        what_changed(last, figures_of(facts)) if last else (),
    )


def changed_since(session: Session, *, by: Person, meeting: MeetingOnFile) -> frozenset[UUID]:
    """The items whose audit says something else now than the paper that is before the meeting."""
    return frozenset(
        item.id
        for item in meeting.items
        if item.paper and item.paper.snapshot.digest != _digest_now(session, by, item.paper)
    )


def _digest_now(session: Session, by: Person, paper: TabledPaper) -> str:
    facts, before = facts_for(session, by=by, audit_id=paper.audit, kind=paper.kind)
    return reports.snapshot_of(facts, before, now(session)).digest


def make_paper(
    session: Session,
    *,
    by: Person,
    meeting_id: UUID,
    audit_id: UUID,
    kind: PaperKind,
    front: Front,
    is_exempt: bool | None,
    unexplained: bool = False,
) -> MadePaper:
    """The paper of an audit for a meeting, in the forms in which it is handed round.

    Raises ``Hidden``, ``Refused`` for an audit that boards may not read yet, and ``Invalid`` with
    places: so too for acronyms that nobody explains, unless the paper is to go out with them
    ("unexplained").
    """
    audit = check_tables(session, by=by, audit_id=audit_id)
    meeting = to_read(session, by, meeting_id)
    check_item("", front, has_paper=True, is_exempt=is_exempt)
    facts, before = facts_for(session, by=by, audit_id=audit_id, kind=kind)
    snapshot = reports.snapshot_of(facts, before, now(session))
    earlier = rows.earlier_papers(session, by.partnership, audit_id, kind)
    tabling = _tabling(front, meeting, facts, snapshot, earlier)
    words = words_of(session, by.partnership)
    styles = present_styles(session, by.partnership)
    if not unexplained:
        check_explained(reports.unexplained(kind.value, facts, words, before, tabling))
    files = {
        format.value: _named(
            reports.in_styles(
                reports.build(
                    kind.value,
                    facts,
                    format,
                    before=before,
                    at=snapshot.at,
                    tabling=tabling,
                    words=words,
                ),
                styles,
            ),
            tabling.version,
        )
        for format in FORMATS
    }
    paper = TabledPaper(audit_id, kind, tabling.version, snapshot)
    title = f"{kind.label}: {audit.cycle.title}"
    return MadePaper(title, front, paper, figures_of(facts), files)


@operation
def put_paper(session: Session, *, by: Person, meeting_id: UUID, made: MadePaper) -> UUID:
    """Put a paper that was made before a meeting; gives the item.

    Raises ``Hidden``, ``Refused`` once the meeting is past, and ``Conflict`` where this version is
    on the agenda already, or another paper of its kind was put meanwhile and got its number.
    """
    paper = made.paper
    lock_audit(session, by.partnership, paper.audit)
    check_tables(session, by=by, audit_id=paper.audit)
    meeting = to_prepare(session, by, meeting_id)
    _check_is_new(meeting, paper)
    earlier = rows.earlier_papers(session, by.partnership, paper.audit, paper.kind)
    known = [(one.version, one.digest) for one in earlier]
    if next_version(known, paper.snapshot.digest) != paper.version:
        raise Conflict("Another paper was made of this audit meanwhile. Put it before them again.")
    row = store_item(session, by, meeting_id, made.title, made.front)
    row.audit_id, row.kind, row.version = paper.audit, paper.kind.value, paper.version
    row.as_at, row.tool = paper.snapshot.at, paper.snapshot.tool
    row.rules, row.digest = paper.snapshot.rules, paper.snapshot.digest
    row.figures = [[one.counts, one.about, one.said] for one in made.figures]
    for format, document in made.files.items():
        session.add(
            PaperFileRow(
                partnership_id=by.partnership,
                id=uuid4(),
                item_id=row.id,
                format=format,
                name=document.name,
                digest=hashlib.sha256(document.data).hexdigest(),
                data=document.data,
            )
        )
    session.flush()
    return row.id


def read_paper(
    session: Session, *, by: Person, item_id: UUID, format: str
) -> tuple[MeetingOnFile, PaperFile]:
    """A paper as it was handed round, with its meeting. Raises ``Refused`` or ``Hidden``."""
    meeting = to_decide(session, by, item_id)
    meeting.item(item_id)
    return meeting, rows.load_paper(session, by.partnership, item_id, format)


def read_folder(
    session: Session, *, by: Person, meeting_id: UUID
) -> tuple[MeetingPaper, tuple[tuple[str, bytes], ...]]:
    """A meeting on paper, and its papers as files, each named by the place of its item.

    Raises ``Refused`` or ``Hidden``.
    """
    meeting = to_read(session, by, meeting_id)
    kept = rows.load_papers(session, by.partnership, [item.id for item in meeting.items])
    files = tuple(
        (f"{place}-{file.name}", file.data)
        for place, item in enumerate(meeting.items, 1)
        for file in kept[item.id]
    )
    marking = marking_of(session, by.partnership)
    paper = MeetingPaper(
        meeting.body, meeting.on, meeting.items, marking, meeting.invented, now(session)
    )
    return paper, files


def _check_is_new(meeting: MeetingOnFile, paper: TabledPaper) -> None:
    """Raise ``Conflict`` where the meeting has this version already, as after a double click."""
    same = (paper.audit, paper.kind, paper.version)
    on_agenda = (one.paper for one in meeting.items if one.paper)
    if any((one.audit, one.kind, one.version) == same for one in on_agenda):
        raise Conflict(
            "This version is on the agenda already. To ask something else of its readers, take it "
            "off the agenda first."
        )


def _named(document: reports.Document, version: int) -> reports.Document:
    """``syv-2024-q3-theme-summary-version-2.pdf``."""
    stem, _, suffix = document.name.rpartition(".")
    return replace(document, name=f"{stem}-version-{version}.{suffix}")
