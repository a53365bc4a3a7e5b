"""Whom a name means beside something else that was said.

A rare name where the rest is wrong: "margrete kaldbakkhaug" for Margit. A whole name where the rest is an
errand: "brøyteskader ragnhild johansen".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import called_so
from switchboard.search.levels import FOLDED_WHOLE, LAST, PREFIX, TYPO_TWO
from switchboard.search.meant import Stage
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.results import Field
from switchboard.search.stages import Stages

_FEW = 24
"""So many hits are on a screen: with more of one name, what else was said would be missed."""
_SHORTEST = 4
_BEGUN_FROM = 5
_PAIR = 2
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


def whole_name(
    stages: Stages,
    told: Sequence[Fragment],
    names: Sequence[Fragment],
    ordinary: Sequence[bool],
    persons: BitMap,
    *,
    slips: bool,
) -> Stage | None:
    """Return those of whose name some of the words side by side are, where all others are ``ordinary`` ones:
    the most words that are as they are spelled (``names`` are somebody's), or with ``slips`` two, of which
    one is no ordinary word and misspelled. ``None`` where nothing else was said."""
    best: Stage | None = None
    spans = [(start, end) for start in range(len(told)) for end in range(start + _PAIR, len(told) + 1)]
    for start, end in spans:
        some = told[start:end]
        least = _PAIR if best is None else len(best.fragments) + 1
        if not least <= len(some) < len(told) or not all([*ordinary[:start], *ordinary[end:]]):
            continue
        if all(one in names for one in some):
            near = stages.near(some)
            people = called_so(near, persons, PREFIX)
            if people:
                best = Stage(some, near, people)
        elif slips and best is None and len(some) == _PAIR:
            best = _slipped(stages, some, names, ordinary[start:end], persons)
    return best


def _slipped(
    stages: Stages,
    pair: Sequence[Fragment],
    names: Sequence[Fragment],
    ordinary: Sequence[bool],
    persons: BitMap,
) -> Stage | None:
    """Return those of whose name both words are, one of them by a slip."""
    for at in (0, 1):
        if pair[1 - at] in names and not ordinary[at] and len(pair[at].form) >= _SHORTEST:
            levels = stages.near(pair)
            people = called_so([levels[1 - at]], persons, PREFIX)
            (levels[at],) = stages.wide([pair[at]], [levels[at]])
            people = called_so([levels[at]], people, TYPO_TWO)
            if people:
                return Stage(pair, levels, people)
    return None
