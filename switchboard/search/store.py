"""What an index consists of, and keeping it true while people and units come, change and go.

Everybody has a *slot*. Slots are dealt out in the order of names, units before people, so that the first
slots of a bitmap are the first hits in the alphabet; whoever comes later gets a *young* slot at the end.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from switchboard.domain.model import Kind, Ref
from switchboard.search.column import Column
from switchboard.search.digits import Digits
from switchboard.search.lexicon import Lexicon
from switchboard.search.records import FIELDS, INHERITED, OWN, Entry, Records
from switchboard.search.results import Field
from switchboard.search.slots import Slots
from switchboard.search.spelling import sort_key, tokens, word
from switchboard.search.tree import Tree

_KEPT_KEYS = 4096

OWN_FIELDS = (
    (FIELDS.index(Field.NAME), FIELDS.index(Field.ALIAS)),
    (FIELDS.index(Field.KEYWORD),),
)
"""Of which of a unit's fields each of the inherited columns is made."""

_NOTHING: tuple[frozenset[int], ...] = (frozenset(),) * len(INHERITED)

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


def words_by_column(entry: Entry | None) -> list[set[str]]:
    """Return the words of each of the columns that are people's and units' own."""
    found: list[set[str]] = [set() for _ in OWN]
    if entry is None:
        return found
    first, last, between = found[:3]
    for text in entry.texts[0]:
        forms = list(words_of(0, (text,)))
        cut = last_from(text, len(forms))
        first.update(forms[:1])
        last.update(forms[cut:])
        between.update(forms[1:cut])
    for field in range(1, len(FIELDS)):
        found[field + 2].update(words_of(field, entry.texts[field]))
    return found


def last_from(text: str, count: int) -> int:
    """Return which of the ``count`` words of a name is the first of the last ones: the parts of Larsen-Moe
    and of al-Masri are as good as a last name each."""
    end = text.rsplit(None, 1)[-1] if count > 1 else ""
    return max(1, count - len(tokens(end)))


