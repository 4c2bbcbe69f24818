"""The forms of bringing in the children in scope and drawing the sample."""

import csv
import secrets
from contextlib import closing
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
from app.web.forms import Form
from audit_tools.errors import Invalid
from audit_tools.headings import BANDS, label

MOST_SHOWN = 30


class ListForm(Form):
    """The list of children in scope, as a file or pasted."""

    file = FileField("Excel or CSV file")
    pasted = TextAreaField("Or paste the rows")

    def read(self) -> bytes:
        """The list as a file, CSV or Excel. Raises ``Invalid`` where neither or both are given."""
        sent = self._read_file()
        pasted = (self.pasted.data or "").strip()
        if sent and pasted:
            raise Invalid("Choose a file or paste the rows, not both.", place="pasted")
        if not sent and not pasted:
            raise Invalid("Choose a file, or paste the rows with their headings.", place="file")
        return sent or as_csv(pasted)

    def _read_file(self) -> bytes:
        """What was sent as a file, if one was. A large one lies on the disk until it is closed."""
        if not self.file.data:
            return b""
        with closing(self.file.data) as file:
            return bytes(file.read())

    def blame_list(self, error: Invalid) -> None:
        """Show what is wrong with the list, row by row, as far as one can take in."""
        if len(error.problems) == 1 and error.problems[0].place in self:
            self.blame(error)
            return
        if error.problems[0].message != error.message:
            self.form_mistakes.append(error.message)
        listed = [str(problem)[0].upper() + str(problem)[1:] for problem in error.problems]
        self.form_mistakes += listed[:MOST_SHOWN]
        if len(listed) > MOST_SHOWN:
            self.form_mistakes.append(f"And {len(listed) - MOST_SHOWN} more.")


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
