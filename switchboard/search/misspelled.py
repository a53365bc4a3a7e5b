"""Which words may have been meant by one that was mistyped, or misheard and mistyped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.lexicon import Lexicon
from switchboard.search.places import begins
from switchboard.search.spelling import plain
from switchboard.search.typos import (
    PREFIX_FROM,
    TWO_FROM,
    WHOLE_FROM,
    halves,
    one_slip,
    slips_of_ae,
    swaps_of_ae,
    two_slips,
)
from switchboard.search.typos import slips as edits

LONGEST: Final = 40
"""Nobody's name is longer."""
_SHORTEST_FAR: Final = 2
_TWO_FAR_FROM: Final = 6
_PAIRS_FROM: Final = 6
_MOST: Final = 1000
_NEARLY: Final = 2
_AS_RS: Final = "sj"
"""So sounds "rs" where most of Norway lives: "hishi" is Hirsi."""


def slipped(lexicon: Lexicon, form: str, *, two: bool = True) -> dict[int, int]:
    """Return the words that may have been meant, and what that is worth; without ``two`` not those two slips
    away."""
    key = plain(form)
    costs: dict[int, int] = {}
    if not WHOLE_FROM <= len(key) <= LONGEST or _numbered(key):
        return costs

    def note(number: int, cost: int) -> None:
        if cost < costs.get(number, _MOST):
            costs[number] = cost

    for keys, numbers in ((lexicon.plains, None), (lexicon.young.keys, lexicon.young.numbers)):
        if not keys:
            continue
        shorn, letters = (lexicon.shorn, lexicon.letters) if numbers is None else (None, None)
        for other in slips_of_ae(form, key):
            start, whole, _ = lexicon.places.begins(other) if numbers is None else begins(keys, other)
            for at in range(start, whole):
                note(at if numbers is None else numbers[at], worth.TYPO_WHOLE)
        for near in one_slip(keys, key, shorn, complete=len(key) < PREFIX_FROM):
            for at in range(near.start, near.whole):
                note(at if numbers is None else numbers[at], worth.TYPO_WHOLE + near.penalty)
            if len(key) >= PREFIX_FROM and near.penalty < 3:
                for at in range(near.whole, near.end):
                    note(at if numbers is None else numbers[at], worth.TYPO_PREFIX + near.penalty)
        if two and len(key) >= TWO_FROM:
            ending = lexicon.ending(halves(key)[1], len(key)) if numbers is None else range(len(keys))
            for at in two_slips(keys, key, ending, letters, shorn):
                note(at if numbers is None else numbers[at], worth.TYPO_TWO)
            for other in swaps_of_ae([plain(letter) for letter in form]) if "æ" in form else ():
                for near in one_slip(keys, other, shorn):
                    for at in range(near.start, near.whole):
                        note(at if numbers is None else numbers[at], worth.TYPO_TWO)
    return costs


def _numbered(key: str) -> bool:
    """Whether a word has a digit: "1e9" is not room 179."""
    return not key.isalpha() and any(letter.isdigit() for letter in key)


def by_spelling(
    lexicon: Lexicon, form: str, alike: Iterable[int], slips: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    """Return of words that sound like one those that are spelled nearly so, too, and the others, of which one
    slip away is likelier. What sounds like a given name of some spellings is as near as any."""
    if lexicon.ear.knows(form):
        return list(alike), []
    key = plain(form)
    near: list[int] = []
    apart: list[int] = []
    for number in alike:
        close = number in slips or edits(key, plain(lexicon.words[number]), _NEARLY) <= _NEARLY
        (near if close else apart).append(number)
    return near, apart


def near_names(lexicon: Lexicon, slips: dict[int, int]) -> list[int]:
    """Return those of the words one slip away that are given names of some length, which have pairs."""
    ear, words = lexicon.ear, lexicon.words
    return [
        number
        for number, cost in slips.items()
        if cost < worth.TYPO_WHOLE + 3 and len(words[number]) >= _PAIRS_FROM and ear.knows(words[number])
    ]


def pairs_of(lexicon: Lexicon, names: list[int], slips: dict[int, int]) -> list[int]:
    """Return the words that are a pair of a given name one slip away: "mohamid" may be Mohammed, too."""
    heard = lexicon.sounds
    found: list[int] = []
    for key in {lexicon.ear.sound(lexicon.words[number]) for number in names}:
        start, whole, _ = begins(heard.keys, key)
        found += [number for number in heard.numbers[start:whole] if number not in slips]
    return found


def far_off(lexicon: Lexicon, form: str) -> dict[int, int]:
    """Return the same of words farther off: with a slip in a short word, two in a longer one, one in what was
    heard."""
    key = plain(form)
    costs: dict[int, int] = {}
    if not _SHORTEST_FAR <= len(key) <= LONGEST or _numbered(key):
        return costs
    for keys, numbers in ((lexicon.plains, None), (lexicon.young.keys, lexicon.young.numbers)):
        shorn, letters = (lexicon.shorn, lexicon.letters) if numbers is None else (None, None)
        if len(key) < WHOLE_FROM:
            for near in one_slip(keys, key, shorn, complete=True):
                for at in range(near.start, near.whole):
                    costs.setdefault(at if numbers is None else numbers[at], worth.TYPO_FAR)
        elif _TWO_FAR_FROM <= len(key) < TWO_FROM and keys:
            ending = lexicon.ending(halves(key)[1], len(key)) if numbers is None else range(len(keys))
            for at in two_slips(keys, key, ending, letters, shorn):
                costs.setdefault(at if numbers is None else numbers[at], worth.TYPO_FAR + 1)
    heard_keys, heard_numbers = lexicon.sounds.keys, lexicon.sounds.numbers
    for heard in lexicon.ear.sounds(form):
        _, whole, end = begins(heard_keys, heard)
        if len(heard) > PREFIX_FROM:
            # The beginnings of names from abroad; those of other names were looked for already.
            for at in range(whole, end):
                costs.setdefault(heard_numbers[at], worth.SOUNDS_FAR)
        if len(heard) >= WHOLE_FROM:
            _misheard(lexicon, heard, costs)
        if _AS_RS in heard[1:]:
            start, whole, _ = begins(heard_keys, heard[0] + heard[1:].replace(_AS_RS, "rs"))
            for at in range(start, whole):
                costs[heard_numbers[at]] = worth.SOUNDS_FAR
    return costs


def _misheard(lexicon: Lexicon, heard: str, costs: dict[int, int]) -> None:
    begun = len(heard) > PREFIX_FROM + 1
    shorn = lexicon.heard_shorn if lexicon.heard_shorn.ready else None
    for keyed, some in ((lexicon.heard, shorn), (lexicon.heard_late, None)):
        numbers = keyed.numbers
        for near in one_slip(keyed.keys, heard, some, complete=not begun):
            for at in range(near.start, near.whole):
                if costs.get(numbers[at], _MOST) > worth.SOUNDS_FAR:
                    costs[numbers[at]] = worth.SOUNDS_FAR
            for at in range(near.whole, near.end) if begun else ():
                costs.setdefault(numbers[at], worth.SOUNDS_FAR + 1)
