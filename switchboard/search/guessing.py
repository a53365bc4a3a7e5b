"""Who is meant where nobody has all that was said: whoever does what it may be about, and whom it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from switchboard.search.around import around
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import called_so, in_one_text, is_called
from switchboard.search.gist import Gist
from switchboard.search.keeping import kept
from switchboard.search.levels import (
    FIELD_COST,
    IN_ALIAS,
    IN_KEYWORD,
    IN_NAME,
    IN_TITLE,
    IN_UNIT,
    INFLECTED,
    PART_END,
    PREFIX,
    SOUNDS_CALLED,
    SOUNDS_FAR,
    TYPO_TWO,
    Level,
)
from switchboard.search.matching import Matcher
from switchboard.search.meant import Meant, Stage
from switchboard.search.named import misspelled_name, of_units, whole_name
from switchboard.search.people import Levels
from switchboard.search.query import MOST_SAID, Fragment
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain
from switchboard.search.stages import Stages
from switchboard.search.store import Store

_FIRST: Final = (4, 3, 3)
"""So many of whoever does each of the topics that a query may be about stand first: the second guess is worth
more than the fifth of many who do the first."""
_KEPT: Final = 64
"""Of so many words it is kept whether they are somebody's name, or by a slip."""
_SENTENCE: Final = 3
"""So many words are a sentence."""
_SPELLED: Final = (How.EXACT, How.FOLDED, How.INFLECTED)
_TOLD: Final = (Field.NAME, Field.ALIAS, Field.UNIT, Field.TITLE, Field.KEYWORD)
_DONE: Final = (Field.UNIT, Field.TITLE, Field.KEYWORD)
_TOLD_BY: Final = 2
"""So many words must speak for a topic before people of whom all words are spelled otherwise stand behind."""


