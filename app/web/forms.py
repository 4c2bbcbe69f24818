"""What every form shares: the secret of the request-forgery check, and one list of mistakes."""

from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm

from audit_tools.errors import AuditError, Invalid, Problem


@dataclass(frozen=True)
class Mistake:
    """One thing to mend: a sentence, and the field it leads to (empty for the whole form)."""

    field: str
    text: str


class Form(FlaskForm):
    """A form whose mistakes, its own and those found by the rules, are shown alike."""

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
