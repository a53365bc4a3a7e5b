"""Whom a query means, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from switchboard.search.bits import BitMap
from switchboard.search.gist import Gist
from switchboard.search.people import Levels
from switchboard.search.query import Fragment


class Stage(NamedTuple):
    """The fragments that count, their levels (or those of the whole query, which are one), and whom they
    find."""

    fragments: Sequence[Fragment]
    levels: list[Levels]
    people: BitMap
    most: int = 0
    """If any: so many of them stand before the next stage, the others after all stages of this kind."""


class Enough:
    """With how many people as spelled nobody is looked for who is spelled otherwise; only those count whom a
    search is narrowed to."""

    __slots__ = ("_among", "_count")

    def __init__(self, count: int, among: BitMap | None) -> None:
        self._count = count
        self._among = among

    def reached(self, people: BitMap) -> bool:
        """Whether these are as many."""
        among = self._among
        found = len(people) if among is None else people.intersection_cardinality(among)
        return found >= self._count


class Meant(NamedTuple):
    """Whom the fragments that count find as they are spelled (``near``), and everybody stage by stage: all of
    one stand before all of the next. ``left_out`` are words without which they are found, ``guesses`` what
    the query may be about where no phrase says it."""

    fragments: Sequence[Fragment]
    near: BitMap
    stages: list[Stage]
    left_out: Sequence[Fragment] = ()
    guesses: Sequence[Gist] = ()

    def anybody(self) -> bool:
        """Whether they find anybody."""
        return any(stage.people for stage in self.stages)
