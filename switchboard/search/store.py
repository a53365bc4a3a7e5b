"""What an index consists of, and keeping it true while people and units come, change and go.

Everybody has a *slot*. Slots are dealt out in the order of names, units before people, so that the first
slots of a bitmap are the first hits in the alphabet; whoever comes later gets a *young* slot at the end.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator
from functools import cache
from itertools import compress
from typing import Final

from switchboard.domain.model import Kind, Ref
from switchboard.search.bits import BitMap, bits_of, span
from switchboard.search.column import Column
from switchboard.search.digits import Digits
from switchboard.search.entry_words import length_of, words_by_column
from switchboard.search.inheritance import Inheritance
from switchboard.search.lexicon import Lexicon
from switchboard.search.records import COLUMNS, Entry, Records
from switchboard.search.slots import Slots
from switchboard.search.spelling import plain, sort_key
from switchboard.search.tree import Tree

LENGTHS: Final = range(1, 5)
"""Of so many words are most names, and whom a query is about."""
_KEPT_KEYS: Final = 4096
_NOBODYS: Final[list[int]] = []
_NO_WORDS: Final[list[list[int]]] = [_NOBODYS for _ in COLUMNS]


class Store:
    """The parts of an index."""

    def __init__(
        self,
        *,
        records: Records,
        hashed: array[int],
        units: int,
        lexicon: Lexicon,
        columns: list[Column],
        masks: array[int],
        numbers: Digits,
        extensions: Digits,
        lengths: bytearray,
        tree: Tree,
        restricted: set[int],
        base: int | None = None,
    ) -> None:
        self.records = records
        self.slots = Slots(hashed, records)
        self.units = units
        self.base = records.end if base is None else base
        self.lexicon = lexicon
        self.columns = columns
        self.masks = masks
        """By number of words: the columns in which somebody has it, as bits; 0 if nobody has it any more."""
        self.numbers = numbers
        self.extensions = extensions
        self.lengths = lengths
        self.tree = tree
        self.restricted = restricted
        self.own_units = self.unit_bits = span(0, units)
        """The slots of the units of the first build, and those of all units there are."""
        self.young_keys: dict[int, tuple[str, str]] = {}
        self.live = span(0, records.end)
        self._inheritance = Inheritance(records, lexicon, tree, columns, masks, restricted)
        self._lengths_bits: dict[int, BitMap] = {}
        self._keys: dict[int, tuple[str, str]] = {}

    def ref(self, slot: int) -> Ref:
        """Return who has a slot."""
        return self.records.ref(slot)

    def slot(self, ref: Ref) -> int | None:
        """Return a person's or unit's slot."""
        return self.slots.find(ref)

    def key(self, slot: int) -> tuple[str, str]:
        """Return what orders a slot among others: name, then id."""
        known = self.young_keys.get(slot) or self._keys.get(slot)
        if known is None:
            known = key_of(self.records.name(slot), self.records.ref(slot).id)
            if len(self._keys) < _KEPT_KEYS:
                self._keys[slot] = known
        return known

    def warming(self) -> Iterator[None]:
        """Prepare what searches would otherwise prepare when they first need it, a little at each step."""
        for count in LENGTHS:
            self.with_length(count)
            yield
        yield from self.lexicon.warming()
        for column in self.columns:
            yield from column.warming()
        lexicon = self.lexicon
        for form in sorted({lexicon.words[at][:end] for at in lexicon.accented for end in (1, 2)}):
            _, whole, end = lexicon.places.begins(plain(form))
            accented = Accented(self, form, whole, end)
            for at, column in enumerate(self.columns):
                column.spelled(form, at, accented.numbers)
            yield

    def spelled(self, form: str, first: int, last: int) -> list[list[int]]:
        """Return by column what :meth:`Lexicon.spelled` finds."""
        return self.by_column(self.lexicon.spelled(form, first, last))

    def by_column(self, numbers: Collection[int]) -> list[list[int]]:
        """Return by column which of some words it has. The lists are nobody's to change."""
        if not numbers:
            return _NO_WORDS
        masks = self.masks
        # Most words are in few columns, and to make a list for each of them takes longer than the rest.
        by_column = [_NOBODYS] * len(COLUMNS)
        for number in numbers:
            for at in _columns_of(masks[number]):
                some = by_column[at]
                if some is _NOBODYS:
                    by_column[at] = [number]
                else:
                    some.append(number)
        return by_column

    def with_length(self, count: int) -> BitMap:
        """Return the bitmap of those whose name has ``count`` words."""
        bits = self._lengths_bits.get(count)
        if bits is None:
            table = bytes(other == count for other in range(256))
            bits = bits_of(array("I", compress(range(len(self.lengths)), self.lengths.translate(table))))
            self._lengths_bits[count] = bits
        return bits

    def keep_lengths(self, known: dict[int, BitMap]) -> None:
        """Take what :meth:`with_length` would return, which takes 2 ms to find out."""
        self._lengths_bits = known

    def put(self, entry: Entry) -> bool:
        """Add or replace an entry; return false when it was exactly so already."""
        slot = self.slot(entry.ref)
        old = None if slot is None else Entry.unpack(self.records.packed(slot) or "")
        if old is not None and old.packed == entry.packed:
            return False
        before = self._inheritance.paths(entry)
        if slot is not None and old is not None:
            if old.name == entry.name:
                self._replace(slot, old, entry)
                self._inheritance.regroup(before)
                return True
            self._drop(slot, old)
        self._enter(self._new_slot(entry), entry)
        self._inheritance.regroup(before)
        return True

    def remove(self, ref: Ref) -> bool:
        """Take an entry away; return false when there is none."""
        slot = self.slot(ref)
        if slot is None:
            return False
        old = Entry.unpack(self.records.packed(slot) or "")
        before = self._inheritance.paths(old)
        self._drop(slot, old)
        self._inheritance.regroup(before)
        return True

    def _drop(self, slot: int, old: Entry) -> None:
        self._replace(slot, old, None)
        self.slots.forget(old.ref)
        self.live = self.live - bits_of((slot,))
        self.unit_bits = self.unit_bits - bits_of((slot,))
        self.young_keys.pop(slot, None)
        self._keys.pop(slot, None)

    def _new_slot(self, entry: Entry) -> int:
        slot = self.records.end
        self.lengths.append(0)
        self.live = self.live | bits_of((slot,))
        if entry.ref.kind is Kind.UNIT:
            self.unit_bits = self.unit_bits | bits_of((slot,))
        self.young_keys[slot] = key_of(entry.name, entry.ref.id)
        self.slots.add(entry.ref, slot)
        return slot

    def _enter(self, slot: int, entry: Entry) -> None:
        self._replace(slot, None, entry)

    def _replace(self, slot: int, old: Entry | None, new: Entry | None) -> None:
        """Change what a slot holds; only what differs is touched."""
        # As long as the old one's place among the units is known.
        inherited = [self._inheritance.of(old)]
        self.records.put(slot, None if new is None else new.packed)
        self._inheritance.forget(slot)
        for at, (before, after) in enumerate(zip(words_by_column(old), words_by_column(new), strict=True)):
            for form in before - after:
                number = self.lexicon.number(form)
                assert number is not None
                self.columns[at].discard(number, slot)
                if not self.columns[at].posted(number):
                    self.masks[number] &= ~(1 << at)
            for form in after - before:
                number = self.lexicon.add(form)
                if number == len(self.masks):
                    self.masks.append(0)
                self.masks[number] |= 1 << at
                self.columns[at].add(number, slot)
        for lanes, numbers in ((self.numbers, numbers_of), (self.extensions, extensions_of)):
            some = numbers(old) if old is not None else []
            others = numbers(new) if new is not None else []
            if some != others:
                lanes.clear(slot, some)
                lanes.put(slot, others)
        length = length_of(new) if new is not None else 0
        if self.lengths[slot] != length:
            for count, bits in self._lengths_bits.items():
                if count in (length, self.lengths[slot]):
                    self._lengths_bits[count] = bits ^ bits_of((slot,))
            self.lengths[slot] = length
        if new is not None and new.restricted:
            self.restricted.add(slot)
        else:
            self.restricted.discard(slot)
        if old is None or new is None or (old.unit, old.restricted) != (new.unit, new.restricted):
            if old is not None:
                leave_tree(self.tree, slot, old)
            if new is not None:
                enter_tree(self.tree, slot, new)
            inherited.append(self._inheritance.of(new))
            self._inheritance.move((slot,), *inherited)

    def inherit(self) -> None:
        """Work out from the start what people have from their units; the columns for it come last."""
        self._inheritance.work_out()


