"""The day as a strip: when somebody is at work, away or busy, and where now is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from switchboard.desk.strip import Segment
from switchboard.domain.availability import Status
from switchboard.ui.colours import mix, theme
from switchboard.ui.parts import em, scaled

_STRENGTH = {Status.AVAILABLE: 0.45, Status.PERHAPS: 0.35, Status.NOT_REGISTERED: 0.18, Status.UNKNOWN: 0.1}
"""How strongly the parts of the day are coloured in which somebody may well answer."""


class DayStrip(QWidget):
    """Shows one day's segments between two hours, with now marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(scaled(self.font(), 0.82, QFont.Weight.Normal))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._segments: tuple[Segment, ...] = ()
        self._from: datetime | None = None
        self._to: datetime | None = None
        self._now: datetime | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_day(self, segments: Sequence[Segment], now: datetime, first: int = 7, last: int = 18) -> None:
        """Show the segments of the day of ``now`` (in its zone); grows when they reach beyond the hours."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        hours = [first, last, now.hour, now.hour + 1]
        for segment in segments:
            if segment.status in (Status.AVAILABLE, Status.BUSY):
                hours.append(max(0, int((segment.start - midnight) / timedelta(hours=1))))
                hours.append(min(24, -int((midnight - segment.end) / timedelta(hours=1) // 1)))
        self._from = midnight + timedelta(hours=max(0, min(hours)))
        self._to = midnight + timedelta(hours=min(24, max(hours)))
        self._now, self._segments = now, tuple(segments)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(em(self, 14), em(self, 2.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._from is None or self._to is None or self._now is None:
            return
        colours = theme(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self.fontMetrics().height()
        bar = QRectF(1, 3, self.width() - 2, max(6.0, height * 0.55))
        span = (self._to - self._from).total_seconds()

        def x(moment: datetime) -> float:
            assert self._from is not None
            share = (moment - self._from).total_seconds() / span
            place = min(1.0, max(0.0, share)) * bar.width()
            return bar.left() + place if self.isLeftToRight() else bar.right() - place

        radius = bar.height() / 2.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hairline)
        painter.drawRoundedRect(bar, radius, radius)
        for segment in self._segments:
            left, right = sorted((x(segment.start), x(segment.end)))
            if right - left < 1:
                continue
            colour = colours.status[segment.status]
            fill = mix(colours.base, colour, _STRENGTH.get(segment.status, 0.8))
            piece = QRectF(left, bar.top(), right - left, bar.height())
            painter.setBrush(fill)
            painter.drawRoundedRect(piece, 2, 2)
            if segment.status not in _STRENGTH:
                # Told by form as well: what is not free is hatched.
                painter.setBrush(Qt.BrushStyle.BDiagPattern)
                painter.setBrush(colours.base)
                brush = painter.brush()
                brush.setStyle(Qt.BrushStyle.BDiagPattern)
                painter.setBrush(brush)
                painter.setOpacity(0.5)
                painter.drawRoundedRect(piece, 2, 2)
                painter.setOpacity(1)
        self._paint_hours(painter, bar, x)
        here = x(self._now)
        painter.setPen(QPen(colours.text, 2))
        painter.drawLine(QPointF(here, bar.top() - 3), QPointF(here, bar.bottom() + 3))

    def _paint_hours(self, painter: QPainter, bar: QRectF, x: object) -> None:
        assert self._from is not None
        assert self._to is not None
        assert callable(x)
        colours = theme(self.palette())
        painter.setFont(self.font())
        painter.setPen(colours.muted)
        hours = round((self._to - self._from) / timedelta(hours=1))
        wide = self.fontMetrics().horizontalAdvance("00") * 2.2
        step = next((s for s in (1, 2, 3, 6) if bar.width() / max(1, hours) * s >= wide), 12)
        line = self.fontMetrics().height()
        for hour in range(0, hours + 1, step):
            moment = self._from + timedelta(hours=hour)
            text = str((self._from.hour + hour) % 24 or (24 if hour else 0))
            half = wide / 2
            centre = min(
                max(x(moment), self.fontMetrics().horizontalAdvance(text) / 2),
                self.width() - self.fontMetrics().horizontalAdvance(text) / 2,
            )
            box = QRectF(centre - half, bar.bottom() + 2, wide, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