def length_of(entry: Entry) -> int:
    """Return how many words the name has, 255 at most."""
    return min(255, len(tokens(entry.name)))


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
        self.numbers = numbers
        self.extensions = extensions
        self.lengths = lengths
        self.tree = tree
        self.restricted = restricted
        self.own_units = self.unit_bits = (1 << units) - 1
        """The slots of the units of the first build, and those of all units there are."""
        self.young_keys: dict[int, tuple[str, str]] = {}
        self.live = (1 << records.end) - 1
        self._unit_words: dict[int, tuple[frozenset[int], ...]] = {}
        self._lengths_bits: dict[int, int] = {}
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

    def warm(self) -> None:
        """Prepare what searches would otherwise prepare when they first need it."""
        for column in self.columns:
            column.warm()
        for count in range(1, 5):
            self.with_length(count)

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
        old = None if slot is None else Entry.unpack(self.records.packed(slot) or "")
        if old is not None and old.packed == entry.packed:
            return
        before = self._paths(entry)
        if slot is not None and old is not None:
            if old.name == entry.name:
                self._replace(slot, old, entry)
                self._regroup(before)
                return
            self._drop(slot, old)
        self._enter(self._new_slot(entry), entry)
        self._regroup(before)

    def remove(self, ref: Ref) -> None:
        """Take an entry away, if there is one."""
        slot = self.slot(ref)
        if slot is None:
            return
        old = Entry.unpack(self.records.packed(slot) or "")
        before = self._paths(old)
        self._drop(slot, old)
        self._regroup(before)

    def _drop(self, slot: int, old: Entry) -> None:
        self._replace(slot, old, None)
        self.slots.forget(old.ref)
        self.live &= ~(1 << slot)
        self.unit_bits &= ~(1 << slot)
        self.young_keys.pop(slot, None)
        self._keys.pop(slot, None)

    def _new_slot(self, entry: Entry) -> int:
        slot = self.records.end
        self.lengths.append(0)
        self.live |= 1 << slot
        if entry.ref.kind is Kind.UNIT:
            self.unit_bits |= 1 << slot
        self.young_keys[slot] = key_of(entry.name, entry.ref.id)
        self.slots.add(entry.ref, slot)
        return slot

    def _enter(self, slot: int, entry: Entry) -> None:
        self._replace(slot, None, entry)

    def _replace(self, slot: int, old: Entry | None, new: Entry | None) -> None:
        """Change what a slot holds; only what differs is touched."""
        # As long as the old one's place among the units is known.
        inherited = [self._inherited_by(old)]
        self.records.put(slot, None if new is None else new.packed)
        self._unit_words.pop(slot, None)
        for at, (before, after) in enumerate(zip(words_by_column(old), words_by_column(new), strict=True)):
            for form in before - after:
                number = self.lexicon.number(form)
                assert number is not None
                self.columns[at].discard(number, slot)
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
                    self._lengths_bits[count] = bits ^ 1 << slot
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
            inherited.append(self._inherited_by(new))
            self._move((slot,), *inherited)

    # What people have from their units

    def _inherited(self, unit: str) -> tuple[frozenset[int], ...]:
        """Return the numbers of the words of the names, and of the keywords, of a unit and those above."""
        above = [self._words_of_unit(slot) for slot in self.tree.ancestors(unit)] if unit else []
        return tuple([frozenset().union(*[some[at] for some in above]) for at in range(len(INHERITED))])

    def _inherited_by(self, entry: Entry | None) -> tuple[frozenset[int], ...]:
        if entry is None:
            return _NOTHING
        names, keywords = self._inherited(entry.unit)
        # A unit's keywords say what its people do; of a restricted person that is not told.
        return (names, _NOTHING[1] if entry.restricted else keywords)

    def _words_of_unit(self, slot: int) -> tuple[frozenset[int], ...]:
        known = self._unit_words.get(slot)
        if known is None:
            record = self.records[slot]
            forms = [[form for at in some for form in words_of(at, record.texts(at))] for some in OWN_FIELDS]
            known = tuple([frozenset(map(self.lexicon.add, some)) for some in forms])
            self._unit_words[slot] = known
        return known

    def _paths(self, entry: Entry) -> dict[str, tuple[frozenset[int], ...]]:
        """Return what each unit below this one gives to its people."""
        if entry.ref.kind is not Kind.UNIT:
            return {}
        return {unit: self._inherited(unit) for unit in self.tree.within(entry.ref.id)}

    def _regroup(self, before: dict[str, tuple[frozenset[int], ...]]) -> None:
        for unit, some in before.items():
            after = self._inherited(unit)
            if after != some:
                slots = self.tree.direct(unit)
                self._move(slots, (some[0], _NOTHING[1]), (after[0], _NOTHING[1]))
                self._move(self._told(slots), (_NOTHING[0], some[1]), (_NOTHING[0], after[1]))

    def _told(self, slots: Sequence[int]) -> Sequence[int]:
        if self.restricted.isdisjoint(slots):
            return slots
        return [slot for slot in slots if slot not in self.restricted]

    def _move(
        self, slots: Sequence[int], before: Sequence[frozenset[int]], after: Sequence[frozenset[int]]
    ) -> None:
        if not slots:
            return
        for at, column in enumerate(self.columns[len(OWN) :]):
            bit = 1 << (len(OWN) + at)
            for number in before[at] - after[at]:
                column.discard_many(number, slots)
            for number in after[at] - before[at]:
                self.masks[number] |= bit
                column.add_many(number, slots)

    def inherit(self) -> None:
        """Work out from the start what people have from their units; the columns for it come last."""
        posted: list[list[array[int] | None]] = [[None] * len(self.lexicon.words) for _ in INHERITED]
        for unit in self.tree.parents():
            slots = self.tree.direct(unit)
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
                if slots_ is not None:
                    some[number] = array("I", sorted(slots_))
                    self.masks[number] |= bit
            self.columns.append(Column.of(some, self.lexicon))

    def entries(self) -> Iterator[Entry]:
        """Iterate over all entries."""
        for slot in range(self.records.end):
            packed = self.records.packed(slot)
            if packed is not None:
                yield Entry.unpack(packed)


def leave_tree(tree: Tree, slot: int, entry: Entry) -> None:
    """Take an entry's place among the units away."""
    if entry.ref.kind is Kind.UNIT:
        tree.remove_unit(entry.ref.id)
    elif entry.unit:
        tree.remove_member(entry.unit, slot)


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
