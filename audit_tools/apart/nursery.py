"""The process from which those that read files are forked: ``python -m audit_tools.apart.nursery``.

It is started afresh, so that it has nothing of the application in it, and has the readers imported
already, so that one more process costs milliseconds. Its input is a socket, over which it is handed
a line for each file; when that ends, or nobody asked for long, it ends too.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from importlib import import_module

from audit_tools.apart.lines import MESSAGE, Answer, Question, receive_question, send
from audit_tools.errors import AuditError

READERS = ("openpyxl.reader.excel", "openpyxl.worksheet._reader", "defusedxml.ElementTree")
"""What is imported only where a file is read."""
IDLE = 600.0
"""Seconds after which nobody is expected any more."""


def main() -> None:
    # Those who are done are not waited for; Ctrl+C is for whoever started this.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What reads workbooks uses it where it is there, for kinds of number that no file has. It takes
    # half of the memory that a reader may use.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    with socket.socket(fileno=sys.stdin.fileno()) as asked:
        asked.settimeout(IDLE)
        while _serve_next(asked):
            pass
    os._exit(0)


def _serve_next(asked: socket.socket) -> bool:
    """Fork somebody who answers on the line that comes; False where none comes any more."""
    try:
        module, lines, _, _ = socket.recv_fds(asked, MESSAGE, 1)
    except TimeoutError:
        return False
    if not module:
        return False
    for name in (module.decode().strip(), *READERS):
        import_module(name)
    [line] = lines
    if os.fork() == 0:
        asked.close()
        _answer(line)
    os.close(line)
    return True


def _answer(line: int) -> None:
    """Answer one question, and end."""
    try:
        with socket.socket(fileno=line) as connection:
            question = receive_question(connection)
            question.limits.set()
            send(connection, _work(question))
    finally:
        os._exit(0)


def _work(question: Question) -> Answer:
    call = getattr(import_module(question.module), question.name)
    try:
        return Answer(call(*question.arguments))
    except AuditError as refused:
        return Answer(refused=refused)
    except MemoryError:
        raise
    # Its name alone: there may be a text of the file in what it says.
    except Exception as fault:
        return Answer(fault=type(fault).__name__)


if __name__ == "__main__":
    main()
