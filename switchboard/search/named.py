"""Whom a name means beside something else that was said.

A rare name where the rest is wrong: "margrete kaldbakkhaug" for Margit. A whole name where the rest is an
errand: "brøyteskader ragnhild johansen".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from switchboard.search.around import asked_of, without_any
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import called_so, in_one_text, is_called
from switchboard.search.levels import (
    FIELD_COST,
    FOLDED_WHOLE,
    IN_KEYWORD,
    IN_NAME,
    IN_TITLE,
    IN_UNIT,
    INFLECTED,
    LAST,
    PREFIX,
    SOUNDS_CALLED,
    TYPO_TWO,
    Level,
)
from switchboard.search.meant import Meant, Stage
from switchboard.search.people import Levels
from switchboard.search.query import MOST_SAID, Fragment
from switchboard.search.results import Field
from switchboard.search.stages import Stages

_FEW: Final = 24
"""So many hits are on a screen: with more of one name, what else was said would be missed."""
_SHORTEST: Final = 4
_BEGUN_FROM: Final = 5
_PAIR: Final = 2
_LONGEST_NAME: Final = 6
"""No name has more words."""
_MOST_FRAGMENTS: Final = 8
_NAMES: Final = (Field.NAME, Field.ALIAS, Field.EMAIL)


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


def at_work(stages: Stages, told: Sequence[Fragment], persons: BitMap) -> Stage | None:
    """Return those few of whose name the words beside others are, as they are spelled, and those two or more
    words the name of where they work, or one their title: "lewandowski renhold tangen", "fysioterapeuten
    torgeir", whatever else was said. ``None`` where nobody is."""
    near = stages.near(told)
    for start, end, there in _places(near):
        for first, last in (_before(near, start, persons), _behind(near, end, persons)):
            people = called_so(near[first:last], there & persons, PREFIX) if first < last else NOBODY
            if 0 < len(people) <= _FEW:
                some = slice(min(start, first), max(end, last))
                return Stage(told[some], near[some], people)
    # What the words of a paste are inflected is not asked.
    for at, title in enumerate(told if len(told) <= MOST_SAID else ()):
        for first, last in (_before(near, at, persons), _behind(near, at + 1, persons)):
            people = called_so(near[first:last], persons, PREFIX) if first < last else NOBODY
            (said,) = stages.wide([title], [near[at]]) if people else (near[at],)
            people = people & union([level.bits for level in said.levels if _is_title(level)])
            if 0 < len(people) <= _FEW:
                some = slice(min(at, first), max(at + 1, last))
                levels = [*near[some.start : at], said, *near[at + 1 : some.stop]]
                return Stage(told[some], levels, people)
    return None


def does(stages: Stages, told: Sequence[Fragment], persons: BitMap) -> Stage | None:
    """Return those of whose name a word is who have others among their keywords, as they are spelled: the
    most of them, and the fewest people. What else was said is talk that nobody has heard of: "en kari som
    pusler med avlastning". ``None`` where nobody is."""
    if len(told) > MOST_SAID:
        return None
    near = stages.near(told)
    keyed = [union([level.bits for level in some.levels if _is_keyword(level)]) for some in near]
    called = [
        called_so([some], persons, PREFIX) if len(one.form) > 1 else NOBODY
        for one, some in zip(told, near, strict=True)
    ]
    best: tuple[int, int] | None = None
    found: Stage | None = None
    for at, named in enumerate(called):
        for key, bits in enumerate(keyed):
            people = named & bits if named and key != at else NOBODY
            if not people:
                continue
            some = [at, key]
            for other in range(len(told)):
                further = people & (called[other] | keyed[other]) if other not in some else NOBODY
                if further:
                    people = further
                    some.append(other)
            worth = (-len(some), len(people))
            if best is None or worth < best:
                best, some = worth, sorted(some)
                found = Stage([told[each] for each in some], [near[each] for each in some], people)
    return found


def _is_keyword(level: Level) -> bool:
    return level.field is IN_KEYWORD and level.cost < PREFIX


