"""What an image is made of: texts, numbers and bytes, one after the other."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from typing import Protocol

_AHEAD = 2 << 20
"""So many bytes are read at once: after each read of a few the thread would queue for the interpreter again,
behind a GUI thread that is loading modules."""
_LARGE = 1 << 20
"""A part of so many bytes is read as one, and its memory taken, without the interpreter; others by way of a
chunk."""
_END = "\x1f"
"""Ends a text: no word and no id has it (``records.py``)."""


class Source(Protocol):
    """Where an image is read from, from its beginning to its end."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    def readinto(self, buffer: memoryview) -> None:
        """Fill the buffer with the next bytes; there are as many."""

    def read(self, length: int) -> bytes:
        """Return so many bytes; there are as many."""


class Memory:
    """An image in memory, as a :class:`Source`."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    @property
    def size(self) -> int:
        return len(self._data)

    def readinto(self, buffer: memoryview) -> None:
        end = self._at + len(buffer)
        buffer[:] = self._data[self._at : end]
        self._at = end

    def read(self, length: int) -> bytes:
        end = self._at + length
        taken = bytes(self._data[self._at : end])
        self._at = end
        return taken


class Writer:
    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def texts(self, texts: list[str]) -> None:
        if any(_END in text for text in texts):
            raise ValueError("a text with control characters")
        self.raw("".join([text + _END for text in texts]).encode("utf-8", "surrogatepass"))

    def raw(self, data: bytes | bytearray) -> None:
        self.parts.append(bytes(data))

    def numbers(self, numbers: array[int]) -> None:
        self.parts.append(numbers.tobytes())


class Reader:
    """Reads what the index is made of, without a copy of the whole; knows the checksum when all is read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lengths: Iterator[int] = iter(())
        self._small: list[int] = [0]
        self._unread = source.size
        self._ahead = memoryview(b"")
        self.checksum = 0

    def head(self, length: int) -> bytes:
        """Return the first bytes, which do not count for the checksum."""
        taken = self._source.read(length)
        self._unread -= length
        return taken

    def take(self, length: int) -> bytes:
        """Return the next bytes, before there are parts."""
        return self._read(length)

    def parts(self, lengths: Sequence[int]) -> None:
        """From now on there come parts of these lengths."""
        self._lengths = iter(lengths)
        # A chunk ends where a large part begins.
        for length in lengths:
            if length >= _LARGE:
                self._small.append(0)
            else:
                self._small[-1] += length

    def _fill(self, buffer: memoryview) -> None:
        while buffer:
            if not self._ahead:
                # New memory every time: to have some filled with zeros first takes the interpreter (1 ms).
                self._ahead = memoryview(self._read(min(_AHEAD, self._small[0])))
                self._small[0] -= len(self._ahead)
            some = min(len(buffer), len(self._ahead))
            buffer[:some] = self._ahead[:some]
            buffer, self._ahead = buffer[some:], self._ahead[some:]

    def _readinto(self, buffer: memoryview) -> None:
        self._unread -= self._counted(len(buffer))
        self._source.readinto(buffer)
        self.checksum = zlib.crc32(buffer, self.checksum)

    def _read(self, length: int) -> bytes:
        self._unread -= self._counted(length)
        taken = self._source.read(length)
        self.checksum = zlib.crc32(taken, self.checksum)
        return taken

    def _counted(self, length: int) -> int:
        if not 0 < length <= self._unread:
            raise ValueError
        return length

    def texts(self) -> list[str]:
        return texts_of(self.buffer())

    def raw(self) -> bytes:
        """Return a part; a large one in the memory it was read into."""
        length = next(self._lengths)
        if length >= _LARGE:
            self._small.pop(0)
            return self._read(length)
        taken = bytearray(length)
        self._fill(memoryview(taken))
        return bytes(taken)

    def buffer(self) -> bytearray:
        """Return a part that may be changed."""
        length = next(self._lengths)
        taken = bytearray(length)
        self._into(memoryview(taken))
        return taken

    def _into(self, buffer: memoryview) -> None:
        if len(buffer) >= _LARGE:
            self._small.pop(0)
            self._readinto(buffer)
        else:
            self._fill(buffer)

    def numbers(self, code: str = "I") -> array[int]:
        numbers = array(code, (0,))
        count, rest = divmod(next(self._lengths), numbers.itemsize)
        if rest:
            raise ValueError
        numbers *= count
        if count:
            self._into(memoryview(numbers).cast("B"))
        return numbers


def texts_of(part: bytes | bytearray) -> list[str]:
    """Return the texts that a part is made of."""
    return str(part, "utf-8", "surrogatepass").split(_END)[:-1]
