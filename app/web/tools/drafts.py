"""Bringing in a version of a tool, seeing what it would change, and publishing it."""

from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import FileField, RadioField, TextAreaField

from app.db.audits import audits_behind
from app.db.theme_lists import theme_titles
from app.db.tool_drafts import DraftOnFile, load_draft
from app.operations import tool_drafts as operations
from app.operations import tool_edits as edits
from app.web import current
from app.web.access import Routes
from app.web.choices import choice
from app.web.files import received
from app.web.form_page import show_form
from app.web.forms import Form
from app.web.refusals import show_on
from app.web.tools.as_asked import show_asked
from app.web.tools.pages import QuestionLine, question_line
from audit_tools.errors import Conflict, Hidden, Invalid
from audit_tools.moving import held_back
from audit_tools.permissions import Permission
from audit_tools.tool import ToolNames
from audit_tools.tool_changes import Said

routes = Routes("tool_drafts", url_prefix="/tools/drafts")
RUN = Permission.RUN_AUDITS
YES, NO = "yes", "no"


class FileForm(Form):
    """The file of a tool."""

    ACCEPTS = ".xlsx,.yaml,.yml"

    file = FileField(
        "File of the tool",
        description="An Excel workbook or a YAML file of at most 1 MB, such as the one that you "
        "downloaded here.",
    )

    def read(self) -> bytes:
        """What it holds. Raises ``Invalid`` where there is none."""
        sent = received(self.file)
        if not sent:
            raise Invalid("Choose the file.", place="file")
        return sent


class PublishForm(Form):
    """What the author says of each reworded question."""

    def said(self) -> dict[str, Said]:
        """By the questions' keys, where both are answered."""
        return {
            name: Said(field.data == YES, (self[_why(name)].data or "").strip())
            for name, field in self._fields.items()
            if isinstance(field, RadioField) and field.data in (YES, NO)
        }


@routes.get("/new", needs=RUN)
def ask_file() -> Response:
    return _show_file(FileForm())


@routes.post("/new", needs=RUN)
def bring_in() -> Response:
    form = FileForm()
    try:
        draft = operations.bring_in(current.database(), by=current.person(), data=form.read())
    except Invalid as wrong:
        form.blame_list(wrong)
        return _show_file(form, 422)
    except Conflict as wrong:
        return _show_file(form, show_on(form, wrong))
    return redirect(url_for("tool_drafts.show", draft_id=draft), 303)


@routes.get("/<uuid:draft_id>", needs=RUN)
def show(draft_id: UUID) -> Response:
    draft = _draft(draft_id)
    return _show(draft, _form(draft))


@routes.get("/<uuid:draft_id>/as/<agency_kind>", needs=RUN)
def show_as_asked(draft_id: UUID, agency_kind: str) -> str:
    shown = _draft(draft_id).shown
    if shown.tool is None:
        raise Hidden
    back = (url_for("tool_drafts.show", draft_id=draft_id), "What it changes")
    return show_asked(shown.tool, agency_kind, back=back)


@routes.post("/<uuid:draft_id>/publish", needs=RUN)
def publish(draft_id: UUID) -> Response:
    draft = _draft(draft_id)
    form = _form(draft)
    try:
        version = operations.publish_draft(
            current.database(), by=current.person(), draft_id=draft_id, said=form.said()
        )
    except (Conflict, Invalid) as wrong:
        return _show(draft, form, show_on(form, wrong))
    flash(f"Version {draft.version} is published. Audits that were set up keep their version.")
    return redirect(url_for("tools.show_tool", version_id=version), 303)


@routes.post("/<uuid:draft_id>/follow", needs=RUN)
def follow_newest(draft_id: UUID) -> Response:
    """Let a draft follow the version that was published meanwhile."""
    try:
        left = edits.follow_newest(current.database(), by=current.person(), draft_id=draft_id)
    except Conflict as wrong:
        draft = _draft(draft_id)
        form = _form(draft)
        return _show(draft, form, show_on(form, wrong))
    flash(f"This draft is version {_draft(draft_id).version} now, with all that was changed in it.")
    for one in left:
        flash(f"The newest version changed the same, so this is not among it: {one}.")
    return redirect(url_for("tool_drafts.show", draft_id=draft_id), 303)


@routes.post("/<uuid:draft_id>/throw-away", needs=RUN)
def throw_away(draft_id: UUID) -> Response:
    operations.throw_away(current.database(), by=current.person(), draft_id=draft_id)
    flash("The draft is thrown away. Nothing that is published changed.")
    return redirect(url_for("tools.list_tools"), 303)


def _draft(draft_id: UUID) -> DraftOnFile:
    with current.database().reading() as session:
        return load_draft(session, current.person().partnership, draft_id)


def _form(draft: DraftOnFile) -> PublishForm:
    """A form with a choice and a reason for each question that its author has to judge."""
    asked = draft.changes.to_be_said if draft.changes else ()
    fields = dict[str, Any]()
    for one in asked:
        fields[one.key] = RadioField(
            "Can its answers still stand beside those of the version before?",
            choices=[choice(YES, "Yes, it asks the same"), choice(NO, "No, it asks another thing")],
            validate_choice=False,
        )
        fields[_why(one.key)] = TextAreaField("Why")
    form: PublishForm = type("ThisPublishForm", (PublishForm,), fields)()
    return form


def _why(key: str) -> str:
    return f"{key}/why"


def _show_file(form: FileForm, status: int = 200) -> Response:
    return show_form(
        form,
        "Bring in a version of an audit tool",
        "See what it would change",
        status,
        back=(url_for("tools.list_tools"), "Audit tools"),
        lead="Download a tool, change its workbook in Excel or its text in any editor, and bring "
        "it in here. You see what it would change before anything is published. An XLSForm of "
        "another program becomes a draft too, with a list of what could not be carried.",
    )


def _show(draft: DraftOnFile, form: PublishForm, status: int = 200) -> Response:
    page = render_template(
        "tools/draft.html", draft=draft, form=form, lines=_new_lines(draft), held_back=_stay(draft)
    )
    return make_response(page, status)


def _stay(draft: DraftOnFile) -> tuple[str, ...]:
    """Why audits under way could not be moved to what is published of this draft; empty where
    there are none."""
    if draft.newest is None or draft.tool is None:
        return ()
    with current.database().reading() as session:
        behind = audits_behind(session, current.person().partnership, draft.tool)
    return held_back(draft.newest, draft.tool) if behind else ()


def _new_lines(draft: DraftOnFile) -> dict[str, QuestionLine]:
    """What is new, as everybody will read it: of whom it is asked, how, and when."""
    if draft.changes is None or draft.tool is None:
        return {}
    named = ToolNames(draft.tool)
    with current.database().reading() as session:
        titles = theme_titles(session, current.person().partnership, draft.tool.theme_list)
    return {
        one.key: question_line(one.now, named, titles)
        for one in draft.changes.questions
        if one.now is not None and one.before is None
    }
