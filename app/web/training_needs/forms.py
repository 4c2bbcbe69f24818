"""What the L&D group writes of a need."""

from wtforms import HiddenField, RadioField, TextAreaField

from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.training_needs import Gap, SaidOfNeed

NOT_SAID = ""


class NeedForm(Form):
    """``seen`` is the version of what the writer began with, so that two writers lose nothing."""

    audience = TextAreaField("Who needs to learn")
    gap = RadioField(
        "Why has training not worked so far?",
        choices=[*choices_of(Gap), choice(NOT_SAID, "Not said yet")],
        default=NOT_SAID,
    )
    gap_note = TextAreaField("How we know")
    seen = HiddenField()

    @property
    def said(self) -> SaidOfNeed:
        """What was typed and chosen."""
        gap = Gap(self.gap.data) if self.gap.data else None
        return SaidOfNeed(self.audience.data or "", gap, self.gap_note.data or "")
