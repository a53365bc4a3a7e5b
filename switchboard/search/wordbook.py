"""Words that mean the same, packed: some tables of numbers and texts that lie one after the other.

Thousands of phrases as Python objects would take seconds of a start's and megabytes. So they are packed once
(``wordpacking.py``; what ships with the program, when it is built) and read where they lie.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache
from typing import Final

from switchboard.search.around import words_around
from switchboard.search.inflection import roots, stem
from switchboard.search.keeping import kept
from switchboard.search.spelling import MAX_WORD, plain, tokens, word
from switchboard.search.tables import ByText, Rows, Texts, after, checksum

NONE: Final = 0xFFFFFFFF
"""Stands for no label."""
MOST_LABELS: Final = 12
"""So many labels of what means the same are of use: the first ones are what directories have."""
_BROADER_LABELS: Final = 4
_MOST_BROADER: Final = 3 * _BROADER_LABELS
_INFLECTED_FROM: Final = 5
_KEPT: Final = 128
"""Of so many words it is kept whether labels have them: the phrases of a sentence share them."""
_AFTER_BLANK: Final = "!"
"""Sorts right behind the blank between two words, and is in none."""


class Wordbook:
    """Concepts (numbered), their labels (numbered through all concepts) and the labels' keys (numbered in
    alphabetical order): a label in small plain letters."""

    def __init__(self, parts: list[memoryview]) -> None:
        """Take the parts in the order in which ``wordpacking.py`` packs them."""
        self._labels = Texts(parts[0], parts[1])
        self._concept_from = parts[2].cast("I")
        self._broader = parts[3].cast("I")
        self._keys = Texts(parts[4], parts[5])
        self._key_of = parts[6].cast("I")
        self._said = Rows(parts[7], parts[8])
        self._rooted = ByText(parts[9], parts[10])
        self._bared = ByText(parts[11], parts[12])
        self._stems = array("I", parts[13].tobytes())
        self._having = Rows(parts[14], parts[15])
        self._rarity = parts[16].cast("f")
        self._weights = parts[17].cast("f")
        self._concept_of = parts[18].cast("I")

    def __len__(self) -> int:
        """Return how many concepts there are."""
        return len(self._concept_from) - 1

    def label(self, number: int) -> str:
        """Return a label as it is written."""
        return self._labels.text(number)

    def key(self, number: int) -> str:
        """Return a key."""
        return self._keys.text(number)

    def all_keys(self) -> Iterator[str]:
        """Iterate over the keys in alphabetical order."""
        for number in range(len(self._keys)):
            yield self.key(number)

    def key_of(self, label: int) -> int:
        """Return the key of a label."""
        return int(self._key_of[label])

    def concept_of(self, label: int) -> int:
        """Return which concept has a label."""
        return int(self._concept_of[label])

    def labels_of(self, concept: int) -> range:
        """Return a concept's labels, preferred ones first."""
        return range(self._concept_from[concept], self._concept_from[concept + 1])

    def broader(self, concept: int) -> int:
        """Return the preferred label of what does a concept's work where nobody is called so, or
        :data:`NONE`."""
        return int(self._broader[concept])

    def said_by(self, key: int) -> memoryview:
        """Return the labels that have a key."""
        return self._said.row(key)

    def place(self, key: str) -> int:
        """Return the number of the first key that is ``key`` or comes after it."""
        wanted = key.encode("utf-8", "surrogatepass")
        low, high = 0, len(self._keys)
        while low < high:
            middle = (low + high) >> 1
            if self._keys.written(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def number(self, key: str) -> int | None:
        """Return the number of a key, if it is one."""
        at = self.place(key)
        return at if at < len(self._keys) and self.key(at) == key else None

    def beginning(self, start: str, *, alone: bool = False) -> Iterator[int]:
        """Iterate over the keys that begin so; ``alone``: over none in which it is a word before others."""
        at = self.place(f"{start}{_AFTER_BLANK}" if alone else start)
        while at < len(self._keys) and self.key(at).startswith(start):
            yield at
            at += 1

    def inflected(self, key: str) -> list[int]:
        """Return the keys of which a key of one word is an inflection."""
        found = []
        for root in sorted(roots(key)):
            for number in self._rooted.of(root):
                if number not in found and root in roots(self.key(number)):
                    found.append(number)
        return found

    def in_any_order(self, key: str) -> list[int]:
        """Return the keys of several words that have these words, inflected and with others around."""
        wanted = bare(key)
        return [number for number in self._bared.of(wanted) if bare(self.key(number)) == wanted]

    def stem(self, wanted: int) -> int:
        """Return the number of a stem that labels have, by its checksum, or -1."""
        at = after(self._stems, wanted) - 1
        return at if at >= 0 and self._stems[at] == wanted else -1

    def has_words(self, memo: dict[str, bool], key: str) -> bool:
        """Whether labels have all words of a key that are no talk, inflected or not. Where they have not, no
        label is that key or says the same. What is found is kept in ``memo``, which belongs to the book."""
        return all(kept(memo, _KEPT, some, self._has_word) for some in telling(key))

    def _has_word(self, word: str) -> bool:
        form = stem(word)
        # What is talk in a label is not among the stems, and may be inflected to what is none.
        return self.stem(checksum(form)) >= 0 or form in _stems_around()

    def having(self, stem: int) -> memoryview:
        """Return the labels that have a word of this stem."""
        return self._having.row(stem)

    def rarity(self, stem: int) -> float:
        """Return how much a stem tells: the logarithm of how few concepts have it."""
        return float(self._rarity[stem])

    def weight(self, label: int) -> float:
        """Return what all stems of a label tell together."""
        return float(self._weights[label])


@cache
def _stems_around() -> frozenset[str]:
    return frozenset(stem(some) for some in words_around())


def labels_of(book: Wordbook, concepts: list[int]) -> tuple[str, ...]:
    """Return the labels of concepts, in turn: preferred ones, then those of what does their work where nobody
    is called so, and the others as far as they are of use."""
    first = [book.labels_of(concept)[0] for concept in concepts]
    above: list[int] = []
    for concept in concepts:
        broader = book.broader(concept)
        while broader != NONE and len(above) < _MOST_BROADER:
            wider = book.concept_of(broader)
            above += book.labels_of(wider)[:_BROADER_LABELS]
            broader = book.broader(wider)
    others: list[int] = []
    for at in range(1, MOST_LABELS):
        for concept in concepts:
            some = book.labels_of(concept)
            if at < len(some) and len(others) < MOST_LABELS:
                others.append(some[at])
    return tuple([book.label(label) for label in [*first, *above, *others][:MOST_LABELS]])


def key_of(text: str) -> str:
    """Return what a text is compared by: its words in small plain letters."""
    if text.isascii() and text.isalpha():
        return text[:MAX_WORD].lower()
    return " ".join([plain(word(token)) for token in tokens(text)])


def inflects(key: str) -> bool:
    """Whether a key of one word is looked for by its inflections."""
    return len(key) >= _INFLECTED_FROM and key.isalpha()


def bare(key: str) -> str:
    """Return what is left of a phrase without "på", "til" and the like, however it is inflected and in
    whatever order."""
    words = key.split()
    left = [some for some in words if some not in ("a", "i") and some not in words_around()]
    return " ".join(sorted([stem(some) for some in (left if len(left) > 1 else words)]))


def telling(key: str) -> list[str]:
    """Return the words of a key that are no talk, each once."""
    return [some for some in dict.fromkeys(key.split()) if len(some) > 1 and some not in words_around()]
