"""The form of a finding, and the forms of sorting and wording."""

from typing import Any, ClassVar

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from app.operations.findings import FindingText
from app.web.choices import choice
from app.web.forms import Form
from audit_tools.codebook import Codebook
from audit_tools.consequences import Consequence
from audit_tools.discussed import recorded_sections
from audit_tools.facts import Agency
from audit_tools.findings import Finding
from audit_tools.places import FindingKind
from audit_tools.tool import AuditTool
from audit_tools.training_needs import Cause, Remedy

NOT_SAID = ""
NO_THEME = "Choose at least one theme."


def cause_choices() -> list[Any]:
    """Every cause with what usually helps, so that the second question answers itself."""
    named = [choice(c.value, f"{c.label} (usually {c.usual_remedy.in_a_sentence})") for c in Cause]
    return [choice(NOT_SAID, "Not said yet"), *named]


def remedy_choices() -> list[Any]:
    return [choice(NOT_SAID, "What usually helps"), *(choice(r.value, r.label) for r in Remedy)]


def consequence_choices() -> list[Any]:
    """The scale with its meanings, from the least to the worst."""
    named = [choice(c.value, f"{c.label}: {c.meaning}") for c in Consequence]
    return [choice(NOT_SAID, "Not said yet"), *named]


class SortingForm(Form):
    """Themes, why it happened, what would help and what followed; each cause and each thing that
    followed has a letter of its own.

    Whether a theme or an agency is one of the audit's is left to the rules, which say it better.
    """

    CAUSE_KEYS: ClassVar = {
        Cause.KNOWLEDGE_AND_SKILL.value: "k",
        Cause.TOOL_OR_PROCESS.value: "t",
        Cause.CAPACITY_OR_WAITING.value: "c",
        Cause.INFORMATION_SYSTEM.value: "i",
        Cause.CULTURE_OR_LEADERSHIP.value: "l",
        Cause.OUTSIDE_OUR_CONTROL.value: "o",
    }
    CONSEQUENCE_KEYS: ClassVar = {
        Consequence.NONE_SEEN.value: "n",
        Consequence.LATE_HELP.value: "w",
        Consequence.AT_RISK.value: "r",
        Consequence.HARM.value: "h",
    }
    themes = SelectMultipleField(
        "Themes, one to three", [InputRequired(NO_THEME)], validate_choice=False
    )
    cause = SelectField("Why it happened", [Optional()])
    remedy = SelectField("What would help", [Optional()])
    remedy_reason = StringField("Why something else would help here", [Optional()])
    consequence = SelectField("What followed", [Optional()])

    def offer(self, codebook: Codebook) -> None:
        """Offer the themes of the audit's list, and every cause and remedy."""
        self.themes.choices = [choice(theme.key, theme.title) for theme in codebook.themes]
        self.cause.choices = cause_choices()
        self.remedy.choices = remedy_choices()
        self.consequence.choices = consequence_choices()

    @property
    def chosen_cause(self) -> Cause | None:
        return Cause(self.cause.data) if self.cause.data else None

    @property
    def chosen_remedy(self) -> Remedy | None:
        return Remedy(self.remedy.data) if self.remedy.data else None

    @property
    def said_to_follow(self) -> Consequence | None:
        return Consequence(self.consequence.data) if self.consequence.data else None

    def show_sorting(self, finding: Finding, proposed: tuple[str, ...] = ()) -> None:
        """Fill in how the finding is sorted, or else what is ``proposed``."""
        self.themes.data = list(finding.themes or proposed)
        self.cause.data = finding.cause.value if finding.cause else NOT_SAID
        usual = finding.cause.usual_remedy if finding.cause else None
        other = finding.remedy if finding.remedy is not usual else None
        self.remedy.data = other.value if other else NOT_SAID
        self.remedy_reason.data = finding.remedy_reason
        self.consequence.data = finding.consequence.value if finding.consequence else NOT_SAID


class FindingForm(SortingForm):
    """A finding in the discussion or in the write-up, which may be sorted later."""

    themes = SelectMultipleField("Themes, one to three", [Optional()], validate_choice=False)
    statement = TextAreaField(
        "The finding, in one sentence", [InputRequired("Write the finding in one sentence.")]
    )
    kind = RadioField("It is", [InputRequired("Choose strength or area for development.")])
    section = SelectField("Section")
    agencies = SelectMultipleField("Agencies that it concerns", [Optional()], validate_choice=False)

    def offer_case(self, tool: AuditTool, agencies: dict[str, Agency]) -> None:
        """Offer the sections of the tool and the agencies of the case."""
        self.kind.choices = [choice(k.value, k.label.capitalize()) for k in FindingKind]
        self.section.choices = [choice(s.key, s.title) for s in recorded_sections(tool)]
        self.agencies.choices = [choice(key, agency.name) for key, agency in agencies.items()]

    def show(self, finding: Finding) -> None:
        """Fill in a finding that stands."""
        self.show_sorting(finding)
        self.statement.data, self.kind.data = finding.statement, finding.kind.value
        self.section.data, self.agencies.data = finding.section, list(finding.agencies)

    @property
    def text(self) -> FindingText:
        """What was entered; a strength has neither cause nor remedy."""
        kind = FindingKind(self.kind.data)
        has_cause = kind is FindingKind.DEVELOPMENT
        return FindingText(
            section=self.section.data,
            kind=kind,
            statement=self.statement.data or "",
            themes=tuple(self.themes.data or ()),
            agencies=tuple(self.agencies.data or ()),
            cause=self.chosen_cause if has_cause else None,
            remedy=self.chosen_remedy if has_cause else None,
            remedy_reason=self.remedy_reason.data or "" if has_cause else "",
            consequence=self.said_to_follow if has_cause else None,
        )


class WordingForm(Form):
    """Wording for sharing; empty wording takes it back."""

    wording = TextAreaField("Wording for sharing", [Optional()])
    as_it_stands = BooleanField("It can be shared as it stands: it gives nobody away")


class AgreeForm(Form):
    """Agreeing wording: the text that was read, and whether what is marked in it can stay."""

    wording = StringField("Wording", [InputRequired("Read the wording again, then agree.")])
    marks_kept = BooleanField()


class SendBackForm(Form):
    """Asking for other wording: the text that was read, and what should be different."""

    wording = StringField("Wording", [InputRequired("Read the wording again, then answer.")])
    asked = StringField(
        "What should be worded differently",
        [InputRequired("Say what should be worded differently.")],
    )
