"""The audit tools and theme lists that come with Golden Thread, as YAML files beside this one."""

from __future__ import annotations

from functools import cache
from importlib import resources

from audit_tools.codebook import Codebook
from audit_tools.definition import read_theme_list, read_tool
from audit_tools.tool import AuditTool

_TOOLS = (
    "serious-youth-violence",
    "police-notifications",
    "contextual",
    "organisation-self-assessment",
)
_THEME_LISTS = ("child-safeguarding-29", "kids-voices-10")


@cache
def shipped_tools() -> tuple[AuditTool, ...]:
    """The audit tools that are shipped, read once and checked against the shipped theme lists."""
    return tuple(read_tool(_text(name), codebooks=shipped_theme_lists()) for name in _TOOLS)


@cache
def shipped_theme_lists() -> tuple[Codebook, ...]:
    """The theme lists that are shipped, read once."""
    return tuple(read_theme_list(_text(name)) for name in _THEME_LISTS)


def _text(name: str) -> str:
    return resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
