"""Before a call goes where it should not: why all the same? Only where the municipality wants it asked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from switchboard.domain.model import Reason
from switchboard.domain.words import short
from switchboard.ui.announce import announce
from switchboard.ui.controls import Tool
from switchboard.ui.parts import Panel, Text, em
from switchboard.ui.question_grid import QuestionGrid

_NARROW = 60
"""Below this width, in lines' heights, the question stands above its answers …"""
_NARROWER = 36
"""… and below this the answers above each other."""
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class OverrideBar(Panel):
    """Takes the keyboard for one answer: 1, 2 or 3 says why and puts through, Esc leaves it, letters search
    on."""

    chosen = Signal(object)
    """The :class:`Reason` with which the call is to be put through."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._question = Text(self, wrap=True)
        self._answers = QWidget(self)
        answers = self._column = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(em(self, 0.35))
        self._buttons: list[tuple[QPushButton, str]] = []
        for number, (text, reason) in enumerate(
            (
                (self.tr("The call is expected"), Reason.EXPECTED),
                (self.tr("It is urgent"), Reason.URGENT),
                (self.tr("The directory is wrong"), Reason.WRONG),
            ),
            1,
        ):
            button = QPushButton(f"{number}  {text}", self._answers)
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, reason=reason: self.chosen.emit(reason))
            answers.addWidget(button)
            self._buttons.append((button, text))
        close = Tool(self, "×")
        close.setAccessibleName(self.tr("Do not put through"))
        close.setToolTip(self.tr("Do not put through"))
        close.clicked.connect(self.left)
        self._grid = QuestionGrid(self, self._question, self._answers, close)
        self._arrange()
        self.hide()

    @property
    def question(self) -> str:
        """What is asked; empty when nothing is."""
        return self._question.accessibleName()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the answers where there is room for them."""
        narrow = self.width() < em(self, _NARROW)
        stacked = self.width() < em(self, _NARROWER)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._column.direction() != direction:
            self._column.setDirection(direction)
        self._grid.arrange(narrow=narrow)

    def ask(self, name: str, why: str) -> None:
        """Ask about a way to somebody that is closed, or leads to somebody who is away."""
        text = self.tr("{name}: {why}. Why put through all the same?").format(name=short(name), why=why)
        self._question.say(text)
        self._name_buttons(text)
        self.setAccessibleName(text)
        self.show()
        self._buttons[0][0].setFocus()
        announce(self, text)

    def clear(self) -> None:
        """Ask nothing more."""
        self._question.say("")
        self._name_buttons("")
        self.setAccessibleName("")
        self.hide()

    def _name_buttons(self, question: str) -> None:
        for button, text in self._buttons:
            button.setAccessibleName(text)
            button.setAccessibleDescription(question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _DIGITS:
            self._buttons[_DIGITS.index(Qt.Key(event.key()))][0].click()
        else:
            super().keyPressEvent(event)
