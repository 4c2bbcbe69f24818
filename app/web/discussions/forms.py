"""What the buttons of a section's page ask for, besides saving what is typed on it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import request
from werkzeug.datastructures import MultiDict

from app.web.forms import Form
from audit_tools.discussions import Came
from audit_tools.errors import Invalid
from audit_tools.findings import Source
from audit_tools.places import agreed_place

BUTTON = "then"


class Deed(StrEnum):
    """What a button of the section's page does once everything on the page is saved."""

    STAY = "stay"
    NEXT = "next"
    ACCEPT = "accept"
    CLEAR = "clear"
    TAKE = "take"
    SORT = "sort"
    KEEP = "keep"
    REPLACE = "replace"


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
            raise Invalid("The page was sent incomplete. Reload it and try again.") from None

    @property
    def line(self) -> Source:
        """The line of a return that it is about."""
        agency, _, place = self.about.partition(" ")
        return Source(agency, place)


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
        raise Invalid("The page was sent incomplete. Reload it and try again.")
    return Wish(Deed(deed), about)


def as_pressed(form: MultiDict[str, str], wish: Wish, section: str) -> MultiDict[str, str]:
    """The form with what its button says: a grade accepted, or an answer taken back."""
    pressed = form.copy()
    if wish.deed is Deed.ACCEPT:
        pressed[agreed_place(section)] = wish.about
    elif wish.deed is Deed.CLEAR:
        pressed.poplist(wish.about)
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
