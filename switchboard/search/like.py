"""Whose names sound most like a word that no rule leads to."""

from __future__ import annotations

from switchboard.search import levels as worth
from switchboard.search.bits import BitMap, union
from switchboard.search.levels import Level, Told
from switchboard.search.records import OWN
from switchboard.search.results import Field, How
from switchboard.search.store import Store

_COLUMNS = tuple(at for at, field in enumerate(OWN) if field is Field.NAME)
_PART = 3
"""A name a hundredth of the length farther off is worth half of that less."""
_MOST = 12
"""Of more names than these the nearest are meant."""


def like(store: Store, form: str, people: BitMap, share: int) -> list[Level]:
    """Return the levels of those of some people one of whose names sounds like a word: no farther from it
    than ``share`` hundredths of its length, the nearest first."""
    lexicon, masks, columns = store.lexicon, store.masks, store.columns

    def theirs(number: int) -> bool:
        mask = masks[number]
        return any(mask >> at & 1 and columns[at].of_word(number).intersect(people) for at in _COLUMNS)

    found = lexicon.likeness.nearest(lexicon.ear.sounds(form), share, theirs, lexicon.heard_late)
    by_cost: dict[int, list[int]] = {}
    for number, far in sorted(found.items(), key=_far)[:_MOST]:
        by_cost.setdefault(worth.LIKE + far * _PART // 2, []).append(number)
    levels = []
    for cost, numbers in by_cost.items():
        bits = union([columns[at].of_words([n for n in numbers if masks[n] >> at & 1]) for at in _COLUMNS])
        levels.append(
            Level(cost, How.SOUNDS_ALIKE, Field.NAME, bits & people, told=Told(lexicon.words, numbers))
        )
    return levels


def _far(found: tuple[int, int]) -> int:
    return found[1]
