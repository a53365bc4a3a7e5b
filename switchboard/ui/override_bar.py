"""Before a call goes where it should not: all the same? Only where the municipality wants it asked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from switchboard.ui.announce import announce
from switchboard.ui.parts import Panel, Text, em


class OverrideBar(Panel):
    """Takes the keyboard for one answer: Enter puts through, Esc leaves it, letters search on."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._question = Text(self, wrap=True)
        self._yes = QPushButton(self.tr("Put through  Enter"), self)
        self._yes.setAutoDefault(True)
        self._yes.clicked.connect(self.confirmed)
        close = QToolButton(self)
        close.setText("×")
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Do not put through"))
        close.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(em(self, 0.7), em(self, 0.35), em(self, 0.35), em(self, 0.35))
        layout.addWidget(self._question, 1)
        layout.addWidget(self._yes)
        layout.addWidget(close)
        self.hide()

    @property
    def question(self) -> str:
        """What is asked; empty when nothing is."""
        return self._question.accessibleName()

    def ask(self, name: str, why: str) -> None:
        """Ask about a way to somebody that is closed, or leads to somebody who is away."""
        text = self.tr("{name}: {why}. Put through all the same?").format(name=name, why=why)
        self._question.say(text)
        self._yes.setAccessibleName(text)
        self.setAccessibleName(text)
        self.show()
        self._yes.setFocus()
        announce(self, text)

    def clear(self) -> None:
        """Ask nothing more."""
        self._question.say("")
        self._yes.setAccessibleName(self.tr("Put through"))
        self.setAccessibleName("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)
