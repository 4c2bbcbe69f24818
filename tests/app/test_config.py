"""Settings come from the environment; what is missing or wrong stops the start with a sentence."""

from datetime import UTC, datetime

import pytest
import time_machine

from app import create_app
from app.config import Mode, Settings, SettingsError, read_settings
from tests.app.environments import COMPLETE


def test_a_complete_environment_is_read() -> None:
    settings = read_settings(COMPLETE | {"GOLDEN_THREAD_TRUSTED_PROXIES": "2", "OTHER": "x"})
    assert settings == Settings(
        Mode.LIVE, "k" * 32, "sqlite:///audit.sqlite", "https://audit.example.org", 2
    )


@pytest.mark.parametrize("name", sorted(COMPLETE))
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_setting_is_named(name: str, value: str | None) -> None:
    environment = {key: text for key, text in COMPLETE.items() if key != name}
    if value is not None:
        environment[name] = value
    with pytest.raises(SettingsError, match=f"{name} is not set. Set it to "):
        read_settings(environment)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MODE", "production", "Use one of live, demonstration, test."),
        ("SECRET_KEY", "k" * 31, "use 32 characters or more"),
        ("TRUSTED_PROXIES", "-1", "must be a number"),
        ("TRUSTED_PROXIES", "one", "must be a number"),
        # Live data over http would be readable on the way.
        ("BASE_ADDRESS", "http://audit.example.org", "must start with https://"),
    ],
)
def test_a_wrong_setting_says_how_to_mend_it(name: str, value: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        read_settings(COMPLETE | {f"GOLDEN_THREAD_{name}": value})


def test_a_start_without_settings_ends_with_the_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GOLDEN_THREAD_MODE", raising=False)
    with pytest.raises(SystemExit, match="3"):
        create_app()
    assert capsys.readouterr().err.startswith("GOLDEN_THREAD_MODE is not set. Set it to ")


def test_outside_live_mode_http_will_do() -> None:
    address = {"GOLDEN_THREAD_BASE_ADDRESS": "http://127.0.0.1:8000"}
    settings = read_settings(COMPLETE | address | {"GOLDEN_THREAD_MODE": "demonstration"})
    assert not settings.is_secure
    assert settings.is_demonstration


def test_secrets_are_no_part_of_what_is_printed() -> None:
    printed = repr(read_settings(COMPLETE))
    assert "kkk" not in printed
    assert "audit.sqlite" not in printed


def test_the_demonstration_lives_on_its_own_day_with_the_clock_of_today() -> None:
    settings = read_settings(COMPLETE | {"GOLDEN_THREAD_MODE": "demonstration"})
    with time_machine.travel(datetime(2030, 1, 2, 15, 4, 5, tzinfo=UTC), tick=False):
        assert settings.now() == datetime(2025, 5, 28, 15, 4, 5, tzinfo=UTC)
        assert read_settings(COMPLETE).now() == datetime(2030, 1, 2, 15, 4, 5, tzinfo=UTC)
