"""Who may come in: every route names a permission, or stands on a short list of public ones.

A route without ``needs`` fails when its module is imported; an endpoint that the register does not
know fails the start, and is refused should it appear later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, redirect, request, url_for
from werkzeug.exceptions import NotFound, Unauthorized
from werkzeug.wrappers import Response

from app.web import current
from audit_tools import permissions
from audit_tools.permissions import Permission

EXTENSION = "golden_thread_needs"


@dataclass(frozen=True)
class PUBLIC:
    """No sign-in is asked for, and why."""

    reason: str


@dataclass(frozen=True)
class AnyOf:
    """One of several permissions is enough."""

    permissions: tuple[Permission, ...]


Needs = Permission | AnyOf | PUBLIC

# Adding a public page means adding it here too, so that nobody does it in passing.
PUBLIC_ENDPOINTS = frozenset(
    {
        "accounts.ask_password",
        "accounts.set_password",
        "accounts.show_sign_in",
        "accounts.sign_in",
        "colleagues.ask_join",
        "colleagues.join",
        "demonstration.list_people",
        "demonstration.sign_in",
        "health.answer_health",
        "health.answer_ready",
        "partnership.style",
        "static",
    }
)
STATIC = PUBLIC("Style sheets and scripts hold nothing of a partnership.")


class Routes(Blueprint):
    """A blueprint whose every route says what it needs: ``@routes.get("/", needs=...)``."""

    def __init__(self, name: str, *, url_prefix: str | None = None) -> None:
        super().__init__(name, __name__, url_prefix=url_prefix)
        self.needs: dict[str, Needs] = {}

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Callable[..., Any] | None = None,
        provide_automatic_options: bool | None = False,
        *,
        needs: Needs | None = None,
        **options: Any,
    ) -> None:
        """Add a route. Raises ``TypeError`` when it does not say what it needs."""
        name = endpoint or (view_func.__name__ if view_func else rule)
        if needs is None:
            raise TypeError(f"The route {self.name}.{name} names no permission: say needs=...")
        if self.needs.setdefault(name, needs) != needs:
            raise TypeError(f"The route {self.name}.{name} names two different permissions.")
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)


def install(app: Flask, blueprints: tuple[Routes, ...]) -> None:
    """Register the blueprints and the check before every request.

    Raises ``RuntimeError`` when an endpoint is unknown to the register, or public without standing
    on the list.
    """
    register: dict[str, Needs] = {"static": STATIC}
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
        register |= {f"{blueprint.name}.{name}": n for name, n in blueprint.needs.items()}
    _check_register(app, register)
    app.extensions[EXTENSION] = register
    app.before_request(_check_access)


def needs_of(app: Flask, endpoint: str) -> Needs:
    """What a route needs. Raises ``KeyError`` for an endpoint that nobody registered."""
    register: dict[str, Needs] = app.extensions[EXTENSION]
    return register[endpoint]


def local_path(text: str | None) -> str | None:
    """The path of a page of this application, or None for anything that leads elsewhere.

    Browsers read a backslash as a slash and skip control characters, so neither may occur.
    """
    if not text or not text.startswith("/") or text.startswith("//") or "\\" in text:
        return None
    if not text.isprintable() or " " in text:
        return None
    parts = urlsplit(text)
    return None if parts.scheme or parts.netloc else text


def wants_json() -> bool:
    """Whether a script asks, which reads an answer instead of showing a page."""
    if "X-Requested-With" in request.headers:
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def _check_register(app: Flask, register: dict[str, Needs]) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    if unknown := endpoints - register.keys():
        raise RuntimeError(f"These routes name no permission: {', '.join(sorted(unknown))}.")
    public = {name for name, needs in register.items() if isinstance(needs, PUBLIC)}
    if unlisted := public - PUBLIC_ENDPOINTS:
        raise RuntimeError(f"These routes are public unlisted: {', '.join(sorted(unlisted))}.")


def _check_access() -> Response | None:
    if request.endpoint is None:
        return None  # Flask answers that there is no such page.
    register: dict[str, Needs] = current_app.extensions[EXTENSION]
    needs = register.get(request.endpoint)
    if needs is None:
        raise NotFound
    if isinstance(needs, PUBLIC):
        return None
    signed_in = current.sign_in()
    if signed_in is None:
        return _send_to_sign_in()
    _check_permission(needs)
    return None


def _check_permission(needs: Permission | AnyOf) -> None:
    person = current.person()
    wanted = needs.permissions if isinstance(needs, AnyOf) else (needs,)
    if not any(permissions.can(person, permission) for permission in wanted):
        permissions.check_can(person, wanted[0])


def _send_to_sign_in() -> Response:
    """A page is shown after signing in; what was sent cannot be, so it is shown for copying."""
    if wants_json() or request.method not in ("GET", "HEAD"):
        raise Unauthorized
    if current.settings().is_demonstration:
        return redirect(url_for("demonstration.list_people"), 303)
    asked = local_path(request.full_path.removesuffix("?"))
    return redirect(url_for("accounts.show_sign_in", next=asked), 303)
