"""One fragment against all words: who is meant, in every tier."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping

from switchboard.search import levels as worth
from switchboard.search.bits import union
from switchboard.search.levels import FIELD_COST, Level
from switchboard.search.phones import calling_code, number_levels
from switchboard.search.query import Fragment
from switchboard.search.records import FIELDS
from switchboard.search.results import Field, How
from switchboard.search.sounds import sound
from switchboard.search.spelling import nordic, plain
from switchboard.search.store import Store
from switchboard.search.typos import PREFIX_FROM, TWO_FROM, WHOLE_FROM, begins, halves, one_slip, two_slips

_NAME = FIELDS.index(Field.NAME)
_OF_NAMES = (FIELDS.index(Field.NAME), FIELDS.index(Field.ALIAS))
_ALL = tuple(range(len(FIELDS)))
_SHORTEST_SOUND = 2
_SOUND_PREFIX_FROM = 4
_PART_FROM = 4
_LONGEST_RUN = 40


class Matcher:
    """Turns fragments into levels, best first."""

    def __init__(self, store: Store, country: str) -> None:
        self._store = store
        self._code = calling_code(country)

    def near(self, fragment: Fragment) -> list[Level]:
        """Return the levels of the tiers that take the fragment as it is spelled."""
        if fragment.groups:
            found = self._numbers(fragment)
        else:
            found = self._spelled(fragment.form, domain=fragment.domain)
        # One letter is an initial; it stands for nobody's unit.
        return self._with_inherited(found, initial=len(fragment.form) == 1 and not fragment.groups)

    def wide(self, fragment: Fragment) -> list[Level]:
        """Return the levels of the tiers that suppose it is spelled otherwise."""
        if fragment.groups or fragment.domain:
            return []
        slips = self._slips(fragment.form)
        found = self._sounding(fragment.form, slips)
        by_cost: dict[int, list[int]] = {}
        for number, cost in slips.items():
            by_cost.setdefault(cost, []).append(number)
        for cost, some in by_cost.items():
            found += self._level(cost, How.TYPO, some, spoken=True)
        found += self._containing(fragment.form)
        return self._with_inherited(found)

    # As it is spelled

    def _spelled(self, form: str, *, domain: bool = False) -> list[Level]:
        store, lexicon = self._store, self._store.lexicon
        key, folded = plain(form), nordic(form)
        found: list[Level] = []
        number = lexicon.number(form)
        if number is not None:
            found += self._level(worth.EXACT, How.EXACT, [number])
        start, whole, end = begins(lexicon.plains, key)
        equal = set(range(start, whole))
        beginning: set[int] = set()
        for keyed, target in ((lexicon.young, key), (lexicon.nordics, folded), (lexicon.young, folded)):
            low, middle, high = begins(keyed.keys, target)
            equal.update(keyed.numbers[low:middle])
            beginning.update(keyed.numbers[middle:high])
        also = (0, 0)
        if folded != key:
            low, middle, high = begins(lexicon.plains, folded)
            equal.update(range(low, middle))
            also = (middle, high)
        if not domain:
            equal.discard(-1 if number is None else number)
            found += self._level(worth.FOLDED_WHOLE, How.FOLDED, equal)
            found += self._run_together(key)
        fields = _OF_NAMES if len(form) == 1 else _ALL
        words = lexicon.words
        accented = lexicon.accented
        some = accented[bisect_left(accented, whole) : bisect_left(accented, end)]
        if key == form:
            spelled = [number for number in some if words[number].startswith(form)]
        else:
            spelled = [number for number in range(whole, end) if words[number].startswith(form)]
        spelled += [number for number in beginning if words[number].startswith(form)]
        for field in fields:
            column = store.columns[field]
            pure, every = column.of_range(whole, end)
            prefix = column.of_words([number for number in spelled if store.masks[number] >> field & 1])
            if key == form:
                prefix |= pure
            every |= column.of_range(*also)[1]
            every |= column.of_words([number for number in beginning if store.masks[number] >> field & 1])
            cost = FIELD_COST[FIELDS[field]]
            if prefix:
                found.append(Level(worth.PREFIX + cost, How.PREFIX, FIELDS[field], prefix))
            if every and every != prefix:
                found.append(Level(worth.FOLDED_PREFIX + cost, How.FOLDED, FIELDS[field], every))
        return found

    def _run_together(self, key: str) -> list[Level]:
        """Names written as one word: "annelise" for Anne Lise, "karihansen"."""
        if not 4 <= len(key) <= _LONGEST_RUN:
            return []
        known: dict[int, dict[int, tuple[int, int]]] = {}

        def names(numbers: Iterable[int]) -> int:
            masks = self._store.masks
            return self._store.columns[_NAME].of_words([n for n in numbers if masks[n] >> _NAME & 1])

        def rest(at: int) -> dict[int, tuple[int, int]]:
            """By number of names: those with as many that key[at:] runs together, to the end or so far."""
            if at in known:
                return known[at]
            found: dict[int, tuple[int, int]] = {}
            for cut in range(at + 2, len(key) - 1):
                first = self._equal(key[at:cut])
                bits = names(first) if first else 0
                if not bits:
                    continue
                equal, others = self._beginning(key[cut:])
                for count, (whole, so_far) in {1: (names(equal), names(others)), **rest(cut)}.items():
                    before = found.get(count + 1, (0, 0))
                    found[count + 1] = (before[0] | bits & whole, before[1] | bits & so_far)
            known[at] = found
            return found

        levels = []
        for count, (whole, so_far) in rest(0).items():
            # Those of whom it is the whole name first.
            for extra, some in ((0, self._store.with_length(count)), (1, -1)):
                for cost, bits in ((worth.FOLDED_WHOLE, whole & some), (worth.FOLDED_PREFIX, so_far & some)):
                    if bits:
                        levels.append(Level(cost + extra, How.FOLDED, Field.NAME, bits))
        return levels

    def _equal(self, key: str) -> list[int]:
        lexicon = self._store.lexicon
        start, whole, _ = begins(lexicon.plains, key)
        numbers = list(range(start, whole))
        start, whole, _ = begins(lexicon.young.keys, key)
        return numbers + list(lexicon.young.numbers[start:whole])

    def _beginning(self, key: str) -> tuple[list[int], list[int]]:
        lexicon = self._store.lexicon
        start, whole, end = begins(lexicon.plains, key)
        equal, others = list(range(start, whole)), list(range(whole, end))
        start, whole, end = begins(lexicon.young.keys, key)
        return equal + list(lexicon.young.numbers[start:whole]), others + list(
            lexicon.young.numbers[whole:end]
        )

    # Otherwise

    def _sounding(self, form: str, slips: Mapping[int, int]) -> list[Level]:
        key = sound(form)
        if len(key) < _SHORTEST_SOUND or len(form) < 3:
            return []
        sounds = self._store.lexicon.sounds
        start, whole, end = begins(sounds.keys, key)
        alike = sounds.numbers[start:whole]
        # Of those that sound the same the one that is written almost the same is meant.
        near = [number for number in alike if slips.get(number, worth.TYPO_TWO) < worth.TYPO_PREFIX]
        found = self._level(worth.SOUNDS_NEAR, How.SOUNDS_ALIKE, near, spoken=True)
        found += self._level(worth.SOUNDS_WHOLE, How.SOUNDS_ALIKE, alike, spoken=True)
        if len(key) >= _SOUND_PREFIX_FROM:
            found += self._level(
                worth.SOUNDS_PREFIX, How.SOUNDS_ALIKE, sounds.numbers[whole:end], spoken=True
            )
        return found

    def _slips(self, form: str) -> dict[int, int]:
        """Return the words that may have been meant, and what that is worth."""
        key = plain(form)
        costs: dict[int, int] = {}
        if not WHOLE_FROM <= len(key) <= _LONGEST_RUN:
            return costs
        lexicon = self._store.lexicon

        def note(number: int, cost: int) -> None:
            if cost < costs.get(number, 1000):
                costs[number] = cost

        for keys, numbers in ((lexicon.plains, None), (lexicon.young.keys, lexicon.young.numbers)):
            if not keys:
                continue
            for near in one_slip(keys, key):
                for at in range(near.start, near.whole):
                    note(at if numbers is None else numbers[at], worth.TYPO_WHOLE + near.penalty)
                if len(key) >= PREFIX_FROM and near.penalty < 2:
                    for at in range(near.whole, near.end):
                        note(at if numbers is None else numbers[at], worth.TYPO_PREFIX + near.penalty)
            if len(key) >= TWO_FROM:
                ending = lexicon.ending(halves(key)[1]) if numbers is None else range(len(keys))
                for at in two_slips(keys, key, ending):
                    note(at if numbers is None else numbers[at], worth.TYPO_TWO)
        return costs

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

    def _level(self, cost: int, how: How, numbers: Collection[int], *, spoken: bool = False) -> list[Level]:
        """Return one level a field for some words; ``spoken``: keep which, the fragment does not tell."""
        if not numbers:
            return []
        store = self._store
        by_field: list[list[int]] = [[] for _ in FIELDS]
        for number in numbers:
            mask = store.masks[number]
            for field in _FIELDS_OF[mask]:
                by_field[field].append(number)
        found = []
        for field, some in enumerate(by_field):
            bits = store.columns[field].of_words(some) if some else 0
            if bits:
                forms = frozenset([store.lexicon.words[number] for number in some]) if spoken else None
                found.append(Level(cost + FIELD_COST[FIELDS[field]], how, FIELDS[field], bits, forms=forms))
        return found

    def _numbers(self, fragment: Fragment) -> list[Level]:
        found = number_levels(fragment, self._store.numbers, self._store.extensions, self._code)
        if len(fragment.groups) == 1:
            return found if fragment.international else found + self._spelled(fragment.form)
        # Typed in groups, it may still be words that are numbers: "rom 3 204".
        of_groups = [self._spelled(group) for group in fragment.groups]
        for field in FIELDS:
            every = -1
            for levels in of_groups:
                every &= union(level.bits for level in levels if level.field is field)
            if every:
                found.append(Level(worth.DIGITS_MIDDLE + FIELD_COST[field], How.PREFIX, field, every))
        return found

    # What people have from their units

    def _with_inherited(self, found: list[Level], *, initial: bool = False) -> list[Level]:
        found.sort(key=_by_cost)
        store = self._store
        more: list[Level] = []
        done: dict[Field, int] = {}
        for level in found:
            field = _INHERITED.get(level.field)
            units = level.bits & store.unit_bits
            if field is None or (initial and level.how is not How.EXACT):
                continue
            units &= ~done.get(field, 0)
            if not units:
                continue
            done[field] = done.get(field, 0) | units
            bits = store.tree.below(units, store.ids)
            if field is Field.KEYWORD:
                bits &= ~store.restricted
            if bits:
                cost = level.cost - FIELD_COST[level.field] + FIELD_COST[field]
                more.append(Level(cost, level.how, field, bits, inherited=True, forms=level.forms))
        if more:
            found += more
            found.sort(key=_by_cost)
        return found


_INHERITED = {Field.NAME: Field.UNIT, Field.ALIAS: Field.UNIT, Field.KEYWORD: Field.KEYWORD}
_FIELDS_OF = tuple(tuple(field for field in range(len(FIELDS)) if mask >> field & 1) for mask in range(256))


def _by_cost(level: Level) -> int:
    return level.cost
