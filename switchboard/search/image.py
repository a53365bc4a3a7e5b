"""The index as bytes, so that a start does not have to build it.

An image is a magic, a checksum, a header in JSON and the parts end to end. It is made and read by the same
version on the same machine; anything else is refused. It keeps nothing of those who were taken away.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.search.bits import as_bytes
from switchboard.search.column import Column
from switchboard.search.digits import Digits
from switchboard.search.lexicon import Keyed, Lexicon
from switchboard.search.records import COLUMNS, Records
from switchboard.search.slots import Slots
from switchboard.search.sounds import Ear
from switchboard.search.store import Store, key_of
from switchboard.search.tree import Tree

VERSION = 6
"""Raise it with every change of what is stored or of how words are folded, sounded or cut."""

_MAGIC = b"switchboard-index\0"
_HEAD = len(_MAGIC) + 8


class ImageError(ExpectedError):
    """The image cannot be used."""

    def __init__(self) -> None:
        super().__init__(words("The stored search index cannot be used."), words("It is built anew."))


class _Writer:
    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def texts(self, texts: list[str]) -> None:
        self.raw(json.dumps(texts).encode("ascii"))

    def raw(self, data: bytes | bytearray) -> None:
        self.parts.append(bytes(data))

    def numbers(self, numbers: array[int]) -> None:
        self.parts.append(numbers.tobytes())


class _Reader:
    def __init__(self, parts: Iterator[memoryview]) -> None:
        self._parts = parts

    def texts(self) -> list[str]:
        texts = json.loads(bytes(next(self._parts)))
        return texts if isinstance(texts, list) else []

    def raw(self) -> bytes:
        return bytes(next(self._parts))

    def buffer(self) -> bytearray:
        return bytearray(next(self._parts))

    def numbers(self, code: str = "I") -> array[int]:
        numbers = array(code)
        numbers.frombytes(next(self._parts))
        return numbers


def dump(store: Store, country: str) -> bytes:
    """Return the image of a store."""
    writer = _Writer()
    _dump_words(writer, store)
    packed = [store.records.packed(slot) or "" for slot in range(store.records.end)]
    records = Records.of(packed)
    writer.numbers(records.starts)
    writer.raw(records.blob)
    writer.numbers(Slots.hashes((store.ref(slot), slot) for slot, text in enumerate(packed) if text))
    writer.raw(store.lengths)
    writer.numbers(array("I", sorted(store.restricted)))
    for bits in (store.live, store.unit_bits):
        writer.raw(as_bytes(bits))
    for digits in (store.numbers, store.extensions):
        _dump_digits(writer, digits)
    _dump_tree(writer, store.tree)
    header: dict[str, Any] = {
        "version": VERSION,
        "order": sys.byteorder,
        "country": country,
        "names": store.lexicon.ear.checksum,
        "units": store.units,
        "base": store.base,
        "end": records.end,
        "lanes": [len(store.numbers.lanes), len(store.extensions.lanes)],
        "parts": [len(part) for part in writer.parts],
    }
    head = json.dumps(header).encode("ascii")
    body = b"".join([len(head).to_bytes(4, "little"), head, *writer.parts])
    return b"".join([_MAGIC, len(body).to_bytes(4, "little"), zlib.crc32(body).to_bytes(4, "little"), body])


def _dump_words(writer: _Writer, store: Store) -> None:
    lexicon, columns = store.lexicon, store.columns
    masks = array("H", bytes(2 * len(lexicon.words)))
    for field, column in enumerate(columns):
        bit = 1 << field
        for number, mask in enumerate(store.masks):
            if mask & bit and column.posted(number):
                masks[number] |= bit
    plains = list(lexicon.plains)
    late = sorted(zip(lexicon.young.numbers, lexicon.young.keys, strict=True))
    plains += [key for _, key in late]
    kept = sorted(
        [number for number, mask in enumerate(masks) if mask],
        key=lambda number: (plains[number], lexicon.words[number]),
    )
    renumbered = {old: new for new, old in enumerate(kept)}
    forms = [lexicon.words[number] for number in kept]
    writer.texts(forms)
    accented = [new for new, old in enumerate(kept) if plains[old] != forms[new]]
    writer.numbers(array("I", accented))
    writer.texts([plains[kept[new]] for new in accented])
    for keyed in (lexicon.nordics, lexicon.sounds):
        still = [
            (key, renumbered[old])
            for key, old in zip(keyed.keys, keyed.numbers, strict=True)
            if old in renumbered
        ]
        still.sort()
        writer.texts([key for key, _ in still])
        writer.numbers(array("I", [new for _, new in still]))
    writer.numbers(array("H", [masks[old] for old in kept]))
    for field, column in enumerate(columns):
        slots, lengths = array("I"), []
        for old in kept:
            some = column.posted(old) if masks[old] >> field & 1 else ()
            slots.extend(some)
            lengths.append(len(some))
        writer.numbers(array("I", accumulate(lengths, initial=0)))
        writer.numbers(slots)


def _dump_digits(writer: _Writer, digits: Digits) -> None:
    for lane in digits.lanes:
        cells = [cell if isinstance(cell, bytes) else as_bytes(cell) for cell in lane]
        writer.numbers(array("I", accumulate(map(len, cells), initial=0)))
        writer.raw(b"".join(cells))


def _dump_tree(writer: _Writer, tree: Tree) -> None:
    units, members = tree.members()
    writer.texts(units)
    writer.numbers(array("I", accumulate(map(len, members), initial=0)))
    writer.raw(b"".join([slots.tobytes() for slots in members]))
    placed = tree.units()
    writer.texts([unit for unit, _, _ in placed])
    writer.numbers(array("I", [slot for _, slot, _ in placed]))
    writer.texts([parent for _, _, parent in placed])


def load(data: bytes, ear: Ear) -> tuple[Store, str]:
    """Return the store of an image, and its country.

    Raises:
        ImageError: it is damaged, of another version, or was made with other names.
    """
    view = memoryview(data)
    body = view[_HEAD:]
    if (
        len(data) < _HEAD + 4
        or view[: len(_MAGIC)] != _MAGIC
        or int.from_bytes(view[len(_MAGIC) : _HEAD - 4], "little") != len(body)
        or int.from_bytes(view[_HEAD - 4 : _HEAD], "little") != zlib.crc32(body)
    ):
        raise ImageError
    try:
        return _load(body, ear)
    except (ValueError, TypeError, KeyError, IndexError, StopIteration, OverflowError):
        # Whole, and yet not what this version writes.
        raise ImageError from None


def _load(body: memoryview, ear: Ear) -> tuple[Store, str]:
    start = 4 + int.from_bytes(body[:4], "little")
    header = json.loads(bytes(body[4:start]))
    if header["version"] != VERSION or header["order"] != sys.byteorder:
        raise ValueError
    if header["names"] != ear.checksum:
        raise ValueError
    edges = list(accumulate(header["parts"], initial=start))
    if edges[-1] != len(body):
        raise ValueError
    reader = _Reader(body[low:high] for low, high in pairwise(edges))
    lexicon, masks, columns = _load_words(reader, int(header["end"]), ear)
    records = Records(reader.numbers("Q"), reader.buffer())
    hashed = reader.numbers("Q")
    lengths = reader.buffer()
    restricted = set(reader.numbers())
    live, unit_bits = (int.from_bytes(reader.raw(), "little") for _ in range(2))
    numbers, extensions = (_load_digits(reader, lanes) for lanes in header["lanes"])
    store = Store(
        records=records,
        hashed=hashed,
        units=int(header["units"]),
        base=int(header["base"]),
        lexicon=lexicon,
        columns=columns,
        masks=masks,
        numbers=numbers,
        extensions=extensions,
        lengths=lengths,
        tree=_load_tree(reader),
        restricted=restricted,
    )
    if not records.end == header["end"] == len(lengths) or store.base > records.end:
        raise ValueError
    store.live, store.unit_bits = live, unit_bits
    for slot in range(store.base, records.end):
        if live >> slot & 1:
            store.young_keys[slot] = key_of(records[slot].name, records[slot].ref.id)
    return store, str(header["country"])


def _load_words(reader: _Reader, top: int, ear: Ear) -> tuple[Lexicon, array[int], list[Column]]:
    forms = reader.texts()
    plains = list(forms)
    for number, key in zip(reader.numbers(), reader.texts(), strict=True):
        plains[number] = key
    lexicon = Lexicon(
        forms,
        plains,
        Keyed(reader.texts(), reader.numbers()),
        Keyed(reader.texts(), reader.numbers()),
        ear,
    )
    masks = reader.numbers("H")
    columns = [Column(reader.numbers(), reader.numbers(), lexicon, top) for _ in COLUMNS]
    return lexicon, masks, columns


def _load_digits(reader: _Reader, lanes: int) -> Digits:
    loaded: list[list[int | bytes]] = []
    for _ in range(lanes):
        edges, cells = reader.numbers(), reader.raw()
        loaded.append([cells[low:high] for low, high in pairwise(edges)])
    return Digits(loaded)


def _load_tree(reader: _Reader) -> Tree:
    tree = Tree()
    units, edges, slots = reader.texts(), reader.numbers(), reader.numbers()
    for at, unit in enumerate(units):
        tree.put_members(unit, slots[edges[at] : edges[at + 1]])
    for unit, slot, parent in zip(reader.texts(), reader.numbers(), reader.texts(), strict=True):
        tree.put_unit(unit, slot, parent)
    return tree
