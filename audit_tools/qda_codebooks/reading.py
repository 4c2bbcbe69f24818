"""A REFI-QDA codebook as it comes out of any program, read without harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from audit_tools.errors import Invalid, Problem
from audit_tools.left_out import LeftOut, shortened
from audit_tools.qda_codebooks.values import OURS, ReadCode, ReadCodebook, unescaped

MAX_BYTES = 1_000_000
MAX_DEPTH, MAX_ELEMENTS = 20, 5_000
LONGEST_NAME, LONGEST_TEXT = 200, 4_000
_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
_NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_CODEBOOK = (
    "This is no REFI-QDA codebook. In the program for qualitative analysis choose to export the "
    "codes alone, as a REFI-QDA codebook (.qdc)."
)


def read_codebook(data: bytes) -> ReadCodebook:
    """What a codebook says.

    Raises ``Invalid`` for a file that is larger than ``MAX_BYTES``, declares entities, is nested or
    large beyond what a codebook is, or is none; and with every code that has no name or guid.
    """
    if len(data) > MAX_BYTES:
        raise Invalid("The file is larger than 1 MB. Codes are text without pictures.")
    if data.startswith(b"PK"):
        raise Invalid(f"This is a whole project, or another file. {_NO_CODEBOOK}")
    try:
        root = _root(data)
    except DefusedXmlException:
        raise Invalid("The file declares what could make it swell up. Export it again.") from None
    except ElementTree.ParseError:
        raise Invalid(_NO_CODEBOOK) from None
    if _local(root) != "CodeBook" or "}Codes" not in {f"}}{_local(one)}" for one in root}:
        raise Invalid(_NO_CODEBOOK)
    return _Reading().read(root)


def _root(data: bytes) -> Any:
    depth = count = 0
    root = None
    for event, element in ElementTree.iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise Invalid("The file is deeper or longer than codes are. Divide it.")
    return root


def _local(element: Any) -> str:
    """The name of an element, in whichever version of the standard it is."""
    return str(element.tag).rpartition("}")[2]


class _Reading:
    """Goes through a file, and keeps what it says and what is wrong with it."""

    def __init__(self) -> None:
        self._codes = list[ReadCode]()
        self._problems = list[Problem]()
        self._left_out = list[LeftOut]()

    def read(self, root: Any) -> ReadCodebook:
        listed: Mapping[str, str] = {}
        title = ""
        for part in root:
            if _local(part) == "Codes":
                self._read_codes(part, "")
            elif _local(part) == "Sets":
                for one in part:
                    _, said = _parted(_description(one))
                    if "Key" in said:
                        listed, title = said, one.get("name", "").strip()
                    else:
                        self._leave("Sets", "Sets of codes are not kept.", one.get("name", ""))
            else:
                self._leave("CodeBook", "This part is not read.", _local(part))
        self._check_guids()
        if not any(code.is_codable for code in self._codes):
            self._problems.append(Problem("Codes", "No code can be used: each is a heading only."))
        if self._problems:
            raise Invalid.because_of(self._problems)
        number = listed.get("Version", "")
        version = int(number) if number.isascii() and number.isdecimal() else 0
        codes, left_out = tuple(self._codes), tuple(self._left_out)
        return ReadCodebook(codes, listed.get("Key", ""), version, title, left_out)

    def _read_codes(self, holder: Any, over: str) -> None:
        for element in holder:
            if _local(element) == "Code":
                code = self._code(element, over)
                self._codes.append(code)
                self._read_codes(element, code.guid)
            elif _local(element) != "Description":
                self._leave("Code", "This part is not read.", _local(element))

    def _code(self, element: Any, over: str) -> ReadCode:
        name = " ".join(element.get("name", "").split())
        place = f"code “{shortened(name)}”" if name else f"code {len(self._codes) + 1}"
        guid = _GUID.fullmatch(element.get("guid", "").strip())
        definition, said = _parted(_description(element))
        wrong = {
            "Give it a name.": not name,
            f"Keep its name to {LONGEST_NAME} letters.": len(name) > LONGEST_NAME,
            f"Keep its description to {LONGEST_TEXT:,} letters.": len(definition) > LONGEST_TEXT,
            "It has no guid, or none that is one.": guid is None,
            "It has a control character in it. Take it out.": bool(_NOT_ALLOWED.search(definition)),
        }
        self._problems += [Problem(place, sentence) for sentence, holds in wrong.items() if holds]
        return ReadCode(
            guid[1].upper() if guid else "",
            name,
            definition,
            self._colour(element, name),
            element.get("isCodable", "true").strip() not in ("false", "0"),
            over,
            said,
        )

    def _colour(self, element: Any, name: str) -> str:
        colour = element.get("color", "").strip()
        if colour and not _COLOUR.fullmatch(colour):
            self._leave(f"code {name}", "This is no colour.", colour)
            return ""
        short = len(colour) == len("#rgb")
        return "#" + "".join(2 * sign for sign in colour[1:]) if short else colour

    def _check_guids(self) -> None:
        seen = set[str]()
        for code in self._codes:
            if code.guid and code.guid in seen:
                self._problems.append(Problem(f"code “{code.name}”", "Another has its guid too."))
            seen.add(code.guid)

    def _leave(self, place: str, why: str, text: str) -> None:
        self._left_out.append(LeftOut(place, 0, "", why, shortened(text)))


def _description(element: Any) -> str:
    found = [one.text or "" for one in element if _local(one) == "Description"]
    return "\n".join(found)


def _parted(description: str) -> tuple[str, dict[str, str]]:
    """What a description says for everybody, and below it for us."""
    definition, ours, below = f"\n\n{description}".rpartition(f"\n\n{OURS}\n")
    if not ours:
        return description.strip(), {}
    return definition.strip(), dict(_lines(below))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, colon, said = line.partition(": ")
        if colon:
            yield name.strip(), unescaped(said)
