"""What writers of papers make of texts: no character that no file may hold, and no link."""

import re

from reports.outline import Detail, Link, Squares

# Control characters but tabs and ends of lines, halves of characters, and what is no character.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text: str) -> str:
    """The text with one kind of line end, a space for a tab, and nothing that no file may hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def detail_text(detail: Detail) -> str:
    """A detail in words; a link to another page leads nowhere on paper."""
    if isinstance(detail, Squares):
        return f"{detail.text} {detail.beside}".strip()
    return "" if isinstance(detail, Link) else detail
