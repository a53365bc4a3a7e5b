"""Colours that can be read: everything comes from the palette, or is moved until its contrast is enough.

Contrast is WCAG 2.2's ratio of relative luminances (1.4.3: text 4.5, 1.4.11: shapes 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from switchboard.domain.availability import Status
from switchboard.domain.record import record

TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0
_MIDDLE = 0.18
"""Above this luminance black stands out more than white."""

# Hue (degrees) and saturation (0-255) by which each status is told; shape and word tell it as well.
_STATUS_TINT: dict[Status, tuple[int, int]] = {
    Status.AVAILABLE: (150, 190),
    Status.PERHAPS: (178, 120),
    Status.NOT_REGISTERED: (225, 60),
    Status.DOUBTFUL: (36, 220),
    Status.BUSY: (4, 175),
    Status.AWAY: (262, 90),
    Status.OFF_DUTY: (215, 40),
    Status.UNKNOWN: (0, 0),
}


def luminance(colour: QColor) -> float:
    """Return the relative luminance (WCAG 2.2), 0 for black to 1 for white."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    return _ratio(luminance(one), luminance(other))


def _ratio(one: float, other: float) -> float:
    return (one + 0.05) / (other + 0.05) if one > other else (other + 0.05) / (one + 0.05)


def readable(colour: QColor, backgrounds: tuple[QColor, ...], ratio: float) -> QColor:
    """Return the colour, made darker or lighter until it stands out from every background."""
    hue, saturation, lightness = max(colour.hslHue(), 0), colour.hslSaturation(), colour.lightness()
    grounds = [luminance(background) for background in backgrounds]
    darker = sum(grounds) / len(grounds) > _MIDDLE
    best, most = colour, 0.0
    for candidate in _moved(hue, saturation, lightness, darker=darker):
        own = luminance(candidate)
        worst = min([_ratio(own, ground) for ground in grounds])
        if worst >= ratio:
            return candidate
        if worst > most:
            best, most = candidate, worst
    # On grounds of middling lightness no colour may be enough; then the best there is must do.
    return best


def _moved(hue: int, saturation: int, lightness: int, *, darker: bool) -> Iterator[QColor]:
    """Iterate over a colour's shades, first in the one direction, then in the other; then black and white."""
    for direction in (-4, 4) if darker else (4, -4):
        for step in range(0, 256 * direction // 4, direction):
            if 0 <= lightness + step <= 255:
                yield QColor.fromHsl(hue, saturation, lightness + step)
    yield QColor(Qt.GlobalColor.black)
    yield QColor(Qt.GlobalColor.white)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """Return ``one`` with a ``share`` (0 to 1) of ``other`` in it."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


@record(frozen=True, slots=True)
class Theme:
    """The colours of one palette, by what they are for."""

    dark: bool
    base: QColor
    selection: QColor
    hover: QColor
    text: QColor
    muted: QColor
    hairline: QColor
    accent: QColor
    match: QColor
    panel: QColor
    warning: QColor
    warning_panel: QColor
    told: QColor
    untold: QColor
    status: dict[Status, QColor]


_themes: dict[int, Theme] = {}
_made: dict[tuple[int, ...], Theme] = {}
_KEPT = 64
"""So many palettes, and so many looks, are kept at most."""
_ROLES = (QPalette.ColorRole.Base, QPalette.ColorRole.Text, QPalette.ColorRole.Highlight)
"""The colours that all others are made from."""


def theme(palette: QPalette) -> Theme:
    """Return the theme of a palette (computed once for each that looks different)."""
    key = palette.cacheKey()
    if (known := _themes.get(key)) is None:
        if len(_themes) >= _KEPT:
            _themes.clear()
        # Many widgets have a palette of their own that looks like everybody's. Their keys are soon
        # many, their looks are few: forgetting the keys must not part what looks the same.
        look = tuple(palette.color(role).rgba() for role in _ROLES)
        if (known := _made.get(look)) is None:
            if len(_made) >= _KEPT:
                _made.clear()
            known = _made[look] = _make(palette)
        _themes[key] = known
    return known


def selection_of(base: QColor, accent: QColor, *, dark: bool) -> QColor:
    """Return the ground of what is chosen, or asked."""
    return mix(base, accent, 0.26 if dark else 0.14)


def _make(palette: QPalette) -> Theme:
    base, text, accent = palette.base().color(), palette.text().color(), palette.highlight().color()
    dark = luminance(base) < luminance(text)
    selection = selection_of(base, accent, dark=dark)
    match = mix(base, QColor.fromHsl(48, 255, 128), 0.2 if dark else 0.42)
    grounds = (base, selection)

    def tint(hue: int, saturation: int, ratio: float = TEXT_CONTRAST) -> QColor:
        return readable(QColor.fromHsl(hue, saturation, 150 if dark else 110), grounds, ratio)

    amber = QColor.fromHsl(38, 220, 128)
    warning_panel = mix(base, amber, 0.16)
    return Theme(
        dark=dark,
        base=base,
        selection=selection,
        hover=mix(base, accent, 0.07),
        text=readable(text, grounds, TEXT_CONTRAST),
        muted=readable(mix(base, text, 0.6), (*grounds, match), TEXT_CONTRAST),
        hairline=mix(base, text, 0.14),
        accent=readable(accent, grounds, SHAPE_CONTRAST),
        match=match,
        panel=mix(base, text, 0.04),
        warning=readable(amber, (base, warning_panel), TEXT_CONTRAST),
        warning_panel=warning_panel,
        told=tint(150, 190),
        untold=tint(18, 190),
        status={status: tint(hue, saturation) for status, (hue, saturation) in _STATUS_TINT.items()},
    )
