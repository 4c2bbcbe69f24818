"""The forms of setting up an audit. They check shape; what a date or a word means, the rules do."""

from collections.abc import Container
from datetime import date
from uuid import UUID

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from app.web.choices import choice
from app.web.forms import Form
from audit_tools.audit_details import AuditDates, AuditDetails
from audit_tools.cycles import CHILDREN, AuditKind, Counted, Selection, Working
from audit_tools.dates import YEARS, read_day
from audit_tools.kinds_of_audit import sections_to_choose
from audit_tools.tool import VOICE, AuditTool, Scale

NO_GRADES = "none"
SELECTIONS = (
    (Selection.RANDOM, "Drawn at random from all in scope"),
    (Selection.NOMINATED, "Nominated"),
    (Selection.INSPECTORS, "Chosen by inspectors"),
    (Selection.OTHER, "In another way"),
)


WORKINGS = (
    (Working.RETURNS_FIRST, "Returns: each agency answers separately"),
    (Working.DISCUSSION_FIRST, "The discussion: one record, filled in while people talk"),
)


KINDS = (
    (AuditKind.FULL, "Everything: a full audit"),
    (AuditKind.RAPID, "Less, at short notice: a rapid audit"),
    (AuditKind.RE_AUDIT, "What an earlier audit found, asked again: a re-audit"),
)


class DayField(DateField):
    """A day: what a browser's calendar sends, or typed as 6/6/2025 or 6 June 2025."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = " ".join(valuelist).strip()
        self.data = read_day(typed)
        if typed and self.data is None:
            raise ValueError(f"Enter a date such as 6 June 2025. {YEARS}.")

    def shown(self) -> str:
        """What stands in the box: what was typed, or the day as a browser's calendar wants it."""
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.data.isoformat() if isinstance(self.data, date) else ""


class DatesForm(Form):
    """When the audit runs."""

    period_from = DayField("First day of the period")
    period_to = DayField("Last day of the period")
    returns_due = DayField("Returns due")
    discussions_from = DayField("First day of discussions")
    discussions_to = DayField("Last day of discussions")
    seen = HiddenField()

    def fill_dates(self, dates: AuditDates) -> None:
        self.period_from.data = dates.period_from
        self.period_to.data = dates.period_to
        self.returns_due.data = dates.returns_due
        self.discussions_from.data = dates.discussions_from
        self.discussions_to.data = dates.discussions_to

    def dates(self) -> AuditDates:
        return AuditDates(
            self.period_from.data,
            self.period_to.data,
            self.returns_due.data,
            self.discussions_from.data,
            self.discussions_to.data,
        )


class MoveDatesForm(DatesForm):
    """The dates of an audit that is under way, with the reason for moving them."""

    reason = TextAreaField("Why the dates change")


class DetailsForm(DatesForm):
    """Everything about an audit but its cases."""

    title = StringField("Title")
    theme = StringField("Theme")
    purpose = TextAreaField("Purpose")
    counts_one = StringField("One of them is called", default="child")
    counts_many = StringField("Several are called", default="children")
    selection = RadioField(
        "How the cases are chosen",
        choices=[choice(selection.value, text) for selection, text in SELECTIONS],
        default=Selection.RANDOM.value,
    )
    selection_note = TextAreaField("Why these cases")
    working = RadioField(
        "What comes first",
        choices=[choice(working.value, text) for working, text in WORKINGS],
        default=Working.RETURNS_FIRST.value,
    )
    audit_kind = RadioField(
        "How much is asked",
        choices=[choice(kind.value, text) for kind, text in KINDS],
        default=AuditKind.FULL.value,
    )
    left_out = SelectMultipleField("Sections to leave out", validate_choice=False)
    scale = RadioField("Grades")
    rehearsal = BooleanField("This is a rehearsal")

    def offer(self, tool: AuditTool) -> None:
        """Offer the scales of the tool, the first of them chosen, and no grades at all."""
        if not self.is_submitted():
            self.counts_one.data, self.counts_many.data = tool.counts.one, tool.counts.many
        self.left_out.choices = [choice(s.key, s.title) for s in sections_to_choose(tool)]
        offered = [choice(scale.key, _words(scale)) for scale in tool.grading_scales]
        self.scale.choices = [*offered, choice(NO_GRADES, "No grades")]
        if self.scale.data is None:
            self.scale.data = tool.grading_scales[0].key if offered else NO_GRADES

    def ask_again(self, found: Container[str]) -> None:
        """Leave out what an earlier audit found nothing in. The child is heard in every audit."""
        self.audit_kind.data = AuditKind.RE_AUDIT.value
        sections = (key for key, *_ in self.left_out.iter_choices())
        self.left_out.data = [key for key in sections if key not in found and key != VOICE]

    def fill(self, details: AuditDetails) -> None:
        self.fill_dates(details.dates)
        for name in ("title", "theme", "purpose", "selection_note"):
            self[name].data = getattr(details, name)
        self.counts_one.data, self.counts_many.data = details.counted.one, details.counted.many
        self.selection.data = details.selection.value
        self.working.data = details.working.value
        self.audit_kind.data = details.audit_kind.value
        self.left_out.data = list(details.left_out)
        self.scale.data = details.scale or NO_GRADES
        self.rehearsal.data = details.rehearsal

    def details(self) -> AuditDetails:
        scale = self.scale.data
        return AuditDetails(
            title=self.title.data or "",
            theme=self.theme.data or "",
            purpose=self.purpose.data or "",
            counted=Counted(self.counts_one.data or "", self.counts_many.data or ""),
            selection=Selection(self.selection.data),
            selection_note=self.selection_note.data or "",
            scale=None if scale == NO_GRADES else scale,
            dates=self.dates(),
            working=Working(self.working.data),
            rehearsal=bool(self.rehearsal.data),
            audit_kind=AuditKind(self.audit_kind.data),
            left_out=tuple(self.left_out.data or ()),
        )


class CloseForm(Form):
    """Closing an audit, in the words of what it counts."""

    cases_sentence = TextAreaField("Who the children were, in one sentence")
    approved_by = SelectField(
        "Approved by", choices=[choice("", "Nobody yet")], validate_choice=False
    )
    reason = TextAreaField("Why it is closed now")

    def offer(self, chairs: dict[UUID, str], counted: Counted) -> None:
        if counted != CHILDREN:
            self.cases_sentence.label.text = f"What the {counted.many} were, in one sentence"
        self.approved_by.choices = [
            choice("", "Nobody yet"),
            *(choice(str(person), name) for person, name in chairs.items()),
        ]

    def approver(self) -> UUID | None:
        try:
            return UUID(self.approved_by.data or "")
        except ValueError:
            return None


def _words(scale: Scale) -> str:
    return ", ".join(grade.label for grade in scale.grades)
