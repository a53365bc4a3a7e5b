"""The two halves of a desk: the hits, and the card beside or below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from switchboard.ui.parts import em

_CARD = 32
"""How wide a card beside the hits is at least, in lines' heights: its numbers are never cut."""
_NARROW = 48
"""Below this width, in lines' heights, the card stands below the hits."""


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
        self.setStretchFactor(0, 11)
        self.setStretchFactor(1, 10)
        self.setHandleWidth(1)
        self.setSizes([1000, 950])
        hits.setMinimumWidth(em(parent, 15))
        self._card.setMinimumWidth(em(parent, _CARD))

    def put(self, card: QWidget) -> None:
        """Show the card, where a place was kept for it."""
        card.setMinimumWidth(self._card.minimumWidth())
        kept, self._card = self._card, card
        self.replaceWidget(1, card)
        kept.deleteLater()

    def fit(self, page: QWidget) -> None:
        """The page has another width now."""
        narrow = page.width() < em(page, _NARROW)
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.orientation() != orientation:
            self.setOrientation(orientation)
            self._card.setMinimumWidth(0 if narrow else em(page, _CARD))
            self.setSizes([700, 1300] if narrow else [1000, 950])
