"""After a call was put through: what came of it?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from switchboard.domain.model import Ref, Result
from switchboard.domain.words import short
from switchboard.ui.controls import Push, Tool
from switchboard.ui.parts import Panel, Text, em

_NARROW = 48
"""Below this width, in lines' heights, the question stands above its answers."""


class OutcomeBar(Panel):
    """One question and its four answers; it never takes the keyboard from the search."""

    answered = Signal(object)
    """The :class:`Result` that was chosen."""
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("question", parent)
        self.target: Ref | None = None
        self.name = ""
        self._words: dict[Result, str] = {}
        self._question = Text(self, wrap=True)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(em(self, 0.7), em(self, 0.35), em(self, 0.35), em(self, 0.35))
        self._layout.setSpacing(em(self, 0.35))
        self._layout.addWidget(self._question, 1)
        layout = QHBoxLayout()
        layout.setSpacing(em(self, 0.35))
        self._layout.addLayout(layout)
        for text, key, result in (
            (self.tr("Reached"), "F7", Result.REACHED),
            (self.tr("No answer"), "F6", Result.NO_ANSWER),
            (self.tr("Busy"), "", Result.BUSY),
            (self.tr("Wrong person"), "", Result.WRONG_PERSON),
        ):
            self._words[result] = text.lower()
            button = Push(self, f"{text}  {key}".rstrip())
            button.setAccessibleName(text)
            button.clicked.connect(lambda _=False, result=result: self.answered.emit(result))
            layout.addWidget(button)
        close = Tool(self, "×")
        close.setAccessibleName(self.tr("Do not say"))
        close.setToolTip(self.tr("Do not say what came of it"))
        close.clicked.connect(self.dismissed)
        layout.addWidget(close)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < em(self, _NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)

    def ask(self, target: Ref, name: str) -> None:
        """Ask about a call to somebody."""
        self.target, self.name = target, short(name)
        self._question.say(self.tr("Put through to {name}. What came of it?").format(name=self.name))
        self.setAccessibleName(self._question.accessibleName())
        self.show()

    def word(self, result: Result) -> str:
        """Return what a result is called within a sentence."""
        return self._words.get(result, "")

    def clear(self) -> None:
        """Forget the question."""
        self.target, self.name = None, ""
        self._question.say("")
        self.setAccessibleName("")
        self.hide()
