"""Which fields of a part stand together where it is filled in. What is named nowhere here comes
last, so that a field that is new can be filled in before anybody has thought of its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit_tools.definition.fields import FieldShape, Holds, PartShape
from audit_tools.editing.labels import GIVEN
from audit_tools.editing.places import Part

FIRST = ""
MORE = "More"
_GROUPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "tool": {
        FIRST: ("title", "about", "definition", "look_back", "look_back_rapid",
                "look_back_re_audit"),
        "Scales": ("scales",),
        "Waits and standing meetings": ("waits", "meetings"),
    },
    "section": {
        FIRST: ("title", "why", "good_looks_like", "asked", "show_when"),
    },
    "question": {
        FIRST: (
            "text", "type", "choices", "scale", "called", "numbered", "most", "parts", "asked",
            "kinds", "guidance", "show_when",
        ),
        "Whether it has to be answered, and why it was answered so": (
            "answer", "required_when", "absences", "reason", "reason_when", "reason_prompt",
            "alone", "comments",
        ),
        "Prompts and findings": ("look_for", "strength", "development"),
        "Other words for one kind of agency": ("variants",),
        "Themes, criteria and links": ("themes", "criteria", "cross_references", "links"),
        "Number, table and purpose": ("number", "class", "matrix", "row"),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Fields under one title; without one they are what is filled in first."""

    title: str
    fields: tuple[FieldShape, ...]


def groups_of(shape: PartShape) -> tuple[Group, ...]:
    """Every field of a part that somebody fills in, each in one group.

    Sections and their questions are not among them: they are the outline of the tool.
    """
    wanted = {
        one.name: one
        for one in shape.fields
        if one.name not in GIVEN and one.name not in ("sections", "questions")
    }
    groups = [
        Group(title, tuple(wanted.pop(name) for name in names if name in wanted))
        for title, names in _GROUPS.get(shape.name, {}).items()
    ]
    title = MORE if groups else FIRST
    return (*groups, Group(title, tuple(wanted.values())))


def has_own_page(holder: Part, shape: FieldShape) -> bool:
    """Whether the parts in a field are filled in on a page each: those that have much to say."""
    return shape.holds is Holds.PARTS and not holder.steps


def page_of(part: Part) -> Part:
    """On which page a part is filled in: an answer on that of its question."""
    return Part(part.steps[:1])
