"""One line of typing that becomes an absence, and below it what it would say."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from switchboard.ui.announce import announce
from switchboard.ui.controls import Push, Tool
from switchboard.ui.parts import Panel, Text, em

_MOST = 200
_NARROW = 48
"""Below this width, in lines' heights, whose absence it is stands above the field: a name that is cut may be
another's."""
_PAUSE_MS = 600
"""How long a pause in typing is before a screen reader hears what the line would register."""


class _Field(QLineEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class AbsenceLine(Panel):
    """Takes the keyboard while it is open; Enter registers, Esc closes."""

    edited = Signal(str)
    entered = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("question", parent)
        self._heading = Text(self)
        self._heading.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.field = _Field(self)
        self.field.setMaxLength(_MOST)
        self.field.setPlaceholderText(self.tr("til 13 møte · ut uken ferie · back Thursday"))
        self.field.textChanged.connect(self.edited)
        self.field.returnPressed.connect(self.entered)
        self.field.escaped.connect(self.closed)
        self._preview = Text(self, wrap=True)
        self._register = Push(self, self.tr("Register  Enter"))
        self._register.setAccessibleName(self.tr("Register the absence"))
        self._register.clicked.connect(self.entered)
        close = Tool(self, "×")
        close.setAccessibleName(self.tr("Register nothing"))
        close.setToolTip(self.tr("Register nothing"))
        close.clicked.connect(self.closed)
        entry = QHBoxLayout()
        entry.setSpacing(em(self, 0.5))
        entry.addWidget(self.field, 1)
        entry.addWidget(self._register)
        entry.addWidget(close)
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(em(self, 0.5))
        row.addWidget(self._heading, 2)
        row.addLayout(entry, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em(self, 0.7), em(self, 0.35), em(self, 0.35), em(self, 0.4))
        layout.setSpacing(em(self, 0.2))
        layout.addLayout(row)
        layout.addWidget(self._preview)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: announce(self.field, self.preview))
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < em(self, _NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    @property
    def preview(self) -> str:
        """What the line says it would register, or why it would not."""
        return self._preview.accessibleName()

    def begin(self) -> None:
        """Open, empty, for whoever is chosen; the letters that follow belong here."""
        self.ask("")
        self.field.clear()
        self.show()
        self.field.setFocus()

    def ask(self, name: str) -> None:
        """Say whose absence it is."""
        heading = self.tr("Absence of {name}").format(name=name) if name else self.tr("Absence")
        self._heading.say(heading)
        self.field.setAccessibleName(heading)

    def say(self, text: str, *, good: bool) -> None:
        """Say what would be registered (``good``) or why nothing would be."""
        self._preview.say(text)
        role = QPalette.ColorRole.WindowText if good else QPalette.ColorRole.PlaceholderText
        self._preview.setForegroundRole(role)
        self._register.setEnabled(good)
        self.field.setAccessibleDescription(text)
        self._pause.start()

    def clear(self) -> None:
        """Close, and forget whom it was about."""
        self._pause.stop()
        self.hide()
        self.field.clear()
        self.ask("")
        self._preview.say("")
        self.field.setAccessibleDescription("")
