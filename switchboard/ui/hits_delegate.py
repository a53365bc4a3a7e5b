"""Paints one hit: shape, name with what matched, title and unit, status and until.

Reads the model's lines directly: a ``data()`` call per text costs more than the painting.
"""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from switchboard.desk.answers import Ranges
from switchboard.domain.availability import Status
from switchboard.ui.colours import Theme, theme
from switchboard.ui.glyphs import paint_shape, paint_status
from switchboard.ui.hits_model import HitsModel
from switchboard.ui.parts import scaled
from switchboard.ui.phrases import Line

Index = QModelIndex | QPersistentModelIndex

_ONE_LINE = QTextOption()
_ONE_LINE.setWrapMode(QTextOption.WrapMode.NoWrap)


class HitsDelegate(QStyledItemDelegate):
    """Two lines of text a hit; heights and columns follow the font."""

    def __init__(self, model: HitsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._font_key = ""
        self._fonts: tuple[QFont, QFont] | None = None
        self._metrics: tuple[QFontMetrics, QFontMetrics] | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        upper, lower = self._measure(option.font)[1]
        return QSize(upper.height() * 16, round((upper.height() + lower.height()) * 1.34))

    def _measure(self, font: QFont) -> tuple[tuple[QFont, QFont], tuple[QFontMetrics, QFontMetrics]]:
        key = font.key()
        if self._fonts is None or self._metrics is None or key != self._font_key:
            upper, lower = scaled(font, 1.08, QFont.Weight.Medium), scaled(font, 0.92)
            self._fonts = (upper, lower)
            self._metrics = (QFontMetrics(upper), QFontMetrics(lower))
            self._font_key = key
        return self._fonts, self._metrics

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.line(index.row())
        if line is None:
            return
        colours = theme(option.palette)
        (upper_font, lower_font), (upper, lower) = self._measure(option.font)
        box, ground = self._ground(painter, option, colours, index)
        pad = upper.height() * 0.55
        side = float(round(upper.height() * 0.72))
        right_to_left = option.direction == Qt.LayoutDirection.RightToLeft
        left, right = box.left() + pad + side + pad * 0.8, box.right() - pad
        total = upper.height() + lower.height()
        top = box.top() + (box.height() - total) / 2
        glyph = QRectF(box.left() + pad, round(top + (upper.height() - side) / 2), side, side)
        if right_to_left:
            # Columns are laid out once, left to right, and mirrored here.
            painter.save()
            glyph.moveRight(box.right() - pad)
            left, right = box.left() + pad, box.right() - pad - side - pad * 0.8
        if line.status is not None:
            paint_status(painter, glyph, line.status, colours.status[line.status], ground)
        else:
            paint_shape(painter, glyph, "unit", colours.muted, ground)
        status_width = self._status(
            painter, line, colours, (left, right, top), (upper, lower), lower_font, right_to_left
        )
        gap = upper.height() * 0.8
        name_room = right - left - status_width - gap
        start = left if not right_to_left else left + status_width + gap
        paint_text(
            painter,
            line.name,
            line.name_ranges,
            upper_font,
            upper,
            colours.text,
            colours.match,
            QRectF(start, top, name_room, upper.height()),
            right_to_left,
        )
        below = QRectF(start, top + upper.height(), name_room, lower.height())
        self._details(painter, line, colours, lower_font, lower, below, right_to_left)
        if right_to_left:
            painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, colours: Theme, index: Index
    ) -> tuple[QRectF, QColor]:
        box = QRectF(option.rect)
        ground = colours.base
        if option.state & QStyle.StateFlag.State_Selected:
            ground = colours.selection
            painter.fillRect(box, ground)
            edge = 3.0
            x = box.left() if option.direction == Qt.LayoutDirection.LeftToRight else box.right() - edge
            painter.fillRect(QRectF(x, box.top(), edge, box.height()), colours.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            ground = colours.hover
            painter.fillRect(box, ground)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.accent)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        return box, ground

    def _status(
        self,
        painter: QPainter,
        line: Line,
        colours: Theme,
        place: tuple[float, float, float],
        metrics: tuple[QFontMetrics, QFontMetrics],
        font: QFont,
        right_to_left: bool,
    ) -> float:
        left, right, top = place
        upper, lower = metrics
        most = (right - left) * 0.4
        word = lower.elidedText(line.word, Qt.TextElideMode.ElideRight, round(most))
        until = lower.elidedText(line.until, Qt.TextElideMode.ElideRight, round(most))
        width = float(max(lower.horizontalAdvance(word), lower.horizontalAdvance(until)))
        painter.setFont(font)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        align |= Qt.AlignmentFlag.AlignLeft if right_to_left else Qt.AlignmentFlag.AlignRight
        x = left if right_to_left else right - width
        painter.setPen(_status_colour(line, colours))
        painter.drawText(QRectF(x, top, width + 1, upper.height()), align, word)
        painter.setPen(colours.muted)
        painter.drawText(QRectF(x, top + upper.height(), width + 1, lower.height()), align, until)
        return width

    def _details(
        self,
        painter: QPainter,
        line: Line,
        colours: Theme,
        font: QFont,
        metrics: QFontMetrics,
        box: QRectF,
        right_to_left: bool,
    ) -> None:
        pieces: list[tuple[str, Ranges, QColor]] = []
        if line.unit:
            pieces.append((line.unit, line.unit_ranges, colours.text))
        if line.title:
            pieces.append((line.title, line.title_ranges, colours.muted))
        if line.met:
            pieces.append((line.met, line.met_ranges, colours.muted))
        room = box.width()
        x = box.left()
        for i, (text, ranges, colour) in enumerate(pieces):
            if room <= metrics.averageCharWidth() * 3:
                return
            if i:
                dot = "  ·  "
                wide = metrics.horizontalAdvance(dot)
                where = QRectF(x if not right_to_left else x + room - wide, box.top(), wide, box.height())
                painter.setFont(font)
                painter.setPen(colours.muted)
                painter.drawText(where, Qt.AlignmentFlag.AlignCenter, "·")
                x, room = (x + wide, room - wide) if not right_to_left else (x, room - wide)
            # The unit tells two people of one name apart, so it is the last to be shortened.
            used = paint_text(
                painter,
                text,
                ranges,
                font,
                metrics,
                colour,
                colours.match,
                QRectF(x, box.top(), room, box.height()),
                right_to_left,
            )
            x, room = (x + used, room - used) if not right_to_left else (x, room - used)


