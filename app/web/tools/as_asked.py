"""A tool as one kind of agency is asked, so that its author sees what others will see."""

from typing import Any

from flask import render_template, request

from app.web.boxes import Boxes
from app.web.group_rows import rows_of
from app.web.returns.questions import ASKED_WHERE_SEEN, QuestionBox, reason_box, says_boxes
from audit_tools import places
from audit_tools.agency_kinds import AgencyKind
from audit_tools.blank_returns import AskedQuestion, BlankReturn, blank_return
from audit_tools.cycles import AuditKind
from audit_tools.errors import Hidden
from audit_tools.how_much import how_much
from audit_tools.kinds_of_audit import asked_in, tells_kinds_apart
from audit_tools.tool import AuditTool

KINDS = tuple(AgencyKind)


def as_asked(
    tool: AuditTool, kind: str, audit: AuditKind = AuditKind.FULL, marking: str = ""
) -> BlankReturn:
    """What an agency of a kind is asked in a kind of audit. Raises ``Hidden`` where there is no
    such kind of agency."""
    if kind not in list(AgencyKind):
        raise Hidden
    return blank_return(asked_in(tool, audit), AgencyKind(kind), marking)


def audit_looked_at() -> AuditKind:
    """The kind of audit that the address asks for; a full one where it names none."""
    return request.args.get("audit", AuditKind.FULL, type=AuditKind)


def show_asked(tool: AuditTool, kind: str, **where: Any) -> str:
    """The page of what an agency of a kind is asked in the kind of audit that is looked at."""
    audit = audit_looked_at()
    page = as_asked(tool, kind, audit)
    return render_template(
        "tools/as_asked.html",
        page=page,
        asked=how_much(page.tool, page.kind, lead=False),
        kinds=KINDS,
        audit=audit,
        audits=tuple(AuditKind) if tells_kinds_apart(tool) else (),
        box=empty_box,
        **where,
    )


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
        asks_seen=question.type in ASKED_WHERE_SEEN and not question.asked.is_once,
        matrix=question.matrix,
        row=question.row,
        note=asked.note,
        links=question.links,
        rows=rows_of(question, boxes, can_add=False),
        only=asked.only,
    )
