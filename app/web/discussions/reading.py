"""All closed returns of a case side by side, read to prepare before the discussion."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.answered_once import answers_of_case
from app.db.discussions import has_read_since, involved_agencies, read_case, read_returns
from app.db.names_hidden import without_names
from app.web.discussions.compared import Compared, SectionShown
from audit_tools.answered_once import SectionTold, sections_read
from audit_tools.errors import Refused
from audit_tools.permissions import Person
from audit_tools.tool import Section, SectionFor
from audit_tools.visibility import reads_others


@dataclass(frozen=True)
class ReadingPage:
    """One section of all returns, with links to the others.

    ``told`` is what was answered in it where that is answered once for the case; what may be a name
    is hidden in it.
    """

    id: UUID
    spoken: str
    reference: str
    invented: bool
    sections: tuple[Section, ...]
    section: Section
    shown: SectionShown
    told: SectionTold | None
    has_grades: bool

    @property
    def next(self) -> Section | None:
        following = self.sections[self.sections.index(self.section) + 1 :]
        return following[0] if following else None


_OF_AGENCIES = (SectionFor.AGENCIES, SectionFor.LEAD)


def describe_reading(
    session: Session, person: Person, case_id: UUID, key: str, *, signed_in_at: datetime
) -> ReadingPage | None:
    """A section of the closed returns, or None until the reading was recorded.

    Raises ``Hidden`` or ``Refused`` unless the person may read them.
    """
    held = read_case(session, person, case_id)
    if not reads_others(held.standing, held.case.case):
        raise Refused("The returns of this case cannot be read yet.")
    if not has_read_since(session, person, case_id, signed_in_at):
        return None
    tool = held.audit.tool
    once = sections_read(tool, held.standing, held.case.case)
    sections = tuple(s for s in tool.sections if s.asked in _OF_AGENCIES or s in once)
    section = tool.section(key) if key else sections[0]
    answers = answers_of_case(session, person.partnership, held.audit, held.case, once)
    told = without_names(session, person.partnership, answers).told
    agencies = involved_agencies(session, person.partnership, held.case)
    compared = Compared(
        tool,
        held.audit.scale,
        agencies,
        held.case.case.lead,
        read_returns(session, person.partnership, held, agencies),
    )
    return ReadingPage(
        case_id,
        held.case.spoken,
        held.case.case.reference,
        held.audit.cycle.invented,
        sections,
        section,
        compared.show(section),
        next((one for one in told if one.section == section), None),
        held.audit.scale is not None,
    )
