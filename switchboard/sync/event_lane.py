"""The event lane: keeps the event stream open and passes on what it says."""

from __future__ import annotations

from switchboard.directory.errors import BrokenAnswer, Busy, DirectoryError, Refused
from switchboard.sync.backoff import Backoff
from switchboard.sync.bugs import Bugs
from switchboard.sync.clock import Clock, Random
from switchboard.sync.protocols import DirectoryClient
from switchboard.sync.settings import SyncSettings
from switchboard.sync.signals import Signals

_STOOD = 30.0  # s; a stream that lived so long was a good one


class EventLane:
    """What the event lane's thread runs. It reads the stream only; the sync lane decides what follows."""

    def __init__(self, signals: Signals, clock: Clock, settings: SyncSettings, random: Random) -> None:
        self._signals = signals
        self._clock = clock
        self._settings = settings
        self._bugs = Bugs()
        self._backoff = Backoff(
            random,
            first=settings.lost_jitter,
            most=settings.backoff_most,
            retry_after_most=settings.retry_after_most,
        )

    def run(self) -> None:
        """Listen until the end."""
        last_id, heard = "", -1
        while (found := self._signals.source()) is not None:
            client, generation = found
            if generation != heard:
                last_id, heard = "", generation
                self._backoff.reset()
            try:
                last_id, pause = self._listen(client, generation, last_id)
            except Exception as error:  # noqa: BLE001 - a bug here must not end the live changes for the day
                self._bugs.note("the event lane", error)
                pause = self._settings.no_events_pause
            self._signals.pause(pause, generation)

    def _listen(self, client: DirectoryClient, generation: int, last_id: str) -> tuple[str, float]:
        """Listen to one stream; return the id of its last event and how long to wait before the next."""
        stream = client.events(last_id)
        if not self._signals.adopt(stream, generation):
            stream.close()
            return "", 0.0
        began, open_ = self._clock.monotonic(), False
        error: DirectoryError | None = None
        try:
            for state in stream:
                if not open_:
                    open_ = True
                    self._signals.opened()
                self._signals.tell(state)
        except DirectoryError as caught:
            error = caught
        finally:
            stream.close()
            self._signals.lost(was_open=open_)
        if open_ and self._clock.monotonic() - began >= _STOOD:
            self._backoff.reset()
        if isinstance(error, Refused) or (isinstance(error, BrokenAnswer) and not open_):
            return stream.last_id, self._settings.no_events_pause
        wanted = error.retry_after if isinstance(error, Busy) else stream.retry
        return stream.last_id, self._backoff.next(wanted)
