"""The shape of the documents that are no audit tools: theme lists, and letters of inspections."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from audit_tools.definition.shape import WORDS, Document, Key, OptionalText, Text, Version
from audit_tools.training_needs import Remedy

_GUID = "-".join(f"[0-9A-F]{{{count}}}" for count in (8, 4, 4, 4, 12))
_KeyOrNone = Annotated[str, StringConstraints(max_length=60, pattern=f"^({WORDS})?$")]
_Colour = Annotated[str, StringConstraints(pattern="^(#[0-9a-fA-F]{6})?$")]
_Guid = Annotated[str, StringConstraints(pattern=f"^({_GUID})?$")]


class ThemeDocument(Document):
    key: Key
    code: Text
    title: Text
    definition: Text
    usual_remedies: Annotated[tuple[Remedy, ...], Field(min_length=1)] = Field(
        description="What usually helps, the usual one first."
    )
    training_implication: OptionalText = ""
    audience: OptionalText = ""
    stands_for: tuple[Key, ...] = Field(
        (), description="Keys of earlier themes that were merged into it or that it was split from."
    )
    part_of: _KeyOrNone = Field(
        "", description="The key of the theme or the group that it stands under."
    )
    colour: _Colour = Field(
        "", description="Its colour in a program for qualitative analysis: #46aa00."
    )
    guid: _Guid = Field(
        "", description="What such a program knows it by; nothing for a theme made here."
    )


class ThemeGroupDocument(Document):
    """A heading over themes, into which nothing is sorted."""

    key: Key
    title: Text
    definition: OptionalText = ""
    part_of: _KeyOrNone = ""
    colour: _Colour = ""
    guid: _Guid = ""


class ThemeListDocument(Document):
    """A list of themes into which findings are sorted."""

    format_version: Literal[1] = 1
    key: Key
    version: Version
    title: Text
    themes: Annotated[tuple[ThemeDocument, ...], Field(min_length=1)]
    groups: tuple[ThemeGroupDocument, ...] = ()


class InspectedDocument(Document):
    """Which inspection it was. ``body`` and ``source`` are for whoever reads the file."""

    key: Key
    title: Text
    body: OptionalText = ""
    inspected_from: date
    inspected_to: date
    letter_date: date
    plan_due: date | None = None
    source: OptionalText = ""
    attribution: Text = Field(description="Whose words these are, and under which licence.")


class InspectionFindingDocument(Document):
    number: Annotated[int, Field(ge=1, le=999)]
    statement: Text
    themes: tuple[Key, ...] = ()


class InspectionDocument(Document):
    """The letter of an inspection, and what it says needs to improve."""

    inspection: InspectedDocument
    findings: Annotated[tuple[InspectionFindingDocument, ...], Field(min_length=1)]
