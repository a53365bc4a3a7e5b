"""What was just registered, and the key that takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from switchboard.domain.model import Ref
from switchboard.ui.announce import announce
from switchboard.ui.controls import Tool
from switchboard.ui.keys import KEYS, Deed, native
from switchboard.ui.parts import Panel, Text, em

_OFFERED = 120
"""Seconds for which taking back is offered, where nothing shorter holds."""
_SHOWN = 10
"""Seconds for which something is said that cannot be taken back."""


class SaidLine(Panel):
    """One sentence; it never takes the keyboard from the search."""

    offered = Signal(bool)
    """Whether there is something to take back now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.about: Ref | None = None
        """Who is spoken of."""
        self._deed: Callable[[], None] | None = None
        self._text = Text(self, wrap=True)
        self._undo = QPushButton(self.tr("Take back  {key}").format(key=native(KEYS[Deed.UNDO])), self)
        self._undo.setAccessibleName(self.tr("Take back"))
        self._undo.setAutoDefault(False)
        self._undo.clicked.connect(self.take_back)
        close = Tool(self, "×")
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

    def say(
        self,
        text: str,
        *,
        about: Ref | None = None,
        undo: Callable[[], None] | None = None,
        seconds: int | None = None,
    ) -> None:
        """Say something, perhaps of somebody; ``undo``, if given, is called once at the most."""
        self.about, self._deed = about, undo
        self._text.say(text)
        self._undo.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._time.start(1000 * (seconds or (_SHOWN if undo is None else _OFFERED)))
        self.show()
        announce(self, text)
        self.offered.emit(undo is not None)

    def take_back(self) -> None:
        """Take back what was said last, while that is offered."""
        deed, self._deed = self._deed, None
        if deed is not None:
            deed()

    def forget(self, ref: Ref) -> None:
        """Say nothing more of somebody."""
        if self.about == ref:
            self.clear()

    def clear(self) -> None:
        """Say nothing more."""
        self._time.stop()
        self.about = self._deed = None
        self._text.say("")
        self.setAccessibleName("")
        self.hide()
        self.offered.emit(False)
