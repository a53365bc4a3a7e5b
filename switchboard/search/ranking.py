"""From the levels of all fragments to slots in order.

A hit is worth the sum over the fragments; of equal ones those whose whole name was said come first, then the
agent's own people (``boost``), then whoever has fewest other names, then the alphabet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from switchboard.search.bits import BitMap, union
from switchboard.search.levels import ABOVE, FIELD_COST, FIT, FITS, IN_NAME, PREFIX, beside, fit_of
from switchboard.search.order import Order
from switchboard.search.people import Levels
from switchboard.search.results import Field, How

_FEW: Final = 256
"""So few are ranked one by one."""


def best(
    order: Order,
    levels: Sequence[Levels],
    people: BitMap,
    limit: int,
    fits: Iterable[tuple[BitMap, int]] = (),
    ended: Sequence[tuple[int, BitMap]] = (),
) -> list[int]:
    """Return the slots of the best ``limit`` of some people, best first. ``fits``: as
    :func:`switchboard.search.fit.parted` has it; ``ended``: as
    :func:`of_its_text` has it, for the last fragment."""
    slots: list[int] = []
    if not people or limit < 1:
        return slots
    priced = _priced(levels)
    if ended:
        priced[-1] = sorted([*ended, *priced[-1]], key=_price)
    for fitting, more in fits:
        priced.append([(0, fitting), (more * FIT, people)])
    if len(people) <= _FEW:
        return order.of_few(_one_by_one(priced, people), limit)
    found = _best(priced[0], people) if len(priced) == 1 else _summed(priced, people)
    for cost, groups in groupby(found, key=_cost):
        if len(slots) >= limit:
            break
        slots += order.first(cost, list(groups), limit - len(slots))
    return slots


def of_its_text(levels: Sequence[Levels], total: BitMap, units: BitMap) -> list[tuple[int, BitMap]]:
    """Return what the last fragment is worth for those among ``total`` for whom it and the one before are
    whole words of their units' names (of the ``units``' own), or of keywords: who types "hus a" or "mat og
    helse" to its end is on the way to no Hus Andersen and no Mathias. Of two fragments only keywords are."""
    found: list[tuple[int, BitMap]] = []
    named = (Field.NAME, Field.UNIT) if len(levels) > 2 else ()
    for field in (*named, Field.KEYWORD):
        people = total & units if field is IN_NAME else total
        for some in reversed(levels[-2:]):
            if people:
                people = people & union(
                    [
                        level.bits
                        for level in some.levels
                        if level.field is field and (level.cost < PREFIX or level.how is How.EXACT)
                    ]
                )
        if people:
            place = 0 if field is IN_NAME else ABOVE
            found.append((FIELD_COST[field] * FIT + place, people))
    return found


def _priced(levels: Sequence[Levels]) -> list[_Priced]:
    """Return each fragment's levels with what they are worth, by tier and field first, then by where in their
    names the words stand."""
    priced = []
    alone, most = len(levels) == 1, len(levels) - 1
    for at, some in enumerate(levels):
        where = "only" if alone else "later" if at else "first"
        # Typing on changes the last one, and few of the others.
        key = where if at < most else where + " and last"
        prices = some.priced.get(key)
        if prices is None:
            fits, last = FITS[where], at == most
            prices = some.priced[key] = [
                (
                    (level.cost if alone else beside(level, last=last)) * FIT + fit_of(level, fits),
                    level.bits,
                )
                for level in some.levels
            ]
            prices.sort(key=_price)
        priced.append(prices)
    return priced


_Priced = list[tuple[int, BitMap]]


def _best(priced: _Priced, total: BitMap) -> Iterator[tuple[int, BitMap]]:
    for price, some in groupby(priced, key=_price):
        found = union([bits & total for _, bits in some if bits.intersect(total)])
        if found:
            yield price, found
            total = total - found
            if not total:
                break


def _summed(priced: Sequence[_Priced], total: BitMap) -> Iterator[tuple[int, BitMap]]:
    sums: dict[int, BitMap] = {0: total}
    for some in priced:
        after: dict[int, list[BitMap]] = {}
        for price, more in _best(some, total):
            for before, bits in sums.items():
                if bits.intersect(more):
                    after.setdefault(before + price, []).append(bits & more)
        sums = {price: union(parts) for price, parts in after.items()}
    # Everybody has one best level a fragment, so they are in one group only.
    yield from sorted(sums.items(), key=_price)


def _one_by_one(priced: Sequence[_Priced], people: BitMap) -> dict[int, list[int]]:
    """Return slots, ascending, by what they are worth."""
    sums = dict.fromkeys(people, 0)
    for some in priced:
        left = people
        for price, bits in some:
            if bits.intersect(left):
                found = bits & left
                for slot in found:
                    sums[slot] += price
                left = left - found
                if not left:
                    break
    groups: dict[int, list[int]] = {}
    for slot, price in sums.items():
        groups.setdefault(price, []).append(slot)
    return groups


def _cost(priced: tuple[int, BitMap]) -> int:
    return priced[0] // FIT


def _price(priced: tuple[int, BitMap]) -> int:
    return priced[0]