def leave_tree(tree: Tree, slot: int, entry: Entry) -> None:
    """Take an entry's place among the units away."""
    if entry.ref.kind is Kind.UNIT:
        tree.remove_unit(entry.ref.id)
    elif entry.unit:
        tree.remove_member(entry.unit, slot)


def key_of(name: str, key: str) -> tuple[str, str]:
    """Return what orders somebody among others: name, then id."""
    return sort_key(name), key


@cache
def _columns_of(mask: int) -> tuple[int, ...]:
    return tuple([column for column in range(len(COLUMNS)) if mask >> column & 1])


def numbers_of(entry: Entry) -> list[str]:
    """Return the digits of an entry's numbers."""
    return [number.digits for number in entry.numbers if number.digits]


def extensions_of(entry: Entry) -> list[str]:
    """Return an entry's extensions."""
    return [number.extension for number in entry.numbers if number.extension]


def enter_tree(tree: Tree, slot: int, entry: Entry) -> None:
    """Enter an entry's place among the units."""
    if entry.ref.kind is Kind.UNIT:
        tree.put_unit(entry.ref.id, slot, entry.unit)
    elif entry.unit:
        tree.put_member(entry.unit, slot)


class Accented:
    """The words that are not in plain letters and go on from one as it is spelled, looked for once."""

    __slots__ = ("_asked", "_found")

    def __init__(self, store: Store, form: str, first: int, last: int) -> None:
        """Take the word, and which words go on from it in plain letters: ``first`` ≤ number < ``last``."""
        self._asked = (store, form, first, last)
        self._found: list[list[int]] | None = None

    def numbers(self) -> list[list[int]]:
        """Return their numbers by column."""
        found = self._found
        if found is None:
            store, form, first, last = self._asked
            found = self._found = store.spelled(form, first, last)
        return found
