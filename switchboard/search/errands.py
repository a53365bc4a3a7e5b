"""An errand in other words: inflected, as a compound taken apart, with a synonym."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.bits import BitMap, union
from switchboard.search.forms import SHORTEST_STEM, Forms, Having, alive, equal, inflections
from switchboard.search.levels import (
    FIELD_COST,
    IN_DESCRIPTION,
    IN_KEYWORD,
    IN_NAME,
    IN_TITLE,
    IN_UNIT,
    Level,
    Told,
)
from switchboard.search.records import COLUMNS, OWN
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.store import Store

_NAMES: Final = tuple(at for at, field in enumerate(OWN) if field is IN_NAME)
_OF_NAMES: Final = sum(1 << at for at in _NAMES)
_ERRANDS: Final = tuple(
    at
    for at, field in enumerate(COLUMNS)
    if field in (IN_NAME, IN_UNIT, IN_TITLE, IN_KEYWORD, IN_DESCRIPTION)
)
_SHORTEST_COMPOUND: Final = 9
_SHORTEST_PART: Final = 4
_SHORTEST_ALONE: Final = 6
_OF: Final = ("for", "av", "på", "til", "i")
_LONGEST: Final = 40
_TOLD_APART: Final = 2
"""By how many letters names that end alike may differ in length, as in :meth:`Lexicon.ending`."""
_TOLD_LABELS: Final = 8
"""Further labels of a topic are worth as much as this one."""
_MOST_WORDS: Final = 8
"""A synonym of more words is a sentence."""


def otherwise(store: Store, form: str) -> list[Level]:
    """Return the levels of a word's inflections and of the parts of a compound, in what people do."""
    key = plain(form)
    if not _SHORTEST_PART <= len(key) <= _LONGEST or not key.isalpha():
        return []
    found = inflected(store, form)
    tails, heads, both = _parts(store, key)
    for head, tail in both:
        sets = [Having(store, head), Having(store, tail)]
        found += _levels(store, worth.COMPOUND_BOTH, How.PART, sets)
    found += _levels(store, worth.COMPOUND, How.PART, [Having(store, tails)])
    return found + _levels(store, worth.COMPOUND_HEAD, How.PART, [Having(store, heads)])


def inflected(store: Store, form: str) -> list[Level]:
    """Return the levels of a word's inflections, in what people do."""
    key = plain(form)
    found: list[Level] = []
    if not _SHORTEST_PART <= len(key) <= _LONGEST or not key.isalpha():
        return found
    numbers, same = inflections(store, key), store.lexicon.number(form)
    if same is not None:
        found += _levels(store, worth.INFLECTED, How.EXACT, [Having(store, {same} & numbers)])
    return found + _levels(store, worth.INFLECTED, How.INFLECTED, [Having(store, numbers)])


def synonyms(forms: Forms, others: Iterable[str]) -> list[Level]:
    """Return the levels of other words for the same, the first of which is what it is called officially; all
    words of one must be found in one place."""
    found = []
    for at, other in enumerate(others):
        cost = worth.SYNONYM + worth.SYNONYM_LATER * min(at, _TOLD_LABELS)
        words = [word(token) for token in tokens(other)]
        if 0 < len(words) <= _MOST_WORDS:
            some = of_phrase(forms, cost, words)
            if (
                not some
                and at == 0
                and len(words) > 2
                and words[1] in _OF
                and len(words[0]) >= _SHORTEST_ALONE
            ):
                # Where nobody has "Permisjon for elev", it is for whoever has "permisjon".
                some = of_phrase(forms, cost, words[:1])
            found += some
    return found


def alike(forms: Forms, groups: Iterable[Sequence[str]]) -> list[Level]:
    """Return the levels of everyday words (in plain letters) for one that neither anybody nor a topic has;
    those of one group are as good as each other."""
    found = []
    for at, words in enumerate(groups):
        numbers = {number for some in words for number in forms.of(some).numbers}
        found += of_words(forms.store, worth.EVERYDAY + worth.EVERYDAY_LATER * at, numbers)
    return found


def of_words(store: Store, cost: int, numbers: Iterable[int]) -> list[Level]:
    """Return the levels of other words for the same, each of which is as good as another."""
    return _levels(store, cost, How.SYNONYM, [Having(store, numbers)])


