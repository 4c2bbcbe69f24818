"""One step of changing a draft: what it does, what it replaced, and how it is undone.

A step changes one place. It is taken where that place still is as its author saw it; where somebody
else changed it meanwhile it is refused, and both texts are there to choose from. A step elsewhere
takes nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from audit_tools.definition.fields import Holds
from audit_tools.editing.places import (
    ALONE,
    Document,
    Part,
    find,
    holder_of,
    listed,
    read_part,
    shape_of,
)
from audit_tools.errors import Conflict, Hidden

GONE = "This was taken out meanwhile. Undo that to bring it back."
OTHERWISE = "Somebody else changed this meanwhile."


class Nothing:
    """That a field is not there at all, which is something else than an empty list."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = Nothing()


@dataclass(frozen=True)
class Spot:
    """A spot in a list: of what, and after which key; first where that is empty."""

    holder: Part
    list_name: str
    after: str = ""


@dataclass(frozen=True)
class Put:
    """Another content in one field."""

    part: Part
    field: str
    before: Any
    now: Any

    @property
    def place(self) -> str:
        return self.part.place(self.field)

    @property
    def undoing(self) -> Put:
        return Put(self.part, self.field, self.now, self.before)


@dataclass(frozen=True)
class Add:
    """A new part, with all that is in it."""

    spot: Spot
    content: Document

    @property
    def place(self) -> str:
        return self.spot.holder.within(self.spot.list_name, self.content["key"]).name

    @property
    def undoing(self) -> Drop:
        return Drop(self.spot, self.content)


@dataclass(frozen=True)
class Drop:
    """A part taken out, with all that is in it."""

    spot: Spot
    content: Document

    @property
    def place(self) -> str:
        return self.undoing.place

    @property
    def undoing(self) -> Add:
        return Add(self.spot, self.content)


@dataclass(frozen=True)
class Move:
    """A part carried to another spot."""

    key: str
    before: Spot
    now: Spot

    @property
    def place(self) -> str:
        return self.now.holder.within(self.now.list_name, self.key).name

    @property
    def undoing(self) -> Move:
        return Move(self.key, self.now, self.before)


@dataclass(frozen=True)
class Together:
    """Several steps that are one to whoever did them, and are undone as one."""

    steps: tuple[Step, ...]

    @property
    def place(self) -> str:
        return self.steps[0].place

    @property
    def undoing(self) -> Together:
        return Together(tuple(step.undoing for step in reversed(self.steps)))


Step = Put | Add | Drop | Move | Together


def take(document: Document, step: Step) -> Document:
    """The draft after a step; the one that was given stays as it is.

    Raises ``Conflict``, its place the step's, where somebody changed meanwhile what it changes.
    """
    if isinstance(step, Together):
        for one in step.steps:
            document = take(document, one)
        return document
    changed = deepcopy(document)
    if isinstance(step, Put):
        _put(changed, step)
    elif isinstance(step, Add):
        _add(changed, step)
    elif isinstance(step, Drop):
        _drop(changed, step)
    else:
        _move(changed, step)
    return changed


def take_all(document: Document, steps: Iterable[Step]) -> tuple[Document, tuple[Step, ...]]:
    """The draft after many steps, and those of them that could not be taken any more."""
    left = list[Step]()
    for step in steps:
        try:
            document = take(document, step)
        except (Conflict, Hidden):
            left.append(step)
    return document, tuple(left)


def _put(document: Document, step: Put) -> None:
    part = find(document, step.part)
    if part is None:
        raise Conflict(GONE, step.place)
    current = part.get(step.field, NOTHING)
    if current not in (step.before, step.now):
        raise Conflict(OTHERWISE, step.place)
    if step.now is NOTHING:
        part.pop(step.field, None)
    else:
        part[step.field] = deepcopy(step.now)
    _hold(document, step.part, part)


def _hold(document: Document, part: Part, content: Document) -> None:
    """Let a part that is there by what is in it come and go with that."""
    if not part.steps:
        return
    outer = Part(part.steps[:-1])
    field = shape_of(outer).field(part.list_name)
    if field is None or field.holds is Holds.PARTS:
        return
    holder = find(document, outer)
    if holder is None:
        raise Conflict(GONE, part.name)
    within = holder if field.holds is Holds.PART else holder.setdefault(field.name, {})
    key = field.name if part.key == ALONE else part.key
    if content:
        within[key] = content
    else:
        within.pop(key, None)
    if not holder.get(field.name):
        holder.pop(field.name, None)


