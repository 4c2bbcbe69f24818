"""Documents that set things beside each other: two audits, and published findings by area.

Both are made only by ``audit_tools.disclosure``, as an audience may have them.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from audit_tools.across import Across
from audit_tools.errors import Invalid
from audit_tools.side_by_side import SideBySide
from audit_tools.snapshots import snapshot
from audit_tools.words.word_list import Words
from reports.acronyms import with_acronyms
from reports.documents import MEDIA_TYPES, Document, Format, Kind
from reports.forms import DATA, WRITERS
from reports.kinds.across import across
from reports.kinds.comparison_data import across_as_data, comparison_as_data
from reports.kinds.side_by_side import side_by_side
from reports.outline import Outline

ComparisonFacts = SideBySide | Across


@dataclass(frozen=True)
class _Made:
    kind: Kind
    audit: str
    tool: str
    outline: Outline
    tables: Outline


def make_comparison(
    kind: str, facts: ComparisonFacts, format: str, at: datetime | None, words: Words | None
) -> Document:
    """``comparison`` and ``themes-by-area`` in all forms.

    ``at`` is when the numbers were read, which whatever is handed round says. Raises ``Invalid``
    for anything else.
    """
    made = _make(facts)
    if kind != made.kind or format not in {*WRITERS, *DATA}:
        raise Invalid("There is no such comparison.")
    data = _written(made, facts, format, at, words)
    return Document(f"{made.audit}-{kind}.{format}", MEDIA_TYPES[Format(format)], data)


def _written(
    made: _Made, facts: ComparisonFacts, format: str, at: datetime | None, words: Words | None
) -> bytes:
    if format == Format.HTML:
        return WRITERS[format](made.outline.title, (made.outline,))
    if format in DATA:
        return DATA[format](replace(made.tables, at=at))
    outline = made.outline.recorded(snapshot(at, made.tool, facts) if at else None)
    return WRITERS[format](outline.title, (with_acronyms(outline, words),))


def _make(facts: ComparisonFacts) -> _Made:
    match facts:
        case SideBySide():
            return _Made(
                Kind.COMPARISON,
                facts.now.key,
                facts.now.tool.words,
                side_by_side(facts),
                comparison_as_data(facts),
            )
        case Across():
            return _Made(Kind.ACROSS, facts.key, "", across(facts), across_as_data(facts))
    assert_never(facts)
