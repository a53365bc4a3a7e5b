"""What is asked of the desk, and which answer still counts.

Every question carries a number that no other has, not even one of another desk's page; an answer to any but
the newest is dropped. What is on screen knows which question it answers, so that a key pressed faster than
the answer waits for the right one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from switchboard.desk.desk import FIRST, LIMIT, Desk
from switchboard.domain.model import Ref
from switchboard.search.results import Hit
from switchboard.ui.bridge import Bridge, CardLines, ChangedLines, FoundLines, MoreLines
from switchboard.ui.phrases import Line

_PAUSE_MS = 60
"""How long nobody types, after the hits have been painted, until the card and the hits below the first screen
are asked for: a lane that computes takes turns with the GUI thread, and would make the next key slower. Fast
fingers have 80 ms and more from one key to the next."""
_GATHER_MS = 40
"""Changes that arrive within this time are looked at together."""


_NUMBERS = count(1)


class Asking(QObject):
    """The questions of one desk page."""

    found = Signal(object)
    more = Signal(object)
    rows = Signal(object)
    card = Signal(object)
    caller = Signal(object)
    dirty = Signal(object)
    """The refs that may look different; gathered over a moment."""

    def __init__(self, desk: Desk, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._bridge = desk, bridge
        self._find = self._card = self._caller = next(_NUMBERS)
        self._shown_find = self._shown_card = self._find
        self.room: Callable[[], int] = lambda: FIRST
        """Says how many rows can be seen."""
        self._more_due = False
        self._asked: tuple[str, bool, Ref | None] = ("", False, None)
        self._index_number = 0
        self._dirty: set[Ref] = set()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._flush)
        self._wanted_card: tuple[Ref, str | None] | None = None
        self._rest: tuple[Hit, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE_MS)
        self._later.timeout.connect(self.ask_the_rest)
        # Fires when what is posted has been dealt with, the paint of the hits among it.
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(0)
        self._painted.timeout.connect(self._later.start)
        bridge.found.connect(self._on_found)
        bridge.card.connect(self._on_card)
        bridge.more.connect(self._on_more)
        bridge.rows.connect(self._on_rows)
        bridge.caller.connect(self._on_caller)
        bridge.changed.connect(self._on_changed)

    @property
    def settled(self) -> bool:
        """Whether hits and card on screen answer the newest questions."""
        return self._shown_find == self._find and self._shown_card == self._card

    @property
    def complete(self) -> bool:
        """Whether also the hits below the first screen are there."""
        return self.settled and not self._more_due

    @property
    def asks_this_index(self) -> bool:
        """Whether the newest query was asked when the index that answers now was there."""
        return 0 < self._index_number == self._desk.index_number

    @property
    def shown(self) -> int:
        """The number of the question that the hits on screen answer."""
        return self._shown_find

    @property
    def found_settled(self) -> bool:
        """Whether the hits on screen answer the newest query."""
        return self._shown_find == self._find

    def find(
        self,
        query: str,
        *,
        available_only: bool,
        scope: Ref | None,
        whole: bool = False,
        keep: Ref | None = None,
        most: int = LIMIT,
    ) -> None:
        """Ask for ``most`` hits; for all at once when somebody particular is wanted among them. ``keep`` is
        who stays in the list whether they are available or not."""
        self._find = next(_NUMBERS)
        self._asked = (query, available_only, scope)
        self._index_number = self._desk.index_number
        # What was left for later belongs to hits that are wanted no more, and would only slow these down.
        self._leave()
        self._more_due, self._rest, self._wanted_card = False, (), None
        self._desk.find(
            query,
            self._find,
            self._bridge.deliver_found,
            available_only=available_only,
            scope=scope,
            first=most if whole else min(FIRST, self.room()),
            keep=keep,
            limit=most,
        )

    def further(self, shown: frozenset[Ref]) -> None:
        """Ask for the next hits of the question on screen, below those that are shown."""
        if self._more_due or not self.found_settled:
            return
        self._more_due = True
        query, available_only, scope = self._asked
        self._desk.further(
            query,
            self._find,
            self._bridge.deliver_more,
            available_only=available_only,
            scope=scope,
            shown=shown,
        )

    def show_card(self, ref: Ref, topic: str | None) -> None:
        """Ask for a card."""
        self._card = next(_NUMBERS)
        self._wanted_card = (ref, topic)
        self._ask_later()

    def no_card(self) -> None:
        """Nobody is chosen: whatever card is under way is stale."""
        self._card = self._shown_card = next(_NUMBERS)
        self._wanted_card = None

    def ask_the_rest(self) -> None:
        """Ask now for the card and the hits that were left for later."""
        self._leave()
        if self._wanted_card is not None:
            (ref, topic), self._wanted_card = self._wanted_card, None
            self._desk.card(ref, self._card, self._bridge.deliver_card, topic)
        if self._rest:
            rest, self._rest = self._rest, ()
            self._desk.more(rest, self._find, self._bridge.deliver_more)

    def _ask_later(self) -> None:
        self._later.stop()
        self._painted.start()

    def _leave(self) -> None:
        self._painted.stop()
        self._later.stop()

    def who(self, number: str) -> None:
        """Ask whose number is calling."""
        self._caller = next(_NUMBERS)
        self._desk.caller(number, self._caller, self._bridge.deliver_caller)

    def judge(self, lines: tuple[Line, ...]) -> None:
        """Ask how these, of the hits on screen, look now."""
        if lines:
            deliver = partial(self._bridge.deliver_rows, generation=self._shown_find)
            self._desk.rows((Hit(line.ref, line.row.matched) for line in lines), deliver)

    def _on_found(self, answer: FoundLines) -> None:
        if answer.found.generation == self._find:
            self._shown_find = self._find
            self._rest = answer.found.rest
            self._more_due = bool(self._rest)
            self.found.emit(answer)
            if self._rest:
                self._ask_later()

    def _on_more(self, answer: MoreLines) -> None:
        if answer.generation == self._find:
            self._more_due = False
            self.more.emit(answer)

    def _on_rows(self, answer: ChangedLines) -> None:
        # Those of an older list would bring its highlights back; the newer list was judged later anyway.
        if answer.generation == self._shown_find:
            self.rows.emit(answer)

    def _on_card(self, answer: CardLines) -> None:
        if answer.generation == self._card:
            self._shown_card = self._card
            self.card.emit(answer)

    def _on_caller(self, answer: FoundLines) -> None:
        if answer.found.generation == self._caller:
            self.caller.emit(answer)

    def _on_changed(self, refs: frozenset[Ref], everything: bool) -> None:
        # A new directory as a whole is announced by ``ready`` once its index answers.
        if not everything:
            self._dirty |= refs
            if not self._gather.isActive():
                self._gather.start()

    def _flush(self) -> None:
        refs, self._dirty = frozenset(self._dirty), set()
        self.dirty.emit(refs)
