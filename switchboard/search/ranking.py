"""From the levels of all fragments to slots in order.

A hit is worth the sum over the fragments; of equal ones those whose whole name was said come first, then the
agent's own people (``boost``), then the alphabet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from switchboard.search.bits import bits_of, slots_of, union
from switchboard.search.levels import FIT, FITS, PREFIX, Level, Levels
from switchboard.search.query import Fragment
from switchboard.search.spelling import collated
from switchboard.search.store import Store

_FEW, _FEW_OF_MANY = 256, 2048
_WIDE = 1 << 18
"""So few are ranked one by one: bitmaps, the wider the more, cost more than their members."""


def everybody(levels: Sequence[Levels], live: int) -> int:
    """Return the bitmap of those whom every fragment matches somehow."""
    total = live
    for some in levels:
        if not total:
            break
        total &= some.union
    return total


def by_worth(levels: Sequence[Levels], total: int) -> Iterator[tuple[int, Iterator[int]]]:
    """Iterate over the members of ``total``, best first: what they are worth by tier and field, and those
    worth that in groups by where in their names the words stand. Take each cost's groups before the next."""
    priced = []
    for at, some in enumerate(levels):
        fits = FITS["only" if len(levels) == 1 else "later" if at else "first"]
        prices = [(level.cost * FIT + fits[level.place], level) for level in some.levels]
        prices.sort(key=_price)
        priced.append(prices)
    if total.bit_count() <= (_FEW_OF_MANY if total.bit_length() > _WIDE else _FEW):
        found = _one_by_one(priced, set(slots_of(total)))
    elif len(priced) == 1:
        # Nobody below the best needs to be looked at.
        found = _best(priced[0], total)
    else:
        found = _summed(priced, total)
    for cost, groups in groupby(found, key=_cost):
        yield cost, (bits for _, bits in groups)


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


def _one_by_one(priced: Sequence[_Priced], slots: set[int]) -> Iterator[tuple[int, int]]:
    sums = dict.fromkeys(slots, 0)
    for some in priced:
        left = set(slots)
        for price, level in some:
            for slot in level.among(left):
                sums[slot] += price
                left.discard(slot)
            if not left:
                break
    groups: dict[int, list[int]] = {}
    for slot, price in sums.items():
        groups.setdefault(price, []).append(slot)
    for price in sorted(groups):
        yield price, bits_of(groups[price])


def _cost(priced: tuple[int, int]) -> int:
    return priced[0] // FIT


def _price(priced: tuple[int, Level]) -> int:
    return priced[0]


class Order:
    """The order among those worth the same."""

    def __init__(
        self, store: Store, query: str, fragments: Sequence[Fragment], boost: Mapping[int, float]
    ) -> None:
        self._store = store
        self._typed = _literal(query)
        self._boost = boost
        self._words = len(fragments)
        self._said = " ".join(collated(fragment.form) for fragment in fragments)
        self._whole: int | None = None

    def first(self, cost: int, groups: Iterable[int], limit: int) -> list[int]:
        """Return the first slots of groups that :func:`by_worth` made."""
        found: list[int] = []
        for part in self._by_fit(cost, list(groups)):
            if part:
                found += self._sorted(part, limit - len(found))
                if len(found) >= limit:
                    break
        return found

    def _by_fit(self, cost: int, groups: Sequence[int]) -> Iterator[int]:
        every = union(groups)
        if every & (every - 1) == 0:
            yield every
            return
        if self._whole is None:
            self._whole = self._named()
        whole = every & self._whole
        if whole & (whole - 1):
            # Anne-Lise and Anne Lise have the same words; who typed the hyphen meant it.
            name = self._store.records.name
            literal = bits_of([slot for slot in slots_of(whole) if _literal(name(slot)) == self._typed])
            yield literal
            yield whole ^ literal
        else:
            yield whole
        complete = self._store.with_length(self._words)
        if cost < PREFIX:
            # Whole words, and no other name: in whatever order they were said.
            for group in groups:
                yield group & complete & ~whole
        for group in groups:
            rest = group & ~whole
            done = rest & complete
            if cost >= PREFIX:
                yield done
            yield rest ^ done

    def _named(self) -> int:
        """Those whose name is the query, word for word."""
        store = self._store
        found = 0
        for low, high in ((0, store.units), (store.units, store.base)):
            first = self._bound(low, high, self._said)
            if first < high and self._name(first) == self._said:
                last = self._bound(first, high, self._said + "\0")
                found |= (1 << last) - (1 << first)
        for slot, (name, _) in store.young_keys.items():
            if name == self._said:
                found |= 1 << slot
        return found

    def _bound(self, low: int, high: int, key: str) -> int:
        """The first slot in low…high whose name is not before ``key``; an empty slot stands with the next."""
        while low < high:
            middle = (low + high) // 2
            name = self._name(middle)
            if name is not None and name < key:
                low = middle + 1
            else:
                high = middle
        return low

    def _name(self, slot: int) -> str | None:
        """The name in the slot or the next that is not empty."""
        store = self._store
        while slot < store.base:
            if store.live >> slot & 1:
                return store.key(slot)[0]
            slot += 1
        return None

    def _sorted(self, part: int, limit: int) -> list[int]:
        found: list[int] = []
        if self._boost:
            own = [slot for slot in self._boost if part >> slot & 1]
            if own:
                own.sort(key=lambda slot: (-self._boost[slot], self._store.key(slot)))
                found = own
                for slot in own:
                    part ^= 1 << slot
        store = self._store
        units = part & store.own_units
        late = part >> store.base << store.base if store.young_keys else 0
        regions = [slots_of(some, limit) for some in (units, part ^ units ^ late) if some] + [slots_of(late)]
        if len(regions) == 2 and not late:
            found += regions[0]
        else:
            found += sorted((slot for slots in regions for slot in slots), key=store.key)
        return found[:limit]


def _literal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
