"""What people and units have from the units above them: the words of their names and keywords, as postings.

A keystroke then adds nothing up. A unit that is renamed or moved changes the postings of everybody below it.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TypeAlias

from switchboard.domain.model import Kind
from switchboard.search.column import Column
from switchboard.search.entry_words import words_of
from switchboard.search.lexicon import Lexicon
from switchboard.search.making import column_of
from switchboard.search.records import FIELDS, INHERITED, OWN, Entry, Records
from switchboard.search.results import Field
from switchboard.search.tree import Tree

OWN_FIELDS = (
    (FIELDS.index(Field.NAME), FIELDS.index(Field.ALIAS)),
    (FIELDS.index(Field.KEYWORD),),
)
"""Of which of a unit's fields each of the inherited columns is made."""

Inherited: TypeAlias = tuple[frozenset[int], ...]
"""The numbers of the words of names, and of keywords."""

_NOTHING: Inherited = (frozenset(),) * len(INHERITED)


class Inheritance:
    """Keeps the inherited columns."""

    def __init__(
        self,
        records: Records,
        lexicon: Lexicon,
        tree: Tree,
        columns: list[Column],
        masks: array[int],
        restricted: set[int],
    ) -> None:
        self._records = records
        self._lexicon = lexicon
        self._tree = tree
        self._columns = columns
        self._masks = masks
        self._restricted = restricted
        self._unit_words: dict[int, Inherited] = {}

    def forget(self, slot: int) -> None:
        """A unit's own words are about to change."""
        self._unit_words.pop(slot, None)

    def _inherited(self, unit: str) -> Inherited:
        """Return the numbers of the words of the names, and of the keywords, of a unit and those above."""
        above = [self._words_of_unit(slot) for slot in self._tree.ancestors(unit)] if unit else []
        return tuple([frozenset().union(*[some[at] for some in above]) for at in range(len(INHERITED))])

    def of(self, entry: Entry | None) -> Inherited:
        """Return what somebody has."""
        if entry is None:
            return _NOTHING
        names, keywords = self._inherited(entry.unit)
        # A unit's keywords say what its people do; of a restricted person that is not told.
        return (names, _NOTHING[1] if entry.restricted else keywords)

    def _words_of_unit(self, slot: int) -> Inherited:
        known = self._unit_words.get(slot)
        if known is None:
            record = self._records[slot]
            forms = [[form for at in some for form in words_of(at, record.texts(at))] for some in OWN_FIELDS]
            known = tuple([frozenset(map(self._lexicon.add, some)) for some in forms])
            self._unit_words[slot] = known
        return known

    def paths(self, entry: Entry) -> dict[str, Inherited]:
        """Return what each unit below this one gives to its people."""
        if entry.ref.kind is not Kind.UNIT:
            return {}
        return {unit: self._inherited(unit) for unit in self._tree.within(entry.ref.id)}

    def regroup(self, before: dict[str, Inherited]) -> None:
        """A unit was changed: move its people, and those below, from what they had to what they have."""
        for unit, some in before.items():
            after = self._inherited(unit)
            if after != some:
                slots = self._tree.direct(unit)
                self.move(slots, (some[0], _NOTHING[1]), (after[0], _NOTHING[1]))
                self.move(self._told(slots), (_NOTHING[0], some[1]), (_NOTHING[0], after[1]))

    def _told(self, slots: Sequence[int]) -> Sequence[int]:
        if self._restricted.isdisjoint(slots):
            return slots
        return [slot for slot in slots if slot not in self._restricted]

    def move(
        self, slots: Sequence[int], before: Sequence[frozenset[int]], after: Sequence[frozenset[int]]
    ) -> None:
        """Take words from some slots and give them others."""
        if not slots:
            return
        for at, column in enumerate(self._columns[len(OWN) :]):
            bit = 1 << (len(OWN) + at)
            for number in before[at] - after[at]:
                column.discard_many(number, slots)
                if not column.posted(number):
                    self._masks[number] &= ~bit
            for number in after[at] - before[at]:
                self._masks[number] |= bit
                column.add_many(number, slots)

    def work_out(self) -> None:
        """Make the columns from the start; they come last."""
        posted: list[list[array[int] | None]] = [[None] * len(self._lexicon.words) for _ in INHERITED]
        for unit in self._tree.parents():
            slots = self._tree.direct(unit)
            both = (slots, self._told(slots))
            for some, numbers, members in zip(posted, self._inherited(unit), both, strict=True):
                for number in numbers:
                    known = some[number]
                    if known is None:
                        known = some[number] = array("I")
                    known.extend(members)
        for at, some in enumerate(posted):
            bit = 1 << (len(OWN) + at)
            for number, slots_ in enumerate(some):
                if slots_:
                    some[number] = array("I", sorted(slots_))
                    self._masks[number] |= bit
            self._columns.append(column_of(some, self._lexicon))
