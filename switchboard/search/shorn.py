"""Words without one of their first letters: where a slip there leads to."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import partial

_LAST = "\U0010ffff"
_STEP = 1024
_NONE: array[int] = array("I")


class Shorn:
    """The words of a sorted list in the order in which they stand without their first letter, and without
    their second: a slip there, where the list itself branches most, is looked up instead of walked to."""

    def __init__(self, keys: list[str]) -> None:
        self._keys = keys
        self.orders = (array("I"), array("I"))
        self.ready = False

    def making(self) -> Iterator[None]:
        """Put the words in order, a little at each step."""
        if self.ready:
            return
        self.orders = (array("I"), array("I"))
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
        start = self._bound(at, key, 0)
        if start == len(order) or not self._shorn(order[start], at).startswith(key):
            return _NONE
        return order[start : self._bound(at, key + _LAST, start)]

    def equal(self, at: int, key: str) -> array[int]:
        """Return the positions of the words that are ``key`` when the letter ``at`` is left out."""
        order = self._made(at)
        start = end = self._bound(at, key, 0)
        while end < len(order) and self._shorn(order[end], at) == key:
            end += 1
        return order[start:end]

    def _made(self, at: int) -> array[int]:
        if not self.ready:
            for _ in self.making():
                pass
        return self.orders[at]

    def _bound(self, at: int, key: str, low: int) -> int:
        """The first place of words that are not before ``key``."""
        order = self.orders[at]
        high = len(order)
        while low < high:
            middle = (low + high) // 2
            if self._shorn(order[middle], at) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _shorn(self, number: int, at: int) -> str:
        key = self._keys[number]
        return key[1:] if at == 0 else key[:1] + key[2:]
