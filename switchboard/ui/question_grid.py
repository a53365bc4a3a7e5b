"""How a bar that asks something is laid out: the answers beside the question, or below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from switchboard.ui.controls import Tool
from switchboard.ui.parts import Text, em


class QuestionGrid(QGridLayout):
    """A question, its answers, and what leaves it unanswered."""

    def __init__(self, bar: QWidget, question: Text, answers: QWidget, close: Tool) -> None:
        super().__init__(bar)
        self._question, self._answers, self._close = question, answers, close
        self._narrow: bool | None = None
        self.setContentsMargins(em(bar, 0.7), em(bar, 0.35), em(bar, 0.35), em(bar, 0.35))
        self.setSpacing(em(bar, 0.35))
        self.setColumnStretch(0, 1)

    def arrange(self, *, narrow: bool) -> None:
        """Put the answers below the question, or beside it."""
        if narrow is self._narrow:
            return
        self._narrow = narrow
        for widget in (self._question, self._answers, self._close):
            self.removeWidget(widget)
        self.addWidget(self._question, 0, 0)
        if narrow:
            self.addWidget(self._close, 0, 1, Qt.AlignmentFlag.AlignTop)
            self.addWidget(self._answers, 1, 0, 1, 2)
        else:
            self.addWidget(self._answers, 0, 1)
            self.addWidget(self._close, 0, 2)
