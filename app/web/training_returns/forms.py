"""The form of the yearly return, made of its questions."""

from wtforms import Field, HiddenField, SelectMultipleField, StringField, TextAreaField

from app.operations.versions import version_of
from app.web.choices import choice
from app.web.forms import Form
from audit_tools.learning.training_returns import (
    QUESTIONS,
    AnswerShape,
    ReturnQuestion,
    TrainingReturn,
)


class ReturnForm(Form):
    """``return_form`` adds a field for each question."""

    def offer(self, themes: dict[str, str]) -> None:
        self["themes"].choices = [choice(key, title) for key, title in themes.items()]

    def fill(self, given: TrainingReturn) -> None:
        for question in QUESTIONS:
            self[question.key].data = given.answers.get(question.key, "")
        self["themes"].data, self["seen"].data = list(given.themes), version_of(given)

    def entered(self, agency: str, year: int) -> TrainingReturn:
        answers = {question.key: self[question.key].data or "" for question in QUESTIONS}
        return TrainingReturn(agency, year, answers, tuple(self["themes"].data or ()))


def return_form() -> type[ReturnForm]:
    """The form of the return as it is shipped."""
    fields = {question.key: _field(question) for question in QUESTIONS}
    fields["themes"] = SelectMultipleField(
        "Which themes does your own analysis speak of?",
        validate_choice=False,
        description="You may leave it empty.",
    )
    return type("ReturnFormOfQuestions", (ReturnForm,), {**fields, "seen": HiddenField()})


def _field(question: ReturnQuestion) -> Field:
    kind = TextAreaField if question.shape is AnswerShape.TEXT else StringField
    return kind(question.text, description=question.hint)
