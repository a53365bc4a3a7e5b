"""Paints hits: shape, name with what matched, title and unit, status and until.

All rows of one paint are painted at once, from the model's lines: Qt's way, row by row through options,
indexes and virtual calls, costs more than the painting, and so does a ``data()`` call per text. What is
filled comes first, then the texts of one typeface and colour together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QListView

from switchboard.desk.answers import Ranges
from switchboard.ui.colours import theme
from switchboard.ui.look import Look
from switchboard.ui.parts import LETTERS, scaled
from switchboard.ui.phrases import Line, Shown
from switchboard.ui.topic_line import TopicLine
from switchboard.ui.typeset import Piece, Typeset, is_simple

_Placed = list[tuple[int, int, Piece]]
"""Texts of one typeface and colour, by their left upper corners."""

_STATUS_SHARE: Final = 0.4
"""How much of a row the status may take."""
_UNIT_SHARE: Final = 0.3
"""How much of a row's second line a unit keeps, however long the reason beside it."""
_DOT: Final = "  ·  "
_CAPITALS: Final = "BCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ-.,()"
"""Names begin with these."""


class HitsPainter:
    """Two lines of text a hit; heights and columns follow the font."""

    # No object of Qt's: to ask one of those for an attribute takes several times as long.

    def __init__(self) -> None:
        self._faces: tuple[QFont, Typeset, Typeset] | None = None
        self._look: Look | None = None
        self._look_stands = False

    def look_again(self) -> None:
        """The view has got other colours, another font or direction."""
        self._look_stands = False

    def height(self, font: QFont) -> int:
        """Return the height of a row."""
        _, upper, lower = self._typefaces(font)
        return round((upper.height + lower.height) * 1.34)

    def _typefaces(self, font: QFont) -> tuple[QFont, Typeset, Typeset]:
        if self._faces is None or font != self._faces[0]:
            upper = Typeset(scaled(font, 1.08, QFont.Weight.Medium))
            self._faces = QFont(font), upper, Typeset(scaled(font, 0.92))
        return self._faces

    def _look_of(self, view: QListView) -> Look:
        ratio, look = view.devicePixelRatioF(), self._look
        if self._look_stands and look is not None and look.ratio == ratio:
            return look
        self._look_stands = True
        colours, mirrored = theme(view.palette()), view.isRightToLeft()
        _, upper, lower = self._typefaces(view.font())
        if (
            look is None
            or look.colours is not colours
            or look.upper is not upper
            or look.mirrored != mirrored
            or look.ratio != ratio
        ):
            look = self._look = Look(colours, upper, lower, mirrored, ratio)
        return look

    def warm(self, view: QListView) -> None:
        """Load fonts and shapes, before there is anything to paint."""
        look = self._look_of(view)
        self._try_out(look, QPixmap(look.upper.height * 40, look.upper.height))

    def rehearse(self, view: QListView, lines: Sequence[Shown]) -> None:
        """Paint lines where nobody sees them: the first that are painted take longer."""
        look = self._look_of(view)
        width, height = view.viewport().width(), self.height(view.font())
        if lines and width > 0:
            self._paint_unseen(look, lines, QPixmap(width, height * len(lines)), QRect(0, 0, width, height))

    def _paint_unseen(self, look: Look, lines: Sequence[Shown], canvas: QPixmap, box: QRect) -> None:
        # A parameter, for the reason below.
        painter = QPainter(canvas)
        for chosen in (-1, 0):
            _Paint(painter, look, box).rows(lines, 0, chosen=chosen, focused=-1, hovered=-1)
            self.settle()
        painter.end()

    def _try_out(self, look: Look, canvas: QPixmap) -> None:
        # A parameter, so that it outlives its painter: compiled, a variable ends with its last use.
        painter = QPainter(canvas)
        for face in (look.upper, look.lower):
            room = canvas.width()
            # Drawn, as a name is twice, and set, as from then on.
            piece = face.piece(_CAPITALS, room)
            for _ in range(3):
                face.put(painter, [(0, 0, piece)])
                face.settle()
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
            painter.drawPixmap(QPointF(), look.shape(shape, colour, look.colours.base))
        painter.drawPixmap(QPointF(), look.shape("unit", look.colours.muted, look.colours.base))
        painter.end()

    @property
    def due(self) -> bool:
        """Whether there is something to be settled."""
        look = self._look
        return look is not None and bool(look.upper.due or look.lower.due or look.states.due)

    def settle(self) -> None:
        """Between two paints: set what was painted and most likely will be again."""
        if (look := self._look) is not None:
            look.upper.settle()
            look.lower.settle()
            look.states.settle()

    def paint(
        self, painter: QPainter, view: QListView, lines: Iterable[Shown], first: int, box: QRect, hovered: int
    ) -> None:
        """Paint the lines of a view from row ``first`` on, which stands in ``box``; the mouse is over a row,
        or over none (-1)."""
        row = view.currentIndex().row()
        chosen = row if row >= 0 and view.selectionModel().hasSelection() else -1
        _Paint(painter, self._look_of(view), box).rows(
            lines,
            first,
            chosen=chosen,
            focused=row if row >= 0 and view.hasFocus() else -1,
            hovered=hovered if hovered >= 0 and view.viewport().underMouse() else -1,
        )


