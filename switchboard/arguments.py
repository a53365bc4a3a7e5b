"""What the window may be asked for on the command line."""

from __future__ import annotations

from pathlib import Path


class WindowArguments:
    """What the window may be asked for, as it is when nobody asks."""

    profile: Path | None = None
    demo = False
    people = 60_000
    seed = 1
    day_speed = 1.0
    tour: Path | None = None
    caller: str | None = None