def _add(document: Document, step: Add) -> None:
    items = _list(document, step.spot, step.place)
    if any(one.get("key") == step.content["key"] for one in items):
        raise Conflict("This is there already.", step.place)
    items.insert(_index(items, step.spot.after), deepcopy(step.content))


def _drop(document: Document, step: Drop) -> None:
    items = _list(document, step.spot, step.place)
    there = next((one for one in items if one.get("key") == step.content["key"]), None)
    if there is None:
        raise Conflict(GONE, step.place)
    if there != step.content:
        raise Conflict("Somebody else changed something in this meanwhile.", step.place)
    items.remove(there)
    _leave_no_empty_list(document, step.spot)


def _move(document: Document, step: Move) -> None:
    items = _list(document, step.before, step.place)
    there = next((one for one in items if one.get("key") == step.key), None)
    if there is None:
        raise Conflict("This was moved or taken out meanwhile.", step.place)
    items.remove(there)
    into = _list(document, step.now, step.place)
    into.insert(_index(into, step.now.after), there)
    _leave_no_empty_list(document, step.before)


def _list(document: Document, spot: Spot, place: str) -> list[Document]:
    holder = find(document, spot.holder)
    if holder is None:
        raise Conflict(GONE, place)
    items: list[Document] = holder.setdefault(spot.list_name, [])
    return items


def _leave_no_empty_list(document: Document, spot: Spot) -> None:
    """A list that is empty is not there, as documents are written."""
    holder = find(document, spot.holder)
    if holder is not None and not holder.get(spot.list_name, True):
        del holder[spot.list_name]


def _index(items: list[Document], after: str) -> int:
    """Where to put it: after that key, and at the end where it is gone."""
    if not after:
        return 0
    return next((i + 1 for i, one in enumerate(items) if one.get("key") == after), len(items))


def spot_of(document: Document, part: Part) -> Spot:
    """Where a part stands now. Raises ``Hidden`` or ``Conflict`` where it is gone."""
    holder = holder_of(document, part)
    keys = [one.get("key") for one in listed(find(document, holder) or {}, part.list_name)]
    if part.key not in keys:
        raise Conflict(GONE, part.name)
    at = keys.index(part.key)
    return Spot(holder, part.list_name, str(keys[at - 1]) if at else "")


def step_to_data(step: Step) -> dict[str, Any]:
    """The step as JSON; ``step_from_data`` gives the same again."""
    if isinstance(step, Put):
        held = {"before": step.before, "now": step.now}
        kept = {name: value for name, value in held.items() if value is not NOTHING}
        return {"deed": "put", "part": step.part.name, "field": step.field, **kept}
    if isinstance(step, Together):
        return {"deed": "together", "steps": [step_to_data(one) for one in step.steps]}
    if isinstance(step, Move):
        spots = {"before": _spot_to_data(step.before), "now": _spot_to_data(step.now)}
        return {"deed": "move", "key": step.key, **spots}
    deed = "add" if isinstance(step, Add) else "drop"
    return {"deed": deed, "spot": _spot_to_data(step.spot), "content": step.content}


def _spot_to_data(spot: Spot) -> dict[str, str]:
    return {"holder": spot.holder.name, "list": spot.list_name, "after": spot.after}


def step_from_data(data: Mapping[str, Any]) -> Step:
    """The step that sound data say."""
    if data["deed"] == "put":
        before, now = data.get("before", NOTHING), data.get("now", NOTHING)
        return Put(read_part(data["part"]), data["field"], before, now)
    if data["deed"] == "together":
        return Together(tuple(step_from_data(one) for one in data["steps"]))
    if data["deed"] == "move":
        return Move(data["key"], _spot_from(data["before"]), _spot_from(data["now"]))
    deed = Add if data["deed"] == "add" else Drop
    return deed(_spot_from(data["spot"]), data["content"])


def _spot_from(data: Mapping[str, str]) -> Spot:
    return Spot(read_part(data["holder"]), data["list"], data["after"])
