"""The index as bytes, so that a start does not have to build it.

An image is a magic, a checksum, a header in JSON and the parts end to end. It is made and read by the same
version on the same machine; anything else is refused. It keeps nothing of those who were taken away.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from functools import partial
from itertools import accumulate, pairwise
from typing import Any

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.search.bits import BitMap, frozen, thawed
from switchboard.search.column import Column
from switchboard.search.digits import Digits
from switchboard.search.image_parts import Reader, Source, Writer, texts_of
from switchboard.search.lexicon import Keyed, Lexicon
from switchboard.search.making import records_of
from switchboard.search.records import COLUMNS, Records
from switchboard.search.slots import Slots
from switchboard.search.sounds import Ear
from switchboard.search.store import LENGTHS, Store, key_of
from switchboard.search.tree import Members, Tree

VERSION = 17
"""Raise it with every change of what is stored or of how words are folded, sounded or cut."""

_MAGIC = b"switchboard-index\0"
_HEAD = len(_MAGIC) + 8


class ImageError(ExpectedError):
    """The image cannot be used."""

    def __init__(self) -> None:
        super().__init__(words("The stored search index cannot be used."), words("It is built anew."))


def dump(store: Store, country: str) -> bytes:
    """Return the image of a store."""
    writer = Writer()
    _dump_words(writer, store)
    packed = [store.records.packed(slot) or "" for slot in range(store.records.end)]
    records = records_of(packed)
    writer.numbers(records.starts)
    writer.raw(records.blob)
    writer.numbers(Slots.hashes((store.ref(slot), slot) for slot, text in enumerate(packed) if text))
    writer.raw(store.lengths)
    for count in LENGTHS:
        writer.raw(frozen(store.with_length(count)))
    writer.numbers(array("I", sorted(store.restricted)))
    for bits in (store.live, store.unit_bits):
        writer.raw(frozen(bits))
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


def _dump_words(writer: Writer, store: Store) -> None:
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
    slots = array("I")
    for field, column in enumerate(columns):
        lengths = []
        for old in kept:
            some = column.posted(old) if masks[old] >> field & 1 else ()
            slots.extend(some)
            lengths.append(len(some))
        writer.numbers(array("I", accumulate(lengths, initial=0)))
    writer.numbers(slots)


def _dump_digits(writer: Writer, digits: Digits) -> None:
    for lane in digits.lanes:
        cells = [cell if isinstance(cell, bytes) else frozen(cell) for cell in lane]
        writer.numbers(array("I", accumulate(map(len, cells), initial=0)))
        writer.raw(b"".join(cells))


def _dump_tree(writer: Writer, tree: Tree) -> None:
    units, members = tree.members()
    writer.texts(units)
    writer.numbers(array("I", accumulate(map(len, members), initial=0)))
    writer.raw(b"".join([slots.tobytes() for slots in members]))
    placed = tree.units()
    writer.texts([unit for unit, _, _ in placed])
    writer.numbers(array("I", [slot for _, slot, _ in placed]))
    writer.texts([parent for _, _, parent in placed])


def load(source: Source, ear: Ear) -> tuple[Store, str]:
    """Return the store of an image, and its country.

    Raises:
        ImageError: it is damaged, of another version, or was made with other names.
    """
    length = source.size - _HEAD
    if length < 4:
        raise ImageError
    reader = Reader(source)
    head = reader.head(_HEAD)
    if head[: len(_MAGIC)] != _MAGIC or int.from_bytes(head[len(_MAGIC) : _HEAD - 4], "little") != length:
        raise ImageError
    try:
        return _load(reader, length, ear, int.from_bytes(head[_HEAD - 4 :], "little"))
    except (ValueError, TypeError, KeyError, IndexError, StopIteration, OverflowError):
        # It is damaged, or whole and yet not what this version writes.
        raise ImageError from None


def _load(reader: Reader, length: int, ear: Ear, checksum: int) -> tuple[Store, str]:
    described = int.from_bytes(reader.take(4), "little")
    if described > length - 4:
        raise ValueError
    header = json.loads(reader.take(described))
    if header["version"] != VERSION or header["order"] != sys.byteorder:
        raise ValueError
    if header["names"] != ear.checksum:
        raise ValueError
    if any(part < 0 for part in header["parts"]) or sum(header["parts"]) != length - 4 - described:
        raise ValueError
    reader.parts(header["parts"])
    lexicon, masks, columns = _load_words(reader, ear)
    records = Records(reader.numbers("Q"), reader.raw())
    hashed = reader.numbers("Q")
    lengths = reader.buffer()
    with_length = [reader.raw() for _ in LENGTHS]
    restricted = set(reader.numbers())
    live, unit_bits = reader.raw(), reader.raw()
    # A list: what is asked of a reader at its end comes out of a generator as another error.
    numbers, extensions = [_load_digits(reader, lanes) for lanes in header["lanes"]]
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
    # All is read by now, and bitmaps are not made of bytes that are not whole.
    if reader.checksum != checksum:
        raise ValueError
    if not records.end == header["end"] == len(lengths) or store.base > records.end:
        raise ValueError
    store.live, store.unit_bits = thawed(live), thawed(unit_bits)
    store.keep_lengths({count: thawed(bits) for count, bits in zip(LENGTHS, with_length, strict=True)})
    for slot in range(store.base, records.end):
        if slot in store.live:
            store.young_keys[slot] = key_of(records[slot].name, records[slot].ref.id)
    return store, str(header["country"])


def _load_words(reader: Reader, ear: Ear) -> tuple[Lexicon, array[int], list[Column]]:
    forms = reader.texts()
    plains = list(forms)
    accented = reader.numbers()
    for number, key in zip(accented, reader.texts(), strict=True):
        plains[number] = key
    nordics, sounds = (Keyed(partial(texts_of, reader.raw()), reader.numbers()) for _ in range(2))
    lexicon = Lexicon(forms, plains, nordics, sounds, ear, accented)
    masks = reader.numbers("H")
    starts = [reader.numbers() for _ in COLUMNS]
    slots = memoryview(reader.raw())
    columns = []
    for some in starts:
        size = some[-1] * some.itemsize
        columns.append(Column(some, slots[:size], lexicon))
        slots = slots[size:]
    if slots:
        raise ValueError
    return lexicon, masks, columns


def _load_digits(reader: Reader, lanes: int) -> Digits:
    loaded: list[list[BitMap | bytes]] = []
    for _ in range(lanes):
        edges, cells = reader.numbers(), memoryview(reader.raw())
        loaded.append([bytes(cells[low:high]) for low, high in pairwise(edges)])
    return Digits(loaded)


def _load_tree(reader: Reader) -> Tree:
    members = Members(reader.texts(), reader.numbers(), reader.numbers())
    return Tree(members, reader.texts(), reader.numbers(), reader.texts())
