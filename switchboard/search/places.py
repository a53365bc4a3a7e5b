"""Where words stand in a sorted list: those equal to a key, and those that begin with it."""

from __future__ import annotations

from bisect import bisect_left
from types import FunctionType
from typing import Final

_LAST: Final = "\U0010ffff"
KEPT_LETTERS: Final = 3
"""For so many letters that words begin with it is kept where they are."""
_MOST_KEPT: Final = 8192


def place(keys: list[str], key: str, low: int, high: int) -> int:
    """Return the first place in ``low``…``high`` of a sorted list whose word is not before ``key``."""
    if _WRITTEN:
        return bisect_left(keys, key, low, high)
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low


_WRITTEN: Final = isinstance(place, FunctionType)
"""Whether this module runs as it is written: compiled, the loop is faster than a call of ``bisect``."""


def begins(keys: list[str], key: str, low: int = 0, high: int | None = None) -> tuple[int, int, int]:
    """Return start, end of the words equal to ``key``, end of those that begin with it, in a sorted list."""
    start, end = narrowed(keys, key, low, len(keys) if high is None else high)
    whole = start
    while whole < end and keys[whole] == key:
        whole += 1
    return start, whole, end


def narrowed(keys: list[str], head: str, low: int, high: int) -> tuple[int, int]:
    """Return start and end of those words in ``low``…``high`` of a sorted list that begin with ``head``."""
    start = place(keys, head, low, high)
    if start >= high or not keys[start].startswith(head):
        return start, start
    end = start + 1
    if end < high and keys[end].startswith(head):
        end = place(keys, head + _LAST, end, high)
    return start, end


class Places:
    """The places in a sorted list that nobody changes. Where the words are that have their first letters in
    common is kept: to look for that takes a dozen words that lie far apart in memory."""

    def __init__(self, keys: list[str]) -> None:
        self._keys = keys
        self._kept: dict[str, tuple[int, int]] = {}

    def beginning(self, head: str) -> tuple[int, int]:
        """Return start and end of the words that begin with ``head``."""
        first = head[:KEPT_LETTERS]
        known = self._kept.get(first)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = (0, len(self._keys))
            if first:
                low, high = self.beginning(first[:-1])
                known = narrowed(self._keys, first, low, high)
            self._kept[first] = known
        if len(head) == len(first):
            return known
        return narrowed(self._keys, head, known[0], known[1])

    def begins(self, key: str) -> tuple[int, int, int]:
        """Return what :func:`begins` does for the whole list."""
        low, high = self.beginning(key[:KEPT_LETTERS])
        return begins(self._keys, key, low, high)
