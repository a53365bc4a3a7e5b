"""Who belongs to which unit, directly and through the units below it. Cycles and missing units do no harm."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from switchboard.search.bits import bits_of, slots_of

_FEW = 100
"""The people of smaller units are kept as numbers, of larger ones as a bitmap."""
_KEPT = 32


class Tree:
    """Slots by unit. A unit counts by its id, whether or not the unit itself is known (yet)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._children: dict[str, set[str]] = {}
        self._members: dict[str, array[int]] = {}
        self._slots: dict[str, int] = {}
        self._below: dict[str, int | array[int]] = {}
        self._together: dict[int, int] = {}
        self._cyclic: frozenset[str] | None = None

    def put_unit(self, unit: str, slot: int, parent: str) -> None:
        """Add or move a unit."""
        self.remove_unit(unit)
        self._slots[unit] = slot
        self._cyclic = None
        if parent:
            self._parents[unit] = parent
            self._children.setdefault(parent, set()).add(unit)
            self._forget(parent)

    def remove_unit(self, unit: str) -> None:
        """Take a unit away; its people and subunits still name it."""
        if self._slots.pop(unit, None) is None:
            return
        self._cyclic = None
        parent = self._parents.pop(unit, None)
        if parent is not None:
            self._children[parent].discard(unit)
            self._forget(parent)

    def put_member(self, unit: str, slot: int) -> None:
        """Add a person."""
        members = self._members.get(unit)
        if members is None:
            members = self._members[unit] = array("I")
        members.append(slot)
        self._forget(unit)

    def put_members(self, unit: str, slots: array[int]) -> None:
        """Add all people of a unit that has none yet."""
        self._members[unit] = slots

    def members(self) -> tuple[list[str], list[array[int]]]:
        """Return the units that have people, and their people's slots."""
        some = {unit: slots for unit, slots in self._members.items() if slots}
        return list(some), list(some.values())

    def units(self) -> list[tuple[str, int, str]]:
        """Return all known units, each with its slot and its parent's id."""
        return [(unit, slot, self._parents.get(unit, "")) for unit, slot in self._slots.items()]

    def remove_member(self, unit: str, slot: int) -> None:
        """Take a person away."""
        self._members[unit].remove(slot)
        self._forget(unit)

    def ancestors(self, unit: str) -> Iterator[int]:
        """Iterate over the slots of a unit and those above it, nearest first, as far as they are known."""
        for above in self._upwards(unit):
            slot = self._slots.get(above)
            if slot is not None:
                yield slot

    def _upwards(self, unit: str) -> Iterator[str]:
        seen: set[str] = set()
        here: str | None = unit
        while here and here not in seen:
            seen.add(here)
            yield here
            here = self._parents.get(here)

    def _forget(self, unit: str) -> None:
        self._together.clear()
        if self._below:
            for above in self._upwards(unit):
                self._below.pop(above, None)

    def below(self, units: int, ids: Sequence[str]) -> int:
        """Return the bitmap of everybody in these units or below them, and of the units below them.

        ``units`` is the units' own bitmap, ``ids`` the ids of all slots.
        """
        known = self._together.get(units)
        if known is None:
            if len(self._together) >= _KEPT:
                self._together.clear()
            known = self._together[units] = self._all_below({ids[slot] for slot in slots_of(units)})
        return known

    def _all_below(self, wanted: set[str]) -> int:
        result, few = 0, array("I")
        cyclic = self._in_cycles()
        for unit in wanted:
            # Contained in the parent's, unless the two are each other's ancestors.
            if self._parents.get(unit) in wanted and unit not in cyclic:
                continue
            some = self._below_one(unit)
            if isinstance(some, int):
                result |= some
            else:
                few.extend(some)
        return result | bits_of(few)

    def _in_cycles(self) -> frozenset[str]:
        """The units that are their own ancestors."""
        if self._cyclic is None:
            found: set[str] = set()
            done: set[str] = set()
            for unit in self._parents:
                path: dict[str, int] = {}
                here: str | None = unit
                while here and here not in done and here not in path:
                    path[here] = len(path)
                    here = self._parents.get(here)
                if here in path:
                    found.update(list(path)[path[here] :])
                done.update(path)
            self._cyclic = frozenset(found)
        return self._cyclic

    def warm(self) -> None:
        """Add up everybody below every unit."""
        self._in_cycles()
        for unit in self._slots:
            self._below_one(unit)

    def _below_one(self, unit: str) -> int | array[int]:
        known = self._below.get(unit)
        if known is None:
            slots = array("I")
            seen, waiting = {unit}, [unit]
            while waiting:
                here = waiting.pop()
                slots.extend(self._members.get(here, ()))
                for child in self._children.get(here, ()):
                    if child not in seen:
                        seen.add(child)
                        waiting.append(child)
                        slots.append(self._slots[child])
            known = self._below[unit] = slots if len(slots) < _FEW else bits_of(slots)
        return known
