"""The demo's own data files: lists with weights, and drawing from them repeatably."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Weighted(Generic[_T]):
    """Things that are drawn with their own frequencies."""

    __slots__ = ("_bounds", "_total", "things")

    def __init__(self, pairs: Iterable[tuple[_T, float]]) -> None:
        kept = tuple(pairs)
        self.things = tuple(thing for thing, _ in kept)
        self._bounds = list(accumulate(weight for _, weight in kept))
        self._total = self._bounds[-1]

    def draw(self, rng: Random) -> _T:
        """Return one of them. Only ``Random.random`` is used: it is the same in every version of Python."""
        return self.things[bisect(self._bounds, rng.random() * self._total, 0, len(self.things) - 1)]


def ranked(text: str) -> Iterator[tuple[str, float]]:
    """Read "A, B*12, C": a weight falls with the rank unless it is written."""
    for rank, entry in enumerate(part.strip() for part in text.split(",")):
        if entry:
            name, _, weight = entry.partition("*")
            yield name, float(weight) if weight else 1000 / (rank + 9)


def read(name: str) -> str:
    """Return the text of one data file, without comment lines."""
    text = files("switchboard.demo").joinpath("data", name).read_text("utf-8")
    return re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)


@cache
def sections(name: str) -> dict[str, str]:
    """Return a file's ``[sections]``, their lines joined."""
    parts = re.split(r"^\[([^\]]+)\]\n", read(name), flags=re.MULTILINE)
    return {head: body.strip() for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def plain_list(name: str, section: str) -> list[str]:
    """Return a section's entries without their weights."""
    return [entry for entry, _ in ranked(sections(name)[section].replace("\n", " "))]


def pick(rng: Random, things: tuple[_T, ...] | list[_T]) -> _T:
    """Return one of the things, all equally likely."""
    return things[int(rng.random() * len(things))]


def sample(rng: Random, things: tuple[_T, ...], count: int) -> tuple[_T, ...]:
    """Return ``count`` different things (all of them when there are fewer), in the order drawn."""
    pool = list(things)
    drawn = []
    for _ in range(min(count, len(pool))):
        position = int(rng.random() * len(pool))
        drawn.append(pool[position])
        pool[position] = pool[-1]
        pool.pop()
    return tuple(drawn)
