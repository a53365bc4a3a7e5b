"""Callers' words in any form: which words of the lexicon they are, and who has those."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from switchboard.search.bits import BitMap
from switchboard.search.inflection import may_be_root, roots
from switchboard.search.keeping import kept
from switchboard.search.places import begins
from switchboard.search.spelling import plain
from switchboard.search.store import Store

SHORTEST_STEM: Final = 3
"""What is left of a word without its ending, or beside the other part of a compound, has so many letters at
least."""
_LONGEST_ENDING: Final = 6
_ENDING: Final = 3
_KEPT: Final = 1024
"""Some dozen labels of topics have a quarter of that, and others have the same words."""


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


def beginning(store: Store, key: str) -> list[int]:
    """Return the words that begin with ``key`` in plain letters."""
    lexicon = store.lexicon
    start, _, end = lexicon.places.begins(key)
    low, _, high = begins(lexicon.young.keys, key)
    return [*range(start, end), *lexicon.young.numbers[low:high]]


def begun(store: Store, key: str) -> bool:
    """Whether any word begins with ``key`` in plain letters."""
    lexicon = store.lexicon
    start, _, end = lexicon.places.begins(key)
    if start == end and lexicon.young.keys:
        start, _, end = begins(lexicon.young.keys, key)
    return start < end


def inflections(store: Store, key: str) -> set[int]:
    """Return the words that share a root with ``key`` (in plain letters), itself included."""
    lexicon = store.lexicon
    found: set[int] = set()
    for root in roots(key):
        if len(root) < SHORTEST_STEM:
            continue
        longest = len(root) + _LONGEST_ENDING
        for keys, numbers in ((lexicon.plains, None), (lexicon.young.keys, lexicon.young.numbers)):
            start, _, end = lexicon.places.begins(root) if numbers is None else begins(keys, root)
            for at in range(start, end):
                if len(keys[at]) <= longest and may_be_root(root, keys[at]) and root in roots(keys[at]):
                    found.add(at if numbers is None else numbers[at])
    return found


def alive(store: Store, numbers: Iterable[int]) -> list[int]:
    """Return the words that somebody has: those of whom was taken away are still numbered."""
    masks = store.masks
    return [number for number in numbers if masks[number]]


class Having:
    """Who has any of some words, column by column."""

    __slots__ = ("_bits", "_store", "numbers")

    def __init__(self, store: Store, numbers: Iterable[int]) -> None:
        self.numbers = list(numbers)
        self._store = store
        self._bits: dict[int, BitMap] = {}

    def at(self, column: int) -> BitMap:
        """Return who has any of the words in a column."""
        bits = self._bits.get(column)
        if bits is None:
            masks = self._store.masks
            some = [number for number in self.numbers if masks[number] >> column & 1]
            bits = self._bits[column] = self._store.columns[column].of_words(some)
        return bits


class Forms:
    """Who has a word in any form. It is kept, since the labels of one topic have most of their words in
    common; nothing of it is true any more once anybody has changed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._known: dict[str, Having] = {}

    def of(self, form: str) -> Having:
        """Return who has a word, inflected or not."""
        return kept(self._known, _KEPT, form, self._make)

    def forget(self) -> None:
        """Keep nothing that is no longer true when somebody has changed."""
        self._known.clear()

    def _make(self, form: str) -> Having:
        key = plain(form)
        return Having(self.store, {*equal(self.store, key), *inflections(self.store, key)})
