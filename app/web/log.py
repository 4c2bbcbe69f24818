"""One line a request, with ids only: never a text, a name, an address or a token."""

import sys
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

import structlog
from flask import Flask, g, request
from werkzeug.wrappers import Response

from app.config import Mode, Settings
from app.web import current, errors

ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)
DEEPEST = 12
_log = structlog.get_logger("golden_thread")


class LoggedFlask(Flask):
    """Flask, whose log of a mistake has its kind and places but not its message: a message may
    repeat what somebody typed."""

    def log_exception(self, exc_info: ExceptionInfo) -> None:
        kind, _, trace = exc_info
        frames = traceback.extract_tb(trace)[-DEEPEST:]
        places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
        name = kind.__name__ if kind else None
        _log.error("mistake", kind=name, places=places, reference=errors.reference())


def install(app: Flask, settings: Settings) -> None:
    write_for(settings.mode)
    app.before_request(_start)
    app.after_request(_write)


def write_for(mode: Mode) -> None:
    """Write JSON in live mode, and lines for people otherwise."""
    renderer = (
        structlog.processors.JSONRenderer()
        if mode is Mode.LIVE
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _start() -> None:
    g.started = time.perf_counter()


def _write(response: Response) -> Response:
    if request.endpoint != "static":
        signed_in = current.sign_in()
        _log.info(
            "request",
            method=request.method,
            route=request.endpoint,
            **_ids(),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - g.get("started", 0)) * 1000),
            person=str(signed_in.person.id) if signed_in else None,
            reference=errors.reference(),
        )
    return response


def _ids() -> dict[str, Any]:
    values = request.view_args or {}
    return {name: str(value) for name, value in values.items() if isinstance(value, UUID)}
