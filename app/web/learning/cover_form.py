"""The form on which a need is set against the offer."""

from typing import ClassVar

from wtforms import HiddenField, RadioField, SelectField, TextAreaField

from app.operations.versions import version_of
from app.web.choices import choice, choices_of
from app.web.forms import Form
from app.web.learning.forms import listed
from audit_tools.audience import AudienceFacts
from audit_tools.learning.coverage import Asked, Cover, Judged

AS_THE_RULE = "as-the-rule"


class CoverForm(Form):
    """``seen`` is the version of what stood of the audience and level that ``of`` names."""

    MEANINGS: ClassVar[dict[str, str]] = {cover.value: cover.means for cover in Cover}

    staff = SelectField("Whose staff", validate_choice=False)
    group = SelectField("Target group", validate_choice=False)
    level = SelectField("Level", validate_choice=False)
    cover = RadioField(
        "What the group says",
        choices=[choice(AS_THE_RULE, "As the rule says"), *choices_of(Cover)],
        default=AS_THE_RULE,
        description="Under each stands when the rule says so.",
    )
    why = TextAreaField("Why", description="Needed where the group says something else.")
    of = HiddenField()
    seen = HiddenField()

    def offer(self, choices: dict[str, dict[str, str]]) -> None:
        self.staff.choices = listed(choices["staff"])
        for name in ("group", "level"):
            self[name].choices = [choice("", "Any"), *listed(choices[name])]

    def fill(self, asked: Asked, judged: Judged) -> None:
        self.staff.data, self.group.data, self.level.data = asked.staff, asked.group, asked.level
        self.cover.data = judged.cover.value if judged.cover else AS_THE_RULE
        self.why.data = judged.reason
        self.of.data, self.seen.data = self.key_of(asked), version_of(judged)

    def asked(self, theme: str) -> Asked:
        return Asked(theme, self.staff.data or "", self.group.data or "", self.level.data or "")

    @property
    def judged(self) -> Cover | None:
        """What was chosen instead of the rule."""
        return None if self.cover.data == AS_THE_RULE else Cover(self.cover.data)

    def seen_of(self, asked: Asked) -> str:
        """What the page showed of it: of another audience or level than it began with, nothing."""
        same = self.of.data == self.key_of(asked)
        return (self.seen.data or "") if same else version_of(Judged())

    def key_of(self, asked: Asked) -> str:
        return " ".join((asked.staff, asked.group, asked.level))


def judged_of(facts: AudienceFacts, asked: Asked) -> Judged:
    """What the group has judged of it so far."""
    found = (row.judged for need in facts.needs for row in need.offered if row.asked == asked)
    return next(found, Judged())
