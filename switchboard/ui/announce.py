"""Telling a screen reader what changed without moving the focus."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have the text read out, if anybody listens."""
    # What may be announced has names for everything that a screen reader knows; a start need not load them.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def announce_others(view: QAbstractItemView) -> None:
    """Tell that a list's rows are about others now: what is known of the ones before holds no longer."""
    from PySide6.QtGui import QAccessible, QAccessibleTableModelChangeEvent

    if QAccessible.isActive():
        kind = QAccessibleTableModelChangeEvent.ModelChangeType.ModelReset
        QAccessible.updateAccessibility(QAccessibleTableModelChangeEvent(view, kind))
