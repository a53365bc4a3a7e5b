"""What the threads of the sync tell each other: a few flags under one condition, read all at once."""

from __future__ import annotations

import threading

from switchboard.domain.record import record
from switchboard.sync.clock import Clock
from switchboard.sync.protocols import DirectoryClient, Stream


@record(slots=True)
class Wake:
    """Why the sync lane woke; each reason is told once."""

    stop: bool = False
    poke: bool = False
    confirm: bool = False
    client: DirectoryClient | None = None
    news: str | None = None
    """The state that the service was in last, as the event stream said."""
    heard: bool = False
    """The event stream gave a sign of life."""
    opened: bool = False
    lost: bool = False

    def __bool__(self) -> bool:
        return (
            self.stop
            or self.poke
            or self.confirm
            or self.client is not None
            or self.news is not None
            or self.heard
            or self.opened
            or self.lost
        )


class Signals:
    """Shared by the sync lane, the event lane and whoever owns the sync."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._condition = threading.Condition()
        self._wake = Wake()
        self._stopping = False
        self._source: DirectoryClient | None = None
        self._stream: Stream | None = None
        self._generation = 0

    @property
    def stopping(self) -> bool:
        """Whether the end has come."""
        return self._stopping

    @property
    def leaving(self) -> bool:
        """Whether the present client was closed by us: for the end, or for another client."""
        with self._condition:
            return self._stopping or self._wake.client is not None

    # -- from outside

    def poke(self) -> None:
        with self._condition:
            self._wake.poke = True
            self._condition.notify_all()

    def confirm(self) -> None:
        with self._condition:
            self._wake.confirm = True
            self._condition.notify_all()

    def replace(self, client: DirectoryClient) -> None:
        """Hand the sync lane another client."""
        with self._condition:
            self._wake.client = client
            self._source = None
            self._generation += 1
            self._condition.notify_all()
        self._close_stream()

    def stop(self) -> None:
        """Make both lanes end."""
        with self._condition:
            self._stopping = self._wake.stop = True
            self._source = None
            self._condition.notify_all()
        self._close_stream()

    def _close_stream(self) -> None:
        with self._condition:
            stream = self._stream
        if stream is not None:
            stream.close()

    # -- the sync lane

    def wait(self, until: float | None) -> Wake:
        """Return when something was told or the moment (``Clock.monotonic``) has come."""
        with self._condition:
            while not self._wake:
                left = None if until is None else until - self._clock.monotonic()
                if left is not None and left <= 0:
                    break
                self._clock.wait(self._condition, left)
            wake, self._wake = self._wake, Wake(stop=self._stopping)
            return wake

    def listen_to(self, source: DirectoryClient | None) -> None:
        """Have the event lane keep a stream of this client (``None``: it waits when the present one ends)."""
        with self._condition:
            if self._wake.client is None and not self._stopping:
                self._source = source
                self._condition.notify_all()

    # -- the event lane

    def source(self) -> tuple[DirectoryClient, int] | None:
        """Wait for a client to listen to; return it and its generation, or ``None`` at the end."""
        with self._condition:
            while self._source is None and not self._stopping:
                self._clock.wait(self._condition, None)
            return None if self._source is None else (self._source, self._generation)

    def adopt(self, stream: Stream, generation: int) -> bool:
        """Make the stream closable from outside; false when nobody wants it any more."""
        with self._condition:
            if self._stopping or generation != self._generation:
                return False
            self._stream = stream
            return True

    def opened(self) -> None:
        with self._condition:
            self._wake.opened, self._wake.lost = True, False
            self._condition.notify_all()

    def tell(self, state: str | None) -> None:
        """Pass on what the stream said: a state, or a sign of life."""
        with self._condition:
            if state is None:
                self._wake.heard = True
            else:
                self._wake.news = state
            self._condition.notify_all()

    def lost(self, *, was_open: bool) -> None:
        with self._condition:
            self._stream = None
            if was_open:
                self._wake.lost, self._wake.opened, self._wake.news = True, False, None
            self._condition.notify_all()

    def pause(self, seconds: float, generation: int) -> None:
        """Wait, but not beyond the end or another client."""
        with self._condition:
            end = self._clock.monotonic() + seconds
            while not self._stopping and generation == self._generation:
                if (left := end - self._clock.monotonic()) <= 0:
                    return
                self._clock.wait(self._condition, left)
