"""Paints hits: shape, name with what matched, title and unit, status and until.

All rows of one paint are painted at once, from the model's lines: Qt's way, row by row through options,
indexes and virtual calls, costs more than the painting, and so does a ``data()`` call per text. What is
filled comes first, then the texts of one typeface and colour together.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from switchboard.desk.answers import Ranges
from switchboard.domain.availability import Status
from switchboard.ui.colours import Theme, theme
from switchboard.ui.glyphs import shape_pixmap
from switchboard.ui.hits_model import HitsModel
from switchboard.ui.parts import LETTERS, scaled
from switchboard.ui.phrases import Line, Shown, TopicLine
from switchboard.ui.typeset import Piece, Typeset, is_simple

Index = QModelIndex | QPersistentModelIndex
_Placed = list[tuple[int, int, Piece]]
"""Texts of one typeface and colour, by their left upper corners."""

_STATUS_SHARE = 0.4
"""How much of a row the status may take."""
_DOT = "  ·  "
_SPARE = 8
"""So many texts of a typeface that stand on the screen again are set in one paint."""


class _Look(NamedTuple):
    """What every row has in common: colours, typefaces, and lengths in pixels."""

    colours: Theme
    upper: Typeset
    lower: Typeset
    mirrored: bool
    """Whether the window reads from right to left."""
    ratio: float
    pad: int
    side: int
    indent: int
    gap: int
    shapes: dict[tuple[str, int], QPixmap]


class HitsDelegate(QStyledItemDelegate):
    """Two lines of text a hit; heights and columns follow the font."""

    def __init__(self, model: HitsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._faces: tuple[QFont, Typeset, Typeset] | None = None
        self._look: _Look | None = None
        self._chosen = self._focused = self._hovered = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        _, upper, lower = self._typefaces(option.font)
        return QSize(upper.height * 16, round((upper.height + lower.height) * 1.34))

    def _typefaces(self, font: QFont) -> tuple[QFont, Typeset, Typeset]:
        if self._faces is None or font != self._faces[0]:
            upper = Typeset(scaled(font, 1.08, QFont.Weight.Medium))
            self._faces = QFont(font), upper, Typeset(scaled(font, 0.92))
        return self._faces

    def begin(self, view: QListView, hovered: int) -> None:
        """A paint of this view begins, the mouse over a row (or over none, -1)."""
        colours, mirrored, ratio = theme(view.palette()), view.isRightToLeft(), view.devicePixelRatioF()
        _, upper, lower = self._typefaces(view.font())
        look = self._look
        if (
            look is None
            or look.colours is not colours
            or look.upper is not upper
            or look.mirrored != mirrored
            or look.ratio != ratio
        ):
            pad, side = round(upper.height * 0.55), round(upper.height * 0.72)
            self._look = _Look(
                colours=colours,
                upper=upper,
                lower=lower,
                mirrored=mirrored,
                ratio=ratio,
                pad=pad,
                side=side,
                indent=pad + side + round(pad * 0.8),
                gap=round(upper.height * 0.8),
                shapes={},
            )
        current = view.currentIndex()
        chosen = current.isValid() and view.selectionModel().isSelected(current)
        self._chosen = current.row() if chosen else -1
        self._focused = current.row() if view.hasFocus() else -1
        self._hovered = hovered if view.viewport().underMouse() else -1

    def warm(self, view: QListView) -> None:
        """Load fonts and shapes, before there is anything to paint."""
        self.begin(view, -1)
        look = self._look
        assert look is not None
        canvas = QPixmap(look.upper.height * 40, look.upper.height)
        painter = QPainter(canvas)
        for face in (look.upper, look.lower):
            room = canvas.width()
            # Once whole, and once with its end cut off and its beginning marked.
            face.draw(painter, LETTERS, 0, 0, room, look.colours.text)
            used = face.width(LETTERS, room)
            face.draw(
                painter,
                LETTERS,
                0,
                0,
                used / 2,
                look.colours.muted,
                ranges=((0, 2),),
                mark=look.colours.match,
            )
        for shape, colour in look.colours.status.items():
            painter.drawPixmap(QPointF(), self._pixmap(look, shape, colour, look.colours.base))
        painter.drawPixmap(QPointF(), self._pixmap(look, "unit", look.colours.muted, look.colours.base))
        painter.end()

    def paint_rows(self, painter: QPainter, first: int, last: int, box: QRect) -> None:
        """Paint rows from ``first`` to ``last``; ``box`` is where ``first`` stands, all are of its size."""
        look = self._look
        assert look is not None
        colours, upper, lower, mirrored = look.colours, look.upper, look.lower, look.mirrored
        left, top, width, height = box.x(), box.y(), box.width(), box.height()
        right = left + width
        # ``near`` is where texts begin, ``far`` where the status ends.
        near, far = left + look.indent, right - look.pad
        shape_x = left + look.pad - 1
        if mirrored:
            near, far, shape_x = right - look.indent, left + look.pad, right - look.pad - look.side - 1
        whole = abs(far - near)
        share = int(whole * _STATUS_SHARE)
        inset = round((height - upper.height - lower.height) / 2)
        shape_y = inset + round((upper.height - look.side) / 2) - 1
        middle = inset + round((upper.height - lower.height) / 2)
        names: _Placed = []
        units: _Placed = []
        mutes: _Placed = []
        states: dict[int, tuple[QColor, _Placed]] = {}
        shown = self._model.shown
        for row in range(first, last + 1):
            line = shown(row)
            if line is None:
                break
            ground = colours.base
            if row == self._chosen:
                ground = colours.selection
                painter.fillRect(left, top, width, height, ground)
                painter.fillRect(right - 3 if mirrored else left, top, 3, height, colours.accent)
            elif row == self._hovered:
                ground = colours.hover
                painter.fillRect(left, top, width, height, ground)
            if row == self._focused:
                painter.setPen(colours.accent)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(left + 0.5, top + 0.5, width - 1, height - 1))
            painter.drawPixmap(shape_x, top + shape_y, self._shape(look, line, ground))
            over, under, room, taken = top + inset, top + inset + upper.height, whole, 0
            if line.word:
                piece = lower.piece(line.word, share)
                taken = piece.width
                colour = _status_colour(line, colours)
                x = far if mirrored else far - taken
                states.setdefault(id(colour), (colour, []))[1].append((x, top + middle, piece))
            if isinstance(line, TopicLine):
                room -= taken + look.gap
                self._text(painter, upper, names, line.name, (), near, over, room, colours.text)
                self._text(painter, lower, mutes, line.title, (), near, under, room, colours.muted)
            else:
                if line.until:
                    piece = lower.piece(line.until, share)
                    mutes.append((far if mirrored else far - piece.width, under, piece))
                    taken = max(taken, piece.width)
                room -= taken + look.gap
                self._text(painter, upper, names, line.name, line.name_ranges, near, over, room, colours.text)
                self._details(painter, line, near, under, room, units, mutes)
            top += height
        painter.setPen(colours.text)
        upper.put(painter, names, _SPARE)
        spare = lower.put(painter, units, _SPARE)
        painter.setPen(colours.muted)
        spare = lower.put(painter, mutes, spare)
        for colour, placed in states.values():
            painter.setPen(colour)
            spare = lower.put(painter, placed, spare)

    def _shape(self, look: _Look, line: Shown, ground: QColor) -> QPixmap:
        if isinstance(line, TopicLine):
            shape, colour = "topic", look.colours.accent
        elif line.status is not None:
            shape, colour = line.status, look.colours.status[line.status]
        else:
            shape, colour = "unit", look.colours.muted
        return self._pixmap(look, shape, colour, ground)

    @staticmethod
    def _pixmap(look: _Look, shape: str, colour: QColor, ground: QColor) -> QPixmap:
        key = shape, id(ground)  # the theme keeps its colours alive
        known = look.shapes.get(key)
        if known is None:
            known = look.shapes[key] = shape_pixmap(shape, look.side, look.ratio, colour, ground)
        return known

    def _details(
        self, painter: QPainter, line: Line, x: int, top: int, room: int, units: _Placed, mutes: _Placed
    ) -> None:
        look = self._look
        assert look is not None
        face, mirrored, muted = look.lower, look.mirrored, look.colours.muted
        begun = False
        # The unit tells two people of one name apart, so it is the last to be shortened.
        for text, ranges, placed in (
            (line.unit, line.unit_ranges, units),
            (line.title, line.title_ranges, mutes),
            (line.met, line.met_ranges, mutes),
        ):
            if not text:
                continue
            if begun and not mirrored and is_simple(text):
                # One text to be set instead of two.
                text, ranges = _DOT + text, _shifted(ranges)
            elif begun:
                used = self._text(painter, face, mutes, _DOT, (), x, top, room, muted)
                room -= used
                x += -used if mirrored else used
            if room < face.height:
                return
            colour = look.colours.text if placed is units else muted
            used = self._text(painter, face, placed, text, ranges, x, top, room, colour)
            room -= used
            x += -used if mirrored else used
            begun = True

    def _text(
        self,
        painter: QPainter,
        face: Typeset,
        placed: _Placed,
        text: str,
        ranges: Ranges,
        near: int,
        top: int,
        room: int,
        colour: QColor,
    ) -> int:
        """Mark what is to be marked of a text, have it painted with those that are ``placed``, and return its
        width."""
        if room <= 0 or not text:
            return 0
        look = self._look
        assert look is not None
        mirrored, ground = look.mirrored, look.colours.match
        if ranges and not is_simple(text):
            # Its letters change places, and what is marked with them.
            drawn = face.draw(
                painter, text, near, top, room, colour, ranges=ranges, mark=ground, right=mirrored
            )
            return ceil(drawn)
        piece = face.piece(text, room)
        x = near - piece.width if mirrored else near
        if ranges:
            face.mark(painter, x, top, face.marks(text, ranges, room, piece), colour, ground)
        placed.append((x, top, piece))
        return piece.width


def _shifted(ranges: Ranges) -> Ranges:
    return tuple((start + len(_DOT), end + len(_DOT)) for start, end in ranges) if ranges else ()


def _status_colour(line: Shown, colours: Theme) -> QColor:
    if isinstance(line, TopicLine):
        return colours.muted
    if line.status is not None:
        return colours.status[line.status]
    return colours.status[Status.AVAILABLE] if line.row.open else colours.muted
