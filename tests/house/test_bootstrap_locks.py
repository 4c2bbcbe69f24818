"""The lock files name every package exactly, and the vendored style sheets are what they say."""

import re
from importlib.metadata import requires
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
VENDORED = ROOT / "app/static/vendor/govuk"


def _pins(lock: str) -> dict[str, str]:
    """Each requirement of a lock file with the hashes below it."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    return {line.split(" --hash")[0].strip(): line for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_its_hashes(lock: str) -> None:
    pins = _pins(lock)
    assert pins
    for requirement, line in pins.items():
        assert re.fullmatch(r"[a-z0-9-]+==[^ ]+( ; .+)?", requirement)
        assert "--hash=sha256:" in line


@pytest.mark.parametrize("lock", LOCKS)
def test_what_a_package_needs_is_named_too(lock: str) -> None:
    """pip is told not to look: two halves of the file are installed beside each other."""
    pins = [Requirement(pin) for pin in _pins(lock)]
    names = {canonicalize_name(pin.name) for pin in pins}
    installed = {pin.name for pin in pins if not pin.marker or pin.marker.evaluate()}
    needed = {
        canonicalize_name(needed.name)
        for name in installed
        for needed in map(Requirement, requires(name) or ())
        if not needed.marker or needed.marker.evaluate({"extra": ""})
    }
    assert needed - names == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_file_names_the_host_its_packages_came_from(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "index" not in re.sub(r"[a-z-]+==", "", text)


def test_what_is_tested_is_what_runs() -> None:
    running, testing = (_pins(lock) for lock in LOCKS)
    assert running.items() <= testing.items()


def test_every_package_asked_for_is_locked() -> None:
    asked = (ROOT / "requirements.in").read_text()
    names = re.findall(r"^[a-z][a-z0-9.-]+", asked, flags=re.MULTILINE)
    locked = {requirement.split("==")[0] for requirement in _pins(LOCKS[0])}
    assert {name.replace(".", "-") for name in names} <= locked
    assert all(first < second for first, second in pairwise(names)), "in the alphabet's order"


def test_the_vendored_style_sheets_hold_nothing_that_is_the_governments_own() -> None:
    assert {file.name for file in VENDORED.iterdir()} == {
        "LICENSE",
        "VERSION",
        "govuk-frontend.min.css",
        "govuk-frontend.min.js",
    }
    style = (VENDORED / "govuk-frontend.min.css").read_text()
    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert "Crown Copyright" in (VENDORED / "LICENSE").read_text()


def test_the_vendored_script_is_of_the_version_that_is_recorded() -> None:
    version = (VENDORED / "VERSION").read_text().strip()
    script = (VENDORED / "govuk-frontend.min.js").read_text()
    assert script.startswith(f'const version="{version}"')
    assert f"version={version}" in (ROOT / ".ci/vendor").read_text()
    assert "sourceMappingURL" not in script


def test_nothing_vendored_is_fetched_from_another_host() -> None:
    style = (VENDORED / "govuk-frontend.min.css").read_text()
    addresses = re.findall(r"url\(\"?([^)\"]+)", style)
    assert all(address.startswith(("/static/vendor/govuk/", "data:")) for address in addresses)
