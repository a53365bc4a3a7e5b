"""The lines below the pages: what is typed, asked and said about a call."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from switchboard.ui.absence_line import AbsenceLine
from switchboard.ui.outcome_bar import OutcomeBar
from switchboard.ui.override_bar import OverrideBar
from switchboard.ui.said_line import SaidLine


class Bars:
    """The four, in the order in which they stand; each is hidden until it has something to say."""

    def __init__(self, column: QVBoxLayout, parent: QWidget) -> None:
        self.absence_line = AbsenceLine(parent)
        self.override_bar = OverrideBar(parent)
        self.said_line = SaidLine(parent)
        self.outcome_bar = OutcomeBar(parent)
        for bar in (self.absence_line, self.override_bar, self.said_line, self.outcome_bar):
            column.addWidget(bar)
