"""The routes of a card: a list of ways to put the call through, each with its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from switchboard.domain.availability import Status
from switchboard.domain.record import record
from switchboard.domain.routes import Route
from switchboard.ui.colours import mix, theme
from switchboard.ui.glyphs import paint_shape, paint_status
from switchboard.ui.parts import as_tooltip, em, scaled
from switchboard.ui.typeset import Typeset

Index = QModelIndex | QPersistentModelIndex
_COMMAND = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
KEYS = 9
"""How many routes have a key of their own."""


@record(frozen=True, slots=True, repr=False)
class RouteLine:
    """A route as it is painted and read out."""

    route: Route
    position: int
    name: str
    why: str
    digits: str
    status: Status | None
    shape: str
    told: str
    may_be_told: bool
    spoken: str


class RoutesModel(QAbstractListModel):
    """Routes over one immutable tuple."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[RouteLine, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip("\n".join(p for p in (line.name, line.why, line.digits, line.told) if p))
        return None

    def line(self, row: int) -> RouteLine | None:
        """Return the line at a position, or ``None``."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def replace(self, lines: Sequence[RouteLine]) -> None:
        """Show other routes; lines that stay the same are not touched."""
        fresh = tuple(lines)
        if len(fresh) != len(self._lines):
            self.beginResetModel()
            self._lines = fresh
            self.endResetModel()
            return
        before, self._lines = self._lines, fresh
        for row, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                index = self.index(row)
                self.dataChanged.emit(index, index)


class RoutesDelegate(QStyledItemDelegate):
    """Key, shape, name and reason in one row of two lines."""

    def __init__(self, model: RoutesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._font_key = ""
        self._faces: tuple[Typeset, Typeset, Typeset] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(option.font)
        return QSize(metrics.height() * 12, row_height(metrics))

    def _typefaces(self, font: QFont) -> tuple[Typeset, Typeset, Typeset]:
        key = font.key()
        if self._faces is None or key != self._font_key:
            self._faces = (
                Typeset(scaled(font, 1.0, QFont.Weight.DemiBold)),
                Typeset(scaled(font, 1.0, QFont.Weight.Medium)),
                Typeset(scaled(font, 0.92)),
            )
            self._font_key = key
        return self._faces

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Its names are many, and a start shows hits before routes.
        from PySide6.QtWidgets import QStyle

        line = self._model.line(index.row())
        if line is None:
            return
        colours = theme(option.palette)
        first = index.row() == 0
        best, other, lower = self._typefaces(option.font)
        upper = best if first else other
        box, ground = QRectF(option.rect), colours.base
        focused = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        edge = QPen(Qt.PenStyle.NoPen)
        if option.state & focused == focused:
            ground, edge = colours.selection, QPen(colours.accent, 1)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = colours.hover
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if ground is not colours.base:
            painter.setPen(edge)
            painter.setBrush(ground)
            painter.drawRoundedRect(
                box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() * 0.14, box.height() * 0.14
            )
            painter.setPen(Qt.PenStyle.NoPen)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        pad = upper.height * 0.45
        top = box.top() + (box.height() - upper.height - lower.height) / 2

        def place(left: float, width: float, y: float, height: float) -> QRectF:
            x = box.right() - left - width if mirrored else box.left() + left
            return QRectF(x, y, width, height)

        badge = float(round(upper.height * 1.25))
        if line.position <= KEYS:
            key = place(0, badge, box.center().y() - badge / 2, badge)
            painter.setBrush(colours.accent if first else mix(ground, colours.text, 0.10))
            painter.drawRoundedRect(key, badge * 0.22, badge * 0.22)
            painter.setPen(colours.base if first else colours.text)
            painter.setFont(upper.font)
            painter.drawText(key, Qt.AlignmentFlag.AlignCenter, str(line.position))
        slot = upper.height * 0.9
        side = float(round(slot if line.status is None else upper.height * 0.72))
        x = badge + pad
        glyph = place(x + (slot - side) / 2, side, round(top + (upper.height - side) / 2), side)
        if line.status is not None:
            paint_status(painter, glyph, line.status, colours.status[line.status], ground)
        else:
            paint_shape(painter, glyph, line.shape, colours.muted, ground)
        x += slot + pad * 0.8
        room = box.width() - x - pad
        above = place(x, room, top, upper.height)
        taken = lower.paint(painter, line.digits, above, colours.muted, right=not mirrored)
        if taken:
            taken += pad
        name = place(x, room - taken, top, upper.height)
        upper.paint(
            painter, line.name, name, colours.text if line.route.open else colours.muted, right=mirrored
        )
        below = place(x, room, top + upper.height, lower.height)
        colour = colours.told if line.may_be_told else colours.untold
        taken = lower.paint(painter, line.told, below, colour, right=not mirrored)
        if taken:
            taken += pad
        why = place(x, room - taken, top + upper.height, lower.height)
        lower.paint(painter, line.why, why, colours.muted, right=mirrored)


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of one route."""
    return round(metrics.height() * 2.45)


class RoutesList(QListView):
    """All routes at their full height: the card scrolls, not the list."""

    taken = Signal(object)
    """The :class:`Route` to put the call through by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.routes = RoutesModel(self)
        self.setModel(self.routes)
        self.setItemDelegate(RoutesDelegate(self.routes, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Put through"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self._take(index.row()))

    def show_routes(self, lines: Sequence[RouteLine]) -> None:
        """Show other routes."""
        self.routes.replace(lines)
        row = row_height(self.fontMetrics())
        self.setFixedHeight(row * len(lines) + em(self, 0.1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.currentIndex().row())
        elif event.text() and event.text().isprintable() and not event.modifiers() & _COMMAND:
            event.ignore()  # letters search, wherever the focus is
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first route, so that it is seen where the keyboard is."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.routes.index(0))
        super().focusInEvent(event)

    def _take(self, row: int) -> None:
        if (line := self.routes.line(row)) is not None:
            self.taken.emit(line.route)
