"""The forms of a learning strategy. They check shape; what a day or a need means, the rules do."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, ClassVar

from wtforms import (
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from app.operations.strategies import PointDays
from app.operations.strategy_ties import OfferedTies
from app.operations.versions import version_of
from app.web.audits.forms import DayField
from app.web.choices import choice, choices_of
from app.web.forms import Form, id_of
from audit_tools.learning_strategy.pathway import PATHWAY_COLUMNS, PathwayRow
from audit_tools.learning_strategy.points import MEASURES, Measured, PointKind
from audit_tools.learning_strategy.strategy import (
    Activity,
    ActivityDetails,
    ActivityStatus,
    AnsweredNeed,
    AuditQuestion,
    StrategyDetails,
)

NOT_SAID = choice("", "Nothing chosen")
PARTS = ("title", "overseen_by", "period_from", "period_to", "aim")
TEXTS = ("what", "owner", "body", "audience", "reason")


class StrategyForm(Form):
    title = StringField("Title")
    overseen_by = StringField(
        "Which group oversees it", description="Such as the learning and development group."
    )
    period_from = DayField("First day")
    period_to = DayField("Last day")
    aim = TextAreaField("What it is for", description="One or two sentences.")
    seen = HiddenField()

    def fill(self, details: StrategyDetails) -> None:
        for name in PARTS:
            self[name].data = getattr(details, name)
        self.seen.data = version_of(details)

    def details(self) -> StrategyDetails:
        return StrategyDetails(
            self.title.data or "",
            self.overseen_by.data or "",
            self.period_from.data,
            self.period_to.data,
            self.aim.data or "",
        )


class ObjectiveForm(Form):
    says = TextAreaField(
        "What is to be reached",
        description="Such as: Whoever notifies others of a child says what they need to act.",
    )
    seen = HiddenField()

    def fill(self, says: str) -> None:
        self.says.data, self.seen.data = says, version_of(says)


class PathwayForm(Form):
    level = StringField(PATHWAY_COLUMNS["level"], description="Such as Awareness, or Level 2.")
    target_group = TextAreaField(
        PATHWAY_COLUMNS["target_group"], description="Which staff, or the groups that you count in."
    )
    minimum_content = TextAreaField(
        PATHWAY_COLUMNS["minimum_content"],
        description="What everybody at this level learns at least.",
    )
    delivery = TextAreaField(
        PATHWAY_COLUMNS["delivery"],
        description="In which way: a course, e-learning, a briefing, supervision.",
    )
    seen = HiddenField()

    def fill(self, row: PathwayRow) -> None:
        for name in PATHWAY_COLUMNS:
            self[name].data = getattr(row, name)
        self.seen.data = version_of(row)

    def row(self) -> PathwayRow:
        return PathwayRow(*(self[name].data or "" for name in PATHWAY_COLUMNS))


class ActivityForm(Form):
    MEANINGS: ClassVar[dict[str, str]] = {word.value: word.means for word in ActivityStatus}

    what = TextAreaField(
        "What is done",
        description="A course, a briefing, supervision, a tool for daily work, time to reflect.",
    )
    owner = StringField(
        "Who sees to it", description="By their role, such as police trainer. No name is needed."
    )
    body = StringField("Which board or group oversees it")
    on = DayField(
        "On which day",
        description="The first day if there are several. The days on which it is looked at again "
        "are proposed from it.",
    )
    audience = TextAreaField("Who it is for", description="Which staff, of which agencies.")
    audit = SelectField("Which audit showed the need", validate_choice=False)
    theme = SelectField(
        "Theme of the need",
        validate_choice=False,
        description="One of the training needs of that audit.",
    )
    question = SelectField(
        "Which question should move at the re-audit",
        validate_choice=False,
        description="The one that should be answered differently when it is audited again.",
    )
    status = RadioField(
        "How far it is",
        choices=choices_of(ActivityStatus),
        default=ActivityStatus.PLANNED.value,
    )
    reason = TextAreaField("Why it is dropped", description="Only needed if it is dropped.")
    seen = HiddenField()

    def offer(self, offered: OfferedTies) -> None:
        self.audit.choices = [NOT_SAID, *_choices(offered.audits)]
        themes = (_choices(listed, heading) for heading, listed in offered.themes)
        self.theme.choices = [NOT_SAID, *chain.from_iterable(themes)]
        others = [one for one in offered.questions if one not in offered.on_theme]
        self.question.choices = [
            NOT_SAID,
            *_choices(offered.on_theme, "On the theme of the need"),
            *_choices(others, "Other questions" if offered.on_theme else ""),
        ]
        if offered.bodies:
            self.body.description = f"Such as {', '.join(offered.bodies)}."

    def fill(self, details: ActivityDetails) -> None:
        for name in TEXTS:
            self[name].data = getattr(details, name)
        self.on.data, self.status.data = details.on, details.status.value
        need, question = details.need, details.question
        self.audit.data = str(need.audit) if need else ""
        self.theme.data = need.theme if need else ""
        self.question.data = f"{question.tool}/{question.key}" if question else ""
        self.seen.data = version_of(details)

    def details(self) -> ActivityDetails:
        """What was entered. Raises ``Invalid`` for a need of which only half is chosen."""
        audit, theme = id_of(self.audit), self.theme.data or ""
        tool, _, question = (self.question.data or "").partition("/")
        return ActivityDetails(
            self.what.data or "",
            self.owner.data or "",
            self.body.data or "",
            self.on.data,
            self.audience.data or "",
            AnsweredNeed.of(audit, theme),
            AuditQuestion(tool, question) if question else None,
            ActivityStatus(self.status.data),
            self.reason.data or "",
        )


def _choices(listed: Iterable[tuple[str, str]], group: str = "") -> list[Any]:
    return [choice(key, label, group) for key, label in listed]


def _day(kind: PointKind) -> DayField:
    return DayField(kind.label, description=kind.asks)


class DaysForm(Form):
    """The days of the evaluation points, and which are left out."""

    before = _day(PointKind.BEFORE)
    after = _day(PointKind.AFTER)
    with_manager = _day(PointKind.WITH_MANAGER)
    three_months = _day(PointKind.THREE_MONTHS)
    six_months = _day(PointKind.SIX_MONTHS)
    re_audit = _day(PointKind.RE_AUDIT)
    left_out = SelectMultipleField(
        "Which are left out",
        choices=choices_of(PointKind),
        description="Nothing is asked at these. A short briefing needs fewer than a course.",
    )
    seen = HiddenField()

    def fill(self, activity: Activity) -> None:
        for point in activity.points:
            self[_box(point.kind)].data = point.due
        days = PointDays.of(activity)
        self.left_out.data = [kind.value for kind in PointKind if kind in days.left_out]
        self.seen.data = version_of(days)

    def days(self) -> PointDays:
        entered = {kind: self[_box(kind)].data for kind in PointKind}
        return PointDays(
            {kind: day for kind, day in entered.items() if day},
            frozenset(PointKind(kind) for kind in self.left_out.data or ()),
        )


def _box(kind: PointKind) -> str:
    return kind.value.replace("-", "_")


class MeasureForm(Form):
    on = DayField("On which day it was measured")
    how_much = TextAreaField(
        MEASURES["how_much"],
        description="Such as: 38 of 40 places taken, by 5 of 9 agencies.",
    )
    how_well = TextAreaField(
        MEASURES["how_well"], description="Such as: 31 of 38 would pass it on to a colleague."
    )
    difference = TextAreaField(
        MEASURES["difference"],
        description="What is done differently after it. Nothing that could tell who a child is.",
    )
    seen = HiddenField()

    def fill(self, measured: Measured) -> None:
        self.on.data = measured.on
        for name in MEASURES:
            self[name].data = getattr(measured, name)
        self.seen.data = version_of(measured)

    def measured(self) -> Measured:
        return Measured(self.on.data, *(self[name].data or "" for name in MEASURES))
