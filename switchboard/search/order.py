"""The order among those worth the same: whose whole name was said come first, then the agent's own people
(``boost``), then whoever has fewest other names, then the alphabet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from switchboard.search.bits import NOBODY, BitMap, bits_of, first_of, span, union
from switchboard.search.levels import ELSEWHERE, FIT, FOLDED_WHOLE, PREFIX
from switchboard.search.query import Fragment
from switchboard.search.spelling import collated, literal
from switchboard.search.store import LENGTHS, Store

_MANY: Final = 32
"""The names of more than these are not read to see who is called just what was typed."""

_COMPLETE: Final = 0
_OWN: Final = 1
_NEAREST: Final = 2
"""Nobody has a name that was not said; the agent's own; one name more was not said, and after it two."""

_LONG: Final = 9
"""All who have more names than that."""


def _tier(price: int) -> int:
    return price // FIT


class Order:
    """The order among those worth the same."""

    def __init__(
        self, store: Store, query: str, fragments: Sequence[Fragment], boost: Mapping[int, float]
    ) -> None:
        self._store = store
        self._typed = literal(query)
        self._boost = boost
        self._own = bits_of(list(boost)) if boost else NOBODY
        self._words = len(fragments)
        self._said = " ".join(collated(fragment.form) for fragment in fragments)
        self._whole: BitMap | None = None
        self._completed: dict[int, BitMap] = {}

    def first(self, cost: int, groups: Sequence[tuple[int, BitMap]], limit: int) -> list[int]:
        """Return the first slots of groups of one cost, in the order of what they are worth: of where in
        their names the words stand."""
        found: list[int] = []
        for part, apart in self._by_fit(cost, groups):
            if part:
                found += self._sorted(part, limit - len(found), apart=apart)
                if len(found) >= limit:
                    break
        return found

    def by_name(self, people: BitMap, limit: int) -> list[int]:
        """Return the first of some slots in the alphabet."""
        return self._sorted(people, limit, apart=False)

    def of_few(self, groups: Mapping[int, list[int]], limit: int) -> list[int]:
        """Return the first slots of groups by what they are worth, each of them ascending: what
        :meth:`first` does, without a bitmap."""
        found: list[int] = []
        key = self._store.key
        for cost, prices in groupby(sorted(groups), key=_tier):
            parts: dict[tuple[int, int, int], list[int]] = {}
            apart: set[tuple[int, int, int]] = set()
            tier = list(prices)
            may_be = self._may_be_whole(cost)
            # To read everybody's name takes longer than to look for one among all.
            named = self._called() if may_be and sum([len(groups[some]) for some in tier]) > _MANY else None
            for price in tier:
                words = self._in_name(price)
                for slot in groups[price]:
                    if may_be and (key(slot)[0] == self._said if named is None else slot in named):
                        said = literal(self._store.records.name(slot)) == self._typed
                        fit = (0, 0 if said else 1, 0)
                    else:
                        beyond = self._beyond(slot, words)
                        fit = (1 if beyond == _COMPLETE or cost >= PREFIX else 2, price, beyond)
                    parts.setdefault(fit, []).append(slot)
                    if not words:
                        apart.add(fit)
            for fit in sorted(parts):
                if len(found) < limit:
                    found += self._listed(parts[fit], limit - len(found), apart=fit in apart)
            if len(found) >= limit:
                break
        return found[:limit]

    def _listed(self, slots: list[int], limit: int, *, apart: bool) -> list[int]:
        if len(slots) == 1:
            return slots
        store, boost = self._store, self._boost
        own = [slot for slot in slots if slot in boost] if boost else []
        if own:
            own.sort(key=lambda slot: (-boost[slot], store.key(slot)))
            slots = [slot for slot in slots if slot not in boost]
        slots.sort()
        if slots and (slots[-1] >= store.base or slots[0] < store.units <= slots[-1]):
            # Units and people stand in the alphabet already, each by themselves.
            person, late = bisect_left(slots, store.units), bisect_left(slots, store.base)
            young = sorted(slots[late:], key=store.key)
            slots = self._with_units(slots[:person][:limit], slots[person:late][:limit], young, limit, apart)
        return own + slots

    def _may_be_whole(self, cost: int) -> bool:
        """Whether somebody worth so much may have the query as their name, word for word."""
        return cost <= FOLDED_WHOLE * self._words

    def _in_name(self, price: int) -> int:
        """How many of the words those worth so much have in their name, as far as it counts. Of none, how
        long it is says nothing: "inger olsen sjøbakken" is Inger Olsen there before Inger Lise Olsen."""
        return min(self._words - price % FIT // ELSEWHERE, LENGTHS[-1])

    def _beyond(self, slot: int, words: int) -> int:
        """How somebody stands among those with so many of the words in their name: by how many other names
        they have. A unit is as near as can be, however long its name."""
        length = self._store.lengths[slot]
        if not words or length <= words:
            return _COMPLETE
        if slot in self._boost:
            return _OWN
        if words + 1 in LENGTHS and slot in self._store.unit_bits:
            return _NEAREST
        return _NEAREST + length - words - 1 if length in LENGTHS else _LONG

    def _by_length(self, people: BitMap, words: int) -> Iterator[BitMap]:
        """Iterate over people with more names than ``words`` as :meth:`_beyond` has them."""
        if len(people) < 2:
            yield people
            return
        own = people & self._own
        if own:
            yield own
            people = people - own
        for count in range(words + 1, LENGTHS.stop):
            near = self._store.with_length(count)
            near = people & (near | self._store.unit_bits if count == words + 1 else near)
            yield near
            people = people - near
        yield people

    def _by_fit(self, cost: int, groups: Sequence[tuple[int, BitMap]]) -> Iterator[tuple[BitMap, bool]]:
        """Iterate over groups of one cost as they stand behind each other, each with whether its units stand
        before its people."""
        every = union([bits for _, bits in groups])
        if len(every) < 2:
            yield every, False
            return
        whole = NOBODY
        if self._may_be_whole(cost):
            whole = every & self._called()
        if len(whole) > 1:
            # Anne-Lise and Anne Lise have the same words; who typed the hyphen meant it.
            name = self._store.records.name
            same = bits_of([slot for slot in whole if literal(name(slot)) == self._typed])
            yield same, False
            yield whole - same, False
        else:
            yield whole, False
        named = [self._in_name(price) for price, _ in groups]
        if cost < PREFIX:
            # Whole words, and no other name: in whatever order they were said.
            for (_, group), words in zip(groups, named, strict=True):
                yield (group & self._complete(words) if words else group) - whole, not words
        for (_, group), words in zip(groups, named, strict=True):
            apart = not words
            rest = group - whole if whole else group
            done = rest if apart else rest & self._complete(words)
            if cost >= PREFIX:
                yield done, apart
            for part in self._by_length(rest - done, words) if words else ():
                yield part, apart

    def _complete(self, words: int) -> BitMap:
        """Those who have no more names than ``words``: fewer, where two of what was said are one name."""
        known = self._completed.get(words)
        if known is None:
            known = union([self._store.with_length(count) for count in range(1, words + 1)])
            self._completed[words] = known
        return known

    def _called(self) -> BitMap:
        """Those whose name is the query, word for word."""
        if self._whole is None:
            self._whole = self._named()
        return self._whole

    def _named(self) -> BitMap:
        store = self._store
        found: list[BitMap] = []
        for low, high in ((0, store.units), (store.units, store.base)):
            first = self._bound(low, high, self._said)
            if first < high and self._name(first) == self._said:
                last = self._bound(first, high, self._said + "\0")
                found.append(span(first, last))
        young = [slot for slot, (name, _) in store.young_keys.items() if name == self._said]
        return union([*found, bits_of(young)])

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
            if slot in store.live:
                return store.key(slot)[0]
            slot += 1
        return None

    def _sorted(self, part: BitMap, limit: int, *, apart: bool) -> list[int]:
        found: list[int] = []
        if self._boost:
            own = [slot for slot in self._boost if slot in part]
            if own:
                own.sort(key=lambda slot: (-self._boost[slot], self._store.key(slot)))
                found = own
                part = part - bits_of(own)
        store = self._store
        units = part & store.own_units
        late = part & span(store.base, store.records.end) if store.young_keys else NOBODY
        early = part - late if late else part
        people = early - units if units else early
        young = sorted(late, key=store.key)
        found += self._with_units(first_of(units, limit), first_of(people, limit), young, limit, apart)
        return found[:limit]

    def _with_units(
        self, units: list[int], people: list[int], late: list[int], limit: int, apart: bool
    ) -> list[int]:
        """Return the first of units, people and those who came later, all of which stand in the alphabet;
        ``apart``: all units before all people, as whoever does an errand."""
        if not apart:
            return self._merged(self._merged(units, people, limit), late, limit)
        own = self._store.unit_bits
        units = self._merged(units, [slot for slot in late if slot in own], limit)
        return units + self._merged(people, [slot for slot in late if slot not in own], limit)

    def _merged(self, some: list[int], others: list[int], limit: int) -> list[int]:
        """Return the first of two lists that stand in the alphabet. To read a name takes longer than to look
        for its place."""
        if not some or not others:
            return some or others
        if len(some) > len(others):
            some, others = others, some
        found: list[int] = []
        at, key = 0, self._store.key
        for slot in some:
            own, high = key(slot), len(others)
            low = at
            while low < high:
                middle = (low + high) >> 1
                if key(others[middle]) < own:
                    low = middle + 1
                else:
                    high = middle
            found += others[at:low]
            found.append(slot)
            at = low
            if len(found) >= limit:
                return found
        return found + others[at:]
