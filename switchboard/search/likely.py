"""Who is likely to be meant by words of which one, or both, was misheard beyond all rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from switchboard.search.bits import NOBODY
from switchboard.search.levels import IN_ALIAS, IN_NAME, PREFIX, SOUNDS_NEAR, Level
from switchboard.search.matching import Matcher
from switchboard.search.meant import Meant, Stage
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.stages import Stages
from switchboard.search.store import Store

_MOST: Final = 3
"""More words are a sentence."""
_BOTH: Final = 2
_SHORTEST_ALONE: Final = 6


class Likely:
    """Finds whose name was misheard, where nobody has all words by any rule."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store

    def of(self, fragments: Sequence[Fragment]) -> Meant | None:
        """Return those who have all words but one that was misheard beyond all rules, and a name that sounds
        most like that; of two words both may be. What is somebody's name as it is spelled, and a word that
        callers use, was not misheard."""
        if len(fragments) > _MOST or any(some.groups or some.domain for some in fragments):
            return None
        live, stages, like = self._store.live - self._store.unit_bits, self._stages, self._matcher.like
        near = stages.near(fragments)
        odd = [at for at, some in enumerate(fragments) if self._is_odd(some, near[at])]
        if not odd:
            return None
        if len(fragments) == 1:
            if len(fragments[0].form) < _SHORTEST_ALONE:
                return None
            alone = Levels(like(fragments[0], live, far=False))
            return Meant(fragments, NOBODY, [Stage(fragments, [alone], alone.union)])
        levels = stages.wide(fragments, near)
        best: list[Level] = []
        told = [Levels([level for level in some.levels if _tells(level)]) for some in levels]
        for at in odd:
            people = live
            for other, some in enumerate(told):
                people = some.among(people) if other != at else people
            found = like(fragments[at], people, far=True) if people else []
            if found and (not best or found[0].cost < best[0].cost):
                best, said = found, [*levels[:at], Levels(found), *levels[at + 1 :]]
        if not best and len(odd) == len(fragments) == _BOTH:
            first = Levels(like(fragments[0], live, far=False))
            best = like(fragments[1], first.union, far=True) if first.levels else []
            said = [first, Levels(best)]
        return Meant(fragments, NOBODY, [Stage(fragments, said, Levels(best).union)]) if best else None

    def _is_odd(self, fragment: Fragment, near: Levels) -> bool:
        """Whether a word is neither one of callers' nor somebody's name as it is spelled."""
        named = any(level.cost < PREFIX and level.field is IN_NAME for level in near.levels)
        return not named and not self._matcher.says(fragment.form)


def _tells(level: Level) -> bool:
    """Whether a match tells whose name another word may be: their name is one, or it is as it is spelled."""
    return level.field is IN_NAME or level.field is IN_ALIAS or level.cost < SOUNDS_NEAR
