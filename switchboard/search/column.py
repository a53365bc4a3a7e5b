"""Postings of one field: for each word's number, the slots that have the word there."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from switchboard.search.bits import Gathered, bits_of
from switchboard.search.lexicon import Lexicon

_KEPT = 4 << 20
"""Bytes of single words' bitmaps that a column keeps."""
_WORTH_KEEPING = 1 << 13
_STEP = 4
"""Bitmaps made at one step of warming: less than a millisecond's work."""

_MOST_LETTERS = 8

_NONE: array[int] = array("I")


class Column:
    """Compact integer arrays, end to end in the order of the words' numbers, and what changed since.

    Ranges of words are answered from bitmaps of whole *blocks* of them, made when first asked for. A block
    holds so many postings that its bitmap is not much larger than they are, and ends where the words' first
    two letters do, if it can.
    """

    def __init__(self, starts: array[int], slots: array[int], lexicon: Lexicon, top: int) -> None:
        """Take the postings, none of whose slots is above ``top``."""
        self.starts = starts
        self.slots = slots
        self._lexicon = lexicon
        self._changed: dict[int, array[int]] = {}
        self._blocks: dict[int, tuple[int, int]] = {}
        self._edges: list[int] | None = None
        self._words: dict[int, int] = {}
        self.top = top

    @classmethod
    def of(cls, postings: Sequence[Sequence[int] | None], lexicon: Lexicon) -> Column:
        """Make the column of ascending lists of slots, one a word."""
        slots = array("I")
        for some in postings:
            if some is not None:
                slots.extend(some)
        lengths = [0 if some is None else len(some) for some in postings]
        return cls(array("I", accumulate(lengths, initial=0)), slots, lexicon, max(slots, default=0))

    def posted(self, number: int) -> Sequence[int]:
        """Return the slots of one word."""
        changed = self._changed.get(number)
        if changed is not None:
            return changed
        if number + 1 >= len(self.starts):
            return _NONE
        return self.slots[self.starts[number] : self.starts[number + 1]]

    def add(self, number: int, slot: int) -> None:
        """Add a slot to a word's. Bitmaps that are kept get its bit."""
        some = self._own(number)
        at = bisect_left(some, slot)
        if at < len(some) and some[at] == slot:
            return
        insort(some, slot)
        self.top = max(self.top, slot)
        self._patch(number, 1 << slot)

    def add_many(self, number: int, slots: Iterable[int]) -> None:
        """Add several."""
        some = self._own(number)
        new = set(slots).difference(some)
        if new:
            self._changed[number] = array("I", sorted([*some, *new]))
            self.top = max(self.top, *new)
            self._patch(number, bits_of(list(new)))

    def discard(self, number: int, slot: int) -> None:
        """Take a slot from a word's."""
        self.discard_many(number, (slot,))

    def discard_many(self, number: int, slots: Iterable[int]) -> None:
        """Take several."""
        some = self._own(number)
        for slot in slots:
            at = bisect_left(some, slot)
            if at < len(some) and some[at] == slot:
                del some[at]
        self._words.pop(number, None)
        # Another word of the block may have the slot, too.
        block = self._block_of(number)
        if block is not None:
            self._blocks.pop(block, None)

    def _own(self, number: int) -> array[int]:
        some = self._changed.get(number)
        if some is None:
            some = self._changed[number] = array("I", self.posted(number))
        return some

    def _patch(self, number: int, bits: int) -> None:
        if number in self._words:
            self._words[number] |= bits
        block = self._block_of(number)
        if block in self._blocks:
            assert block is not None
            pure, other = self._blocks[block]
            plain = self._lexicon.words[number] == self._lexicon.plains[number]
            self._blocks[block] = (pure | bits, other) if plain else (pure, other | bits)

    def _block_of(self, number: int) -> int | None:
        if self._edges is None or number + 1 >= len(self.starts):
            return None
        return bisect_right(self._edges, number) - 1

    def of_word(self, number: int) -> int:
        """Return the bitmap of one word."""
        bits = self._words.get(number)
        if bits is None:
            bits = bits_of(self.posted(number), self.top)
            if bits.bit_length() > _WORTH_KEEPING:
                if len(self._words) * (self.top >> 3) > _KEPT:
                    self._words.clear()
                self._words[number] = bits
        return bits

    def of_words(self, numbers: Iterable[int]) -> int:
        """Return the bitmap of some words."""
        found = Gathered(self.top)
        self.gather(numbers, found)
        return found.whole()

    def gather(self, numbers: Iterable[int], into: Gathered) -> None:
        """Add the slots of some words."""
        frequent = max(128, self.top >> 9)
        starts, slots, changed, few = self.starts, self.slots, self._changed, into.few
        last = len(starts) - 1
        for number in numbers:
            if number in changed or number >= last:
                some: Sequence[int] = changed.get(number, _NONE)
                if len(some) > frequent:
                    into.bits |= self.of_word(number)
                else:
                    few.extend(some)
                continue
            begin, end = starts[number], starts[number + 1]
            if end - begin > frequent:
                into.bits |= self.of_word(number)
            else:
                few.extend(slots[begin:end])

    def gather_range(self, first: int, last: int, pure: Gathered, other: Gathered) -> None:
        """Add the slots of the words ``first`` ≤ number < ``last`` of the first build: of those in plain
        letters, and of those that are not."""
        if first >= last or (not self._changed and self.starts[first] == self.starts[last]):
            return
        edges = self._block_edges()
        low = bisect_left(edges, first)
        high = bisect_right(edges, last) - 1
        if low >= high:
            self._loose(first, last, pure, other)
            return
        self._loose(first, edges[low], pure, other)
        for block in range(low, high):
            some, more = self._block(block)
            if some:
                pure.bits |= some
            if more:
                other.bits |= more
        self._loose(edges[high], last, pure, other)

    def warming(self) -> Iterator[None]:
        """Make all blocks' bitmaps, and those of the most frequent words, a few at each step."""
        for block in range(len(self._block_edges()) - 1):
            self._block(block)
            if not block % _STEP:
                yield
        frequent = max(512, self.top >> 6)
        starts = self.starts
        numbers = [at for at in range(len(starts) - 1) if starts[at + 1] - starts[at] > frequent]
        for at, number in enumerate(numbers[: _KEPT // max(1, self.top >> 3)]):
            self.of_word(number)
            if not at % _STEP:
                yield

    def _loose(self, first: int, last: int, pure: Gathered, other: Gathered) -> None:
        if first >= last:
            return
        starts, slots, changed = self.starts, self.slots, self._changed
        if not changed:
            begin, end = starts[first], starts[last]
            if begin == end:
                return
            if not self._lexicon.some_accented(first, last):
                pure.few.extend(slots[begin:end])
                return
        words, plains = self._lexicon.words, self._lexicon.plains
        for number in range(first, last):
            some = changed.get(number)
            if some is None:
                begin, end = starts[number], starts[number + 1]
                if begin == end:
                    continue
                some = slots[begin:end]
            (pure if words[number] == plains[number] else other).few.extend(some)

    def _block(self, block: int) -> tuple[int, int]:
        known = self._blocks.get(block)
        if known is None:
            edges = self._block_edges()
            first, last = edges[block], edges[block + 1]
            if last == first + 1:
                bits = self.of_word(first)
                plain = self._lexicon.words[first] == self._lexicon.plains[first]
                known = (bits, 0) if plain else (0, bits)
            else:
                pure, other = Gathered(self.top), Gathered(self.top)
                self._loose(first, last, pure, other)
                known = (bits_of(pure.few, self.top), bits_of(other.few, self.top))
            self._blocks[block] = known
        return known

    def _block_edges(self) -> list[int]:
        if self._edges is None:
            edges = [0]
            if len(self.starts) > 1:
                self._cut(0, len(self.starts) - 1, 2, edges)
            self._edges = edges
        return self._edges

    def _cut(self, first: int, last: int, letters: int, edges: list[int]) -> None:
        """Add the ends of the blocks of a range of words, which end where their first letters change."""
        starts = self.starts
        full = max(512, self.top >> 6)
        small = full >> 2
        for low, high in self._lexicon.alike(first, last, letters):
            size = starts[high] - starts[low]
            if size > small and edges[-1] < low:
                edges.append(low)
            if size > full and high - low > 1:
                if letters < _MOST_LETTERS:
                    self._cut(low, high, letters + 1, edges)
                else:
                    edges.append(high)
            elif starts[high] - starts[edges[-1]] > small:
                edges.append(high)
        if edges[-1] < last:
            edges.append(last)
