"""Where this program keeps its things.

A profile is a folder tree of settings, local copy and logs. Its secrets are not among them: they lie in the
system keyring under the profile's name (``vault/``).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Profile(NamedTuple):
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

    @property
    def place_file(self) -> Path:
        """Where the window stood, as Qt writes it down."""
        return self.data / "window.place"


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
