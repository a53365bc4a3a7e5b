"""Telling a screen reader what changed without moving the focus."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QAbstractItemView, QWidget

# What may be announced has names for everything that a screen reader knows: it is loaded when it is asked
# for, which a start need not do; and not by an import, which would take longer with every key.


def heard() -> bool:
    """Whether anybody listens, such as a screen reader: it would be told of what is tried unseen, too."""
    return QtGui.QAccessible.isActive()


def announce(widget: QWidget, text: str) -> None:
    """Have the text read out, if anybody listens."""
    if text and heard():
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))


def announce_others(view: QAbstractItemView) -> None:
    """Tell that a list's rows are about others now: what is known of the ones before holds no longer."""
    if heard():
        kind = QtGui.QAccessibleTableModelChangeEvent.ModelChangeType.ModelReset
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleTableModelChangeEvent(view, kind))
