"""An errand in other words: inflected, as a compound taken apart, with a synonym."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.bits import BitMap, union
from switchboard.search.inflection import may_be_root, roots
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
from switchboard.search.places import begins
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
_SHORTEST_STEM: Final = 3
_LONGEST_ENDING: Final = 6
_SHORTEST_COMPOUND: Final = 9
_SHORTEST_PART: Final = 4
_SHORTEST_ALONE: Final = 6
_OF: Final = ("for", "av", "på", "til", "i")
_LONGEST: Final = 40
_ENDING: Final = 3
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
    for sets in both:
        found += _levels(store, worth.COMPOUND_BOTH, How.PART, sets)
    found += _levels(store, worth.COMPOUND, How.PART, [tails])
    return found + _levels(store, worth.COMPOUND_HEAD, How.PART, [heads])


def inflected(store: Store, form: str) -> list[Level]:
    """Return the levels of a word's inflections, in what people do."""
    key = plain(form)
    if not _SHORTEST_PART <= len(key) <= _LONGEST or not key.isalpha():
        return []
    numbers, same = inflections(store, key), store.lexicon.number(form)
    found = _levels(store, worth.INFLECTED, How.EXACT, [{same} & numbers]) if same is not None else []
    return found + _levels(store, worth.INFLECTED, How.INFLECTED, [numbers])


def synonyms(store: Store, others: Iterable[str]) -> list[Level]:
    """Return the levels of other words for the same, the first of which is what it is called officially; all
    words of one must be found in one place."""
    found = []
    for at, other in enumerate(others):
        cost = worth.SYNONYM + worth.SYNONYM_LATER * min(at, _TOLD_LABELS)
        forms = [word(token) for token in tokens(other)]
        if 0 < len(forms) <= _MOST_WORDS:
            some = of_phrase(store, cost, forms)
            if (
                not some
                and at == 0
                and len(forms) > 2
                and forms[1] in _OF
                and len(forms[0]) >= _SHORTEST_ALONE
            ):
                # Where nobody has "Permisjon for elev", it is for whoever has "permisjon".
                some = of_phrase(store, cost, forms[:1])
            found += some
    return found


def alike(store: Store, groups: Iterable[Sequence[str]]) -> list[Level]:
    """Return the levels of everyday words (in plain letters) for one that neither anybody nor a topic has;
    those of one group are as good as each other."""
    found = []
    for at, words in enumerate(groups):
        numbers = {number for some in words for number in (*equal(store, some), *inflections(store, some))}
        found += of_words(store, worth.EVERYDAY + worth.EVERYDAY_LATER * at, numbers)
    return found


def of_words(store: Store, cost: int, numbers: Iterable[int]) -> list[Level]:
    """Return the levels of other words for the same, each of which is as good as another."""
    return _levels(store, cost, How.SYNONYM, [numbers])


def of_phrase(store: Store, cost: int, forms: Sequence[str]) -> list[Level]:
    """Return the levels of other words for the same, all of which must be found in one place."""
    sets = [{*equal(store, plain(form)), *inflections(store, plain(form))} for form in forms]
    return _levels(store, cost, How.SYNONYM, sets)


def inflections(store: Store, key: str) -> set[int]:
    """Return the words that share a root with ``key`` (in plain letters), itself included."""
    lexicon = store.lexicon
    found: set[int] = set()
    for root in roots(key):
        if len(root) < _SHORTEST_STEM:
            continue
        longest = len(root) + _LONGEST_ENDING
        for keys, numbers in ((lexicon.plains, None), (lexicon.young.keys, lexicon.young.numbers)):
            start, _, end = lexicon.places.begins(root) if numbers is None else begins(keys, root)
            for at in range(start, end):
                if len(keys[at]) <= longest and may_be_root(root, keys[at]) and root in roots(keys[at]):
                    found.add(at if numbers is None else numbers[at])
    return found


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
    for size in range(len(key) - _SHORTEST_STEM, _SHORTEST_ALONE - 1, -1):
        tail = alive(store, equal(store, key[-size:]))
        found = _levels(store, worth.COMPOUND, How.PART, [tail])
        if not found:
            head = alive(store, equal(store, key[:size]))
            if head and _ends_a_name(store, key[size:], len(key)):
                return []
            found = _levels(store, worth.COMPOUND_HEAD, How.PART, [head])
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


def alive(store: Store, numbers: Iterable[int]) -> list[int]:
    """Return the words that somebody has: those of whom was taken away are still numbered."""
    masks = store.masks
    return [number for number in numbers if masks[number]]


def equal(store: Store, key: str) -> list[int]:
    """Return the words that are ``key`` in plain letters."""
    lexicon = store.lexicon
    start, whole, _ = lexicon.places.begins(key)
    low, middle, _ = begins(lexicon.young.keys, key)
    return [*range(start, whole), *lexicon.young.numbers[low:middle]]


def ended(store: Store, key: str) -> list[int]:
    """Return the words that are ``key`` in plain letters, or that with an ending."""
    lexicon, longest = store.lexicon, len(key) + _ENDING
    start, _, end = lexicon.places.begins(key)
    low, _, high = begins(lexicon.young.keys, key)
    return [
        *[number for number in range(start, end) if len(lexicon.plains[number]) <= longest],
        *[lexicon.young.numbers[at] for at in range(low, high) if len(lexicon.young.keys[at]) <= longest],
    ]


def _levels(store: Store, cost: int, how: How, sets: Iterable[Iterable[int]]) -> list[Level]:
    """Return one level a column for those who have a word of every set there. Nobody's name is inflected,
    but a unit's is."""
    groups = [list(some) for some in sets]
    if not all(groups):
        return []
    told = Told(store.lexicon.words, [number for some in groups for number in some])
    found = []
    if len(groups) > 1:
        # The words of a unit's name lie in several columns.
        units = store.unit_bits
        for some in groups:
            units = units & union([store.columns[at].of_words(_in_column(store, some, at)) for at in _NAMES])
        if units:
            cost_of_name = cost + FIELD_COST[Field.NAME]
            found.append(Level(cost_of_name, how, Field.NAME, units, inherited=False, told=told))
    for at in _ERRANDS:
        if len(groups) > 1 and at in _NAMES:
            continue
        every: BitMap | None = None
        for some in groups:
            bits = store.columns[at].of_words(_in_column(store, some, at))
            every = bits if every is None else every & bits
            if not every:
                break
        if every and at in _NAMES:
            every = every & store.unit_bits
        if every:
            field, inherited = COLUMNS[at], at >= len(OWN)
            found.append(Level(cost + FIELD_COST[field], how, field, every, inherited=inherited, told=told))
    return found


def _in_column(store: Store, numbers: Iterable[int], at: int) -> list[int]:
    return [number for number in numbers if store.masks[number] >> at & 1]
