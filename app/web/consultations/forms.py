"""The forms of asking practitioners, and of their comments."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import HiddenField, SelectField, StringField, TextAreaField

from app.operations.versions import version_of
from app.web.audits.forms import DayField
from app.web.choices import choice
from app.web.forms import Form, id_of
from audit_tools.learning.consultations import Consultation


class ConsultationForm(Form):
    title = StringField("What it is called")
    draft = TextAreaField(
        "The draft, in plain words",
        description="What you found and propose. Nothing that could tell who a child is.",
    )
    sentences = TextAreaField(
        "Sentences to agree with or not",
        description=(
            "One on each line, ten at most, such as “I know what to write about culture in a "
            "notification.” You may leave it empty."
        ),
    )
    opens_on = DayField("First day")
    closes_on = DayField("Last day")
    audit = SelectField("Which audit it follows", validate_choice=False)
    seen = HiddenField()

    def offer(self, audits: Iterable[tuple[UUID, str]]) -> None:
        listed = (choice(str(id), title) for id, title in audits)
        self.audit.choices = [choice("", "None"), *listed]

    def fill(self, consultation: Consultation) -> None:
        for name in ("title", "draft", "opens_on", "closes_on"):
            self[name].data = getattr(consultation, name)
        self.sentences.data = "\n".join(consultation.sentences)
        self.audit.data = str(consultation.audit or "")
        self.seen.data = version_of(consultation)

    def entered(self) -> Consultation:
        return Consultation(
            self.title.data or "",
            self.draft.data or "",
            tuple((self.sentences.data or "").splitlines()),
            self.opens_on.data,
            self.closes_on.data,
            id_of(self.audit),
        )


class CommentForm(Form):
    said = TextAreaField("Your comment")
    role = StringField("What you work as")


class AnswersForm(Form):
    """The secret alone: the answers are read by their sentences."""


class ResponseForm(Form):
    response = TextAreaField(
        "What comes of it", description="Everybody who was asked reads the comment and this."
    )
    seen = HiddenField()
