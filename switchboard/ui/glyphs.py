"""Drawn shapes: a status is told by its form, also without colour, and at every scale."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap

from switchboard.domain.availability import Status

_pixmaps: dict[tuple[object, ...], QPixmap] = {}
_icons: dict[tuple[str, int, int, int], QIcon] = {}

Draw = Callable[[QPainter, QRectF, QColor, QColor], None]
"""Paints into the rectangle with a colour, on a background."""


def _pen(colour: QColor, box: QRectF, share: float = 0.13) -> QPen:
    pen = QPen(colour, max(1.0, box.width() * share))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _ring(painter: QPainter, box: QRectF, colour: QColor, share: float = 0.14) -> QRectF:
    pen = _pen(colour, box, share)
    inset = pen.widthF() / 2
    ring = box.adjusted(inset, inset, -inset, -inset)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    return ring


def _letter(painter: QPainter, box: QRectF, text: str, colour: QColor, share: float) -> None:
    font = QFont(painter.font())
    font.setBold(True)
    font.setPixelSize(max(5, round(box.height() * share)))
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, text)
    bounds = path.boundingRect()
    path.translate(box.center() - bounds.center())
    painter.fillPath(path, colour)


def _available(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box)


def _busy(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    _ring(painter, box, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(box, 90 * 16, 180 * 16)


def _away(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    _ring(painter, box, colour, 0.17)


def _off_duty(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    pen = _pen(colour, box, 0.14)
    inset = box.width() * 0.06 + pen.widthF() / 2
    square = box.adjusted(inset, inset, -inset, -inset)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(square, box.width() * 0.16, box.width() * 0.16)
    y = box.center().y()
    painter.drawLine(
        QPointF(square.left() + box.width() * 0.2, y), QPointF(square.right() - box.width() * 0.2, y)
    )


def _perhaps(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    _ring(painter, box, colour, 0.10)
    centre, half = box.center(), box.width() * 0.24
    wave = QPainterPath(QPointF(centre.x() - half, centre.y() + half * 0.35))
    wave.cubicTo(
        QPointF(centre.x() - half * 0.3, centre.y() - half * 1.3),
        QPointF(centre.x() + half * 0.3, centre.y() + half * 1.3),
        QPointF(centre.x() + half, centre.y() - half * 0.35),
    )
    painter.setPen(_pen(colour, box, 0.13))
    painter.drawPath(wave)


def _doubtful(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    path = QPainterPath()
    for corner in range(3):
        angle = -pi / 2 + corner * 2 * pi / 3
        radius = box.width() * 0.54
        point = QPointF(
            box.center().x() + radius * cos(angle),
            box.center().y() + box.height() * 0.08 + radius * sin(angle),
        )
        path.lineTo(point) if corner else path.moveTo(point)
    path.closeSubpath()
    painter.setPen(_pen(colour, box, 0.12))
    painter.setBrush(colour)
    painter.drawPath(path)
    _letter(painter, box.translated(0, box.height() * 0.1), "!", ground, 0.62)


def _not_registered(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    _letter(painter, box, "?", colour, 1.05)


def _unknown(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    pen = _pen(colour, box, 0.13)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.5, 1.4])
    inset = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


_STATUS: dict[Status, Draw] = {
    Status.AVAILABLE: _available,
    Status.BUSY: _busy,
    Status.AWAY: _away,
    Status.OFF_DUTY: _off_duty,
    Status.PERHAPS: _perhaps,
    Status.DOUBTFUL: _doubtful,
    Status.NOT_REGISTERED: _not_registered,
    Status.UNKNOWN: _unknown,
}


def _unit(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    """A small organisation chart: one box above two."""
    painter.setPen(_pen(colour, box, 0.09))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    w, h = box.width(), box.height()
    x, y = box.left(), box.top()
    for left, top in ((0.34, 0.06), (0.04, 0.62), (0.64, 0.62)):
        painter.drawRoundedRect(QRectF(x + left * w, y + top * h, 0.32 * w, 0.3 * h), 1, 1)
    painter.drawPolyline(
        [
            QPointF(x + 0.2 * w, y + 0.62 * h),
            QPointF(x + 0.2 * w, y + 0.49 * h),
            QPointF(x + 0.8 * w, y + 0.49 * h),
            QPointF(x + 0.8 * w, y + 0.62 * h),
        ]
    )
    painter.drawLine(QPointF(x + 0.5 * w, y + 0.36 * h), QPointF(x + 0.5 * w, y + 0.49 * h))


def _phone(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    """A handset, held at an angle."""
    painter.save()
    painter.translate(box.center())
    painter.rotate(-135)
    s = box.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    path = QPainterPath(QPointF(-0.50 * s, 0.20 * s))
    path.cubicTo(-0.56 * s, -0.24 * s, 0.56 * s, -0.24 * s, 0.50 * s, 0.20 * s)
    path.cubicTo(0.50 * s, 0.30 * s, 0.24 * s, 0.30 * s, 0.22 * s, 0.20 * s)
    path.lineTo(0.20 * s, 0.09 * s)
    path.cubicTo(0.1 * s, 0.04 * s, -0.1 * s, 0.04 * s, -0.20 * s, 0.09 * s)
    path.lineTo(-0.22 * s, 0.20 * s)
    path.cubicTo(-0.24 * s, 0.30 * s, -0.50 * s, 0.30 * s, -0.50 * s, 0.20 * s)
    painter.drawPath(path)
    painter.restore()


def _envelope(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.setPen(_pen(colour, box, 0.09))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    sheet = box.adjusted(box.width() * 0.05, box.height() * 0.18, -box.width() * 0.05, -box.height() * 0.18)
    painter.drawRoundedRect(sheet, box.width() * 0.07, box.width() * 0.07)
    painter.drawPolyline(
        [
            sheet.topLeft(),
            QPointF(sheet.center().x(), sheet.center().y() + box.height() * 0.08),
            sheet.topRight(),
        ]
    )


def _magnifier(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.setPen(_pen(colour, box, 0.11))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    s = box.width()
    painter.drawEllipse(QRectF(box.left() + 0.08 * s, box.top() + 0.08 * s, 0.58 * s, 0.58 * s))
    painter.drawLine(
        QPointF(box.left() + 0.6 * s, box.top() + 0.6 * s), QPointF(box.left() + 0.9 * s, box.top() + 0.9 * s)
    )


def _star(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    path = QPainterPath()
    for corner in range(10):
        radius = box.width() * (0.5 if corner % 2 == 0 else 0.21)
        angle = -pi / 2 + corner * pi / 5
        point = QPointF(box.center().x() + radius * cos(angle), box.center().y() + radius * sin(angle))
        path.lineTo(point) if corner else path.moveTo(point)
    path.closeSubpath()
    painter.fillPath(path, colour)


def _warning(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    _doubtful(painter, box, colour, ground)


def _topic(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    """A label, as is tied to things, with the hole for its string."""
    w, h, x, y = box.width(), box.height(), box.left(), box.top()
    corners = ((0.04, 0.5), (0.34, 0.14), (0.96, 0.14), (0.96, 0.86), (0.34, 0.86))
    painter.setPen(_pen(colour, box, 0.11))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon([QPointF(x + across * w, y + down * h) for across, down in corners])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x + 0.4 * w, y + 0.5 * h), 0.09 * w, 0.09 * h)


_SHAPES: dict[str, Draw] = {
    "topic": _topic,
    "unit": _unit,
    "phone": _phone,
    "message": _envelope,
    "search": _magnifier,
    "favourite": _star,
    "warning": _warning,
}


def paint_status(painter: QPainter, box: QRectF, status: Status, colour: QColor, ground: QColor) -> None:
    """Paint a status's shape; the pixels are kept and reused."""
    _paint(painter, box, status, _STATUS[status], colour, ground)


