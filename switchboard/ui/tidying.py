"""The collector of cycles, kept to moments in which nobody types.

A collection stops every thread for as long as it walks through the objects that have come up since the last
one: for longer than a keystroke has.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_QUIET_MS = 1000
_WORTH_IT = 2_000
"""With fewer new objects than this a collection is not worth its while."""
_BACKSTOP = (200_000, 10, 10)
"""Thresholds for somebody who never pauses: memory is bounded even then."""
_FULL_EVERY = 30
"""So many small collections are followed by a full one."""


class Tidying(QObject):
    """Collects when it has been quiet for a second."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._small = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._tidy)

    def begin(self) -> None:
        """What is there now stays, and is not walked through again; collect in quiet moments from now on."""
        gc.freeze()
        gc.set_threshold(*_BACKSTOP)
        self._timer.start()

    def put_off(self) -> None:
        """A key was pressed: not now."""
        if self._timer.isActive():
            self._timer.start()

    def end(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.set_threshold(*self._thresholds)

    def _tidy(self) -> None:
        if gc.get_count()[0] < _WORTH_IT:
            return
        self._small = (self._small + 1) % _FULL_EVERY
        gc.collect(1 if self._small else 2)
