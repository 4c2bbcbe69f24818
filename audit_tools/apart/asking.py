"""Asking for a file to be read apart."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any, TypeVar

from audit_tools.apart.limits import Limits
from audit_tools.apart.lines import MESSAGE, Answer, Question, receive_answer, send
from audit_tools.errors import Invalid

Given = TypeVar("Given")

AT_ONCE = 2
"""So many files of one process are read at the same time; others wait."""
SOURCE = Path(__file__).parents[2]
TOO_MUCH = (
    "Reading this file takes more time or memory than a file of its kind needs. Take out what is "
    "not wanted, such as empty rows, pictures and formatting, or save it again, and try once more."
)


def read_apart(read: Callable[..., Given], *arguments: Any, limits: Limits | None = None) -> Given:
    """What a function that is at the top of a module reads out of a file, in a process of its own.

    Raises what it raises of ``AuditError``; ``Invalid`` where it goes beyond its limits or is
    ended otherwise; ``RuntimeError`` with the name of any other fault.
    """
    question = Question(read.__module__, read.__qualname__, arguments, limits or Limits())
    with _waiting:
        answer = _answer(question)
    if answer.refused:
        raise answer.refused
    if answer.fault:
        raise RuntimeError(answer.fault)
    value: Given = answer.value
    return value


def _answer(question: Question) -> Answer:
    ours, theirs = socket.socketpair()
    with closing(ours):
        ours.settimeout(2 * question.limits.clock)
        with closing(theirs):
            _nursery.hand_over(theirs, question.module)
        try:
            send(ours, question)
            return receive_answer(ours)
        except (OSError, EOFError):
            raise Invalid(TOO_MUCH) from None


class _Nursery:
    """The process that forks those who read; one for each process that asks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asking: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def hand_over(self, line: socket.socket, module: str) -> None:
        """Give it the line on which a question will come; a new one is started where none is."""
        message = module.encode().ljust(MESSAGE)
        with self._lock:
            for _ in range(2):
                asking = self._begun()
                with suppress(OSError):
                    socket.send_fds(asking, [message], [line.fileno()])
                    return
                self._end()
        raise RuntimeError("Nothing can be read apart.")

    def end(self) -> None:
        """End it, as this process ends."""
        with self._lock:
            self._end()

    def _begun(self) -> socket.socket:
        # Of a process that was forked from this one it is not the nursery.
        if self._asking is None or self._owner != os.getpid():
            self._asking, theirs = socket.socketpair()
            command = [sys.executable, "-m", "audit_tools.apart.nursery"]
            with closing(theirs):
                self._process = subprocess.Popen(  # noqa: S603, it is ours
                    command, stdin=theirs.fileno(), cwd=SOURCE, env=_environment()
                )
            self._owner = os.getpid()
        return self._asking

    def _end(self) -> None:
        if self._asking is not None:
            self._asking.close()
            self._asking = None
        if self._process is not None and self._owner == os.getpid():
            self._process.wait()
            self._process = None


def _environment() -> dict[str, str]:
    """What a Python needs, and none of the application's secrets."""
    kept = ("PATH", "LANG", "LC_ALL", "PYTHONDONTWRITEBYTECODE")
    return {name: os.environ[name] for name in kept if name in os.environ}


_waiting = BoundedSemaphore(AT_ONCE)
_nursery = _Nursery()
atexit.register(_nursery.end)