def paint_shape(painter: QPainter, box: QRectF, shape: str, colour: QColor, ground: QColor) -> None:
    """Paint one of the other shapes: unit, phone, message, search, favourite, topic, warning."""
    _paint(painter, box, shape, _SHAPES[shape], colour, ground)


def shape_icon(shape: str, palette: QPalette, size: int) -> QIcon:
    """Return a shape as an icon in the palette's muted text colour."""
    colour, ground = palette.placeholderText().color(), palette.base().color()
    # Asked again whenever a palette is handed down, which seldom changes one of the two.
    key = (shape, size, colour.rgba(), ground.rgba())
    if (known := _icons.get(key)) is not None:
        return known
    icon = _icons[key] = QIcon()
    for scale in (1, 2, 3):
        pixmap = QPixmap(QSize(size, size) * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, size, size).adjusted(1, 1, -1, -1)
        _SHAPES[shape](painter, box, colour, ground)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def shape_pixmap(shape: Status | str, side: float, ratio: float, colour: QColor, ground: QColor) -> QPixmap:
    """Return a status's or another shape with a margin of one around it; ``ratio`` is the screen's."""
    draw = _STATUS[shape] if isinstance(shape, Status) else _SHAPES[shape]
    return _pixmap(shape, draw, side, ratio, colour, ground)


def _paint(painter: QPainter, box: QRectF, name: object, draw: Draw, colour: QColor, ground: QColor) -> None:
    pixmap = _pixmap(name, draw, box.width(), painter.device().devicePixelRatio(), colour, ground)
    painter.drawPixmap(QPointF(box.left() - 1, box.top() - 1), pixmap)


def _pixmap(name: object, draw: Draw, side: float, ratio: float, colour: QColor, ground: QColor) -> QPixmap:
    key = (name, side, ratio, colour.rgba(), ground.rgba())
    pixmap = _pixmaps.get(key)
    if pixmap is None:
        if len(_pixmaps) > 400:
            _pixmaps.clear()
        whole = round((side + 2) * ratio)
        pixmap = QPixmap(whole, whole)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        inner = QPainter(pixmap)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(inner, QRectF(1, 1, side, side), colour, ground)
        inner.end()
        _pixmaps[key] = pixmap
    return pixmap
