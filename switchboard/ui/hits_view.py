"""The list of hits; typing in it is typing in the search box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from switchboard.desk.desk import LIMIT
from switchboard.domain.model import Ref
from switchboard.search.results import Field, Topic
from switchboard.ui.announce import announce_others
from switchboard.ui.colours import theme
from switchboard.ui.hits_model import HitsModel, Index, Key
from switchboard.ui.hits_painter import HitsPainter
from switchboard.ui.parts import em, own_viewport
from switchboard.ui.phrases import Line, Shown
from switchboard.ui.rail import Rail

_BETWEEN_MS = 5
"""So soon after a paint what it showed is made ready to be painted faster: shorter than between two keys."""
_DOWN = frozenset((Qt.Key.Key_Down, Qt.Key.Key_PageDown))
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class _Heights(QStyledItemDelegate):
    """Tells the view how large a row is; :class:`HitsView` paints all of them itself."""

    def __init__(self, painter: HitsPainter, parent: QObject) -> None:
        super().__init__(parent)
        self._painter = painter

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        # No width of its own: a row that wanted one would reach beyond a narrow list, its status unseen.
        return QSize(1, self._painter.height(option.font))


class HitsView(QListView):
    """Keeps its selection by ref; tells when another hit is current."""

    chosen = Signal(object)
    """The :class:`Ref` that is current now, or the :class:`Topic`, or ``None``."""
    activated_by_key = Signal()
    beyond = Signal()
    """The end of the list was reached, and whoever is below it is wanted."""
    topic_clicked = Signal(object)
    """The :class:`Topic` whose row was clicked: it leads on, there is nothing else to see of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = HitsPainter()
        own_viewport(self)
        self.hits = HitsModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(_Heights(self._painter, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(Rail(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Hits"))
        self._empty = ""
        self._going_on = -1
        """The last row, where the agent goes on to the next one as soon as there is one."""
        self._at_end = QTimer(self)
        self._at_end.setSingleShot(True)
        self._at_end.setInterval(0)
        self._at_end.timeout.connect(self._look_beyond)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._room = 0
        self._box: tuple[int, QRect] | None = None
        self._between = QTimer(self)
        self._between.setSingleShot(True)
        self._between.setInterval(_BETWEEN_MS)
        self._between.timeout.connect(self._painter.settle)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(self._clicked)
        # Qt's own flag for it takes longer to ask for, row by row, than the row to be filled.
        self._hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        self.viewportEntered.connect(lambda: self._hover(-1))
        for moved in (self.hits.modelReset, self.hits.rowsInserted, self.hits.rowsRemoved):
            moved.connect(self._moved)

    def warm(self) -> None:
        """Make ready to paint in an idle moment, or the first hits would wait for fonts and shapes."""
        if not self.hits.rowCount():
            self._painter.warm(self)

    def rehearse(self, lines: Sequence[Shown]) -> None:
        """Try the painting with lines that nobody sees, before there is anything to paint."""
        if not self.hits.rowCount():
            self._painter.rehearse(self, lines)

    def room(self) -> int:
        """Return how many rows can be seen, the last of them perhaps in part."""
        if not self._room and self.isVisible():
            self._room = -(-self.viewport().height() // self._painter.height(self.font())) or 1
        return self._room or LIMIT

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room, self._box = 0, None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._room, self._box = 0, None
        self._painter.look_again()

    def current(self) -> Ref | None:
        """Return the ref of the current hit."""
        key = self.key()
        return key if isinstance(key, Ref) else None

    def key(self) -> Key | None:
        """Return what the current row is about: a hit's ref, or a topic."""
        return self.hits.key(self.currentIndex().row())

    def errand(self) -> str | None:
        """Return the errand that the query named of the current hit: alternates may be meant for it alone."""
        line = self.hits.line(self.currentIndex().row())
        if line is None:
            return None
        return next((match.text for match in line.row.matched if match.field is Field.KEYWORD), None)

    def choose(self, row: int) -> None:
        """Make a row the current one; -1 leaves none."""
        if row < 0:
            self.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)
            return
        current, selection = self.currentIndex(), self.selectionModel()
        # One row at most is selected, and no other than the current one: to ask whether it is that one takes
        # Qt longer.
        if current.row() != row or not selection.hasSelection():
            current = self.hits.index(row)
            # Qt would scroll there as well.
            self.setAutoScroll(False)
            selection.setCurrentIndex(current, _CHOOSE)
            self.setAutoScroll(True)
        # A list that begins anew stands at its top, and to look whether it does would have it laid out twice.
        if row or self.verticalOffset():
            self.scrollTo(current)

    def replace(self, lines: Sequence[Shown]) -> None:
        """Show the answer to another question."""
        self._hovered = self._going_on = -1
        self.hits.replace(lines)

    def append(self, lines: Sequence[Line]) -> None:
        """Show more at the end, and go on there if that is where the agent was going."""
        self.hits.append(lines)
        row, self._going_on = self._going_on, -1
        if row == self.currentIndex().row() and 0 <= row < self.hits.rowCount() - 1:
            self.choose(row + 1)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] | None = None) -> None:
        """Paint what changed; a whole list at once, and not, as Qt does, a turn later."""
        if first.row() == last.row():
            super().dataChanged(first, last, roles or [])
        else:
            self.viewport().update()
            announce_others(self)

    def amend(self, lines: Sequence[Shown]) -> None:
        """Show another list without losing the current row, and without telling that it moved."""
        key = self.key()
        self.blockSignals(True)
        self.hits.amend(lines)
        if self.key() != key:
            self.choose(self.hits.place(key))
        self.blockSignals(False)

    def say_empty(self, text: str) -> None:
        """Say what stands in a list of nobody, below its topics if it has any."""
        if text != self._empty:
            self._empty = text
            self.setAccessibleDescription(text)
            self.viewport().update()

    def steer(self, key: int) -> None:
        """Move the current hit by a key."""
        count = self.hits.rowCount()
        if not count:
            return
        row = self.currentIndex().row()
        self._going_on = -1
        if row == count - 1 and key in _DOWN:
            self._going_on = row
            self.beyond.emit()
            return
        height = max(1, self.sizeHintForRow(0))
        page = max(1, self.viewport().height() // height - 1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}[
            Qt.Key(key)
        ]
        self.choose(min(count - 1, max(0, row + step)) if row >= 0 else 0)

    def _scrolled(self, value: int) -> None:
        if value and value == self.verticalScrollBar().maximum():
            # A list that is being replaced may seem to stand at its end.
            self._at_end.start()

    def _look_beyond(self) -> None:
        bar = self.verticalScrollBar()
        if bar.value() and bar.value() == bar.maximum():
            self.beyond.emit()

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.hits.key(now.row()))

    def _moved(self) -> None:
        self._hovered, self._box = -1, None

    def _first(self) -> QRect:
        """Return where the first row stands: to ask for it takes as long as to paint some."""
        offset = self.verticalOffset()
        if self._box is None or self._box[0] != offset:
            box = self.visualRect(self.hits.index(0))
            # To ask may have the list laid out, and scrolled.
            self._box = self.verticalOffset(), box
        return QRect(self._box[1])

    def _hover(self, row: int) -> None:
        self._hovered = row

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(key := self.hits.key(index.row()), Topic):
            self.topic_clicked.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_by_key.emit()
        elif event.key() in _DOWN and self.currentIndex().row() == self.hits.rowCount() - 1:
            self.steer(event.key())
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: letters search in the box, not in the list."""

    def paintEvent(self, event: QPaintEvent) -> None:
        count = self.hits.rowCount()
        if not count and not self._empty:
            return
        painter = QPainter(self.viewport())
        below = 0
        if count:
            # All rows are of one height and stand below one another.
            box, area = self._first(), event.rect()
            top, height = box.y(), max(1, box.height())
            first = max(0, (area.top() - top) // height)
            box.moveTop(top + first * height)
            lines = self.hits.between(first, (area.bottom() - top) // height)
            self._painter.paint(painter, self, lines, first, box, self._hovered)
            if self._painter.due:
                self._between.start()
            below = top + count * height
        if self._empty:
            self._paint_empty(painter, below)

    def _paint_empty(self, painter: QPainter, top: int) -> None:
        painter.setFont(self.font())
        painter.setPen(theme(self.palette()).muted)
        margin = em(self, 1.5)
        box = self.viewport().rect().adjusted(margin, top + margin, -margin, -margin)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, self._empty)
