"""`.ci/bootstrap` sets everything up, or says in a sentence what it lacks."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
# All that the script asks of a Debian before it has installed anything.
MINIMAL = ("bash", "cat", "cut", "dirname", "grep", "sha256sum", "uname")


class Machine:
    """A copy of the checkout on a machine with nothing but the named programs."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.programs = folder / "programs"
        self.programs.mkdir(parents=True)
        (self.checkout / ".ci").mkdir(parents=True)
        for name in (".ci/bootstrap", *LOCKS):
            shutil.copy(ROOT / name, self.checkout / name)
        for name in MINIMAL:
            (self.programs / name).symlink_to(shutil.which(name) or name)

    def has(self, name: str, script: str) -> None:
        """Puts a program there that does what ``script`` says."""
        program = self.programs / name
        program.write_text(f"#!/bin/bash\n{script}\n")
        program.chmod(0o755)

    def has_environment(self, installing: str) -> None:
        """Puts a .venv there whose pip does what ``installing`` says."""
        self.has("python3", "exit 0")
        python = self.checkout / ".venv/bin/python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/bash\n[[ "$*" == *--version ]] && exit 0\n{installing}\n')
        python.chmod(0o755)

    def runs(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", ".ci/bootstrap", *arguments],
            cwd=self.checkout,
            env={"PATH": str(self.programs)},
            capture_output=True,
            text=True,
            check=False,
        )


# Python without pip is what Debian's python3 is: only `import ensurepip, venv` fails.
PYTHON_WITHOUT_PIP = 'case "$*" in *ensurepip*) exit 1 ;; esac; exit 0'


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.has("python3", PYTHON_WITHOUT_PIP)
    machine.has("id", "echo 1000")
    machine.has("apt-get", 'echo "apt-get $*" >>calls; exit 0')
    return machine


def test_without_root_or_sudo_it_names_the_missing_packages_and_stops(machine: Machine) -> None:
    outcome = machine.runs("test")
    assert outcome.returncode == 1
    assert "python3-venv chromium" in outcome.stderr
    assert "apt-get install" in outcome.stderr
    assert not (machine.checkout / "calls").exists()


def test_for_running_alone_no_browser_is_asked_for(machine: Machine) -> None:
    outcome = machine.runs()
    assert "python3-venv" in outcome.stderr
    assert "chromium-headless-shell" not in outcome.stderr


def test_off_debian_it_names_what_the_machine_lacks(machine: Machine) -> None:
    (machine.programs / "apt-get").unlink()
    outcome = machine.runs("test")
    assert outcome.returncode == 1
    assert "not a Debian" in outcome.stderr


def test_root_installs_the_missing_packages_and_is_told_so(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("env", 'shift; exec "$@"')
    outcome = machine.runs("test")
    assert "installing Debian packages: python3-venv chromium" in outcome.stdout
    assert "install -y" in (machine.checkout / "calls").read_text()


def test_packages_that_cannot_be_installed_stop_it_with_a_sentence(machine: Machine) -> None:
    machine.has("id", "echo 0")
    machine.has("env", 'shift; exec "$@"')
    machine.has("apt-get", "exit 100")
    outcome = machine.runs("test")
    assert outcome.returncode == 1
    assert "could not be installed. As root, run: apt-get install" in outcome.stderr


def test_an_older_python_is_refused(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    outcome = machine.runs()
    assert outcome.returncode == 1
    assert "Python 3.11 or later is needed" in outcome.stderr


def test_an_unknown_purpose_is_refused(machine: Machine) -> None:
    outcome = machine.runs("tset")
    assert outcome.returncode == 2
    assert "usage" in outcome.stderr


def test_a_package_that_fails_its_hash_stops_it_and_is_tried_again(machine: Machine) -> None:
    machine.has_environment("exit 1")
    for _ in range(2):
        outcome = machine.runs()
        assert outcome.returncode == 1
        assert "requirements.lock could not be installed" in outcome.stderr


@pytest.mark.parametrize("half", [0, 1])
def test_a_package_that_fails_in_either_half_of_the_file_stops_it(
    half: int, machine: Machine
) -> None:
    """Two halves are installed beside each other, one package in turn."""
    lines = (ROOT / LOCKS[0]).read_text().splitlines()
    package = [line for line in lines if "==" in line][half]
    machine.has_environment(f'[[ $(</dev/stdin) == *"{package}"* ]] && exit 1; exit 0')
    outcome = machine.runs()
    assert outcome.returncode == 1
    assert "requirements.lock could not be installed" in outcome.stderr


def test_a_second_run_does_nothing(machine: Machine) -> None:
    machine.has_environment("exit 0")
    assert "ready" in machine.runs().stdout
    assert machine.runs().stdout == ""


def test_a_changed_lock_file_installs_again(machine: Machine) -> None:
    machine.has_environment("exit 0")
    machine.runs()
    with (machine.checkout / LOCKS[0]).open("a") as lock:
        lock.write("# changed\n")
    assert "ready" in machine.runs().stdout


def test_what_the_tests_need_includes_what_running_needs(machine: Machine) -> None:
    machine.has_environment("exit 0")
    machine.has("chromium-headless-shell", "exit 0")
    assert "ready" in machine.runs("test").stdout
    assert machine.runs().stdout == ""
