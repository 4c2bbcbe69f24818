"""The expressions of XLSForm as a tree: read, never run.

Source: XPath 1.0 as far as forms use it, https://getodk.github.io/xforms-spec/#xpath-operators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

LONGEST, DEEPEST = 8_000, 30
SIGNS = ("=", "!=", "<=", ">=", "<", ">")
_SMART = str.maketrans("‘’“”", "''\"\"")  # noqa: RUF001, what a spreadsheet makes of quotation marks


class CannotSay(ValueError):  # noqa: N818, it says why
    """What an expression says and a condition cannot, or that it says nothing; in a sentence."""


@dataclass(frozen=True)
class Ref:
    """The answer to a question, by its name: ``${name}``."""

    name: str


@dataclass(frozen=True)
class Literal:
    """A text or a number as it is written, without its quotation marks."""

    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Call:
    """A function of arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Compare:
    """One thing beside another; ``sign`` is one of ``SIGNS``."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Joined:
    """Several things with ``and`` or ``or`` between them."""

    word: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Group:
    """Something in parentheses."""

    part: Node


Node = Ref | Literal | Call | Compare | Joined | Group

_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<ref>\$\{\s*(?P<named>[^{}\s]{1,200})\s*\})"
    r"|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<number>-?\d{1,15}(?:\.\d{1,15})?)"
    r"|(?P<name>[A-Za-z_][\w:-]*)"
    r"|(?P<sign>!=|<=|>=|[=<>(),])"
    r"|(?P<other>\S)"
    r")"
)


def parse_expression(text: str) -> Node:
    """The tree of an expression. Raises ``CannotSay``."""
    if len(text) > LONGEST:
        raise CannotSay(f"it is longer than {LONGEST:,} letters")
    reader = _Reader(text.translate(_SMART))
    node = reader.either()
    reader.end()
    return node


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind == "named":
            kind = "ref"
        if kind == "text":
            yield kind, found[kind][1:-1]
        elif kind == "ref":
            yield kind, found["named"]
        else:
            yield kind, found[kind]


class _Reader:
    """Reads tokens from the left: ``or`` over ``and`` over comparisons over single things."""

    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text.strip()), ("end", "")]
        self._at = self._deep = 0

    def either(self) -> Node:
        self._deep += 1
        if self._deep > DEEPEST:
            raise CannotSay("it is nested too deeply")
        parts = [self._both()]
        while self._take("name", "or"):
            parts.append(self._both())
        self._deep -= 1
        return Joined("or", tuple(parts)) if parts[1:] else parts[0]

    def end(self) -> None:
        if self._tokens[self._at][0] != "end":
            self._refuse()

    def _both(self) -> Node:
        parts = [self._compared()]
        while self._take("name", "and"):
            parts.append(self._compared())
        return Joined("and", tuple(parts)) if parts[1:] else parts[0]

    def _compared(self) -> Node:
        left = self._thing()
        kind, sign = self._tokens[self._at]
        if kind != "sign" or sign not in SIGNS:
            return left
        self._at += 1
        return Compare(sign, left, self._thing())

    def _thing(self) -> Node:
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "ref":
            return Ref(text)
        if kind in ("text", "number"):
            return Literal(text, kind == "number")
        if kind == "name" and self._take("sign", "("):
            return Call(text, tuple(self._arguments()))
        if (kind, text) == ("sign", "("):
            inside = self.either()
            self._expect(")")
            return Group(inside)
        self._at -= 1
        return self._refuse()

    def _arguments(self) -> Iterator[Node]:
        if self._take("sign", ")"):
            return
        yield self.either()
        while self._take("sign", ","):
            yield self.either()
        self._expect(")")

    def _take(self, kind: str, text: str) -> bool:
        taken = self._tokens[self._at] == (kind, text)
        self._at += taken
        return taken

    def _expect(self, text: str) -> None:
        if not self._take("sign", text):
            self._refuse()

    def _refuse(self) -> NoReturn:
        kind, text = self._tokens[self._at]
        if kind == "end":
            raise CannotSay("it breaks off")
        raise CannotSay(f"“{text}” cannot be said here")
