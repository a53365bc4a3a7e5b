"""Bring the copy up to date once, for the command line."""

from __future__ import annotations

from collections.abc import Callable

from switchboard.cache import Cache
from switchboard.directory.errors import StateGone
from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import words
from switchboard.sync.clock import Clock, SystemClock
from switchboard.sync.exchange import Exchange, Held
from switchboard.sync.post import Post
from switchboard.sync.protocols import DirectoryClient
from switchboard.sync.settings import SyncSettings
from switchboard.sync.status import Changed, shrunk


@record(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of it: the copy's state and size; whether it was filled anew; how many changes came, how many
    things were sent and how many the service would not take; how many entries were unreadable.
    """

    state: str
    persons: int
    units: int
    filled: bool
    changed: int
    sent: int
    set_aside: int
    unreadable: int


class ShrinkError(ExpectedError):
    """A snapshot would lose more people than may go without a human's yes."""


def sync_once(
    client: DirectoryClient,
    cache: Cache,
    *,
    settings: SyncSettings | None = None,
    clock: Clock | None = None,
    allow_shrink: bool = False,
    on_progress: Callable[[int, int | None], None] = lambda _done, _total: None,
    on_changed: Callable[[Changed], None] = lambda _changed: None,
) -> Report:
    """Fill the copy or bring it up to date, then send what waits in the outbox.

    Raises:
        DirectoryError: the service cannot be used; the copy is what it was after the last commit.
        CacheError: the copy cannot be written.
        ShrinkError: the snapshot would lose many people and ``allow_shrink`` is false.
    """
    writer = cache.writer()
    reader = cache.reader()
    try:
        exchange = Exchange(
            client,
            writer,
            clock or SystemClock(),
            settings or SyncSettings(),
            on_progress=on_progress,
            on_changed=on_changed,
        )
        exchange.greet()
        filled = writer.state is None
        if not filled:
            try:
                exchange.catch_up()
            except StateGone:
                filled = True
        if filled:
            _refuse(exchange.fill(allow_shrink=allow_shrink))
            exchange.catch_up_after_fill()
        post = Post()
        post.send(client, writer.outbox, (clock or SystemClock()).now())
        counts = reader.counts()
        assert writer.state is not None
        return Report(
            state=writer.state,
            persons=counts.persons,
            units=counts.units,
            filled=filled,
            changed=exchange.changes,
            sent=post.sent,
            set_aside=post.set_aside,
            unreadable=exchange.unreadable,
        )
    finally:
        writer.close()
        reader.close()


def _refuse(held: Held | None) -> None:
    if held is not None:
        raise ShrinkError(
            shrunk(held.counts.persons_before, held.counts.persons_lost),
            words("If it is, say so in the window; if not, tell your administrator. The old copy is kept."),
        )
