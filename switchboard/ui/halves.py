"""The two halves of a desk: the hits, and the card beside or below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from switchboard.ui.parts import em

_CARD = 32
"""How wide a card beside the hits is at least, in lines' heights: its numbers are never cut."""
NARROW = 54
"""Below this width, in lines' heights, the card stands below the hits: beside it names would be cut."""
_STRETCH = (11, 10)
_SIDE_BY_SIDE = [1000, 950]
_BELOW = [700, 1300]
"""How much of the room each half gets."""


class Halves(QSplitter):
    """Puts the card below the hits where there is no room beside them."""

    def __init__(self, hits: QWidget, bar: QWidget, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._card = QWidget(parent)
        # As the card looks of whom there is none.
        self._card.setBackgroundRole(QPalette.ColorRole.Base)
        self._card.setAutoFillBackground(True)
        self.setChildrenCollapsible(False)
        found = QWidget(parent)
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hits, 1)
        column.addWidget(bar)
        self.addWidget(found)
        self.addWidget(self._card)
        for half, stretch in enumerate(_STRETCH):
            self.setStretchFactor(half, stretch)
        self.setHandleWidth(1)
        self.setSizes(_SIDE_BY_SIDE)
        hits.setMinimumWidth(em(parent, 15))
        self._card.setMinimumWidth(em(parent, _CARD))

    def put(self, card: QWidget) -> None:
        """Show the card, where a place was kept for it."""
        sizes = self.sizes()
        card.setMinimumWidth(self._card.minimumWidth())
        kept, self._card = self._card, card
        self.replaceWidget(1, card)
        kept.deleteLater()
        self.setStretchFactor(1, _STRETCH[1])
        self.setSizes(sizes if all(sizes) else _SIDE_BY_SIDE)

    def fit(self, page: QWidget) -> None:
        """The page has another width now."""
        narrow = page.width() < em(page, NARROW)
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.orientation() != orientation:
            self.setOrientation(orientation)
            self._card.setMinimumWidth(0 if narrow else em(page, _CARD))
            self.setSizes(_BELOW if narrow else _SIDE_BY_SIDE)
