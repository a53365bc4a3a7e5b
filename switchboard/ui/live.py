"""What changes on the screen while nobody touches it: by the clock, and by what others do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from switchboard.domain.model import Ref
from switchboard.sync.status import Phase, SyncStatus
from switchboard.ui.asking import Asking
from switchboard.ui.bridge import ChangedLines
from switchboard.ui.hits_view import HitsView
from switchboard.ui.search_box import SearchHeader
from switchboard.ui.turning import Turning

if TYPE_CHECKING:
    from switchboard.ui.card import CardView

_GLANCE_MS = 1000
"""How soon a card is looked at again after a change of somebody who does not stand on it."""
_SOON_MS = 20
"""After an answer the clock is set so much later: no key need wait for it."""


class Live(QObject):
    """Has rows and card judged anew when they may be others now."""

    standing_due = Signal()
    """Favourites and recents, a list of their own, may have grown."""
    filter_due = Signal()
    """Others may be available now."""
    card_due = Signal()
    """The card may be another now."""
    chosen_gone = Signal()
    """Whoever was chosen is no longer in the directory; nobody is chosen now."""

    def __init__(
        self,
        ask: Asking,
        header: SearchHeader,
        hits: HitsView,
        card: Callable[[], CardView | None],
        now: Callable[[], datetime],
        *,
        bare: Callable[[], bool],
    ) -> None:
        """``card`` says which there is, if any, ``bare`` whether favourites and recents are asked for."""
        super().__init__(hits)
        self._ask, self._header, self._hits, self._card, self._bare = ask, header, hits, card, bare
        self._others_change: datetime | None = None
        self._current = False
        """Whether the copy equals the directory now, as far as was told."""
        self._clock = Turning(now, self)
        self._clock.turned.connect(self._time_passed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.set_clock)
        self._glance = QTimer(self)
        self._glance.setSingleShot(True)
        self._glance.setInterval(_GLANCE_MS)
        self._glance.timeout.connect(self._look_again)
        ask.dirty.connect(self._on_dirty)
        ask.rows.connect(self._on_rows)

    def await_others(self, change: datetime | None) -> None:
        """The clock may bring others into the list then, who are not in it now."""
        self._others_change = change

    def heard(self, status: SyncStatus) -> None:
        """The line is back, perhaps after so long that nothing was known of anybody: nothing else need have
        changed for that."""
        before, self._current = self._current, status.phase in (Phase.LIVE, Phase.POLLING)
        if self._current and not before:
            self._time_passed()

    def set_clock_soon(self) -> None:
        """As :meth:`set_clock`, once what is on the screen has been painted."""
        self._soon.start()

    def set_clock(self) -> None:
        """Other rows or another card are on the screen: look at the clock for them."""
        view = self._card()
        card = None if view is None else view.text
        moments = {line.row.changes for line in self._hits.hits.lines}
        self._clock.await_next((*moments, self._others_change, None if card is None else card.card.changes))

    def _on_rows(self, answer: ChangedLines) -> None:
        hits = self._hits
        hits.hits.update({line.ref: line for line in answer.lines})
        current = hits.current()
        if answer.gone:
            hits.blockSignals(True)
            hits.hits.remove(answer.gone)
            hits.blockSignals(False)
            if current in answer.gone:
                hits.choose(-1)
                self.chosen_gone.emit()
        self.set_clock()

    def _on_dirty(self, refs: frozenset[Ref]) -> None:
        hits = self._hits.hits
        lines = (hits.line(hits.place(ref)) for ref in refs)
        self._ask.judge(tuple(line for line in lines if line is not None))
        if self._bare():
            self.standing_due.emit()
            return
        card = self._card()
        mentioned = card is not None and bool(refs & card.mentioned())
        if mentioned:
            self.card_due.emit()
        if (not mentioned or self._header.available.isChecked()) and not self._glance.isActive():
            # Whoever else changed may be an alternate's alternate, or free now; that can wait a moment.
            self._glance.start()

    def _look_again(self) -> None:
        if self._header.available.isChecked():
            self.filter_due.emit()
        else:
            self.card_due.emit()

    def _time_passed(self) -> None:
        if self._header.available.isChecked():
            self.filter_due.emit()
            return
        self._ask.judge(self._hits.hits.lines)
        self.card_due.emit()
        self.set_clock()
