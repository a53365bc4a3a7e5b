"""The whole directory as a stream of lines, checked from its first line to its last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec

from switchboard.directory.answers import checked_state, kinds, strict, unshielded
from switchboard.directory.errors import BrokenAnswer
from switchboard.directory.wire import MAX_LINE, WireError, decode, reference
from switchboard.domain.model import DirectoryObject, Kind, Service, Tombstone
from switchboard.domain.words import words

MAX_SNAPSHOT = 1 << 32
"""The most bytes, unpacked, that a snapshot may have (4 GiB)."""
_FEW = 3  # unreadable objects that are tolerated in however small a directory

_T = TypeVar("_T")


class _Head(msgspec.Struct, tag="snapshot", tag_field="type"):
    state: str
    counts: dict[str, int] = {}


class _Any(msgspec.Struct):
    type: str
    state: str = ""


_head = msgspec.json.Decoder(_Head)
_any = msgspec.json.Decoder(_Any)


class Snapshot:
    """One snapshot: its ``state``, its ``counts`` by kind, and an iterator over its objects, once.

    An object that breaks the contract is left out and counted in ``unreadable``; so is a shielded person,
    uncounted.
    ``etag`` names the snapshot for the next request; ``unchanged`` says that it is the one named in this one.

    Raises (while iterating):
        BrokenAnswer: the last line is missing or names another state, the counts are not those of the first
            line, more than 1 % of the objects (and more than three) are unreadable, or it is absurdly large.
    """

    def __init__(self, chunks: Iterator[bytes], etag: str | None, *, unchanged: bool = False) -> None:
        self.etag = etag
        self.unchanged = unchanged
        self.state = ""
        self.counts: Mapping[Kind, int] = {}
        self.unreadable = 0
        self._lines = iter(()) if unchanged else _lines(chunks)
        self._seen = dict.fromkeys(Kind, 0)
        self._nameless = 0
        self._read = 0
        if not unchanged:
            first = next(self._lines, None)
            if first is None:
                raise BrokenAnswer(words("the snapshot is empty"))
            head = strict(_head, first)
            self.state = checked_state(head.state)
            self.counts = kinds(head.counts)

    @property
    def total(self) -> int | None:
        """How many objects there will be; ``None`` when the service does not say."""
        return sum(self.counts.values()) if self.counts else None

    @property
    def read(self) -> int:
        """How many objects have been read so far, the unreadable ones included."""
        return self._read

    def __iter__(self) -> Iterator[DirectoryObject]:
        if self.unchanged:
            return
        for line in self._lines:
            try:
                item = None if line is None else decode(line)
            except WireError:
                self._skip(line)
                continue
            if line is None:
                self._skip(None)
            elif item is None:
                if self._is_end(line):
                    self._check_end()
                    return
            elif not isinstance(item, Service):
                self._count(item.ref.kind)
                if not isinstance(item := unshielded(item), Tombstone):
                    yield item
        raise BrokenAnswer(words("the snapshot is cut off"))

    def _count(self, kind: Kind) -> None:
        self._read += 1
        self._seen[kind] += 1
        if kind in self.counts and self._seen[kind] > self.counts[kind]:
            raise BrokenAnswer(words("the snapshot holds more than its first line says"))

    def _skip(self, line: bytes | None) -> None:
        self.unreadable += 1
        if line is not None and (ref := reference(line)) is not None:
            self._count(ref.kind)
        else:
            self._read += 1
            self._nameless += 1

    def _is_end(self, line: bytes) -> bool:
        mark = strict(_any, line)
        if mark.type != "end":
            return False
        if mark.state != self.state:
            raise BrokenAnswer(words("the snapshot ends in another state than it began with"))
        return True

    def _check_end(self) -> None:
        if any(line is None or line.strip() for line in self._lines):
            raise BrokenAnswer(words("the snapshot goes on after its end"))
        missing = sum(max(0, count - self._seen[kind]) for kind, count in self.counts.items())
        if missing > self._nameless:
            raise BrokenAnswer(words("the snapshot holds less than its first line says"))
        if self.unreadable > max(_FEW, self._read // 100):
            raise BrokenAnswer(words("{count} entries of the snapshot are unreadable", count=self.unreadable))


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    """Iterate over the lines that are not blank; ``None`` stands for one longer than :data:`MAX_LINE`."""
    rest = b""
    too_long = False
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_SNAPSHOT:
            raise BrokenAnswer(words("the snapshot is too large"))
        first, *more = chunk.split(b"\n")
        rest += first
        for following in more:
            if too_long or len(rest) > MAX_LINE:
                yield None
            elif rest.strip():
                yield rest
            rest, too_long = following, False
        if len(rest) > MAX_LINE:
            rest, too_long = b"", True
    if too_long:
        yield None
    elif rest.strip():
        yield rest
