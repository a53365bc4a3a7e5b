"""Small parts that several widgets are made of."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from switchboard.ui.colours import theme

LETTERS = "Abcdefghijklmnopqrstuvwxyzæøå 0123456789 › · → ✉"
"""What cards and hits are written with; a sign that no font of the user's has is looked for in all others
once."""


def scaled(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    """Return the font, larger or smaller by a factor of the user's own size."""
    changed = QFont(font)
    if font.pointSizeF() > 0:
        changed.setPointSizeF(font.pointSizeF() * factor)
    else:
        changed.setPixelSize(max(1, round(font.pixelSize() * factor)))
    if weight is not None:
        changed.setWeight(weight)
    return changed


def em(widget: QWidget, factor: float = 1.0) -> int:
    """Return a length that grows with the widget's font: ``factor`` times its line height."""
    return max(1, round(widget.fontMetrics().height() * factor))


def own_viewport(area: QAbstractScrollArea) -> QWidget:
    """Give a scroll area a viewport that is made here, and return it.

    To hand out Qt's own one, every class of widgets there is would be loaded first.
    """
    viewport = QWidget(area)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    return viewport


def centred(page: QWidget, column: QWidget) -> None:
    """Lay a column out in the middle of a page, a little above its centre."""
    # Not by alignment: an aligned item is given its size hint, which ignores how far its texts wrap.
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(column, 100)
    row.addStretch(1)
    layout = QVBoxLayout(page)
    layout.addStretch(2)
    layout.addLayout(row)
    layout.addStretch(3)


class Text(QLabel):
    """A label for text that comes from the directory: never markup.

    One line is elided when it is too long, and whole in the tooltip; ``whole`` texts are never shortened, and
    ``wrap`` breaks lines instead.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        factor: float = 1.0,
        weight: QFont.Weight | None = None,
        muted: bool = False,
        wrap: bool = False,
        whole: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if self.isLeftToRight():
            # A name in another script stays where names stand.
            self.setAlignment(
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            )
        self.setFont(scaled(self.font(), factor, weight))
        self._full = self._hidden = ""
        self._wrap = wrap
        self._whole = whole
        self._elide = elide
        self.setWordWrap(wrap)
        if muted:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred
            if wrap
            else QSizePolicy.Policy.Fixed
            if whole
            else QSizePolicy.Policy.Ignored,
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed,
        )
        if wrap:
            self.setMinimumWidth(1)

    def say(self, text: str, heard: str = "") -> None:
        """Show the text; an empty one takes no room. It is read out as it stands, or as ``heard``."""
        if text != self._full:
            self._full = text
            self.setAccessibleName(heard or text)
            self.updateGeometry()
            self._fit()
        if self.isHidden() == bool(text):
            self.setVisible(bool(text))

    def tint(self, colour: QColor) -> None:
        """Write in a colour."""
        palette = self.palette()
        # A label on a ground of another role takes its colour from the role that belongs to that ground.
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
            palette.setColor(role, colour)
        self.setPalette(palette)

    def _fit(self) -> None:
        if self._wrap or self._whole:
            self.setText(self._full)
            return
        shown, metrics, room = self._full.replace("\n", " "), self.fontMetrics(), max(self.width(), 1)
        # No letter of ASCII is twice as wide as a line is high, and to measure takes as long as to paint.
        if not shown.isascii() or len(shown) * 2 * metrics.height() > room:
            shown = metrics.elidedText(shown, self._elide, room)
        self.setText(shown)
        hidden = self._full if shown != self._full else ""
        if hidden != self._hidden:
            self._hidden = hidden
            explain(self, hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._wrap:
            self._fit()

    def sizeHint(self) -> QSize:
        if self._wrap:
            return super().sizeHint()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        if self._wrap:
            return super().minimumSizeHint()
        return self.sizeHint() if self._whole else QSize(0, QFontMetrics(self.font()).height())


class Steady(QWidget):
    """Room for one line whose text comes and goes with every key: what is around it is not laid out anew, as
    Qt does for each new text of a label that it lays out (0.3 ms, up to the window)."""

    def __init__(self, text: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        text.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._text.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._text.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Of a widget with a fixed size nobody is told that it would like another.
        self._text.setFixedSize(self.size())


def as_tooltip(text: str) -> str:
    """Return text as a tooltip that shows it as it is: a tooltip would take ``<b>`` for markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


def explain(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip; read out it is plain: a screen reader would say the tooltip's markup."""
    widget.setToolTip(as_tooltip(text) if text else "")
    widget.setAccessibleDescription(text)


class SectionHeader(QWidget):
    """A small heading with a line to the right edge."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setFont(scaled(self.font(), 0.92, QFont.Weight.DemiBold))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + em(self, 2), em(self, 1.5))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text), em(self, 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme(self.palette())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(colours.muted)
        box = QRectF(self.rect())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self._text)
        wide = self.fontMetrics().horizontalAdvance(self._text) + em(self, 0.6)
        line = box.adjusted(wide, 0, 0, 0) if self.isLeftToRight() else box.adjusted(0, 0, -wide, 0)
        painter.setPen(QPen(colours.hairline, 1))
        middle = line.center().y()
        painter.drawLine(QPointF(line.left(), middle), QPointF(line.right(), middle))


class Panel(QFrame):
    """A quiet coloured ground for something that wants to be noticed: a notice, a question, a problem."""

    def __init__(self, kind: str = "panel", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme(self.palette())
        ground = {
            "panel": colours.panel,
            "warning": colours.warning_panel,
            "question": colours.selection,
        }[self._kind]
        bar = {"panel": colours.hairline, "warning": colours.warning, "question": colours.accent}[self._kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        radius = em(self, 0.3)
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, radius, radius)
        painter.setBrush(bar)
        edge = QRectF(box.left() if self.isLeftToRight() else box.right() - 3, box.top(), 3, box.height())
        painter.drawRoundedRect(edge, 1.5, 1.5)
