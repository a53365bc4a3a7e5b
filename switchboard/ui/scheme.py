"""Light and dark: the system's own palette where it has one, else two calm ones for Qt's own style."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from switchboard.ui.colours import SHAPE_CONTRAST, mix, readable, selection_of

_EDGED = ("QLineEdit", "QPlainTextEdit", "QCheckBox")
"""Controls that are told from the window by their edge alone."""
_DARKER = 140
"""By how much, in percent, Qt's own style makes an edge darker than the window."""
_EDGE = SHAPE_CONTRAST * 1.2
"""It makes that of a box to tick a little lighter again."""


def follow_system(app: QApplication, *, own: bool = False) -> None:
    """Apply the palette now and at every change of the system's colour scheme.

    ``own`` says that Qt's own style is known to be set: to ask for the style loads all that styles can do.
    """
    hints = app.styleHints()
    apply(app, hints.colorScheme(), own=own)
    hints.colorSchemeChanged.connect(lambda scheme: apply(app, scheme, own=own))


def apply(app: QApplication, scheme: Qt.ColorScheme, *, own: bool = False) -> None:
    """Set the palette for a scheme, unless the platform's native style brings its own."""
    if own or app.style().name().lower() == "fusion":
        palette = calm(dark=scheme == Qt.ColorScheme.Dark)
        app.setPalette(palette)
        for control in _EDGED:
            # The stub says bytes; what is taken is text.
            app.setPalette(_edged(palette), control)  # type: ignore[arg-type]


def _edged(palette: QPalette) -> QPalette:
    """Return a palette with which Qt's own style draws an edge that is seen (WCAG 2.2, 1.4.11)."""
    base, window, text = palette.base().color(), palette.window().color(), palette.text().color()
    edge = readable(mix(window, text, 0.35), (base, window), _EDGE)
    edged = QPalette(palette)
    # The style takes the edge from the window's colour, made darker; these controls show nothing else of it.
    edged.setColor(QPalette.ColorRole.Window, edge.lighter(_DARKER))
    return edged


def calm(*, dark: bool) -> QPalette:
    """Return a palette with little contrast between surfaces and much between text and surface."""
    if dark:
        window, base, text = (
            QColor.fromHsl(216, 20, 28),
            QColor.fromHsl(216, 18, 35),
            QColor.fromHsl(216, 24, 232),
        )
        accent, button = QColor.fromHsl(208, 150, 150), QColor.fromHsl(216, 16, 50)
    else:
        window, base, text = (
            QColor.fromHsl(214, 36, 245),
            QColor.fromHsl(0, 0, 255),
            QColor.fromHsl(216, 50, 30),
        )
        accent, button = QColor.fromHsl(210, 190, 98), QColor.fromHsl(214, 36, 251)
    palette = QPalette(button, window)
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, window),
        (role.Base, base),
        (role.AlternateBase, mix(base, text, 0.03)),
        (role.Button, button),
        (role.Highlight, accent),
        (role.Accent, accent),
        (role.HighlightedText, readable(accent, (accent,), 4.5)),
        (role.Link, readable(accent, (base, window), 4.5)),
        (role.ToolTipBase, mix(base, text, 0.08)),
        (role.Mid, mix(window, text, 0.25)),
        (role.Dark, mix(window, text, 0.35)),
    ):
        palette.setColor(where, colour)
    for where in (role.WindowText, role.Text, role.ButtonText, role.ToolTipText):
        palette.setColor(where, text)
        palette.setColor(QPalette.ColorGroup.Disabled, where, mix(base, text, 0.45))
    grounds = (base, window, selection_of(base, accent, dark=dark))
    palette.setColor(role.PlaceholderText, readable(mix(base, text, 0.5), grounds, 4.5))
    return palette
