"""The single most important good practice of a discussion, worded for the heads of agencies.

The discussion says it of one child, in the words of those who were there. It leaves the case only
as wording that somebody wrote for it and somebody else agreed, both of them holders of the case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from audit_tools.cases import CaseState
from audit_tools.cycles import Counted, Phase
from audit_tools.errors import Conflict, Invalid, Refused
from audit_tools.findings import AgreedWording, check_can_agree_wording, check_wording
from audit_tools.tool import AuditTool
from audit_tools.visibility import Standing
from audit_tools.words.word_list import Words

QUESTION = "overall.good-practice"


@dataclass(frozen=True)
class GoodPractice:
    """What the head of one agency is given of an audit: thanks, and what is worth passing on.

    ``practices`` are of all discussions of the audit, in the order of their letters: neither their
    number beside the agency's cases nor their order says which child one is about. Of ``cases`` the
    record of ``corrected`` was changed after it was signed off.
    """

    agency: str
    partnership: str
    audit: str
    invented: bool
    cases: int
    counted: Counted
    practices: tuple[str, ...] = field(repr=False)
    marking: str = ""
    rehearsal: bool = False
    corrected: int = 0


def is_asked(tool: AuditTool) -> bool:
    """Whether discussions with this tool name a most important good practice."""
    return any(question.key == QUESTION for question in tool.questions)


def said_in(tool: AuditTool, record: Mapping[str, str]) -> str:
    """What the discussion said; empty where it said nothing, or where the tool does not ask."""
    asks = any(question.key == QUESTION for question in tool.panel_questions)
    return record.get(QUESTION, "") if asks else ""


def check_writes(standing: Standing, state: CaseState, text: str) -> str:
    """The wording on one line. Raises ``Refused`` unless the person holds a signed-off case, and
    ``Invalid`` where nothing is written or it is too long."""
    _check_holds(standing, state)
    wording = check_wording(text)
    if not wording:
        raise Invalid("Write one sentence that another agency could learn from.", place="wording")
    return wording


def check_agrees(
    standing: Standing,
    state: CaseState,
    wording: AgreedWording | None,
    read: str,
    by: str,
    words: Words,
    *,
    marks_kept: bool,
) -> AgreedWording:
    """Raise ``Refused`` unless the person holds the case and did not write the wording, and
    ``Conflict`` where it is no longer what was ``read``."""
    _check_holds(standing, state)
    agreed = check_can_agree_wording(wording, by, words, marks_kept)
    if agreed.text != read:
        raise Conflict("The wording was changed while you read it. Read it again, then agree.")
    return agreed


def is_passed_on(phase: Phase) -> bool:
    """Heads of agencies are outside the cases: like the boards, they read a closed audit."""
    return phase is Phase.CLOSED


def _check_holds(standing: Standing, state: CaseState) -> None:
    if not standing.holds_discussion:
        raise Refused("Only those who hold the discussion word its good practice.")
    if state is not CaseState.AGREED:
        raise Refused("This discussion is not signed off yet, so its good practice can change.")
