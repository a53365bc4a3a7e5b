"""What an index consists of, and keeping it true while people and units come, change and go.

Everybody has a *slot*. Slots are dealt out in the order of names, units before people, so that the first
slots of a bitmap are the first hits in the alphabet; whoever comes later gets a *young* slot at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from switchboard.domain.model import Kind, Ref
from switchboard.search.bits import slots_of
from switchboard.search.column import Column
from switchboard.search.digits import Digits
from switchboard.search.lexicon import Lexicon
from switchboard.search.records import FIELDS, Entry, Records
from switchboard.search.results import Field
from switchboard.search.spelling import sort_key, tokens, word
from switchboard.search.tree import Tree

_KEPT_KEYS = 4096

MOST_WORDS = 2000
"""A text's further words are not indexed."""


def words_of(field: int, texts: Iterable[str]) -> Iterator[str]:
    """Iterate over the words of a field's texts. An e-mail's domain is one word, with its @ in front, so that
    nobody is found by "no"."""
    for text in texts:
        if FIELDS[field] is Field.EMAIL:
            local, at, domain = text.partition("@")
            if at and domain:
                yield word("@" + domain)
            text = local
        for token in tokens(text)[:MOST_WORDS]:
            yield word(token)


def length_of(entry: Entry) -> int:
    """Return how many words the name has, 255 at most."""
    return min(255, len(tokens(entry.name)))


class Store:
    """The parts of an index."""

    def __init__(
        self,
        *,
        records: Records,
        ids: list[str],
        units: int,
        lexicon: Lexicon,
        columns: list[Column],
        masks: bytearray,
        numbers: Digits,
        extensions: Digits,
        lengths: bytearray,
        tree: Tree,
        restricted: int,
        base: int | None = None,
    ) -> None:
        self.records = records
        self.ids = ids
        self.units = units
        self.base = len(ids) if base is None else base
        self.lexicon = lexicon
        self.columns = columns
        self.masks = masks
        self.numbers = numbers
        self.extensions = extensions
        self.lengths = lengths
        self.tree = tree
        self.restricted = restricted
        self.unit_bits = (1 << units) - 1
        self.young_keys: dict[int, tuple[str, str]] = {}
        self.live = (1 << len(ids)) - 1
        self._by_ref: dict[Ref, int] | None = None
        self._lengths_bits: dict[int, int] = {}
        self._keys: dict[int, tuple[str, str]] = {}

    def ref(self, slot: int) -> Ref:
        """Return who has a slot."""
        unit = slot < self.units or (slot >= self.base and self.unit_bits >> slot & 1)
        return Ref(Kind.UNIT if unit else Kind.PERSON, self.ids[slot])

    def slot(self, ref: Ref) -> int | None:
        """Return a person's or unit's slot."""
        if self._by_ref is None:
            self._by_ref = {self.ref(slot): slot for slot in slots_of(self.live)}
        return self._by_ref.get(ref)

    def key(self, slot: int) -> tuple[str, str]:
        """Return what orders a slot among others: name, then id."""
        known = self.young_keys.get(slot) or self._keys.get(slot)
        if known is None:
            known = key_of(self.records[slot].name, self.ids[slot])
            if len(self._keys) < _KEPT_KEYS:
                self._keys[slot] = known
        return known

    def with_length(self, count: int) -> int:
        """Return the bitmap of those whose name has ``count`` words."""
        bits = self._lengths_bits.get(count)
        if bits is None:
            table = bytes(49 if other == count else 48 for other in range(256))
            bits = int(bytes(self.lengths[::-1]).translate(table) or b"0", 2)
            self._lengths_bits[count] = bits
        return bits

    def put(self, entry: Entry) -> None:
        """Add or replace an entry."""
        slot = self.slot(entry.ref)
        if slot is not None:
            packed = self.records.packed(slot)
            assert packed is not None
            if packed == entry.packed:
                return
            old = Entry.unpack(packed)
            if old.name == entry.name:
                self._withdraw(slot, old)
                self._enter(slot, entry)
                return
            self.remove(entry.ref)
        self._enter(self._new_slot(entry), entry)

    def remove(self, ref: Ref) -> None:
        """Take an entry away, if there is one."""
        slot = self.slot(ref)
        if slot is None:
            return
        assert self._by_ref is not None
        self._withdraw(slot, Entry.unpack(self.records.packed(slot) or ""))
        self.records.put(slot, None)
        del self._by_ref[ref]
        self.live &= ~(1 << slot)
        self.unit_bits &= ~(1 << slot)
        self.young_keys.pop(slot, None)
        self._keys.pop(slot, None)

    def _new_slot(self, entry: Entry) -> int:
        slot = len(self.ids)
        self.ids.append(entry.ref.id)
        self.lengths.append(0)
        self.live |= 1 << slot
        if entry.ref.kind is Kind.UNIT:
            self.unit_bits |= 1 << slot
        self.young_keys[slot] = key_of(entry.name, entry.ref.id)
        assert self._by_ref is not None
        self._by_ref[entry.ref] = slot
        return slot

    def _enter(self, slot: int, entry: Entry) -> None:
        self.records.put(slot, entry.packed)
        for field, column in enumerate(self.columns):
            for form in set(words_of(field, entry.texts[field])):
                number = self.lexicon.add(form)
                column.add(number, slot)
                if number == len(self.masks):
                    self.masks.append(0)
                self.masks[number] |= 1 << field
        self.numbers.put(slot, numbers_of(entry))
        self.extensions.put(slot, extensions_of(entry))
        self.lengths[slot] = length_of(entry)
        self._lengths_bits.clear()
        if entry.restricted:
            self.restricted |= 1 << slot
        enter_tree(self.tree, slot, entry)

    def _withdraw(self, slot: int, entry: Entry) -> None:
        for field, column in enumerate(self.columns):
            for form in set(words_of(field, entry.texts[field])):
                number = self.lexicon.number(form)
                assert number is not None
                column.discard(number, slot)
        self.numbers.clear(slot, numbers_of(entry))
        self.extensions.clear(slot, extensions_of(entry))
        self.lengths[slot] = 0
        self._lengths_bits.clear()
        self.restricted &= ~(1 << slot)
        if entry.ref.kind is Kind.UNIT:
            self.tree.remove_unit(entry.ref.id)
        elif entry.unit:
            self.tree.remove_member(entry.unit, slot)

    def entries(self) -> Iterator[Entry]:
        """Iterate over all entries."""
        for slot in range(len(self.ids)):
            packed = self.records.packed(slot)
            if packed is not None:
                yield Entry.unpack(packed)


def key_of(name: str, key: str) -> tuple[str, str]:
    """Return what orders somebody among others: name, then id."""
    return sort_key(name), key


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
