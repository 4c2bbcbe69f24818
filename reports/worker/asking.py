"""Asking the worker for a paper or picture, or making it here where there is none."""

import logging
from collections.abc import Callable
from functools import wraps
from multiprocessing.connection import Client
from typing import ParamSpec, TypeVar, cast

from audit_tools.errors import AuditError
from reports.documents import Format
from reports.worker.keeping import Made, Work

LONGEST_WAIT = 60.0
"""Seconds after which nobody waits for the worker any longer."""
QUICK = frozenset({Format.HTML, Format.JSON, Format.CSV})
"""Forms that are made from text alone, in less time than it takes to ask."""

Given = ParamSpec("Given")
Result = TypeVar("Result", bound=Made)
_log = logging.getLogger(__name__)


DOORS: dict[str, Callable[..., Made]] = {}
"""The functions that the worker calls, by name."""
_asked: list[str] = []


def use_worker(path: str) -> None:
    """From now on this process asks the worker that listens there; without a path, none."""
    _asked[:] = [path] if path else []


def beside(make: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same function, for which the worker is asked where there is one."""
    DOORS[make.__name__] = make

    @wraps(make)
    def ask_or_make(*arguments: Given.args, **named: Given.kwargs) -> Result:
        work = Work(make.__name__, arguments, dict(named))
        answer = _answer(work) if not _is_quick(work) else None
        if isinstance(answer, AuditError):
            raise answer
        return make(*arguments, **named) if answer is None else cast(Result, answer)

    return ask_or_make


def _is_quick(work: Work) -> bool:
    texts = (one for one in (*work.arguments, *work.named.values()) if isinstance(one, str))
    return not QUICK.isdisjoint(texts)


def _answer(work: Work) -> Made | AuditError | None:
    """What was made, why it is refused, or nothing where no worker made it."""
    for path in _asked:
        try:
            with Client(path) as line:
                line.send(work)
                answer = line.recv() if line.poll(LONGEST_WAIT) else "it took too long"
            if not isinstance(answer, str):
                return cast("Made | AuditError", answer)
            problem = answer
        except (OSError, EOFError) as error:
            problem = type(error).__name__
        _log.warning("The worker that makes papers gave none: %s. It is made here.", problem)
    return None
