"""Whose names sound most like a word that no rule leads to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.bits import BitMap, union
from switchboard.search.levels import IN_NAME, Level, Told
from switchboard.search.records import OWN
from switchboard.search.results import Field, How
from switchboard.search.store import Store

_COLUMNS: Final = tuple(at for at, field in enumerate(OWN) if field is IN_NAME)
_PART: Final = 3
"""A name a hundredth of the length farther off is worth half of that less."""
_MASK: Final = sum(1 << at for at in _COLUMNS)
NEAR: Final = 20
FAR: Final = 36
"""How far a name may sound from a word by itself, and beside another, in hundredths of its length."""
_MOST: Final = 12
"""Of more names than these the nearest are meant."""


def alike(store: Store, form: str) -> list[tuple[int, int]]:
    """Return the names that sound like a word, or nearly, each with how far it is from it in hundredths of
    the word's length, the nearest first."""
    lexicon, masks = store.lexicon, store.masks
    # The last of its sounds is by the rules that make least of vowels; the others hardly find more.
    found = lexicon.likeness.nearest(lexicon.ear.sounds(form)[-1:], FAR, lexicon.heard_late, masks)
    return sorted([(number, far) for number, far in found.items() if masks[number] & _MASK], key=_far)


def like(store: Store, names: Sequence[tuple[int, int]], people: BitMap, share: int) -> list[Level]:
    """Return the levels of those of some people who have one of the names (of :func:`alike`), as far as they
    are no farther than ``share`` hundredths."""
    lexicon, masks, columns = store.lexicon, store.masks, store.columns
    levels: list[Level] = []
    had = 0
    for cost, some in groupby([name for name in names if name[1] <= share], key=_cost):
        numbers = [number for number, _ in some]
        bits = people & union(
            [columns[at].of_words([n for n in numbers if masks[n] >> at & 1]) for at in _COLUMNS]
        )
        if bits:
            told = Told(lexicon.words, numbers)
            levels.append(Level(cost, How.SOUNDS_ALIKE, Field.NAME, bits, told=told))
            had += len(numbers)
            if had >= _MOST:
                break
    return levels


def _cost(name: tuple[int, int]) -> int:
    return worth.LIKE + name[1] * _PART // 2


def _far(found: tuple[int, int]) -> int:
    return found[1]
