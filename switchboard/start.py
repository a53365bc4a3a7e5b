"""The window's first moments: what can be under way before Qt is loaded."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from switchboard import binding, profile
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.vault.courier import Courier

if TYPE_CHECKING:
    from switchboard.arguments import WindowArguments

_SWITCH = 0.0005
"""Seconds."""
_DISPLAYS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


def window(args: WindowArguments) -> int:
    """Send for the secrets, begin to open the copy they are for, and show the window meanwhile.

    Raises:
        ExpectedError: there is no display; or as ``app.window`` does.
    """
    if sys.platform == "linux" and not any(map(os.environ.get, _DISPLAYS)):
        # Qt would end the process with a core dump.
        raise ExpectedError(
            words("There is no display to show a window on."),
            words("Start Switchboard on a desktop. What works without one is said by “switchboard --help”."),
        )
    # Threads give way ten times sooner than by Python's default: the one that opens the copy asks for the
    # interpreter after every read, and the GUI thread whenever somebody types.
    sys.setswitchinterval(_SWITCH)
    place = profile.current()
    if args.demo or args.tour is not None or not place.cache_file.exists():
        binding.load()
        from switchboard import app

        return app.window(args)
    # Until the window is shown: what is loaded and made now stays.
    gc.disable()
    courier = Courier.send(lambda: place.name)
    from switchboard.desk.memo import Memo
    from switchboard.desk.office import Office

    memo = Memo()
    office = Office(place, memo, courier)
    office.answered.clear()
    office.open()
    try:
        binding.load()
        from switchboard import app

        return app.window(args, (office, memo))
    finally:
        office.stop()
