"""Words that mean the same, packed: some tables of numbers and texts that lie one after the other.

Thousands of phrases as Python objects would take seconds of a start's and megabytes. So they are packed once
(``wordpacking.py``; what ships with the program, when it is built) and read where they lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from switchboard.search.around import words_around
from switchboard.search.inflection import roots, stem
from switchboard.search.spelling import MAX_WORD, plain, tokens, word

NONE = 0xFFFFFFFF
"""Stands for no label."""
MOST_LABELS = 12
"""So many labels of what means the same are of use: the first ones are what directories have."""
_BROADER_LABELS = 4
_MOST_BROADER = 3 * _BROADER_LABELS
_INFLECTED_FROM = 5


class Wordbook:
    """Concepts (numbered), their labels (numbered through all concepts) and the labels' keys (numbered in
    alphabetical order): a label in small plain letters."""

    def __init__(self, parts: list[memoryview]) -> None:
        """Take the parts in the order in which ``wordpacking.py`` packs them."""
        self._labels = bytes(parts[0])
        self._label_from = parts[1].cast("I")
        self._concept_from = parts[2].cast("I")
        self._broader = parts[3].cast("I")
        self._keys = bytes(parts[4])
        self._key_from = parts[5].cast("I")
        self._key_of = parts[6].cast("I")
        self._said_from = parts[7].cast("I")
        self._said_by = parts[8].cast("I")
        self._roots = parts[9].cast("I")
        self._rooted = parts[10].cast("I")
        self._bares = parts[11].cast("I")
        self._bared = parts[12].cast("I")
        self._stems = parts[13].cast("I")
        self._stem_from = parts[14].cast("I")
        self._stem_in = parts[15].cast("I")
        self._rarity = parts[16].cast("f")
        self._weights = parts[17].cast("f")
        self._concept_of = parts[18].cast("I")

    def __len__(self) -> int:
        """Return how many concepts there are."""
        return len(self._concept_from) - 1

    def label(self, number: int) -> str:
        """Return a label as it is written."""
        return self._labels[self._label_from[number] : self._label_from[number + 1]].decode(
            "utf-8", "surrogatepass"
        )

    def key(self, number: int) -> str:
        """Return a key."""
        return self._keys[self._key_from[number] : self._key_from[number + 1]].decode(
            "utf-8", "surrogatepass"
        )

    def all_keys(self) -> Iterator[str]:
        """Iterate over the keys in alphabetical order."""
        for number in range(len(self._key_from) - 1):
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
        return self._said_by[self._said_from[key] : self._said_from[key + 1]]

    def place(self, key: str) -> int:
        """Return the number of the first key that is ``key`` or comes after it."""
        wanted = key.encode("utf-8", "surrogatepass")
        low, high = 0, len(self._key_from) - 1
        while low < high:
            middle = (low + high) >> 1
            if self._keys[self._key_from[middle] : self._key_from[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def number(self, key: str) -> int | None:
        """Return the number of a key, if it is one."""
        at = self.place(key)
        return at if at < len(self._key_from) - 1 and self.key(at) == key else None

    def beginning(self, start: str) -> Iterator[int]:
        """Iterate over the keys that begin so."""
        at = self.place(start)
        while at < len(self._key_from) - 1 and self.key(at).startswith(start):
            yield at
            at += 1

    def inflected(self, key: str) -> list[int]:
        """Return the keys of which a key of one word is an inflection."""
        found = []
        for root in sorted(roots(key)):
            for number in equal(self._roots, self._rooted, checksum(root)):
                if number not in found and root in roots(self.key(number)):
                    found.append(number)
        return found

    def in_any_order(self, key: str) -> list[int]:
        """Return the keys of several words that have these words, inflected and with others around."""
        wanted = bare(key)
        return [
            number
            for number in equal(self._bares, self._bared, checksum(wanted))
            if bare(self.key(number)) == wanted
        ]

    def stem(self, wanted: int) -> int:
        """Return the number of a stem that labels have, by its checksum, or -1."""
        at = _after(self._stems, wanted) - 1
        return at if at >= 0 and self._stems[at] == wanted else -1

    def having(self, stem: int) -> memoryview:
        """Return the labels that have a word of this stem."""
        return self._stem_in[self._stem_from[stem] : self._stem_from[stem + 1]]

    def rarity(self, stem: int) -> float:
        """Return how much a stem tells: the logarithm of how few concepts have it."""
        return float(self._rarity[stem])

    def weight(self, label: int) -> float:
        """Return what all stems of a label tell together."""
        return float(self._weights[label])


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


def checksum(text: str) -> int:
    """Return what a text is looked for by in the tables."""
    return crc32(text.encode("utf-8", "surrogatepass"))


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


def _after(numbers: memoryview, wanted: int) -> int:
    """Return where numbers in ascending order begin to be more than this one."""
    low, high = 0, len(numbers)
    while low < high:
        middle = (low + high) >> 1
        if numbers[middle] <= wanted:
            low = middle + 1
        else:
            high = middle
    return low


def equal(hashes: memoryview, numbers: memoryview, wanted: int) -> list[int]:
    """Return the numbers beside those of the hashes that are this one."""
    end = _after(hashes, wanted)
    start = end
    while start > 0 and hashes[start - 1] == wanted:
        start -= 1
    return [int(number) for number in numbers[start:end]]
