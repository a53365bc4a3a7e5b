"""Postings of one field: for each word's number, the slots that have the word there."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from switchboard.search.bits import NOBODY, BitMap, bits_of, union
from switchboard.search.lexicon import Lexicon
from switchboard.search.spelling import plain
from switchboard.search.turns import give_way

_WORTH_KEEPING: Final = 128
"""Bitmaps of so many postings are kept. They take two bytes a posting and some two hundred."""

_STEP: Final = 4
"""Bitmaps made at one step of warming: less than a millisecond's work."""

_TINY: Final = 24
"""Words of so few postings share one bitmap when they are gathered: each of its own costs more."""

_MOST_LETTERS: Final = 8

_NONE: Final[array[int]] = array("I")
_SIZE: Final = _NONE.itemsize

Begun: TypeAlias = tuple[BitMap, BitMap]
"""Who has a word that begins so: one in plain letters, and one that is not."""


class Column:
    """Compact integer arrays, end to end in the order of the words' numbers, and what changed since.

    For the letters that words begin with there are bitmaps of all words that go on from there, each made of
    those of one letter more.
    """

    def __init__(self, starts: array[int], slots: memoryview, lexicon: Lexicon) -> None:
        """Take where each word's slots begin, and the bytes of all slots, 32 bits each. An image's stay where
        they were read: to make an array of them would hold the interpreter."""
        self.starts = starts
        self._slots = slots
        self._lexicon = lexicon
        self._changed: dict[int, array[int]] = {}
        self._begun: dict[str, Begun] = {}
        self._spelled: dict[str, BitMap] = {}
        self._words: dict[int, BitMap] = {}

    def posted(self, number: int) -> Sequence[int]:
        """Return the slots of one word."""
        changed = self._changed.get(number)
        if changed is not None:
            return changed
        if number + 1 >= len(self.starts):
            return _NONE
        some = array("I")
        some.frombytes(self._slots[_SIZE * self.starts[number] : _SIZE * self.starts[number + 1]])
        return some

    def add(self, number: int, slot: int) -> None:
        """Add a slot to a word's. Bitmaps that are kept get its bit."""
        some = self._own(number)
        at = bisect_left(some, slot)
        if at < len(some) and some[at] == slot:
            return
        insort(some, slot)
        self._patch(number, bits_of((slot,)))

    def add_many(self, number: int, slots: Iterable[int]) -> None:
        """Add several."""
        some = self._own(number)
        new = set(slots).difference(some)
        if new:
            self._changed[number] = array("I", sorted([*some, *new]))
            self._patch(number, bits_of(new))

    def discard(self, number: int, slot: int) -> None:
        """Take a slot from a word's."""
        self.discard_many(number, (slot,))

    def discard_many(self, number: int, slots: Sequence[int]) -> None:
        """Take several."""
        some = self._own(number)
        if len(slots) > _TINY:
            self._changed[number] = array("I", sorted(set(some).difference(slots)))
        else:
            for slot in slots:
                at = bisect_left(some, slot)
                if at < len(some) and some[at] == slot:
                    del some[at]
        self._words.pop(number, None)
        # Another word that begins so may have the slot, too.
        if number + 1 < len(self.starts):
            for head in _heads(self._lexicon.plains[number]):
                self._begun.pop(head, None)
            for head in _heads(self._lexicon.words[number]):
                self._spelled.pop(head, None)

    def _own(self, number: int) -> array[int]:
        some = self._changed.get(number)
        if some is None:
            some = self._changed[number] = array("I", self.posted(number))
        return some

    def _patch(self, number: int, bits: BitMap) -> None:
        if number in self._words:
            self._words[number] = self._words[number] | bits
        if number + 1 >= len(self.starts):
            return
        form, key = self._lexicon.words[number], self._lexicon.plains[number]
        for head in _heads(key):
            known = self._begun.get(head)
            if known is not None:
                pure, other = known
                self._begun[head] = (pure | bits, other) if form == key else (pure, other | bits)
        for head in _heads(form) if form != key else ():
            if head in self._spelled and plain(head) != key:
                self._spelled[head] = self._spelled[head] | bits

    def of_word(self, number: int) -> BitMap:
        """Return the bitmap of one word."""
        bits = self._words.get(number)
        if bits is None:
            some = self.posted(number)
            bits = bits_of(some)
            if len(some) >= _WORTH_KEEPING:
                self._words[number] = bits
        return bits

    def of_words(self, numbers: Collection[int]) -> BitMap:
        """Return the bitmap of some words."""
        if not numbers:
            return NOBODY
        starts, slots, changed, kept = self.starts, self._slots, self._changed, self._words
        last = len(starts) - 1
        parts: list[BitMap] = []
        few = array("I")
        for number in numbers:
            if number >= last or (changed and number in changed):
                bits = kept.get(number)
                if bits is not None:
                    parts.append(bits)
                else:
                    few.extend(changed.get(number, _NONE))
                continue
            begin, end = starts[number], starts[number + 1]
            if end - begin <= _TINY:
                few.frombytes(slots[_SIZE * begin : _SIZE * end])
            else:
                parts.append(self.of_word(number))
        if few:
            parts.append(bits_of(few))
        return union(parts)

    def spelled(self, form: str, at: int, numbers: Callable[[], Sequence[Sequence[int]]]) -> BitMap:
        """Return who has one of the words of the first build that are not in plain letters and go on from
        ``form`` as it is spelled: of these ``numbers``, by column, of which this is ``at``."""
        bits = self._spelled.get(form)
        if bits is None:
            some = numbers()[at]
            bits = self.of_words(some)
            if len(some) >= _WORTH_KEEPING:
                self._spelled[form] = bits
        return bits

    def begun(self, head: str, first: int, last: int) -> Begun:
        """Return who has a word that begins with ``head`` and goes on: those of the first build, which are
        the words ``first`` ≤ number < ``last``."""
        known = self._begun.get(head)
        if known is None:
            if first >= last or (not self._changed and self.starts[first] == self.starts[last]):
                return (NOBODY, NOBODY)
            # To go through many words that nobody has takes its time, too.
            if max(self.starts[last] - self.starts[first], last - first) < _WORTH_KEEPING:
                return self._loose(first, last)
            known = (
                self._loose(first, last) if len(head) >= _MOST_LETTERS else self._summed(head, first, last)
            )
            self._begun[head] = known
        return known

    def _summed(self, head: str, first: int, last: int) -> Begun:
        pure: list[BitMap] = []
        other: list[BitMap] = []
        plains, letters = self._lexicon.plains, len(head) + 1
        for low, high in self._lexicon.alike(first, last, letters):
            give_way()
            longer = plains[low][:letters]
            whole = low
            while whole < high and plains[whole] == longer:
                whole += 1
            for bits, some in zip((pure, other), self._loose(low, whole), strict=True):
                if some:
                    bits.append(some)
            for bits, some in zip((pure, other), self.begun(longer, whole, high), strict=True):
                if some:
                    bits.append(some)
        return union(pure), union(other)

    def _loose(self, first: int, last: int) -> Begun:
        if first >= last:
            return (NOBODY, NOBODY)
        begin, end = self.starts[first], self.starts[last]
        if end - begin < _WORTH_KEEPING and not self._changed:
            return self._few(first, last, begin, end)
        accented = self._lexicon.some_accented(first, last)
        if not accented:
            return self.of_words(range(first, last)), NOBODY
        words, plains = self._lexicon.words, self._lexicon.plains
        pure = [number for number in range(first, last) if words[number] == plains[number]]
        other = [number for number in range(first, last) if words[number] != plains[number]]
        return self.of_words(pure), self.of_words(other)

    def _few(self, first: int, last: int, begin: int, end: int) -> Begun:
        """The same of words with few postings, of which ``begin``…``end`` are theirs: not word by word."""
        if begin == end:
            return NOBODY, NOBODY
        starts, slots = self.starts, self._slots
        pure, other, done = array("I"), array("I"), begin
        for number in self._lexicon.accented_in(first, last):
            low, high = starts[number], starts[number + 1]
            if low < high:
                pure.frombytes(slots[_SIZE * done : _SIZE * low])
                other.frombytes(slots[_SIZE * low : _SIZE * high])
                done = high
        pure.frombytes(slots[_SIZE * done : _SIZE * end])
        return bits_of(pure) if pure else NOBODY, bits_of(other) if other else NOBODY

    def warming(self) -> Iterator[None]:
        """Make all bitmaps that are kept, a few at each step."""
        plains = self._lexicon.plains
        for letters in (2, 1):
            for at, (low, high) in enumerate(self._lexicon.alike(0, len(self.starts) - 1, letters)):
                head = plains[low][:letters]
                if len(head) == letters:
                    while low < high and plains[low] == head:
                        low += 1
                    self.begun(head, low, high)
                if not at % _STEP:
                    yield
        starts = self.starts
        frequent = [at for at in range(len(starts) - 1) if starts[at + 1] - starts[at] >= _WORTH_KEEPING]
        for at, number in enumerate(frequent):
            self.of_word(number)
            if not at % _STEP:
                yield


def _heads(form: str) -> list[str]:
    """Return what a word goes on from."""
    return [form[:letters] for letters in range(len(form))]