def _status_colour(line: Line, colours: Theme) -> QColor:
    if line.status is not None:
        return colours.status[line.status]
    return colours.status[Status.AVAILABLE] if line.row.open else colours.muted


def paint_text(
    painter: QPainter,
    text: str,
    ranges: Ranges,
    font: QFont,
    metrics: QFontMetrics,
    colour: QColor,
    mark: QColor,
    box: QRectF,
    right_to_left: bool,
) -> float:
    """Paint one line with its ranges marked, elided to the box; return the width it took."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(box.width())))
    width = float(min(metrics.horizontalAdvance(shown), box.width()))
    x = box.right() - width if right_to_left else box.left()
    painter.setPen(colour)
    if not ranges:
        painter.setFont(font)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(QRectF(x, box.top(), width + 2, box.height()), flags, shown)
        return width
    kept = len(text) if shown == text else max(0, len(shown) - 1)
    layout = QTextLayout(shown, font)
    layout.setTextOption(_ONE_LINE)
    formats = []
    for start, end in ranges:
        start, end = _utf16(text, start), _utf16(text, min(end, kept))
        if end > start:
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = start, end - start
            look = QTextCharFormat()
            look.setBackground(mark)
            look.setFontWeight(QFont.Weight.Bold)
            piece.format = look
            formats.append(piece)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        layout.endLayout()
        return 0.0
    # A right-to-left text is set against the far edge of its line, which is as wide as the text then.
    line.setLineWidth(
        metrics.horizontalAdvance(shown) * 1.2 + 8 if not starts_right_to_left(shown) else width
    )
    layout.endLayout()
    wide = line.naturalTextWidth()
    x = box.right() - wide if right_to_left else box.left()
    painter.save()
    painter.setClipRect(box)
    layout.draw(painter, QPointF(x, box.top() + (box.height() - line.height()) / 2))
    painter.restore()
    return min(wide, box.width())


def starts_right_to_left(text: str) -> bool:
    """Return whether the first strong character is written from right to left (UAX 9, P2)."""
    for letter in text:
        kind = bidirectional(letter)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def _utf16(text: str, position: int) -> int:
    """Return Qt's position (UTF-16 units) for Python's (code points)."""
    head = text[:position]
    return position if head.isascii() else len(head.encode("utf-16-le", "surrogatepass")) // 2
