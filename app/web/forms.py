"""What every form shares: the secret of the request-forgery check, and one list of mistakes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, FileField, SelectField

from audit_tools.dates import format_date
from audit_tools.errors import AuditError, Invalid, Problem

LONGEST_NUMBER = 4
MOST_SHOWN = 30
NOT_COMPARED = ("csrf_token", "seen", "reason")


@dataclass(frozen=True)
class Mistake:
    """One thing to mend: a sentence, and the field it leads to (empty for the whole form)."""

    field: str
    text: str


class Form(FlaskForm):
    """A form whose mistakes, its own and those found by the rules, are shown alike."""

    MEANINGS: ClassVar[dict[str, str]] = {}
    """What choices mean, by their values, where their words need saying."""
    ACCEPTS: ClassVar[str] = ".docx,.xlsx,.csv,text/csv"
    """What kinds of file a browser offers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_mistakes: list[str] = []

    @property
    def mistakes(self) -> list[Mistake]:
        """All mistakes in the order of the fields, those of the whole form first."""
        found = [Mistake("", text) for text in self.form_mistakes]
        for field in self:
            found += [Mistake(field.id, str(text)) for text in field.errors]
        return found

    def blame(self, error: AuditError) -> None:
        """Show what a rule found beside the fields it names."""
        problems = error.problems if isinstance(error, Invalid) else ()
        for problem in problems or (Problem(error.place, error.message),):
            if problem.place in self:
                field = self[problem.place]
                field.errors = [*field.errors, problem.message]
            else:
                self.form_mistakes.append(problem.message)

    @property
    def shown(self) -> tuple[Field, ...]:
        """The fields to lay out one under the other; a field's description is its hint."""
        return tuple(field for field in self if field.name != "csrf_token")

    @property
    def has_file(self) -> bool:
        """Whether a file can be sent with it."""
        return any(isinstance(field, FileField) for field in self)

    def blame_list(self, error: Invalid) -> None:
        """Show what is wrong with a list that was brought in, row by row, as far as one can take
        in."""
        if all(problem.place in self for problem in error.problems):
            self.blame(error)
            return
        if error.problems[0].message != error.message:
            # What follows its first line is the list, which is shown a sentence a line.
            self.form_mistakes.append(error.message.partition("\n")[0])
        listed = [str(problem)[0].upper() + str(problem)[1:] for problem in error.problems]
        self.form_mistakes += listed[:MOST_SHOWN]
        if len(listed) > MOST_SHOWN:
            self.form_mistakes.append(f"And {len(listed) - MOST_SHOWN} more.")

    def whole_number(self, name: str) -> int:
        """The number that was typed. Raises ``Invalid``, its place the field: what else was typed
        stays in the box, which a field of numbers would empty.
        """
        typed = (self[name].data or "").strip()
        if not typed.isdecimal() or len(typed) > LONGEST_NUMBER:
            raise Invalid("Enter a number, such as 6.", place=name)
        return int(typed)

    def differences(self, present: "Form") -> tuple[tuple[str, str], ...]:
        """What somebody else has put where something else was entered here: label and text."""
        return tuple(
            (field.label.text, _shown(present[field.name]))
            for field in self
            if field.name in present
            and field.name not in NOT_COMPARED
            and (field.data or None) != (present[field.name].data or None)
        )


def _shown(field: Field) -> str:
    """The content of a field as people read it."""
    if isinstance(field, SelectField):
        chosen = (str(label) for _, label, is_chosen, _ in field.iter_choices() if is_chosen)
        return "; ".join(chosen) or "nothing"
    if isinstance(field, BooleanField):
        return "Yes" if field.data else "No"
    if isinstance(field.data, date):
        return format_date(field.data)
    return str(field.data or "nothing")


def id_of(field: Field) -> UUID | None:
    """The id that was chosen, if one was."""
    return id_in(field.data or "")


def id_in(text: str) -> UUID | None:
    """The id that a text is, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
