"""Names written as one word: "annelise" for Anne Lise, "karihansen"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.levels import FIELD_COST, IN_NAME, Level
from switchboard.search.lexicon import Lexicon
from switchboard.search.places import begins
from switchboard.search.records import COLUMNS, OWN
from switchboard.search.results import Field, How
from switchboard.search.spelling import tokens, word
from switchboard.search.store import Store
from switchboard.search.turns import give_way

_NAMES: Final = tuple(at for at, field in enumerate(OWN) if field is IN_NAME)
_MASK: Final = sum(1 << at for at in _NAMES)
_SHORTEST: Final = 4
_LONGEST: Final = 40
_LAST: Final = _NAMES[1]
_BETWEEN: Final = _NAMES[2]
_Rest = dict[int, tuple[BitMap, BitMap]]
_OF_UNITS: Final = COLUMNS.index(Field.UNIT)


def run_together(store: Store, key: str) -> list[Level]:
    """Return whose names ``key`` (in plain letters) runs together, the last of them perhaps begun only."""
    if not _SHORTEST <= len(key) <= _LONGEST:
        return []
    levels = []
    for count, (whole, so_far) in _Run(store, key).rest(0).items():
        # Those of whom it is the whole name first.
        some = store.with_length(count)
        for extra, (all_of, begun) in ((0, (whole & some, so_far & some)), (1, (whole, so_far))):
            for cost, bits in ((worth.FOLDED_WHOLE, all_of), (worth.FOLDED_PREFIX, begun)):
                if bits:
                    levels.append(Level(cost + extra, How.FOLDED, Field.NAME, bits))
    return levels + _below(store, levels)


class _Run:
    """A key, and who has names that the rest of it runs together from one letter on or another."""

    def __init__(self, store: Store, key: str) -> None:
        self._store = store
        self._key = key
        self._known: dict[int, _Rest] = {}

    def rest(self, at: int) -> _Rest:
        """Return by number of names: those with as many that key[at:] runs together, to the end or so far."""
        known = self._known.get(at)
        if known is not None:
            return known
        key, lexicon = self._key, self._store.lexicon
        found: _Rest = {}
        give_way()
        for cut in range(at + 2, len(key) - 1):
            first = _equal(lexicon, key[at:cut])
            bits = self._names(first) if first else NOBODY
            if not bits:
                continue
            # "dong" is nobody's Do Ng…
            others = NOBODY if cut - at == len(key) - cut == 2 else self._beginning(key[cut:])
            ends = {1: (self._names(_equal(lexicon, key[cut:])), others)} | self.rest(cut)
            for count, (whole, so_far) in ends.items():
                before = found.get(count + 1, (NOBODY, NOBODY))
                found[count + 1] = (before[0] | bits & whole, before[1] | bits & so_far)
        self._known[at] = found
        return found

    def _names(self, numbers: Iterable[int]) -> BitMap:
        masks, columns = self._store.masks, self._store.columns
        some = [number for number in numbers if masks[number] & _MASK]
        return union([columns[at].of_words(some) for at in _NAMES]) if some else NOBODY

    def _beginning(self, head: str) -> BitMap:
        lexicon = self._store.lexicon
        _, whole, end = lexicon.places.begins(head)
        parts = [bits for at in _NAMES for bits in self._store.columns[at].begun(head, whole, end) if bits]
        _, whole, end = begins(lexicon.young.keys, head)
        return union([*parts, self._names(lexicon.young.numbers[whole:end])])


def begun_together(store: Store, key: str) -> list[Level]:
    """Return who has a name with one letter more (in plain letters) that begins their next: "birthel" on the
    way to Birthe-Lis. Nobody where a word begins so."""
    if not _SHORTEST < len(key) <= _LONGEST or not key.isalpha():
        return []
    lexicon = store.lexicon
    start, _, end = lexicon.places.begins(key)
    low, _, high = begins(lexicon.young.keys, key)
    masks = store.masks
    # Of those who left only the words are left.
    if any(masks[at] for at in range(start, end)) or any(masks[at] for at in lexicon.young.numbers[low:high]):
        return []
    numbers = [number for number in _equal(lexicon, key[:-1]) if store.masks[number] & _MASK]
    having = union([store.columns[at].of_words(numbers) for at in _NAMES]) if numbers else NOBODY
    if not having:
        return []
    _, whole, end = lexicon.places.begins(key[-1])
    low, _, high = begins(lexicon.young.keys, key[-1])
    levels = []
    # A missing letter is likelier, another one too many is not; a given name's other half than a surname.
    for cost, at in ((worth.TYPO_WHOLE + 1, _BETWEEN), (worth.TYPO_WHOLE + 2, _LAST)):
        column = store.columns[at]
        young = column.of_words(lexicon.young.numbers[low:high])
        bits = having & union([*column.begun(key[-1], whole, end), young])
        if bits:
            levels.append(Level(cost, How.FOLDED, Field.NAME, bits))
    return levels


def _below(store: Store, levels: Iterable[Level]) -> list[Level]:
    """Return the people of the units among these: those who have all words of such a unit's name."""
    lexicon, column = store.lexicon, store.columns[_OF_UNITS]
    found = []
    for level in levels:
        parts: list[BitMap] = []
        for slot in level.bits & store.unit_bits:
            everybody: BitMap | None = None
            for token in tokens(store.records.name(slot)):
                number = lexicon.number(word(token))
                bits = NOBODY if number is None else column.of_word(number)
                everybody = bits if everybody is None else everybody & bits
            if everybody:
                parts.append(everybody)
        if parts:
            cost = level.cost + FIELD_COST[Field.UNIT]
            found.append(Level(cost, level.how, Field.UNIT, union(parts), inherited=True))
    return found


def _equal(lexicon: Lexicon, key: str) -> list[int]:
    start, whole, _ = lexicon.places.begins(key)
    numbers = list(range(start, whole))
    start, whole, _ = begins(lexicon.young.keys, key)
    return numbers + list(lexicon.young.numbers[start:whole])
