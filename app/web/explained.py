"""The acronyms that stand on a page, explained at its end.

What is explained is read off the page itself, so nothing is said here of what it does not show.
"""

import re
from html import unescape

from app.web import current
from audit_tools.words.acronyms import acronyms_in, unexplained_in
from audit_tools.words.word_list import ListedWord

# What a button, a script or an attribute says is not read as text.
_NO_TEXT = re.compile(r"(?s)<(script|style|template)\b.*?</\1>|<[^>]*>")


def acronyms_on(markup: str) -> tuple[ListedWord, ...]:
    """The acronyms of the partnership's glossary that a piece of a page shows."""
    return acronyms_in([_text_of(markup)], current.words())


def unexplained_on(markup: str) -> tuple[str, ...]:
    """The acronyms that a piece of a page shows and nobody explains."""
    return unexplained_in([_text_of(markup)], current.words())


def _text_of(markup: str) -> str:
    return unescape(_NO_TEXT.sub(" ", str(markup)))
