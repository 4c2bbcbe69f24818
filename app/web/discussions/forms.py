"""The forms of a discussion: what the buttons of a section's page ask for, and its other pages."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app.web.choices import choice
from app.web.discussions.correcting_page import PlaceOffered
from app.web.forms import Form
from app.web.pointed_out import put_instead
from audit_tools.corrections import Accuracy, Reply, Settled
from audit_tools.discussions import Came
from audit_tools.errors import Invalid
from audit_tools.findings import Source
from audit_tools.places import FindingKind, action_place, agreed_place
from audit_tools.words.replacing import INSTEAD

BUTTON = "then"
INCOMPLETE = "The page was sent incomplete. Reload it and try again."


class Deed(StrEnum):
    """What a button of the section's page does once everything on the page is saved."""

    STAY = "stay"
    NEXT = "next"
    TURN = "turn"
    CONFIRM = "confirm"
    ACCEPT = "accept"
    CLEAR = "clear"
    TAKE = "take"
    TAKE_SAID = "take-said"
    ACT = "act"
    SORT = "sort"
    KEEP = "keep"
    REPLACE = "replace"
    PUT = "put"


@dataclass(frozen=True)
class SaidTaken:
    """What of an agency is taken into findings: one statement, or all that are in none yet."""

    kind: FindingKind
    agency: str
    statement: str = field(repr=False)


@dataclass(frozen=True)
class Wish:
    """The button that was pressed, and on what: ``Wish(Deed.SORT, "<id of the finding>")``."""

    deed: Deed
    about: str = ""

    @property
    def id(self) -> UUID:
        """The id that it is about. Raises ``Invalid`` for a form that is not ours."""
        try:
            return UUID(self.about)
        except ValueError:
            raise Invalid(INCOMPLETE) from None

    @property
    def line(self) -> Source:
        """The line of a return that it is about."""
        agency, _, place = self.about.partition(" ")
        return Source(agency, place)

    @property
    def said(self) -> SaidTaken:
        """What it takes of what an agency said. Raises ``Invalid`` for a form that is not ours."""
        kind, _, rest = self.about.partition(" ")
        if kind not in list(FindingKind):
            raise Invalid(INCOMPLETE)
        agency, _, statement = rest.partition(" ")
        return SaidTaken(FindingKind(kind), agency, statement)


def themes_place(finding: str) -> str:
    """What the boxes of a finding's themes are called in the form."""
    return f"themes:{finding}"


class ReasonForm(Form):
    """Only its secret: the reason is read beside it and may be empty."""

    @property
    def reason(self) -> str:
        return request.form.get("reason", "")


def read_wish(form: MultiDict[str, str]) -> Wish:
    """The button that was pressed; pressing Enter saves and stays. Raises ``Invalid``."""
    deed, _, about = form.get(BUTTON, Deed.STAY).partition(":")
    if deed not in list(Deed):
        raise Invalid(INCOMPLETE)
    return Wish(Deed(deed), about)


def as_pressed(form: MultiDict[str, str], wish: Wish, section: str) -> MultiDict[str, str]:
    """The form with what its button says: a grade accepted, a recommendation written into the
    action after what stands there, a place emptied, words replaced."""
    pressed = form.copy()
    if wish.deed is Deed.ACCEPT:
        pressed[agreed_place(section)] = wish.about
    elif wish.deed is Deed.CLEAR:
        pressed.poplist(wish.about)
    elif wish.deed is Deed.ACT:
        place = action_place(section)
        standing = form.get(place, "").strip()
        pressed[place] = f"{standing}; {wish.about}" if standing else wish.about
    elif wish.deed is Deed.PUT:
        put_instead(pressed, wish.about)
    return pressed


def read_attendance(form: MultiDict[str, str]) -> dict[str, Came]:
    """Which agency came, as far as it was said. Raises ``Invalid`` for an unknown word."""
    came = {}
    for name, word in form.items():
        prefix, _, agency = name.partition(":")
        if prefix == "came":
            if word not in list(Came):
                raise Invalid("Choose Yes, No or Apologies.", place=name)
            came[agency] = Came(word)
    return came


SAID = (
    (Accuracy.AGREE, "Yes, it is accurate"),
    (Accuracy.CORRECT, "Please correct something"),
)


class AccuracyForm(Form):
    """Whether the record says what was said and agreed."""

    agency = SelectField("Your agency", validate_choice=False)
    word = RadioField(
        "Does the record say what was said and agreed?",
        [InputRequired("Choose whether the record is accurate.")],
        choices=[choice(word.value, text) for word, text in SAID],
    )
    text = TextAreaField("What should be corrected", [Optional()])

    def offer(self, agencies: dict[str, str]) -> None:
        self.agency.choices = [choice(key, name) for key, name in agencies.items()]
        if not self.agency.data:
            self.agency.data = next(iter(agencies), "")


class SigningOffForm(Form):
    """Why it is signed off although somebody may still say whether the record is accurate."""

    reason = StringField("Why you sign off before they have said so")


class SettledForm(Form):
    """What became of a correction that an agency asked for; several stand on one page."""

    settled = RadioField(
        "Was it corrected?",
        [InputRequired("Choose whether it was corrected.")],
        choices=[choice(Settled.MADE.value, "Yes"), choice(Settled.NOT_MADE.value, "No")],
    )
    reason = StringField("If not, why")
    seen = HiddenField()

    def fill(self, reply: Reply, seen: str) -> None:
        self.settled.data = reply.settled.value if reply.settled else None
        self.reason.data, self.seen.data = reply.settled_reason, seen

    def ask_how(self) -> None:
        """While nothing was changed since, Yes takes a word on how too."""
        self.reason.label.text = "How, or why not"


class CorrectionForm(Form):
    """What stands at a place from now on, and why."""

    place = HiddenField()
    seen = HiddenField()
    after = TextAreaField("What it should say", [Optional()])
    chosen = SelectField("What it should be", [Optional()], validate_choice=False)
    reason = StringField("Why it is corrected")

    def fill(self, offered: PlaceOffered) -> None:
        self.place.data, self.seen.data = offered.place, offered.value
        self.after.data = self.chosen.data = offered.value

    def offer(self, offered: PlaceOffered) -> None:
        self.chosen.choices = [choice("", "Nothing"), *(choice(*one) for one in offered.choices)]

    def says(self, offered: PlaceOffered) -> str:
        """What was entered, in the box that this place has."""
        return (self.chosen.data if offered.choices else self.after.data) or ""


class TakingOutForm(Form):
    """Words that identify somebody, and what stands there instead."""

    passage = StringField("Words to take out")
    instead = SelectField(
        "What stands there instead",
        choices=[choice(word, word) for word in INSTEAD],
        validate_choice=False,
    )
