"""Where the window stands, and how large it is: at the first start, and from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from switchboard.ui.parts import em

_REST_MS = 500
"""How long the window has not moved when its place is kept."""
_USUAL = (84, 54)
_LEAST = (28, 26)
"""Width and height in lines' heights."""
_TITLE = 2
"""So many lines' heights of a screen's room the system's own frame takes."""


class Place(QObject):
    """One window's place; whoever has to do with files keeps what :attr:`changed` carries."""

    changed = Signal(object)
    """The window stands elsewhere, or has another size: ``bytes`` for :meth:`take`."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._kept: bytes | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tell)
        room = window.screen().availableSize() - QSize(0, em(window, _TITLE))
        least, usual = (QSize(em(window, width), em(window, height)) for width, height in (_LEAST, _USUAL))
        # What does not fit on the screen would be beyond its edge: the card, and who is calling.
        window.setMinimumSize(least.boundedTo(room))
        window.resize(usual.boundedTo(room))

    def take(self, kept: bytes) -> None:
        """Stand where the window stood; what is on no screen any more, or too large, comes back onto one."""
        self._window.restoreGeometry(kept)

    def follow(self) -> None:
        """From now on it is the user who moves the window: the system has put it where it wants it."""
        self._kept = self._here()

    def moved(self) -> None:
        """The window is being moved, or its size changed."""
        if self._kept is not None:
            self._rest.start()

    def end(self) -> None:
        """The window closes: keep what has not been kept yet."""
        self._rest.stop()
        if self._kept is not None:
            self._tell()

    def _here(self) -> bytes:
        return bytes(self._window.saveGeometry().data())

    def _tell(self) -> None:
        here = self._here()
        if here != self._kept:
            self._kept = here
            self.changed.emit(here)
