"""From the lanes to the GUI thread: answers are put into words where they were found, then queued as signals.

A queued signal is the only way in: every slot runs on the GUI thread, with immutable data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from switchboard.desk.answers import Row
from switchboard.desk.desk import Desk
from switchboard.desk.replies import CardAnswer, Found, More, Registered, Rows, Told
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Ref, Service
from switchboard.domain.record import record
from switchboard.domain.words import Words
from switchboard.profile import Settings
from switchboard.ui.language import QtLanguage
from switchboard.ui.phrases import Line
from switchboard.ui.topic_line import TopicLine, topic_line
from switchboard.ui.wording import Wording

if TYPE_CHECKING:
    from switchboard.sync.status import SyncStatus
    from switchboard.ui.card_text import CardText


@record(frozen=True, slots=True, repr=False)
class FoundLines:
    """The answer to one question of the search box, in words."""

    found: Found
    lines: tuple[Line, ...]
    topics: tuple[TopicLine, ...] = ()


@record(frozen=True, slots=True, repr=False)
class MoreLines:
    """The hits below the first screen, in words."""

    generation: int
    lines: tuple[Line, ...]


@record(frozen=True, slots=True, repr=False)
class ChangedLines:
    """Rows judged anew, in words, for the list that answered one question."""

    generation: int
    lines: tuple[Line, ...]
    gone: tuple[Ref, ...]


@record(frozen=True, slots=True, repr=False)
class CardLines:
    """A card, in words; ``text`` is ``None`` when the person or unit is gone."""

    generation: int
    ref: Ref
    text: CardText | None
    favourite: bool


class Bridge(QObject):
    """The office's porter and the desk's watcher, and the deliverer of its answers."""

    found = Signal(object)
    again = Signal(object)
    more = Signal(object)
    rows = Signal(object)
    card = Signal(object)
    caller = Signal(object)
    seen = Signal(object)
    """:class:`Rows` of people who are mentioned outside the hits."""
    registered = Signal(object)
    """A :class:`Registered`."""
    use_forgotten = Signal()
    message_kept = Signal(object)
    """The :class:`Ref` that a message was left for."""
    told = Signal(object)
    """A :class:`Told`."""
    ready = Signal()
    changed = Signal(object, bool)
    tried = Signal(object)
    """Lines that nobody is to see, to try the painting with."""
    sent_later = Signal()
    problem = Signal(object)
    status = Signal(object)
    """A ``SyncStatus``."""
    settings = Signal(object)
    nothing_known = Signal(str, object)
    """The address so far, and the :class:`ExpectedError` or ``None``."""
    desk = Signal(object, object, bool)
    """The :class:`Desk`, a remark (``Words`` or ``None``), and whether the copy has people in it."""

    def __init__(self, language: QtLanguage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self.service = Service()
        self._wording = Wording(language)

    # -- deliveries (search lane)

    def deliver_found(self, found: Found) -> None:
        """Pass hits on."""
        self.found.emit(self._in_words(found))

    def deliver_again(self, found: Found) -> None:
        """Pass on the hits of a question that was answered before."""
        self.again.emit(self._in_words(found))

    def deliver_more(self, more: More) -> None:
        """Pass on what stands below the first screen."""
        self.more.emit(MoreLines(more.generation, self._wording.lines(more.rows)))

    def deliver_rows(self, rows: Rows, generation: int) -> None:
        """Pass rows on that were judged anew."""
        self.rows.emit(ChangedLines(generation, self._wording.lines(rows.rows), rows.gone))

    def deliver_card(self, answer: CardAnswer) -> None:
        """Pass a card on."""
        from switchboard.ui.card_text import card_text

        text = None if answer.card is None else card_text(answer.card, self.language, self.service.country)
        self.card.emit(CardLines(answer.generation, answer.ref, text, answer.favourite))

    def deliver_caller(self, found: Found) -> None:
        """Pass on who is calling."""
        self.caller.emit(FoundLines(found, self._wording.lines(found.rows)))

    def deliver_seen(self, rows: Rows) -> None:
        """Pass on how people are who are mentioned outside the hits."""
        self.seen.emit(rows)

    def deliver_registered(self, answer: Registered) -> None:
        """Pass on that an absence is registered, or taken back (desk lane)."""
        self.registered.emit(answer)

    def deliver_use_forgotten(self) -> None:
        """Pass on that the agent's own use is forgotten (desk lane)."""
        self.use_forgotten.emit()

    def deliver_message_kept(self, ref: Ref) -> None:
        """Pass on that a message is kept until it is sent (desk lane)."""
        self.message_kept.emit(ref)

    def deliver_told(self, answer: Told) -> None:
        """Pass on that what came of a call is kept, or taken back (desk lane)."""
        self.told.emit(answer)

    def _in_words(self, found: Found) -> FoundLines:
        topics = tuple(topic_line(topic) for topic in found.topics)
        return FoundLines(found, self._wording.lines(found.rows), topics)

    # -- the watcher (any lane)

    def on_ready(self, service: Service) -> None:
        """The index answers."""
        self.language.zone = ZoneInfo(service.time_zone)
        self.service = service
        self._wording.forget()
        self.ready.emit()

    def on_changed(self, refs: frozenset[Ref], everything: bool) -> None:
        """These may look different."""
        self.changed.emit(refs, everything)

    def on_tried(self, rows: tuple[Row, ...]) -> None:
        """Put rows into words that nobody asked for, and pass them on: the first ones take longer."""
        self.tried.emit(self._wording.lines(rows))

    def on_sent_later(self) -> None:
        """Something waits to be sent."""
        self.sent_later.emit()

    def on_status(self, status: SyncStatus) -> None:
        """The sync tells how it stands."""
        self.status.emit(status)

    def on_settings(self, settings: Settings) -> None:
        """The settings have been read."""
        self.settings.emit(settings)

    def on_nothing_known(self, address: str, problem: ExpectedError | None) -> None:
        """Nobody has said where the directory is."""
        self.nothing_known.emit(address, problem)

    def on_desk(self, desk: Desk, remark: Words | None, *, filled: bool) -> None:
        """The local copy is open."""
        self.desk.emit(desk, remark, filled)

    def on_problem(self, error: ExpectedError) -> None:
        """Something expected went wrong."""
        self.problem.emit(error)
