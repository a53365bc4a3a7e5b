"""What the index keeps of a person or unit: the texts that can be found and shown, packed."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Final, NamedTuple

from switchboard.domain import disclosure
from switchboard.domain.model import Kind, Person, Phone, Protection, Ref, Unit
from switchboard.search.results import Field

FIELDS: Final = (
    Field.NAME,
    Field.ALIAS,
    Field.TITLE,
    Field.KEYWORD,
    Field.DESCRIPTION,
    Field.PLACE,
    Field.EMAIL,
)
"""The fields that are made of words, in the order of an entry's texts."""

OWN: Final = (Field.NAME, Field.NAME, Field.NAME, *FIELDS[1:])
"""The columns of people's and units' own words. Names have three: first words, last words, those between."""

INHERITED: Final = (Field.UNIT, Field.KEYWORD)
"""The columns after those: the names and the keywords of the units that somebody belongs to."""

COLUMNS: Final = (*OWN, *INHERITED)

_FIELD: Final = "\x1f"
_ITEM: Final = "\x1e"
_FIELD_BYTE: Final = _FIELD.encode()
_BARE_ID: Final = re.compile("[\x1e\x1f]")
_BARE: Final = str.maketrans({_FIELD: " ", _ITEM: " "})


class Number(NamedTuple):
    """A phone that may be found: its E.164 digits, and its extension."""

    digits: str
    extension: str


class Entry(NamedTuple):
    """One person or unit as the index sees it. ``unit`` is the person's unit or the unit's parent.

    ``texts`` has the texts of each of :data:`FIELDS`; of names the one as it is shown first, and the parts
    as another if that one lacks them. What may not be found is not here: masked numbers, everything but name,
    title and unit of a restricted person. ``packed`` is all of it as one text.
    """

    ref: Ref
    unit: str
    restricted: bool
    texts: tuple[tuple[str, ...], ...]
    numbers: tuple[Number, ...]
    packed: str

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return self.texts[0][0] if self.texts[0] else ""

    @classmethod
    def unpack(cls, packed: str) -> Entry:
        """Return the entry of a packed text."""
        record = Record(packed)
        texts = tuple([record.texts(field) for field in range(len(FIELDS))])
        return cls(record.ref, record.unit, record.restricted, texts, record.numbers, packed)


class Record:
    """A packed entry, of which little is needed at a time."""

    __slots__ = ("_parts",)

    def __init__(self, packed: str) -> None:
        self._parts = packed.split(_FIELD)

    @property
    def ref(self) -> Ref:
        head = self._parts[0]
        return Ref(Kind.PERSON if head[0] == "p" else Kind.UNIT, head[2:])

    @property
    def restricted(self) -> bool:
        return self._parts[0][1] == "r"

    @property
    def unit(self) -> str:
        return self._parts[1]

    @property
    def name(self) -> str:
        return self._parts[2].partition(_ITEM)[0]

    def texts(self, field: int) -> tuple[str, ...]:
        """Return the texts of one of :data:`FIELDS`."""
        part = self._parts[2 + field]
        return tuple(part.split(_ITEM)) if part else ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        part = self._parts[-1]
        flat = part.split(_ITEM) if part else []
        return tuple([Number(flat[at], flat[at + 1]) for at in range(0, len(flat), 2)])


def _entry(
    ref: Ref,
    unit: str,
    restricted: bool,
    fields: tuple[Sequence[str | None], ...],
    phones: tuple[Phone, ...],
) -> Entry:
    texts = tuple([tuple(filter(None, some)) for some in fields])
    numbers = _numbers(phones) if phones else ()
    head = ("p" if ref.kind is Kind.PERSON else "u") + ("r" if restricted else " ")
    parts = [head + ref.id, unit, *map(_ITEM.join, texts)]
    parts.append(_ITEM.join([text for number in numbers for text in number]))
    packed = _FIELD.join(parts)
    items = sum([len(some) - 1 for some in texts if some]) + max(0, 2 * len(numbers) - 1)
    if packed.count(_FIELD) != len(parts) - 1 or packed.count(_ITEM) != items:
        # The separators are in the data: control characters, which no directory serves in a text.
        if _BARE_ID.search(ref.id):
            raise ValueError("an id with control characters")
        bare = tuple([tuple([text.translate(_BARE) for text in some]) for some in texts])
        return _entry(ref, unit.translate(_BARE), restricted, bare, phones)
    return Entry(ref, unit, restricted, texts, numbers, packed)


