"""Taking papers that are made from returns which others cannot read yet: it is recorded."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.case_sheets import SheetOnFile, read_case_sheet, read_case_sheets
from app.db.discussions import RETURNS_READ
from app.db.history import Subject, tell
from app.operations.transaction import operation
from audit_tools.case_sheets import CaseSheet
from audit_tools.cases import CaseState
from audit_tools.permissions import Person


@operation
def take_case_sheet(session: Session, *, by: Person, case_id: UUID) -> tuple[CaseSheet, ...]:
    """The sheet of one case. Before the opening the reading is recorded, as on the page.

    Raises ``Hidden`` or ``Refused``; then nothing is recorded.
    """
    return _recorded(session, by, [read_case_sheet(session, by, case_id)])


@operation
def take_case_sheets(session: Session, *, by: Person, audit_id: UUID) -> tuple[CaseSheet, ...]:
    """All sheets of an audit that the person may have; each reading is recorded for its case.

    Raises ``Hidden`` or ``Refused``.
    """
    return _recorded(session, by, read_case_sheets(session, by, audit_id))


def _recorded(session: Session, by: Person, taken: Iterable[SheetOnFile]) -> tuple[CaseSheet, ...]:
    sheets = []
    for one in taken:
        if one.case.case.state is CaseState.PREPARED:
            tell(session, by, RETURNS_READ, Subject("case", one.case.id))
        sheets.append(one.sheet)
    return tuple(sheets)
