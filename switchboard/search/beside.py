"""Whom words mean by what stands beside them, where nobody has all of them as they are spelled.

Two words parted at the wrong place: "ja nmikkelsen". A name and callers' words for an errand: "fowsiya
kommunalt lån". A word said around that is a name beside a surname: "snakke med anna kravchenko".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from switchboard.search.around import around, side_by_side
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import called_so, is_called
from switchboard.search.forms import equal
from switchboard.search.levels import FOLDED_PREFIX, PREFIX
from switchboard.search.matching import Matcher
from switchboard.search.meant import Meant, Stage
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.spelling import plain
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.together import having_any

_MOST: Final = 6
"""More words are a sentence, in which a name and an errand are looked for by what else is known."""
_FEW: Final = 3
"""In a query of so few words one that is said around may begin a name."""
_PAIR: Final = 2
_SHORTEST: Final = 2
_SHORTEST_BEGUN: Final = 4
_LABEL_FROM: Final = 5
"""A shorter word that is an errand is as well a slip in a name."""


def beside(
    matcher: Matcher, stages: Stages, store: Store, fragments: Sequence[Fragment], meant: Meant
) -> Meant | None:
    """Return who is meant if a blank was typed a key early or late, or if it is a name and an errand: before
    those ``meant`` otherwise, as far as these have all words. ``None`` where it is neither."""
    better = space_moved(stages, store, fragments) or name_and_errand(matcher, stages, store, fragments)
    if better is None:
        return None
    rest = [] if meant.left_out else meant.stages
    later = [stage._replace(people=stage.people - better.people) for stage in rest]
    return Meant(better.fragments, NOBODY, [better, *later])


def named_first(fragments: Sequence[Fragment], levels: Sequence[Levels], fewer: Meant, live: BitMap) -> Meant:
    """Return whom ``fewer`` means, a query without what is said around, those first for whom a word of that
    is a name beside another of theirs: "snakke med anna kravchenko"; and of few words the beginning of one:
    "jo toroker". ``levels`` are the fragments' as they are spelled."""
    most = PREFIX if len(fragments) > _FEW or side_by_side(fragments) else FOLDED_PREFIX + 1
    first: list[Stage] = []
    for at, fragment in enumerate(fragments[:-1]):
        if not around(fragment) or fragments[at + 1] not in fewer.fragments:
            continue
        called = called_so(levels[at : at + 1], live, most)
        for stage in fewer.stages if called else ():
            place = list(stage.fragments).index(fragments[at + 1])
            if len(stage.levels) == len(stage.fragments):
                people = called_so(stage.levels[place : place + 1], stage.people & called)
                if people:
                    first.append(stage._replace(people=people))
    if not first:
        return fewer
    named = union([stage.people for stage in first])
    rest = [stage._replace(people=stage.people - named) for stage in fewer.stages]
    return fewer._replace(stages=[*first, *rest])


def space_moved(stages: Stages, store: Store, fragments: Sequence[Fragment]) -> Stage | None:
    """Return those of whose names two words are if the blank between them was typed a key early or late:
    "ja nmikkelsen" for Jan Mikkelsen."""
    if not _PAIR <= len(fragments) <= _MOST - 1:
        return None
    for at in range(len(fragments) - 1):
        for left, right in _otherwise_parted(fragments[at], fragments[at + 1]):
            if not having_any(store, equal(store, plain(left))):
                continue
            last = at + _PAIR == len(fragments)
            # As it is spelled somebody's, before it is asked whose.
            if not having_any(store, equal(store, plain(right))) and not (
                last and len(right) >= _SHORTEST_BEGUN
            ):
                continue
            told = (*fragments[:at], Fragment(left), Fragment(right), *fragments[at + _PAIR :])
            levels = stages.near(told)
            people = called_so(levels[at : at + 1], store.live, PREFIX)
            people = called_so(levels[at + 1 : at + _PAIR], people, FOLDED_PREFIX + 1 if last else PREFIX)
            for some in levels:
                people = some.among(people)
            if people:
                return Stage(told, levels, people)
    return None


def _otherwise_parted(left: Fragment, right: Fragment) -> Iterator[tuple[str, str]]:
    one, other = left.form, right.form
    if one.isalpha() and other.isalpha():
        if len(other) > _SHORTEST:
            yield one + other[0], other[1:]
        if len(one) > _SHORTEST:
            yield one[:-1], one[-1] + other


def name_and_errand(
    matcher: Matcher, stages: Stages, store: Store, fragments: Sequence[Fragment]
) -> Stage | None:
    """Return those of a name who do what the rest is called by callers: "fowsiya kommunalt lån"."""
    told = [some for some in fragments if not around(some)]
    for some in (fragments, told) if len(told) < len(fragments) else (fragments,):
        if _PAIR <= len(some) <= _MOST:
            found = _named(matcher, stages, store, some)
            if found is not None:
                return found
    return None


def _named(matcher: Matcher, stages: Stages, store: Store, fragments: Sequence[Fragment]) -> Stage | None:
    near = stages.near(fragments)
    persons = store.live - store.unit_bits
    size = len(fragments)
    for names in range(1, min(_PAIR, size - 1) + 1):
        for start in (0, size - names):
            named = near[start : start + names]
            most = FOLDED_PREFIX + 1 if start else PREFIX
            if not is_called(named, persons, most):
                continue
            said = _said_by(matcher, stages, [*fragments[:start], *fragments[start + names :]])
            people = persons if said is not None else NOBODY
            for some in (*named, said) if said is not None else ():
                # Whose unit is called so is not who has the name, but as well as them.
                people = people & union(
                    [level.bits for level in some.levels if some is said or level.cost < most]
                )
            if said is not None and people:
                levels = [near[at] if start <= at < start + names else said for at in range(size)]
                return Stage(fragments, levels, people)
    return None


def _said_by(matcher: Matcher, stages: Stages, errand: Sequence[Fragment]) -> Levels | None:
    """Return the levels of an errand if callers call it just so."""
    if len(errand) == 1 and len(errand[0].form) < _LABEL_FROM:
        return None
    text = " ".join([some.form for some in errand])
    return stages.phrase(text) if matcher.is_errand(text) else None
