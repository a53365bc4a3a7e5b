"""A scroll bar that keeps its room."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar


class Rail(QScrollBar):
    """A scroll bar whose room is always there; it is seen when there is something to scroll.

    One that comes and goes while somebody types moves what stands at its edge, and has the list laid out and
    painted anew.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.minimum() < self.maximum():
            super().paintEvent(event)
        else:
            QPainter(self).fillRect(event.rect(), self.palette().base())
