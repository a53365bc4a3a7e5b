"""Whoever comes while a query stands, or is renamed: the list is amended quietly, between two keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from switchboard.desk.desk import Desk
from switchboard.domain.model import Ref
from switchboard.ui.asking import Asking
from switchboard.ui.bridge import Bridge, FoundLines
from switchboard.ui.hits_view import HitsView

_GATHER_MS = 250
"""Changes that arrive within this time are asked about once, and so long nobody has typed."""


class Again(QObject):
    """Has the standing question asked again after changes, when nothing else is under way."""

    amended = Signal(object)
    """A :class:`FoundLines` with other hits than those on the screen."""

    def __init__(self, desk: Desk, bridge: Bridge, ask: Asking, hits: HitsView) -> None:
        super().__init__(hits)
        self._desk, self._bridge, self._ask, self._hits = desk, bridge, ask, hits
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._look)
        bridge.changed.connect(self._on_changed)
        bridge.again.connect(self._on_again)

    def put_off(self) -> None:
        """Somebody types: what changed can wait, and most likely the next answer has it."""
        if self._gather.isActive():
            self._gather.start()

    def _on_changed(self, _refs: frozenset[Ref], everything: bool) -> None:
        # A new directory as a whole is asked anyway once its index answers.
        if not everything and not self._gather.isActive():
            self._gather.start()

    def _look(self) -> None:
        if not self._ask.complete:
            self._gather.start()
            return
        shown = tuple(line.ref for line in self._hits.hits.lines)
        self._desk.again(self._ask.shown, shown, self._hits.current(), self._bridge.deliver_again)

    def _on_again(self, answer: FoundLines) -> None:
        if answer.found.generation == self._ask.shown and self._ask.found_settled:
            self.amended.emit(answer)
