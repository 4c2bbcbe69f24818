"""The forms that change a theme list."""

from typing import Any

from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField

from app.web.choices import choice
from app.web.forms import Form
from audit_tools.codebook import Codebook, Theme


class ChangeForm(Form):
    """What every change asks: why; ``seen`` is the version of the list that was shown."""

    why = TextAreaField("Why", description="It stands with the change in the history of the list.")
    seen = HiddenField()

    def fill(self, codebook: Codebook, theme: Theme) -> None:
        """Fill in and offer what there is."""
        self.offer(codebook, theme)
        self.seen.data = str(codebook.version)

    def offer(self, codebook: Codebook, theme: Theme) -> None:
        """Offer what can be chosen."""

    @property
    def shown(self) -> tuple[Field, ...]:
        """Why comes last."""
        return tuple(sorted(super().shown, key=lambda field: field.name == "why"))

    @property
    def entered(self) -> dict[str, Any]:
        """What was entered, by the names of the operation."""
        texts = {field.name: field.data or "" for field in self.shown if field.name != "seen"}
        typed = self.seen.data or ""
        return texts | {"seen": int(typed) if typed.isdecimal() else 0}


class SplitForm(ChangeForm):
    """The theme that a part of another becomes."""

    title = StringField("Title of the new theme")
    definition = TextAreaField("What the new theme is about")


class RenameForm(ChangeForm):
    """Other words for the same theme."""

    title = StringField("Title")
    definition = TextAreaField("What it is about")

    def fill(self, codebook: Codebook, theme: Theme) -> None:
        super().fill(codebook, theme)
        self.title.data, self.definition.data = theme.title, theme.definition


class MergeForm(ChangeForm):
    """Which theme takes the other in."""

    into = SelectField(
        "Into which theme", validate_choice=False, description="It keeps its title and definition."
    )

    def offer(self, codebook: Codebook, theme: Theme) -> None:
        others = (one for one in codebook.themes if one != theme)
        self.into.choices = [choice("", "Choose"), *(choice(o.key, o.title) for o in others)]
