"""The desk: search box, hits, card. Types in words, answers in words, never waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from switchboard.desk.desk import Desk
from switchboard.domain.model import Ref
from switchboard.search.results import Topic
from switchboard.ui.again import Again
from switchboard.ui.announce import announce
from switchboard.ui.asking import Asking
from switchboard.ui.bridge import Bridge, CardLines, FoundLines, MoreLines
from switchboard.ui.caller import Caller
from switchboard.ui.halves import Halves
from switchboard.ui.hesitation import Hesitation
from switchboard.ui.hits_model import Key
from switchboard.ui.hits_view import HitsView
from switchboard.ui.live import Live
from switchboard.ui.patience import Patience
from switchboard.ui.previous import Previous
from switchboard.ui.question import Question
from switchboard.ui.rehearsal import Rehearsal
from switchboard.ui.round_trip import RoundTrip, is_waited_for
from switchboard.ui.search_box import SearchHeader
from switchboard.ui.showing import Showing
from switchboard.ui.topic_line import TopicLine
from switchboard.ui.unmet import Unmet
from switchboard.ui.use_bar import UseBar

if TYPE_CHECKING:
    from switchboard.domain.routes import Route
    from switchboard.ui.card import CardView
    from switchboard.ui.card_text import CardText

_WARM_MS = 700
"""How long nobody has typed when the card is made ready for its first showing."""


class DeskPage(QWidget):
    """Search, choose, take a route."""

    route_taken = Signal(object, object, bool)
    """A :class:`Route`, the :class:`Ref` that was meant, and whether to consult first."""
    absence_asked = Signal()
    copied = Signal()
    """A number that may be copied is on the clipboard."""
    hesitated = Signal()
    """A route was asked for by a number that has just come to mean another route."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._bridge = desk, bridge
        self._ask = Asking(desk, bridge, self)
        self._patience = Patience(self._ask)
        self._previous = Previous()
        self._hesitation = Hesitation()
        self.header = SearchHeader(self)
        self._question = Question(self.header, self._ask)
        self._caller = Caller(self.header, self._ask, self)
        self.hits = HitsView(self)
        self._ask.room = self.hits.room
        Rehearsal(bridge, self.hits)
        self._round_trip = RoundTrip(self) if is_waited_for() else None
        self._again = Again(desk, bridge, self._ask, self.hits)
        self.use_bar = UseBar(ranks=desk.ranks_by_use, parent=self)
        self._recent = False
        self._unmet = Unmet()
        self._showing = Showing(self.header, self.hits, self._question, self._unmet, bridge.language)
        self._card: CardView | None = None
        self._live = Live(
            self._ask, self.header, self.hits, lambda: self._card, now, bare=self._question.is_bare
        )
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_WARM_MS)
        self._idle.timeout.connect(self.hits.warm)
        self._idle.timeout.connect(lambda: self.card.warm())
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.header.field)

    def _lay_out(self) -> None:
        self._halves = Halves(self.hits, self.use_bar, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._halves, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card below the hits where there is no room beside them."""
        super().resizeEvent(event)
        self._halves.fit(self)

    def _connect(self) -> None:
        field = self.header.field
        field.textChanged.connect(self._typed)
        field.textChanged.connect(self._again.put_off)
        self._again.amended.connect(self._on_amended)
        field.steered.connect(self.hits.steer)
        field.taken.connect(lambda: self.take(0, consult=False))
        field.escaped.connect(self.escape)
        self.header.filter_changed.connect(lambda: self._question.ask())
        self.header.scope_left.connect(lambda: self.search_in(None, ""))
        self._caller.wanted.connect(self._show_caller)
        self._caller.unknown.connect(self._begin_anew)
        self.use_bar.ranked.connect(self._desk.rank_by_use)
        self.hits.chosen.connect(self._chosen)
        self.hits.activated_by_key.connect(lambda: self.take(0, consult=False))
        self.hits.topic_clicked.connect(self._follow)
        self._ask.found.connect(self._on_found)
        self._ask.more.connect(self._on_more)
        self.hits.beyond.connect(self._go_on)
        self._ask.card.connect(self._on_card)
        self._live.standing_due.connect(lambda: self._question.ask())
        self._live.filter_due.connect(self._filter_again)
        self._live.card_due.connect(self._refresh_card)
        self._live.chosen_gone.connect(lambda: self._chosen(None))
        self._bridge.status.connect(self._live.heard)
        self._bridge.ready.connect(self._on_ready)

    @property
    def card(self) -> CardView:
        """The card; made with the first that is shown, after its hit."""
        if self._card is None:
            from switchboard.ui.card import CardView

            card = self._card = CardView(self)
            self._halves.put(card)
            card.routes.taken.connect(lambda route: self._take_route(route, consult=False))
            card.copied.connect(self._copy)
            card.scope_asked.connect(self._search_there)
            card.favourite_toggled.connect(self.toggle_favourite)
            card.absence_asked.connect(self.absence_asked)
        return self._card

    @property
    def _shown(self) -> CardText | None:
        """What the card shows, if there is one."""
        return None if self._card is None else self._card.text

    @property
    def settled(self) -> bool:
        """Whether what is on screen answers what was asked last."""
        return self._ask.complete

    # -- asking

    def start(self) -> None:
        """Ask the first question."""
        self._question.ask()
        self._idle.start()

    def _typed(self) -> None:
        self._question.wanted = None
        self._hesitation.typed()
        self._patience.take_back()
        if left := self._unmet.typed(self.header.field.text()):
            self._desk.unmet(left)
        if self._idle.isActive():
            self._idle.start()
        self._question.ask()

    def search_in(self, unit: Ref | None, name: str) -> None:
        """Search in one unit and what is below it, or everywhere."""
        self._question.narrow(unit, name)
        self._question.ask()

    def _search_there(self, unit: Ref, name: str) -> None:
        self._question.narrow(unit, name)
        self._question.wanted = None
        self.header.field.setFocus()
        self._question.ask_without_text()

    def _on_ready(self) -> None:
        if not self._ask.asks_this_index:
            self._question.wanted = self._question.wanted or self.hits.key()
            self._question.ask(most=self._showing.most)
        self._caller.look_again()

    # -- answers

    def _on_found(self, answer: FoundLines) -> None:
        self._recent = answer.found.recent
        self._showing.found(answer)
        self._live.await_others(answer.found.changes)
        self._chosen(self.hits.key())
        self._patience.hasten()
        self._live.set_clock_soon()
        if self._round_trip is not None:
            self._round_trip.soon()

    def _on_more(self, answer: MoreLines) -> None:
        self.hits.append(answer.lines)
        self._showing.more()

    def _go_on(self) -> None:
        """Show the next hits below the last one, if there are any."""
        if self._showing.goes_on:
            self._ask.further(frozenset([line.ref for line in self.hits.hits.lines]))

    def _on_amended(self, answer: FoundLines) -> None:
        if self._showing.amended(answer):
            self._hesitation.lead()
            self.hits.choose(0)
        self._live.set_clock()

    def _chosen(self, key: Key | None) -> None:
        if key is not None and self._ask.found_settled:
            self._question.wanted = key
        if isinstance(key, Ref):
            self._ask.show_card(key, self.hits.errand())
            return
        self._ask.no_card()
        if self._card is not None:
            self._card.clear()
        self.use_bar.setVisible(self._recent)
        if isinstance(shown := self.hits.hits.shown(self.hits.hits.place(key)), TopicLine):
            announce(self.header.field, shown.spoken)
        self._patience.answered()

    def _follow(self, topic: Topic) -> None:
        """Show who is responsible for a topic, wherever they are."""
        self._question.narrow(None)
        self.header.field.setText(topic.label)
        self._hesitation.lead()
        self.header.field.setFocus()

    def _on_card(self, answer: CardLines) -> None:
        if answer.text is None:
            self.hits.hits.remove((answer.ref,))
            self.hits.choose(-1)
            return
        shown = self._shown
        moved = shown is None or shown.ref != answer.ref
        self._hesitation.shown(shown, answer.text)
        # Not with the hits: it would have them laid out once more in the keystroke.
        self.use_bar.setVisible(self._recent)
        self.card.show_card(answer.text, favourite=answer.favourite, zone=self._bridge.language.zone)
        if moved:
            announce(self.header.field, answer.text.spoken)
        self._live.set_clock()
        self._patience.answered()

    def _refresh_card(self) -> None:
        if (current := self.hits.current()) is not None:
            self._ask.show_card(current, self.hits.errand())

    def _filter_again(self) -> None:
        """Look anew who is available. Whoever is looked at stays, and so does what is chosen."""
        chosen = self.hits.current()
        self._question.wanted = chosen or self._question.wanted
        self._question.ask(keep=chosen, most=self._showing.most)

    # -- keys

    def escape(self) -> None:
        """Clear the box; when it is clear, go back to the previous caller's hit."""
        if self.header.field.text() or self._question.scoped:
            self._clear()
        elif (kept := self._previous.take()) is not None:
            self._unmet.back(kept[0].text)
            self._question.ask_again(*kept)

    def _keep(self, *, handled: bool = False) -> None:
        # Whoever is chosen among the hits of another query was never looked at in this one.
        chosen = self.hits.current() if self._ask.found_settled else None
        self._previous.keep(self._question.asked(), chosen, handled=handled)

    def _clear(self) -> None:
        self._keep()
        self._question.narrow(None)
        self._question.ask_without_text()

    def _begin_anew(self) -> None:
        """Somebody calls of whom nothing is known: whoever is chosen was for the caller before."""
        self._patience.take_back()
        self._question.wanted = None
        if self.header.field.text() or self._question.scoped:
            self._clear()
        else:
            self.hits.choose(-1)
        self.header.field.setFocus()

    def when_settled(self, deed: Callable[[], None]) -> None:
        """Do something about whoever is chosen, once what is on screen answers what was typed.

        Typing on takes it back, and so does a newer deed.
        """
        self._patience.do(deed)

    def take(self, position: int, *, consult: bool) -> None:
        """Put the call through by the route at a position."""
        self.when_settled(lambda: self._take(position, consult=consult))

    def _take(self, position: int, *, consult: bool) -> None:
        if isinstance(topic := self.hits.key(), Topic):
            if position == 0 and not consult:
                self._follow(topic)
            return
        shown = self._shown
        if shown is None or shown.ref != self.hits.current():
            return
        if (line := self.card.routes.routes.line(position)) is not None:
            if self._hesitation.ask():
                self.hesitated.emit()
            else:
                self._take_route(line.route, consult=consult)

    def _take_route(self, route: Route, *, consult: bool) -> None:
        if (shown := self._shown) is not None:
            self.route_taken.emit(route, shown.ref, consult)

    def handled(self) -> None:
        """The call was put through, or a message left: the next letter begins the next caller's query."""
        self._keep(handled=True)
        self.header.field.selectAll()
        self.header.field.setFocus()

    def current(self) -> tuple[Ref, str] | None:
        """Return whom the card shows, and their name."""
        text = self._shown
        return None if text is None or text.ref != self.hits.current() else (text.ref, text.name)

    def toggle_favourite(self) -> None:
        """Make whoever is chosen a favourite, or no longer one."""
        if (chosen := self.hits.current()) is not None:
            self._desk.journal.favourite(chosen)

    def use_forgotten(self) -> None:
        """The agent's own use was forgotten: what was shown of it is no longer so."""
        if not self.header.field.text().strip():
            self._question.wanted = None
        self._question.ask()

    def _show_caller(self, ref: Ref) -> None:
        self._typed()
        self.header.field.setText(self.header.caller.text())
        self._question.wanted = ref
        self._question.ask()
        self.header.field.setFocus()

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self.copied.emit()
