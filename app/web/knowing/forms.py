"""What was sent from the pages that ask which children an agency knows."""

from collections.abc import Iterable
from uuid import UUID

from flask import request
from wtforms import HiddenField

from app.web.forms import Form
from audit_tools.cases import Known
from audit_tools.knowing import Answer

NOBODY = UUID(int=0)
"""Stands for somebody who is nobody of the agency, so that the rule refuses it."""


class AskForm(Form):
    """Which agencies to ask; the boxes are those of the agencies listed."""


class AnswerForm(Form):
    """The answers; the boxes are those of the cases listed."""

    seen = HiddenField()


def read_answers(cases: Iterable[UUID]) -> dict[UUID, Answer]:
    """What was chosen for each case; nothing for one that was left open."""
    found = ((case, read_answer(case)) for case in cases)
    return {case: answer for case, answer in found if answer is not None}


def read_answer(case: UUID) -> Answer | None:
    """What was chosen for one case. A word that is none of the answers is left for the rule."""
    known = request.form.get(f"known:{case}", "")
    if not known:
        return None
    return Answer(
        Known(known) if known in set(Known) else Known.NOT_ASKED,
        _read_id(request.form.get(f"completes:{case}", "")),
        request.form.get(f"comes:{case}", ""),
    )


def _read_id(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return NOBODY
