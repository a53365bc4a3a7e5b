"""Where this program keeps its things, and its settings.

A profile is a folder tree of settings, local copy and logs. Its secrets are not among them: they lie in the
system keyring under the profile's name (``vault/``).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import words


@record(frozen=True, slots=True)
class Profile:
    """The folders of one profile; ``base`` is the one they are in, unless they are the platform's own."""

    base: Path | None
    config: Path
    data: Path
    logs: Path

    @property
    def name(self) -> str:
        """What the profile's secrets are filed under."""
        if self.base is None:
            return "switchboard"
        import hashlib

        # Two profiles in folders of the same name must not share their secrets.
        return f"switchboard-{hashlib.sha256(os.fsencode(self.base)).hexdigest()[:12]}"

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"

    @property
    def cache_file(self) -> Path:
        return self.data / "directory.db"


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


_current: Profile | None = None


def choose(folder: Path | None) -> Profile:
    """Make the profile in ``folder`` (the platform's own folders when ``None``) this process's profile."""
    global _current
    if folder is None:
        import platformdirs

        _current = Profile(
            None,
            platformdirs.user_config_path("switchboard", appauthor=False),
            platformdirs.user_data_path("switchboard", appauthor=False),
            platformdirs.user_log_path("switchboard", appauthor=False),
        )
    else:
        base = folder.expanduser().resolve()
        _current = Profile(base, base / "config", base / "data", base / "logs")
    return _current


def current() -> Profile:
    """Return this process's profile."""
    return _current or choose(None)


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
    target = profile.settings_file
    fresh = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except OSError as error:
        raise ExpectedError(
            words("The settings cannot be saved: {reason}.", reason=error.strerror or "?"),
            words("Check your rights to the folder {folder}.", folder=str(target.parent)),
        ) from None
