"""How a draft begins: from the version before it, from another tool, or from nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy

from audit_tools.editing.keys import new_key
from audit_tools.editing.places import QUESTIONS, SECTIONS, Document, listed


def next_version(newest: Document) -> Document:
    """The draft of the version after the newest one, so far without a change."""
    return deepcopy(newest) | {"version": newest["version"] + 1}


def tool_like(other: Document, title: str, used: Collection[str]) -> Document:
    """The draft of a new tool that asks what another does, under a name of its own.

    ``used`` are the keys of all tools. Its answers are compared with none of the other's, so what
    was said of that is left behind.
    """
    draft = deepcopy(other) | {"key": new_key(title, used, "tool"), "version": 1, "title": title}
    for section in listed(draft, SECTIONS):
        for question in listed(section, QUESTIONS):
            question.pop("comparable_from", None)
            question.pop("comparable_why", None)
    return draft


def new_tool(
    title: str, theme_list: str, scales: Iterable[Document], used: Collection[str]
) -> Document:
    """The draft of a tool from nothing: its name, its theme list and the scales to grade by.

    What their grades are worth is left behind: it is about children until it says otherwise, and
    such a tool gives no points.
    """
    draft: Document = {
        "format_version": 1,
        "key": new_key(title, used, "tool"),
        "version": 1,
        "title": title,
        "theme_list": theme_list,
    }
    kept = [deepcopy(scale) for scale in scales]
    for grade in (grade for scale in kept for grade in listed(scale, "grades")):
        grade.pop("points", None)
    return draft | {"scales": kept} if kept else draft
