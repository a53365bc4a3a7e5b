"""Words without one of their first letters: where a slip there leads to."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import partial
from typing import Final

from switchboard.search.places import Places

LETTERS: Final = 3
"""So many first letters are left out, one at a time."""
_LAST: Final = "\U0010ffff"
_STEP: Final = 1024
_KEPT_LETTERS: Final = 3
_MOST_KEPT: Final = 8192
_NONE: Final[array[int]] = array("I")


class Shorn:
    """The words of a sorted list in the orders in which they stand without their first letter, their second
    and their third: a slip there, where the list itself branches most, is looked up instead of walked to."""

    def __init__(self, keys: list[str]) -> None:
        self._keys = keys
        self._kept: dict[tuple[int, str], tuple[int, int]] = {}
        self.places = Places(keys)
        """The places in the list itself."""
        self.orders = _empty()
        self.ready = False

    def making(self) -> Iterator[None]:
        """Put the words in order, a little at each step."""
        if self.ready:
            return
        self.orders = _empty()
        for at, order in enumerate(self.orders):
            groups: dict[str, list[int]] = {}
            for number, key in enumerate(self._keys):
                if len(key) > at:
                    groups.setdefault((key[:at] + key[at + 1 :])[:2], []).append(number)
                if not number % _STEP:
                    yield
            for head in sorted(groups):
                order.extend(sorted(groups[head], key=partial(self._shorn, at=at)))
                yield
        self.ready = True

    def begins(self, at: int, key: str) -> array[int]:
        """Return the positions of the words that begin with ``key`` when the letter ``at`` is left out."""
        order = self._made(at)
        low, high = self._head(at, key[:_KEPT_LETTERS])
        start = self._bound(at, key, low, high)
        if start == high or not self._shorn(order[start], at).startswith(key):
            return _NONE
        return order[start : self._bound(at, key + _LAST, start, high)]

    def equal(self, at: int, key: str) -> array[int]:
        """Return the positions of the words that are ``key`` when the letter ``at`` is left out."""
        order = self._made(at)
        low, high = self._head(at, key[:_KEPT_LETTERS])
        start = end = self._bound(at, key, low, high)
        while end < high and self._shorn(order[end], at) == key:
            end += 1
        return order[start:end]

    def _head(self, at: int, head: str) -> tuple[int, int]:
        """Where the words are that begin with ``head`` when the letter ``at`` is left out."""
        known = self._kept.get((at, head))
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            low, high = self._head(at, head[:-1]) if len(head) > 1 else (0, len(self.orders[at]))
            start = self._bound(at, head, low, high)
            known = self._kept[at, head] = (start, self._bound(at, head + _LAST, start, high))
        return known

    def _made(self, at: int) -> array[int]:
        if not self.ready:
            for _ in self.making():
                pass
        return self.orders[at]

    def _bound(self, at: int, key: str, low: int, high: int) -> int:
        """The first place in ``low``…``high`` of words that are not before ``key``."""
        order = self.orders[at]
        while low < high:
            middle = (low + high) // 2
            if self._shorn(order[middle], at) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _shorn(self, number: int, at: int) -> str:
        key = self._keys[number]
        return key[1:] if at == 0 else key[:at] + key[at + 1 :]


def _empty() -> list[array[int]]:
    return [array("I") for _ in range(LETTERS)]
