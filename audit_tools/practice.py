"""The practice case: a child who was invented, and the sections that are practised on them.

It is answered by one person for themselves, in at most ten minutes, and is no part of any audit.
"""

from audit_tools.agency_kinds import AgencyKind
from audit_tools.cases import CaseState
from audit_tools.returns import AgencyReturn, ReturnStatus, minutes_left
from audit_tools.tool import AuditTool, Section

REFERENCE = "Practice case"
TITLE = "A practice case"
SECTIONS = 3

STORY = (
    "This child was invented. They are 15, live with their mother and a younger brother, and go to "
    "a mainstream school. They like cooking and are good at it.",
    "In January the school noticed that they came in late and tired. In February they were found "
    "with a kitchen knife in their bag and said that they were afraid of somebody on the way home. "
    "A police officer spoke to them alone the same evening, and the notification went out two days "
    "later. It did not say what the child was afraid of.",
    "Social care and youth justice met in the second week. The school heard of the meeting from "
    "the mother. A youth worker has seen the child every week since then; they cook together, and "
    "the child says that this is the one hour in which nobody asks what happened. Their own words "
    "are in the youth worker's notes and not in the plan.",
    "The brother has begun to come home late too. Nobody has asked him why.",
)
"""What the records say, of which each agency takes what would be in its own."""


def practised_sections(tool: AuditTool, kind: AgencyKind) -> tuple[Section, ...]:
    """The first sections of the tool in which an agency of this kind is asked something.

    Where it is asked nothing anywhere, the first in which it may write a line.
    """
    graded = [section for section in tool.return_sections(kind, lead=False) if section.graded]
    asked = [section for section in graded if section.questions_for(kind, lead=False)]
    return tuple((asked or graded)[:SECTIONS])


def minutes_to_practise(tool: AuditTool, kind: AgencyKind) -> int:
    """About how long these sections take, by the estimate that is made of every return."""
    given = frozenset(section.key for section in practised_sections(tool, kind))
    whole = AgencyReturn(
        agency="",
        kind=kind,
        lead=False,
        status=ReturnStatus.DUE,
        case_state=CaseState.WAITING,
        entries={},
        gives_grades=bool(tool.grading_scales),
        given=given,
    )
    return minutes_left(tool, whole)
