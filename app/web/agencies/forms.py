"""The form of an agency."""

from wtforms import SelectField, StringField, TextAreaField

from app.web.choices import choices_of
from app.web.forms import Form
from audit_tools.tool import AgencyKind


class AgencyForm(Form):
    name = StringField("Name")
    kind = SelectField("Kind", choices=choices_of(AgencyKind))
    own_route = TextAreaField("What its people do when they worry about a child now")
