"""One process makes the papers; where there is none, whoever asks does."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Client
from pathlib import Path
from tempfile import mkdtemp

import pytest

import reports
from audit_tools.errors import Hidden, Invalid
from reports.worker import asking
from tests.reports.summaries import nothing_yet, six_children

AT = datetime(2025, 5, 28, 9, 0, tzinfo=UTC)
SUMMARY = reports.Kind.THEME_SUMMARY


def start(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reports.making", str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    while not path.exists():
        assert process.poll() is None
    return process


def fresh_path() -> Path:
    return Path(mkdtemp(prefix="golden-thread-"), "worker")


@pytest.fixture(scope="module")
def worker() -> Iterator[Path]:
    path = fresh_path()
    process = start(path)
    yield path
    process.communicate()


@pytest.fixture
def alone() -> Iterator[None]:
    """Afterwards papers are made here again."""
    yield
    reports.use_worker("")


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_it_makes_the_same_bytes(worker: Path, alone: None, format: str) -> None:
    here = reports.build(SUMMARY, six_children(), format, at=AT)
    reports.use_worker(str(worker))
    assert reports.build(SUMMARY, six_children(), format, at=AT) == here


def test_it_draws_the_same_pictures(worker: Path, alone: None) -> None:
    here = reports.chart_svg("themes", six_children(), narrow=True)
    reports.use_worker(str(worker))
    assert reports.chart_svg("themes", six_children(), narrow=True) == here


def test_the_same_facts_later_that_day_are_the_paper_that_there_is(
    worker: Path, alone: None
) -> None:
    reports.use_worker(str(worker))
    first = reports.build(SUMMARY, six_children(), "pdf", at=AT)
    later = AT + timedelta(hours=2)
    assert reports.build(SUMMARY, six_children(), "pdf", at=later) == first
    reports.use_worker("")
    assert reports.build(SUMMARY, six_children(), "pdf", at=later) != first


def test_what_it_refuses_is_refused_with_the_same_words(worker: Path, alone: None) -> None:
    reports.use_worker(str(worker))
    with pytest.raises(Invalid, match="There is no such document") as refused:
        reports.build("payslip", six_children(), "pdf")
    assert refused.value.place == ""
    with pytest.raises(Hidden, match="nothing to draw"):
        reports.chart_svg("themes", nothing_yet())


def test_a_page_is_never_asked_for(alone: None) -> None:
    reports.use_worker("/where/nobody/listens")
    assert reports.build(SUMMARY, six_children(), reports.Format.HTML).data


def test_where_nobody_listens_it_is_made_here_and_the_log_says_so(
    alone: None, caplog: pytest.LogCaptureFixture
) -> None:
    reports.use_worker("/where/nobody/listens")
    assert reports.build(SUMMARY, six_children(), "docx").data
    assert caplog.messages == [
        "The worker that makes papers gave none: FileNotFoundError. It is made here."
    ]


def test_whom_it_does_not_answer_in_time_makes_it_here(
    worker: Path, alone: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(asking, "LONGEST_WAIT", 0.0)
    reports.use_worker(str(worker))
    assert reports.build(SUMMARY, six_children(), "docx").data
    assert "it took too long" in caplog.text


def test_who_asks_nonsense_or_goes_away_leaves_it_working(worker: Path, alone: None) -> None:
    with Client(str(worker)) as line:
        line.send("nonsense")
        assert line.recv() == "AttributeError"
    Client(str(worker)).close()
    reports.use_worker(str(worker))
    assert reports.chart_svg("grades", six_children())


def test_it_gives_way_and_ends_with_whoever_started_it() -> None:
    path = fresh_path()
    process = start(path)
    assert os.getpriority(os.PRIO_PROCESS, process.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    process.communicate()
    assert process.returncode == 0
    assert not path.parent.exists()
