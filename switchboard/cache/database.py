"""One encrypted SQLite connection: opened with its key, closed with its thread.

The key reaches SQLite in one statement before anything can trace it, and no error of that statement is
passed on. All later errors become :class:`~switchboard.cache.errors.CacheError`, or are bugs.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

from switchboard.cache.errors import CacheDamagedError, CacheError, damaged, translated
from switchboard.domain.record import record

BUSY_MS = 5_000
"""How long one connection waits for another's transaction, in milliseconds."""
KEY_BYTES = 32
CIPHERS = ("aegis", "chacha20")
"""What a copy may be encrypted with: a new one with the first, those of before stay as they are."""


@record(frozen=True, slots=True, repr=False)
class Place:
    """Where a copy lies: a file with its key, or (``path`` ``None``) this process's memory."""

    path: Path | None
    key: bytes | None
    name: str = ""

    @classmethod
    def in_memory(cls) -> Place:
        """Return a place of its own in memory; it lives as long as one connection to it is open."""
        return cls(None, None, f"file:/switchboard-{os.urandom(8).hex()}?vfs=memdb")

    @property
    def suspect(self) -> Path | None:
        """The mark that says the copy was found damaged and is to be put aside when it is opened next."""
        return None if self.path is None else self.path.with_name(self.path.name + "-suspect")


class Blob:
    """One value, read piece by piece into whatever it is for."""

    def __init__(self, handle: apsw.Blob, failure: Callable[[apsw.Error], Exception]) -> None:
        self._handle = handle
        self._failure = failure
        self.size = handle.length()

    def readinto(self, buffer: memoryview) -> None:
        """Fill the buffer with the next bytes, of which there must be as many; raises :class:`CacheError`."""
        try:
            self._handle.read_into(buffer)
        except apsw.Error as error:
            raise self._failure(error) from None

    def read(self, length: int) -> bytes:
        """Return the next bytes, of which there must be as many; raises :class:`CacheError`."""
        try:
            return self._handle.read(length)
        except apsw.Error as error:
            raise self._failure(error) from None


class Database:
    """A connection with the few verbs that readers and writers need. Not for two threads at a time."""

    def __init__(self, place: Place, *, page_cache_kib: int = 256, durable: bool = False) -> None:
        """Open the place; a ``durable`` connection's commits survive a power cut too.

        Raises:
            CacheError: it cannot be opened or written, or it is damaged or not ours to decrypt.
        """
        self.place = place
        failure: CacheError | None = None
        try:
            self._connection = _connect(place)
            self._connection.execute(f"PRAGMA cache_size = -{page_cache_kib}").fetchall()
            if durable:
                self._connection.execute("PRAGMA synchronous = FULL").fetchall()
        except apsw.Error as error:
            failure = translated(error) or damaged()
        # Raised here and not above, so that no context leads back to the statement with the key.
        if failure is not None:
            raise failure

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run one statement to its end and return its rows as tuples."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except apsw.Error as error:
            raise self._failure(error) from None

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, or ``None``."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    @contextlib.contextmanager
    def blob(self, table: str, column: str, row: int) -> Iterator[Blob]:
        """Open one value for reading, from its beginning."""
        try:
            handle = self._connection.blob_open("main", table, column, row, False)
        except apsw.Error as error:
            raise self._failure(error) from None
        try:
            yield Blob(handle, self._failure)
        finally:
            handle.close(True)

    def many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one prepared statement for each of ``values``."""
        try:
            for _ in self._connection.executemany(sql, values):
                pass
        except apsw.Error as error:
            raise self._failure(error) from None

    def script(self, sql: str) -> None:
        """Run several statements without values."""
        self.rows(sql)

    def changed(self) -> int:
        """Return how many rows the last statement changed."""
        return self._connection.changes()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold one write transaction; an exception undoes all of it."""
        self.rows("BEGIN IMMEDIATE")
        try:
            yield
            self.rows("COMMIT")
        except BaseException:
            # SQLite itself may have rolled back already, when the disk was full for instance.
            if self._connection.in_transaction:
                with contextlib.suppress(apsw.Error):
                    self._connection.execute("ROLLBACK")
            raise

    def checkpoint(self) -> bool:
        """Move everything into the file and empty the log of it; false when a reader was in the way."""
        if self.place.path is None:
            return True
        try:
            self._connection.set_busy_timeout(250)
            blocked, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0]
        except apsw.BusyError:
            return False
        except apsw.Error as error:
            raise self._failure(error) from None
        finally:
            self._connection.set_busy_timeout(BUSY_MS)
        return not blocked

    def leave_log(self) -> bool:
        """End write-ahead logging, which only the last connection may; false when there are others."""
        if self.place.path is None:
            return True
        try:
            self._connection.set_busy_timeout(250)
            self._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        except apsw.BusyError:
            return False
        except apsw.Error as error:
            raise self._failure(error) from None
        finally:
            self._connection.set_busy_timeout(BUSY_MS)
        return True

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
        try:
            self._connection.close()
        except apsw.Error as error:
            raise self._failure(error) from None

    def _failure(self, error: apsw.Error) -> Exception:
        failure = translated(error)
        if isinstance(failure, CacheDamagedError):
            self.mark_damaged()
        return failure or error

    def mark_damaged(self) -> None:
        """Have the copy put aside when it is opened next."""
        if self.place.suspect is not None:
            with contextlib.suppress(OSError):
                self.place.suspect.touch(mode=0o600)


def _connect(place: Place) -> apsw.Connection:
    if place.path is None:
        return _opened(place, None)
    *rest, last = CIPHERS
    for cipher in rest:
        # Of another cipher, damaged or of another key: to tell them apart is to try.
        with contextlib.suppress(apsw.NotADBError):
            return _opened(place, cipher)
    return _opened(place, last)


def _opened(place: Place, cipher: str | None) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    if cipher is None:
        connection = apsw.Connection(place.name, flags=flags | apsw.SQLITE_OPEN_URI)
    else:
        connection = apsw.Connection(str(place.path), flags=flags)
    try:
        connection.set_busy_timeout(BUSY_MS)
        if cipher is not None:
            _unlock(connection, cipher, place.key)
        # The first statement that reads the file: a wrong key is found out here.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        if cipher is not None:
            _keep_log(connection)
            connection.execute("PRAGMA synchronous = NORMAL").fetchall()
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        connection.execute("PRAGMA temp_store = MEMORY").fetchall()
        connection.execute("PRAGMA trusted_schema = OFF").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _keep_log(connection: apsw.Connection) -> None:
    """Switch to write-ahead logging; SQLite does not wait for others who do so in the same moment."""
    deadline = time.monotonic() + BUSY_MS / 1000
    while connection.execute("PRAGMA journal_mode").fetchall() != [("wal",)]:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except apsw.BusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _unlock(connection: apsw.Connection, cipher: str, key: bytes | None) -> None:
    if key is None or len(key) != KEY_BYTES:
        raise ValueError("a copy in a file needs a key of 32 bytes")
    connection.execute(f"PRAGMA cipher = '{cipher}'").fetchall()
    # `raw:` hands over the key itself: a random one needs no slow derivation on every connection.
    connection.execute(f"PRAGMA key = 'raw:{key.hex()}'").fetchall()
