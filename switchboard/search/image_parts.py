"""What an image is made of: texts, numbers and bytes, one after the other."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import Protocol

_AHEAD = 2 << 20
"""So many bytes are read at once: after each read of a few the thread would queue for the interpreter again,
behind a GUI thread that is loading modules."""
_LARGE = 1 << 20
"""A part of so many bytes is read where it belongs, without the interpreter; the others by way of a chunk."""
_END = "\x1f"
"""Ends a text: no word and no id has it (``records.py``)."""


class Source(Protocol):
    """Where an image is read from, from its beginning to its end."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    def readinto(self, buffer: memoryview) -> None:
        """Fill the buffer with the next bytes; there are as many."""


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
        self._unread = source.size
        self._chunk = memoryview(bytearray(min(_AHEAD, source.size)))
        self._ahead = self._chunk[:0]
        self.checksum = 0

    def head(self, length: int) -> bytes:
        """Return the first bytes, which do not count for the checksum."""
        taken = bytearray(length)
        self._source.readinto(memoryview(taken))
        self._unread -= length
        return bytes(taken)

    def take(self, length: int) -> bytearray:
        """Return the next bytes."""
        taken = bytearray(length)
        self._fill(memoryview(taken))
        return taken

    def parts(self, lengths: Iterable[int]) -> None:
        """From now on there come parts of these lengths."""
        self._lengths = iter(lengths)

    def _fill(self, buffer: memoryview) -> None:
        while buffer:
            if not self._ahead:
                if len(buffer) >= _LARGE:
                    self._read(buffer)
                    return
                self._ahead = self._chunk[: self._unread]
                self._read(self._ahead)
            some = min(len(buffer), len(self._ahead))
            buffer[:some] = self._ahead[:some]
            buffer, self._ahead = buffer[some:], self._ahead[some:]

    def _read(self, buffer: memoryview) -> None:
        if not 0 < len(buffer) <= self._unread:
            raise ValueError
        self._source.readinto(buffer)
        self._unread -= len(buffer)
        self.checksum = zlib.crc32(buffer, self.checksum)

    def texts(self) -> list[str]:
        return self.buffer().decode("utf-8", "surrogatepass").split(_END)[:-1]

    def raw(self) -> bytes:
        return bytes(self.buffer())

    def buffer(self) -> bytearray:
        return self.take(next(self._lengths))

    def numbers(self, code: str = "I") -> array[int]:
        numbers = array(code, (0,))
        count, rest = divmod(next(self._lengths), numbers.itemsize)
        if rest:
            raise ValueError
        numbers *= count
        if count:
            self._fill(memoryview(numbers).cast("B"))
        return numbers
