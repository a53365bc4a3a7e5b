"""One fragment against all words: who is meant, in every tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from switchboard.search import levels as worth
from switchboard.search import like
from switchboard.search.apart import after_particle, compounds
from switchboard.search.as_spelled import spelled
from switchboard.search.bits import BitMap, union
from switchboard.search.errands import alike, inflected, otherwise, part_known, synonyms
from switchboard.search.forms import Forms, alive, ended, equal
from switchboard.search.gist import Gist
from switchboard.search.keeping import kept
from switchboard.search.levels import IN_ALIAS, IN_DESCRIPTION, IN_EMAIL, IN_NAME, Level
from switchboard.search.misspelled import LONGEST, by_spelling, far_off, near_names, pairs_of, slipped
from switchboard.search.neighbours import neighbours
from switchboard.search.phones import calling_code, number_levels
from switchboard.search.places import begins
from switchboard.search.query import Fragment
from switchboard.search.records import COLUMNS, OWN
from switchboard.search.results import How
from switchboard.search.runs import begun_together
from switchboard.search.spelling import plain
from switchboard.search.store import Store
from switchboard.search.together import heard_together, slipped_together
from switchboard.search.typos import WHOLE_FROM
from switchboard.search.vocabulary import Vocabulary
from switchboard.search.word_levels import levels_of, levels_of_column

_SHORTEST_SOUND: Final = 2
_PAIR: Final = 2
_SOUND_PREFIX_FROM: Final = 4
_PART_FROM: Final = 4
_KEPT_TOPICS: Final = 128
_KEPT_WORDS: Final = 512
_SHORTEST_LIKE: Final = 5
_LONGEST_LIKE: Final = 14


class Matcher:
    """Turns fragments into levels, best first."""

    def __init__(self, store: Store, country: str) -> None:
        self._store = store
        self._code = calling_code(country)
        self.vocabulary: Vocabulary | None = None
        """What else callers' words mean."""
        self._forms = Forms(store)
        self._lately: dict[tuple[str, ...], list[Level]] = {}
        self._alike: dict[str, list[tuple[int, int]]] = {}
        self._says: dict[str, bool] = {}

    def forget(self) -> None:
        """Keep nothing that is no longer true when somebody has changed."""
        self._forms.forget()
        self._lately.clear()
        self._alike.clear()
        self._says.clear()

    def near(self, fragment: Fragment) -> list[Level]:
        """Return the levels of the tiers that take the fragment as it is spelled."""
        if fragment.groups:
            found = self._numbers(fragment)
        else:
            found = spelled(self._store, fragment.form, domain=fragment.domain)
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
        for cost, some in sorted(by_cost.items()):
            found += levels_of(self._store, cost, How.TYPO, some, spoken=True)
        names = near_names(self._store.lexicon, slips)
        if names:
            # Of somebody who left only the word is left.
            pairs = pairs_of(self._store.lexicon, alive(self._store, names), slips)
            found += levels_of(self._store, worth.SOUNDS_SLIPPED, How.SOUNDS_ALIKE, pairs, spoken=True)
        found += begun_together(self._store, plain(fragment.form))
        found += self._containing(fragment.form)
        found += otherwise(self._store, fragment.form)
        known = [] if self.vocabulary is None else self.synonyms(self.vocabulary.others(fragment.form))
        if all(level.how is not How.INFLECTED for level in found):
            found += self._next_door(fragment.form, known)
        if not any(level.cost < worth.TYPO_TWO for level in found):
            found += slipped_together(self._store, fragment.form)
        found += known
        found.sort(key=_by_cost)
        return found

    def alike(self, fragment: Fragment) -> list[Level]:
        """Return the levels of everyday words that mean nearly the same as a word that no topic has."""
        return [] if self.vocabulary is None else alike(self._forms, self.vocabulary.alike(fragment.form))

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
            if how is How.SOUNDS_ALIKE:
                short = [number for number in some if len(store.lexicon.words[number]) < WHOLE_FROM]
                some = [number for number in some if number not in short]
                found += self._of_people(levels_of(store, cost, how, short, spoken=True))
            slips = levels_of(self._store, cost, how, some, spoken=True)
            # "Oa" is no "og" in the name of where somebody works.
            found += slips if len(fragment.form) > _PAIR else self._of_people(slips)
        found += self._called(store.lexicon.ear.called.of_named(fragment.form), worth.SOUNDS_FAR)
        return found + heard_together(store, fragment.form) + part_known(store, fragment.form)

    def _of_people(self, levels: Sequence[Level]) -> list[Level]:
        """Return the levels of people's names: what three letters of a unit stand for is no word."""
        names = [level for level in levels if level.field is IN_NAME or level.field is IN_ALIAS]
        for level in names:
            level.bits = level.bits - self._store.unit_bits
        return names

    def like(self, fragment: Fragment, people: BitMap, *, far: bool) -> list[Level]:
        """Return the levels of names of some people that sound most like a fragment; ``far``: or nearly."""
        form, store = fragment.form, self._store
        if not form.isalpha() or not _SHORTEST_LIKE <= len(form) <= _LONGEST_LIKE:
            return []
        names = kept(self._alike, _KEPT_TOPICS, form, partial(like.alike, store))
        return like.like(store, names, people, like.FAR if far else like.NEAR)

    def says(self, form: str) -> bool:
        """Whether a word is one of callers' words, or an everyday word."""
        return self.vocabulary is not None and kept(self._says, _KEPT_WORDS, form, self.vocabulary.says)

    def is_label(self, text: str) -> bool:
        """Whether callers call something just so, word for word."""
        return self.vocabulary is not None and self.vocabulary.label(text) is not None

    def is_errand(self, text: str) -> bool:
        """Whether callers call something so; of several words in any order."""
        known = self.vocabulary
        return known is not None and (" " in text or self.is_label(text)) and bool(known.others(text))

    def phrase(self, text: str) -> list[Level]:
        """Return the levels of what else a text of several words means."""
        others = () if self.vocabulary is None else self.vocabulary.others(text)
        # "Byggesøknadene" is whoever has "byggesøknad" before those who have another word for it.
        same = inflected(self._store, text) if others else []
        known = self.synonyms(others)
        if not same and (others or not text.isalpha()):
            same = self._next_door(text, known)
        return [*same, *known]

    def gist(self, text: str, poor: bool, alike: bool) -> list[Gist]:
        """Return what a sentence is about as far as its words tell, as :meth:`Stages.gist`."""
        known = self.vocabulary
        return known.gist(text, poor=poor, alike=alike) if known is not None else []

    def joined(self, left: Fragment, right: Fragment, *, heard: bool = False) -> list[Level]:
        """Return the levels of a word that was said as two: "ann elise" for Annelise; ``heard``: of one
        that sounds like both together."""
        if left.groups or right.groups or left.domain or right.domain:
            return []
        key = plain(left.form) + plain(right.form)
        if not WHOLE_FROM <= len(key) <= LONGEST or min(len(left.form), len(right.form)) < 2:
            return []
        if heard:
            found = self._sounding(left.form + right.form, {}) + inflected(
                self._store, left.form + right.form
            )
            for rest in after_particle(key, plain(left.form)):
                some = slipped(self._store.lexicon, rest)
                found += levels_of(self._store, worth.TYPO_FAR, How.TYPO, some, spoken=True)
            return found
        found = levels_of(self._store, worth.FOLDED_WHOLE, How.FOLDED, equal(self._store, key), spoken=True)
        for level in found:
            # It counts for both words: of an errand that would be one word begun and another whole.
            level.cost -= worth.FOLDED_WHOLE if level.field is not IN_NAME else 0
        return found + self._own_names(equal(self._store, key)) + self.compound(left, right)

    def one_word(self, left: Fragment, right: Fragment) -> list[Level]:
        """Return the levels of what somebody does of which two words are an inflection: "influensa vaksinen"
        of "influensavaksine"."""
        if left.groups or right.groups or min(len(left.form), len(right.form)) <= _PAIR:
            return []
        return inflected(self._store, left.form + right.form)

    def _own_names(self, numbers: Sequence[int]) -> list[Level]:
        """Return the levels of units of whose own names these are: "brann vesenet" is Brannvesenet before
        those below it, who have it from there."""
        names = levels_of(self._store, worth.EXACT, How.FOLDED, numbers, spoken=True)
        names = [level for level in names if level.field is IN_NAME]
        for level in names:
            level.bits = level.bits & self._store.unit_bits
        return names

    def compound(self, left: Fragment, right: Fragment) -> list[Level]:
        """Return the levels of an errand that was taken apart: "klage støy" for "støyklage"."""
        if left.groups or right.groups or left.domain or right.domain:
            return []
        keys = compounds(plain(left.form), plain(right.form))
        numbers = [number for key in keys for number in ended(self._store, key)]
        # It counts for both words, as one that was said as two does.
        found = levels_of(self._store, worth.EXACT, How.PART, numbers, spoken=True)
        return [level for level in found if level.field not in (IN_NAME, IN_ALIAS, IN_EMAIL)]

    def _next_door(self, text: str, known: Sequence[Level]) -> list[Level]:
        """Return the levels of words next door; of what callers call just so (``known`` are the levels of
        their other words) none that only a description has."""
        found = neighbours(self._forms, text)
        if found and known and self.is_label(text):
            found = [level for level in found if level.field is not IN_DESCRIPTION]
        return found

    def synonyms(self, others: tuple[str, ...]) -> list[Level]:
        """Return the levels of other words for the same, the official one first."""
        return kept(self._lately, _KEPT_TOPICS, others, partial(synonyms, self._forms))

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
        found = levels_of(self._store, worth.SOUNDS_NEAR, How.SOUNDS_ALIKE, nearest, spoken=True)
        found += levels_of(self._store, worth.SOUNDS_NEAR + 1, How.SOUNDS_ALIKE, once, spoken=True)
        found += levels_of(self._store, worth.SOUNDS_NEAR + 2, How.SOUNDS_ALIKE, near, spoken=True)
        close, apart = by_spelling(lexicon, form, alike, slips)
        found += levels_of(self._store, worth.SOUNDS_WHOLE, How.SOUNDS_ALIKE, close, spoken=True)
        found += levels_of(self._store, worth.SOUNDS_APART, How.SOUNDS_ALIKE, apart, spoken=True)
        if len(keys[0]) >= _SOUND_PREFIX_FROM:
            begun = sounds.numbers[whole:end]
            found += levels_of(self._store, worth.SOUNDS_PREFIX, How.SOUNDS_ALIKE, begun, spoken=True)
        for key in keys[1:]:
            low, high, _ = begins(sounds.keys, key)
            found += levels_of(
                self._store, worth.SOUNDS_ABROAD, How.SOUNDS_ALIKE, sounds.numbers[low:high], spoken=True
            )
        key, known = lexicon.ear.called.of_called(form)
        return found + self._called(key, worth.SOUNDS_CALLED if known else worth.SOUNDS_APART)

    def _called(self, key: str, cost: int) -> list[Level]:
        """Return the levels of those whose name has a key of everyday forms: "kalle" is Karl, and nothing at
        Karl Johans gate."""
        if not key:
            return []
        sounds = self._store.lexicon.sounds
        start, whole, _ = begins(sounds.keys, key)
        some = sounds.numbers[start:whole]
        levels = levels_of(self._store, cost, How.SOUNDS_ALIKE, some, spoken=True)
        return [level for level in levels if level.field is IN_NAME]

    def _containing(self, form: str) -> list[Level]:
        key = plain(form)
        if len(key) < _PART_FROM:
            return []
        ending: list[int] = []
        middle: list[int] = []
        for number, ends in self._store.lexicon.containing(key):
            (ending if ends else middle).append(number)
        found = levels_of(self._store, worth.PART_END, How.PART, ending)
        return found + levels_of(self._store, worth.PART_MIDDLE, How.PART, middle)

    def _numbers(self, fragment: Fragment) -> list[Level]:
        found = number_levels(fragment, self._store.numbers, self._store.extensions, self._code)
        if len(fragment.groups) == 1:
            return found if fragment.international else found + spelled(self._store, fragment.form)
        # Typed in groups, it may still be words that are numbers: "rom 3 204".
        of_groups = [spelled(self._store, group) for group in fragment.groups]
        for at, field in enumerate(COLUMNS):
            inherited = at >= len(OWN)
            every = BitMap.intersection(
                *[
                    union([_.bits for _ in levels if _.field is field and _.inherited is inherited])
                    for levels in of_groups
                ]
            )
            found += levels_of_column(at, worth.DIGITS_MIDDLE, How.PREFIX, every)
        return found


def _by_cost(level: Level) -> int:
    return level.cost
