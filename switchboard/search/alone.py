"""Whom one name alone means within talk: "er hansen der?", "groot ferie", "saksbehandleren min er groot"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from switchboard.search.around import asked_of, at_a_time, dates, talk
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import called_so, is_called
from switchboard.search.levels import FIELD_COST, IN_TITLE, INFLECTED, PREFIX, SOUNDS_CALLED
from switchboard.search.matching import Matcher
from switchboard.search.meant import Meant, Stage
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.results import Field
from switchboard.search.stages import Stages

_PAIR: Final = 2
_SENTENCE: Final = 3
_BEGINS: Final = 4
"""A shorter word behind a name may be the beginning of another."""
_BEFORE: Final = 3
"""So many who have all words, spelled otherwise, stand before those of the name: a name is misspelled as
easily as a title is wrong."""


def alone(
    matcher: Matcher,
    stages: Stages,
    persons: BitMap,
    fragments: Sequence[Fragment],
    meant: Meant,
    said: Callable[[str, Sequence[Fragment]], Meant],
) -> Meant | None:
    """Return who is meant (``meant``, with all words) if all words but one are talk, what is asked of
    somebody, or a title, and that one is a name as it is spelled: those who have all of it first, then whom
    ``said`` finds by the name. ``None`` where it is not so."""
    if len(fragments) < _PAIR:
        return None
    near = NOBODY if meant.left_out else meant.near
    spoken = _spoken(fragments)
    left = [one for one, around in zip(fragments, spoken, strict=True) if not around and not asked_of(one)]
    titles = [one for one in left if not near and _is_title(stages, one)] if len(left) == _PAIR else []
    names = [one for one in left if one not in titles]
    if len(names) != 1 or len(names) == len(fragments) or names[0].groups or len(names[0].form) < _PAIR:
        return None
    name, last = names[0], fragments[-1]
    if name is last and not titles and len(left) == 1 and all(spoken[:-1]):
        # Nothing stands behind it: talk before a name is left out anyway.
        return None
    if len(fragments) == _PAIR and near and spoken[-1] and len(last.form) < _BEGINS:
        return None
    if matcher.is_label(name.form) or not is_called(stages.near([name]), persons, PREFIX):
        return None
    if titles and meant.left_out:
        return None
    fewer = said(name.form, [name])
    if titles:
        first = [stage._replace(most=stage.most or _BEFORE) for stage in meant.stages if stage.people]
        return fewer._replace(stages=[*first, *fewer.stages], left_out=titles)
    told = [one for one, around in zip(fragments, spoken, strict=True) if not around]
    whole = Stage(told, stages.near(told), _whole(stages, told, persons) if len(told) > 1 else NOBODY)
    both = near & _whole(stages, meant.fragments, near)
    if len(fragments) == _PAIR:
        # "Eva person" is Eva Persson, and "frøyhus syk" on the way to a Frøyhus at Tangen sykehjem.
        begun = near if len(last.form) < _BEGINS else NOBODY
        both = union([both, begun, *[_heard(stage, persons) for stage in meant.stages]])
    first = [stage._replace(people=stage.people & both) for stage in meant.stages if stage.people & both]
    first.append(whole._replace(people=whole.people - both))
    both = union([stage.people for stage in first])
    rest = [stage._replace(people=stage.people - both) for stage in fewer.stages]
    return fewer._replace(stages=[*first, *rest], near=fewer.near | both)


def _spoken(fragments: Sequence[Fragment]) -> list[bool]:
    """Return of each word whether it is talk. A letter first of all is an initial, unless talk is next to it
    ("i have an appointment with"); a number is talk as a day in a sentence, or as a time behind "klokka"."""
    sentence = len(fragments) > _SENTENCE
    spoken = [sentence and dates(one, fragments) if one.groups else talk(one) for one in fragments]
    first = fragments[0]
    if len(first.form) == 1 and not (len(fragments) > _PAIR and (spoken[1] or asked_of(fragments[1]))):
        spoken[0] = False
    for at, (before, one) in enumerate(pairwise(fragments), 1):
        spoken[at] = spoken[at] or at_a_time(before, one)
    return spoken


def _whole(stages: Stages, fragments: Sequence[Fragment], people: BitMap) -> BitMap:
    """Return those of some people who have all words whole, as they are spelled."""
    for some in stages.near(fragments) if people else ():
        people = Levels([level for level in some.levels if level.cost < PREFIX]).among(people)
    return people


def _heard(stage: Stage, persons: BitMap) -> BitMap:
    """Return those of whose name all words are by their sound."""
    if len(stage.levels) != len(stage.fragments):
        return NOBODY
    return called_so(stage.levels, stage.people & persons, SOUNDS_CALLED + 1)


def _is_title(stages: Stages, one: Fragment) -> bool:
    """Whether a word is a whole one of somebody's title, inflected or not."""
    (levels,) = stages.wide([one], stages.near([one]))
    inflected = INFLECTED + FIELD_COST[Field.TITLE]
    return any(
        level.field is IN_TITLE and (level.cost < PREFIX or level.cost == inflected)
        for level in levels.levels
    )
