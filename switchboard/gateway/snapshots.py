"""Which snapshot a client gets: a new one, or one that is there already."""

from __future__ import annotations

import threading

import apsw

from switchboard.gateway import history, rows
from switchboard.gateway.database import Database, query
from switchboard.gateway.snapshot import Snapshot

_HERD = 4
"""From this many clients reading one snapshot at once, the next gets it too though it is a little older."""


class Snapshots:
    """Hands out snapshots, and keeps the newest one for whoever asks next."""

    def __init__(self, database: Database, store: str) -> None:
        self._database = database
        self._store = store
        self._lock = threading.Lock()
        self._newest: Snapshot | None = None
        self._made: set[Snapshot] = set()

    def take(self) -> Snapshot:
        """Return the directory as of now, being read by a thread of its own."""
        with self._lock:
            connection = self._database.borrow()
            connection.execute("BEGIN")
            try:
                seq, state = history.last(connection), history.state(connection, self._store)
                ready = self._newest
                if ready is not None and self._fits(ready, connection, state):
                    self._end(connection)
                    return ready
                snapshot = Snapshot(state, seq, rows.counts(connection))
            except apsw.Error:
                self._end(connection)
                raise
            self._made = {made for made in self._made if made.making} | {snapshot}
            snapshot.start(connection, self._end)
            self._newest = snapshot
            return snapshot

    @staticmethod
    def _fits(ready: Snapshot, connection: apsw.Connection, state: str) -> bool:
        if not ready.usable or ready.state == state:
            return ready.usable
        # Nobody gets a person who has been shielded or deleted since, however many wait.
        hidden = query(connection, "SELECT max(seq) FROM objects WHERE visible = 0 AND seq > 0")[0][0] or 0
        return ready.readers >= _HERD and ready.seq >= int(hidden)

    def _end(self, connection: apsw.Connection) -> None:
        connection.execute("ROLLBACK")
        self._database.give_back(connection)

    def close(self) -> None:
        """Break off what is being read."""
        with self._lock:
            making, self._made, self._newest = list(self._made), set(), None
        for snapshot in making:
            snapshot.stop()
