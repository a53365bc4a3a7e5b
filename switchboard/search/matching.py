"""One fragment against all words: who is meant, in every tier."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, partial

from switchboard.search import levels as worth
from switchboard.search.apart import after_particle, compounds
from switchboard.search.bits import BitMap, union
from switchboard.search.errands import alike, alive, ended, equal, inflected, otherwise, part_known, synonyms
from switchboard.search.gist import Gist
from switchboard.search.keeping import kept
from switchboard.search.levels import FIELD_COST, Level, Told
from switchboard.search.misspelled import LONGEST, by_spelling, far_off, near_names, pairs_of, slipped
from switchboard.search.phones import calling_code, number_levels
from switchboard.search.places import begins
from switchboard.search.query import Fragment
from switchboard.search.records import COLUMNS, OWN
from switchboard.search.results import Field, How
from switchboard.search.runs import run_together
from switchboard.search.spelling import nordic, plain
from switchboard.search.store import Store
from switchboard.search.together import heard_together
from switchboard.search.typos import WHOLE_FROM
from switchboard.search.vocabulary import Vocabulary

_OF_NAMES = tuple(at for at, field in enumerate(OWN) if field in (Field.NAME, Field.ALIAS))
_ALL = tuple(range(len(COLUMNS)))
_SHORTEST_SOUND = 2
_SOUND_PREFIX_FROM = 4
_PART_FROM = 4
_FOLDED_PREFIX_FROM = 3
_KEPT_TOPICS = 64
_FEW_WORDS = 48


class Matcher:
    """Turns fragments into levels, best first."""

    def __init__(self, store: Store, country: str) -> None:
        self._store = store
        self._code = calling_code(country)
        self.vocabulary: Vocabulary | None = None
        """What else callers' words mean."""
        self._lately: dict[tuple[str, ...], list[Level]] = {}

    def forget(self) -> None:
        """Keep nothing that is no longer true when somebody has changed."""
        self._lately.clear()

    def near(self, fragment: Fragment) -> list[Level]:
        """Return the levels of the tiers that take the fragment as it is spelled."""
        if fragment.groups:
            found = self._numbers(fragment)
        else:
            found = self._spelled(fragment.form, domain=fragment.domain)
        found.sort(key=_by_cost)
        return found

    def wide(self, fragment: Fragment) -> list[Level]:
        """Return the levels of the tiers that suppose it is spelled otherwise."""
        if fragment.groups or fragment.domain:
            return []
        slips = slipped(self._store.lexicon, fragment.form)
        found = self._sounding(fragment.form, slips)
        by_cost: dict[int, list[int]] = {}
        for number, cost in slips.items():
            by_cost.setdefault(cost, []).append(number)
        for cost, some in by_cost.items():
            found += self._level(cost, How.TYPO, some, spoken=True)
        names = near_names(self._store.lexicon, slips)
        if names:
            # Of somebody who left only the word is left.
            pairs = pairs_of(self._store.lexicon, alive(self._store, names), slips)
            found += self._level(worth.SOUNDS_SLIPPED, How.SOUNDS_ALIKE, pairs, spoken=True)
        found += self._containing(fragment.form)
        found += otherwise(self._store, fragment.form)
        if self.vocabulary is not None:
            found += self._synonyms(self.vocabulary.others(fragment.form))
        found.sort(key=_by_cost)
        return found

    def alike(self, fragment: Fragment) -> list[Level]:
        """Return the levels of everyday words that mean nearly the same as a word that no topic has."""
        return [] if self.vocabulary is None else alike(self._store, self.vocabulary.alike(fragment.form))

    def far(self, fragment: Fragment) -> list[Level]:
        """Return the levels of what is looked for only when nobody is found: slips in short words, more of
        them in long ones, and slips in what was heard."""
        if fragment.groups or fragment.domain:
            return []
        store = self._store
        costs = far_off(store.lexicon, fragment.form)
        found: list[Level] = []
        for cost in sorted(set(costs.values())):
            some = [number for number, own in costs.items() if own == cost and store.masks[number]]
            how = How.SOUNDS_ALIKE if cost >= worth.SOUNDS_FAR else How.TYPO
            found += self._level(cost, how, some, spoken=True)
        return found + heard_together(store, fragment.form) + part_known(store, fragment.form)

    def phrase(self, text: str) -> list[Level]:
        """Return the levels of what else a text of several words means."""
        others = () if self.vocabulary is None else self.vocabulary.others(text)
        # "Byggesøknadene" is whoever has "byggesøknad" before those who have another word for it.
        return [*inflected(self._store, text), *self._synonyms(others)] if others else []

    def gist(self, text: str, poor: bool, alike: bool) -> list[tuple[Gist, list[Level]]]:
        """Return what a sentence is about as far as its words tell, and the levels of each topic,
        as :meth:`Stages.gist`."""
        known = self.vocabulary
        guesses = known.gist(text, poor=poor, alike=alike) if known is not None else []
        return [(some, levels) for some in guesses if (levels := self._synonyms(some.labels))]

    def joined(self, left: Fragment, right: Fragment, *, heard: bool = False) -> list[Level]:
        """Return the levels of a word that was said as two: "ann elise" for Annelise; ``heard``: of one
        that sounds like both together."""
        if left.groups or right.groups or left.domain or right.domain:
            return []
        key = plain(left.form) + plain(right.form)
        if not WHOLE_FROM <= len(key) <= LONGEST or min(len(left.form), len(right.form)) < 2:
            return []
        if heard:
            found = self._sounding(left.form + right.form, {})
            for rest in after_particle(key, plain(left.form)):
                some = slipped(self._store.lexicon, rest)
                found += self._level(worth.TYPO_FAR, How.TYPO, some, spoken=True)
            return found
        found = self._level(worth.FOLDED_WHOLE, How.FOLDED, equal(self._store, key), spoken=True)
        for level in found:
            # It counts for both words: of an errand that would be one word begun and another whole.
            level.cost -= worth.FOLDED_WHOLE if level.field is not Field.NAME else 0
        return found + self.compound(left, right)

    def compound(self, left: Fragment, right: Fragment) -> list[Level]:
        """Return the levels of an errand that was taken apart: "klage støy" for "støyklage"."""
        if left.groups or right.groups or left.domain or right.domain:
            return []
        keys = compounds(plain(left.form), plain(right.form))
        numbers = [number for key in keys for number in ended(self._store, key)]
        # It counts for both words, as one that was said as two does.
        found = self._level(worth.EXACT, How.PART, numbers, spoken=True)
        return [level for level in found if level.field not in (Field.NAME, Field.ALIAS, Field.EMAIL)]

    def _synonyms(self, others: tuple[str, ...]) -> list[Level]:
        return kept(self._lately, _KEPT_TOPICS, others, partial(synonyms, self._store))

    # As it is spelled

    def _spelled(self, form: str, *, domain: bool = False) -> list[Level]:
        store, lexicon = self._store, self._store.lexicon
        key, folded = plain(form), nordic(form)
        # One letter is an initial; it stands for nobody's unit.
        initial = len(form) == 1
        found: list[Level] = []
        number = lexicon.number(form)
        if number is not None:
            found += self._level(worth.EXACT, How.EXACT, [number])
            for level in found:
                # "Eva B" is Eva Bakken rather than some Eva of "Hus B".
                if initial:
                    level.cost += worth.INITIAL if level.field is Field.NAME else worth.PREFIX
        start, whole, end = lexicon.places.begins(key)
        equal = set(range(start, whole))
        beginning: set[int] = set()
        also: tuple[str, int, int] | None = None
        # "aa" is what Å looks like on some keyboards, and nobody's A.
        short = folded != key and len(folded) < _FOLDED_PREFIX_FROM
        for keyed, target in ((lexicon.young, key), (lexicon.nordics, folded), (lexicon.young, folded)):
            low, middle, high = begins(keyed.keys, target)
            equal.update(keyed.numbers[low:middle])
            # Most that begin so in Nordic spelling do in plain letters, and are in that range already.
            some = [number for number in keyed.numbers[middle:high] if not whole <= number < end]
            if short and target == folded:
                some = [number for number in some if not lexicon.is_plain(number)]
            beginning.update(some)
        if folded != key:
            low, middle, high = lexicon.places.begins(folded)
            equal.update(range(low, middle))
            if short:
                some = [number for number in lexicon.accented_in(middle, high) if not whole <= number < end]
                beginning.update(some)
            elif middle < high:
                also = (folded, middle, high)
        if not domain:
            equal.discard(-1 if number is None else number)
            found += self._level(worth.FOLDED_WHOLE, How.FOLDED, equal, own=initial)
            found += run_together(store, key)
        if whole == end and not beginning and also is None:
            return found
        words = lexicon.words
        spelled = cache(partial(store.spelled, form, whole, end))
        of_beginning = store.by_column(beginning)
        of_late = store.by_column([number for number in beginning if words[number].startswith(form)])
        having = self._having(beginning, (whole, end), also)
        for at in _OF_NAMES if initial else _ALL:
            if not having >> at & 1:
                continue
            column = store.columns[at]
            pure, other = column.begun(key, whole, end)
            begun = [column.spelled(form, at, spelled), column.of_words(of_late[at])]
            folds = [other, column.of_words(of_beginning[at])]
            (begun if key == form else folds).append(pure)
            if also is not None:
                # "haen" may be on the way to Hænes, not to Henriksen.
                folds.append(column.begun(*also)[1])
            found += self._of_column(at, worth.PREFIX, How.PREFIX, _all(begun))
            found += self._of_column(at, worth.FOLDED_PREFIX, How.FOLDED, _all(folds))
        return found

    def _having(
        self, words: Collection[int], some: tuple[int, int], also: tuple[str, int, int] | None
    ) -> int:
        """Return which columns (as bits) may have one of some words and two ranges of words: all of them
        where it takes longer to ask the words than the columns."""
        ranges = [some] if also is None else [some, also[1:]]
        if len(words) + sum([end - start for start, end in ranges]) > _FEW_WORDS:
            return -1
        masks, having = self._store.masks, 0
        for number in words:
            having |= masks[number]
        for start, end in ranges:
            for number in range(start, end):
                having |= masks[number]
        return having

    # Otherwise

    def _sounding(self, form: str, slips: Mapping[int, int]) -> list[Level]:
        lexicon = self._store.lexicon
        keys = lexicon.ear.sounds(form)
        if not keys or (not lexicon.ear.knows(form) and len(keys[0]) < _SHORTEST_SOUND):
            return []
        sounds = lexicon.sounds
        start, whole, end = begins(sounds.keys, keys[0])
        alike = sounds.numbers[start:whole]
        # Of those that sound the same the one that is written almost the same is meant.
        near = [number for number in alike if number in slips]
        once = [number for number in near if slips[number] < worth.TYPO_PREFIX]
        nearest = [number for number in near if slips[number] == worth.TYPO_WHOLE]
        found = self._level(worth.SOUNDS_NEAR, How.SOUNDS_ALIKE, nearest, spoken=True)
        found += self._level(worth.SOUNDS_NEAR + 1, How.SOUNDS_ALIKE, once, spoken=True)
        found += self._level(worth.SOUNDS_NEAR + 2, How.SOUNDS_ALIKE, near, spoken=True)
        close, apart = by_spelling(lexicon, form, alike, slips)
        found += self._level(worth.SOUNDS_WHOLE, How.SOUNDS_ALIKE, close, spoken=True)
        found += self._level(worth.SOUNDS_APART, How.SOUNDS_ALIKE, apart, spoken=True)
        if len(keys[0]) >= _SOUND_PREFIX_FROM:
            begun = sounds.numbers[whole:end]
            found += self._level(worth.SOUNDS_PREFIX, How.SOUNDS_ALIKE, begun, spoken=True)
        for key in keys[1:]:
            low, high, _ = begins(sounds.keys, key)
            found += self._level(worth.SOUNDS_ABROAD, How.SOUNDS_ALIKE, sounds.numbers[low:high], spoken=True)
        return found

    def _containing(self, form: str) -> list[Level]:
        key = plain(form)
        if len(key) < _PART_FROM:
            return []
        ending: list[int] = []
        middle: list[int] = []
        for number, ends in self._store.lexicon.containing(key):
            (ending if ends else middle).append(number)
        found = self._level(worth.PART_END, How.PART, ending)
        return found + self._level(worth.PART_MIDDLE, How.PART, middle)

    def _level(
        self, cost: int, how: How, numbers: Collection[int], *, spoken: bool = False, own: bool = False
    ) -> list[Level]:
        """Return one level a column for some words; ``spoken``: keep which, the fragment does not tell;
        ``own``: leave out what people have from their units."""
        if not numbers:
            return []
        store = self._store
        by_column, found = store.by_column(numbers), []
        for at, some in enumerate(by_column[: len(OWN)] if own else by_column):
            if some:
                slots = store.columns[at].of_words(some)
                told = Told(store.lexicon.words, some) if spoken else None
                found += self._of_column(at, cost, how, slots, told)
        return found

    def _of_column(
        self, at: int, cost: int, how: How, slots: BitMap, told: Told | None = None
    ) -> list[Level]:
        if not slots:
            return []
        field = COLUMNS[at]
        return [
            Level(
                cost + FIELD_COST[field], how, field, slots,
                inherited=at >= len(OWN), told=told, place=_PLACES.get(at, worth.ANYWHERE),
            )
        ]  # fmt: skip

    def _numbers(self, fragment: Fragment) -> list[Level]:
        found = number_levels(fragment, self._store.numbers, self._store.extensions, self._code)
        if len(fragment.groups) == 1:
            return found if fragment.international else found + self._spelled(fragment.form)
        # Typed in groups, it may still be words that are numbers: "rom 3 204".
        of_groups = [self._spelled(group) for group in fragment.groups]
        for at, field in enumerate(COLUMNS):
            inherited = at >= len(OWN)
            every = BitMap.intersection(
                *[
                    union([_.bits for _ in levels if _.field is field and _.inherited is inherited])
                    for levels in of_groups
                ]
            )
            found += self._of_column(at, worth.DIGITS_MIDDLE, How.PREFIX, every)
        return found


_PLACES = {0: worth.FIRST, 1: worth.LAST, 2: worth.BETWEEN}


def _all(parts: list[BitMap]) -> BitMap:
    return union([some for some in parts if some])


def _by_cost(level: Level) -> int:
    return level.cost