class Guessing:
    """Finds who is meant by a sentence."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store
        self._misspelled: dict[Fragment, bool] = {}
        self._names: dict[Fragment, bool] = {}
        self._persons: BitMap | None = None

    def of(self, query: str, fragments: Sequence[Fragment], meant: Meant) -> Meant:
        """Return who is meant, and whoever does what the query may be about: before those who have some of
        its words, unless these are names, and it has not two words that are none."""
        told = [fragment for fragment in fragments if len(fragment.form) > 1 and not around(fragment)]
        names = [fragment for fragment in told if kept(self._names, _KEPT, fragment, self._is_somebodys)]
        whole: Stage | None = None
        matched = meant.anybody() and not meant.left_out
        if names:
            if not matched or not self._called(meant):
                ordinary = [self._is_word(one) for one in told]
                whole = whole_name(
                    self._stages,
                    told,
                    names,
                    ordinary,
                    self._everybody(),
                    slips=not matched,
                )
        elif not matched and _SENTENCE <= len(told) <= MOST_SAID:
            ordinary = [self._is_word(one) for one in told]
            whole = misspelled_name(self._stages, told, ordinary, self._everybody())
        # A poor guess is better than those who by a slip have some of the words, if these are callers' words.
        poor = not names and not meant.near and (bool(meant.left_out) or not meant.anybody())
        if poor and len(told) <= MOST_SAID:
            poor = not any(kept(self._misspelled, _KEPT, some, self._is_misspelled) for some in told)
        # Beside a name a word means what it says.
        guesses = self._stages.gist(query, poor=poor, alike=not names)
        if whole is not None:
            return self._named_first(meant, whole, told, [some for some, _ in guesses])
        if not guesses:
            return meant
        if _titled(meant, self._store.unit_bits):
            return meant._replace(guesses=[some for some, _ in guesses])
        called = self._called(meant)
        # "Dissa" is no Issa, but a word alone that is none may be.
        alone = len(meant.fragments) == 1 and self._knows(meant.fragments[0])
        if called and not alone:
            guesses = [some for some in guesses if some[0].sure]
            if not guesses:
                return meant
        errand = self._is_errand(fragments, told, names, guesses[0][0]) and not (
            _by_one(meant, names) or _does(meant) or self._works_there(meant)
        )
        if not meant.left_out and meant.anybody() and not errand:
            people = union([stage.people for stage in meant.stages]) - self._store.unit_bits
            few = len(guesses[0][0].words) < _TOLD_BY
            named = called or any(self._is_name(fragment, people) for fragment in names)
            if (
                few
                or named
                or _does(meant)
                or self._has_the_rest(meant, told, guesses[0][0])
                or self._works_there(meant)
            ):
                # They have all of it, however it is spelled.
                return meant._replace(guesses=[some for some, _ in guesses])
        left = {plain(one.form) for one in meant.fragments}
        if meant.left_out and left.issuperset(guesses[0][0].words) and self._has(meant.fragments):
            # Whoever has as it is spelled what the guess is made of need not be guessed: "hl byggesak".
            return meant._replace(guesses=[some for some, _ in guesses])
        live = self._store.live
        some = [Stage(fragments, [levels], levels.union & live) for _, levels in guesses]
        first = [stage._replace(most=most) for stage, most in zip(some, _FIRST, strict=False)]
        stages = [*first, *some]
        before = errand or ((alone or not called) and (not names or len(told) - len(names) > 1))
        stages = [*stages, *meant.stages] if before else [*meant.stages, *stages]
        if before:
            said = guesses[0][0].words
            meant = meant._replace(left_out=[one for one in told if plain(one.form) not in said])
        return meant._replace(fragments=fragments, stages=stages, guesses=[guess for guess, _ in guesses])

    def _has(self, fragments: Sequence[Fragment]) -> bool:
        """Whether anybody has all words as they are spelled."""
        return bool(self._stages.everybody("told", self._stages.near(fragments)))

    def _is_errand(
        self, fragments: Sequence[Fragment], told: list[Fragment], names: list[Fragment], guess: Gist
    ) -> bool:
        """Whether a sentence is so much an errand that it is nobody's name by a slip: two of three words tell
        the topic, or the only one, if all of them are callers' words and none of two side by side is a
        name."""
        if not guess.sure or not all(self._is_word(one) for one in told):
            return False
        if len(told) == 1:
            return len(fragments) >= _SENTENCE and not names
        return len(told) >= _SENTENCE and len(guess.words) >= _TOLD_BY

    def _has_the_rest(self, meant: Meant, told: Sequence[Fragment], guess: Gist) -> bool:
        """Whether somebody has all words, and those that the guess leaves out are their name, by a slip in
        each at the most, or the name of where they work: "hagrn kvilheim sykehjem" is Hagen there."""
        others = [one for one in told if plain(one.form) not in guess.words]
        if not others or any(self._is_word(one) for one in others):
            return False
        for stage in meant.stages:
            people = stage.people if len(stage.levels) == len(stage.fragments) else NOBODY
            for one, levels in zip(stage.fragments, stage.levels, strict=False):
                if people and one in others:
                    people = people & union([level.bits for level in levels.levels if _is_proper(level)])
            if people:
                return True
        return False

    def _works_there(self, meant: Meant) -> bool:
        """Whether somebody has all words, one that is none of callers' as their name, by a slip at the most,
        and the others in the name of where they work, or their title: "granwold øvre dal skole" is Granvold
        there, "helsesekretær backe fastlegekontoret torget" is Bakke."""
        for stage in meant.stages:
            if len(stage.levels) != len(stage.fragments):
                continue
            for at, one in enumerate(stage.fragments):
                rest = [*stage.levels[:at], *stage.levels[at + 1 :]]
                word = self._is_word(one)
                if around(one) or (word and len(rest) < _TOLD_BY):
                    continue
                # Beside two words or more that say where, a name is whatever is nearest.
                most = SOUNDS_CALLED + 1 if word else SOUNDS_FAR if len(rest) >= _TOLD_BY else TYPO_TWO
                named = called_so(stage.levels[at : at + 1], stage.people, most)
                if named and rest and _are_there(rest, named):
                    return True
                if named and len(rest) == 1 and not self._is_word(stage.fragments[1 - at]):
                    # "Stjeggestad gatemegling" is a Skjeggestad who does "gatemekling".
                    people = union([level.bits for level in rest[0].levels if _is_slip(level)])
                    if people & named:
                        return True
        return False

    def _is_word(self, fragment: Fragment) -> bool:
        """Whether this is one of callers' words, not only a part of one."""
        return bool(fragment.groups) or self._matcher.says(fragment.form)

    def _named_first(self, meant: Meant, whole: Stage, told: list[Fragment], guesses: list[Gist]) -> Meant:
        """Return who is meant, those of that name first."""
        first = [some._replace(people=some.people & whole.people) for some in meant.stages]
        left = [one for one in told if one not in whole.fragments]
        if any(some.people for some in first):
            return meant._replace(stages=[*first, whole, *meant.stages], guesses=guesses)
        return meant._replace(
            fragments=whole.fragments, stages=[whole, *meant.stages], left_out=left, guesses=guesses
        )

    def _everybody(self) -> BitMap:
        """All people."""
        if self._persons is None:
            self._persons = self._store.live - self._store.unit_bits
        return self._persons

    def _is_somebodys(self, fragment: Fragment) -> bool:
        """Whether a word as it is spelled is somebody's name."""
        return self._is_name(fragment, self._everybody())

    def _is_name(self, fragment: Fragment, persons: BitMap) -> bool:
        """Whether a word as it is spelled is the name of one of some people."""
        (levels,) = self._stages.near([fragment])
        return any(
            level.cost < PREFIX and level.field is IN_NAME and level.bits.intersect(persons)
            for level in levels.levels
        )

    def _knows(self, fragment: Fragment) -> bool:
        known = self._matcher.vocabulary
        return known is not None and known.knows(fragment.form)

    def _is_misspelled(self, fragment: Fragment) -> bool:
        """Whether a word is none of callers' words, and by a slip the whole of a word in somebody's name."""
        if self._knows(fragment):
            return False
        (levels,) = self._stages.wide([fragment], self._stages.near([fragment]))
        return is_called([levels], self._everybody(), PART_END)

    def _called(self, meant: Meant) -> bool:
        """Whether two words side by side, or the only one that counts, are somebody's name who has all that
        count, by a slip in each at the most."""
        units = self._store.unit_bits
        return any(
            is_called(some.levels[at : at + _TOLD_BY], some.people - units, TYPO_TWO)
            for some in meant.stages
            if len(some.levels) == len(some.fragments)
            for at in range(max(1, len(some.levels) - 1))
        )


