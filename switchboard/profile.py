"""The settings of a profile, and the profile itself (``folders.py``)."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import words
from switchboard.folders import Profile, choose, current

__all__ = [
    "Profile",
    "Settings",
    "choose",
    "current",
    "load_place",
    "load_settings",
    "save_place",
    "save_settings",
]

_LARGEST_PLACE = 4096
"""Bytes: Qt writes fewer than a hundred."""


@record(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the user or the municipality has set. Times are in seconds; what is said of routes is explained at
    ``domain.route.Policy``."""

    service: str = ""
    phone_scheme: str = "tel"
    stale_after: int = 300
    offer_managers: bool = False
    gate_people: bool = False
    colleagues: int = 3
    ask_reason: bool = False
    language: str = ""
    vocabulary: str = ""
    given_names: str = ""
    rank_by_use: bool = True


def load_settings(profile: Profile) -> Settings:
    """Read the settings; the defaults when there are none yet.

    Raises:
        ExpectedError: the file is there and cannot be used.
    """
    try:
        stored = json.loads(profile.settings_file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        raise _unusable(profile) from None
    if not isinstance(stored, dict):
        raise _unusable(profile)
    usual = Settings()
    known = {name: type(getattr(usual, name)) for name in Settings.__annotations__}
    values = {name: value for name, value in stored.items() if name in known}
    if any(type(value) is not known[name] for name, value in values.items()):
        raise _unusable(profile)
    return Settings(**values)


def _unusable(profile: Profile) -> ExpectedError:
    return ExpectedError(
        words("The settings file {file} cannot be read.", file=str(profile.settings_file)),
        words("Mend it, or delete it to start with the defaults."),
    )


def save_settings(profile: Profile, settings: Settings) -> None:
    """Write the settings so that a crash at any moment leaves the old file or the new one.

    Raises:
        ExpectedError: the folder cannot be written.
    """
    from dataclasses import asdict

    target = profile.settings_file
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, json.dumps(asdict(settings), indent=2).encode())
    except OSError as error:
        raise ExpectedError(
            words("The settings cannot be saved: {reason}.", reason=error.strerror or "?"),
            words("Check your rights to the folder {folder}.", folder=str(target.parent)),
        ) from None


def load_place(profile: Profile) -> bytes:
    """Read where the window stood; nothing when that is not known."""
    try:
        with profile.place_file.open("rb") as file:
            return file.read(_LARGEST_PLACE)
    except OSError:
        return b""


def save_place(profile: Profile, place: bytes) -> None:
    """Write down where the window stands. Where that cannot be, the window opens as at the first time: nobody
    needs to hear of it."""
    target = profile.place_file
    with suppress(OSError):
        # As the local copy makes it, which lies there, too.
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(target, place)


def _replace(target: Path, content: bytes) -> None:
    """Write a file so that a crash at any moment leaves the old one or the new one."""
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)
