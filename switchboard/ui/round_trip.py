"""The X server's answer that Qt waits for before a paint, had in a moment when nobody waits for the paint.

Qt paints a window into memory that the X server reads. Before it paints again where it has painted since the
server last answered, it asks the server and waits, so that nothing is changed that is still to be read: 0.15
to 0.3 ms of every key. A pixel that no key paints is painted twice once the hits are: with the second time Qt
asks, and what it has painted since is that pixel alone. So with the next key there is nothing to wait for.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_SOON_MS = 5
"""From the answer to the first of the two paints, and on to the second: the hits are painted by then, and
both are over before the next key."""
_TWICE = 2


def is_waited_for() -> bool:
    """Whether Qt waits so on this platform."""
    return QGuiApplication.platformName() == "xcb"


class RoundTrip(QObject):
    """Paints the last pixel of a page's window twice."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SOON_MS)
        self._timer.timeout.connect(self._paint)

    def soon(self) -> None:
        """The hits are about to be painted."""
        self._left = _TWICE
        self._timer.start()

    def _paint(self) -> None:
        window = self._page.window()
        last = window.rect().bottomRight()
        window.update(QRect(last, last))
        self._left -= 1
        if self._left:
            self._timer.start()
