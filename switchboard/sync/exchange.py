"""One exchange with the directory: describe, fill, catch up. No threads and no waiting in here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from switchboard.cache import CacheError, CacheWriter, FillCounts
from switchboard.directory.answers import ServiceInfo
from switchboard.directory.errors import BrokenAnswer, StateGone
from switchboard.directory.snapshot import Snapshot
from switchboard.domain.record import record
from switchboard.domain.words import words
from switchboard.sync.clock import Clock
from switchboard.sync.protocols import DirectoryClient
from switchboard.sync.settings import SyncSettings
from switchboard.sync.status import Changed

_BATCH = 1_000
_T = TypeVar("_T")


@record(frozen=True, slots=True)
class Held:
    """A snapshot that lies complete in the staging area and would lose too many people."""

    counts: FillCounts
    etag: str | None


class Exchange:
    """The steps that make the copy equal the directory, each safe to break off at any point.

    ``on_progress`` hears how many objects of a snapshot there are, and of how many; ``on_changed`` hears of
    every commit. All methods raise :class:`~switchboard.directory.errors.DirectoryError` and
    :class:`~switchboard.cache.CacheError`; the copy then is what it was after the last commit.
    """

    def __init__(
        self,
        client: DirectoryClient,
        writer: CacheWriter,
        clock: Clock,
        settings: SyncSettings,
        *,
        on_progress: Callable[[int, int | None], None],
        on_changed: Callable[[Changed], None],
    ) -> None:
        self._client = client
        self._writer = writer
        self._clock = clock
        self._settings = settings
        self._on_progress = on_progress
        self._on_changed = on_changed
        self.info: ServiceInfo | None = None
        """What the service said of itself when it was asked last."""
        self.unreadable = 0
        """How many unreadable entries were met."""
        self.changes = 0
        """How many changes were committed."""

    def greet(self) -> ServiceInfo:
        """Ask the service what it is, and note that in the copy."""
        info = self._client.service()
        if self.info is None or info.service != self.info.service:
            self._writer.set_service(info.service)
        self.info = info
        return info

    def fill(self, *, allow_shrink: bool = False, etag: str | None = None) -> Held | None:
        """Fetch a snapshot and swap it in; return it as :class:`Held` if it needs a human's yes first.

        ``etag`` is that of a snapshot held already; is it still that one, a :class:`Held` comes back at once.
        """
        asked = self._clock.now()
        with self._client.snapshot(etag) as snapshot:
            if snapshot.unchanged:
                return Held(self._writer.fill_counts(), etag)
            self._stage(snapshot)
        self.unreadable = snapshot.unreadable
        counts = self._writer.fill_counts()
        if counts.loss > self._settings.shrink and not allow_shrink:
            return Held(counts, snapshot.etag)
        applied = self._writer.swap(asked)
        self._on_changed(Changed(everything=True, removed=applied.removed, unsent=applied.unsent))
        return None

    def _stage(self, snapshot: Snapshot) -> None:
        self._writer.begin_fill(snapshot.state)
        try:
            self._on_progress(0, snapshot.total)
            for batch in _batches(iter(snapshot), _BATCH):
                self._writer.fill(batch)
                self._on_progress(snapshot.read, snapshot.total)
        except BaseException:
            # A half copy is of no use; if even that cannot be noted, the next fill overwrites it.
            with contextlib.suppress(CacheError):
                self._writer.abort_fill()
            raise

    def release(self) -> None:
        """Swap in the held snapshot: a human has said yes."""
        contact = self._writer.contact or self._clock.now()
        applied = self._writer.swap(contact)
        self._on_changed(Changed(everything=True, removed=applied.removed, unsent=applied.unsent))

    def catch_up(self) -> None:
        """Fetch all changes since the copy's state, page by page, each committed with its state.

        Raises:
            StateGone: the service cannot say, or the copy is an older program's; :meth:`fill` is due.
        """
        state = self._writer.state
        assert state is not None
        if self._writer.outdated:
            raise StateGone
        seen = {state}
        for _ in range(self._settings.most_pages):
            asked = self._clock.now()
            page = self._client.changes(state, self._settings.page)
            if page.more and (page.state in seen or not page.size):
                raise BrokenAnswer(words("its changes never end"))
            if page.items or page.state != state:
                # With more to come the copy is not yet what the directory is now.
                contact = asked if not page.more else (self._writer.contact or asked)
                applied = self._writer.apply(page.items, page.state, contact)
                self.unreadable += page.unreadable
                self.changes += len(page.items)
                if applied.changed or applied.unsent:
                    self._on_changed(Changed(applied.changed, False, applied.removed, applied.unsent))
            else:
                self._writer.touch(asked)
            if not page.more:
                return
            state = page.state
            seen.add(state)
        raise BrokenAnswer(words("its changes never end"))

    def catch_up_after_fill(self) -> None:
        """Catch up from a snapshot that has just been fetched: now nothing can have been forgotten."""
        try:
            self.catch_up()
        except StateGone:
            raise BrokenAnswer(words("it does not know the state of its own snapshot")) from None


def _batches(items: Iterator[_T], size: int) -> Iterator[list[_T]]:
    while batch := list(islice(items, size)):
        yield batch
