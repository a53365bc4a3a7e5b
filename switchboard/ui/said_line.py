"""What was just registered, and the key that takes it back."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from switchboard.ui.announce import announce
from switchboard.ui.keys import KEYS, Deed, native
from switchboard.ui.parts import Panel, Text, em

_OFFERED_MS = 120_000
"""How long taking back is offered."""
_SHOWN_MS = 10_000
"""How long it is said that something was taken back."""


class SaidLine(Panel):
    """One sentence; it never takes the keyboard from the search."""

    undone = Signal()
    offered = Signal(bool)
    """Whether there is something to take back now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self._text = Text(self)
        self._undo = QPushButton(self.tr("Take back  {key}").format(key=native(KEYS[Deed.UNDO])), self)
        self._undo.setAccessibleName(self.tr("Take back"))
        self._undo.setAutoDefault(False)
        self._undo.clicked.connect(self.undone)
        close = QToolButton(self)
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.7), em(self, 0.3), em(self, 0.35), em(self, 0.3))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._undo)
        layout.addWidget(close)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty when nothing is."""
        return self._text.accessibleName()

    def say(self, text: str, *, undo: bool) -> None:
        """Say something, and offer to take it back."""
        self._text.say(text)
        self._undo.setVisible(undo)
        self.setAccessibleName(text)
        self._time.start(_OFFERED_MS if undo else _SHOWN_MS)
        self.show()
        announce(self, text)
        self.offered.emit(undo)

    def clear(self) -> None:
        """Say nothing more."""
        self._time.stop()
        self._text.say("")
        self.setAccessibleName("")
        self.hide()
        self.offered.emit(False)
