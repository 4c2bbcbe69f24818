"""How the two ends speak: a question and an answer, each with its length before it.

The one who asks is trusted by the process that reads, and not the other way round: of an answer
only values of the audit are made, whatever else it names.
"""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import dataclass
from importlib import import_module
from socket import socket
from typing import Any

from audit_tools.apart.limits import Limits
from audit_tools.errors import AuditError

MESSAGE = 256
"""Bytes of the name of a module, with spaces behind it."""
LONGEST_ANSWER = 32_000_000
_LENGTH = struct.Struct("!Q")


@dataclass(frozen=True)
class Question:
    """Which function to call, of which module, with what, within which limits."""

    module: str
    name: str
    arguments: tuple[Any, ...]
    limits: Limits


@dataclass(frozen=True)
class Answer:
    """What it gave, why the file is refused, or the name of the fault that it met."""

    value: Any = None
    refused: AuditError | None = None
    fault: str = ""


def send(line: socket, value: Question | Answer) -> None:
    """Send a value whole."""
    data = pickle.dumps(value)
    line.sendall(_LENGTH.pack(len(data)) + data)


def receive_question(line: socket) -> Question:
    """What was asked."""
    question: Question = pickle.loads(_receive(line, LONGEST_ANSWER))  # noqa: S301, it is ours
    return question


def receive_answer(line: socket) -> Answer:
    """What was answered. Raises ``EOFError`` where nothing whole came, or what is no answer."""
    try:
        answer = _OfAnswers(io.BytesIO(_receive(line, LONGEST_ANSWER))).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError) as error:
        raise EOFError from error
    if not isinstance(answer, Answer):
        raise EOFError
    return answer


class _OfAnswers(pickle.Unpickler):
    """Makes values of the audit, days and sets, and nothing that could do anything."""

    def find_class(self, module: str, name: str) -> Any:
        allowed = {("builtins", "set"), ("builtins", "frozenset"), ("datetime", "date")}
        if module.partition(".")[0] == "audit_tools" or (module, name) in allowed:
            found = getattr(import_module(module), name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(name)


def _receive(line: socket, longest: int) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size))
    if length > longest:
        raise EOFError
    return _exactly(line, length)


def _exactly(line: socket, length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        part = line.recv(min(length - len(found), 1 << 16))
        if not part:
            raise EOFError
        found += part
    return bytes(found)
