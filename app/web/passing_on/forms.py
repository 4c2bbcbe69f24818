"""The forms of what was passed on."""

from collections.abc import Mapping

from wtforms import HiddenField, SelectField, StringField, TextAreaField

from app.operations.ties import Listed
from app.operations.versions import version_of
from app.web.audits.forms import DayField
from app.web.choices import choice, choices_of
from app.web.forms import Form, id_of
from audit_tools.passing_on import PassedKind, PassedOn, TeamUse


class PassedForm(Form):
    kind = SelectField("In which form", choices=choices_of(PassedKind))
    what = StringField("What was passed on", description="Such as: the briefing on curiosity.")
    audit = SelectField("From which audit", validate_choice=False)
    passed_by = StringField(
        "Who passed it on", description="By their role, such as police lead. No name is needed."
    )
    network = StringField(
        "To whom", description="A network, a team, a group: such as designated safeguarding leads."
    )
    on = DayField("On which day")
    reached = StringField(
        "How many people it reached",
        description="As far as is known: who came, who opened it. Leave it empty if nobody knows.",
    )
    seen = HiddenField()

    def offer(self, audits: Listed) -> None:
        listed = (choice(key, title) for key, title in audits)
        self.audit.choices = [choice("", "No audit"), *listed]

    def fill(self, passed: PassedOn) -> None:
        self.kind.data = passed.kind.value
        for name in ("what", "passed_by", "network", "on"):
            self[name].data = getattr(passed, name)
        self.audit.data = str(passed.audit or "")
        self.reached.data = "" if passed.reached is None else str(passed.reached)
        self.seen.data = version_of(passed)

    def passed(self) -> PassedOn:
        """What was entered. Raises ``Invalid`` ("reached") for what is no number."""
        return PassedOn(
            PassedKind(self.kind.data),
            self.what.data or "",
            self.passed_by.data or "",
            self.network.data or "",
            self.on.data,
            self.whole_number("reached") if (self.reached.data or "").strip() else None,
            id_of(self.audit),
        )


class UseForm(Form):
    agency = SelectField("Agency", validate_choice=False)
    team = StringField("Team", description="Such as: response team East. No name is needed.")
    said = TextAreaField(
        "How did your team use it?",
        description=(
            "What you talked about, what you tried, what is different after it. Nothing that could "
            "tell who a child is."
        ),
    )
    on = DayField("On which day")

    def offer(self, agencies: Mapping[str, str]) -> None:
        self.agency.choices = [choice(key, name) for key, name in agencies.items()]

    def use(self) -> TeamUse:
        return TeamUse(
            self.agency.data or "", self.team.data or "", self.said.data or "", self.on.data
        )
