"""Which units there are, what lies below which, who belongs to them. Circles and missing units do no harm."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

DEEPEST = 64
"""So many units above one another give their words to those below. A directory that goes deeper is broken,
and the work would grow with the square of its depth."""


class Members(NamedTuple):
    """Units, and where each one's people begin and end in a row of slots."""

    units: Sequence[str] = ()
    edges: array[int] = array("I", (0,))
    slots: array[int] = array("I")


class Tree:
    """Slots by unit. A unit counts by its id, whether or not the unit itself is known (yet)."""

    def __init__(
        self,
        members: Members = Members(),  # noqa: B008 - never changed
        units: Sequence[str] = (),
        slots: Sequence[int] = (),
        parents: Sequence[str] = (),
    ) -> None:
        """Take the people of units, and the units that are known with their slots and parents (empty: none).

        Raises:
            ValueError: these are not as many of each.
        """
        self._first = members
        self._slots = dict(zip(units, slots, strict=True))
        self._parents = {unit: parent for unit, parent in zip(units, parents, strict=True) if parent}
        if len(members.units) != len(members.edges) - 1:
            raise ValueError

    # What lies below is asked for by changes, not by questions.

    @cached_property
    def _children(self) -> dict[str, dict[str, None]]:
        children: dict[str, dict[str, None]] = {}
        for unit, parent in self._parents.items():
            children.setdefault(parent, {})[unit] = None
        return children

    @cached_property
    def _members(self) -> dict[str, array[int]]:
        units, edges, slots = self._first
        self._first = Members()
        return {unit: slots[low:high] for unit, (low, high) in zip(units, pairwise(edges), strict=True)}

    def put_unit(self, unit: str, slot: int, parent: str) -> None:
        """Add or move a unit."""
        self.remove_unit(unit)
        self._slots[unit] = slot
        if parent:
            self._children.setdefault(parent, {})[unit] = None
            self._parents[unit] = parent

    def remove_unit(self, unit: str) -> None:
        """Take a unit away; its people and subunits still name it."""
        if self._slots.pop(unit, None) is None:
            return
        parent = self._parents.get(unit)
        if parent is not None:
            del self._children[parent][unit]
            del self._parents[unit]

    def put_member(self, unit: str, slot: int) -> None:
        """Add a person."""
        members = self._members.get(unit)
        if members is None:
            members = self._members[unit] = array("I")
        members.append(slot)

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

    def ancestors(self, unit: str) -> Iterator[int]:
        """Iterate over the slots of a unit and those above it, nearest first, as far as they are known.

        No more than :data:`DEEPEST` are looked at.
        """
        seen: set[str] = set()
        here: str | None = unit
        while here and here not in seen and len(seen) < DEEPEST:
            seen.add(here)
            slot = self._slots.get(here)
            if slot is not None:
                yield slot
            here = self._parents.get(here)

    def within(self, unit: str) -> list[str]:
        """Return a unit and all below it."""
        found = {unit: None}
        waiting = [unit]
        while waiting:
            for child in self._children.get(waiting.pop(), ()):
                if child not in found:
                    found[child] = None
                    waiting.append(child)
        return list(found)

    def direct(self, unit: str) -> array[int]:
        """Return the slots of a unit's own people and of the units right below it."""
        slots = array("I", self._members.get(unit, ()))
        slots.extend(self._slots[child] for child in self._children.get(unit, ()))
        return slots

    def parents(self) -> set[str]:
        """Return the units that have anything below them, known or not."""
        return {unit for some in (self._members, self._children) for unit, inner in some.items() if inner}
