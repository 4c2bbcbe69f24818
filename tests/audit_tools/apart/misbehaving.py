"""Readers that misbehave, for the process that reads apart to be held to its limits."""

import os
import resource
from collections import OrderedDict
from io import BytesIO
from pathlib import Path
from time import sleep

from openpyxl import load_workbook

from audit_tools.errors import Invalid, Problem


def spin(data: bytes) -> bytes:
    """Never come to an end."""
    while data:
        pass
    return data


def swell(data: bytes) -> int:
    """Take more and more memory."""
    held = []
    while data:
        held.append(bytearray(1 << 20))
    return len(held)


def doze(_data: bytes) -> None:
    """Do nothing for a long time."""
    sleep(60)


def read_whole(data: bytes) -> int:
    """Read a workbook as anybody would who had never met a hostile one."""
    book = load_workbook(BytesIO(data), read_only=True)
    return sum(len(row) for sheet in book for row in sheet.iter_rows())


def write(path: str) -> int:
    """Write to a disk."""
    return Path(path).write_bytes(b"x")


def refuse(_data: bytes) -> None:
    raise Invalid.because_of([Problem("row 1", "a"), Problem("row 2", "b")])


def stumble(data: bytes) -> None:
    raise KeyError(data)


def give_odd(_data: bytes) -> object:
    """Something that is no value of the audit."""
    return OrderedDict(a=1)


def tell(_data: bytes) -> tuple[int, int, str, int]:
    """Limits of processor time and memory, a secret of whoever asks, and this process."""
    _, seconds = resource.getrlimit(resource.RLIMIT_CPU)
    _, memory = resource.getrlimit(resource.RLIMIT_AS)
    return seconds, memory, os.environ.get("GOLDEN_THREAD_SECRET_KEY", ""), os.getpid()


def tell_parent(_data: bytes) -> int:
    """The process from which those that read are forked."""
    return os.getppid()
