"""How people are, at the edge of their rows: few pairs of short texts, which many rows share.

To paint such a pair takes as long as a name and a unit together. One that was painted before is a picture
from then on, the same to the pixel, which is made when nobody waits.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from switchboard.ui.typeset import Piece, Typeset

_KEPT: Final = 64
"""So many pictures are kept, of some 15 kB each."""
_AT_ONCE: Final = 6
"""So many are made between two keys."""
_MARGIN: Final = 2
"""A letter may reach so far beyond its width."""


class State:
    """One pair in one colour on one ground: a word, below it until when, or nothing."""

    __slots__ = ("colour", "due", "ground", "picture", "until", "wide", "word")

    def __init__(self, colour: QColor, ground: QColor, word: Piece | None, until: Piece | None) -> None:
        self.colour, self.ground = colour, ground
        self.word, self.until = word, until
        self.wide = max(0 if word is None else word.width, 0 if until is None else until.width)
        """How much of the row it takes."""
        self.picture: QPixmap | None = None
        self.due = False
        """Whether its picture is to be made."""


class States:
    """The pairs of one typeface; the second text, ``muted``, stands ``below`` the first by so many pixels."""

    def __init__(self, face: Typeset, below: int, muted: QColor, ratio: float, *, mirrored: bool) -> None:
        self._face, self._below, self._muted = face, below, muted
        self._ratio, self._mirrored = ratio, mirrored
        self._known: dict[tuple[str, str, int, int, int], State] = {}
        self.due: list[State] = []

    def state(self, word: str, until: str, colour: QColor, ground: QColor, room: int) -> State:
        """Return a pair in some room. The colours have to be kept alive by somebody else."""
        key = word, until, id(colour), id(ground), room
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            face = self._face
            known = self._known[key] = State(
                colour,
                ground,
                face.piece(word, room) if word else None,
                face.piece(until, room) if until else None,
            )
        return known

    def place(self, painter: QPainter, state: State, far: int, top: int) -> bool:
        """Paint a pair's picture at the row's far edge; false when there is none yet: then it becomes due."""
        if state.picture is None:
            # Half pixels fall otherwise in a picture than in the window.
            if not state.due and self._ratio == int(self._ratio):
                state.due = True
                self.due.append(state)
            return False
        left = far if self._mirrored else far - state.wide
        painter.drawPixmap(left - _MARGIN, top - _MARGIN, state.picture)
        return True

    def settle(self) -> None:
        """Make pictures that are due, for the next paints."""
        due, self.due = self.due, []
        for state in due:
            state.due = False
        for state in due[:_AT_ONCE]:
            wide, high = state.wide + 2 * _MARGIN, self._below + self._face.height + 2 * _MARGIN
            picture = QPixmap(int(wide * self._ratio), int(high * self._ratio))
            picture.setDevicePixelRatio(self._ratio)
            self._paint(picture, state)
            state.picture = picture

    def _paint(self, picture: QPixmap, state: State) -> None:
        # A parameter, so that it outlives its painter: compiled, a variable ends with its last use.
        picture.fill(state.ground)
        painter = QPainter(picture)
        if self._mirrored:
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for piece, top, colour in (
            (state.word, _MARGIN, state.colour),
            (state.until, _MARGIN + self._below, self._muted),
        ):
            if piece is not None:
                left = _MARGIN if self._mirrored else _MARGIN + state.wide - piece.width
                painter.setPen(colour)
                self._face.put(painter, ((left, top, piece),))
        painter.end()
