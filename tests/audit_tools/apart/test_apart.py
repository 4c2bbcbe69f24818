"""A file from outside is read in a process of its own, which is ended where it takes too much."""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from audit_tools.apart import Limits, read_apart
from audit_tools.apart.limits import MEBIBYTE
from audit_tools.errors import Invalid
from audit_tools.workbook import read_any_workbook, write_workbook
from tests.audit_tools.apart import misbehaving
from tests.audit_tools.apart.hostile import CALC, with_part, workbook
from tests.wide_tool import wide_tool

SHORT = Limits(processor=1, memory=150 * MEBIBYTE, clock=1)


def is_over(process: int) -> bool:
    """Whether a process is gone and was waited for."""
    for _ in range(100):
        if not Path(f"/proc/{process}").exists():
            return True
        time.sleep(0.02)
    return False


def test_what_is_read_apart_is_what_is_read_here() -> None:
    file = write_workbook(wide_tool())
    assert read_apart(read_any_workbook, file, []) == (wide_tool(), ())


def test_it_has_three_seconds_and_150_mebibytes_and_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOLDEN_THREAD_SECRET_KEY", "secret")
    seconds, memory, secret, process = read_apart(misbehaving.tell, b"")
    assert (seconds, memory, secret) == (3, 150 * 1024 * 1024, "")
    assert process != os.getpid()
    assert is_over(process)


@pytest.mark.parametrize("read", [misbehaving.spin, misbehaving.swell, misbehaving.doze])
def test_what_takes_too_much_is_ended_with_a_sentence(read: Callable[..., Any]) -> None:
    begun = time.monotonic()
    with pytest.raises(Invalid, match="more time or memory"):
        read_apart(read, b"x", limits=SHORT)
    assert time.monotonic() - begun < 10


ROW = f"<row>{'<c><v>1</v></c>' * 100}</row>"
SHEET = '<worksheet xmlns="{}"><sheetData>{}</sheetData></worksheet>'
# The limit that a sheet goes beyond, what stands in it, and limits of which only that is strict.
LARGE_FILES = {
    # A million and a half cells take ten seconds.
    "processor": (ROW * 15_000, Limits(memory=2048 * MEBIBYTE, clock=60)),
    # The text of one cell alone is larger.
    "memory": (f"<row><c><v>{'1' * 160 * MEBIBYTE}</v></c></row>", Limits(processor=60, clock=60)),
}


@pytest.mark.parametrize("limit", LARGE_FILES)
def test_a_file_that_takes_more_than_a_limit_is_ended_where_nothing_else_stops_it(
    limit: str,
) -> None:
    rows, limits = LARGE_FILES[limit]
    file = with_part(workbook(), "xl/worksheets/sheet1.xml", SHEET.format(CALC, rows))
    assert len(file) < MEBIBYTE
    with pytest.raises(Invalid, match="more time or memory"):
        read_apart(misbehaving.read_whole, file, limits=limits)


def test_nothing_is_written_and_nothing_odd_is_taken_for_an_answer(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="OSError"):
        read_apart(misbehaving.write, str(tmp_path / "written"))
    assert (tmp_path / "written").read_bytes() == b""
    with pytest.raises(Invalid):
        read_apart(misbehaving.give_odd, b"x")


def test_a_refusal_comes_back_whole_and_of_a_fault_only_its_name() -> None:
    with pytest.raises(Invalid) as refused:
        read_apart(misbehaving.refuse, b"x")
    assert [one.place for one in refused.value.problems] == ["row 1", "row 2"]
    with pytest.raises(RuntimeError) as fault:
        read_apart(misbehaving.stumble, b"a child's name")
    assert str(fault.value) == "KeyError"


def test_where_it_ended_meanwhile_it_is_started_again() -> None:
    """As it does after a while without a file, and as anything may end it."""
    *_, first = read_apart(misbehaving.tell, b"")
    os.kill(read_apart(misbehaving.tell_parent, b""), signal.SIGKILL)
    for _ in range(50):
        with suppress(Invalid):
            *_, second = read_apart(misbehaving.tell, b"")
            break
    assert first != second


def test_several_are_read_at_once_and_one_that_is_ended_disturbs_no_other() -> None:
    file = write_workbook(wide_tool())
    with ThreadPoolExecutor(4) as readers:
        spun = readers.submit(read_apart, misbehaving.spin, b"x", limits=SHORT)
        read = [readers.submit(read_apart, read_any_workbook, file, []) for _ in range(3)]
        assert [one.result()[0].key for one in read] == ["wide"] * 3
        assert isinstance(spun.exception(), Invalid)
