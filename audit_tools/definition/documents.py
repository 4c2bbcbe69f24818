"""Values as documents: what JSON and YAML hold of a tool or a theme list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit_tools.agency_kinds import AgencyKind
from audit_tools.codebook import Codebook
from audit_tools.conditions.as_data import to_data
from audit_tools.conditions.terms import Condition
from audit_tools.cycles import CHILDREN
from audit_tools.parts import USUAL_ROWS, Numbered
from audit_tools.tool import AuditTool, Question


def document_from(value: AuditTool | Codebook) -> dict[str, Any]:
    """The document of a value: JSON-able, in a fixed order, without what is empty."""
    return {"format_version": 1, **_plain_fields(value)}


def _plain(value: object) -> Any:
    """A value as JSON holds it; kinds of agency in their own order, so that equal tools agree."""
    if isinstance(value, Condition):
        return to_data(value)
    if isinstance(value, frozenset):
        return [kind.value for kind in AgencyKind if kind in value]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {kind.value: _plain(value[kind]) for kind in AgencyKind if kind in value}
    if isinstance(value, str):
        return str(value)
    return value if isinstance(value, (bool, int)) else _plain_fields(value)


def _is_usual(name: str, held: object) -> bool:
    """Whether a document says the same without it: what is empty, and what most tools have."""
    if name in ("in_one_sitting", "second_person", "comments", "say_which", "mandatory",
                "recommendations", "required"):  # fmt: skip
        return not held
    # No absences at all is something else than those usual for the type.
    if name == "absences":
        return held is None
    usual = {
        "counts": CHILDREN,
        "comparable_from": 1,
        "numbered": Numbered.NUMBERS,
        "most": USUAL_ROWS,
    }
    return held == usual[name] if name in usual else held in ("", None, (), frozenset(), {})


def _plain_fields(value: object) -> dict[str, Any]:
    names = {"question_class": "class"}
    public = {name: held for name, held in vars(value).items() if not name.startswith("_")}
    kept = {n: held for n, held in public.items() if not _is_usual(n, held)}
    if isinstance(value, Question) and value.scale is not None:
        kept["scale"] = value.scale.key
    return {names.get(name, name): _plain(held) for name, held in kept.items()}
