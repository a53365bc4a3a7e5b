"""The distinct words of everybody's texts, in the orders in which fragments are looked up."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from switchboard.search.likeness import Likeness
from switchboard.search.shorn import Shorn
from switchboard.search.sounds import Ear
from switchboard.search.spelling import nordic, plain

_LAST: Final = "\U0010ffff"
_SHORTEST_TAIL: Final = 2
_TAIL: Final = 3
_INNER: Final = 3
_STEP: Final = 1024
_NONE: Final[array[int]] = array("I")


class Keyed:
    """A sorted list of keys, each leading to one word's number."""

    def __init__(self, keys: list[str] | Callable[[], list[str]], numbers: array[int]) -> None:
        """Take the keys, or what reads them when somebody asks: an image's are split in 3 ms."""
        self._keys: list[str] | None = keys if isinstance(keys, list) else None
        self._read = None if isinstance(keys, list) else keys
        self.numbers = numbers

    @property
    def keys(self) -> list[str]:
        """The keys, in order; nobody else's list."""
        keys = self._keys
        if keys is None:
            assert self._read is not None
            keys = self._keys = self._read()
            self._read = None
        return keys

    def add(self, key: str, number: int) -> None:
        at = bisect_right(self.keys, key)
        self.keys.insert(at, key)
        self.numbers.insert(at, number)


