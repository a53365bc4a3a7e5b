"""The store's SQLite file: its tables, its rights, and its connections."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words

SCHEMA_VERSION = 1
_APPLICATION_ID = 0x53574744  # "SWGD": whose file this is, for `file` and for us
_BUSY_MS = 10_000
_EXPECTED = (
    apsw.BusyError,
    apsw.CantOpenError,
    apsw.CorruptError,
    apsw.FullError,
    apsw.IOError,
    apsw.NotADBError,
    apsw.PermissionsError,
    apsw.ReadOnlyError,
)

# `raw` is what a source said (NULL once deleted), `served` what clients get when that differs from `raw`,
# `visible` whether they get anything. `seq` is the change in which the served side changed last, `born` that
# in which it first appeared: a client that knows an older state than `born` never saw the object, so it needs
# no tombstone. `level` is a person's (see `shielding.Level`), 0 for everything else.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE objects (
    rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
    seq INTEGER NOT NULL, born INTEGER NOT NULL, level INTEGER NOT NULL, visible INTEGER NOT NULL,
    raw BLOB, served BLOB, UNIQUE (kind, id)
);
CREATE INDEX objects_seq ON objects (seq);
CREATE INDEX objects_gone ON objects (seq) WHERE visible = 0 AND seq > 0;
CREATE TABLE mentions (person TEXT, kind TEXT, id TEXT, PRIMARY KEY (person, kind, id)) WITHOUT ROWID;
CREATE TABLE commits (seq INTEGER PRIMARY KEY, tag TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE counts (kind TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tokens (digest BLOB PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE messages (id TEXT PRIMARY KEY, received INTEGER NOT NULL, person TEXT, body BLOB NOT NULL)
    WITHOUT ROWID;
"""


def query(connection: apsw.Connection, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return all rows. Their types are the schema's, which no checker knows."""
    return connection.execute(sql, values).fetchall()


def each(connection: apsw.Connection, sql: str, values: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Iterate over rows; a statement left half read would hold its lock on the database."""
    cursor = connection.cursor()
    try:
        yield from cursor.execute(sql, values)
    finally:
        cursor.close(True)


class StoreError(ExpectedError):
    """The store cannot be used: no rights, no space, damaged, or somebody else's file."""


class Database:
    """One writer connection (under :attr:`writing`) and as many readers as are needed at once.

    ``path`` ``None`` keeps everything in memory, shared by the connections of this object only.
    """

    def __init__(self, path: Path | None, *, now: int) -> None:
        self.path = path
        self.writing = threading.RLock()
        self._free: list[apsw.Connection] = []
        self._pool = threading.Lock()
        self._closed = False
        # A name nobody guesses: SQLite shares memory databases by name within the process.
        self._memory = f"file:/switchboard-{secrets.token_hex(16)}?vfs=memdb"
        try:
            if path is not None:
                _make_private(path)
            self.writer = self._connect()
            self._prepare(now)
        except _EXPECTED as error:
            self.close()
            raise _unusable(path, error) from None
        except OSError as error:
            raise StoreError(
                words(
                    "The gateway's database {file} cannot be opened: {reason}.",
                    file=str(path),
                    reason=error.strerror or "?",
                ),
                words("Check the path and your rights to it."),
            ) from None
        except StoreError:
            self.close()
            raise

    def _connect(self) -> apsw.Connection:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
        if self.path is None:
            connection = apsw.Connection(self._memory, flags=flags)
        else:
            connection = apsw.Connection(str(self.path), flags=flags & ~apsw.SQLITE_OPEN_URI)
        connection.set_busy_timeout(_BUSY_MS)
        connection.pragma("trusted_schema", False)
        return connection

    def _prepare(self, now: int) -> None:
        writer = self.writer
        if self.path is not None:
            # What is deleted must be gone from the file too; a shielded person's old row is the reason.
            writer.pragma("secure_delete", True)
            writer.pragma("journal_mode", "wal")
            writer.pragma("synchronous", 1)  # NORMAL: what must survive a power cut asks for more, see Writer
        with self.transaction():
            version, application = writer.pragma("user_version"), writer.pragma("application_id")
            empty = not query(writer, "SELECT 1 FROM sqlite_schema LIMIT 1")
            if empty and version == 0:
                writer.execute(_SCHEMA)
                writer.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
                writer.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                writer.execute(
                    "INSERT INTO meta VALUES ('store', ?), ('horizon', 0)", (secrets.token_hex(6),)
                )
                writer.execute("INSERT INTO commits VALUES (0, ?, ?)", (secrets.token_hex(4), now))
            elif application != _APPLICATION_ID:
                raise StoreError(
                    words("The file {file} is no database of this gateway.", file=str(self.path)),
                    words("Name another file; nothing was changed in this one."),
                )
            elif version != SCHEMA_VERSION:
                raise StoreError(
                    words(
                        "The gateway's database {file} was made by another version of this program.",
                        file=str(self.path),
                    ),
                    words("Use that version, or export the directory with it and import it into a new file."),
                )

    @contextlib.contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[apsw.Connection]:
        """Hold the writer for one transaction. ``durable`` waits until the disk has it (fsync)."""
        with self.writing, self._in_words():
            writer = self.writer
            if durable:
                writer.pragma("synchronous", 2)
            try:
                writer.execute("BEGIN IMMEDIATE")
                try:
                    yield writer
                    writer.execute("COMMIT")
                except BaseException:
                    # A full disk may have ended the transaction already.
                    if writer.in_transaction:
                        writer.execute("ROLLBACK")
                    raise
            finally:
                if durable:
                    writer.pragma("synchronous", 1)

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turn what may happen to any file into an error with a sentence; the rest is a bug."""
        try:
            yield
        except _EXPECTED as error:
            raise _unusable(self.path, error) from None

    def borrow(self) -> apsw.Connection:
        """Take a connection for reading; give it back with :meth:`give_back`."""
        with self._pool:
            if self._closed:
                raise apsw.ConnectionClosedError("the store is closed")
            if self._free:
                return self._free.pop()
        connection = self._connect()
        connection.pragma("query_only", True)
        return connection

    def give_back(self, connection: apsw.Connection) -> None:
        """Return a connection that :meth:`borrow` gave."""
        with self._pool:
            if not self._closed:
                self._free.append(connection)
                return
        connection.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """Lend a connection with one consistent view of the database."""
        with self._in_words():
            connection = self.borrow()
            try:
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    connection.execute("ROLLBACK")
            finally:
                self.give_back(connection)

    def close(self) -> None:
        """Close every connection that is not lent out; those close when they come back."""
        with self._pool:
            self._closed = True
            idle, self._free = self._free, []
            writer = getattr(self, "writer", None)
        for connection in idle:
            connection.close()
        if writer is not None:
            writer.close()


def _make_private(path: Path) -> None:
    # SQLite gives its journal files the rights of the database file, so this one call covers all three.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _unusable(path: Path | None, error: apsw.Error) -> StoreError:
    file = str(path)
    if isinstance(error, apsw.NotADBError | apsw.CorruptError):
        return StoreError(
            words("The gateway's database {file} is damaged or no database.", file=file),
            words("Restore it from a backup, or name a new file and import the directory again."),
        )
    return StoreError(
        words(
            "The gateway's database {file} cannot be used: {reason}.", file=file, reason=type(error).__name__
        ),
        words("Check your rights, the free space, and whether another program holds it."),
    )
