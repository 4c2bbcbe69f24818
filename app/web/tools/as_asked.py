"""A tool as one kind of agency is asked, so that its author sees what others will see."""

from app.web.boxes import Boxes
from app.web.returns.questions import ASKED_WHERE_SEEN, QuestionBox, reason_box, says_boxes
from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import AskedQuestion, BlankReturn, blank_return
from audit_tools.errors import Hidden
from audit_tools.tool import AuditTool

KINDS = tuple(AgencyKind)


def as_asked(tool: AuditTool, kind: str, marking: str = "") -> BlankReturn:
    """What an agency of a kind is asked. Raises ``Hidden`` where there is no such kind."""
    if kind not in list(AgencyKind):
        raise Hidden
    return blank_return(tool, AgencyKind(kind), marking)


def empty_box(asked: AskedQuestion) -> QuestionBox:
    """A question as its page would show it, with nothing in it."""
    boxes, question = Boxes({}), asked.question
    return QuestionBox(
        number=question.number,
        text=asked.text,
        guidance=asked.guidance,
        type=question.type,
        options=question.options,
        alone=question.standing_alone,
        answer=boxes.box(question.key),
        seen=boxes.box(places.seen_place(question.key)),
        reason=reason_box(question, boxes),
        says=says_boxes(question, boxes),
        is_shown=True,
        asks_seen=question.type in ASKED_WHERE_SEEN,
        matrix=question.matrix,
        row=question.row,
        note=question.answer_note,
        links=question.links,
    )
