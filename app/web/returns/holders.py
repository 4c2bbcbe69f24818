"""The lead gives a return to the colleagues who complete it."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db import my_returns
from app.db.my_returns import Colleague
from app.db.returns import ReturnRead, read_own_return
from app.operations import assignments
from app.web import current
from app.web.forms import Mistake
from app.web.returns.heads import Head, head_of
from audit_tools.errors import Hidden, Invalid


@dataclass(frozen=True)
class HoldersPage:
    """Who of the agency has a return, and who might."""

    head: Head
    colleagues: tuple[Colleague, ...]
    agency: str


def ask_holders(return_id: UUID) -> Response:
    return _show(_describe(return_id), [])


def give(return_id: UUID) -> Response:
    """Give the return to whoever was ticked, in place of those who had it."""
    page, ticked = _describe(return_id), _read_people(request.form.getlist("people"))
    try:
        assignments.give_return(
            current.database(), by=current.person(), return_id=return_id, people=ticked
        )
    except Invalid as wrong:
        kept = tuple(replace(one, has_it=one.id in ticked) for one in page.colleagues)
        mistakes = [Mistake("people", wrong.message)]
        return _show(replace(page, colleagues=kept), mistakes, 422)
    names = [one.name for one in page.colleagues if one.id in ticked]
    flash(f"{page.head.reference} is with {', '.join(names)}." if names else
          f"{page.head.reference} is with nobody but you.")  # fmt: skip
    return redirect(url_for("returns.list_own"), 303)


def _describe(return_id: UUID) -> HoldersPage:
    person = current.person()
    with current.database().reading() as session:
        held = read_own_return(session, person, return_id)
        check_leads(held)
        found = my_returns.list_colleagues(session, person.partnership, held.agency.key, return_id)
    return HoldersPage(head_of(held), found, held.agency.key)


def check_leads(held: ReturnRead) -> None:
    """Raise ``Hidden`` unless the person leads the agency of the return."""
    if held.agency.key not in current.person().leads:
        raise Hidden("There is no such return.")


def _read_people(values: list[str]) -> frozenset[UUID]:
    """The people ticked. An id that is none stands for somebody outside the agency."""
    try:
        return frozenset(UUID(value) for value in values)
    except ValueError:
        return frozenset({UUID(int=0)})


def _show(page: HoldersPage, mistakes: list[Mistake], status: int = 200) -> Response:
    return make_response(
        render_template("returns/holders.html", page=page, mistakes=mistakes), status
    )