def of_phrase(forms: Forms, cost: int, words: Sequence[str]) -> list[Level]:
    """Return the levels of other words for the same, all of which must be found in one place."""
    return _levels(forms.store, cost, How.SYNONYM, [forms.of(some) for some in words])


def _parts(store: Store, key: str) -> tuple[set[int], set[int], list[tuple[list[int], list[int]]]]:
    """Return the words that ``key`` ends with, and those it begins with, where both parts are words; and the
    pairs of both, which one text may have apart."""
    tails: set[int] = set()
    heads: set[int] = set()
    both: list[tuple[list[int], list[int]]] = []
    if len(key) < _SHORTEST_COMPOUND:
        return tails, heads, both
    for cut in range(_SHORTEST_PART, len(key) - _SHORTEST_PART + 2):
        first = alive(store, equal(store, key[:cut]))
        if first:
            for rest in (key[cut:], key[cut + 1 :] if key[cut] in "se" else ""):
                if len(rest) == _SHORTEST_PART - 1:
                    # "bortkjørtbil": so short a word counts beside the other only.
                    last = alive(store, equal(store, rest))
                    if last:
                        both.append((first, last))
                if len(rest) >= _SHORTEST_PART:
                    last = alive(store, inflections(store, rest))
                    if last:
                        heads.update(first)
                        tails.update(last)
                        both.append((first, last))
    return tails, heads, both


def part_known(store: Store, form: str) -> list[Level]:
    """Return the levels of a compound of which one part alone is somebody's word: "fortauskant" is for
    whoever has "fortau". It is asked where nobody else is found. Whose rest ends a name is more likely one
    that nobody has: "renholdstad"."""
    key = plain(form)
    if not _SHORTEST_COMPOUND <= len(key) <= _LONGEST or not key.isalpha():
        return []
    for size in range(len(key) - SHORTEST_STEM, _SHORTEST_ALONE - 1, -1):
        tail = alive(store, equal(store, key[-size:]))
        found = _levels(store, worth.COMPOUND, How.PART, [Having(store, tail)])
        if not found:
            head = alive(store, equal(store, key[:size]))
            if head and _ends_a_name(store, key[size:], len(key)):
                return []
            found = _levels(store, worth.COMPOUND_HEAD, How.PART, [Having(store, head)])
        if found:
            return found
    return []


def _ends_a_name(store: Store, tail: str, length: int) -> bool:
    """Whether a name of about that length ends so."""
    lexicon = store.lexicon
    young = zip(lexicon.young.keys, lexicon.young.numbers, strict=True)
    numbers = [
        *lexicon.ending(tail, length),
        *[number for key, number in young if key.endswith(tail) and abs(len(key) - length) <= _TOLD_APART],
    ]
    masks = store.masks
    return any(masks[number] & _OF_NAMES for number in numbers)


def said(store: Store, forms: Iterable[str]) -> bool:
    """Whether anybody has all of some words, just so; of one letter none counts."""
    people = store.live
    for form in forms:
        number = store.lexicon.number(form) if len(form) > 1 else None
        if number is None:
            return False
        mask = store.masks[number]
        columns = [column for at, column in enumerate(store.columns) if mask >> at & 1]
        people = people & union([column.of_word(number) for column in columns])
    return bool(people)


def _levels(store: Store, cost: int, how: How, sets: Sequence[Having]) -> list[Level]:
    """Return one level a column for those who have a word of every set there. Nobody's name is inflected,
    but a unit's is."""
    if not all(some.numbers for some in sets):
        return []
    told = Told(store.lexicon.words, [number for some in sets for number in some.numbers])
    found = []
    if len(sets) > 1:
        # The words of a unit's name lie in several columns.
        units = store.unit_bits
        for some in sets:
            units = units & union([some.at(at) for at in _NAMES])
        if units:
            cost_of_name = cost + FIELD_COST[Field.NAME]
            found.append(Level(cost_of_name, how, Field.NAME, units, inherited=False, told=told))
    for at in _ERRANDS:
        if len(sets) > 1 and at in _NAMES:
            continue
        every: BitMap | None = None
        for some in sets:
            bits = some.at(at)
            every = bits if every is None else every & bits
            if not every:
                break
        if every and at in _NAMES:
            every = every & store.unit_bits
        if every:
            field, inherited = COLUMNS[at], at >= len(OWN)
            found.append(Level(cost + FIELD_COST[field], how, field, every, inherited=inherited, told=told))
    return found
