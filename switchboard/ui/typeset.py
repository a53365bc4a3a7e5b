"""One line of text with ranges marked, set once and painted often.

Latin text is measured once and, when it stands on the screen again, set once for each width, whatever is
marked in it; what needs shaping or reordering goes through ``QTextLayout``, which is slower and right for
every script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QStaticText,
    QTextLayout,
    QTextOption,
)

from switchboard.desk.answers import Ranges
from switchboard.search.keeping import kept
from switchboard.search.patterns import pattern

_KEPT: Final = 4_000
_LONGEST: Final = 500
_AT_ONCE: Final = 24
"""So many texts are set between two keys."""
_ONE_LINE: Final = QTextOption()
_ONE_LINE.setWrapMode(QTextOption.WrapMode.NoWrap)
_LATIN: Final = "\u02ff"
_NOT_SIMPLE: Final = "[^\0-\u02ff\u1e00-\u1eff\u2010-\u2027]"
Marks = tuple[tuple[int, int], ...]
"""From where, and how wide, letters are marked."""


class Piece:
    """A line as it is shown: the text with its end cut off where the room ends."""

    __slots__ = ("_metrics", "_width", "kept", "seen", "static", "text")

    def __init__(self, text: str, metrics: QFontMetrics, kept: int) -> None:
        self.text = text
        self._metrics = metrics
        self._width = -1
        self.kept = kept
        """How many of the letters that were given are shown."""
        self.seen = False
        """Whether it was painted before: most texts never are again."""
        self.static: QStaticText | None = None

    @property
    def width(self) -> int:
        """How wide it is: measured when somebody needs to know, which takes as long as to draw it."""
        if self._width < 0:
            self._width = self._metrics.horizontalAdvance(self.text)
        return self._width

    def set(self) -> QStaticText:
        """Set the text, for all paints to come."""
        static = QStaticText(self.text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setTextOption(_ONE_LINE)
        self.static = static
        return static


class Typeset:
    """Sets lines in one font."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self.height = self.metrics.height()
        """The height of a line."""
        self._ascent = self.metrics.ascent()
        self._underline = self.metrics.ascent() + max(1.0, self.metrics.underlinePos() / 2)
        self._pen = max(1.0, self.metrics.lineWidth() * 1.4)
        self._whole: dict[str, Piece] = {}
        self._elided: dict[tuple[str, int], Piece] = {}
        self._marks: dict[tuple[str, Ranges, int], Marks] = {}
        self._widths: dict[str, int] = {}
        self._letters: dict[str, int] = {}
        self.due: list[Piece] = []
        """What was drawn a second time and is to be set."""

    def width(self, text: str, room: float) -> float:
        """Return the width of a text in some room."""
        return self.piece(text, int(room)).width

    def paint(
        self, painter: QPainter, text: str, box: QRectF, colour: QColor, *, right: bool = False
    ) -> float:
        """Paint a line at the box's left (or ``right``) edge, elided to the box; return the width it took."""
        top = box.top() + (box.height() - self.height) / 2
        edge = box.right() if right else box.left()
        return self.draw(painter, text, edge, top, box.width(), colour, right=right)

    def draw(
        self,
        painter: QPainter,
        text: str,
        edge: float,
        top: float,
        wide: float,
        colour: QColor,
        *,
        ranges: Ranges = (),
        mark: QColor | None = None,
        right: bool = False,
    ) -> float:
        """Paint a line from its left (or ``right``) edge, elided to a width; return the width it took."""
        room = int(wide)
        if room <= 0 or not text:
            return 0.0
        painter.setPen(colour)
        if ranges and not is_simple(text):
            box = QRectF(edge - room if right else edge, top, room, self.height)
            return self._paint_shaped(painter, text, box, ranges, mark, right=right)
        line = self.piece(text, room)
        x = edge - line.width if right else edge
        if ranges:
            self.mark(painter, round(x), round(top), self.marks(text, ranges, room, line), colour, mark)
        painter.setFont(self.font)
        painter.drawStaticText(QPointF(x, top), line.static or line.set())
        return line.width

    def piece(self, text: str, room: int) -> Piece:
        """Return a text, elided to some room."""
        known = self._whole.get(text)
        if known is None:
            if len(self._whole) >= _KEPT:
                self._whole.clear()
                self._elided.clear()
            # Nobody reads beyond this, and shaping it would take seconds.
            shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
            known = self._whole[text] = self._made(shown, min(len(text), _LONGEST))
        if self._surely_fits(known, room) or known.width <= room:
            return known
        elided = self._elided.get((text, room))
        if elided is None:
            shown = self.metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, room)
            elided = self._elided[text, room] = self._made(shown, max(0, len(shown) - 1))
        return elided

    def _surely_fits(self, line: Piece, room: int) -> bool:
        """Whether letters that stand far enough apart fit, each with a pixel to spare. Most lines do."""
        if line.static is not None:
            return False
        widths, left = self._letters, room
        for letter in line.text:
            wide = widths.get(letter)
            if wide is None:
                wide = widths[letter] = self.metrics.horizontalAdvance(letter) + 1
            left -= wide
        return left >= 0

    def _made(self, shown: str, kept: int) -> Piece:
        made = Piece(shown, self.metrics, kept)
        if not is_simple(shown) or not shown.isprintable():
            # What must be ordered or shaped takes long every time; a line break is only seen when it is set.
            made.set()
        return made

    def put(self, painter: QPainter, placed: Iterable[tuple[int, int, Piece]]) -> None:
        """Paint texts from their left upper corners in the painter's pen.

        To set a text takes twice as long as to draw it, to paint one that was set half as long. So a text is
        drawn, and set between two paints (:meth:`settle`) when it was drawn a second time.
        """
        painter.setFont(self.font)
        draw, draw_set, ascent = painter.drawText, painter.drawStaticText, self._ascent
        for x, top, line in placed:
            static = line.static
            if static is not None:
                draw_set(x, top, static)
            else:
                if line.seen:
                    self.due.append(line)
                line.seen = True
                draw(x, top + ascent, line.text)

    def settle(self) -> None:
        """Set what is due, for the next paints."""
        due, self.due = self.due, []
        for line in due[:_AT_ONCE]:
            if line.static is None:
                line.set().prepare(font=self.font)

    def mark(
        self, painter: QPainter, x: int, top: int, marks: Marks, colour: QColor, ground: QColor | None
    ) -> None:
        """Mark letters of a text that begins there."""
        for left, width in marks:
            if ground is not None:
                painter.fillRect(x + left, top, width, self.height, ground)
            # Not by colour alone.
            painter.fillRect(QRectF(x + left, top + self._underline, width, self._pen), colour)

    def marks(self, text: str, ranges: Ranges, room: int, line: Piece) -> Marks:
        """Return which stretches of a text that is shown in some room are to be marked."""
        key = (text, ranges, room)
        known = self._marks.get(key)
        if known is None:
            if len(self._marks) >= _KEPT:
                self._marks.clear()
            spans = ((start, min(end, line.kept)) for start, end in ranges)
            known = self._marks[key] = tuple(
                (left, self._ahead(text, end) - left)
                for start, end in spans
                if end > start
                for left in (self._ahead(text, start),)
            )
        return known

    def _ahead(self, text: str, letters: int) -> int:
        """How wide the first letters are: others begin with them, or the key before marked them."""
        if not letters:
            return 0
        return kept(self._widths, _KEPT, text[:letters], self.metrics.horizontalAdvance)

    def _paint_shaped(
        self, painter: QPainter, text: str, box: QRectF, ranges: Ranges, mark: QColor | None, *, right: bool
    ) -> float:
        text = text[:_LONGEST]
        shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        kept = len(text) if shown == text else max(0, len(shown) - 1)
        # Few texts need it, and it has a hundred names for properties.
        from PySide6.QtGui import QTextCharFormat

        layout = QTextLayout(shown, self.font)
        layout.setTextOption(_ONE_LINE)
        formats = []
        for start, end in ranges:
            start, end = _utf16(text, start), _utf16(text, min(end, kept))
            if end > start:
                look = QTextCharFormat()
                look.setFontUnderline(True)
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


def is_simple(text: str) -> bool:
    """Return whether letters stand side by side as they are written: Latin, with ready-made accents, and the
    dashes and quotes between it."""
    return text.isascii() or max(text) <= _LATIN or pattern(_NOT_SIMPLE).search(text) is None


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
