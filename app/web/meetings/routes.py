"""The addresses of meetings: the list, a meeting, and what is put before it."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

import reports
from app.db.action_plans import list_plans
from app.db.bodies import list_bodies
from app.db.meetings import MeetingOnFile
from app.operations import meetings, tabled_papers
from app.web import current
from app.web.access import Routes
from app.web.files import sent, sent_as_kept
from app.web.form_page import show_form
from app.web.forms import id_of
from app.web.marked import flash_saved
from app.web.meetings.forms import ItemForm, MeetingForm, PaperForm
from app.web.meetings.pages import describe_choices, describe_list
from app.web.refusals import NotDone, attempt
from audit_tools.dates import format_date, local
from audit_tools.errors import Hidden
from audit_tools.governance import PaperKind, check_takes_items
from audit_tools.permissions import Permission
from reports.packs import meeting_folder

routes = Routes("meetings", url_prefix="/meetings")
RUN = Permission.RUN_AUDITS


@routes.get("", needs=RUN)
def list_meetings() -> str:
    today = local(current.now()).date()
    with current.database().reading() as session:
        page = describe_list(session, current.person(), today)
    return render_template("meetings/list.html", page=page)


@routes.get("/new", needs=RUN)
def ask_meeting() -> Response:
    return _show_new(MeetingForm())


@routes.post("/new", needs=RUN)
def add_meeting() -> Response:
    form = MeetingForm()
    _offer(form)
    added = attempt(
        form,
        lambda: meetings.add_meeting(
            current.database(),
            by=current.person(),
            body_id=id_of(form.body),
            held_on=form.held_on.data,
        ),
    )
    if isinstance(added, NotDone):
        return _show_new(form, added.status)
    flash("The meeting is added. Put papers before it now.")
    return redirect(url_for("meetings.show", meeting_id=added), 303)


@routes.get("/<uuid:meeting_id>", needs=RUN)
def show(meeting_id: UUID) -> str:
    with current.database().reading() as session:
        meeting = meetings.to_read(session, current.person(), meeting_id)
        plans = list_plans(session, current.partnership().id)
        takes_items = meeting.on >= local(current.now()).date()
        changed = (
            tabled_papers.changed_since(session, by=current.person(), meeting=meeting)
            if takes_items
            else frozenset[UUID]()
        )
    return render_template(
        "meetings/meeting.html",
        meeting=meeting,
        plans=plans,
        changed=changed,
        takes_items=takes_items,
        invented=meeting.invented,
    )


@routes.get("/<uuid:meeting_id>/papers", needs=RUN)
def choose_paper(meeting_id: UUID) -> str:
    meeting = _meeting_to_come(meeting_id)
    with current.database().reading() as session:
        choices = describe_choices(session, current.person(), meeting_id)
    return render_template(
        "meetings/choose_paper.html", meeting=meeting, choices=choices, invented=meeting.invented
    )


@routes.get("/<uuid:meeting_id>/papers/<uuid:audit_id>/<paper_kind>", needs=RUN)
def ask_paper(meeting_id: UUID, audit_id: UUID, paper_kind: str) -> Response:
    return _show_paper(None, meeting_id, audit_id, _kind(paper_kind))


@routes.post("/<uuid:meeting_id>/papers/<uuid:audit_id>/<paper_kind>", needs=RUN)
def put_paper(meeting_id: UUID, audit_id: UUID, paper_kind: str) -> Response:
    form, kind, by = PaperForm(), _kind(paper_kind), current.person()

    def put() -> int:
        with current.database().reading() as session:
            made = tabled_papers.make_paper(
                session,
                by=by,
                meeting_id=meeting_id,
                audit_id=audit_id,
                kind=kind,
                front=form.front(),
                is_exempt=form.says_exempt,
                unexplained=form.unexplained.data,
            )
        tabled_papers.put_paper(current.database(), by=by, meeting_id=meeting_id, made=made)
        return made.paper.version

    version = attempt(form, put)
    if isinstance(version, NotDone):
        return _show_paper(form, meeting_id, audit_id, kind, version.status)
    saved = f"Version {version} is put before the meeting. Take it as a file below."
    flash_saved(saved, form.what.data)
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


@routes.get("/<uuid:meeting_id>/items/new", needs=RUN)
def ask_item(meeting_id: UUID) -> Response:
    return _show_item(ItemForm(), meeting_id)


@routes.post("/<uuid:meeting_id>/items/new", needs=RUN)
def add_item(meeting_id: UUID) -> Response:
    form = ItemForm()
    done = attempt(
        form,
        lambda: meetings.add_item(
            current.database(),
            by=current.person(),
            meeting_id=meeting_id,
            title=form["title"].data or "",
            front=form.front(),
            is_exempt=form.says_exempt,
        ),
    )
    if isinstance(done, NotDone):
        return _show_item(form, meeting_id, done.status)
    flash_saved("The item is on the agenda.", form["title"].data, form.what.data)
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


@routes.post("/items/<uuid:item_id>/take-off", needs=RUN)
def take_off(item_id: UUID) -> Response:
    meeting_id = meetings.take_off(current.database(), by=current.person(), item_id=item_id)
    flash("The item is taken off the agenda. The number of its paper is not given again.")
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


@routes.get("/items/<uuid:item_id>/paper.<any(docx, pdf):paper>", needs=RUN)
def take_paper(item_id: UUID, paper: str) -> Response:
    with current.database().reading() as session:
        _, file = tabled_papers.read_paper(
            session, by=current.person(), item_id=item_id, format=paper
        )
    return sent_as_kept(reports.kept(file.name, paper, file.data))


@routes.get("/<uuid:meeting_id>/papers.zip", needs=RUN)
def take_all(meeting_id: UUID) -> Response:
    """What members are sent: the agenda, and each paper as Word and PDF."""
    with current.database().reading() as session:
        meeting, files = tabled_papers.read_folder(
            session, by=current.person(), meeting_id=meeting_id
        )
    return sent(meeting_folder(meeting, files, current.word_styles(), current.words()))


def _meeting(meeting_id: UUID) -> MeetingOnFile:
    with current.database().reading() as session:
        return meetings.to_read(session, current.person(), meeting_id)


def _meeting_to_come(meeting_id: UUID) -> MeetingOnFile:
    """A meeting that still takes items. Raises ``Refused`` once it is past."""
    meeting = _meeting(meeting_id)
    check_takes_items(meeting.on, local(current.now()).date())
    return meeting


def _kind(paper_kind: str) -> PaperKind:
    if paper_kind not in set(PaperKind):
        raise Hidden("There is no such paper.")
    return PaperKind(paper_kind)


def _offer(form: MeetingForm) -> None:
    with current.database().reading() as session:
        form.offer(list_bodies(session, current.partnership().id))


def _show_new(form: MeetingForm, status: int = 200) -> Response:
    _offer(form)
    return show_form(
        form,
        "Add a meeting",
        "Add the meeting",
        status,
        back=(url_for("meetings.list_meetings"), "Meetings"),
        lead="Boards and groups are listed under Partnership.",
    )


def _show_item(form: ItemForm, meeting_id: UUID, status: int = 200) -> Response:
    meeting = _meeting_to_come(meeting_id)
    return show_form(
        form,
        "Add an item without a paper",
        "Put it on the agenda",
        status,
        back=(url_for("meetings.show", meeting_id=meeting_id), "The meeting"),
        caption=_called(meeting),
        invented=meeting.invented,
    )


def _show_paper(
    typed: PaperForm | None, meeting_id: UUID, audit_id: UUID, kind: PaperKind, status: int = 200
) -> Response:
    meeting, by = _meeting_to_come(meeting_id), current.person()
    with current.database().reading() as session:
        audit = tabled_papers.check_tables(session, by=by, audit_id=audit_id)
        proposed = tabled_papers.propose(
            session, by=by, meeting_id=meeting_id, audit_id=audit_id, kind=kind
        )
    form = typed or PaperForm.of(proposed.front)
    page = render_template(
        "meetings/put_paper.html",
        form=form,
        proposed=proposed,
        meeting=meeting,
        audit=audit,
        kind=kind,
        invented=audit.cycle.invented,
    )
    return make_response(page, status)


def _called(meeting: MeetingOnFile) -> str:
    return f"{meeting.body}, {format_date(meeting.on)}"
