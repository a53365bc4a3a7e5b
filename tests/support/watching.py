"""A listener that remembers what the sync told it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from support.waiting import wait_until
from switchboard.sync.status import Changed, Phase, SyncStatus


class Watcher:
    """Keeps every status and change; tests wait for the one they mean."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._statuses: list[SyncStatus] = []
        self._changes: list[Changed] = []

    def on_status(self, status: SyncStatus) -> None:
        with self._lock:
            self._statuses.append(status)

    def on_changes(self, changed: Changed) -> None:
        with self._lock:
            self._changes.append(changed)

    @property
    def statuses(self) -> list[SyncStatus]:
        with self._lock:
            return list(self._statuses)

    @property
    def changes(self) -> list[Changed]:
        with self._lock:
            return list(self._changes)

    @property
    def last(self) -> SyncStatus:
        with self._lock:
            return self._statuses[-1]

    @property
    def phases(self) -> list[Phase]:
        """The phases gone through, repetitions left out."""
        found: list[Phase] = []
        for status in self.statuses:
            if not found or found[-1] is not status.phase:
                found.append(status.phase)
        return found

    def wait(self, phase: Phase, condition: Callable[[SyncStatus], object] = lambda _: True) -> SyncStatus:
        """Wait until the latest status is of this phase and meets the condition; return it."""

        def there() -> bool:
            statuses = self.statuses
            return bool(statuses) and statuses[-1].phase is phase and bool(condition(statuses[-1]))

        wait_until(there, what=f"the phase {phase.value}, after {[p.value for p in self.phases]}")
        return self.last
