"""The search box, who is calling, and the filters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from switchboard.domain.words import short
from switchboard.ui.caller import CallingLine
from switchboard.ui.controls import Push, Tool
from switchboard.ui.glyphs import shape_icon
from switchboard.ui.halves import NARROW
from switchboard.ui.parts import Steady, Text, em, scaled

MOST = 500
"""The longest query, in characters."""
_ECHO_MS = 8
"""How long a letter waits, half a frame of the screen, to be painted together with its hits: two paints take
longer than one, and the first would hold up the search."""
# Asked of every key and event, and Qt's own names take long to ask for.
_OVERRIDE = QEvent.Type.ShortcutOverride
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_FIRST_OF_NO_LETTER = int(Qt.Key.Key_Escape)
_NO_UPDATES = Qt.WidgetAttribute.WA_UpdatesDisabled
_LONGEST = 32
"""So much is shown of a unit's name beside the filters: the number of hits stands there, too."""
_BESIDE_FILTERS = 2
"""The place in its row of the unit that is searched in."""
_LONGEST_NUMBER = "+4700000000"
"""What can always be read as a whole of who is calling."""
_AROUND = 4.5
"""So much is around it, in lines' heights: a shape, and the button that clears."""
_FRAME = 3
"""So many pixels above and below what is written are the field's frame, in every style."""
_STEERING = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_ERASING = frozenset((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
_COMMAND = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_OWN = _STEERING | {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes or erases, and is meant for the search wherever nobody else writes."""
    if event.key() in _ERASING:
        return not event.modifiers() & _COMMAND
    return bool(event.text()) and event.text().isprintable()


class DeskField(QLineEdit):
    """A field in which the key that takes back means the window's deed, as long as there is one."""

    _lead: tuple[QAction, str, int] | None = None
    _shape: QToolButton | None = None

    def event(self, event: QEvent) -> bool:
        # In this order: to ask for an event's type takes longer than most of them.
        if isinstance(event, QKeyEvent) and event.type() == _OVERRIDE:
            if event.modifiers() == _NO_MODIFIER and event.key() < _FIRST_OF_NO_LETTER:
                # A letter is claimed, as Qt would after it had looked for forty key sequences.
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.Undo):
                # Not claimed: it goes to the window's action, or comes back as a plain key when that is off.
                event.ignore()
                return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lead is not None:
            action, shape, side = self._lead
            action.setIcon(shape_icon(shape, self.palette(), side))

    def lead(self, shape: str, size: float) -> None:
        """Show a shape before the text; it is called what the field is called."""
        side = round(em(self, size))
        icon = shape_icon(shape, self.palette(), side)
        action = self.addAction(icon, QLineEdit.ActionPosition.LeadingPosition)
        self._lead = action, shape, side
        for button in self.findChildren(QToolButton):
            if button.defaultAction() is action:
                self._shape = button
                button.setAccessibleName(self.accessibleName())


class SearchField(DeskField):
    """The large field. Keys that belong to the list or the card go to ``steered``."""

    steered = Signal(int)
    """A Qt.Key that chooses among the hits."""
    taken = Signal()
    """Enter: put through by route 1."""
    escaped = Signal()
    _holds_back = False
    """Whether nothing of the field is painted until the letter that was typed is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(scaled(self.font(), 1.45))
        self.setMaxLength(MOST)
        self.setPlaceholderText(self.tr("Search: name, errand, unit, number"))
        self.setAccessibleName(self.tr("Search"))
        self.setMinimumHeight(em(self, 1.75))
        self.lead("search", 0.8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._echo = QTimer(self)
        self._echo.setSingleShot(True)
        self._echo.setInterval(_ECHO_MS)
        self._echo.timeout.connect(self._show_writing)
        self._writing: QRect | None = None
        self._replaced: str | None = None
        """What the next letter was about to replace when the keyboard went elsewhere: Qt forgets it."""

    def _paint_again(self) -> None:
        # Only what we held back ourselves: where a page that is being changed holds all of it back, a field
        # that answered for itself would be passed over in the end, and the shape in it never be painted.
        if self._holds_back:
            self._holds_back = False
            self.setAttribute(_NO_UPDATES, False)

    def echo(self) -> None:
        """Paint what was typed: the answer is there to be painted with it, or takes longer than that."""
        if self._echo.isActive():
            self._echo.stop()
            self._show_writing()

    def _show_writing(self) -> None:
        # Not by `setUpdatesEnabled`: it has the frame and the shape painted, too, which stay as they are and
        # take five times as long as the text.
        self._paint_again()
        if self._writing is not None:
            self.update(self._writing)
            return
        # The frame has changed, and what was called for because of that may have been held back.
        self.update()
        box = self._writing = self.rect().adjusted(0, _FRAME, 0, -_FRAME)
        if self._shape is not None and self.isRightToLeft():
            box.setRight(self._shape.x() - 1)
        elif self._shape is not None:
            box.setLeft(self._shape.x() + self._shape.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._writing = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._paint_again()
        super().focusInEvent(event)
        self._writing = None
        if self._replaced == self.text() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()
        self._replaced = None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._paint_again()
        text = self.text()
        self._replaced = text if text and self.selectedText() == text else None
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        self._paint_again()
        super().changeEvent(event)
        self._writing = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key not in _OWN:
            before = self.text()
            # Before the letter is there: what was called for by then would be painted without the field.
            self._holds_back = True
            self.setAttribute(_NO_UPDATES, True)
            super().keyPressEvent(event)
            if self.text() == before:
                self._show_writing()
            else:
                self._echo.start()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in _STEERING:
            self.steered.emit(key)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class CallerField(DeskField):
    """Who is calling: a number from the phone system, or whatever the agent notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Who is calling"))
        self.setAccessibleName(self.tr("Who is calling"))
        self.setMaxLength(80)
        self.lead("phone", 0.9)
        self.textChanged.connect(self._offer_clearing)

    def _offer_clearing(self) -> None:
        """Show the button that clears, from the first text on: to make it takes Qt 5 ms."""
        self.textChanged.disconnect(self._offer_clearing)
        known = self.findChildren(QToolButton)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):
            if button not in known:
                button.setAccessibleName(self.tr("Clear"))


class SearchHeader(QWidget):
    """The row above the hits: field, caller, filters and how many were found."""

    filter_changed = Signal()
    scope_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Or the four widgets behind it would be painted first, with every letter.
        self.setAutoFillBackground(True)
        self.field = SearchField(self)
        self.caller = CallerField(self)
        self.caller.setMinimumHeight(self.field.minimumHeight())
        self.caller.setMinimumWidth(
            self.caller.fontMetrics().horizontalAdvance(_LONGEST_NUMBER) + em(self, _AROUND)
        )
        self.caller.setMaximumWidth(em(self, 15))
        self.everybody = self._filter(self.tr("Everybody"))
        self.available = self._filter(self.tr("Available now  F8"))
        self.available.setAccessibleName(self.tr("Available now"))
        self.everybody.setChecked(True)
        for button in (self.everybody, self.available):
            button.setAutoExclusive(True)
        self.available.toggled.connect(lambda _: self.filter_changed.emit())
        self._scope = Tool(self)
        self._scope.clicked.connect(self.scope_left)
        self._scope.setMinimumWidth(em(self, 2))
        self._scope.hide()
        self.calling = CallingLine(self)
        self._count = Text(self, muted=True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(em(self, 0.6))
        top.addWidget(self.field, 7)
        top.addWidget(self.caller, 3)
        bottom = self._bottom = QHBoxLayout()
        bottom.setSpacing(em(self, 0.25))
        bottom.addWidget(self.everybody)
        bottom.addWidget(self.available)
        bottom.addWidget(Steady(self._count, self), 1)
        self._below = QVBoxLayout()
        self._narrow = True
        self._arrange(narrow=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em(self, 0.8), em(self, 0.7), em(self, 0.8), em(self, 0.35))
        layout.setSpacing(em(self, 0.4))
        layout.addLayout(top)
        layout.addLayout(bottom)
        layout.addLayout(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what comes and goes below the filters where there is no room beside them."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < em(self, NARROW))

    def _arrange(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for row in (self._bottom, self._below):
            row.removeWidget(self._scope)
            row.removeWidget(self.calling)
        if narrow:
            self._below.addWidget(self._scope, 0, Qt.AlignmentFlag.AlignLeading)
            self._below.addWidget(self.calling, 0, Qt.AlignmentFlag.AlignTrailing)
        else:
            self._bottom.insertWidget(_BESIDE_FILTERS, self._scope)
            self._bottom.addWidget(self.calling)

    def _filter(self, text: str) -> Push:
        button = Push(self, text)
        button.setCheckable(True)
        button.setFlat(True)
        return button

    def show_count(self, text: str, heard: str = "") -> None:
        """Say how many were found; ``heard`` is what a screen reader says, where that is something else."""
        self._count.say(text, heard)

    def show_scope(self, name: str) -> None:
        """Say in which unit is searched; nothing when it is everywhere."""
        self._scope.setText(self.tr("In “{unit}”  ×").format(unit=short(name, _LONGEST)))
        self._scope.setAccessibleName(self.tr("Search everywhere, not only in {unit}").format(unit=name))
        self._scope.setVisible(bool(name))
