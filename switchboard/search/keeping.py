"""What was worked out lately, kept for the next keystroke."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def kept(memo: dict[K, V], most: int, key: K, make: Callable[[K], V]) -> V:
    """Return what is kept of a key, made when it is not: never ``None``. Of more than ``most`` the one that
    was made first is forgotten. To forget all at once made a keystroke wait for that, and for what it still
    needed; to note which was asked for last would cost every look more than making a few anew."""
    known = memo.get(key)
    if known is None:
        known = make(key)
        keep(memo, most, key, known)
    return known


def keep(memo: dict[K, V], most: int, key: K, made: V) -> None:
    """Keep what was made of a key, as :func:`kept` does."""
    if len(memo) >= most:
        del memo[next(iter(memo))]
    memo[key] = made


def make_room(memo: dict[K, V], most: int, room: int) -> None:
    """Forget those that were kept first, until there is room for some more before any is forgotten: to forget
    takes its time, too, and this moment has some."""
    if len(memo) + room > most:
        forget_first(memo, len(memo) + room - most)


def forget_first(memo: dict[K, V], count: int) -> None:
    """Forget those that were kept first."""
    for key in list(islice(memo, count)):
        del memo[key]
