"""The steps that lead from one draft to another, for a draft that came in whole, from a file."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from audit_tools.definition.fields import Holds
from audit_tools.editing.places import (
    QUESTIONS,
    SECTIONS,
    Document,
    Part,
    find,
    listed,
    shape_of,
)
from audit_tools.editing.steps import NOTHING, Add, Drop, Move, Put, Spot, Step, spot_of, take


def steps_between(before: Document, after: Document) -> tuple[Step, ...]:
    """Steps that, taken one after another, make the one draft of the other.

    Each changes one place, so that they can be taken where something else was changed meanwhile.
    Parts are the same where their keys are; a question may stand in another section.
    """
    making = _Making(before, after)
    making.align(Part(), after)
    return tuple(making.steps)


class _Making:
    """Makes the steps, taking each at once: the next one begins from there."""

    def __init__(self, before: Document, after: Document) -> None:
        self._document = before
        self._questions = set(_questions_of(after))
        self.steps = list[Step]()

    def _do(self, step: Step) -> None:
        self._document = take(self._document, step)
        self.steps.append(step)

    def align(self, part: Part, wanted: Document) -> None:
        """Make a part that is there say what is wanted."""
        for field in shape_of(part).fields:
            if field.holds is Holds.PARTS:
                self._align_list(part, field.name, listed(wanted, field.name))
            else:
                self._put(part, field.name, wanted)

    def _put(self, part: Part, field: str, wanted: Document) -> None:
        held = find(self._document, part) or {}
        was, now = held.get(field, NOTHING), wanted.get(field, NOTHING)
        if was != now:
            self._do(Put(part, field, was, now))

    def _align_list(self, holder: Part, name: str, wanted: list[Document]) -> None:
        # What is carried into another section has left its own before that is taken out.
        if name != SECTIONS:
            self._take_out(holder, name, wanted)
        after = ""
        for one in wanted:
            key = str(one["key"])
            self._settle(_part(holder, name, key), Spot(holder, name, after), one)
            after = key
        self._take_out(holder, name, wanted)

    def _settle(self, part: Part, spot: Spot, wanted: Document) -> None:
        """Have a part stand at its spot, and say what is wanted."""
        if find(self._document, part) is None:
            content = {name: held for name, held in wanted.items() if name != QUESTIONS}
            self._do(Add(spot, deepcopy(content)))
        elif (now := spot_of(self._document, part)) != spot:
            self._do(Move(part.key, now, spot))
        self.align(part, wanted)

    def _take_out(self, holder: Part, name: str, wanted: list[Document]) -> None:
        kept = {str(one["key"]) for one in wanted}
        held = listed(find(self._document, holder) or {}, name)
        for one in [one for one in held if str(one["key"]) not in kept]:
            part = _part(holder, name, str(one["key"]))
            if name != QUESTIONS or part.key not in self._questions:
                self._do(Drop(spot_of(self._document, part), deepcopy(one)))


def _part(holder: Part, name: str, key: str) -> Part:
    """A part of a list; a question is one of the tool, wherever it stands."""
    return Part(((QUESTIONS, key),)) if name == QUESTIONS else holder.within(name, key)


def _questions_of(document: Document) -> Iterator[str]:
    for section in listed(document, SECTIONS):
        yield from (str(question["key"]) for question in listed(section, QUESTIONS))
