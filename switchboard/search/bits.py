"""Sets of slots as bitmaps: plain Python integers, bit *n* for slot *n*.

At 60,000 slots such an integer is 8 KB; AND and OR of two take 0.3 µs, which no set or array comes near
(docs/decisions/0003-search-index.md).
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import compress

_SPARSE = 32
"""Of so many slots fewer than one: then each is set in its byte."""


def bits_of(slots: Sequence[int], top: int | None = None) -> int:
    """Return the bitmap of some slots (in any order, repeats allowed), none of them above ``top``."""
    if not slots:
        return 0
    if len(slots) < 4:
        few = 0
        for slot in slots:
            few |= 1 << slot
        return few
    if top is None:
        top = max(slots)
    if len(slots) * _SPARSE < top:
        buffer = bytearray((top >> 3) + 1)
        for slot in slots:
            buffer[slot >> 3] |= 1 << (slot & 7)
        return int.from_bytes(buffer, "little")
    # Setting a whole byte each and reading them as binary digits is faster when there are many.
    digits = bytearray(b"0") * (top + 1)
    for slot in slots:
        digits[slot] = 49
    digits.reverse()
    return int(digits, 2)


class Gathered:
    """Slots being gathered: a bitmap of the many, and a list of the few, of which a bitmap is made at the
    end, once, if at all. At a million slots making one costs 0.1 ms, however few are in it. No slot is above
    ``top``."""

    __slots__ = ("bits", "few", "top")

    def __init__(self, top: int) -> None:
        self.top = top
        self.bits = 0
        self.few: array[int] = array("I")

    def whole(self) -> int:
        """Return all as a bitmap."""
        return self.bits | bits_of(self.few, self.top)

    def __bool__(self) -> bool:
        return bool(self.bits or self.few)


def union(bitmaps: Iterable[int]) -> int:
    """Return the OR of all."""
    result = 0
    for bitmap in bitmaps:
        result |= bitmap
    return result


def slots_of(bits: int, limit: int | None = None) -> list[int]:
    """Return the slots of a bitmap, ascending; the first ``limit`` of them."""
    slots: list[int] = []
    if not bits:
        return slots
    words = array("Q", bits.to_bytes(((bits.bit_length() + 63) >> 6) << 3, "little"))
    if sys.byteorder == "big":
        words.byteswap()
    # Most words are empty, and are passed over without a step of Python's.
    for at in compress(range(len(words)), words):
        word, base = words[at], (at << 6) - 1
        while word:
            lowest = word & -word
            slots.append(base + lowest.bit_length())
            word ^= lowest
        if limit is not None and len(slots) >= limit:
            return slots[:limit]
    return slots


def as_bytes(bits: int) -> bytes:
    """Return the bitmap as bytes, lowest slots first."""
    return bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
