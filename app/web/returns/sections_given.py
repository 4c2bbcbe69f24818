"""The lead gives single sections of a return to colleagues, and takes them back."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db import my_returns
from app.db.my_returns import Colleague
from app.db.people import names_of
from app.db.returns import read_own_return, sections_held
from app.operations import assignments
from app.web import current
from app.web.forms import Mistake
from app.web.returns import pages
from app.web.returns.heads import Head, head_of
from app.web.returns.holders import check_leads
from audit_tools.errors import Invalid
from audit_tools.numbers import plural
from audit_tools.tool import Section

OF = "of:"
WAS = "was:"
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class SectionGiven:
    """One section: who has it, and who had it when the page was made."""

    section: Section
    chosen: UUID | None
    was: UUID | None


@dataclass(frozen=True)
class SectionsPage:
    """The sections of a return, and the colleagues who might be given one."""

    head: Head
    sections: tuple[SectionGiven, ...]
    colleagues: tuple[Colleague, ...]
    holders: str = field(repr=False)


def ask_sections(return_id: UUID) -> Response:
    return _show(_describe(return_id), [])


def give_sections(return_id: UUID) -> Response:
    """Give what was changed on the page; what another lead changed meanwhile stays."""
    page = _describe(return_id)
    chosen = {one.section.key: _read_person(OF + one.section.key) for one in page.sections}
    was = {one.section.key: _read_person(WAS + one.section.key) for one in page.sections}
    given = {key: person for key, person in chosen.items() if person != was[key]}
    try:
        assignments.give_sections(
            current.database(), by=current.person(), return_id=return_id, given=given
        )
    except Invalid as wrong:
        kept = tuple(
            replace(one, chosen=chosen[one.section.key], was=was[one.section.key])
            for one in page.sections
        )
        return _show(replace(page, sections=kept), [Mistake("", wrong.message)], 422)
    flash(_say_given(_describe(return_id)))
    return redirect(url_for("returns.list_own"), 303)


def _say_given(page: SectionsPage) -> str:
    count = sum(one.chosen is not None for one in page.sections)
    if not count:
        return f"No section of {page.head.reference} is given to anybody."
    are = "is" if count == 1 else "are"
    return f"{plural(count, 'section')} of {page.head.reference} {are} with colleagues."


def _describe(return_id: UUID) -> SectionsPage:
    person = current.person()
    with current.database().reading() as session:
        held = read_own_return(session, person, return_id)
        check_leads(held)
        found = my_returns.list_colleagues(session, person.partnership, held.agency.key, return_id)
        by = sections_held(session, person.partnership, return_id)
        left = names_of(session, set(by.values()) - {one.id for one in found})
    return SectionsPage(
        head_of(held),
        tuple(SectionGiven(s, by.get(s.key), by.get(s.key)) for s in pages.sections_given(held)),
        (*found, *(Colleague(id, f"{name} (no longer here)", False) for id, name in left.items())),
        ", ".join(one.name for one in found if one.has_it),
    )


def _read_person(name: str) -> UUID | None:
    """Whom a box names. An id that is none stands for somebody outside the agency."""
    value = request.form.get(name, "")
    try:
        return UUID(value) if value else None
    except ValueError:
        return NOBODY


def _show(page: SectionsPage, mistakes: list[Mistake], status: int = 200) -> Response:
    return make_response(
        render_template("returns/sections_given.html", page=page, mistakes=mistakes), status
    )
