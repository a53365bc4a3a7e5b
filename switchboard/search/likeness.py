"""Which names sound most like a word that no rule leads to: "zczahariassen", "klockmeer".

Keys of how words sound (:mod:`~switchboard.search.sounds`) are compared letter by letter: a vowel for
another, a consonant for one that is made alike, an h too few are little, any other letter is much. Only words
are compared that have pairs of letters in common, whatever their vowels are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from switchboard.search.bits import NOBODY, BitMap, bits_of, first_of

_STEP: Final = 512
_MOST_COMPARED: Final = 40
"""So many of those that have most in common are compared letter by letter."""
_MOST_PAIRS: Final = 7
"""Those without a vowel tell most."""
_LONGER: Final = 3
"""A key that has more letters more or less than that is not compared."""
_LEAST: Final = 2
_LEAST_PART: Final = 2
"""So many pairs must be in common, and half of them."""
_SAME_KIND: Final = ("aeiouyøæå", "bp", "dt", "gkhq", "fvw", "szj", "mn", "l", "r", "c", "x")
_VOWELS: Final = len(_SAME_KIND[0])
_ALIKE: Final = 4
_OTHER: Final = 10
_NO_VOWEL: Final = 12
"""Tenths of a letter: of one kind, of another, a vowel for a consonant."""
_TWICE: Final = 2
_SILENT: Final = 3
_VOWEL: Final = 5
_WEAK: Final = 6
"""What a letter too many or too few is: said twice, an h, a vowel, one of those that are swallowed."""
_SWAPPED: Final = 6
_SWALLOWED: Final = "jrdtgn"
_SEMIVOWELS: Final = ("ij", "ej", "uv", "ov", "yj")
_LETTERS: Final = "".join(_SAME_KIND)
_SIZE: Final = len(_LETTERS) + 1
_CODES: Final = {letter: code for code, letter in enumerate(_LETTERS)}
_STRANGE: Final = _SIZE - 1
"""Any other letter."""


def _kinds() -> list[str]:
    kinds = [kind[0] for kind in _SAME_KIND for _ in kind]
    return [*kinds, "?"]


_KINDS: Final = _kinds()


def _instead() -> list[int]:
    """What each letter for another is, row by row."""
    costs: list[int] = []
    for one in range(_SIZE):
        for other in range(_SIZE):
            pair = _LETTERS[one : one + 1] + _LETTERS[other : other + 1]
            if one == other:
                costs.append(0)
            elif _KINDS[one] == _KINDS[other] or pair in _SEMIVOWELS or pair[::-1] in _SEMIVOWELS:
                costs.append(_ALIKE)
            else:
                costs.append(_NO_VOWEL if (one < _VOWELS) != (other < _VOWELS) else _OTHER)
    return costs


def _alone() -> list[int]:
    """What each letter too many is."""
    return [
        _SILENT if letter == "h" else _VOWEL if code < _VOWELS else _WEAK if letter in _SWALLOWED else _OTHER
        for code, letter in enumerate(_LETTERS)
    ] + [_OTHER]


_INSTEAD: Final = _instead()
_ALONE: Final = _alone()


def codes(key: str) -> list[int]:
    """Return the letters of a key as numbers."""
    return [_CODES.get(letter, _STRANGE) for letter in key if letter != "/"]


def distance(left: list[int], right: list[int], most: int) -> int:
    """Return how far two keys' :func:`codes` are apart, in tenths of a letter, or more than ``most``."""
    width, height = len(right), len(left)
    gaps = [0] * width
    row = [0] * (width + 1)
    for j in range(width):
        letter = right[j]
        gaps[j] = _TWICE if j and right[j - 1] == letter else _ALONE[letter]
        row[j + 1] = row[j] + gaps[j]
    before = row
    for i in range(height):
        letter = left[i]
        gap = _TWICE if i and left[i - 1] == letter else _ALONE[letter]
        previous, row = row, [0] * (width + 1)
        best = left_of = row[0] = previous[0] + gap
        start = letter * _SIZE
        for j in range(width):
            other = right[j]
            cost = previous[j] + _INSTEAD[start + other]
            if previous[j + 1] + gap < cost:
                cost = previous[j + 1] + gap
            if left_of + gaps[j] < cost:
                cost = left_of + gaps[j]
            if (
                i
                and j
                and letter == right[j - 1]
                and left[i - 1] == other
                and before[j - 1] + _SWAPPED < cost
            ):
                cost = before[j - 1] + _SWAPPED
            left_of = row[j + 1] = cost
            if cost < best:
                best = cost
        if best > most:
            return most + 1
        before = previous
    return row[width]


def _pairs(letters: list[int]) -> set[str]:
    """Return the pairs of kinds of letters that are side by side in a key, its ends included."""
    kinds = "^"
    for code in letters:
        kind = _KINDS[code]
        if kind != kinds[-1]:
            kinds += kind
    kinds += "$"
    return {kinds[at : at + 2] for at in range(len(kinds) - 1)}


def _vowels(pair: str) -> tuple[bool, str]:
    return _KINDS[0] in pair, pair


