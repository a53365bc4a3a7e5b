"""Tables that are read where they lie: texts end to end, rows of numbers, numbers by checksum.

``wordpacking.py`` packs them, ``wordbook.py`` and ``everyday.py`` say what is in them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from zlib import crc32


class Texts:
    """Numbered texts in the bytes of UTF-8, one after the other."""

    def __init__(self, every: memoryview, starts: memoryview) -> None:
        """Take the bytes, and where each text begins and the last one ends."""
        self._every = bytes(every)
        self._starts = starts.cast("I")

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._starts) - 1

    def text(self, number: int) -> str:
        """Return a text."""
        return self.written(number).decode("utf-8", "surrogatepass")

    def written(self, number: int) -> bytes:
        """Return a text's bytes."""
        return self._every[self._starts[number] : self._starts[number + 1]]


class Rows:
    """Numbered rows of numbers, one after the other."""

    def __init__(self, starts: memoryview, every: memoryview) -> None:
        """Take where each row begins and the last one ends, and the numbers."""
        self._starts = starts.cast("I")
        self._every = every.cast("I")

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._starts) - 1

    def row(self, number: int) -> memoryview:
        """Return a row's numbers."""
        return self._every[self._starts[number] : self._starts[number + 1]]


class ByText:
    """Numbers by the checksum of a text; one may have several, and others' as well."""

    def __init__(self, hashes: memoryview, numbers: memoryview) -> None:
        """Take the checksums in ascending order, and the number beside each."""
        # As an array, which is read faster.
        self._hashes = array("I", hashes.tobytes())
        self._numbers = numbers.cast("I")

    def of(self, text: str) -> list[int]:
        """Return the numbers beside a text's checksum."""
        wanted = checksum(text)
        end = after(self._hashes, wanted)
        start = end
        while start > 0 and self._hashes[start - 1] == wanted:
            start -= 1
        return [int(number) for number in self._numbers[start:end]]


def checksum(text: str) -> int:
    """Return what a text is looked for by in the tables."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def after(numbers: Sequence[int], wanted: int) -> int:
    """Return where numbers in ascending order begin to be more than this one."""
    return bisect_right(numbers, wanted)
