"""The window's first moments: what can be under way before Qt is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from switchboard import profile
from switchboard.vault.courier import Courier

if TYPE_CHECKING:
    from switchboard.arguments import WindowArguments


def window(args: WindowArguments) -> int:
    """Send for the secrets, begin to open the copy they are for, and show the window meanwhile.

    Raises:
        ExpectedError: as ``app.window`` does.
    """
    place = profile.current()
    if args.demo or args.tour is not None or not place.cache_file.exists():
        from switchboard import app

        return app.window(args)
    courier = Courier.send(lambda: place.name)
    from switchboard.desk.memo import Memo
    from switchboard.desk.office import Office

    memo = Memo()
    office = Office(place, memo, courier)
    office.open()
    try:
        from switchboard import app

        return app.window(args, (office, memo))
    finally:
        office.stop()
