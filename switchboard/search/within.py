"""Whom a query names within talk: "er kari moe der?", "eh kirstin hanson or so"."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Final

from switchboard.search.alone import alone
from switchboard.search.around import asked_of, dates, talk, unused
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import called_so, in_one_text, is_called
from switchboard.search.keeping import kept
from switchboard.search.levels import FOLDED_PREFIX, PREFIX, TYPO_TWO
from switchboard.search.matching import Matcher
from switchboard.search.meant import Meant, Stage
from switchboard.search.named import at_work, does, whole_name
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.stages import Stages
from switchboard.search.store import Store

_SENTENCE: Final = 3
"""So many words are a sentence: of fewer the last one is being typed."""
_PAIR: Final = 2
_LIKE_FROM: Final = 6
_FEW: Final = 24
"""So long is a word of which a name that is like it is somebody's, if no more have it than a screen shows."""
_FEW_WORDS: Final = 4
_KEPT: Final = 64
"""Of so many words it is kept whether they are somebody's name."""
_BEFORE: Final = 3
"""So many who have all words, spelled otherwise, stand before those of the whole name."""

Said = Callable[[str, Sequence[Fragment]], Meant]
"""Returns who is meant by a text and its fragments."""


class Within:
    """Finds whom the words name that are left without talk, the last of them included."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store
        self._persons = store.live - store.unit_bits
        self._names: dict[Fragment, bool] = {}

    def first(self, fragments: Sequence[Fragment], meant: Meant, said: Said) -> Meant:
        """Return whom ``said`` finds without talk, if that is a name; before them those whose names have the
        talk, too. Else ``meant``: who is meant with all of it, and whose whole name is part of it."""
        if any(some.domain for some in fragments):
            return meant
        of_one = alone(self._matcher, self._stages, self._persons, fragments, meant, said)
        if of_one is not None or len(fragments) < _SENTENCE:
            if of_one is None and not meant.anybody():
                return self._like_a_name(fragments, meant)
            return of_one or self._named_too(fragments, meant)
        spoken = [dates(one, fragments) if one.groups else talk(one) for one in fragments]
        # A letter first of all is an initial: "e haugen skole".
        spoken[0] = spoken[0] and len(fragments[0].form) > 1
        # One letter is the beginning of whatever comes next.
        spoken[-1] = spoken[-1] or len(fragments[-1].form) == 1
        persons = self._persons
        asked = [around or asked_of(one) for one, around in zip(fragments, spoken, strict=True)]
        for around in (asked, spoken) if asked != spoken else (spoken,):
            told = [one for one, left_out in zip(fragments, around, strict=True) if not left_out]
            if not told or any(one.groups for one in told):
                return meant
            if len(told) == len(fragments):
                continue
            near = self._stages.near(told)
            if around is spoken:
                if len(meant.fragments) == len(told) and meant.near and not meant.left_out:
                    # Nothing of it was talk but what stands between.
                    return self._named_too(fragments, meant)
                people = self._told(told, near, persons)
                if not people and len(told) > 1 and (meant.left_out or not meant.near):
                    people = self._whole(near)
            else:
                people = called_so(near, persons, PREFIX) if len(told) > 1 else NOBODY
                if not people and not meant.near and len(told) > 1:
                    people = self._told(told, near, persons)
                if not people:
                    continue
            fewer = said(" ".join([one.form for one in told]), told)
            if not fewer.left_out and (people or (len(told) > 1 and self._called(fewer, persons))):
                first = self._with_talk(fragments, around, meant, people)
                named = union([stage.people for stage in first])
                fewer = fewer._replace(stages=[*first, *fewer.stages], near=fewer.near | named)
                return self._named_too(
                    fragments, fewer if people else self._also(told, fewer, persons, spoken=True)
                )
        meant = self._also(told, meant, persons, spoken=len(told) < len(fragments))
        return meant if meant.anybody() else self._by_a_name(told, meant)

    def _named_too(self, fragments: Sequence[Fragment], meant: Meant) -> Meant:
        """Return who is meant, before them those of whose name a word is that was taken for talk: "may gro
        hansson" is May Gro Hansen, "henrik de vris" Hendrik de Vries."""
        around = [one for one in fragments if len(one.form) > 1 and one not in meant.fragments and talk(one)]
        named = union([called_so([some], self._persons, PREFIX) for some in self._stages.near(around)])
        first = [stage._replace(people=stage.people & named) for stage in meant.stages] if named else []
        return meant._replace(stages=[*[stage for stage in first if stage.people], *meant.stages])

    def _by_a_name(self, told: Sequence[Fragment], meant: Meant) -> Meant:
        """Return the people of the rarest name among the words, as it is spelled: better than nobody. A
        number is never left out."""
        long = [one for one in told if len(one.form) > _PAIR] if not _numbered(told) else []
        found = []
        for one in long:
            near = self._stages.near([one])
            found.append(Stage([one], near, called_so(near, self._persons, PREFIX)))
        return _rarest(told, meant, found) or self._like_a_name(told, meant)

    def _like_a_name(self, told: Sequence[Fragment], meant: Meant) -> Meant:
        """Return the few who have a name that a long word is like, where nobody has any of the words as it is
        spelled. No paste and no number is looked at."""
        stages = self._stages
        if not _PAIR <= len(told) <= _FEW_WORDS or _numbered(told):
            return meant
        near = stages.near(told)
        if any(level.cost < PREFIX for some in near for level in some.levels):
            return meant
        found = []
        for one, some in zip(told, near, strict=True):
            if len(one.form) >= _LIKE_FROM:
                levels = stages.far([one], stages.wide([one], [some]))
                people = called_so(levels, self._persons, TYPO_TWO)
                if len(people) <= _FEW:
                    found.append(Stage([one], levels, people))
        return _rarest(told, meant, found) or meant

    def _told(self, told: Sequence[Fragment], near: list[Levels], persons: BitMap) -> BitMap:
        """Return those who have all words as they are spelled and one as a name. A word alone that callers
        use is nobody's."""
        people = self._stages.everybody("told", near) & persons
        if not people or (len(told) == 1 and self._matcher.says(told[0].form)):
            return NOBODY
        return union([called_so([some], people, PREFIX) for some in near])

    def _whole(self, near: Sequence[Levels]) -> BitMap:
        """Return those who have all words whole, as they are spelled."""
        people = self._store.live
        for some in near:
            people = Levels([level for level in some.levels if level.cost < PREFIX]).among(people)
        return people

    def _also(self, told: Sequence[Fragment], meant: Meant, persons: BitMap, *, spoken: bool) -> Meant:
        """Return who is meant, and on the first screen those whose whole name, as it is spelled, some of the
        words are: what else was said may be wrong."""
        if len(told) < _SENTENCE:
            return meant
        if meant.left_out or not meant.near:
            poor = bool(meant.left_out) or not meant.anybody()
            there = at_work(self._stages, told, self._persons) if poor else None
            if there is None and spoken:
                there = does(self._stages, told, self._persons)
                if (
                    there is not None
                    and not meant.left_out
                    and self._has_more(told, meant, len(there.levels))
                ):
                    there = None
            if there is not None:
                left = unused(told, there.fragments)
                return Meant(there.fragments, there.people, [there, *meant.stages], left, meant.guesses)
        named = [kept(self._names, _KEPT, one, self._is_name) for one in told]
        names = [one for one, some in zip(told, named, strict=True) if some]
        if len(names) < _PAIR:
            return meant
        others = [not some or self._matcher.says(one.form) for one, some in zip(told, named, strict=True)]
        whole = whole_name(self._stages, told, names, others, persons, slips=False)
        if whole is None:
            return meant
        before = list(itertools.takewhile(lambda stage: not stage.people & whole.people, meant.stages))
        if len(before) < len(meant.stages) and sum([len(stage.people) for stage in before]) < _BEFORE:
            return meant
        first = [stage._replace(most=stage.most or _BEFORE) for stage in before]
        return meant._replace(stages=[*first, whole, *meant.stages])

    def _has_more(self, told: Sequence[Fragment], meant: Meant, words: int) -> bool:
        """Whether somebody who has all of the words has so many of them as they are spelled."""
        people = union([stage.people for stage in meant.stages])
        near = self._stages.near(told)
        return any(
            BitMap.intersection(people, *[some.union for some in few])
            for few in itertools.combinations(near, words)
        )

    def _is_name(self, fragment: Fragment) -> bool:
        return is_called(self._stages.near([fragment]), self._persons, PREFIX)

    def _with_talk(
        self, fragments: Sequence[Fragment], spoken: Sequence[bool], meant: Meant, named: BitMap
    ) -> list[Stage]:
        """Return those who have the talk, too: in their names or in a text, then those of whom it is a name
        (and ``named`` by the rest)."""
        levels = self._stages.near(fragments)
        begun = self._begun(levels, spoken, meant, named)
        first = [stage._replace(people=stage.people & begun) for stage in meant.stages] if begun else []
        if begun and len(meant.fragments) != len(fragments):
            first = [Stage(fragments, levels, begun)]
        called = [
            called_so(self._stages.near([one]), named, PREFIX)
            for one, around in zip(fragments, spoken, strict=True)
            if around and named and len(one.form) > 1
        ]
        both = union(called) - begun
        if both:
            told = [one for one, around in zip(fragments, spoken, strict=True) if not around]
            first.append(Stage(told, self._stages.near(told), both))
        return first

    def _begun(self, levels: list[Levels], spoken: Sequence[bool], meant: Meant, named: BitMap) -> BitMap:
        """Return those who have all words as they are spelled, the talk as (the beginning of) a name or in
        one text with a word beside it; of those ``named`` by the rest the last may begin anything."""
        whole = len(meant.fragments) == len(levels)
        people = meant.near if whole else self._stages.everybody("near", levels)
        for at, around in enumerate(spoken):
            if around and people:
                some = [in_one_text(levels[one : one + 2]) for one in (at - 1, at) if one >= 0]
                some.append(called_so([levels[at]], people, FOLDED_PREFIX + 1))
                if at + 1 == len(levels):
                    some.append(named)
                people = people & union(some)
        return people

    def _called(self, meant: Meant, persons: BitMap) -> bool:
        """Whether two words side by side are somebody's name, by a slip in each at the most."""
        return any(
            is_called(some.levels[at : at + _PAIR], some.people & persons, TYPO_TWO)
            for some in meant.stages
            if len(some.levels) == len(some.fragments)
            for at in range(len(some.levels) - 1)
        )


def _numbered(told: Sequence[Fragment]) -> bool:
    return any(sign.isdigit() for some in told for sign in some.form)


def _rarest(told: Sequence[Fragment], meant: Meant, found: Sequence[Stage]) -> Meant | None:
    """Return the fewest of those found, of whom some are anybody; the other words are left out."""
    some = [stage for stage in found if stage.people]
    if not some:
        return None
    best = min(some, key=lambda stage: len(stage.people))
    return Meant(best.fragments, best.people, [best], unused(told, best.fragments), meant.guesses)