class Keyed(Protocol):
    """Sorted keys, each leading to one word's number."""

    numbers: array[int]

    @property
    def keys(self) -> list[str]:
        """The keys."""


class Likeness:
    """Some keys, each leading to one word's number, by the pairs of letters in them."""

    def __init__(self, keyed: Keyed) -> None:
        self._keyed = keyed
        self._having: dict[str, BitMap] = {}
        self._late: dict[str, set[str]] = {}
        self._ready = False

    def making(self) -> Iterator[None]:
        """Note which keys have which pairs, a little at each step."""
        if self._ready:
            return
        having: dict[str, array[int]] = {}
        for at, key in enumerate(self._keyed.keys):
            for pair in _pairs(codes(key)):
                some = having.get(pair)
                if some is None:
                    some = having[pair] = array("I")
                some.append(at)
            if not at % _STEP:
                yield
        self._having = {pair: bits_of(some) for pair, some in having.items()}
        self._ready = True

    def nearest(self, sounds: Sequence[str], share: int, late: Keyed, having: array[int]) -> dict[int, int]:
        """Return the words one of whose keys is no farther from one of these than ``share`` hundredths of its
        length, with how far they are, in hundredths. ``late`` are keys of words that came later; nobody has a
        word any more for which ``having`` is 0."""
        for _ in self.making():
            pass
        found: dict[int, int] = {}
        for sound in sounds:
            key = codes(sound)
            # Which pairs are asked for must not hang on who came when.
            pairs = sorted(_pairs(key), key=_vowels)[:_MOST_PAIRS]
            least = max(_LEAST, len(pairs) // _LEAST_PART)
            young = self._sharing(pairs, late, having, least)
            some: list[tuple[str, int]] = []
            planes = self._planes(pairs)
            for count in range(len(pairs), least - 1, -1):
                left = _MOST_COMPARED - len(some)
                if left <= 0:
                    break
                # Nor must who is compared: they are cut together.
                more = self._first(_counted(planes, count), left, having) + young.get(count, [])
                some += _cut(sorted(more), left) if young else more
            _compare(key, some, share, found)
        return found

    def _first(self, places: BitMap, most: int, having: array[int]) -> list[tuple[str, int]]:
        """Return the first keys, and words, of some places that somebody has."""
        keys, numbers = self._keyed.keys, self._keyed.numbers
        some = [(keys[at], numbers[at]) for at in first_of(places, most) if having[numbers[at]]]
        if len(places) > most:
            at = places[most - 1] + 1
            # Those of one key were heard alike, whoever came first.
            if len(some) < most or (at < len(keys) and keys[at] == some[-1][0]):
                some = _cut([(keys[at], numbers[at]) for at in places if having[numbers[at]]], most)
        return some

    def _sharing(
        self, pairs: Sequence[str], late: Keyed, having: array[int], least: int
    ) -> dict[int, list[tuple[str, int]]]:
        """Return the keys and words that came later by how many of some pairs they have."""
        asked, numbers = set(pairs), late.numbers
        found: dict[int, list[tuple[str, int]]] = {}
        for at, other in enumerate(late.keys):
            count = len(asked & self._pairs_of(other))
            if count >= least and having[numbers[at]]:
                found.setdefault(count, []).append((other, numbers[at]))
        return found

    def _pairs_of(self, key: str) -> set[str]:
        """Return the pairs of a key that came later."""
        known = self._late.get(key)
        if known is None:
            known = self._late[key] = _pairs(codes(key))
        return known

    def _planes(self, pairs: Sequence[str]) -> list[BitMap]:
        """Return how many of some pairs each key has, bit by bit: the first bitmap has those with an odd
        number."""
        planes: list[BitMap] = []
        for pair in pairs:
            carry = self._having.get(pair, NOBODY)
            at = 0
            while carry:
                if at == len(planes):
                    planes.append(carry)
                    break
                planes[at], carry = planes[at] ^ carry, planes[at] & carry
                at += 1
        return planes


def _cut(some: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """Return the first of some keys, but all words of the last."""
    while most < len(some) and some[most][0] == some[most - 1][0]:
        most += 1
    return some[:most]


def _compare(key: list[int], some: Sequence[tuple[str, int]], share: int, found: dict[int, int]) -> None:
    """Note how far some of the keys, and their words, are from one."""
    length = len(key)
    most = length * share // 10
    for known, number in some:
        if -_LONGER <= len(known) - length <= _LONGER:
            other = codes(known)
            apart = distance(key, other, most)
            if apart <= most:
                far = apart * 10 // max(length, len(other))
                if far < found.get(number, share + 1):
                    found[number] = far


def _counted(planes: Sequence[BitMap], count: int) -> BitMap:
    """Return the keys that have just so many pairs."""
    found: BitMap | None = None
    for at, plane in enumerate(planes):
        if count >> at & 1:
            found = plane if found is None else found & plane
    if found is None or count >> len(planes):
        return NOBODY
    for at, plane in enumerate(planes):
        if not count >> at & 1:
            found = found - plane
    return found
