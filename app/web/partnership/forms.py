"""The form of the partnership's settings."""

from wtforms import StringField, TextAreaField

from app.web.forms import Form


class PartnershipForm(Form):
    name = StringField("Name of the partnership")
    front_door = TextAreaField("Whom to tell when you worry about a child now")
    accent = StringField("Accent colour")
    marking = StringField("Protective marking")
