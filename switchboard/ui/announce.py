"""Telling a screen reader what changed without moving the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtWidgets import QAbstractItemView, QWidget


@cache
def _asking() -> Callable[[], bool]:
    """Return what says whether anybody listens: kept, because every key asks."""
    # What may be announced has names for everything that a screen reader knows; a start need not load them.
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive


def announce(widget: QWidget, text: str) -> None:
    """Have the text read out, if anybody listens."""
    if text and _asking()():
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def announce_others(view: QAbstractItemView) -> None:
    """Tell that a list's rows are about others now: what is known of the ones before holds no longer."""
    if _asking()():
        from PySide6.QtGui import QAccessible, QAccessibleTableModelChangeEvent

        kind = QAccessibleTableModelChangeEvent.ModelChangeType.ModelReset
        QAccessible.updateAccessibility(QAccessibleTableModelChangeEvent(view, kind))
