"""The desk: search box, hits, card. Types in words, answers in words, never waits."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from switchboard.desk.desk import Desk
from switchboard.desk.replies import Found
from switchboard.domain.model import Ref
from switchboard.domain.routes import Route
from switchboard.search.results import Field, Topic
from switchboard.ui.again import Again
from switchboard.ui.announce import announce
from switchboard.ui.asking import Asking
from switchboard.ui.bridge import Bridge, CardLines, ChangedLines, FoundLines
from switchboard.ui.caller import Caller
from switchboard.ui.card import CardView
from switchboard.ui.card_text import CardText
from switchboard.ui.found_words import found_words
from switchboard.ui.hits_model import Key
from switchboard.ui.hits_view import HitsView
from switchboard.ui.parts import em
from switchboard.ui.patience import Patience
from switchboard.ui.phrases import TopicLine, with_topics
from switchboard.ui.search_box import SearchHeader
from switchboard.ui.turning import Turning
from switchboard.ui.unmet import Unmet
from switchboard.ui.use_bar import UseBar

_GLANCE_MS = 1000
"""How soon a card is looked at again after a change of somebody who does not stand on it."""
_WARM_MS = 700
"""How long nobody has typed when the card is made ready for its first showing."""
_READING = 0.9
"""Seconds after routes have changed places in which a key may have been meant for the old places."""
_CARD = 32
"""How wide a card beside the hits is at least, in lines' heights: its numbers are never cut."""
_NARROW = 48
"""Below this width, in lines' heights, the card stands below the hits."""


