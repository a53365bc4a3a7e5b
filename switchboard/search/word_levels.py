"""The levels of words: one for each column in which somebody has them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.bits import BitMap
from switchboard.search.levels import FIELD_COST, Level, Told
from switchboard.search.records import COLUMNS, OWN
from switchboard.search.results import How
from switchboard.search.store import Store

_PLACES: Final = {0: worth.FIRST, 1: worth.LAST, 2: worth.BETWEEN}


def levels_of(
    store: Store, cost: int, how: How, numbers: Collection[int], *, spoken: bool = False, own: bool = False
) -> list[Level]:
    """Return one level a column for some words; ``spoken``: keep which, the fragment does not tell;
    ``own``: leave out what people have from their units."""
    if not numbers:
        return []
    by_column, found = store.by_column(numbers), []
    for at, some in enumerate(by_column[: len(OWN)] if own else by_column):
        if some:
            slots = store.columns[at].of_words(some)
            told = Told(store.lexicon.words, some) if spoken else None
            found += levels_of_column(at, cost, how, slots, told)
    return found


def levels_of_column(at: int, cost: int, how: How, slots: BitMap, told: Told | None = None) -> list[Level]:
    """Return the level of some slots in a column, none for nobody."""
    if not slots:
        return []
    field = COLUMNS[at]
    return [
        Level(
            cost + FIELD_COST[field], how, field, slots,
            inherited=at >= len(OWN), told=told, place=_PLACES.get(at, worth.ANYWHERE),
        )
    ]  # fmt: skip
