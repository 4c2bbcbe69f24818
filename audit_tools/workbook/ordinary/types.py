"""What the types of an ordinary form come to in a tool.

Source: https://xlsform.org/en/#question-types and the older names that pyxform reads; for ratings,
orders and tables of KoBoToolbox https://github.com/kobotoolbox/formpack.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from audit_tools.questions import AnswerType
from audit_tools.workbook.ordinary import reasons


class Becomes(Enum):
    """What a row becomes."""

    QUESTION = auto()
    NOTE = auto()
    BEGIN = auto()
    END = auto()
    NOTHING = auto()


@dataclass(frozen=True)
class Form:
    """What a type becomes; ``why`` says what of it is not carried.

    ``list_name`` is the list it is answered from, ``list_in`` the column of the row that names it
    where its type does not; ``other`` whether "Other" stands below it. ``opens`` says that rows
    belong to it, up to its end; ``scored`` that they, or it as one of them, are answered from one
    list.
    """

    becomes: Becomes
    type: AnswerType = AnswerType.TEXT
    list_name: str = ""
    other: bool = False
    ticked: bool = False
    repeats: bool = False
    ranked: bool = False
    scored: bool = False
    list_in: str = ""
    why: str = ""

    @property
    def opens(self) -> bool:
        return self.becomes is Becomes.BEGIN or bool(self.list_in)


_PLAIN = {
    "text": AnswerType.TEXT,
    "string": AnswerType.TEXT,
    "integer": AnswerType.NUMBER,
    "int": AnswerType.NUMBER,
    "date": AnswerType.DATE,
}
_FILES = (
    "geopoint", "geotrace", "geoshape", "location", "image", "photo", "audio", "video", "file",
    "barcode", "signature", "background-audio",
)  # fmt: skip
_OF_DEVICE = (
    "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username",
    "email", "audit", "start-geopoint", "imei",
)  # fmt: skip
_WORKED_OUT = ("calculate", "hidden", "xml-external", "csv-external")
_GROUPS = {
    "begin group": Form(Becomes.BEGIN),
    "begin repeat": Form(Becomes.BEGIN, repeats=True, why=reasons.REPEATS),
    "begin score": Form(Becomes.BEGIN, scored=True, list_in="kobo--score-choices"),
    "begin rank": Form(
        Becomes.QUESTION,
        AnswerType.LONG_TEXT,
        ranked=True,
        list_in="kobo--rank-items",
        why=reasons.AS_TEXT["rank"],
    ),
    "begin kobomatrix": Form(Becomes.BEGIN, why=reasons.FOR_EACH),
    "end group": Form(Becomes.END),
    "end repeat": Form(Becomes.END),
}
_ONE = ("select_one", "select1", "select one", "select one from")
_SEVERAL = ("select_multiple", "select all that apply from", "select all that apply",
            "select multiple", "select multiple from")  # fmt: skip
_FROM_FILES = ("select_one_from_file", "select_multiple_from_file", "select_one_external")


def form_of(type_cell: str) -> Form:
    """What a type becomes; one that nobody knows, or that is empty, nothing."""
    words = " ".join(type_cell.split())
    folded = words.casefold().replace("begin_", "begin ").replace("end_", "end ")
    if folded in _GROUPS:
        return _GROUPS[folded]
    return _simple(folded) or _selected(words) or _unknown(folded)


def _unknown(folded: str) -> Form:
    """A group of a kind that only some programs have is a group all the same."""
    if folded.startswith("begin "):
        return Form(Becomes.BEGIN, why=reasons.OTHER_GROUP)
    if folded.startswith("end "):
        return Form(Becomes.END)
    return Form(Becomes.NOTHING, why=reasons.NO_SUCH_TYPE if folded else reasons.NO_TYPE)


def _simple(name: str) -> Form | None:
    plain = {
        "note": Form(Becomes.NOTE),
        "acknowledge": Form(Becomes.QUESTION, AnswerType.SINGLE, ticked=True, why=reasons.TICKED),
        **{one: Form(Becomes.QUESTION, type_) for one, type_ in _PLAIN.items()},
        "score__row": Form(Becomes.NOTHING, scored=True, why=reasons.NO_SCALE),
        "rank__level": Form(Becomes.NOTHING, why=reasons.PLACE),
        "range": Form(Becomes.QUESTION, AnswerType.NUMBER, why=reasons.RANGE),
        **{one: Form(Becomes.NOTHING, why=reasons.TAKES_A_FILE) for one in _FILES},
        **{one: Form(Becomes.NOTHING, why=reasons.OF_THE_DEVICE) for one in _OF_DEVICE},
        **{one: Form(Becomes.NOTHING, why=reasons.WORKED_OUT) for one in _WORKED_OUT},
        **{one: Form(Becomes.QUESTION, why=why) for one, why in reasons.AS_TEXT.items()},
    }
    return plain.get({"trigger": "acknowledge"}.get(name, name))


def _selected(words: str) -> Form | None:
    """A type that names a list, and perhaps "Other" besides."""
    folded = words.casefold()
    for names, type_ in ((_ONE, AnswerType.SINGLE), (_SEVERAL, AnswerType.MULTIPLE)):
        for name in sorted(names, key=len, reverse=True):
            if folded.startswith(f"{name} "):
                rest = words[len(name) + 1 :].split()
                if rest[0].startswith("${"):
                    return Form(Becomes.QUESTION, why=reasons.FROM_ANSWERS)
                other = " ".join(rest[1:]).casefold() in ("or_other", "or other")
                return Form(Becomes.QUESTION, type_, rest[0], other)
    first, *rest = words.split() or [""]
    if first.casefold() == "rank" and rest:
        why = reasons.AS_TEXT["rank"]
        return Form(Becomes.QUESTION, AnswerType.LONG_TEXT, rest[0], ranked=True, why=why)
    if first.casefold() in _FROM_FILES:
        return Form(Becomes.QUESTION, why=reasons.FROM_A_FILE)
    return None
