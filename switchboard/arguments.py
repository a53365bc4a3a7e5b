"""What the window may be asked for on the command line, and how the usual of it is read at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from switchboard.vault.courier import Courier


class WindowArguments:
    """What the window may be asked for, as it is when nobody asks."""

    profile: Path | None = None
    demo = False
    people = 60_000
    seed = 1
    day_speed = 1.0
    tour: Path | None = None
    caller: str | None = None
    courier: Courier | None = None
    """Who is on the way for the profile's secrets."""


def is_window(arguments: Sequence[str]) -> bool:
    """Whether no command is named: then the window opens, whose argument may be a ``tel:`` address."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in ("--profile", "--people", "--seed", "--day-speed", "--tour"):
            skip = True
        elif argument in ("-h", "--help", "--version"):
            return False
        elif not argument.startswith("-"):
            return ":" in argument
    return True


def usual(arguments: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Return the profile's folder and the caller of a window's arguments, ``None`` where there is more."""
    folder, words = None, list(arguments)
    if words[:1] == ["--profile"] and len(words) > 1 and not words[1].startswith("-"):
        folder = words[1]
        del words[:2]
    caller = words.pop() if len(words) == 1 and not words[0].startswith("-") else None
    return None if words else (folder, caller)
