"""What in a box of a form looks as if it could identify somebody, said where it can be read.

Nobody is stopped by it: a text is saved first and looked at afterwards.
"""

from flask import Flask, flash

from app.web import current
from audit_tools.wording import Mark
from audit_tools.words.marking import marks_in


def install(app: Flask) -> None:
    """Let the boxes of forms say what their text looks like."""
    app.jinja_env.globals["marks_of"] = marks_of


def marks_of(text: str | None) -> tuple[str, ...]:
    """What a text looks like, each kind once; nothing of the text is repeated."""
    return tuple(dict.fromkeys(mark.message for mark in _marks(text)))


def _marks(text: str | None) -> tuple[Mark, ...]:
    return marks_in(text, current.words()) if text else ()


def flash_saved(sentence: str, *texts: str | None) -> None:
    """Say that something is saved, and what is marked in texts that are now in the history."""
    marks = dict.fromkeys(mark for text in texts for mark in marks_of(text))
    if marks:
        written = " ".join(marks)
        sentence = f"{sentence} Look again at what you wrote. {written} Next time leave it out."
    flash(sentence)
