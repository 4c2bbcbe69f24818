"""The forms of bringing in the children in scope and drawing the sample."""

import csv
import secrets
from io import StringIO

from wtforms import (
    FileField,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from app.operations.candidates import DrawWanted
from app.web.choices import choice
from app.web.files import received
from app.web.forms import Form
from audit_tools.errors import Invalid
from audit_tools.headings import BANDS, label


class ListForm(Form):
    """The list of children in scope, as a file or pasted."""

    file = FileField("Excel or CSV file")
    pasted = TextAreaField("Or paste the rows")

    def read(self) -> bytes:
        """The list as a file, CSV or Excel. Raises ``Invalid`` where neither or both are given."""
        sent = received(self.file)
        pasted = (self.pasted.data or "").strip()
        if sent and pasted:
            raise Invalid("Choose a file or paste the rows, not both.", place="pasted")
        if not sent and not pasted:
            raise Invalid("Choose a file, or paste the rows with their headings.", place="file")
        return sent or as_csv(pasted)


class DrawForm(Form):
    """How to draw."""

    size = StringField("How many cases", default="6")
    reserves = StringField("How many reserves", default="3")
    strata = SelectMultipleField(
        "Keep the shares of", choices=[choice(band, label(band).capitalize()) for band in BANDS]
    )
    seed = StringField("Seed")

    def fill(self, wanted: DrawWanted) -> None:
        """Show how a draw was made."""
        self.size.data, self.reserves.data = str(wanted.size), str(wanted.reserves)
        self.strata.data, self.seed.data = list(wanted.strata), wanted.seed

    def wanted(self) -> DrawWanted:
        strata = tuple(band for band in BANDS if band in (self.strata.data or ()))
        return DrawWanted(
            self.whole_number("size"),
            self.whole_number("reserves"),
            strata,
            (self.seed.data or "").strip(),
        )


class ConfirmForm(DrawForm):
    """The same, confirmed: with the fingerprint of the list that the draw was made from."""

    list_hash = HiddenField()


def propose_seed() -> str:
    """Eight digits that nobody has chosen."""
    return f"{secrets.randbelow(10**8):08}"


def as_csv(pasted: str) -> bytes:
    """Pasted rows as a CSV file: cells copied out of a spreadsheet have tabs between them."""
    if "\t" not in pasted.partition("\n")[0]:
        return pasted.encode()
    sheet = StringIO(newline="")
    csv.writer(sheet).writerows(line.split("\t") for line in pasted.splitlines())
    return sheet.getvalue().encode()
