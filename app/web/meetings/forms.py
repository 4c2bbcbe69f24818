"""The forms of meetings. They check shape; what an item needs, the rules do."""

from collections.abc import Iterable
from typing import Any, Self

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from app.db.bodies import GoverningBody
from app.operations.versions import version_of
from app.web.audits.forms import DayField
from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.governance import Asked, Decision, Front

YES, NO = "yes", "no"


class MeetingForm(Form):
    body = SelectField("Board or group", validate_choice=False)
    held_on = DayField("Day of the meeting")

    def offer(self, bodies: Iterable[GoverningBody]) -> None:
        self.body.choices = [
            choice("", "Choose"),
            *(choice(str(body.id), body.name) for body in bodies),
        ]


class ItemForm(Form):
    """Something that comes without a paper of an audit."""

    title = StringField("What it is about")
    asked = RadioField(
        "What the members are asked to do", choices=choices_of(Asked), default=Asked.DECIDE.value
    )
    what = TextAreaField(
        "What exactly", description="One line for each thing to decide or to note."
    )
    is_exempt = RadioField(
        "Does it contain exempt information?",
        choices=[choice(NO, "No"), choice(YES, "Yes")],
        validate_choice=False,
        description="Information that may not be published, such as what could identify somebody.",
    )
    exempt = StringField(
        "If it does, by which rule",
        description="Such as the paragraph of Schedule 12A of the Local Government Act 1972.",
    )

    def front(self) -> Front:
        return Front(
            Asked(self.asked.data),
            (self.what.data or "").strip(),
            " ".join((self.exempt.data or "").split()),
        )

    @property
    def says_exempt(self) -> bool | None:
        """What was ticked, or ``None``."""
        return {YES: True, NO: False}.get(self.is_exempt.data or "")


class PaperForm(ItemForm):
    """The first block of a paper of an audit."""

    done_by = TextAreaField(
        "Who did the audit",
        description=(
            "They stand on the paper by name, a line for each part and agency. Of schools and "
            "others that are close to a few children only, name nobody."
        ),
    )

    unexplained = BooleanField("Make the paper although nobody explains these acronyms")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.title  # The paper has one.

    @classmethod
    def of(cls, front: Front) -> Self:
        """The form with what the block begins with."""
        form = cls(formdata=None)
        form.asked.data, form.what.data = front.asked.value, front.what
        form.done_by.data = "\n".join(front.done_by)
        return form

    def front(self) -> Front:
        front = super().front()
        lines = (line.strip() for line in (self.done_by.data or "").splitlines())
        done_by = tuple(line for line in lines if line)
        return Front(front.asked, front.what, front.exempt, done_by)


class DecisionForm(Form):
    said = TextAreaField("What was decided")
    owner = StringField("Who takes it on, in which role")
    due_on = DayField("By when")
    seen = HiddenField()

    def fill(self, decision: Decision) -> None:
        self.said.data, self.owner.data = decision.said, decision.owner
        self.due_on.data = decision.due_on
        self.seen.data = version_of(decision)

    def decision(self) -> Decision:
        return Decision(self.said.data or "", self.owner.data or "", self.due_on.data)
