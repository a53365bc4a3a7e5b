"""Words without one of their first letters: where a slip there leads to."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

_LAST = "\U0010ffff"
_STEP = 1024
_NONE: array[int] = array("I")


class Shorn:
    """The words of a sorted list in the order in which they stand without their first letter, and without
    their second: a slip there, where the list itself branches most, is looked up instead of walked to."""

    def __init__(self, keys: Sequence[str]) -> None:
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
                    groups.setdefault((key[:at] + key[at + 1 :])[:1], []).append(number)
                if not number % _STEP:
                    yield
            for head in sorted(groups):
                order.extend(sorted(groups[head], key=self._shorn(at)))
                yield
        self.ready = True

    def begins(self, at: int, key: str) -> array[int]:
        """Return the positions of the words that begin with ``key`` when the letter ``at`` is left out."""
        order, shorn = self._made(at), self._shorn(at)
        start = bisect_left(order, key, key=shorn)
        if start == len(order) or not shorn(order[start]).startswith(key):
            return _NONE
        return order[start : bisect_left(order, key + _LAST, start, key=shorn)]

    def equal(self, at: int, key: str) -> array[int]:
        """Return the positions of the words that are ``key`` when the letter ``at`` is left out."""
        order, shorn = self._made(at), self._shorn(at)
        start = bisect_left(order, key, key=shorn)
        return order[start : bisect_right(order, key, start, key=shorn)]

    def _made(self, at: int) -> array[int]:
        if not self.ready:
            for _ in self.making():
                pass
        return self.orders[at]

    def _shorn(self, at: int) -> Callable[[int], str]:
        keys = self._keys
        if at:
            return lambda number: keys[number][:1] + keys[number][2:]
        return lambda number: keys[number][1:]
