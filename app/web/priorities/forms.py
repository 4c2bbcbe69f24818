"""The forms to record what a group decided of a theme, and of all that are left."""

from uuid import UUID

from wtforms import HiddenField, RadioField, TextAreaField

from app.operations.priorities import ThemeToDecide, Undecided
from app.web.choices import choices_of
from app.web.meetings.chosen import DecidedForm, day_field, group_field, meeting_field
from audit_tools.priorities import Priority


class DecisionForm(DecidedForm):
    priority = RadioField("What the group decided", choices=choices_of(Priority))
    reason = TextAreaField(
        "Why", description="The group's reason. It stands in the summary, so name nobody."
    )
    views = TextAreaField(
        "Different views",
        description="Who saw it differently, and why: a line for each, by agency or role.",
    )
    meeting = meeting_field()
    group = group_field()
    on = day_field()
    seen = HiddenField()

    def show(self, held: ThemeToDecide, meeting: UUID | None) -> None:
        """Fill in what stands; the ``meeting`` that was come from, or else that of the last
        decision of the audit, since one meeting decides of many themes."""
        decided, last = held.priority.decided, held.priority.decided or held.last
        self.seen.data = held.seen
        if decided:
            self.priority.data, self.reason.data = decided.priority.value, decided.reason
            self.views.data = "\n".join(decided.views)
        typed = (last.group, last.on) if last else ("", None)
        self.show_where(meeting or held.meeting, *typed)


class SuggestionsForm(DecidedForm):
    reason = TextAreaField(
        "Why",
        description="The group's reason, the same for each theme. It stands in the summary, so "
        "name nobody.",
    )
    meeting = meeting_field()
    group = group_field()
    on = day_field()
    seen = HiddenField()

    def show(self, held: Undecided, meeting: UUID | None) -> None:
        """Fill in the ``meeting`` that was come from, or else that of the last decision."""
        self.seen.data = held.seen
        typed = (held.last.group, held.last.on) if held.last else ("", None)
        self.show_where(meeting or held.meeting, *typed)