class _Paint:
    """One paint of rows: fills what is filled, and gathers the texts."""

    def __init__(self, painter: QPainter, look: Look, box: QRect) -> None:
        self.painter = painter
        self.look = look
        self.upper, self.lower, self.mirrored = look.upper, look.lower, look.mirrored
        self.text, self.muted, self.match = look.colours.text, look.colours.muted, look.colours.match
        self.box = box
        self.names: _Placed = []
        self.units: _Placed = []
        self.mutes: _Placed = []
        self.states: dict[int, tuple[QColor, _Placed]] = {}

    def rows(self, lines: Iterable[Shown], first: int, *, chosen: int, focused: int, hovered: int) -> None:
        """Paint rows below one another."""
        painter, look, mirrored = self.painter, self.look, self.mirrored
        colours, upper, lower = look.colours, look.upper, look.lower
        box = self.box
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
        middle = inset + look.drop
        states, mutes, known = self.states, self.mutes, look.states
        for row, line in enumerate(lines, first):
            ground = colours.base
            if row == chosen:
                ground = colours.selection
                painter.fillRect(left, top, width, height, ground)
                painter.fillRect(right - 3 if mirrored else left, top, 3, height, colours.accent)
            elif row == hovered:
                ground = colours.hover
                painter.fillRect(left, top, width, height, ground)
            if row == focused:
                painter.setPen(colours.accent)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(left + 0.5, top + 0.5, width - 1, height - 1))
            painter.drawPixmap(shape_x, top + shape_y, look.mark(line, ground))
            over, under, room = top + inset, top + inset + upper.height, whole - look.gap
            until = "" if isinstance(line, TopicLine) else line.until
            colour = look.colour(line)
            state = known.state(line.word, until, colour, ground, share)
            room -= state.wide
            if state.wide and not known.place(painter, state, far, top + middle):
                if state.word is not None:
                    group = states.get(id(colour))
                    if group is None:
                        group = states[id(colour)] = (colour, [])
                    wide = 0 if mirrored else state.word.width
                    group[1].append((far - wide, top + middle, state.word))
                if state.until is not None:
                    wide = 0 if mirrored else state.until.width
                    mutes.append((far - wide, under, state.until))
            if isinstance(line, TopicLine):
                self._put(upper, self.names, line.name, (), near, over, room, self.text)
                self._put(lower, mutes, line.title, (), near, under, room, self.muted)
            else:
                self._put(
                    upper, self.names, line.name, line.name_ranges, near, over, room, self.text, last=True
                )
                self._details(line, near, under, room)
            top += height
        painter.setPen(self.text)
        upper.put(painter, self.names)
        lower.put(painter, self.units)
        painter.setPen(self.muted)
        lower.put(painter, mutes)
        for colour, placed in states.values():
            painter.setPen(colour)
            lower.put(painter, placed)

    def _details(self, line: Line, x: int, top: int, room: int) -> None:
        face, mirrored, mutes = self.lower, self.mirrored, self.mutes
        begun = False
        met = line.met
        # The unit tells two people of one name apart, what was met says why they are here: titles go first.
        parts = (
            (line.unit, line.unit_ranges, self.units, self.text),
            (met, line.met_ranges, mutes, self.muted),
            (line.title, line.title_ranges, mutes, self.muted),
        )
        last = 2 if line.title else 1 if met else 0
        for number, (text, ranges, placed, colour) in enumerate(parts):
            if not text:
                continue
            if begun and not mirrored and is_simple(text):
                # One text to be set instead of two.
                text, ranges = _DOT + text, _shifted(ranges)
            elif begun:
                used = self._put(face, mutes, _DOT, (), x, top, room, self.muted)
                room -= used
                x += -used if mirrored else used
            if room < (3 * face.height if begun else face.height):
                # A dot and an end that is cut off say nothing.
                return
            wide = room
            if met and not number:
                wide = max(room - face.piece(_DOT + met, room).width, int(room * _UNIT_SHARE))
            used = self._put(face, placed, text, ranges, x, top, wide, colour, last=number == last)
            room -= used
            x += -used if mirrored else used
            begun = True

    def _put(
        self,
        face: Typeset,
        placed: _Placed,
        text: str,
        ranges: Ranges,
        near: int,
        top: int,
        room: int,
        colour: QColor,
        *,
        last: bool = False,
    ) -> int:
        """Mark what is to be marked of a text, have it painted with those that are ``placed``, and return its
        width, unless it is the ``last`` of its line: then that need not be measured."""
        if room <= 0 or not text:
            return 0
        mirrored = self.mirrored
        if ranges and not is_simple(text):
            # Its letters change places, and what is marked with them.
            drawn = face.draw(
                self.painter, text, near, top, room, colour, ranges=ranges, mark=self.match, right=mirrored
            )
            return ceil(drawn)
        piece = face.piece(text, room)
        x = near - piece.width if mirrored else near
        if ranges:
            face.mark(self.painter, x, top, face.marks(text, ranges, room, piece), colour, self.match)
        placed.append((x, top, piece))
        return 0 if last else piece.width


def _shifted(ranges: Ranges) -> Ranges:
    return tuple((start + len(_DOT), end + len(_DOT)) for start, end in ranges) if ranges else ()
