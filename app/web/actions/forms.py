"""The forms of action plans. They check shape; what a row or a day means, the rules do."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from wtforms import (
    BooleanField,
    FileField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from app.operations.action_plans import PlanDetails
from app.operations.actions import Standing, version_of_standing
from app.operations.ties import Offered
from app.operations.versions import version_of
from app.web.audits.forms import DayField
from app.web.choices import choice, choices_of
from app.web.forms import Form, id_of
from audit_tools.action_plans.details import ActionDetails
from audit_tools.action_plans.plan import (
    COLUMN_LABELS,
    COLUMNS,
    Cells,
    FindingHeading,
    PlanTable,
)
from audit_tools.action_plans.statements import Statement
from audit_tools.action_plans.timescales import QuarterYear
from audit_tools.action_plans.tracking import CHOSEN, Action, Answers, Effect, NoteKind, Status

NONE = ""
NOT_SAID = choice(NONE, "Nothing chosen")


class PlanForm(Form):
    title = StringField("Title")
    inspection = SelectField(
        "Which inspection it answers",
        validate_choice=False,
        description="Its findings can then be tied to actions.",
    )
    heading_improve = SelectField(
        "First column of “What needs to improve”", choices=choices_of(FindingHeading)
    )
    heading_additional = SelectField(
        "First column of “Additional findings”",
        choices=choices_of(FindingHeading),
        default=FindingHeading.INSPECTORS.value,
    )
    seen = HiddenField()

    def offer(self, inspections: Iterable[tuple[UUID, str]]) -> None:
        self.inspection.choices = [NOT_SAID, *(choice(str(id), name) for id, name in inspections)]

    def fill(self, details: PlanDetails) -> None:
        self.title.data = details.title
        self.inspection.data = str(details.inspection or NONE)
        self.heading_improve.data = details.headings[PlanTable.IMPROVE].value
        self.heading_additional.data = details.headings[PlanTable.ADDITIONAL].value
        self.seen.data = version_of(details)

    def details(self) -> PlanDetails:
        headings = {
            PlanTable.IMPROVE: FindingHeading(self.heading_improve.data),
            PlanTable.ADDITIONAL: FindingHeading(self.heading_additional.data),
        }
        return PlanDetails(self.title.data or "", id_of(self.inspection), headings)


class ImportForm(Form):
    title = StringField("Title")
    inspection = SelectField("Which inspection it answers", validate_choice=False)
    file = FileField(
        "Word, Excel or CSV file",
        description=(
            "At most 1 MB. In Word the two tables of the plan, each under its heading. In Excel or "
            "CSV one row for each finding: Table, Finding, Lead agency, Proposed actions, "
            "Responsible agency, Proposed timescale, Governance."
        ),
    )
    quarter_year = SelectField(
        "Which year is meant by “Quarter 1 2025”",
        choices=[NOT_SAID, *choices_of(QuarterYear)],
        default=NONE,
        description="Only needed if the plan has a quarter that can be read in two ways.",
    )
    review_on = DayField(
        "When what is ongoing is reviewed",
        description="Only needed if the plan has actions that are ongoing.",
    )

    def offer(self, inspections: Iterable[tuple[UUID, str]]) -> None:
        self.inspection.choices = [NOT_SAID, *(choice(str(id), name) for id, name in inspections)]

    def year(self) -> QuarterYear | None:
        return QuarterYear(self.quarter_year.data) if self.quarter_year.data else None


class ActionForm(Form):
    """A row of a plan: its six columns, what they leave open, and what it answers."""

    table = RadioField(
        "Which table it stands in",
        choices=choices_of(PlanTable),
        default=PlanTable.IMPROVE.value,
    )
    finding = TextAreaField(
        COLUMN_LABELS["finding"], description="In the words of the inspectors or of the audit."
    )
    lead_agency = TextAreaField(
        COLUMN_LABELS["lead_agency"], description="Several are written on a line each."
    )
    proposed_actions = TextAreaField(COLUMN_LABELS["proposed_actions"])
    responsible_agency = TextAreaField(COLUMN_LABELS["responsible_agency"])
    proposed_timescale = TextAreaField(
        COLUMN_LABELS["proposed_timescale"],
        description=(
            "As it was given: a day, a month, a quarter, an event, ongoing. Several are written on "
            "a line each."
        ),
    )
    governance = TextAreaField(
        COLUMN_LABELS["governance"], description="Which board or group oversees it."
    )
    quarter_year = SelectField(
        "Which year is meant by “Quarter 1 2025”",
        choices=[NOT_SAID, *choices_of(QuarterYear)],
        default=NONE,
        description="Only needed for a quarter that can be read in two ways.",
    )
    review_on = DayField("When it is reviewed", description="Needed where it is ongoing.")
    due_on = DayField(
        "Due on another day than the timescale says",
        description="Only where the words hold no day, or another one was agreed.",
    )
    finding_number = SelectField(
        "Which finding of the inspection it answers", validate_choice=False
    )
    theme = SelectField("Theme", validate_choice=False)
    audit = SelectField("Which audit it comes from", validate_choice=False)
    question = SelectField(
        "Which question of an audit it should move",
        validate_choice=False,
        description="The one that should be answered differently at the next audit.",
    )
    agencies = SelectMultipleField(
        "Whose leads report on it here",
        validate_choice=False,
        description="Their leads and deputies see this action, and add progress and evidence.",
    )
    seen = HiddenField()

    def offer(self, offered: Offered) -> None:
        for name, listed in (
            ("finding_number", offered.findings),
            ("theme", offered.themes),
            ("audit", offered.audits),
            ("question", offered.questions),
        ):
            self[name].choices = [NOT_SAID, *(choice(key, label) for key, label in listed)]
        self.agencies.choices = [choice(key, label) for key, label in offered.agencies]

    def fill(self, details: ActionDetails) -> None:
        self.table.data = details.table.value
        for name, text in zip(COLUMNS, details.cells.texts, strict=True):
            self[name].data = text
        self.quarter_year.data = details.quarter_year.value if details.quarter_year else NONE
        self.review_on.data, self.due_on.data = details.review_on, details.due_on
        answers = details.answers
        self.finding_number.data = str(answers.finding or NONE)
        self.theme.data, self.audit.data = answers.theme, str(answers.audit or NONE)
        self.question.data = f"{answers.tool}/{answers.question}" if answers.question else NONE
        self.agencies.data = list(details.agencies)
        self.seen.data = version_of(details)

    def details(self) -> ActionDetails:
        tool, _, question = (self.question.data or "").partition("/")
        number = self.finding_number.data or ""
        return ActionDetails(
            PlanTable(self.table.data),
            Cells(*(self[name].data or "" for name in COLUMNS)),
            QuarterYear(self.quarter_year.data) if self.quarter_year.data else None,
            self.review_on.data,
            self.due_on.data,
            Answers(
                int(number) if number.isdecimal() else None,
                self.theme.data or "",
                id_of(self.audit),
                tool,
                question,
            ),
            tuple(self.agencies.data or ()),
        )


class NoteForm(Form):
    kind = RadioField(
        "What it is",
        choices=choices_of((NoteKind.PROGRESS, NoteKind.EVIDENCE)),
        default=NoteKind.PROGRESS.value,
    )
    said = TextAreaField(
        "What there is to say",
        description=(
            "Nothing that could tell who a child is. Of evidence say what it is and where it can "
            "be read."
        ),
    )
    role = StringField(
        "Said by, in which role",
        description="Such as police lead, or chair of Silver MACE. No name is needed.",
    )


class CheckForm(Form):
    said = TextAreaField("What you looked at, and what you found")
    role = StringField("Checked by, in which role")


class StandingForm(Form):
    """How far an action is; ``standing_form`` adds a day for each line of its timescale."""

    MEANINGS: ClassVar[dict[str, str]] = {word.value: word.means for word in (*CHOSEN, *Effect)}

    status = RadioField("Status", choices=choices_of(CHOSEN))
    effect = RadioField("Effect", choices=choices_of(Effect))
    seen = HiddenField()

    def fill(self, action: Action) -> None:
        self.status.data, self.effect.data = action.status.value, action.effect.value
        for name, text in _lines(action).items():
            self[name].data = action.met.get(text)
        self.seen.data = version_of_standing(action)

    def standing(self, action: Action) -> Standing:
        met = {text: self[name].data for name, text in _lines(action).items() if self[name].data}
        return Standing(Status(self.status.data), Effect(self.effect.data), met)


def standing_form(action: Action) -> type[StandingForm]:
    """The form for how far this action is."""
    days = {name: DayField(f"Met on: {text}") for name, text in _lines(action).items()}
    return type("StandingOfAction", (StandingForm,), days)


def _lines(action: Action) -> dict[str, str]:
    """The lines of an action's timescale by the names of their fields."""
    return {f"met_{place}": timing.text for place, timing in enumerate(action.timings, 1)}


