"""Wakes the page when something on it may change by the clock alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

_LONGEST = timedelta(minutes=1)
_SHORTEST = timedelta(milliseconds=200)


class Turning(QObject):
    """One timer for the nearest of many moments; it fires once a minute at the least."""

    turned = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.turned)

    def await_next(self, moments: Iterable[datetime | None]) -> None:
        """Fire at the nearest of these moments."""
        now = self._now()
        pause = min((moment - now for moment in moments if moment is not None), default=_LONGEST)
        pause = min(max(pause, _SHORTEST), _LONGEST)
        self._timer.start(int(pause / timedelta(milliseconds=1)) + 1)
