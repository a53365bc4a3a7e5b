"""Typing errors: which words of a sorted list are one or two slips away from what was typed.

The list is walked as if it were a trie, so nothing but the list itself has to be kept.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from switchboard.search.places import KEPT_LETTERS, begins, narrowed, place
from switchboard.search.shorn import LETTERS, Shorn
from switchboard.search.spelling import plain

_ROWS: Final = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")

WHOLE_FROM: Final = 4
PREFIX_FROM: Final = 5
TWO_FROM: Final = 8


class Near:
    """Positions ``start``…``end`` of the list; those before ``whole`` are complete words, others begin so.

    ``penalty`` says how unlikely just this slip is: 0 for a letter missing, doubled or swapped (one way to
    do it), 1 for the key beside (some five) or a vowel misheard,
    2 for any other letter, 3 for a wrong first one.
    """

    __slots__ = ("end", "penalty", "start", "whole")

    def __init__(self, start: int, whole: int, end: int, penalty: int) -> None:
        self.start = start
        self.whole = whole
        self.end = end
        self.penalty = penalty


def _neighbours() -> frozenset[tuple[str, str]]:
    place = {c: (x + y * 0.3, y) for y, row in enumerate(_ROWS) for x, c in enumerate(row)}
    return frozenset(
        (a, b)
        for a, (ax, ay) in place.items()
        for b, (bx, by) in place.items()
        if a != b and abs(ax - bx) <= 1.3 and abs(ay - by) <= 1
    )


NEIGHBOURS: Final = _neighbours()
_HEARD: Final = frozenset([("e", "i"), ("i", "e"), ("o", "u"), ("u", "o"), ("i", "y"), ("y", "i")])
"""Vowels that one takes for another as easily as one hits the key beside."""


def one_slip(
    keys: list[str],
    key: str,
    shorn: Shorn | None = None,
    *,
    early: bool = True,
    complete: bool = False,
) -> list[Near]:
    """Return the words one edit away: a letter too many, missing, wrong, or two swapped.

    The same word may be among them more than once. ``shorn`` is of the same list. Without ``early`` those are
    left out whose first letters (so many as ``shorn`` knows) are wrong or missing. With ``complete`` words
    that only begin so may be left out.
    """
    found: list[Near] = []
    length = len(key)
    beginning = _beginning(keys, key, shorn)
    for at, (low, high) in enumerate(beginning):
        # What begins with few of the key's letters stands in many places; where is kept.
        places = shorn.places if shorn is not None and at < KEPT_LETTERS else None
        doubled = at + 1 < length and key[at] == key[at + 1]
        if not at or key[at] != key[at - 1]:
            other = key[:at] + key[at + 1 :]
            start, whole, end = begins(keys, other, low, high) if places is None else places.begins(other)
            if end > start:
                found.append(Near(start, whole, end, 0 if doubled else 2))
        if at + 1 < length and not doubled:
            other = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
            start, whole, end = begins(keys, other, low, high) if places is None else places.begins(other)
            if end > start:
                found.append(Near(start, whole, end, 0))
    walked = 0 if shorn is None and early else min(LETTERS, length)
    if shorn is not None:
        for at in range(walked):
            _early(found, keys, key, at, shorn.equal if complete else shorn.begins)
    for at in range(walked, len(beginning)):
        head, tail, rest, own = key[:at], key[at + 1 :], key[at:], key[at]
        position, high = beginning[at]
        while position < high:
            if len(keys[position]) == at:
                position += 1
                continue
            letter = keys[position][at]
            after = place(keys, head + chr(ord(letter) + 1), position, high)
            if letter != own:
                start, whole, end = begins(keys, head + letter + tail, position, after)
                if end > start:
                    found.append(Near(start, whole, end, _wrong(at, letter, key)))
            start, whole, end = begins(keys, head + letter + rest, position, after)
            if end > start:
                found.append(Near(start, whole, end, _penalty(at, 0)))
            position = after
    # A letter missing at the very end is no slip but a word not yet typed to its end.
    return found


def _beginning(keys: list[str], key: str, shorn: Shorn | None) -> list[tuple[int, int]]:
    """Return where the words are that begin with none of the key's letters, with its first, with its first
    two and so on, but not with all of them: as far as there are any."""
    low, high = 0, len(keys)
    found: list[tuple[int, int]] = []
    for at in range(len(key)):
        if at:
            low, high = (
                narrowed(keys, key[:at], low, high)
                if shorn is None or at > KEPT_LETTERS
                else shorn.places.beginning(key[:at])
            )
        if low >= high:
            break
        found.append((low, high))
    return found


def _early(
    found: list[Near], keys: list[str], key: str, at: int, shorn: Callable[[int, str], array[int]]
) -> None:
    size = len(key)
    for number in shorn(at, key[:at] + key[at + 1 :]):
        letter = keys[number][at]
        if letter != key[at]:
            whole = number + (len(keys[number]) == size)
            found.append(Near(number, whole, number + 1, _wrong(at, letter, key)))
    for number in shorn(at, key):
        whole = number + (len(keys[number]) == size + 1)
        found.append(Near(number, whole, number + 1, _penalty(at, 0)))


def _wrong(at: int, letter: str, key: str) -> int:
    both = (letter, key[at])
    if both in _HEARD:
        return 1
    return _penalty(at, 1 if both in NEIGHBOURS else 2)


def _penalty(at: int, usual: int) -> int:
    return 3 if at == 0 else usual


def slips_of_ae(form: str, key: str) -> Iterator[str]:
    """Iterate over the plain forms of words one slip away whose æ is one letter to the hand that slipped and
    two to :func:`one_slip`: one missing, another key pressed, swapped with its neighbour, pressed twice."""
    letters = list(key) if form == key else [plain(letter) for letter in form]
    for at in range(len(letters) + 1):
        head = "".join(letters[:at])
        yield head + "ae" + "".join(letters[at:])
        if at < len(letters) and letters[at] != "ae":
            yield head + "ae" + "".join(letters[at + 1 :])
    yield from swaps_of_ae(letters)
    for at, letter in enumerate(letters):
        if letter == "ae":
            head, tail = "".join(letters[:at]), "".join(letters[at + 1 :])
            for other in ("", "o", "a"):
                yield head + other + tail


def swaps_of_ae(letters: Sequence[str]) -> Iterator[str]:
    """Iterate over words whose letters are given with one æ ("ae") and the letter beside it swapped."""
    for at, letter in enumerate(letters):
        if letter == "ae":
            for one in (at - 1, at):
                if 0 <= one < len(letters) - 1:
                    swapped = [*letters[:one], letters[one + 1], letters[one], *letters[one + 2 :]]
                    yield "".join(swapped)


def halves(key: str) -> tuple[str, str]:
    """Return the head and the tail by which :func:`two_slips` finds its candidates.

    Either both slips lie before the tail, or all but one lie behind the head: the letter between the two
    belongs to neither, since it may be half of a swap.
    """
    cut = (len(key) + 2) // 2
    return key[: cut - 1], key[cut:]


def letters_of(word: str) -> int:
    """Return which letters a word has, and which of them twice, as bits: an edit takes one away, adds one,
    or both. Some letters share bits; no word has none."""
    bits = 1
    for c in word:
        bit = 4 << 2 * (ord(c) % 30)
        bits |= bit << 1 if bits & bit else bit
    return bits


def two_slips(
    keys: list[str],
    key: str,
    ending: Iterable[int],
    letters: array[int] | None = None,
    shorn: Shorn | None = None,
) -> Iterator[int]:
    """Iterate over the positions of whole words two edits away (those nearer may come, too).

    ``ending`` are the positions of the words that end with the tail. ``letters`` keeps :func:`letters_of`
    the words; 0 for those not asked for yet. ``shorn`` is of the same list.
    """
    head, _ = halves(key)
    seen = set(ending)
    start, _, end = begins(keys, head)
    seen.update(range(start, end))
    if shorn is not None:
        for at in range(min(LETTERS, len(head))):
            # Whatever the letter is; that it may be the right one does no harm.
            seen.update(shorn.begins(at, head[:at] + head[at + 1 :]), shorn.begins(at, head))
    for near in one_slip(keys, head, early=shorn is None):
        seen.update(range(near.start, near.end))
    if letters is None:
        letters = array("Q", bytes(8 * len(keys)))
    own = letters_of(key)
    for position in seen:
        others = letters[position]
        if not others:
            others = letters[position] = letters_of(keys[position])
        both = own & others
        # Two bits of each at the most: nothing is left without the lowest and the next.
        less, more = own ^ both, others ^ both
        less &= less - 1
        more &= more - 1
        if less & (less - 1) or more & (more - 1):
            continue
        if _two_apart(key, keys[position], 2):
            yield position


def _two_apart(left: str, right: str, most: int) -> bool:
    """Whether two words are no more than ``most`` slips apart: 1 or 2."""
    length = min(len(left), len(right))
    at = 0
    while at < length and left[at] == right[at]:
        at += 1
    left, right = left[at:], right[at:]
    if abs(len(left) - len(right)) > most:
        return False
    if not left or not right:
        return True
    swapped = left[:2] == right[1::-1] and len(left) > 1
    if most == 1:
        return (
            left[1:] == right[1:]
            or left == right[1:]
            or left[1:] == right
            or (swapped and left[2:] == right[2:])
        )
    return (
        _two_apart(left[1:], right[1:], 1)
        or _two_apart(left, right[1:], 1)
        or _two_apart(left[1:], right, 1)
        or (swapped and _two_apart(left[2:], right[2:], 1))
    )


def slips(left: str, right: str, most: int) -> int:
    """Return the optimal string alignment distance (swaps count one), or ``most + 1`` when it is more."""
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    if abs(len(left) - len(right)) > most:
        return most + 1
    if not left or not right:
        return len(left) + len(right)
    # Cells farther than that from the diagonal are more than ``most`` anyway.
    far, width = most + 1, len(right)
    before: list[int] = []
    row = [min(at, far) for at in range(width + 1)]
    for i, a in enumerate(left, 1):
        low, high = max(1, i - most), min(width, i + most)
        previous, row = row, [far] * (width + 1)
        best = row[0] = min(i, far)
        for j in range(low, high + 1):
            b = right[j - 1]
            cost = previous[j - 1] if a == b else previous[j - 1] + 1
            if previous[j] < cost - 1:
                cost = previous[j] + 1
            if row[j - 1] < cost - 1:
                cost = row[j - 1] + 1
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b and before[j - 2] < cost - 1:
                cost = before[j - 2] + 1
            row[j] = cost
            if cost < best:
                best = cost
        if best > most:
            return far
        before = previous
    return min(row[-1], far)
