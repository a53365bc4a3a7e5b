"""Paints one hit: shape, name with what matched, title and unit, status and until.

Reads the model's lines directly: a ``data()`` call per text costs more than the painting.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from switchboard.desk.answers import Ranges
from switchboard.domain.availability import Status
from switchboard.ui.colours import Theme, theme
from switchboard.ui.glyphs import paint_shape, paint_status
from switchboard.ui.hits_model import HitsModel
from switchboard.ui.parts import scaled
from switchboard.ui.phrases import Line, Shown, TopicLine
from switchboard.ui.typeset import Typeset

Index = QModelIndex | QPersistentModelIndex

_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
# As numbers: `&` of two of Qt's flags takes ten times as long, three times a row.
_STATUS_SHARE = 0.4
"""How much of a row the status may take."""


class HitsDelegate(QStyledItemDelegate):
    """Two lines of text a hit; heights and columns follow the font."""

    def __init__(self, model: HitsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._font_key = ""
        self._faces: tuple[Typeset, Typeset] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        upper, lower = self._typefaces(option.font)
        return QSize(upper.height * 16, round((upper.height + lower.height) * 1.34))

    def _typefaces(self, font: QFont) -> tuple[Typeset, Typeset]:
        key = font.key()
        if self._faces is None or key != self._font_key:
            self._faces = Typeset(scaled(font, 1.08, QFont.Weight.Medium)), Typeset(scaled(font, 0.92))
            self._font_key = key
        return self._faces

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.shown(index.row())
        if line is None:
            return
        colours = theme(option.palette)
        upper, lower = self._typefaces(option.font)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        box, ground = self._ground(painter, option, colours, mirrored)
        pad = upper.height * 0.55
        side = float(round(upper.height * 0.72))
        indent = pad + side + pad * 0.8
        top = box.top() + (box.height() - upper.height - lower.height) / 2
        x = box.right() - pad - side if mirrored else box.left() + pad
        glyph = QRectF(x, round(top + (upper.height - side) / 2), side, side)
        if isinstance(line, TopicLine):
            paint_shape(painter, glyph, "topic", colours.accent, ground)
        elif line.status is not None:
            paint_status(painter, glyph, line.status, colours.status[line.status], ground)
        else:
            paint_shape(painter, glyph, "unit", colours.muted, ground)
        # What is left and right below is mirrored for a window that reads from right to left.
        text = box.adjusted(pad, 0, -indent, 0) if mirrored else box.adjusted(indent, 0, -pad, 0)
        first = QRectF(text.left(), top, text.width(), upper.height)
        second = QRectF(text.left(), top + upper.height, text.width(), lower.height)
        taken = self._status(painter, line, colours, lower, (first, second), mirrored)
        gap = upper.height * 0.8 + taken
        for row in (first, second):
            row.setLeft(row.left() + gap) if mirrored else row.setRight(row.right() - gap)
        upper.paint(
            painter,
            line.name,
            first,
            colours.text,
            ranges=() if isinstance(line, TopicLine) else line.name_ranges,
            mark=colours.match,
            right=mirrored,
        )
        if isinstance(line, TopicLine):
            lower.paint(painter, line.title, second, colours.muted, right=mirrored)
        else:
            self._details(painter, line, colours, lower, second, mirrored)

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, colours: Theme, mirrored: bool
    ) -> tuple[QRectF, QColor]:
        box = QRectF(option.rect)
        ground = colours.base
        state = option.state.value
        if state & _SELECTED:
            ground = colours.selection
            painter.fillRect(box, ground)
            x = box.right() - 3 if mirrored else box.left()
            painter.fillRect(QRectF(x, box.top(), 3, box.height()), colours.accent)
        elif state & _HOVERED:
            ground = colours.hover
            painter.fillRect(box, ground)
        if state & _FOCUSED:
            painter.setPen(colours.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        return box, ground

    def _status(
        self,
        painter: QPainter,
        line: Shown,
        colours: Theme,
        face: Typeset,
        rows: tuple[QRectF, QRectF],
        mirrored: bool,
    ) -> float:
        """Paint word and until at the far edge; return how much room they took."""
        most = rows[0].width() * _STATUS_SHARE
        taken = 0.0
        for text, row, colour in (
            (line.word, rows[0], _status_colour(line, colours)),
            ("" if isinstance(line, TopicLine) else line.until, rows[1], colours.muted),
        ):
            if text:
                left = row.left() if mirrored else row.right() - most
                place = QRectF(left, row.top(), most, row.height())
                taken = max(taken, face.paint(painter, text, place, colour, right=not mirrored))
        return taken

    def _details(
        self, painter: QPainter, line: Line, colours: Theme, face: Typeset, box: QRectF, mirrored: bool
    ) -> None:
        # The unit tells two people of one name apart, so it is the last to be shortened.
        pieces: tuple[tuple[str, Ranges, QColor], ...] = (
            (line.unit, line.unit_ranges, colours.text),
            (line.title, line.title_ranges, colours.muted),
            (line.met, line.met_ranges, colours.muted),
        )
        dot = "  ·  "
        begun = False
        for text, ranges, colour in pieces:
            if not text:
                continue
            if begun:
                _shrink(box, face.paint(painter, dot, box, colours.muted, right=mirrored), mirrored)
            if box.width() < face.height:
                return
            used = face.paint(painter, text, box, colour, ranges=ranges, mark=colours.match, right=mirrored)
            _shrink(box, used, mirrored)
            begun = True


def _shrink(box: QRectF, width: float, mirrored: bool) -> None:
    box.setRight(box.right() - width) if mirrored else box.setLeft(box.left() + width)


def _status_colour(line: Shown, colours: Theme) -> QColor:
    if isinstance(line, TopicLine):
        return colours.muted
    if line.status is not None:
        return colours.status[line.status]
    return colours.status[Status.AVAILABLE] if line.row.open else colours.muted
