"""What the page of a case record shows, and what an agency takes of its own return."""

from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup
from sqlalchemy.orm import Session

import reports
from app.db.case_records import head_of
from app.db.partnerships import marking_of
from app.db.returns import read_own_return
from app.web.summaries.pages import written
from audit_tools.case_records import CaseRecord
from audit_tools.permissions import Person
from audit_tools.return_copies import ReturnCopy


@dataclass(frozen=True)
class RecordPage:
    """The record between the head and the foot of the page."""

    id: UUID
    spoken: str
    invented: bool
    is_draft: bool
    document: Markup


def describe_record(record: CaseRecord, case_id: UUID) -> RecordPage:
    """The record as a page."""
    document = reports.build(reports.Kind.CASE_RECORD, record, reports.Format.HTML)
    return RecordPage(
        case_id, record.head.spoken, record.head.invented, record.is_draft, written(document)
    )


def read_copy(session: Session, person: Person, return_id: UUID) -> ReturnCopy:
    """The person's own return as it stands. Raises ``Hidden`` for any other."""
    held = read_own_return(session, person, return_id)
    marking = marking_of(session, person.partnership)
    return ReturnCopy(
        head_of(held.audit, held.case, marking),
        held.audit.tool,
        held.audit.scale,
        held.agency,
        held.value,
        held.on_file.started_at,
        held.on_file.submitted_at,
    )
