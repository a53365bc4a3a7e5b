"""One line of text with ranges marked, set once and painted often.

Latin text is cut into pieces whose widths are kept; what needs shaping or reordering goes through
``QTextLayout``, which is slower and right for every script.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QStaticText,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from switchboard.desk.answers import Ranges

_KEPT = 4_000
_ONE_LINE = QTextOption()
_ONE_LINE.setWrapMode(QTextOption.WrapMode.NoWrap)


@dataclass(frozen=True, slots=True)
class _Piece:
    left: float
    width: float
    text: QStaticText
    marked: bool


class Typeset:
    """Sets lines in one font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._bold = QFont(font)
        self._bold.setWeight(QFont.Weight.Bold)
        self._bold_metrics = QFontMetrics(self._bold)
        self._set: dict[tuple[str, Ranges, int], tuple[tuple[_Piece, ...], float]] = {}

    @property
    def height(self) -> int:
        """Return the height of a line."""
        return self.metrics.height()

    def width(self, text: str, room: float) -> float:
        """Return the width of a text in some room."""
        return self._pieces(text, (), room)[1]

    def paint(
        self,
        painter: QPainter,
        text: str,
        box: QRectF,
        colour: QColor,
        *,
        ranges: Ranges = (),
        mark: QColor | None = None,
        right: bool = False,
    ) -> float:
        """Paint a line at the box's left (or ``right``) edge, elided to the box; return the width it took."""
        if box.width() <= 0 or not text:
            return 0.0
        painter.setPen(colour)
        if ranges and not _is_simple(text):
            return self._paint_shaped(painter, text, box, ranges, mark, right=right)
        pieces, width = self._pieces(text, ranges, box.width())
        x = box.right() - width if right else box.left()
        top = box.top() + (box.height() - self.metrics.height()) / 2
        for piece in pieces:
            if piece.marked:
                if mark is not None:
                    painter.fillRect(QRectF(x + piece.left, box.top(), piece.width, box.height()), mark)
                painter.setFont(self._bold)
            else:
                painter.setFont(self.font)
            painter.drawStaticText(QPointF(x + piece.left, top), piece.text)
        return width

    def _pieces(self, text: str, ranges: Ranges, room: float) -> tuple[tuple[_Piece, ...], float]:
        key = (text, ranges, int(room))
        known = self._set.get(key)
        if known is None:
            if len(self._set) >= _KEPT:
                self._set.clear()
            known = self._cut(text, ranges, int(room))
            self._set[key] = known
        return known

    def _cut(self, text: str, ranges: Ranges, room: int) -> tuple[tuple[_Piece, ...], float]:
        shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        pieces, width = self._lay(text, shown, ranges)
        if width > room and ranges:
            # The marked letters are wider than the ones that were measured.
            shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(2 * room - width))
            pieces, width = self._lay(text, shown, ranges)
        return pieces, width

    def _lay(self, text: str, shown: str, ranges: Ranges) -> tuple[tuple[_Piece, ...], float]:
        kept = len(shown) if shown == text else max(0, len(shown) - 1)
        cuts: list[tuple[int, int, bool]] = []
        place = 0
        for start, end in ranges:
            start, end = min(start, kept), min(end, kept)
            if end > start >= place:
                cuts += [(place, start, False), (start, end, True)]
                place = end
        cuts.append((place, len(shown), False))
        pieces: list[_Piece] = []
        x = 0.0
        for start, end, marked in cuts:
            part = shown[start:end]
            if part:
                wide = float((self._bold_metrics if marked else self.metrics).horizontalAdvance(part))
                static = QStaticText(part)
                static.setTextFormat(Qt.TextFormat.PlainText)
                static.setTextOption(_ONE_LINE)
                static.prepare(font=self._bold if marked else self.font)
                pieces.append(_Piece(x, wide, static, marked))
                x += wide
        return tuple(pieces), x

    def _paint_shaped(
        self, painter: QPainter, text: str, box: QRectF, ranges: Ranges, mark: QColor | None, *, right: bool
    ) -> float:
        shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        kept = len(text) if shown == text else max(0, len(shown) - 1)
        layout = QTextLayout(shown, self.font)
        layout.setTextOption(_ONE_LINE)
        formats = []
        for start, end in ranges:
            start, end = _utf16(text, start), _utf16(text, min(end, kept))
            if end > start:
                look = QTextCharFormat()
                look.setFontWeight(QFont.Weight.Bold)
                if mark is not None:
                    look.setBackground(mark)
                piece = QTextLayout.FormatRange()
                piece.start, piece.length, piece.format = start, end - start, look
                formats.append(piece)
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        if line.isValid():
            natural = self.metrics.horizontalAdvance(shown)
            # A right-to-left text is set against the far edge of its line, which is as wide as the text then.
            line.setLineWidth(natural if starts_right_to_left(shown) else natural * 1.2 + 8)
        layout.endLayout()
        if not line.isValid():
            return 0.0
        width = min(line.naturalTextWidth(), box.width())
        painter.save()
        painter.setClipRect(box)
        x = box.right() - line.naturalTextWidth() if right else box.left()
        layout.draw(painter, QPointF(x, box.top() + (box.height() - line.height()) / 2))
        painter.restore()
        return width


def _is_simple(text: str) -> bool:
    """Whether letters stand side by side in the order they are written (Latin, with ready-made accents)."""
    return text.isascii() or max(text) < "\u0300"


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
