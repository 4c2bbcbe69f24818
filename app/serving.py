"""How gunicorn serves the application: ``gunicorn --config app/serving.py 'app:create_app()'``.

Beside those who answer browsers runs one process that makes papers, for all of them; it begins and
ends with the server. Nothing of the application is imported here: after an update a reload would
go on with what was imported before.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

workers = 2
threads = 8
control_socket_disable = True
SOURCE = Path(__file__).parents[1]
_worker: list[subprocess.Popen[bytes]] = []


def on_starting(_server: object) -> None:
    """Start the process that makes papers, and tell those who answer browsers where it listens."""
    # Only who runs the server may enter the folder.
    path = Path(tempfile.mkdtemp(prefix="golden-thread-"), "worker")
    command = [sys.executable, "-m", "reports.making", str(path)]
    _worker[:] = [subprocess.Popen(command, stdin=subprocess.PIPE, cwd=SOURCE)]  # noqa: S603
    os.environ["GOLDEN_THREAD_WORKER"] = str(path)


on_reload = on_starting