def _are_there(rest: Sequence[Levels], people: BitMap) -> bool:
    """Whether some of the people have each of the words in their title, as it is spelled, or all that nobody
    of them has there in the name of where they work."""
    places = []
    for some in rest:
        titles = union(
            [level.bits for level in some.levels if level.field is IN_TITLE and level.cost < PREFIX]
        )
        titled = people & titles
        if titled:
            people = titled
        else:
            places.append(of_units(some))
    return bool(not places or people & in_one_text(places))


def _is_proper(level: Level) -> bool:
    """Whether a match is in a name, by a slip at the most, or in the name of a unit as it is spelled."""
    if level.field is IN_UNIT:
        return level.cost < PREFIX
    return (level.field is IN_NAME or level.field is IN_ALIAS) and level.cost < TYPO_TWO


def _is_slip(level: Level) -> bool:
    """Whether a match is a whole word of what somebody does, or where, by a slip or two at the most."""
    slipped = level.how in (How.TYPO, How.SOUNDS_ALIKE)
    return slipped and level.field in _DONE and level.cost - FIELD_COST[level.field] <= TYPO_TWO


def _titled(meant: Meant, units: BitMap) -> bool:
    """Whether all words, by a slip in each at the most, are in the own name of some unit."""
    return not meant.left_out and any(
        is_called(some.levels, some.people & units, TYPO_TWO)
        for some in meant.stages
        if len(some.levels) == len(some.fragments) > 1
    )


def _does(meant: Meant) -> bool:
    """Whether somebody has all of the words in their name, their title, what they do and where, as they are
    spelled or inflected, and one of them in what they do: "klimaplanen" is whoever has "klimaplan", and
    "influensa vaksinen" whoever has "influensavaksine"."""
    if meant.left_out:
        return False
    for stage in meant.stages:
        people = stage.people if len(stage.levels) == len(stage.fragments) else NOBODY
        done = NOBODY
        for some in stage.levels:
            if people:
                told = [level for level in some.levels if level.how in _SPELLED and _is_told(level)]
                people = people & union([level.bits for level in told])
                done = done | union([level.bits for level in told if level.field is IN_KEYWORD])
        if people & done:
            return True
    return False


def _is_told(level: Level) -> bool:
    """Whether a match is in a name, a title, or what somebody does or where, inflected at the most."""
    return level.field in _TOLD and level.cost - FIELD_COST[level.field] <= INFLECTED


def _by_one(meant: Meant, names: Sequence[Fragment]) -> bool:
    """Whether somebody has all of the words, all but one as they are spelled and two of these as names or
    beside a name: "tor inge bakke" is Thor Inge Bakke, though each of them is a word."""
    for some in meant.stages:
        size = len(some.levels)
        if meant.left_out or size != len(some.fragments) or size < _SENTENCE or not names:
            continue
        spelled = [union([level.bits for level in one.levels if level.cost < PREFIX]) for one in some.levels]
        for other in range(size):
            people = some.people
            for at in range(size):
                people = people & spelled[at] if at != other else people
            if any(
                called_so([levels], people, PREFIX)
                for at, levels in enumerate(some.levels)
                if at != other and some.fragments[at] in names
            ):
                return True
    return False
