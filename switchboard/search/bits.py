"""Sets of slots as roaring bitmaps (docs/decisions/0016-roaring-bitmaps.md).

A bitmap that was made is shared between levels, columns and kept answers: nobody changes one. What is
different is another bitmap.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyroaring import BitMap

__all__ = ["NOBODY", "BitMap", "bits_of", "first_of", "frozen", "span", "thawed", "union"]

NOBODY: Final = BitMap()

_ONE_BY_ONE: Final = 5
"""To add up more at once, in eight kilobytes of bits, is faster than one after the other."""


def bits_of(slots: Iterable[int]) -> BitMap:
    """Return the bitmap of some slots (in any order, repeats allowed; fastest of an ascending array)."""
    return BitMap(slots, optimize=False)


def span(low: int, high: int) -> BitMap:
    """Return the bitmap of all slots ``low`` ≤ slot < ``high``."""
    return BitMap(range(low, high)) if low < high else NOBODY


def union(bitmaps: list[BitMap]) -> BitMap:
    """Return the OR of all."""
    if len(bitmaps) == 1:
        return bitmaps[0]
    if not bitmaps:
        return NOBODY
    if len(bitmaps) > _ONE_BY_ONE:
        return BitMap.union(*bitmaps)
    every = bitmaps[0] | bitmaps[1]
    for at in range(2, len(bitmaps)):
        every |= bitmaps[at]
    return every


def first_of(bits: BitMap, limit: int) -> list[int]:
    """Return the first ``limit`` slots of a bitmap, ascending."""
    return list(bits if len(bits) <= limit else bits[:limit])


def frozen(bits: BitMap) -> bytes:
    """Return the bitmap as bytes, the same for the same slots however they came together."""
    tight = BitMap(bits)
    tight.run_optimize()
    return tight.serialize()


def thawed(data: bytes) -> BitMap:
    """Return the bitmap of these bytes, which must be those of :func:`frozen`: nothing else may be tried."""
    return BitMap.deserialize(data)
