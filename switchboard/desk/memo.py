"""A porter who writes down what happens until there is a window to tell it to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from switchboard.desk.answers import Row
    from switchboard.desk.desk import Desk
    from switchboard.desk.porter import Porter
    from switchboard.domain.errors import ExpectedError
    from switchboard.domain.model import Ref, Service
    from switchboard.domain.words import Words
    from switchboard.profile import Settings
    from switchboard.sync.status import SyncStatus


class Memo:
    """A :class:`Porter` that can be told things before there is one; in the order in which they happened."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._notes: list[Callable[[Porter], None]] = []
        self._porter: Porter | None = None

    def read_out(self, porter: Porter) -> None:
        """Tell this porter all there is, and from now on everything at once."""
        while True:
            with self._lock:
                notes, self._notes = self._notes, []
                if not notes:
                    self._porter = porter
                    return
            # Without the lock: what is told may take its time, and lanes have more to tell meanwhile.
            for note in notes:
                note(porter)

    def _tell(self, note: Callable[[Porter], None]) -> None:
        with self._lock:
            porter = self._porter
            if porter is None:
                self._notes.append(note)
                return
        note(porter)

    def on_settings(self, settings: Settings) -> None:
        """The settings have been read."""
        self._tell(lambda porter: porter.on_settings(settings))

    def on_nothing_known(self, address: str, problem: ExpectedError | None) -> None:
        """Nobody has said where the directory is."""
        self._tell(lambda porter: porter.on_nothing_known(address, problem))

    def on_desk(self, desk: Desk, remark: Words | None, *, filled: bool) -> None:
        """The local copy is open."""
        self._tell(lambda porter: porter.on_desk(desk, remark, filled=filled))

    def on_status(self, status: SyncStatus) -> None:
        """The sync tells how it stands."""
        self._tell(lambda porter: porter.on_status(status))

    def on_ready(self, service: Service) -> None:
        """The index answers."""
        self._tell(lambda porter: porter.on_ready(service))

    def on_changed(self, refs: frozenset[Ref], everything: bool) -> None:
        """These may look different."""
        self._tell(lambda porter: porter.on_changed(refs, everything))

    def on_tried(self, rows: tuple[Row, ...]) -> None:
        """Nobody has asked for these rows: whoever is not here need not hear of them later."""
        with self._lock:
            porter = self._porter
        if porter is not None:
            porter.on_tried(rows)

    def on_sent_later(self) -> None:
        """Something waits to be sent."""
        self._tell(lambda porter: porter.on_sent_later())

    def on_problem(self, error: ExpectedError) -> None:
        """Something expected went wrong."""
        self._tell(lambda porter: porter.on_problem(error))
