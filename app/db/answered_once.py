"""What is answered once for a case or for an audit: rows to values.

Its record has the id of the case or of the audit, and is there once somebody has answered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.audits import AuditOnFile
from app.db.cases import CaseOnFile
from app.db.history import Subject
from app.db.models.records import RecordRow
from app.db.records import ClashOnFile, Part, read_clashes, read_entries, read_entries_of
from audit_tools.answered_once import (
    NO_BANDS,
    SectionTold,
    sections_of_audit,
    told_in,
)
from audit_tools.cases import Characteristics
from audit_tools.entries import Entry, values
from audit_tools.marks import is_free_text
from audit_tools.tool import AuditTool, Section


@dataclass(frozen=True)
class AnswersRead:
    """What was answered once for a case, or for an audit where ``case`` is None.

    ``sections`` are those that the person has; nothing else was read.
    """

    audit: AuditOnFile
    case: CaseOnFile | None
    sections: tuple[Section, ...]
    entries: dict[str, Entry]
    clashes: tuple[ClashOnFile, ...]

    @property
    def on(self) -> Subject:
        """What it is about; its id is that of the record."""
        return Subject("case", self.case.id) if self.case else Subject("audit", self.audit.id)

    @property
    def bands(self) -> Characteristics:
        """The bands of the case, which conditions may speak of."""
        return self.case.case.characteristics if self.case else NO_BANDS

    @property
    def values(self) -> dict[str, str]:
        """What stands there, by place."""
        return values(self.entries)

    @property
    def texts(self) -> dict[str, str]:
        """What somebody wrote there in their own words, by place."""
        tool = self.audit.tool
        return {place: text for place, text in self.values.items() if is_free_text(tool, place)}

    @property
    def told(self) -> tuple[SectionTold, ...]:
        """What was answered and counts, section by section."""
        return told_in(self.audit.tool, self.sections, self.values, self.bands)


def answers_of_case(
    session: Session,
    partnership: UUID,
    audit: AuditOnFile,
    case: CaseOnFile,
    sections: tuple[Section, ...],
) -> AnswersRead:
    """What was answered once for a case in these sections, which are the person's to read. The
    audit is given with the version of the tool that the case is answered with."""
    return _read(session, partnership, audit, case, sections)


def answers_to_read(
    session: Session,
    partnership: UUID,
    audits: Mapping[UUID, AuditOnFile],
    cases: Iterable[CaseOnFile],
    sections: Mapping[UUID, tuple[Section, ...]],
) -> dict[UUID, AnswersRead]:
    """What was answered once for several cases, by their ids, in one statement at most. Audits and
    sections are given by case, as to ``answers_of_case``; where two texts met, the one that stands
    is read."""
    parts = {case: part_of(audits[case].tool, asked) for case, asked in sections.items() if asked}
    entries = read_entries_of(session, partnership, parts, parts) if parts else {}
    return {
        case.id: AnswersRead(audits[case.id], case, sections[case.id], entries.get(case.id, {}), ())
        for case in cases
    }


def answers_of_audit(session: Session, partnership: UUID, audit: AuditOnFile) -> AnswersRead:
    """What was answered once for an audit, for whoever may read its details."""
    return _read(session, partnership, audit, None, sections_of_audit(audit.tool))


def _read(
    session: Session,
    partnership: UUID,
    audit: AuditOnFile,
    case: CaseOnFile | None,
    sections: tuple[Section, ...],
) -> AnswersRead:
    if not sections:
        return AnswersRead(audit, case, (), {}, ())
    record, part = case.id if case else audit.id, part_of(audit.tool, sections)
    return AnswersRead(
        audit,
        case,
        sections,
        read_entries(session, partnership, record, part),
        read_clashes(session, partnership, record, part),
    )


def part_of(tool: AuditTool, sections: Iterable[Section]) -> Part:
    """What stands in these sections of a record."""
    return Part(tool.heads_of({section.key for section in sections}))


def has_record(session: Session, partnership: UUID, on: Subject) -> bool:
    """Whether anybody has answered anything yet."""
    return session.get(RecordRow, (partnership, on.id)) is not None


def begin_record(session: Session, partnership: UUID, on: Subject) -> None:
    """Make the record; the caller holds the case or the audit, and has told history."""
    session.add(RecordRow(partnership_id=partnership, id=on.id, changes=0))
    session.flush()
