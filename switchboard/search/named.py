"""Whom a rare name means when something else that was said is wrong: "margrete kaldbakkhaug" for Margit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.levels import FOLDED_WHOLE, LAST, PREFIX
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.results import Field

_FEW = 24
"""So many hits are on a screen: with more of one name, what else was said would be missed."""
_SHORTEST = 4
_BEGUN_FROM = 5
_MOST_FRAGMENTS = 8
_NAMES = (Field.NAME, Field.ALIAS, Field.EMAIL)


def without_wrong(
    fragments: Sequence[Fragment],
    near: Sequence[Levels],
    far: Callable[[], Sequence[Levels]],
    live: BitMap,
) -> tuple[Fragment, ...]:
    """Return a query's words without those that the few who have a rare name of it do not have; none where
    no name tells.

    ``near`` and ``far`` (asked for where there is such a name) are the words' levels. The name must be as it
    is spelled, no word of anything else, and a surname, unless they have another of the words too. It is
    asked where nobody has all words.
    """
    if not 1 < len(fragments) <= _MOST_FRAGMENTS:
        return ()
    best: tuple[Fragment, ...] = ()
    spelled: Sequence[Levels] = ()
    rarest = _FEW + 1
    for at, fragment in enumerate(fragments):
        last = at + 1 == len(fragments)
        for surname in (True, False):
            people = _having(fragment, near[at], surname=surname, begun=last and surname) & live
            having = len(people)
            if not 0 < having < rarest:
                continue
            kept = []
            spelled = spelled or far()
            for other, levels in zip(fragments, spelled, strict=True):
                fewer = people if other is fragment else people & levels.union
                if fewer:
                    kept.append(other)
                    people = fewer
            if surname or len(kept) > 1:
                rarest, best = having, tuple(kept)
    return best


def _having(fragment: Fragment, levels: Levels, *, surname: bool, begun: bool) -> BitMap:
    """Return who has a word as a name; ``begun``: or one that begins so. Nobody, if it is also something
    else's."""
    if fragment.groups or fragment.domain or len(fragment.form) < _SHORTEST:
        return NOBODY
    most = PREFIX if begun and len(fragment.form) >= _BEGUN_FROM else FOLDED_WHOLE
    whole = [level for level in levels.levels if level.cost <= most]
    if any(level.field not in _NAMES for level in whole):
        return NOBODY
    return union(
        [level.bits for level in whole if level.field is Field.NAME and (level.place == LAST or not surname)]
    )
