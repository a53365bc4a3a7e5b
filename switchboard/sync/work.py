"""One attempt to make the copy equal the directory, whatever that takes just now."""

from __future__ import annotations

from collections.abc import Callable

from switchboard.cache import Cache, CacheError, CacheReader, CacheWriter
from switchboard.directory.errors import BrokenAnswer, Closed
from switchboard.domain.model import Kind
from switchboard.sync.clock import Clock
from switchboard.sync.exchange import Exchange, Held
from switchboard.sync.post import Post
from switchboard.sync.protocols import DirectoryClient
from switchboard.sync.settings import SyncSettings
from switchboard.sync.status import Phase, filling
from switchboard.sync.teller import Teller

_BROKEN_IN_A_ROW = 3


class Work:
    """What is known from one attempt to the next. It belongs to the sync lane's thread."""

    def __init__(
        self,
        client: DirectoryClient,
        cache: Cache,
        clock: Clock,
        settings: SyncSettings,
        teller: Teller,
        stopping: Callable[[], bool],
    ) -> None:
        self.client = client
        self._cache = cache
        self._clock = clock
        self._settings = settings
        self._teller = teller
        self._stopping = stopping
        self._post = Post(settings.outcome_grace)
        self._writer: CacheWriter | None = None
        self._reader: CacheReader | None = None
        self._exchange: Exchange | None = None
        self._refill = False
        self._broken = 0
        self._repaired: float | None = None
        self.held: Held | None = None
        """The snapshot that waits for a human's yes."""

    @property
    def state(self) -> str | None:
        """The directory's state that the copy equals."""
        return None if self._writer is None else self._writer.state

    @property
    def has_events(self) -> bool:
        """Whether the service says that it has an event stream."""
        info = None if self._exchange is None else self._exchange.info
        return info is not None and "events" in info.capabilities

    @property
    def unreadable(self) -> int:
        """How many unreadable entries the service has."""
        return 0 if self._exchange is None else self._exchange.unreadable

    @property
    def pause(self) -> float | None:
        """Seconds until something that was held back is to be sent."""
        return self._post.pause

    def adopt(self, client: DirectoryClient) -> None:
        """Go on with another client."""
        self.client = client
        self._exchange = None
        self._post.again()

    def attempt(self, *, confirmed: bool) -> None:
        """Do what is due: greet, fill or catch up, send. ``confirmed`` says yes to what is held.

        Raises:
            DirectoryError: the service cannot be used; the copy is what it was after the last commit.
            CacheError: the copy cannot be written.
        """
        exchange, writer = self._open()
        if self.held is not None and confirmed:
            # Forgotten first: a staging area that is lost cannot be released, only filled again.
            self.held = None
            exchange.release()
        if exchange.info is None or self.held is not None:
            exchange.greet()
        if self.held is not None:
            if not self._grown_back(self.held, exchange):
                return
            self._refill = True
            self.held = None
        if writer.state is None or self._refill:
            self._fill(exchange)
        else:
            self._catch_up(exchange)
        if self.held is None:
            self._post.send(self.client, writer.outbox, self._clock.now())

    def _open(self) -> tuple[Exchange, CacheWriter]:
        if self._writer is None:
            self._writer = self._cache.writer()
        if self._exchange is None:
            self._exchange = Exchange(
                self.client,
                self._writer,
                self._clock,
                self._settings,
                on_progress=self._progress,
                on_changed=self._teller.changed,
            )
        return self._exchange, self._writer

    def _progress(self, done: int, total: int | None) -> None:
        if self._stopping():
            raise Closed
        self._teller.status(Phase.FILLING, filling(done, total), done=done, total=total)

    def _grown_back(self, held: Held, exchange: Exchange) -> bool:
        persons = None if exchange.info is None else exchange.info.counts.get(Kind.PERSON)
        return persons is not None and persons >= held.counts.persons_before * (1 - self._settings.shrink)

    def _fill(self, exchange: Exchange) -> None:
        # Once only: if it does not work out, the changes are asked for again before another snapshot is.
        self._refill = False
        self.held = exchange.fill()
        if self.held is None:
            exchange.catch_up_after_fill()
            self._broken = 0

    def _catch_up(self, exchange: Exchange) -> None:
        try:
            exchange.catch_up()
        except BrokenAnswer:
            self._broken += 1
            now = self._clock.monotonic()
            rested = self._repaired is None or now - self._repaired >= self._settings.repair_pause
            if self._broken >= _BROKEN_IN_A_ROW and rested:
                # A change that nobody can read would stand in our way for ever; a snapshot leads past it.
                self._broken, self._repaired, self._refill = 0, now, True
            raise
        self._broken = 0

    def refill(self) -> None:
        """Fetch a snapshot in the next attempt: the service can no longer say what has changed."""
        self._refill = True

    def greet_again(self) -> None:
        """Ask the service what it is in the next attempt: it may have been away."""
        if self._exchange is not None:
            self._exchange.info = None

    def touch(self) -> None:
        """Note that the copy equals the directory now; raises :class:`CacheError`."""
        if self._writer is not None:
            self._writer.touch(self._clock.now())

    def count(self) -> None:
        """Bring the teller's figures up to date, as far as the copy can be read."""
        try:
            if self._reader is None:
                self._reader = self._cache.reader()
            counts = self._reader.counts()
            self._teller.figures(
                contact=self._reader.contact,
                waiting=counts.waiting,
                persons=counts.persons,
                set_aside=self._post.set_aside,
                unreadable=self.unreadable,
            )
        except CacheError:
            # The figures stay; what is wrong with the copy is said by the attempt that met it.
            return

    def close(self) -> None:
        """Close the connections to the copy."""
        for connection in (self._writer, self._reader):
            if connection is not None:
                connection.close()
