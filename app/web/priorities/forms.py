"""The form to record what a group decided of a theme."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField

from app.operations.priorities import ThemeToDecide
from app.web.audits.forms import DayField
from app.web.choices import choices_of
from app.web.forms import Form
from audit_tools.priorities import Priority


class DecisionForm(Form):
    priority = RadioField("What the group decided", choices=choices_of(Priority))
    reason = TextAreaField(
        "Why", description="The group's reason. It stands in the summary, so name nobody."
    )
    views = TextAreaField(
        "Different views",
        description="Who saw it differently, and why: a line for each, by agency or role.",
    )
    group = StringField(
        "Which group decided it", description="The group that decided it, such as Silver MACE."
    )
    on = DayField("When", description="The day of the meeting or of the message.")
    seen = HiddenField()

    def show(self, held: ThemeToDecide) -> None:
        """Fill in what stands; the group and the day are those of the last decision of the audit,
        since one meeting decides of many themes."""
        decided, last = held.priority.decided, held.priority.decided or held.last
        self.seen.data = held.seen
        if decided:
            self.priority.data, self.reason.data = decided.priority.value, decided.reason
            self.views.data = "\n".join(decided.views)
        if last:
            self.group.data, self.on.data = last.group, last.on
