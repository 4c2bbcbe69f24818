"""What of a file would be saved in a return, and what would not, where and why.

A file is matched by its identification and by the keys of its boxes, never by where they are. Each
answer is checked as one that was typed. An empty box leaves what is saved as it is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields

from audit_tools.answers import check_answer
from audit_tools.conditions.in_words import say_all
from audit_tools.entries import NEW, Base, Edit, Entry, key_of_edit, read_base
from audit_tools.errors import Invalid
from audit_tools.fit import Fit
from audit_tools.return_files import in_words
from audit_tools.return_files.form import FIT, FormRow, FormSection, Identity, Side
from audit_tools.returns import AgencyReturn
from audit_tools.tool import AuditTool, Scale, ToolNames, counts_with

MOST_CARRIED = 5_000_000
"""How many characters what a page carries along may have."""


@dataclass(frozen=True)
class Filled:
    """What stands in one box of a file. ``where`` is its cell: ``row 12, column C``."""

    box: str
    text: str = field(repr=False)
    where: str


@dataclass(frozen=True)
class FilledForm:
    """A file as it was read: of which return it says to be, and what stands in its boxes.

    ``bases`` are as written. Nothing of it is checked yet.
    """

    identity: Mapping[str, str]
    bases: Mapping[str, str]
    boxes: tuple[Filled, ...]


@dataclass(frozen=True)
class Brought:
    """An answer that a file brings: the value as it is stored, and how it reads."""

    place: str
    name: str
    value: str = field(repr=False)
    words: str = field(repr=False)
    base: Base
    where: str


@dataclass(frozen=True)
class NotTaken:
    """Something in a file that is not saved, and why not; ``text`` is what is written there."""

    name: str
    where: str
    why: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Reading:
    """What a file comes to. ``untouched`` counts what stands as it did when the file was made."""

    brought: tuple[Brought, ...]
    refused: tuple[NotTaken, ...]
    untouched: int


def parts_of(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """What a file says of itself, and from what its boxes began, out of what stands together."""
    all_of = dict(pairs)
    said = {name: text for name, text in all_of.items() if name in _PARTS}
    return said, {name: text for name, text in all_of.items() if name not in _PARTS}


_PARTS = frozenset(part.name for part in fields(Identity))


def check_identity(said: Mapping[str, str], of: Identity) -> None:
    """Raise ``Invalid`` where a file is of another return, or made with another version.

    Only what the file says of itself is repeated.
    """
    for part, why in _OTHER.items():
        if said.get(part, "") != str(getattr(of, part)):
            told = why.format(**{"case": "", "agency": "", "version": "", **said})
            raise Invalid(told, place=FILE)
    if not said.get("key"):
        raise Invalid(NO_KEY, place=FILE)


FILE = "file"
"""The place of what is wrong with a file as a whole."""


_OTHER = {
    "audit": "This file belongs to another audit. Choose the file that was made for this one.",
    "case": "This file is for the case “{case}”, which is not the case of this page.",
    "agency": "This file is for the agency “{agency}”, which is not the agency of this page.",
    "tool": "This file was made with another audit tool.",
    "version": "This file was made with version {version} of the audit tool, and the return is now "
    "answered with another. Take the file again below, and copy the answers over.",
    "return_id": "This file was made for an earlier return on this case. Download it again.",
}
NO_KEY = "The identification of this file is damaged. Download it again and copy the answers over."


def read_fit(filled: FilledForm, fit: Fit) -> bool:
    """Whether a file says that the case details fit, where that was not said before.

    Raises ``Invalid`` where they do not, or where nothing is said of it.
    """
    if fit is not Fit.NOT_SAID:
        return False
    said = {one.text.casefold() for one in filled.boxes if one.box == FIT and one.text}
    if said == {in_words.YES.casefold()}:
        return True
    if said == {in_words.NO.casefold()}:
        raise Invalid(
            "The file says that the case details do not fit the agency's key sheet. Nothing can be "
            "read in: settle with the agency which case is meant.",
            place=FILE,
        )
    raise Invalid(
        "The file does not say whether the case details fit the agency's key sheet. Ask the agency "
        "to answer that first, in the file or on its own page.",
        place=FILE,
    )


def read_filled(
    tool: AuditTool,
    scale: Scale | None,
    agency_return: AgencyReturn,
    sections: tuple[FormSection, ...],
    filled: FilledForm,
) -> Reading:
    """What of a file would be saved.

    ``sections`` are those of the form, with every line that a section can have. ``agency_return``
    holds what its reader may know of the return, which may be nothing: whether a question is asked
    is then told by the file alone.
    """
    names = names_of(sections)
    boxes, refused = _take_boxes(filled.boxes, names)
    said = dict[str, Brought]()
    for place, texts in _by_place(boxes).items():
        first = next(one for one in boxes.values() if in_words.place_of(one.box) == place)
        try:
            value = check_answer(
                tool, scale, agency_return, place, in_words.stored_of(tool, scale, place, texts)
            )
            base = _base_at(place, filled.bases)
        except Invalid as wrong:
            refused.append(NotTaken(names[first.box], first.where, wrong.message, first.text))
        else:
            words = in_words.words_at(tool, scale, place, value)
            said[place] = Brought(place, names[first.box], value, words, base, first.where)
    changed = {place: one for place, one in said.items() if not one.base.is_of(one.value)}
    counted = _counted(tool, agency_return, said, changed)
    asked = {place: one for place, one in changed.items() if not one.value or place in counted}
    named = ToolNames(tool, agency_return.kind)
    refused += [
        NotTaken(one.name, one.where, _why_not(tool, place, named), one.words)
        for place, one in changed.items()
        if place not in asked
    ]
    return Reading(tuple(asked.values()), tuple(refused), len(said) - len(changed))


def names_of(sections: tuple[FormSection, ...]) -> dict[str, str]:
    """What each box of a form is called: with its section where nothing else tells it apart."""
    names = dict[str, str]()
    repeated = _repeated(sections)
    for section in sections:
        above = ""
        for row in section.rows:
            own = _asked(row)
            is_clear = bool(row.number) and own not in repeated
            within = above if row.is_part else "" if is_clear else section.title
            name = f"{within}: {own}" if within else own
            above = above if row.is_part else name
            for box in row.boxes:
                is_named = box.side is Side.ANSWER or box.key.endswith("/cause")
                names[box.key] = name if is_named else f"{name} ({box.label.lower()})"
                if box.key.endswith("/cause"):
                    names[box.key] = f"{name}, why it happened"
    return names


def _asked(row: FormRow) -> str:
    return f"{row.number} {row.text}" if row.number else row.text


def _repeated(sections: tuple[FormSection, ...]) -> set[str]:
    """What is asked in more sections than one, by its number and its words."""
    asked = Counter(one for section in sections for one in {_asked(row) for row in section.rows})
    return {one for one, count in asked.items() if count > 1}


def _take_boxes(
    filled: Iterable[Filled], names: Mapping[str, str]
) -> tuple[dict[str, Filled], list[NotTaken]]:
    """The boxes in which something stands, and what cannot be one."""
    taken, refused = dict[str, Filled](), list[NotTaken]()
    for one in filled:
        if not one.text or one.box == FIT:
            continue
        if one.box not in names:
            refused.append(NotTaken("", one.where, "The return has no such box.", one.text))
        elif one.box in taken:
            why = f"This box stands in the file twice. {taken[one.box].where} is read."
            refused.append(NotTaken(names[one.box], one.where, why, one.text))
        else:
            taken[one.box] = one
    return taken, refused


def _by_place(boxes: Mapping[str, Filled]) -> dict[str, dict[str, str]]:
    """The texts of the boxes of each place."""
    found = dict[str, dict[str, str]]()
    for box, one in boxes.items():
        found.setdefault(in_words.place_of(box), {})[box] = one.text
    return found


def _base_at(place: str, bases: Mapping[str, str]) -> Base:
    """From what the box began: from nothing where the file says nothing of it."""
    base = read_base(bases[place]) if place in bases else Base.of(NEW)
    if base is None:
        raise Invalid("What this box began from is damaged in the file. Download the file again.")
    return base


def _counted(
    tool: AuditTool,
    agency_return: AgencyReturn,
    said: Mapping[str, Brought],
    changed: Mapping[str, Brought],
) -> Collection[str]:
    """The places that count once all is saved. What was not touched in the file is known from it
    only where nothing is known of the return."""
    entries = {
        **{place: one.value for place, one in said.items()},
        **agency_return.entries,
        **{place: one.value for place, one in changed.items()},
    }
    return tool.counted(entries, agency_return.situation).keys()


def _why_not(tool: AuditTool, place: str, named: ToolNames) -> str:
    conditions = tool.conditions_at(counts_with(place))
    return f"By the other answers this is not asked. It is only where {say_all(conditions, named)}."


def keys_of_standing(
    brought: Iterable[Brought], key: str, standing: Mapping[str, Entry]
) -> dict[str, str]:
    """The key that the edit would have had by which this same file put what stands at a place."""
    entries = {one.place: standing[one.place] for one in brought if one.place in standing}
    return {
        place: key_of_edit(key, place, entry.version - 1, entry.value)
        for place, entry in entries.items()
    }


def edits_of(
    brought: Iterable[Brought],
    key: str,
    standing: Mapping[str, Entry],
    own: Collection[str],
) -> tuple[Edit, ...]:
    """The edits of a file. ``own`` are the places at which stands what an earlier state of the same
    file brought: it goes on from there, and meets nobody."""
    return tuple(
        Edit(one.place, one.value, version, key_of_edit(key, one.place, version, one.value))
        for one in brought
        for version in [standing[one.place].version if one.place in own else one.base.version]
    )


def write_filled(filled: FilledForm) -> str:
    """A file as it was read, for a page to carry along until somebody has seen what it brings."""
    boxes = [[one.box, one.text, one.where] for one in filled.boxes if one.text]
    return json.dumps([dict(filled.identity), dict(filled.bases), boxes])


def read_carried(text: str) -> FilledForm:
    """What ``write_filled`` wrote. Raises ``Invalid`` for anything else."""
    try:
        identity, bases, boxes = json.loads(text[:MOST_CARRIED])
        filled = tuple(Filled(*map(_text, one)) for one in boxes)
        return FilledForm(_texts(identity), _texts(bases), filled)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Invalid(INCOMPLETE) from error


def _texts(parts: Mapping[object, object]) -> dict[str, str]:
    return {_text(name): _text(text) for name, text in parts.items()}


def _text(part: object) -> str:
    """What stands there, without what no file could have brought and no database holds."""
    return in_words.as_in_file(str(part))


INCOMPLETE = "The page was sent incomplete. Choose the file again."
