"""From the levels of all fragments to slots in order.

A hit is worth the sum over the fragments; of equal ones those whose whole name was said come first, then the
agent's own people (``boost``), then the alphabet.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from switchboard.search.bits import bits_of, slots_of
from switchboard.search.levels import FIT, FITS, Level, beside
from switchboard.search.order import Order
from switchboard.search.people import Levels, People, as_bits, count
from switchboard.search.results import Field, How

_FEW, _FEW_OF_MANY = 256, 2048
_WIDE = 1 << 18
"""So few are ranked one by one: bitmaps, the wider the more, cost more than their members."""


def best(
    order: Order,
    levels: Sequence[Levels],
    people: People,
    limit: int,
    fits: Iterable[tuple[People, int]] = (),
) -> list[int]:
    """Return the slots of the best ``limit`` of some people, best first. ``fits``: as
    :func:`switchboard.search.fit.parted` has it."""
    slots: list[int] = []
    if not people or limit < 1:
        return slots
    priced = _priced(levels)
    for fitting, more in fits:
        priced.append([(0, _level(fitting, order.top)), (more * FIT, _level(people, order.top))])
    wide = (people.bit_length() if isinstance(people, int) else people[-1]) > _WIDE
    if count(people) <= (_FEW_OF_MANY if wide else _FEW):
        return order.of_few(_one_by_one(priced, people), limit)
    many = as_bits(people, order.top)
    found = _best(priced[0], many) if len(priced) == 1 else _summed(priced, many)
    for cost, groups in groupby(found, key=_cost):
        if len(slots) >= limit:
            break
        slots += order.first(cost, [bits for _, bits in groups], limit - len(slots))
    return slots


def _level(people: People, top: int) -> Level:
    if isinstance(people, int):
        return Level(0, How.EXACT, Field.NAME, people)
    return Level(0, How.EXACT, Field.NAME, 0, few=array("I", people), top=top)


def _priced(levels: Sequence[Levels]) -> list[_Priced]:
    """Return each fragment's levels with what they are worth, by tier and field first, then by where in their
    names the words stand."""
    priced = []
    alone = len(levels) == 1
    for at, some in enumerate(levels):
        fits = FITS["only" if alone else "later" if at else "first"]
        last = at == len(levels) - 1
        prices = [
            ((level.cost if alone else beside(level, last=last)) * FIT + fits[level.place], level)
            for level in some.levels
        ]
        prices.sort(key=_price)
        priced.append(prices)
    return priced


_Priced = list[tuple[int, Level]]


def _best(priced: _Priced, total: int) -> Iterator[tuple[int, int]]:
    for price, some in groupby(priced, key=_price):
        bits = 0
        for _, level in some:
            bits |= level.bits
        bits &= total
        if bits:
            yield price, bits
            total ^= bits
            if not total:
                break


def _summed(priced: Sequence[_Priced], total: int) -> Iterator[tuple[int, int]]:
    sums: dict[int, int] = {0: total}
    for some in priced:
        after: dict[int, int] = {}
        for price, more in _best(some, total):
            for before, bits in sums.items():
                both = bits & more
                if both:
                    after[before + price] = after.get(before + price, 0) | both
        sums = after
    # Everybody has one best level a fragment, so they are in one group only.
    yield from sorted(sums.items())


def _one_by_one(priced: Sequence[_Priced], people: People) -> dict[int, list[int]]:
    """Return slots, ascending, by what they are worth."""
    if isinstance(people, int):
        slots, bits = slots_of(people), people
    else:
        slots, bits = people, bits_of(people, people[-1])
    sums = dict.fromkeys(slots, 0)
    for some in priced:
        left, left_bits = set(slots), bits
        for price, level in some:
            found = level.among(left, left_bits)
            if found:
                for slot in found:
                    sums[slot] += price
                left -= found
                if not left:
                    break
    groups: dict[int, list[int]] = {}
    for slot, price in sums.items():
        groups.setdefault(price, []).append(slot)
    return groups


def _cost(priced: tuple[int, int]) -> int:
    return priced[0] // FIT


def _price(priced: tuple[int, Level]) -> int:
    return priced[0]
