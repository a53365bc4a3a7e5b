"""Who is matched by all fragments of a query: many as a bitmap, few as slots."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_
from typing import TypeAlias

from switchboard.search.bits import bits_of, slots_of, union
from switchboard.search.levels import Level

_MANY = 1024
_DEAR = 2
"""To read a slot out of a bitmap costs so many times as much as to put one in."""
_LOOSE = 64
"""From so many slots on a set of them is made sooner than a bitmap."""

People: TypeAlias = int | list[int]
"""Some people: a bitmap, or their slots in order."""


class Levels:
    """The levels of one fragment, best first, and everybody of them."""

    __slots__ = ("_more", "_parts", "_union", "levels")

    def __init__(self, levels: list[Level], parts: Sequence[Levels] = ()) -> None:
        """Take levels, which may be those of two others (``parts``) together."""
        self.levels = levels
        self._parts = parts
        self._more: tuple[Levels, Levels] | None = None
        self._union: int | None = None

    @property
    def known(self) -> bool:
        """Whether the bitmap of everybody was made already."""
        if self._union is None and self._parts and all(part.known for part in self._parts):
            return self.union >= 0
        return self._union is not None

    @property
    def union(self) -> int:
        """The bitmap of everybody."""
        if self._union is None:
            if self._parts:
                self._union = union([part.union for part in self._parts])
            else:
                self._union = Level.union(self.levels)
        return self._union

    def and_then(self, more: Levels) -> Levels:
        """Return these and some more, the same as long as the same are asked for."""
        if not more.levels:
            return self
        if self._more is None or self._more[0] is not more:
            # Without parts: the one that is kept must not keep the one that keeps it.
            self._more = (more, Levels(self.levels + more.levels))
        return self._more[1]

    def among(self, slots: frozenset[int], bits: int) -> set[int]:
        """Return those of some slots, which are also given as a bitmap, that are among them, without making
        the bitmap of everybody."""
        if self._union is not None:
            return set(slots_of(self._union & bits))
        found: set[int] = set()
        if self._parts:
            return found.union(*[part.among(slots, bits) for part in self._parts])
        many = 0
        for level in self.levels:
            some, few = level.gathered
            many |= some
            if few is not None:
                found.update(slots.intersection(few))
        found.update(slots_of(many & bits))
        return found

    @property
    def loose(self) -> int:
        """How many slots would have to be put into the bitmap of everybody; some may count twice."""
        if self._union is not None:
            return 0
        if self._parts:
            return sum([part.loose for part in self._parts])
        return sum([len(few) for level in self.levels if (few := level.gathered[1]) is not None])

    @property
    def many(self) -> bool:
        """Whether there are so many that a bitmap is what holds them."""
        if self._union is not None:
            return self._union.bit_count() > _MANY
        if self._parts:
            return any(part.many for part in self._parts)
        return union([level.gathered[0] for level in self.levels]).bit_count() > _MANY

    def members(self) -> set[int]:
        """Return the slots of everybody, without making the bitmap."""
        if self._union is not None:
            return set(slots_of(self._union))
        if self._parts:
            return set().union(*[part.members() for part in self._parts])
        gathered = [level.gathered for level in self.levels]
        many = union([bits for bits, _ in gathered])
        return set(slots_of(many)).union(*[few for _, few in gathered if few is not None])


class Matched:
    """Those whom some fragments match: of a query that is being typed, all fragments but the last."""

    __slots__ = ("_slots", "bits", "levels", "size")

    def __init__(self, levels: Sequence[Levels], live: int) -> None:
        self.levels = levels
        self.bits = live
        for some in levels:
            self.bits &= some.union
        self.size = self.bits.bit_count()
        self._slots: frozenset[int] | None = None

    @property
    def made(self) -> bool:
        """Whether their slots were asked for before."""
        return self._slots is not None

    @property
    def slots(self) -> frozenset[int]:
        """Their slots."""
        if self._slots is None:
            self._slots = frozenset(slots_of(self.bits))
        return self._slots

    def of(self, levels: Sequence[Levels]) -> bool:
        """Whether these are those of some levels."""
        return len(levels) == len(self.levels) and all(map(is_, levels, self.levels))


def everybody(before: Matched, last: Levels) -> People:
    """Return those whom every fragment matches somehow: few as slots in order, many as a bitmap.

    The fragments before the last were there a keystroke ago. If they leave few, these are looked for in the
    last one's postings: to make a bitmap of the postings costs more.
    """
    if last.known or not before.size:
        return before.bits & last.union
    loose = last.loose
    if not before.levels:
        if loose > _LOOSE and not last.many:
            return sorted(last.members())
    elif before.made or before.size * _DEAR <= loose:
        return sorted(last.among(before.slots, before.bits))
    return before.bits & last.union


def count(people: People) -> int:
    """Return how many they are."""
    return people.bit_count() if isinstance(people, int) else len(people)


def as_bits(people: People, top: int) -> int:
    """Return the bitmap of people none of whose slots is above ``top``."""
    return people if isinstance(people, int) else bits_of(people, top)


def both(people: People, others: People, top: int) -> People:
    """Return those of either, none of whose slots is above ``top``."""
    if isinstance(people, int) or isinstance(others, int):
        return as_bits(people, top) | as_bits(others, top)
    return sorted({*people, *others})


def without(people: People, others: People, top: int) -> People:
    """Return those who are not among the others, none of whose slots is above ``top``."""
    if isinstance(people, int):
        return people & ~as_bits(others, top)
    if not others:
        return people
    left = frozenset(slots_of(others) if isinstance(others, int) else others)
    return [slot for slot in people if slot not in left]