def asked_of_somebody(
    fragments: Sequence[Fragment], again: Callable[[str, Sequence[Fragment]], Meant]
) -> Meant | None:
    """Return those of whose name all words are, however they are heard, but for what is asked of somebody:
    "vet du om brit backe er på jobb i dag". ``again`` asks who is meant by other words; ``None`` where it is
    nobody."""
    told = without_any(fragments)
    left = tuple([one for one in told if not asked_of(one)])
    if not 1 < len(left) < len(told) or len(left) > _LONGEST_NAME:
        return None
    fewer = again(" ".join([one.form for one in left]), left)
    stages = [
        stage._replace(people=called_so(stage.levels, stage.people, TYPO_TWO))
        for stage in fewer.stages
        if len(stage.levels) == len(left)
    ]
    people = union([stage.people for stage in stages])
    # What else was said is no errand: there is nothing to guess.
    return fewer._replace(near=people, stages=stages) if people else None


def _places(near: Sequence[Levels]) -> Iterator[tuple[int, int, BitMap]]:
    """Iterate over where the name of a unit begins and ends, two words or more, and whoever is there."""
    units = [of_units(some) for some in near]
    start = 0
    while start + _PAIR <= len(units):
        end = start + _PAIR
        there = in_one_text(units[start:end]) if units[start].levels and units[start + 1].levels else NOBODY
        while there and end < len(units):
            further = in_one_text(units[start : end + 1])
            if not further:
                break
            there, end = further, end + 1
        if there:
            yield start, end, there
        start = end if there else start + 1


def _before(near: Sequence[Levels], end: int, persons: BitMap) -> tuple[int, int]:
    """Return from where to where the words before one are somebody's name."""
    start = end
    while start > 0 and is_called(near[start - 1 : end], persons, PREFIX):
        start -= 1
    return start, end


def _behind(near: Sequence[Levels], start: int, persons: BitMap) -> tuple[int, int]:
    """Return from where to where the words after one are somebody's name."""
    end = start
    while end < len(near) and is_called(near[start : end + 1], persons, PREFIX):
        end += 1
    return start, end


def _is_title(level: Level) -> bool:
    """Whether a match is a word of a title, inflected or not."""
    cost = level.cost - FIELD_COST[Field.TITLE]
    return level.field is IN_TITLE and (level.cost < PREFIX or cost == INFLECTED)


def of_units(levels: Levels) -> Levels:
    """Return those of the levels that are in the name of where somebody works."""
    return Levels([level for level in levels.levels if level.field is IN_UNIT])


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
        [level.bits for level in whole if level.field is IN_NAME and (level.place == LAST or not surname)]
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
    one is misspelled. ``None`` where nothing else was said."""
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


def misspelled_name(
    stages: Stages, told: Sequence[Fragment], ordinary: Sequence[bool], persons: BitMap
) -> Stage | None:
    """Return those of whose name two words side by side are, both by a slip or by their sound, where all
    others are ``ordinary`` ones: "prøver å få tak i faduma mahammed". Of an ordinary word only its sound
    counts, and one of the two is none."""
    near = stages.near(told)
    for at in range(len(told) - 1):
        end = at + _PAIR
        if (ordinary[at] and ordinary[at + 1]) or not all([*ordinary[:at], *ordinary[end:]]):
            continue
        if min([len(one.form) for one in told[at:end]]) < _SHORTEST:
            continue
        levels, people = stages.wide(told[at:end], near[at:end]), persons
        for some, word in zip(levels, ordinary[at:end], strict=True):
            people = called_so([some], people, SOUNDS_CALLED + 1 if word else TYPO_TWO) if people else people
        if people:
            return Stage(told[at:end], levels, people)
    return None


def _slipped(
    stages: Stages,
    pair: Sequence[Fragment],
    names: Sequence[Fragment],
    ordinary: Sequence[bool],
    persons: BitMap,
) -> Stage | None:
    """Return those of whose name both words are, one of them by a slip; an ordinary word by its sound."""
    for at in (0, 1):
        if pair[1 - at] in names and len(pair[at].form) >= _SHORTEST:
            levels = stages.near(pair)
            people = called_so([levels[1 - at]], persons, PREFIX)
            (levels[at],) = stages.wide([pair[at]], [levels[at]])
            people = called_so([levels[at]], people, SOUNDS_CALLED + 1 if ordinary[at] else TYPO_TWO)
            if people:
                return Stage(pair, levels, people)
    return None
