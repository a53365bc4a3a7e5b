"""The gateway's settings: a TOML file, and what the command line says instead."""

from __future__ import annotations

import ipaddress
import tomllib
from dataclasses import field
from datetime import timedelta
from pathlib import Path
from typing import Any

from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import words
from switchboard.gateway import calendar_rules
from switchboard.gateway.calendar_rules import CalendarRules
from switchboard.gateway.history import Limits

DEFAULT_PORT = 8765


@record(frozen=True, slots=True, kw_only=True)
class Config:
    """What an administrator may set; see ``docs/gateway.md``. ``keep_alive`` is in seconds."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    store: Path | None = None
    name: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    history_changes: int = 200_000
    history_days: int = 7
    keep_outcomes_days: int = 7
    keep_alive: float = 15.0
    bad_tokens_a_minute: int = 30
    calendar: CalendarRules = field(default_factory=CalendarRules)

    @property
    def limits(self) -> Limits:
        """How far back changes can be told."""
        return Limits(changes=self.history_changes, age=timedelta(days=self.history_days))

    @property
    def encrypted(self) -> bool:
        """Whether the gateway speaks TLS itself."""
        return self.certificate is not None


_TYPES: dict[str, type] = {
    "host": str,
    "port": int,
    "store": Path,
    "name": str,
    "certificate": Path,
    "key": Path,
    "behind_proxy": bool,
    "history_changes": int,
    "history_days": int,
    "keep_outcomes_days": int,
    "keep_alive": float,
    "bad_tokens_a_minute": int,
}


def load(file: Path) -> Config:
    """Read a configuration file; paths in it are relative to its folder.

    Raises:
        ExpectedError: the file cannot be read or says something that is no setting.
    """
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ExpectedError(
            words(
                "The configuration {file} cannot be read: {reason}.",
                file=str(file),
                reason=error.strerror or "?",
            ),
            words("Check the path and your rights to it."),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ExpectedError(words("The configuration {file} is no valid TOML.", file=str(file))) from None
    values: dict[str, Any] = {}
    if (calendar := found.pop("calendar", None)) is not None:
        values["calendar"] = calendar_rules.read(calendar, file.parent)
    for key, value in found.items():
        wanted = _TYPES.get(key)
        if wanted is None:
            raise ExpectedError(
                words("The configuration has an unknown setting: {key}.", key=key),
                words("The settings are {known}.", known=", ".join(sorted([*_TYPES, "calendar"]))),
            )
        values[key] = _value(key, value, wanted, file.parent)
    return Config(**values)


def _value(key: str, value: object, wanted: type, folder: Path) -> object:
    if wanted is Path and isinstance(value, str) and value:
        return folder / Path(value).expanduser()
    if wanted is float and type(value) in (int, float) and value > 0:  # type: ignore[operator] # its type was asked for
        return float(value)  # type: ignore[arg-type] # as above
    if wanted is int and type(value) is int and value >= (0 if key == "port" else 1):
        return value
    if wanted in (str, bool) and type(value) is wanted:
        return value
    raise ExpectedError(words("The setting {key} of the configuration has no usable value.", key=key))


def check(config: Config) -> None:
    """Refuse what would send people's data over a network in the clear, and what cannot work.

    Raises:
        ExpectedError: the settings do not go together.
    """
    if (config.certificate is None) != (config.key is None):
        raise ExpectedError(
            words("For TLS both a certificate and a key are needed."), words("Set both or neither.")
        )
    for file in (config.certificate, config.key):
        if file is not None and not file.is_file():
            raise ExpectedError(words("There is no file {file}.", file=str(file)))
    if not 0 <= config.port <= 65535:
        raise ExpectedError(words("A port is a number from 0 to 65535."))
    if not (is_loopback(config.host) or config.encrypted or config.behind_proxy):
        raise ExpectedError(
            words(
                "The gateway does not serve people's data to the network without encryption ({host}).",
                host=config.host,
            ),
            words(
                "Set certificate and key in a configuration file, or behind_proxy = true when a proxy "
                "in front of it speaks TLS."
            ),
        )


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