class CloseForm(Form):
    body = StringField("Which board or group closed it")
    decision = TextAreaField("What it decided")
    on = DayField("When")


class ReopenForm(Form):
    reason = TextAreaField("Why it is opened again")


class AgreeForm(Form):
    agency = StringField("Which agency")
    on = DayField("When")
    said_by = StringField("Who said so", description="By their role. No name is needed.")
    seen = HiddenField()


class StatementForm(Form):
    principal_authority = StringField(
        "Principal authority", description="As the letter says: most often the council."
    )
    lead_officer = StringField(
        "Lead officer", description="By their role, such as Deputy Director for Social Care."
    )
    addressee = StringField("To whom it is sent")
    due_on = DayField("Due on", description="The day that the letter gives.")
    seen = HiddenField()

    def fill(self, statement: Statement) -> None:
        for name in ("principal_authority", "lead_officer", "addressee", "due_on"):
            self[name].data = getattr(statement, name)
        self.seen.data = version_of(statement)

    def statement(self) -> Statement:
        return Statement(
            self.principal_authority.data or "",
            self.lead_officer.data or "",
            self.addressee.data or "",
            self.due_on.data,
        )


class SentForm(Form):
    addressee = StringField("To whom it was sent")
    signed_by = StringField("Signed off by", description="By their role. No name is needed.")
    signed_on = DayField("Signed off on")
    sent_on = DayField("Sent on")
    note = TextAreaField("Note", description="Stands at its head. You may leave it empty.")
    unexplained = BooleanField("It was sent although nobody explains these acronyms")
