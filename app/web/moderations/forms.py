"""Who graded agreed cases, and which grades they gave."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Optional

from app.web.audits.forms import DayField
from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.moderation import Compared, Moderator
from audit_tools.tool import Scale, Section


class ModerationForm(Form):
    moderator = RadioField("Who graded the cases", [Optional()], choices=choices_of(Moderator))
    on = DayField("Day on which they did")
    compared = RadioField("What they gave", [Optional()], choices=choices_of(Compared))
    note = TextAreaField(
        "Note for the Business Unit",
        description="Such as how the cases were chosen for them. It is in no paper.",
    )


def grades_form(sections: Iterable[Section], scale: Scale) -> type[Form]:
    """A form with a grade for each section."""
    offered = [choice("", "Not graded"), *(choice(g.key, g.label) for g in scale.grades)]
    fields: dict[str, Any] = {
        section.key: SelectField(f"{section.number} {section.title}".strip(), choices=offered)
        for section in sections
    }
    return type("GradesForm", (Form,), fields | {"seen": HiddenField()})
