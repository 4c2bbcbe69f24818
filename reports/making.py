"""The process that makes papers: ``python -m reports.making PATH`` listens at a path.

It ends where its input does, and so with whoever started it, however that ends. Who may ask is
decided by who may enter the folder of the path, which goes with it.
"""

import os
import signal
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection, Listener
from pathlib import Path
from threading import Thread
from time import monotonic

import reports.packs  # noqa: F401 - so that its doors are open, as those of reports are
from audit_tools.errors import AuditError
from reports.worker.asking import DOORS
from reports.worker.keeping import Kept, Made, Work

STEPS_BACK = 10
"""How far the worker stands back from those who answer browsers."""
MOST_WAITING = 64


def main() -> None:
    path = Path(sys.argv[1])
    # Ctrl+C is for the server: what it has begun to give out is made to the end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(STEPS_BACK)
    with Listener(str(path), backlog=MOST_WAITING) as listener:
        Thread(target=_end_with_the_input, args=(path,), daemon=True).start()
        kept = Kept(monotonic)
        for line in _lines(listener):
            _serve(line, kept)


def _end_with_the_input(path: Path) -> None:
    sys.stdin.buffer.read()
    path.unlink(missing_ok=True)
    path.parent.rmdir()
    os._exit(0)


def _lines(listener: Listener) -> Iterator[Connection]:
    """Whoever asks, one after the other."""
    while True:
        try:
            yield listener.accept()
        except (OSError, EOFError):
            continue


def _serve(line: Connection, kept: Kept) -> None:
    """Answer once. Who has gone meanwhile is not waited for."""
    with line:
        try:
            work = line.recv()
            line.send(_made(work, kept))
        except (OSError, EOFError):
            return


def _made(work: Work, kept: Kept) -> Made | AuditError | str:
    """The paper, why it is refused, or the name of what went wrong."""
    try:
        return kept.get(work.key, lambda: DOORS[work.name](*work.arguments, **work.named))
    except AuditError as refused:
        return refused
    except Exception as failure:
        # Whoever asks makes it, and meets the same where it can be looked into.
        return type(failure).__name__


if __name__ == "__main__":
    main()
