"""What is under way before the program itself is loaded: the secrets of the copy it will open."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from switchboard.arguments import is_window, usual
from switchboard.vault.courier import Courier

_SWITCH = 0.0005
"""Seconds."""
_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Whether Qt would find a display; without one it ends the process with a core dump."""
    return sys.platform != "linux" or any(map(os.environ.get, _DISPLAYS))


def hand_over(arguments: Sequence[str]) -> bool:
    """Tell the window that is open of the caller whom these arguments name, if there are both; then there is
    nothing left to do."""
    if not is_window(arguments) or (read := usual(arguments)) is None:
        return False
    folder, address = read
    if address is None:
        return False
    from pathlib import Path

    from switchboard import knocking
    from switchboard.domain.errors import ExpectedError
    from switchboard.folders import choose
    from switchboard.telephony.caller import caller_of

    try:
        number = caller_of(address)
    except ExpectedError:
        # Whoever opens the window says so.
        return False
    return knocking.hand_over(choose(None if folder is None else Path(folder)), number)


def begin(arguments: Sequence[str]) -> Courier | None:
    """Begin what a window with these arguments will wait for, if it is one; return who fetches its secrets,
    if somebody does."""
    if not is_window(arguments) or (read := usual(arguments)) is None or not has_display():
        return None
    # Threads give way ten times sooner than by Python's default: the one that opens the copy asks for the
    # interpreter after every read, and the GUI thread whenever somebody types.
    sys.setswitchinterval(_SWITCH)
    folder, _ = read
    return Courier.send(lambda: _name(folder))


def _name(folder: str | None) -> str:
    """Return what a profile's secrets are filed under, in the courier's process."""
    from pathlib import Path

    from switchboard.folders import choose

    place = choose(None if folder is None else Path(folder))
    if not place.cache_file.exists():
        # Then there is nothing to open with them, and nobody is to be asked to unlock a keyring.
        raise LookupError
    return place.name
