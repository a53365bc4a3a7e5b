"""F1: all keys, and what the shapes mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from switchboard.domain.availability import Status
from switchboard.ui.colours import theme
from switchboard.ui.glyphs import paint_status
from switchboard.ui.keys import table
from switchboard.ui.parts import SectionHeader, em, scaled
from switchboard.ui.phrases import status_word


class _Shape(QWidget):
    def __init__(self, status: Status, parent: QWidget) -> None:
        super().__init__(parent)
        self._status = status
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(em(self, 1.1), em(self, 1.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme(self.palette())
        side = float(round(em(self, 0.8)))
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ground = self.palette().window().color()
        paint_status(QPainter(self), box, self._status, colours.status[self._status], ground)


class HelpDialog(QDialog):
    """Keys on the left, shapes on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        keys = QGridLayout()
        keys.setHorizontalSpacing(em(self, 1))
        keys.setVerticalSpacing(em(self, 0.35))
        for row, (key, text) in enumerate(table()):
            label = QLabel(key, self)
            label.setFont(scaled(label.font(), 1.0, QFont.Weight.DemiBold))
            keys.addWidget(label, row, 0)
            keys.addWidget(QLabel(text, self), row, 1)
        shapes = QGridLayout()
        shapes.setHorizontalSpacing(em(self, 0.6))
        shapes.setVerticalSpacing(em(self, 0.3))
        for row, status in enumerate(Status):
            shapes.addWidget(_Shape(status, self), row, 0)
            shapes.addWidget(QLabel(status_word(status), self), row, 1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            # Not that of the columns, which they would take over.
            column.setSpacing(em(self, 0.4))
        left.addWidget(SectionHeader(self.tr("Keys"), self))
        left.addLayout(keys)
        left.addStretch(1)
        right.addWidget(SectionHeader(self.tr("What the shapes say"), self))
        right.addLayout(shapes)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(em(self, 2))
        columns.addLayout(left)
        columns.addLayout(right)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        # A style's own icon may be drawn for another ground than ours.
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        layout.setContentsMargins(em(self, 1), em(self, 0.8), em(self, 1), em(self, 0.8))
        layout.addLayout(columns)
        layout.addWidget(buttons)
