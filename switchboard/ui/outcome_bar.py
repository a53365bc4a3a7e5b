"""After a call was put through: what came of it?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from switchboard.domain.model import Ref, Result
from switchboard.domain.words import short
from switchboard.ui.controls import Push, Tool
from switchboard.ui.parts import Panel, Text, em
from switchboard.ui.question_grid import QuestionGrid

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
        self._answers = QWidget(self)
        self._table = QGridLayout(self._answers)
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setSpacing(em(self, 0.35))
        self._buttons: list[Push] = []
        for text, key, result in (
            (self.tr("Reached"), "F7", Result.REACHED),
            (self.tr("No answer"), "F6", Result.NO_ANSWER),
            (self.tr("Busy"), "", Result.BUSY),
            (self.tr("Wrong person"), "", Result.WRONG_PERSON),
        ):
            self._words[result] = text.lower()
            button = Push(self._answers, f"{text}  {key}".rstrip())
            button.setAccessibleName(text)
            button.clicked.connect(lambda _=False, result=result: self.answered.emit(result))
            self._buttons.append(button)
        close = Tool(self, "×")
        close.setAccessibleName(self.tr("Do not say"))
        close.setToolTip(self.tr("Do not say what came of it"))
        close.clicked.connect(self.dismissed)
        self._grid = QuestionGrid(self, self._question, self._answers, close)
        self._columns = 0
        self._arrange()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the answers where there is room for them: beside the question, below it, or in two rows."""
        narrow = self.width() < em(self, _NARROW)
        wide = sum(button.sizeHint().width() for button in self._buttons)
        wide += (len(self._buttons) - 1) * self._table.spacing()
        margins = self._grid.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        columns = len(self._buttons) // (2 if narrow and wide > room else 1)
        if columns != self._columns:
            self._columns = columns
            for place, button in enumerate(self._buttons):
                self._table.removeWidget(button)
                self._table.addWidget(button, *divmod(place, columns))
        self._grid.arrange(narrow=narrow)

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
