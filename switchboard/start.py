"""The window's first moments: what can be under way before Qt is loaded."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from switchboard import binding, profile
from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.early import has_display

if TYPE_CHECKING:
    from switchboard.arguments import WindowArguments


def window(args: WindowArguments) -> int:
    """Begin to open the copy that the secrets on their way are for, and show the window meanwhile.

    Raises:
        ExpectedError: there is no display; or as ``app.window`` does.
    """
    if not has_display():
        raise ExpectedError(
            words("There is no display to show a window on."),
            words("Start Switchboard on a desktop. What works without one is said by “switchboard --help”."),
        )
    place = profile.current()
    if args.demo or args.tour is not None or not place.cache_file.exists():
        if args.courier is not None:
            args.courier.stop()
        binding.load()
        from switchboard import app

        return app.window(args)
    # Until the window is shown: what is loaded and made now stays.
    gc.disable()
    # Before there are threads: PySide6 walks through all modules that are loaded, and ends the process when
    # somebody else loads one meanwhile. And before others load what the binding only names.
    binding.load()
    from switchboard.desk.memo import Memo
    from switchboard.desk.office import Office

    memo = Memo()
    office = Office(place, memo, args.courier)
    office.answered.clear()
    office.open()
    try:
        # The office asks for it as soon as the index is being loaded, which takes no turn of ours.
        import switchboard.desk.desk  # noqa: F401 - to have it loaded
        from switchboard import app

        return app.window(args, (office, memo))
    finally:
        office.stop()
