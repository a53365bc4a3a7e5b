"""What is wrong and what to do, as one line in the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from switchboard.ui.announce import announce
from switchboard.ui.colours import theme
from switchboard.ui.controls import Push, Tool
from switchboard.ui.glyphs import paint_shape
from switchboard.ui.parts import Panel, Text, em


class _WarningSign(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(em(self, 1.2), em(self, 1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme(self.palette())
        side = float(em(self, 0.95))
        box = QRectF(1, (self.height() - side) / 2, side, side)
        paint_shape(QPainter(self), box, "warning", colours.warning, colours.warning_panel)


class ProblemLine(Panel):
    """Shows one problem at a time, the newest; a problem that is over takes itself away."""

    chosen = Signal(str)
    """The button was pressed; carries the problem's key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._problems: dict[str, tuple[str, str]] = {}
        self._text = Text(self, wrap=True)
        self._action = Push(self)
        self._action.clicked.connect(lambda: self.chosen.emit(self._top()))
        self._close = Tool(self, "×")
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(lambda: self.take_back(self._top()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.6), em(self, 0.3), em(self, 0.3), em(self, 0.3))
        layout.addWidget(_WarningSign(self))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    def complain(self, key: str, text: str, action: str = "") -> None:
        """Show a problem, with a button when there is something to press."""
        if self._problems.get(key) == (text, action):
            return
        self._problems.pop(key, None)
        self._problems[key] = (text, action)
        self._show()
        announce(self, text)

    def take_back(self, key: str) -> None:
        """The problem is over (or has been read)."""
        if self._problems.pop(key, None) is not None:
            self._show()

    def text(self, key: str = "") -> str:
        """Return what is said of one problem, or what is shown now; empty when there is nothing to say."""
        return self._problems.get(key or self._top(), ("", ""))[0]

    def _top(self) -> str:
        return next(reversed(self._problems), "")

    def _show(self) -> None:
        text, action = self._problems.get(self._top(), ("", ""))
        self._text.say(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.setVisible(bool(text))
