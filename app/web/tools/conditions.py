"""When a question or a section of a draft is asked, and when it has to be answered: conditions
built by choosing."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.db.tool_drafts import DraftOnFile, load_draft, steps_of
from app.operations import tool_edits as operations
from app.web import current
from app.web.access import Routes
from app.web.tools.editing_page import make_bar
from app.web.tools.hanging import HANGING
from audit_tools.conditions.terms import DEEPEST
from audit_tools.definition.fields import FieldShape
from audit_tools.editing import conditions as rules
from audit_tools.editing.conditions import Conditions, Steps, Way
from audit_tools.editing.contents import digest_of, shown
from audit_tools.editing.places import Part, find, read_part, shape_of
from audit_tools.editing.saying import say_condition, say_conditions, title_of
from audit_tools.editing.steps import NOTHING
from audit_tools.errors import Hidden, Invalid
from audit_tools.permissions import Permission

routes = Routes("tool_conditions", url_prefix="/tools/drafts/<uuid:draft_id>/when")
RUN = Permission.RUN_AUDITS
GROUPS = {"all_of": "All of these", "any_of": "Any of these"}


@dataclass(frozen=True)
class Hanging:
    """A question or a section, and what of it hangs on conditions: a key of ``HANGING``."""

    part: Part
    field: str

    @property
    def place(self) -> str:
        return self.part.place(self.field)

    @property
    def shape(self) -> FieldShape | None:
        """What the field holds; None where such a part has it not."""
        return shape_of(self.part).field(self.field) if self.field in HANGING else None


@dataclass(frozen=True)
class Line:
    """One condition: a term, or a group with what is in it. ``at`` is its place; ``inner`` is the
    place of what can be changed of it, which in a condition that is turned round lies within."""

    at: str
    inner: str
    said: str
    group: str
    is_turned: bool
    lines: tuple["Line", ...]
    can_nest: bool

    @property
    def title(self) -> str:
        """What a group says of what is in it."""
        if self.group == "any_of":
            return "None of these" if self.is_turned else "Any of these"
        return "Not all of these" if self.is_turned else "All of these"


@dataclass(frozen=True)
class Chosen:
    """What was chosen so far of a new condition, or of one that is changed."""

    at: str = ""
    subject: str = ""
    ways: tuple[Way, ...] = ()
    wrong: str = ""


@routes.get("/<field>/<path:part>", needs=RUN)
def show(draft_id: UUID, field: str, part: str) -> Response:
    draft, read = _draft(draft_id), Hanging(read_part(part), field)
    at, subject = request.args.get("at", ""), request.args.get("subject", "")
    return _show(draft, read, Chosen(at, subject, rules.ways(draft.document, subject)))


@routes.post("/<field>/<path:part>", needs=RUN)
def change(draft_id: UUID, field: str, part: str) -> Response:
    """Add a condition, change one, join several, turn one round or take one out."""
    draft, read = _draft(draft_id), Hanging(read_part(part), field)
    at = request.form.get("at", "")
    try:
        changed = _changed(draft, read, rules.read_steps(at))
    except Invalid as wrong:
        subject = request.form.get("subject", "")
        chosen = Chosen(at, subject, rules.ways(draft.document, subject), wrong.message)
        return _show(draft, read, chosen, 422)
    place = read.place
    one = operations.Sent(place, (json.dumps(changed),), request.form.get("seen", ""))
    saved = operations.save(current.database(), by=current.person(), draft_id=draft_id, sent=[one])
    if saved.clashes:
        return _show(_draft(draft_id), read, Chosen(), 409, mine=_mine(draft))
    deed = request.form.get("deed", "")
    # What was joined is not whole before a second one stands beside it.
    beside = f"{at}.{deed}" if at and deed in GROUPS else None
    way = url_for("tool_conditions.show", draft_id=draft_id, field=field, part=part, at=beside)
    return redirect(f"{way}#choose" if beside else way, 303)


def _changed(draft: DraftOnFile, part: Hanging, at: Steps) -> Conditions:
    held, form = _conditions(draft, part), request.form
    deeds: dict[str, Callable[[], Conditions]] = {
        "put": lambda: rules.put_term(held, at, _term(draft)),
        "take-out": lambda: rules.take_out(held, at),
        "turn": lambda: rules.turn(held, at),
        "all_of": lambda: rules.join(held, at, "all_of"),
        "any_of": lambda: rules.join(held, at, "any_of"),
    }
    deed = deeds.get(form.get("deed", ""))
    if deed is None:
        raise Invalid("Choose what to do.")
    return deed()


def _term(draft: DraftOnFile) -> dict[str, Any]:
    form = request.form
    way = form.get("way", "")
    given = form.getlist(f"given:{way}")
    return rules.make_term(draft.document, form.get("subject", ""), way, given)


def _mine(draft: DraftOnFile) -> str:
    """What was to be put there, in words; empty where something was only turned or taken out."""
    is_put = request.form.get("deed") == "put"
    return say_condition(draft.document, _term(draft)) if is_put else ""


def _conditions(draft: DraftOnFile, hanging: Hanging) -> Conditions:
    held = find(draft.document, hanging.part)
    if held is None or hanging.shape is None:
        raise Hidden
    conditions: Conditions = held.get(hanging.field, [])
    return conditions


def _draft(draft_id: UUID) -> DraftOnFile:
    with current.database().reading() as session:
        return load_draft(session, current.person().partnership, draft_id)


def lines_of(draft: DraftOnFile, conditions: Conditions, steps: Steps = ()) -> tuple[Line, ...]:
    """The conditions of a list, those within others in them."""
    return tuple(_line(draft, condition, (*steps, at)) for at, condition in enumerate(conditions))


def _line(draft: DraftOnFile, condition: dict[str, Any], steps: Steps) -> Line:
    inner, within, is_turned = steps, condition, False
    while "not" in within and isinstance(within["not"], dict):
        inner, within, is_turned = (*inner, "not"), within["not"], not is_turned
    group = rules.group_of(within)
    group = group if group in GROUPS else ""
    return Line(
        rules.write_steps(steps),
        rules.write_steps((*inner, group) if group else inner),
        say_condition(draft.document, condition),
        group,
        is_turned,
        lines_of(draft, within[group], (*inner, group)) if group else (),
        sum(isinstance(step, int) for step in steps) < DEEPEST - 1,
    )


@dataclass(frozen=True)
class Target:
    """Where what is chosen goes: in the place of a term, or beside others of a group."""

    is_term: bool = False
    said: str = ""


def _target(draft: DraftOnFile, conditions: Conditions, at: str) -> Target:
    held = rules.at(conditions, rules.read_steps(at)) if at else None
    if isinstance(held, list):
        return Target(said="; ".join(say_conditions(draft.document, held)))
    if isinstance(held, dict):
        return Target(is_term=True, said=say_condition(draft.document, held))
    return Target()


def _show(
    draft: DraftOnFile,
    hanging: Hanging,
    chosen: Chosen,
    status: int = 200,
    mine: str | None = None,
) -> Response:
    with current.database().reading() as session:
        steps = steps_of(session, current.person().partnership, draft.id)
    conditions, part, field = _conditions(draft, hanging), hanging.part, hanging.shape
    seen = digest_of(field, shown(field, conditions or NOTHING)) if field else ""
    only = conditions[0] if len(conditions) == 1 else {}
    is_any = rules.group_of(only) == "any_of"
    page = render_template(
        "tools/edit_when.html",
        bar=make_bar(draft, steps, current.person().id),
        draft=draft,
        part=part,
        field=hanging.field,
        words=HANGING[hanging.field],
        title=title_of(draft.document, part),
        lines=lines_of(draft, only["any_of"], (0, "any_of")) if is_any
        else lines_of(draft, conditions),
        is_any=is_any,
        root="0.any_of" if is_any else "",
        seen=seen,
        lacking=[one.message for one in draft.lacking if one.place == hanging.place],
        chosen=chosen,
        target=_target(draft, conditions, chosen.at),
        subjects=rules.subjects(draft.document, part),
        mine=mine,
        sent=request.form,
    )  # fmt: skip
    return make_response(page, status)
