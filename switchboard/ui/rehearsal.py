"""The first letter and its hits, tried where nobody sees them: much is made ready with the first of all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from switchboard.ui.announce import heard
from switchboard.ui.bridge import Bridge
from switchboard.ui.hits_view import HitsView
from switchboard.ui.phrases import Line
from switchboard.ui.search_box import SearchField


class Rehearsal(QObject):
    """Goes with what the search lane tries in idle moments (:meth:`Bridge.on_tried`)."""

    def __init__(self, bridge: Bridge, hits: HitsView) -> None:
        super().__init__(hits)
        self._hits = hits
        self._typed = False
        bridge.tried.connect(self._try)

    def _try(self, lines: tuple[Line, ...]) -> None:
        if not self._typed:
            self._typed = True
            self._type()
        self._hits.rehearse(lines)

    def _type(self) -> None:
        if heard():
            return
        field = SearchField()
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier, "e")
        QApplication.sendEvent(field, key)
        field.deleteLater()
