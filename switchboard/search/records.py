"""What the index keeps of a person or unit: the texts that can be found and shown, packed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from switchboard.domain import disclosure
from switchboard.domain.model import Kind, Person, Phone, Protection, Ref, Unit
from switchboard.search.results import Field

FIELDS = (
    Field.NAME,
    Field.ALIAS,
    Field.TITLE,
    Field.KEYWORD,
    Field.DESCRIPTION,
    Field.PLACE,
    Field.EMAIL,
)
"""The fields that are made of words, in the order of an entry's texts and of the columns."""

_FIELD, _ITEM = "\x1f", "\x1e"
_BARE = str.maketrans({_FIELD: " ", _ITEM: " "})


class Number(NamedTuple):
    """A phone that may be found: its E.164 digits, how they are shown, and the extension."""

    digits: str
    text: str
    extension: str


class Entry(NamedTuple):
    """One person or unit as the index sees it. ``unit`` is the person's unit or the unit's parent.

    ``texts`` has the texts of each of :data:`FIELDS`; of names the one as it is shown first, and the parts
    as another if that one lacks them. What may not be found is not here: masked numbers, everything but name,
    title and unit of a restricted person.
    """

    ref: Ref
    unit: str
    restricted: bool
    texts: tuple[tuple[str, ...], ...]
    numbers: tuple[Number, ...] = ()

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return self.texts[0][0] if self.texts[0] else ""

    def pack(self) -> str:
        """Return the entry as one text."""
        kind, key = self.ref
        numbers = _ITEM.join([part for number in self.numbers for part in number])
        texts = [_ITEM.join(part) for part in self.texts]
        head = ("p" if kind is Kind.PERSON else "u") + ("r" if self.restricted else " ")
        return _FIELD.join([head + key, self.unit, *texts, numbers])

    @classmethod
    def unpack(cls, packed: str) -> Entry:
        """Return the entry of a packed text."""
        head, unit, *texts, numbers = packed.split(_FIELD)
        parts = tuple([tuple(text.split(_ITEM)) if text else () for text in texts])
        flat = numbers.split(_ITEM) if numbers else []
        listed = tuple(Number(*flat[at : at + 3]) for at in range(0, len(flat), 3))
        ref = Ref(Kind.PERSON if head[0] == "p" else Kind.UNIT, head[2:])
        return cls(ref, unit, head[1] == "r", parts, listed)


def _clean(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(
        [text.translate(_BARE) if "\x1f" in text or "\x1e" in text else text for text in texts if text]
    )


def entry_of_person(person: Person, country: str) -> Entry | None:
    """Return a person's entry; ``None`` when nobody may find them."""
    seen = disclosure.visible(person)
    if seen is None:
        return None
    name = seen.name
    names: tuple[str, ...]
    if name.full:
        parts = f"{name.given} {name.surname}".strip()
        names = (name.full,) if set(parts.split()) <= set(name.full.split()) else (name.full, parts)
    else:
        names = (name.display,)
    return Entry(
        seen.ref,
        seen.unit or "",
        seen.protection is Protection.RESTRICTED,
        (
            _clean(names),
            _clean(seen.aliases),
            _clean((seen.title,)),
            _clean(seen.keywords),
            _clean((seen.description,)),
            _clean((seen.place,)),
            _clean((seen.email,)),
        ),
        _numbers(seen.phones, country),
    )


def entry_of_unit(unit: Unit, country: str) -> Entry:
    """Return a unit's entry."""
    return Entry(
        unit.ref,
        unit.parent or "",
        False,
        (
            _clean((unit.name,)),
            _clean((unit.short_name,)),
            (),
            _clean(unit.keywords),
            _clean((unit.description,)),
            _clean((unit.place,)),
            _clean((unit.email,)),
        ),
        _numbers(unit.phones, country),
    )


def _numbers(phones: tuple[Phone, ...], country: str) -> tuple[Number, ...]:
    found = []
    for phone in phones:
        shown = disclosure.show(phone, country=country)
        if shown.searchable:
            digits = "".join([c for c in phone.number if c in "0123456789"])
            extension = "".join([c for c in shown.extension or "" if c in "0123456789"])
            found.append(Number(digits, shown.text, extension))
    return tuple(found)


class Records:
    """All entries, packed end to end; those that changed since lie beside them."""

    def __init__(self, starts: array[int], blob: bytearray) -> None:
        self.starts = starts
        self.blob = blob
        self._changed: dict[int, str | None] = {}
        self.end = len(starts) - 1

    @classmethod
    def of(cls, packed: Iterable[str]) -> Records:
        encoded = [text.encode("utf-8", "surrogatepass") for text in packed]
        return cls(array("Q", accumulate(map(len, encoded), initial=0)), bytearray().join(encoded))

    def packed(self, slot: int) -> str | None:
        """Return a slot's packed entry, ``None`` when the slot is empty."""
        if slot in self._changed:
            return self._changed[slot]
        start, after = self.starts[slot], self.starts[slot + 1]
        return self.blob[start:after].decode("utf-8", "surrogatepass") or None

    def __getitem__(self, slot: int) -> Entry:
        packed = self.packed(slot)
        assert packed is not None
        return Entry.unpack(packed)

    def put(self, slot: int, packed: str | None) -> None:
        """Replace a slot's entry, or empty it, or use the next new slot (:attr:`end`)."""
        self._changed[slot] = packed
        if slot + 1 < len(self.starts):
            # What a person was before leaves the memory, too.
            start, after = self.starts[slot], self.starts[slot + 1]
            self.blob[start:after] = bytes(after - start)
        self.end = max(self.end, slot + 1)
