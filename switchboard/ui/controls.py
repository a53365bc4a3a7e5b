"""Controls of a desk where the keyboard belongs to the search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from switchboard.ui.colours import theme
from switchboard.ui.parts import em


class Push(QPushButton):
    """A button that takes the keyboard by Tab alone: after a click arrows choose hits as before."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(text, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)


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
