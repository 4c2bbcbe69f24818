"""Going through the texts of a discussion that could identify somebody, before it is written up."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.discussions import read_discussion
from app.operations import answered_once, discussions, findings, kept_texts
from app.operations.versions import version_of
from app.web import current
from app.web.access import Routes
from app.web.discussions.names_page import (
    describe_names,
    findings_by_place,
    section_asked_once,
)
from app.web.marked_texts import read_replacement
from audit_tools.permissions import Permission
from audit_tools.visibility import check_writes_discussion

routes = Routes("discussion_names", url_prefix="/discussions/<uuid:case_id>/names")


@routes.get("", needs=Permission.HOLD_DISCUSSIONS)
def show_names(case_id: UUID) -> str:
    with current.database().reading() as session:
        page = describe_names(session, current.person(), case_id)
    return render_template("discussions/names.html", page=page, invented=page.invented)


@routes.post("", needs=Permission.HOLD_DISCUSSIONS)
def keep_texts(case_id: UUID) -> Response:
    """Keep knowingly what is ticked, as it read on the page."""
    seen = dict[str, str]()
    for value in request.form.getlist("kept"):
        version, _, place = value.partition(":")
        seen[place] = version
    kept_texts.keep_texts(current.database(), by=current.person(), case_id=case_id, seen=seen)
    return _go_on(case_id)


@routes.post("/replace", needs=Permission.HOLD_DISCUSSIONS)
def replace(case_id: UUID) -> Response:
    """Put something else in the place of what is marked, and go on going through the rest."""
    with current.database().reading() as session:
        held = read_discussion(session, current.person(), case_id)
        check_writes_discussion(held.standing, held.case.case)
        found = findings_by_place(session, current.person(), case_id)
    entries = held.entries | held.answers_as_written.entries
    pressed = read_replacement(request.form.get("replace", ""), entries.keys() | found.keys())
    if one := found.get(pressed.place):
        findings.change_statement(
            current.database(),
            by=current.person(),
            finding_id=one.id,
            statement=pressed.put_into(one.finding.statement),
            seen=version_of(one.finding),
        )
    elif once := section_asked_once(held, pressed.place):
        answered_once.replace_text(
            current.database(),
            by=current.person(),
            case_id=case_id,
            section=once.key,
            edit=pressed.edit_of(entries[pressed.place]),
        )
    else:
        edit = pressed.edit_of(entries[pressed.place])
        discussions.save_record(
            current.database(), by=current.person(), case_id=case_id, edits=(edit,)
        )
    flash("Replaced, and saved.")
    return _go_on(case_id)


def _go_on(case_id: UUID) -> Response:
    """What is left to go through or, once nothing is, the discussion."""
    with current.database().reading() as session:
        left = describe_names(session, current.person(), case_id).marked
    where = "discussion_names.show_names" if left else "discussions.show"
    return redirect(url_for(where, case_id=case_id), 303)
