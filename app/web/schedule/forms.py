"""What was sent from the pages on the dates of discussions and on who comes."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import request
from wtforms import HiddenField

from app.operations.invitations import OfAgency
from app.web.forms import Form, Mistake
from audit_tools.errors import AuditError, Invalid, Problem
from audit_tools.invitations import Invited, Reply
from audit_tools.schedule import Slot, TypedSlot, read_slot

PARTS = ("day", "starts", "minutes", "place")
Wrong = Mapping[str, str]
"""What is wrong, by the name of the field: ``day:`` and the id of the case."""


class ScheduleForm(Form):
    """The dates; the boxes are those of the cases listed."""

    seen = HiddenField()


class WhoComesForm(Form):
    """Who comes; the boxes are those of the people listed."""

    seen = HiddenField()


def read_typed(cases: Iterable[UUID]) -> dict[UUID, TypedSlot]:
    """What was typed for each case that was on the page."""
    sent = request.form
    return {
        case: TypedSlot(*(sent.get(f"{part}:{case}", "") for part in PARTS))
        for case in cases
        if f"day:{case}" in sent
    }


def read_slots(typed: Mapping[UUID, TypedSlot]) -> dict[UUID, Slot | None]:
    """The dates. Raises ``Invalid`` with all that is wrong, its places the names of the fields."""
    slots, problems = dict[UUID, Slot | None](), list[Problem]()
    for case, one in typed.items():
        try:
            slots[case] = read_slot(one)
        except Invalid as wrong:
            problems += [Problem(f"{p.place}:{case}", p.message) for p in wrong.problems]
    if problems:
        raise Invalid.because_of(problems)
    return slots


def read_said(agencies: Iterable[OfAgency]) -> dict[UUID | str, Invited]:
    """What was said of each person on the page, and of one more of each agency that may be named.

    A word that is none of the replies counts as no reply.
    """
    keys: list[UUID | str] = []
    for of in agencies:
        keys += [one.id for one in of.invited]
        keys += [of.key] if of.may_name else []
    return {key: _read_invited(key) for key in keys if f"reply:{key}" in request.form}


def _read_invited(key: UUID | str) -> Invited:
    sent = request.form
    reply = sent.get(f"reply:{key}", "")
    return Invited(
        sent.get(f"name:{key}", ""),
        Reply(reply) if reply in set(Reply) else Reply.NO_REPLY,
        sent.get(f"stand_in:{key}", ""),
    )


def wrong_of(error: AuditError | None) -> dict[str, str]:
    """What a rule found, by the name of its field."""
    problems = error.problems if isinstance(error, Invalid) else ()
    found = {problem.place: problem.message for problem in problems}
    return found if found or error is None else {"": error.message}


def mistakes_of(wrong: Wrong) -> list[Mistake]:
    """The list of mistakes above a page; each leads to its field."""
    return [Mistake(name, text) for name, text in wrong.items()]
