"""What the L&D group writes of a need."""

from wtforms import HiddenField, RadioField, TextAreaField

from app.web.choices import choice, choices_of
from app.web.forms import Form
from audit_tools.training_needs import Gap, SaidOfNeed

NOT_SAID = "not-said"


class NeedForm(Form):
    """``seen`` is the version of what the writer began with, so that two writers lose nothing."""

    audience = TextAreaField("Who needs to learn")
    gap = RadioField(
        "Why has training not worked so far?",
        choices=[*choices_of(Gap), choice(NOT_SAID, "Not said yet")],
        default=NOT_SAID,
        # A page without one of them chosen sends nothing of it.
        filters=[lambda chosen: chosen or NOT_SAID],
    )
    gap_note = TextAreaField("How we know")
    seen = HiddenField()

    @property
    def said(self) -> SaidOfNeed:
        """What was typed and chosen."""
        gap = None if self.gap.data == NOT_SAID else Gap(self.gap.data)
        return SaidOfNeed(self.audience.data or "", gap, self.gap_note.data or "")
