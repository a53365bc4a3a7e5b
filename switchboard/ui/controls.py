"""Controls whose look a style leaves too faint."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

from switchboard.ui.colours import theme
from switchboard.ui.parts import em


class Tool(QToolButton):
    """A flat button whose focus is seen: styles tell it by a shade alone."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme(self.palette()).accent, 2))
            radius = em(self, 0.2)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