class DeskPage(QWidget):
    """Search, choose, take a route."""

    route_taken = Signal(object, object, bool)
    """A :class:`Route`, the :class:`Ref` that was meant, and whether to consult first."""
    copied = Signal()
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
        self._scope: Ref | None = None
        self._wanted: Key | None = None
        self._patience = Patience(self._ask)
        self._previous: tuple[str, Ref] | None = None
        self._handled = False
        self._renumbered: float | None = None
        self._others_change: datetime | None = None
        self._followed = False
        self.header = SearchHeader(self)
        self._caller = Caller(self.header, self._ask, self)
        self.hits = HitsView(self)
        self._again = Again(desk, bridge, self._ask, self.hits)
        self.use_bar = UseBar(ranks=desk.ranks_by_use, parent=self)
        self._recent = False
        self._unmet = Unmet()
        self.card = CardView(self)
        self._clock = Turning(now, self)
        self._clock.turned.connect(self._time_passed)
        self._glance = QTimer(self)
        self._glance.setSingleShot(True)
        self._glance.setInterval(_GLANCE_MS)
        self._glance.timeout.connect(self._look_again)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_WARM_MS)
        self._idle.timeout.connect(self.hits.warm)
        self._idle.timeout.connect(self.card.warm)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.header.field)

    def _lay_out(self) -> None:
        split = self._split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        found = QWidget(self)
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hits, 1)
        column.addWidget(self.use_bar)
        split.addWidget(found)
        split.addWidget(self.card)
        split.setStretchFactor(0, 11)
        split.setStretchFactor(1, 10)
        split.setHandleWidth(1)
        split.setSizes([1000, 950])
        self.hits.setMinimumWidth(em(self, 15))
        self.card.setMinimumWidth(em(self, _CARD))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card below the hits where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < em(self, _NARROW)
        orientation = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != orientation:
            self._split.setOrientation(orientation)
            self.card.setMinimumWidth(0 if narrow else em(self, _CARD))
            self._split.setSizes([700, 1300] if narrow else [1000, 950])

    def _connect(self) -> None:
        field = self.header.field
        field.textChanged.connect(self._typed)
        field.textChanged.connect(self._again.put_off)
        self._again.amended.connect(self._on_amended)
        field.steered.connect(self.hits.steer)
        field.taken.connect(lambda: self.take(0, consult=False))
        field.escaped.connect(self.escape)
        self.header.filter_changed.connect(self._search)
        self.header.scope_left.connect(lambda: self.search_in(None, ""))
        self._caller.wanted.connect(self._show_caller)
        self.use_bar.ranked.connect(self._desk.rank_by_use)
        self.hits.chosen.connect(self._chosen)
        self.hits.activated_by_key.connect(lambda: self.take(0, consult=False))
        self.hits.topic_clicked.connect(self._follow)
        self.card.routes.taken.connect(lambda route: self._take_route(route, consult=False))
        self.card.copied.connect(self._copy)
        self.card.scope_asked.connect(self._search_there)
        self.card.favourite_toggled.connect(self.toggle_favourite)
        self._ask.found.connect(self._on_found)
        self._ask.more.connect(lambda answer: self.hits.hits.append(answer.lines))
        self._ask.card.connect(self._on_card)
        self._ask.dirty.connect(self._on_dirty)
        self._ask.rows.connect(self._on_rows)
        self._bridge.ready.connect(self._on_ready)

    @property
    def settled(self) -> bool:
        """Whether what is on screen answers what was asked last."""
        return self._ask.complete

    # -- asking

    def start(self) -> None:
        """Ask the first question."""
        self._search()
        self._idle.start()

    def _typed(self) -> None:
        self._wanted = None
        self._handled = self._followed = False
        self._patience.take_back()
        if left := self._unmet.typed(self.header.field.text()):
            self._desk.unmet(left)
        if self._idle.isActive():
            self._idle.start()
        self._search()

    def _search(self, keep: Ref | None = None) -> None:
        self._ask.find(
            self.header.field.text(),
            available_only=self.header.available.isChecked(),
            scope=self._scope,
            whole=self._wanted is not None,
            keep=keep,
        )

    def search_in(self, unit: Ref | None, name: str) -> None:
        """Search in one unit and what is below it, or everywhere."""
        self._scope = unit
        self.header.show_scope(name)
        self._search()

    def _search_there(self, unit: Ref, name: str) -> None:
        self._scope = unit
        self._wanted = None
        self.header.show_scope(name)
        self.header.field.setFocus()
        if self.header.field.text():
            self.header.field.clear()
        else:
            self._search()

    def _on_ready(self) -> None:
        self._wanted = self._wanted or self.hits.key()
        self._search()
        self._caller.look_again()

    # -- answers

    def _on_found(self, answer: FoundLines) -> None:
        found = answer.found
        self._note_unmet(found)
        self._recent = found.recent
        wanted = self._wanted
        self.hits.blockSignals(True)
        self.hits.hits.replace(with_topics(answer.lines, answer.topics, whole=not found.rest))
        row = self.hits.hits.place(wanted)
        if row < 0 and self.hits.hits.rowCount() and not found.recent:
            row = 0
        self.hits.choose(row)
        self.hits.blockSignals(False)
        self._others_change = found.changes
        self._say_count(answer)
        self._chosen(self.hits.key())
        self._patience.hasten()
        self._set_clock()

    def _on_amended(self, answer: FoundLines) -> None:
        """Others fit the query now. Whoever is chosen stays so, and nobody is chosen in the place of nobody,
        unless nobody at all was found."""
        empty = not self.hits.hits.rowCount()
        self._note_unmet(answer.found)
        self.hits.amend(with_topics(answer.lines, answer.topics, whole=True))
        self._say_count(answer)
        if empty and self.hits.hits.rowCount():
            # A key that is on its way was not meant for them.
            self._followed = True
            self.hits.choose(0)
        self._set_clock()

    def _note_unmet(self, found: Found) -> None:
        self._unmet.answered(found, narrowed=self._scope is not None or self.header.available.isChecked())

    def _say_count(self, answer: FoundLines) -> None:
        found = answer.found
        shown = len(answer.lines) + len(found.rest)
        only = self.header.available.isChecked()
        count, empty = found_words(found, shown, self._bridge.language, available_only=only)
        self.header.show_count(count)
        self.hits.say_empty(empty if not self.hits.hits.rowCount() else "")

    def _chosen(self, key: Key | None) -> None:
        if key is not None and self._ask.found_settled:
            self._wanted = key
        if isinstance(key, Ref):
            self._ask.show_card(key, self._topic())
            return
        self._ask.no_card()
        self.card.clear()
        self.use_bar.setVisible(self._recent)
        if isinstance(shown := self.hits.hits.shown(self.hits.hits.place(key)), TopicLine):
            announce(self.header.field, shown.spoken)
        self._patience.answered()

    def _follow(self, topic: Topic) -> None:
        """Show who is responsible for a topic, wherever they are."""
        self._scope = None
        self.header.show_scope("")
        self.header.field.setText(topic.label)
        self._followed = True
        self.header.field.setFocus()

    def _topic(self) -> str | None:
        """Return the errand that the query named: alternates may be meant for it alone."""
        line = self.hits.hits.line(self.hits.currentIndex().row())
        if line is None:
            return None
        return next((match.text for match in line.row.matched if match.field is Field.KEYWORD), None)

    def _on_card(self, answer: CardLines) -> None:
        if answer.text is None:
            self.hits.hits.remove((answer.ref,))
            self.hits.choose(-1)
            return
        shown = self.card.text
        moved = shown is None or shown.ref != answer.ref
        if shown is not None and not moved and _targets(shown) != _targets(answer.text):
            self._renumbered = time.monotonic()
        elif moved:
            # Enter led here; pressed twice, it was not meant for somebody who was not on the screen yet.
            self._renumbered = time.monotonic() if self._followed else None
            self._followed = False
        # Not with the hits: it would have them laid out once more in the keystroke.
        self.use_bar.setVisible(self._recent)
        self.card.show_card(answer.text, favourite=answer.favourite, zone=self._bridge.language.zone)
        if moved:
            announce(self.header.field, answer.text.spoken)
        self._set_clock()
        self._patience.answered()

    def _on_rows(self, answer: ChangedLines) -> None:
        self.hits.hits.update({line.ref: line for line in answer.lines})
        current = self.hits.current()
        if answer.gone:
            self.hits.blockSignals(True)
            self.hits.hits.remove(answer.gone)
            self.hits.blockSignals(False)
            if current in answer.gone:
                self.hits.choose(-1)
                self._chosen(None)
        self._set_clock()

    def _on_dirty(self, refs: frozenset[Ref]) -> None:
        lines = (self.hits.hits.line(self.hits.hits.place(ref)) for ref in refs)
        self._ask.judge(tuple(line for line in lines if line is not None))
        if not self.header.field.text().strip() and self._scope is None:
            # Favourites and recents are a list of their own, which may have grown.
            self._search()
            return
        mentioned = bool(refs & self.card.mentioned())
        if mentioned:
            self._refresh_card()
        if (not mentioned or self.header.available.isChecked()) and not self._glance.isActive():
            # Whoever else changed may be an alternate's alternate, or free now; that can wait a moment.
            self._glance.start()

    def _look_again(self) -> None:
        if self.header.available.isChecked():
            self._filter_again()
        else:
            self._refresh_card()

    def _refresh_card(self) -> None:
        if (current := self.hits.current()) is not None:
            self._ask.show_card(current, self._topic())

    # -- time

    def _set_clock(self) -> None:
        card = self.card.text
        moments = [line.row.changes for line in self.hits.hits.lines]
        self._clock.await_next([*moments, self._others_change, None if card is None else card.card.changes])

    def _time_passed(self) -> None:
        if self.header.available.isChecked():
            self._filter_again()
            return
        self._ask.judge(self.hits.hits.lines)
        self._refresh_card()
        self._set_clock()

    def _filter_again(self) -> None:
        """Look anew who is available. Whoever is looked at stays, and so does what is chosen."""
        chosen = self.hits.current()
        self._wanted = chosen or self._wanted
        self._search(keep=chosen)

    # -- keys

    def escape(self) -> None:
        """Clear the box; when it is clear, go back to the previous caller's hit."""
        field = self.header.field
        chosen = self.hits.current()
        if field.text() or self._scope is not None:
            if chosen is not None and (self._handled or self._previous is None):
                self._previous = (field.text(), chosen)
            self._scope = None
            self.header.show_scope("")
            if field.text():
                field.clear()
            else:
                self._search()
        elif self._previous is not None:
            (query, ref), self._previous = self._previous, None
            field.setText(query)
            self._wanted = ref
            self._search()

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
        line = self.card.routes.routes.line(position)
        if line is not None and self.card.text is not None and self.card.text.ref == self.hits.current():
            if self._just_renumbered():
                self.hesitated.emit()
            else:
                self._take_route(line.route, consult=consult)

    def _just_renumbered(self) -> bool:
        """Whether a number may mean the route that stood there a moment ago; asked once for each change."""
        changed, self._renumbered = self._renumbered, None
        return changed is not None and time.monotonic() - changed < _READING

    def _take_route(self, route: Route, *, consult: bool) -> None:
        if self.card.text is not None:
            self.route_taken.emit(route, self.card.text.ref, consult)

    def handled(self) -> None:
        """The call was put through, or a message left: the next letter begins the next caller's query."""
        if (chosen := self.hits.current()) is not None:
            self._previous = (self.header.field.text(), chosen)
            self._handled = True
        self.header.field.selectAll()
        self.header.field.setFocus()

    def current(self) -> tuple[Ref, str] | None:
        """Return whom the card shows, and their name."""
        text = self.card.text
        return None if text is None or text.ref != self.hits.current() else (text.ref, text.name)

    def toggle_favourite(self) -> None:
        """Make whoever is chosen a favourite, or no longer one."""
        if (chosen := self.hits.current()) is not None:
            self._desk.journal.favourite(chosen)

    def use_forgotten(self) -> None:
        """The agent's own use was forgotten: what was shown of it is no longer so."""
        if not self.header.field.text().strip():
            self._wanted = None
        self._search()

    def _show_caller(self, ref: Ref) -> None:
        self._typed()
        self.header.field.setText(self.header.caller.text())
        self._wanted = ref
        self._search()
        self.header.field.setFocus()

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        self.copied.emit()


def _targets(text: CardText) -> list[tuple[object, ...]]:
    """Return what each number leads to."""
    return [(r.kind, r.person, r.unit, r.phone) for r in (line.route for line in text.routes)]
