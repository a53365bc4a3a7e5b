"""The sync lane: decides when to exchange what with the directory, and tells how things stand."""

from __future__ import annotations

import random as chance
import threading

from switchboard.cache import Cache
from switchboard.sync.clock import Clock, Random, SystemClock
from switchboard.sync.event_lane import EventLane
from switchboard.sync.lane import SyncLane
from switchboard.sync.protocols import DirectoryClient
from switchboard.sync.settings import SyncSettings
from switchboard.sync.signals import Signals
from switchboard.sync.status import Listener


class Sync:
    """Keeps a copy equal to the directory in two threads of its own, from :meth:`start` to :meth:`stop`.

    It owns its client and closes it. All methods return at once (``stop`` apart) and may be called from any
    thread; ``listener`` is called on the sync lane.
    """

    def __init__(
        self,
        client: DirectoryClient,
        cache: Cache,
        listener: Listener,
        *,
        settings: SyncSettings | None = None,
        clock: Clock | None = None,
        random: Random | None = None,
    ) -> None:
        clock, settings = clock or SystemClock(), settings or SyncSettings()
        # The system's randomness: two machines made from one image must not draw the same delays.
        random = random or chance.SystemRandom()
        self._signals = Signals(clock)
        self._lock = threading.Lock()
        self._client = client
        lane = SyncLane(client, cache, listener, self._signals, clock, settings, random)
        events = EventLane(self._signals, clock, settings, random)
        self._threads = (
            threading.Thread(target=lane.run, name="sync lane", daemon=True),
            threading.Thread(target=events.run, name="event lane", daemon=True),
        )

    def start(self) -> None:
        """Begin; once."""
        for thread in self._threads:
            thread.start()

    def poke(self) -> None:
        """Exchange now: something was put into the outbox, or the agent does not want to wait."""
        self._signals.poke()

    def confirm_shrink(self) -> None:
        """Say yes to a snapshot that would lose many people."""
        self._signals.confirm()

    def reconnect(self, client: DirectoryClient) -> None:
        """Go on with another client: another token, or another address of the same directory."""
        with self._lock:
            old, self._client = self._client, client
            self._signals.replace(client)
            if self._signals.stopping:
                client.close()
        old.close()

    def stop(self, timeout: float = 5.0) -> bool:
        """End both threads, whatever they are doing; return whether that worked within the seconds.

        Again is harmless. Called from a listener, it only asks for the end.
        """
        self._signals.stop()
        with self._lock:
            self._client.close()
        ended = True
        share = timeout / len(self._threads)
        for thread in self._threads:
            if thread.ident is not None and thread is not threading.current_thread():
                thread.join(share)
                ended = ended and not thread.is_alive()
        return ended
