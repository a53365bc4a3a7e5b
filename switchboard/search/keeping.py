"""What was worked out lately, kept for the next keystroke."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def kept(memo: dict[K, V], most: int, key: K, make: Callable[[K], V]) -> V:
    """Return what is kept of a key, made when it is not: never ``None``. When ``most`` are kept all are
    forgotten: to note which one is the oldest would cost every look more than making a few anew."""
    known = memo.get(key)
    if known is None:
        if len(memo) >= most:
            memo.clear()
        known = memo[key] = make(key)
    return known