class Lexicon:
    """Words and their numbers.

    The words known when the index was built are numbered in the order of their plain form, so that all words
    beginning alike are one range of numbers (:attr:`plains`). Words that came later follow after them in the
    order of their coming, and have their own sorted list (:attr:`young`).
    """

    def __init__(
        self,
        words: list[str],
        plains: list[str],
        nordics: Keyed,
        sounds: Keyed,
        ear: Ear,
        accented: array[int],
    ) -> None:
        self.words = words
        self.plains = plains
        self.base = len(plains)
        self.young = Keyed([], array("I"))
        self.nordics = nordics
        self.sounds = sounds
        self.ear = ear
        self.accented = accented
        """The words of the first build that are not spelled in plain letters."""
        self.letters = array("Q", bytes(8 * self.base))
        """Of the words of the first build: kept for :func:`~switchboard.search.typos.two_slips`."""
        self.shorn = Shorn(plains)
        self.places = self.shorn.places
        self.heard = sounds
        """The sounds of the words of the first build, and those of words that came later."""
        self.heard_late = Keyed([], array("I"))
        self._heard_shorn: Shorn | None = None
        self._likeness: Likeness | None = None
        self._tails: dict[str, array[int]] | None = None
        self._inner: dict[str, array[int]] | None = None

    @property
    def heard_shorn(self) -> Shorn:
        """:attr:`heard` without one of their first letters."""
        if self._heard_shorn is None:
            self._heard_shorn = Shorn(self.heard.keys)
        return self._heard_shorn

    @property
    def likeness(self) -> Likeness:
        """Which of :attr:`heard` sound most like a word."""
        if self._likeness is None:
            self._likeness = Likeness(self.heard)
        return self._likeness

    def number(self, form: str) -> int | None:
        """Return a word's number, or ``None`` when nobody has it."""
        key = plain(form)
        at = bisect_left(self.plains, key)
        while at < self.base and self.plains[at] == key:
            if self.words[at] == form:
                return at
            at += 1
        young = self.young
        at = bisect_left(young.keys, key)
        while at < len(young.keys) and young.keys[at] == key:
            if self.words[young.numbers[at]] == form:
                return young.numbers[at]
            at += 1
        return None

    def add(self, form: str) -> int:
        """Return a word's number, a new one when it has none yet."""
        number = self.number(form)
        if number is not None:
            return number
        number = len(self.words)
        self.words.append(form)
        key = plain(form)
        self.young.add(key, number)
        folded = nordic(form)
        if folded != key:
            self.nordics.add(folded, number)
        for spoken in self.ear.spoken(form):
            if self.sounds is self.heard:
                # What is looked up in the order of the shorn stays as it was.
                self.sounds = Keyed(list(self.heard.keys), self.heard.numbers[:])
            self.sounds.add(spoken, number)
            self.heard_late.add(spoken, number)
        return number

    def alike(self, first: int, last: int, letters: int) -> Iterator[tuple[int, int]]:
        """Iterate over the ranges of the first build's words whose first letters are the same."""
        plains = self.plains
        low = first
        while low < last:
            head = plains[low][:letters]
            high = bisect_left(plains, head + _LAST, low, last)
            # A word of fewer letters than that stands for itself.
            high = max(high, low + 1) if len(head) == letters else low + 1
            yield low, high
            low = high

    def some_accented(self, first: int, last: int) -> bool:
        """Whether any of the words ``first`` ≤ number < ``last`` is not spelled in plain letters."""
        at = bisect_left(self.accented, first)
        return at < len(self.accented) and self.accented[at] < last

    def accented_in(self, first: int, last: int) -> array[int]:
        """Return those of the words ``first`` ≤ number < ``last`` that are not spelled in plain letters."""
        return self.accented[bisect_left(self.accented, first) : bisect_left(self.accented, last)]

    def spelled(self, form: str, first: int, last: int) -> list[int]:
        """Return those of the words ``first`` ≤ number < ``last`` that are not spelled in plain letters and
        begin exactly so."""
        words = self.words
        return [number for number in self.accented_in(first, last) if words[number].startswith(form)]

    def ending(self, tail: str, length: int) -> Iterable[int]:
        """Return the words of the first build whose plain form ends with ``tail`` and has two letters more or
        less than ``length`` at most."""
        if self._tails is None:
            for _ in self._by_tail():
                pass
        assert self._tails is not None
        some, plains = self._tails.get(tail[-_TAIL:], _NONE), self.plains
        low, high = 0, len(some)
        for least, after in ((length - 2, False), (length + 3, True)):
            start, end = low, len(some)
            while start < end:
                middle = (start + end) // 2
                if len(plains[some[middle]]) < least:
                    start = middle + 1
                else:
                    end = middle
            if after:
                high = start
            else:
                low = start
        some = some[low:high]
        return some if len(tail) <= _TAIL else [at for at in some if plains[at].endswith(tail)]

    def warming(self) -> Iterator[None]:
        """Prepare what searches would otherwise prepare when they first need it, a little at each step."""
        yield from self.ear.warming()
        yield from self._by_tail()
        yield from self._by_inner()
        yield from self.shorn.making()
        yield from self.heard_shorn.making()
        yield from self.likeness.making()

    def _by_tail(self) -> Iterator[None]:
        if self._tails is not None:
            return
        tails: dict[str, array[int]] = {}
        plains = self.plains
        for done, number in enumerate(sorted(range(self.base), key=lambda at: len(plains[at]))):
            key = plains[number]
            for length in range(_SHORTEST_TAIL, min(_TAIL, len(key)) + 1):
                some = tails.get(key[-length:])
                if some is None:
                    some = tails[key[-length:]] = array("I")
                some.append(number)
            if not done % _STEP:
                yield
        self._tails = tails

    def _by_inner(self) -> Iterator[None]:
        """Note which words have three letters in a row, other than their first."""
        if self._inner is not None:
            return
        inner: dict[str, array[int]] = {}
        for number, key in enumerate(self.plains):
            for at in range(1, len(key) - _INNER + 1):
                three = key[at : at + _INNER]
                some = inner.get(three)
                if some is None:
                    inner[three] = array("I", (number,))
                elif some[-1] != number:
                    some.append(number)
            if not number % _STEP:
                yield
        self._inner = inner

    def _having(self, part: str) -> list[int]:
        """The words of the first build that contain ``part`` (three letters or more) after their first
        letter."""
        if self._inner is None:
            for _ in self._by_inner():
                pass
        assert self._inner is not None
        plains = self.plains
        fewest = self._inner.get(part[:_INNER], _NONE)
        for at in range(1, len(part) - _INNER + 1):
            some = self._inner.get(part[at : at + _INNER], _NONE)
            if len(some) < len(fewest):
                fewest = some
        return [number for number in fewest if part in plains[number]]

    def containing(self, part: str) -> Iterator[tuple[int, bool]]:
        """Iterate over the words that contain ``part`` (three letters or more) in their plain form, but do
        not begin with it; with each whether it ends so."""
        plains = self.plains
        for number in self._having(part):
            if not plains[number].startswith(part):
                yield number, plains[number].endswith(part)
        for key, number in zip(self.young.keys, self.young.numbers, strict=True):
            if part in key and not key.startswith(part):
                yield number, key.endswith(part)
