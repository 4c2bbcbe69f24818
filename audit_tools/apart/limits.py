"""What a process that reads a file from outside may use."""

from __future__ import annotations

import resource
import signal
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Seconds of processor time, bytes of memory, and seconds by the clock."""

    processor: int = 3
    memory: int = 150 * MEBIBYTE
    clock: int = 15

    def set(self) -> None:
        """Hold this process to them for good: the system ends it where it goes beyond them.

        Nothing is written to a disk either, no other program is started, and no trace is left
        when it is ended, since there could be a text of a case in it.
        """
        for what, most in (
            (resource.RLIMIT_CPU, self.processor),
            (resource.RLIMIT_AS, self.memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NPROC, 0),
        ):
            resource.setrlimit(what, (most, most))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(self.clock)
