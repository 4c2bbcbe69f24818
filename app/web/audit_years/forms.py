"""The form of a planned audit."""

from datetime import date
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from app.operations.versions import version_of
from app.web.choices import choice, choices_of
from app.web.forms import Form, id_of
from audit_tools.audit_years import PlannedAudit, PlannedState
from audit_tools.quarters import Quarter


class PlannedForm(Form):
    quarter = SelectField("Quarter")
    theme = StringField("Theme")
    why = TextAreaField("Why", description="What asks for it: an inspection, a review, a priority.")
    owner = StringField(
        "Which group owns it", description="Such as Silver MACE, or Audit and Review."
    )
    done_with = StringField(
        "Done with whom", description="Such as Safer Leeds. You may leave it empty."
    )
    tool = StringField("Audit tool", description="You may leave it empty.")
    children = StringField("How many children", description="You may leave it empty.")
    state = RadioField(
        "What became of it",
        choices=choices_of(PlannedState),
        default=PlannedState.PLANNED.value,
    )
    reason = TextAreaField("The reason", description="Needed if it is late or dropped.")
    audit = SelectField("Which audit it is here", validate_choice=False)
    seen = HiddenField()

    def offer(self, year: int, audits: dict[UUID, str]) -> None:
        """The quarters of a year and of the next, since what is late may go there."""
        quarters = [Quarter(y, n) for y in (year, year + 1) for n in (1, 2, 3, 4)]
        self.quarter.choices = [choice(q.first.isoformat(), q.with_months) for q in quarters]
        listed = (choice(str(id), title) for id, title in audits.items())
        self.audit.choices = [choice("", "Not set up here"), *listed]

    def fill(self, planned: PlannedAudit) -> None:
        self.quarter.data = planned.quarter.first.isoformat()
        for name in ("theme", "why", "owner", "done_with", "tool", "reason"):
            self[name].data = getattr(planned, name)
        self.children.data = str(planned.children or "")
        self.state.data, self.audit.data = planned.state.value, str(planned.audit or "")
        self.seen.data = version_of(planned)

    def planned(self) -> PlannedAudit:
        """What was entered. Raises ``Invalid`` for a number that is none ("children")."""
        typed = (self.children.data or "").strip()
        return PlannedAudit(
            Quarter.of(date.fromisoformat(self.quarter.data)),
            self.theme.data or "",
            self.why.data or "",
            self.owner.data or "",
            self.done_with.data or "",
            self.tool.data or "",
            self.whole_number("children") if typed else None,
            PlannedState(self.state.data),
            self.reason.data or "",
            id_of(self.audit),
        )
