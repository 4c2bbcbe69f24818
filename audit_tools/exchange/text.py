"""A file to plain data: UTF-8, not too large, JSON, nothing given twice."""

from __future__ import annotations

import json
from typing import NoReturn

from audit_tools.errors import Invalid, Problem
from audit_tools.exchange.shape import FORMAT, VERSION

LARGEST_MB = 20
LARGEST_FILE = LARGEST_MB * 1_000_000
"""Bytes. An audit of six children and eight agencies has about half a million."""


def parse(text: str | bytes) -> tuple[dict[str, object], list[Problem]]:
    """The data of a file, and a problem for each key that is given twice.

    Raises ``Invalid`` where there is no use in reading on: the file is too large, not in UTF-8,
    not JSON, another kind of file, or of another version.
    """
    problems: list[Problem] = []

    def keep_first(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                problems.append(
                    Problem("", f"“{_short(key)}” is given twice. Keep one of the two.")
                )
            found.setdefault(key, value)
        return found

    try:
        data = json.loads(
            decode(text), object_pairs_hook=keep_first, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        raise Invalid(f"This file is not JSON: {error.msg}.", f"line {error.lineno}") from None
    except RecursionError:
        raise Invalid("This file is nested too deeply to be an audit.") from None
    except ValueError:
        raise Invalid("This file holds a number that is far too long.") from None
    return _check_format(data), problems


def decode(text: str | bytes) -> str:
    """The text of a file. Raises ``Invalid`` for one too large or not in UTF-8."""
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST_FILE:
        raise Invalid(f"This file is larger than {LARGEST_MB} MB. Divide it into several audits.")
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("This file is not in UTF-8. Save it again in that encoding.") from None


def _refuse_constant(name: str) -> NoReturn:
    raise Invalid(f"This file holds {name}, which is no value in JSON. Take it out.")


def _check_format(data: object) -> dict[str, object]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Invalid(
            f"This file is not an exported audit. One begins with “format”: “{FORMAT}”.", "format"
        )
    version = data.get("format_version")
    if version != VERSION or isinstance(version, bool):
        raise Invalid(
            f"This file is in another version of the exchange format. This program reads version "
            f"{VERSION}: export the audit again with a program of the same version as this one.",
            "format_version",
        )
    return data


def _short(key: str) -> str:
    longest = 60
    return key if len(key) <= longest else f"{key[:longest]}…"
