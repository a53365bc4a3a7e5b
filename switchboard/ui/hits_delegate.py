"""Paints one hit: shape, name with what matched, title and unit, status and until.

Reads the model's lines directly: a ``data()`` call per text costs more than the painting. What all rows of
one paint have in common is asked of the view once, by :meth:`HitsDelegate.begin`.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from switchboard.desk.answers import Ranges
from switchboard.domain.availability import Status
from switchboard.ui.colours import Theme, theme
from switchboard.ui.glyphs import shape_pixmap
from switchboard.ui.hits_model import HitsModel
from switchboard.ui.parts import LETTERS, scaled
from switchboard.ui.phrases import Line, Shown, TopicLine
from switchboard.ui.typeset import Typeset, is_simple

Index = QModelIndex | QPersistentModelIndex

_STATUS_SHARE = 0.4
"""How much of a row the status may take."""
_DOT = "  ·  "


class _Look(NamedTuple):
    """What every row has in common: colours, typefaces, and lengths in pixels."""

    colours: Theme
    upper: Typeset
    lower: Typeset
    mirrored: bool
    """Whether the window reads from right to left."""
    ratio: float
    pad: float
    side: float
    indent: float
    gap: float
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
            pad, side = upper.height * 0.55, float(round(upper.height * 0.72))
            self._look = _Look(
                colours=colours,
                upper=upper,
                lower=lower,
                mirrored=mirrored,
                ratio=ratio,
                pad=pad,
                side=side,
                indent=pad + side + pad * 0.8,
                gap=upper.height * 0.8,
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

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.row()
        line, look = self._model.shown(row), self._look
        if line is None or look is None:
            return
        colours, upper, lower, mirrored = look.colours, look.upper, look.lower, look.mirrored
        box = option.rect
        left, top, width, height = box.x(), box.y(), box.width(), box.height()
        right = left + width
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
        first = top + (height - upper.height - lower.height) / 2
        x = right - look.pad - look.side if mirrored else left + look.pad
        shape = QPointF(x - 1, round(first + (upper.height - look.side) / 2) - 1)
        painter.drawPixmap(shape, self._shape(look, line, ground))
        # ``near`` is where texts begin, ``far`` where the status ends.
        near, far = left + look.indent, right - look.pad
        if mirrored:
            near, far = right - look.indent, left + look.pad
        room = abs(far - near)
        second = first + upper.height
        taken = 0.0
        if line.word:
            colour, middle = _status_colour(line, colours), first + (upper.height - lower.height) / 2
            taken = lower.draw(
                painter, line.word, far, middle, room * _STATUS_SHARE, colour, right=not mirrored
            )
        if isinstance(line, TopicLine):
            room -= taken + look.gap
            upper.draw(painter, line.name, near, first, room, colours.text, right=mirrored)
            lower.draw(painter, line.title, near, second, room, colours.muted, right=mirrored)
            return
        if line.until:
            used = lower.draw(
                painter, line.until, far, second, room * _STATUS_SHARE, colours.muted, right=not mirrored
            )
            taken = max(taken, used)
        room -= taken + look.gap
        upper.draw(
            painter,
            line.name,
            near,
            first,
            room,
            colours.text,
            ranges=line.name_ranges,
            mark=colours.match,
            right=mirrored,
        )
        self._details(painter, line, look, near, second, room)

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

    def _details(self, painter: QPainter, line: Line, look: _Look, x: float, top: float, room: float) -> None:
        face, mirrored, muted, match = look.lower, look.mirrored, look.colours.muted, look.colours.match
        begun = False
        # The unit tells two people of one name apart, so it is the last to be shortened.
        for text, ranges, colour in (
            (line.unit, line.unit_ranges, look.colours.text),
            (line.title, line.title_ranges, muted),
            (line.met, line.met_ranges, muted),
        ):
            if not text:
                continue
            if begun and colour is muted and not mirrored and is_simple(text):
                # One text to be set instead of two.
                text, ranges = _DOT + text, _shifted(ranges)
            elif begun:
                used = face.draw(painter, _DOT, x, top, room, muted, right=mirrored)
                room -= used
                x += -used if mirrored else used
            if room < face.height:
                return
            used = face.draw(painter, text, x, top, room, colour, ranges=ranges, mark=match, right=mirrored)
            room -= used
            x += -used if mirrored else used
            begun = True


def _shifted(ranges: Ranges) -> Ranges:
    return tuple((start + len(_DOT), end + len(_DOT)) for start, end in ranges) if ranges else ()


def _status_colour(line: Shown, colours: Theme) -> QColor:
    if isinstance(line, TopicLine):
        return colours.muted
    if line.status is not None:
        return colours.status[line.status]
    return colours.status[Status.AVAILABLE] if line.row.open else colours.muted
