"""A scroll bar that keeps its room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from switchboard.search.keeping import kept

_KEPT = 8
"""So many pictures are kept, of 40 kB each: while somebody types few lengths of a list come again."""


class Rail(QScrollBar):
    """A scroll bar whose room is always there; it is seen when there is something to scroll.

    One that comes and goes while somebody types moves what stands at its edge, and has the list laid out and
    painted anew. And Qt's own style takes as long for one, in gradients, as for a third of a list: one that
    nobody touches is painted once for each length of the list, and is a picture from then on.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moves = True
        self._pictures: dict[tuple[int, int, int, int, int, float], QPixmap] = {}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stand_alone()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._stand_alone()
        self._pictures.clear()

    def _stand_alone(self) -> None:
        # Or the five widgets behind it would be painted first. Qt takes it back whenever a style is put on.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._moves = self.style().name() != "fusion"

    def paintEvent(self, event: QPaintEvent) -> None:
        least, most = self.minimum(), self.maximum()
        if least < most and self._is_still():
            size, ratio = self.size(), self.devicePixelRatioF()
            key = size.width(), size.height(), most - least, self.value() - least, self.pageStep(), ratio
            QPainter(self).drawPixmap(QPoint(), kept(self._pictures, _KEPT, key, self._painted))
            return
        QPainter(self).fillRect(event.rect(), self.palette().base())
        if least < most:
            super().paintEvent(event)

    def _is_still(self) -> bool:
        """Whether it looks as it always does: nobody is at it. Other styles than Qt's own have it move."""
        return not self._moves and not self.underMouse() and not self.isSliderDown()

    def _painted(self, _: object) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.palette().base().color())
        look = QStyleOptionSlider()
        self.initStyleOption(look)
        look.subControls = QStyle.SubControl.SC_All
        painter = QPainter(picture)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ScrollBar, look, painter, self)
        painter.end()
        return picture
