"""The whole directory as one stream, made once and read by as many clients as ask for it.

A thread reads the store in one transaction at its own speed and keeps the lines compressed in memory (some
5 MB for 60,000 people). So no slow client holds a transaction open, and 300 clients that come back
at once cost one reading. Clients receive while it is still being made.
"""

from __future__ import annotations

import logging
import threading
import zlib
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

import apsw
import msgspec
import zstandard

from switchboard.gateway.database import each

_log = logging.getLogger(__name__)

Coding: TypeAlias = Literal["identity", "gzip", "zstd"]
"""A content coding (RFC 9110, 8.4.1; RFC 8878)."""

_BLOCK = 256 * 1024
_LEVEL = 3
_SELECT = "SELECT coalesce(served, raw) FROM objects WHERE visible = 1 ORDER BY rowid"


class SnapshotBroken(Exception):  # noqa: N818 - what happened
    """The snapshot could not be read to its end; whoever streams it must break off."""


class Snapshot:
    """The served objects of one state, as NDJSON with its first and last line."""

    def __init__(self, state: str, seq: int, counts: dict[str, int]) -> None:
        self.state = state
        self.seq = seq
        self.counts = counts
        self._readers = 0
        self._blocks: list[bytes] = []
        self._ended = False
        self._failed = False
        self._stop = threading.Event()
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None

    def start(self, connection: apsw.Connection, give_back: Callable[[apsw.Connection], None]) -> None:
        """Read the rest in a thread of its own; ``connection`` holds the transaction until ``give_back``."""
        self._thread = threading.Thread(
            target=self._fill, args=(connection, give_back), name="gateway-snapshot"
        )
        self._thread.start()

    def stop(self) -> None:
        """Break off if it is still being made."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def readers(self) -> int:
        """How many clients are receiving it now."""
        return self._readers

    @property
    def making(self) -> bool:
        """Whether it is not yet read to its end."""
        return not self._ended

    @property
    def usable(self) -> bool:
        """Whether it is complete or still on its way there."""
        return not self._failed

    def _fill(self, connection: apsw.Connection, give_back: Callable[[apsw.Connection], None]) -> None:
        try:
            try:
                self._compress(connection)
            finally:
                give_back(connection)
        except (apsw.Error, InterruptedError) as error:
            if not isinstance(error, InterruptedError):
                _log.error("a snapshot could not be read: %s", type(error).__name__)
            self._failed = True
        finally:
            with self._news:
                self._ended = True
                self._news.notify_all()

    def _compress(self, connection: apsw.Connection) -> None:
        compressor = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
        head = {"type": "snapshot", "state": self.state, "counts": self.counts}
        pending, size = [msgspec.json.encode(head)], 0
        for (line,) in each(connection, _SELECT):
            pending.append(line)
            size += len(line)
            if size > _BLOCK:
                self._add(compressor.compress(b"\n".join(pending) + b"\n"))
                self._add(compressor.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK))
                pending, size = [], 0
                if self._stop.is_set():
                    raise InterruptedError
        pending.append(msgspec.json.encode({"type": "end", "state": self.state}))
        self._add(compressor.compress(b"\n".join(pending) + b"\n") + compressor.flush())

    def _add(self, block: bytes) -> None:
        if block:
            with self._news:
                self._blocks.append(block)
                self._news.notify_all()

    def _compressed(self) -> Iterator[bytes]:
        with self._news:
            self._readers += 1
        try:
            position = 0
            while True:
                with self._news:
                    while position == len(self._blocks) and not self._ended:
                        self._news.wait()
                    if self._failed:
                        raise SnapshotBroken
                    if position == len(self._blocks):
                        return
                    block = self._blocks[position]
                position += 1
                yield block
        finally:
            with self._news:
                self._readers -= 1

    def stream(self, coding: Coding = "identity") -> Iterator[bytes]:
        """Iterate over the bytes in the given coding.

        Raises:
            SnapshotBroken: the end cannot be reached.
        """
        if coding == "zstd":
            yield from self._compressed()
            return
        plain = zstandard.ZstdDecompressor().decompressobj()
        if coding == "identity":
            for block in self._compressed():
                if piece := plain.decompress(block):
                    yield piece
            return
        packer = zlib.compressobj(level=4, wbits=31)
        for block in self._compressed():
            if piece := packer.compress(plain.decompress(block)):
                yield piece
        yield packer.flush()
