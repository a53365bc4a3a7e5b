"""Stages of units and of whoever is in them, and what is read of names and titles for these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from switchboard.search.bits import BitMap
from switchboard.search.levels import INFLECTED, PART_END, Level, Told
from switchboard.search.meant import Stage
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.records import FIELDS, OWN
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.store import Store

TITLE: Final = OWN.index(Field.TITLE)
"""The column of titles."""
_TITLES: Final = FIELDS.index(Field.TITLE)


def of_units(
    store: Store, said: Sequence[Fragment], rest: Sequence[Fragment], people: BitMap, units: BitMap
) -> Stage:
    """Return a stage of people of some units, or of these, in whose names all of ``rest`` is."""
    numbers = sorted({number for unit in units for number in numbers_of(store, unit)})
    own = people.issubset(units)
    level = (
        level_of(store, INFLECTED, How.INFLECTED, Field.NAME, people, numbers)
        if own
        else level_of(store, PART_END, How.PART, Field.TITLE, people, _of_titles(store, people))
    )
    above = level_of(store, INFLECTED, How.INFLECTED, Field.UNIT, people, numbers, inherited=True)
    return stage_of([*said, *rest], [*[level for _ in said], *[above for _ in rest]], people)


def level_of(
    store: Store,
    cost: int,
    how: How,
    field: Field,
    bits: BitMap,
    numbers: Sequence[int],
    *,
    inherited: bool = False,
) -> Level:
    """Return a level of some people, matched by words of these numbers."""
    told = Told(store.lexicon.words, numbers)
    return Level(cost, how, field, bits, inherited=inherited, told=told)


def stage_of(fragments: Sequence[Fragment], levels: Sequence[Level], people: BitMap) -> Stage:
    """Return a stage with one level a fragment."""
    return Stage(fragments, [Levels([level]) for level in levels], people)


def numbers_of(store: Store, slot: int) -> list[int]:
    """Return the numbers of the words of somebody's or a unit's name."""
    some = [store.lexicon.number(word(token)) for token in tokens(store.records.name(slot))]
    return [number for number in some if number is not None]


def title_of(store: Store, slot: int) -> list[str]:
    """Return the words of somebody's title, in plain letters."""
    texts = store.records[slot].texts(_TITLES)
    return [plain(word(token)) for text in texts for token in tokens(text)]


def _of_titles(store: Store, people: BitMap) -> list[int]:
    texts = [text for slot in people for text in store.records[slot].texts(_TITLES)]
    some = [store.lexicon.number(word(token)) for text in texts for token in tokens(text)]
    return sorted({number for number in some if number is not None})
