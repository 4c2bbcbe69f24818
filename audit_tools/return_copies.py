"""An agency's own copy of its return, to take away."""

from dataclasses import dataclass
from datetime import datetime

from audit_tools.case_records import CaseHead
from audit_tools.facts import Agency
from audit_tools.returns import AgencyReturn
from audit_tools.tool import AuditTool, Scale


@dataclass(frozen=True)
class ReturnCopy:
    """One agency's return as it stands. Instants are UTC; ``started_at`` is its first answer's."""

    head: CaseHead
    tool: AuditTool
    scale: Scale | None
    agency: Agency
    value: AgencyReturn
    started_at: datetime | None = None
    submitted_at: datetime | None = None

    @property
    def is_draft(self) -> bool:
        """Whether the agency has not sent it."""
        return self.value.status.can_be_written
