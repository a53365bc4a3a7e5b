"""Opening the local copy: making it, bringing it up to date, putting aside what cannot be used."""

from __future__ import annotations

import contextlib
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from switchboard.cache import meta
from switchboard.cache.database import Database, Place
from switchboard.cache.errors import CacheDamagedError, damaged, not_writable
from switchboard.cache.reader import CacheReader
from switchboard.cache.schema import NewerSchemaError, migrate
from switchboard.domain.record import record
from switchboard.domain.words import Words, words

if TYPE_CHECKING:
    from switchboard.cache.desk import DeskWriter
    from switchboard.cache.writer import CacheWriter

_log = logging.getLogger(__name__)

_PARTS = ("", "-wal", "-shm", "-journal", "-suspect")


class Cache:
    """The local copy of the directory. Each reader and writer has a connection of its own, for one thread."""

    def __init__(self, place: Place, anchor: Database) -> None:
        self._place = place
        # A copy in memory lives as long as somebody is connected to it.
        self._anchor = anchor
        self._open: list[CacheReader | CacheWriter | DeskWriter] = []

    @property
    def filled(self) -> bool:
        """Whether the copy has ever equalled the directory; for the thread that opened it."""
        return meta.get(self._anchor, meta.STATE) is not None

    @property
    def in_memory(self) -> bool:
        """Whether the copy ends with this process."""
        return self._place.path is None

    def reader(self) -> CacheReader:
        """Return a reader for the calling thread; raises :class:`CacheError`."""
        reader = CacheReader(Database(self._place, page_cache_kib=4_096))
        self._open.append(reader)
        return reader

    def writer(self) -> CacheWriter:
        """Return the sync lane's writer; raises :class:`CacheError`."""
        from switchboard.cache.writer import CacheWriter

        writer = CacheWriter(Database(self._place, page_cache_kib=8_192))
        self._open.append(writer)
        return writer

    def desk_writer(self) -> DeskWriter:
        """Return the desk's writer; raises :class:`CacheError`."""
        from switchboard.cache.desk import DeskWriter

        writer = DeskWriter(Database(self._place, page_cache_kib=1_024, durable=True))
        self._open.append(writer)
        return writer

    def take_over(self, saved: dict[str, list[Any]]) -> None:
        """Take in what was saved from a copy that was put aside."""
        from switchboard.cache import salvage

        salvage.restore(self._anchor, saved)

    def verify(self) -> None:
        """Read every page and compare every index with its table.

        Raises:
            CacheDamagedError: something is wrong; the next :func:`open_cache` puts the copy aside.
        """
        if self._anchor.rows("PRAGMA quick_check(1)") != [("ok",)]:
            self._anchor.mark_damaged()
            raise damaged()

    def alone(self) -> bool:
        """Whether nobody else has the file open. Ends write-ahead logging: close the copy after this."""
        return self._anchor.leave_log()

    def close(self) -> None:
        """Close everything; the threads that used readers and writers have ended by now."""
        for item in self._open:
            item.close()
        self._open.clear()
        self._anchor.close()


@record(frozen=True, slots=True)
class Opened:
    """The copy; when an older one could not be used, where that was put and why (a sentence to show)."""

    cache: Cache
    put_aside: Path | None = None
    why: Words | None = None


def open_cache(path: Path | None, key: bytes | None) -> Opened:
    """Open the copy in ``path`` with its 32-byte key, or one in memory when ``path`` is ``None``.

    A copy that is damaged, of a newer program or not encrypted with this key is put aside and a new one made.

    Raises:
        CacheError: the folder cannot be written, the disk is full, or another process holds the copy.
    """
    if path is None:
        return Opened(_open(Place.in_memory()))
    path = path.absolute()
    place = Place(path, key)
    _prepare(path)
    assert place.suspect is not None
    if place.suspect.exists():
        why = words("The local copy was damaged. It has been put aside, and a new one is being fetched.")
    else:
        try:
            return Opened(_open(place))
        except CacheDamagedError:
            why = words(
                "The local copy was damaged or belongs to another key. "
                "It has been put aside, and a new one is being fetched."
            )
        except NewerSchemaError:
            why = words(
                "The local copy was written by a newer Switchboard. "
                "It has been put aside, and a new one is being fetched."
            )
    from switchboard.cache import salvage

    saved = salvage.save(place)
    aside = put_aside(path)
    _prepare(path)
    cache = _open(place)
    cache.take_over(saved)
    return Opened(cache, aside, why)


def open_existing(path: Path, key: bytes) -> Cache | None:
    """Open a copy that is there, and neither make one nor put one aside; ``None`` when there is none.

    Raises:
        CacheError: it cannot be used; :class:`CacheDamagedError` when :func:`open_cache` would put it aside.
    """
    path = path.absolute()
    place = Place(path, key)
    assert place.suspect is not None
    if not path.exists():
        return None
    if place.suspect.exists():
        raise damaged()
    try:
        return _open(place)
    except NewerSchemaError:
        raise damaged() from None


def _open(place: Place) -> Cache:
    database = Database(place)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Cache(place, database)


def _prepare(path: Path) -> None:
    """Make the folder and the file so that nobody else may read them."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The folder may be older than we are, and somebody else's; the file's own mode is what counts.
        with contextlib.suppress(OSError):
            path.parent.chmod(0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError:
        raise not_writable() from None


def put_aside(path: Path) -> Path:
    """Rename a copy with its log, so that it opens no more; an older one put aside goes.

    Raises:
        CacheError: the folder cannot be written.
    """
    aside = path.with_name(f"{path.name}.aside-{datetime.now(UTC):%Y%m%dT%H%M%S}")
    try:
        for older in path.parent.glob(f"{path.name}.aside-*"):
            older.unlink()
        for part in _PARTS:
            source = path.with_name(path.name + part)
            if part == "-suspect":
                source.unlink(missing_ok=True)
            elif source.exists():
                source.rename(aside.with_name(aside.name + part))
    except OSError:
        raise not_writable() from None
    _log.info("put the local copy aside")
    return aside


def remove_files(path: Path) -> int:
    """Delete a copy, its log and everything put aside beside it; return how many files there were.

    Raises:
        CacheError: one of them cannot be deleted.
    """
    found = [path.with_name(path.name + part) for part in _PARTS]
    found += list(path.parent.glob(f"{path.name}.aside-*")) if path.parent.is_dir() else []
    removed = 0
    try:
        for file in found:
            if file.exists():
                file.unlink()
                removed += 1
    except OSError:
        raise not_writable() from None
    return removed
