"""Who is matched by all fragments of a query."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import Final

from switchboard.search.bits import BitMap, union
from switchboard.search.levels import Level

_FEW: Final = 4096
"""So few are looked for in every level: to add all levels up costs more."""


class Levels:
    """The levels of one fragment, best first, and everybody of them."""

    __slots__ = ("_joined", "_more", "_union", "levels", "priced")

    def __init__(self, levels: list[Level]) -> None:
        self.levels = levels
        self._joined: tuple[list[Level], Levels] | None = None
        self._more: tuple[Levels, Levels] | None = None
        self._union: BitMap | None = None
        self.priced: dict[str, list[tuple[int, BitMap]]] = {}
        """What ``ranking.py`` made of them, by where in a query they stand."""

    @property
    def union(self) -> BitMap:
        """The bitmap of everybody."""
        if self._union is None:
            self._union = union([level.bits for level in self.levels])
        return self._union

    def and_then(self, more: Levels) -> Levels:
        """Return these and some more, the same as long as the same are asked for."""
        if not more.levels:
            return self
        if self._more is None or self._more[0] is not more:
            self._more = (more, Levels(self.levels + more.levels))
        return self._more[1]

    def sorted_with(self, joined: list[Level]) -> Levels:
        """Return these and what was found for this fragment and another together, best first; the same as
        long as it is the same list."""
        if self._joined is None or self._joined[0] is not joined:
            self._joined = (joined, Levels(sorted([*self.levels, *joined], key=_by_cost)))
        return self._joined[1]

    def among(self, people: BitMap) -> BitMap:
        """Return those of some people who are among them."""
        if self._union is None and len(people) <= _FEW:
            return of_these([level.bits for level in self.levels], people)
        return people & self.union


class Matched:
    """Those whom some fragments match: of a query that is being typed, all fragments but the last."""

    __slots__ = ("bits", "levels")

    def __init__(self, levels: Sequence[Levels], live: BitMap) -> None:
        self.levels = levels
        self.bits = live
        for some in levels:
            self.bits = some.among(self.bits)

    def of(self, levels: Sequence[Levels]) -> bool:
        """Whether these are those of some levels."""
        return len(levels) == len(self.levels) and all(map(is_, levels, self.levels))


def of_these(bits: list[BitMap], people: BitMap) -> BitMap:
    """Return those of some people whom any of the bitmaps has."""
    if len(people) <= _FEW:
        return union([people & some for some in bits if people.intersect(some)])
    return people & union(bits)


def _by_cost(level: Level) -> int:
    return level.cost
