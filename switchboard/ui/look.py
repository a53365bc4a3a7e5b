"""What every row of the list has in common, and what stands at its two ends."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPixmap

from switchboard.domain.availability import Status
from switchboard.ui.colours import Theme
from switchboard.ui.glyphs import shape_pixmap
from switchboard.ui.phrases import Shown
from switchboard.ui.states import States
from switchboard.ui.topic_line import TopicLine
from switchboard.ui.typeset import Typeset


class Look:
    """What every row has in common: colours, typefaces, and lengths in pixels; ``mirrored`` is whether the
    window reads from right to left."""

    # No record: the compiler does not know those.

    def __init__(self, colours: Theme, upper: Typeset, lower: Typeset, mirrored: bool, ratio: float) -> None:
        self.colours = colours
        self.upper = upper
        self.lower = lower
        self.mirrored = mirrored
        self.ratio = ratio
        self.pad = round(upper.height * 0.55)
        self.side = round(upper.height * 0.72)
        self.indent = self.pad + self.side + round(self.pad * 0.8)
        self.gap = round(upper.height * 0.8)
        self.shapes: dict[tuple[str, int], QPixmap] = {}
        # The word stands in the middle of the name's line.
        self.drop = round((upper.height - lower.height) / 2)
        below = upper.height - self.drop
        self.states = States(lower, below, colours.muted, ratio, mirrored=mirrored)

    def mark(self, line: Shown, ground: QColor) -> QPixmap:
        """Return the shape that a row begins with, on its ground."""
        if isinstance(line, TopicLine):
            return self.shape("topic", self.colours.accent, ground)
        if line.status is not None:
            return self.shape(line.status, self.colours.status[line.status], ground)
        return self.shape("unit", self.colours.muted, ground)

    def shape(self, shape: str, colour: QColor, ground: QColor) -> QPixmap:
        """Return a shape in a colour; the theme keeps the colours alive."""
        key = shape, id(ground)
        known = self.shapes.get(key)
        if known is None:
            known = self.shapes[key] = shape_pixmap(shape, self.side, self.ratio, colour, ground)
        return known

    def colour(self, line: Shown) -> QColor:
        """Return in which colour it is said how somebody is."""
        colours = self.colours
        if isinstance(line, TopicLine):
            return colours.muted
        if line.status is not None:
            return colours.status[line.status]
        return colours.status[Status.AVAILABLE] if line.row.open else colours.muted
