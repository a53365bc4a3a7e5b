"""The first fill: how far it is, and a way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from switchboard.ui.parts import Text, centred, em, scaled


class WaitPage(QWidget):
    """Says what is being done and how far it has come."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QWidget(self)
        column.setMinimumWidth(em(self, 26))
        column.setMaximumWidth(em(self, 28))
        self._title = QLabel(column)
        self._title.setFont(scaled(self.font(), 1.6, QFont.Weight.DemiBold))
        self._text = Text(column, muted=True, wrap=True)
        self._bar = QProgressBar(column)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(em(self, 0.7))
        self._cancel = QPushButton(self.tr("&Cancel"), column)
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        inner = QVBoxLayout(column)
        inner.setSpacing(em(self, 0.6))
        inner.addWidget(self._title)
        inner.addWidget(self._bar)
        inner.addWidget(self._text)
        inner.addLayout(row)
        centred(self, column)
        self.setFocusProxy(self._cancel)

    def show_progress(self, title: str, text: str, done: int | None, total: int | None) -> None:
        """Show how far it is; without a total that it goes on."""
        self._title.setText(title)
        self._text.say(text)
        if total:
            self._bar.setRange(0, total)
            self._bar.setValue(min(done or 0, total))
        else:
            self._bar.setRange(0, 0)
        self._bar.setAccessibleName(f"{title} {text}".strip())
