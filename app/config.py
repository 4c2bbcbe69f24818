"""Settings, read once from the environment. What is missing stops the start with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from enum import StrEnum
from urllib.parse import unquote, urlsplit


class Mode(StrEnum):
    """What the application is started for. There is no default."""

    LIVE = "live"
    DEMONSTRATION = "demonstration"
    TEST = "test"


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which, and how to mend it."""


class Security(StrEnum):
    """How the connection to the mail server is kept secret, by the beginning of its address."""

    NONE = "smtp"
    FROM_THE_START = "smtps"
    STARTTLS = "starttls"

    @property
    def usual_port(self) -> int:
        return {"smtp": 25, "smtps": 465, "starttls": 587}[self.value]


@dataclass(frozen=True)
class MailServer:
    """The organisation's mail server, and the address that messages come from."""

    host: str
    port: int
    security: Security
    sender: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


DEMONSTRATION_DATE = datetime(2025, 5, 28, tzinfo=UTC)
SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Settings:
    """All that the surroundings decide.

    ``trusted_proxies`` is the number of proxies in front whose ``X-Forwarded-*`` is believed.
    Without ``mail`` nothing is sent. ``worker`` is where the process listens that makes papers; the
    server sets it.
    """

    mode: Mode
    secret_key: str = field(repr=False)
    database: str = field(repr=False)
    base_address: str
    trusted_proxies: int = 0
    mail: MailServer | None = None
    worker: str = ""

    @property
    def is_demonstration(self) -> bool:
        return self.mode is Mode.DEMONSTRATION

    @property
    def is_secure(self) -> bool:
        """Whether people reach the application over https, so that cookies may insist on it."""
        return self.base_address.startswith("https://")

    def address_of(self, path: str) -> str:
        """A path such as ``/returns`` as people outside follow it."""
        return self.base_address.rstrip("/") + path

    def now(self) -> datetime:
        """The present instant in UTC; the demonstration lives on a day of its own."""
        present = datetime.now(UTC)
        if not self.is_demonstration:
            return present
        clock = time(present.hour, present.minute, present.second, present.microsecond)
        return datetime.combine(DEMONSTRATION_DATE, clock, tzinfo=UTC)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from ``GOLDEN_THREAD_*`` variables. Raises ``SettingsError``."""
    mode = _mode(_required(environment, "MODE", "one of live, demonstration, test"))
    secret = _required(environment, "SECRET_KEY", f"at least {SHORTEST_SECRET} random characters")
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError(
            f"GOLDEN_THREAD_SECRET_KEY is too short: use {SHORTEST_SECRET} characters or more."
        )
    settings = Settings(
        mode=mode,
        secret_key=secret,
        database=_required(environment, "DATABASE", "an address such as sqlite:///audit.sqlite"),
        base_address=_required(environment, "BASE_ADDRESS", "the address that people type"),
        trusted_proxies=_count(environment.get("GOLDEN_THREAD_TRUSTED_PROXIES", "0")),
        mail=_mail(environment),
        worker=environment.get("GOLDEN_THREAD_WORKER", ""),
    )
    if mode is Mode.LIVE and not settings.is_secure:
        raise SettingsError("GOLDEN_THREAD_BASE_ADDRESS must start with https:// in live mode.")
    return settings


def _required(environment: Mapping[str, str], name: str, meaning: str) -> str:
    value = environment.get(f"GOLDEN_THREAD_{name}", "").strip()
    if not value:
        raise SettingsError(f"GOLDEN_THREAD_{name} is not set. Set it to {meaning}.")
    return value


def _mode(text: str) -> Mode:
    try:
        return Mode(text)
    except ValueError:
        raise SettingsError(
            f"GOLDEN_THREAD_MODE is {text!r}. Use one of live, demonstration, test."
        ) from None


def _count(text: str) -> int:
    if not text.isdigit():
        raise SettingsError("GOLDEN_THREAD_TRUSTED_PROXIES must be a number, such as 1.")
    return int(text)


def _mail(environment: Mapping[str, str]) -> MailServer | None:
    """Where mail is handed in, if anywhere. What is wrong is said without the address, which holds
    a password."""
    address = environment.get("GOLDEN_THREAD_MAIL_SERVER", "").strip()
    if not address:
        return None
    sender = _required(environment, "MAIL_FROM", "the address that messages come from")
    try:
        parts = urlsplit(address)
        security, host = Security(parts.scheme), parts.hostname or ""
        port = parts.port or security.usual_port
    except ValueError:
        host = ""
    if not host or "@" not in sender:
        raise SettingsError(
            "GOLDEN_THREAD_MAIL_SERVER must be an address such as starttls://user:password@host:587"
            " (or smtps://, or smtp:// without a password), and GOLDEN_THREAD_MAIL_FROM an e-mail"
            " address."
        )
    if parts.password and security is Security.NONE and host not in _THIS_MACHINE:
        raise SettingsError(
            "GOLDEN_THREAD_MAIL_SERVER would send a password that anybody on the way can read. Use"
            " starttls:// or smtps://."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port, security, sender, user, password)


_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