def entry_of_person(person: Person) -> Entry | None:
    """Return a person's entry; ``None`` when nobody may find them."""
    seen = disclosure.visible(disclosure.without_masked(person))
    if seen is None:
        return None
    name = seen.name
    names: tuple[str, ...] = (name.display,)
    if name.full:
        parts = f"{name.given} {name.surname}".strip()
        if not set(parts.split()) <= set(name.full.split()):
            names = (name.full, parts)
    return _entry(
        seen.ref,
        seen.unit or "",
        seen.protection is Protection.RESTRICTED,
        (
            names,
            seen.aliases,
            (seen.title,),
            seen.keywords,
            (seen.description,),
            (seen.place,),
            (seen.email,),
        ),
        seen.phones,
    )


def entry_of_unit(unit: Unit) -> Entry:
    """Return a unit's entry."""
    unit = disclosure.without_masked(unit)
    return _entry(
        unit.ref,
        unit.parent or "",
        False,
        (
            (unit.name,),
            (unit.short_name,),
            (),
            unit.keywords,
            (unit.description,),
            (unit.place,),
            (unit.email,),
        ),
        unit.phones,
    )


def _numbers(phones: tuple[Phone, ...]) -> tuple[Number, ...]:
    return tuple(
        [
            Number(_digits(phone.number), _digits(phone.extension or ""))
            for phone in phones
            if disclosure.searchable(phone)
        ]
    )


def _digits(number: str) -> str:
    digits = number.removeprefix("+")
    if digits.isascii() and digits.isdigit():
        return digits
    return "".join([c for c in digits if c in "0123456789"])


class Records:
    """All entries, packed end to end; those that changed since lie beside them."""

    def __init__(self, starts: array[int], blob: bytes) -> None:
        self.starts = starts
        self._read = blob
        self._own: bytearray | None = None
        self._changed: dict[int, str | None] = {}
        self.end = len(starts) - 1
        self.changes = 0
        """How many there were."""
        self.over = False
        """Whether others are told now what changes: then nothing here is known to be true any more."""

    @property
    def blob(self) -> bytes | bytearray:
        """The entries' bytes, end to end."""
        return self._read if self._own is None else self._own

    def packed(self, slot: int) -> str | None:
        """Return a slot's packed entry, ``None`` when the slot is empty."""
        if slot in self._changed:
            return self._changed[slot]
        start, after = self.starts[slot], self.starts[slot + 1]
        return self.blob[start:after].decode("utf-8", "surrogatepass") or None

    def gone(self, slot: int) -> bool:
        """Whether a slot was emptied."""
        return slot in self._changed and self._changed[slot] is None

    def __getitem__(self, slot: int) -> Record:
        packed = self.packed(slot)
        assert packed is not None
        return Record(packed)

    def ref(self, slot: int) -> Ref:
        """Return who has a slot that is not empty."""
        changed = self._changed.get(slot)
        if changed is not None:
            head = changed[: changed.index(_FIELD)]
        else:
            start = self.starts[slot]
            head = self.blob[start : self.blob.index(_FIELD_BYTE, start)].decode("utf-8", "surrogatepass")
        return Ref(Kind.PERSON if head[0] == "p" else Kind.UNIT, head[2:])

    def name(self, slot: int) -> str:
        """Return the name of whoever has a slot that is not empty."""
        changed = self._changed.get(slot)
        if changed is not None:
            return changed.split(_FIELD, 3)[2].partition(_ITEM)[0]
        start, after = self.starts[slot], self.starts[slot + 1]
        names = self.blob[start:after].split(_FIELD_BYTE, 3)[2]
        return names.decode("utf-8", "surrogatepass").partition(_ITEM)[0]

    def put(self, slot: int, packed: str | None) -> None:
        """Replace a slot's entry, or empty it, or use the next new slot (:attr:`end`)."""
        self._changed[slot] = packed
        self.changes += 1
        if slot + 1 < len(self.starts):
            # What a person was before leaves the memory, too.
            start, after = self.starts[slot], self.starts[slot + 1]
            if self._own is None:
                self._own, self._read = bytearray(self._read), b""
            self._own[start:after] = bytes(after - start)
        self.end = max(self.end, slot + 1)
