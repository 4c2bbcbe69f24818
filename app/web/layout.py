"""What every page has around its content."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, request
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from app.web import current, marking
from app.web.explained import acronyms_on, unexplained_on
from app.web.rehearsals import is_rehearsal
from audit_tools import dates, permissions
from audit_tools.corrections import say_corrected_in
from audit_tools.numbers import plural
from audit_tools.permissions import Permission, Person


@dataclass(frozen=True)
class Place:
    """An entry of the navigation: shown to whoever has one of the permissions."""

    text: str
    path: str
    permissions: tuple[Permission, ...]

    def is_open_to(self, person: Person) -> bool:
        return any(permissions.can(person, permission) for permission in self.permissions)

    @property
    def is_current(self) -> bool:
        return request.path == self.path or request.path.startswith(f"{self.path}/")


TEMPLATES = Path(__file__).parents[1] / "templates"
PLACES = (
    Place("Your returns", "/returns", (Permission.GIVE_RETURNS,)),
    Place("Colleagues", "/colleagues", (Permission.LEAD_AGENCY,)),
    Place("Audits", "/audits", (Permission.RUN_AUDITS, Permission.READ_SUMMARIES)),
    Place("Discussions", "/discussions", (Permission.READ_CASES,)),
    Place("Training needs", "/training-needs", (Permission.READ_SUMMARIES,)),
    Place("Learning", "/learning", (Permission.READ_SUMMARIES,)),
    Place("Action plans", "/actions", (Permission.FOLLOW_ACTIONS,)),
    Place("Meetings", "/meetings", (Permission.RUN_AUDITS,)),
    Place("Audit tools", "/tools", (Permission.RUN_AUDITS,)),
    Place("People", "/people", (Permission.SET_UP,)),
    Place("Agencies", "/agencies", (Permission.SET_UP,)),
    Place("Partnership", "/partnership", (Permission.SET_UP,)),
)


def install(app: Flask) -> None:
    """Give templates the design system's components and dates as they are read in England."""
    components = PackageLoader("govuk_frontend_jinja")
    app.jinja_env.loader = ChoiceLoader(
        [FileSystemLoader(TEMPLATES), PrefixLoader({"govuk_frontend_jinja": components})]
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["date"] = dates.format_date
    app.jinja_env.filters["time"] = dates.format_time
    app.jinja_env.filters["instant"] = dates.format_instant
    app.jinja_env.filters["plural"] = plural
    app.jinja_env.filters["say_corrected_in"] = say_corrected_in
    app.jinja_env.globals["acronyms_on"] = acronyms_on
    app.jinja_env.globals["unexplained_on"] = unexplained_on
    app.jinja_env.globals["is_rehearsal"] = is_rehearsal
    app.context_processor(_describe_surroundings)


def places_for(person: Person) -> list[Place]:
    """Where the navigation leads this person."""
    return [place for place in PLACES if place.is_open_to(person)]


def _describe_surroundings() -> dict[str, Any]:
    signed_in, shown = current.sign_in(), current.shown_partnership()
    return {
        "shown_partnership": shown,
        "marking": shown.marking if shown and signed_in and marking.shows_case() else "",
        "signed_in": signed_in.person if signed_in else None,
        "places": places_for(signed_in.person) if signed_in else [],
        "is_demonstration": current.settings().is_demonstration,
        "today": current.now(),
    }
