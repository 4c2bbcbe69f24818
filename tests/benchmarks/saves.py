"""Fifteen people saving while papers are being made, beside the same with nothing else to do.

They save to the server that the application is run with, over the network of this machine, and
wait a moment between two answers as people do.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from statistics import median
from threading import Event
from time import monotonic, perf_counter, sleep
from urllib.parse import urlencode

from flask.testing import FlaskClient

from tests.app.page_forms import read_form
from tests.app.visitors import sign_in_client
from tests.benchmarks.measuring import Compared, Line, p99
from tests.benchmarks.pages import QUESTION, SECTION
from tests.benchmarks.worlds import SECRET, Measured

PEOPLE, SECONDS, PAUSE = 15, 15.0, 1.0
OK = 200
GOAL = 1.5


def saves_while_papers(measured: Measured) -> list[Line]:
    """The middle time of a save, and that within which 99 of 100 are done."""
    with _serving(measured) as port, ThreadPoolExecutor(PEOPLE + 2) as people:
        savers = [_Saver(measured, number, port) for number in range(PEOPLE)]
        readers = [_cookie(measured.coordinator()) for _ in range(2)]
        _save_all(people, savers, seconds=2)
        idle = _save_all(people, savers, SECONDS)
        enough, papers = Event(), iter(measured.papers)
        made = [people.submit(_read, port, who, papers, enough) for who in readers]
        busy = _save_all(people, savers, SECONDS)
        enough.set()
        count = sum(one.result() for one in made)
    refused = sum(saver.refused for saver in savers)
    beside = f"the same without; {count} papers made, {refused} saves refused"
    return [
        Line(f"{PEOPLE} people saving, {name}", beside, Compared(of(busy), of(idle),
             of(busy) / of(idle)), GOAL)
        for name, of in (("middle", median), ("p99", p99))
    ]  # fmt: skip


class _Saver:
    """One person with one open section of one return of their own."""

    def __init__(self, measured: Measured, number: int, port: int) -> None:
        scene = measured.scene
        reference = f"SYV31-{number + 1:02}"
        scene.add_cases(reference)
        client = sign_in_client(measured.app, measured.database, scene.practitioners["school"])
        self.address = f"/returns/{scene.returns[reference, 'school']}/sections/{SECTION}"
        form = read_form(client.get(self.address).get_data(as_text=True))
        self.secret, self.base = form["csrf_token"][0], form[f"version:{QUESTION}"][0]
        self.cookie, self.number = _cookie(client), number
        self.port, self.saved, self.refused = port, 0, 0

    def save_for(self, seconds: float) -> list[float]:
        """Save again and again, and give how long each save took in milliseconds."""
        times, until = [], monotonic() + seconds
        while monotonic() < until:
            began = perf_counter()
            self._save()
            times.append((perf_counter() - began) * 1000)
            sleep(PAUSE)
        return times

    def _save(self) -> None:
        self.saved += 1
        body = urlencode({
            "csrf_token": self.secret, "edit_key": f"{self.number}-{self.saved}",
            f"version:{QUESTION}": self.base, QUESTION: ("yes", "no")[self.saved % 2],
        })  # fmt: skip
        headers = {"Cookie": self.cookie, "X-Requested-With": "fetch",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        with closing(HTTPConnection("127.0.0.1", self.port)) as line:
            line.request("POST", self.address, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        if answer.status == OK:
            self.base = json.loads(text)["versions"].get(QUESTION, self.base)
        else:
            self.refused += 1


def _save_all(people: ThreadPoolExecutor, savers: list[_Saver], seconds: float) -> list[float]:
    done = [people.submit(saver.save_for, seconds) for saver in savers]
    return [time for one in done for time in one.result()]


def _read(port: int, cookie: str, papers: Iterator[str], enough: Event) -> int:
    """Take one paper after the other; gives how many were made."""
    made = 0
    while not enough.is_set():
        with closing(HTTPConnection("127.0.0.1", port)) as line:
            line.request("GET", next(papers), headers={"Cookie": cookie})
            answer = line.getresponse()
            assert (answer.status, len(answer.read()) > 0) == (OK, True)
        made += 1
    return made


def _cookie(client: FlaskClient) -> str:
    """What the browser of this client would send."""
    name = client.application.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    assert cookie is not None
    return f"{name}={cookie.value}"


@contextmanager
def _serving(measured: Measured) -> Iterator[int]:
    """The server that README names, on a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = os.environ | {
        "GOLDEN_THREAD_MODE": "test",
        "GOLDEN_THREAD_SECRET_KEY": SECRET,
        "GOLDEN_THREAD_DATABASE": f"sqlite:///{measured.file}",
        "GOLDEN_THREAD_BASE_ADDRESS": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "app/serving.py",
               "--log-level", "error", "--bind", f"127.0.0.1:{port}",
               "app:create_app()"]  # fmt: skip
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as server:  # fmt: skip
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/health")
        except OSError:
            sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")
