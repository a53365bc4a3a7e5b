"""Tells the listener how things stand, and survives its bugs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from switchboard.domain.words import Words
from switchboard.sync.bugs import Bugs
from switchboard.sync.clock import Clock
from switchboard.sync.status import Changed, Listener, Phase, SyncStatus

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Teller:
    """Keeps the figures of the status line and passes on what is new, on the thread that calls it."""

    def __init__(self, listener: Listener, clock: Clock) -> None:
        self._listener = listener
        self._clock = clock
        self._bugs = Bugs()
        self._told: SyncStatus | None = None
        self._figures = SyncStatus(phase=Phase.STARTING, words=Words(""))

    def figures(
        self, *, contact: datetime | None, waiting: int, persons: int, set_aside: int, unreadable: int
    ) -> None:
        """Note the figures that the next statuses carry."""
        self._figures = replace(
            self._figures,
            contact=contact,
            waiting=waiting,
            persons=persons,
            set_aside=set_aside,
            unreadable=unreadable,
        )

    def status(
        self,
        phase: Phase,
        sentence: Words,
        remedy: Words | None = None,
        *,
        done: int | None = None,
        total: int | None = None,
    ) -> None:
        """Tell the status if it differs from the one told last."""
        status = replace(self._figures, phase=phase, words=sentence, remedy=remedy, done=done, total=total)
        if status != self._told:
            if self._told is None or self._told.phase is not phase:
                _log.info("sync: %s", phase.value)
            self._told = status
            self._call(self._listener.on_status, status)

    def changed(self, changed: Changed) -> None:
        """Tell what a commit has changed."""
        self._figures = replace(self._figures, last_change=self._clock.now())
        self._call(self._listener.on_changes, changed)

    def _call(self, listen: Callable[[_T], None], told: _T) -> None:
        try:
            listen(told)
        except Exception as error:  # noqa: BLE001 - a listener's bug must not end the sync; it is reported
            self._bugs.note("a listener", error)
