"""Packs words that mean the same for ``wordbook.py``, and keeps those that ship with the program packed.

    python -m switchboard.search.wordpacking

packs ``callers_words.tsv``, as ``make`` and the wheel do. Where that was not done since the words changed
they are packed whenever a program starts, which takes half a second.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from struct import Struct
from zlib import crc32

from switchboard.search import FOLDER
from switchboard.search.inflection import roots, stem
from switchboard.search.wordbook import NONE, Wordbook, bare, inflects, key_of, telling

SHIPPED = FOLDER / "callers_words.tsv"
_PACKED = FOLDER / "callers_words.packed"
_AROUND = FOLDER / "said_around.txt"
_BROADER = ">"
_PARTS = 19
_HEAD = Struct(f"=8sI{_PARTS}I")
_FORMAT = b"words\0\0\1"


def shipped() -> Wordbook:
    """Return what ships with the program."""
    source = SHIPPED.read_bytes()
    try:
        packed = _PACKED.read_bytes()
    except OSError:
        packed = b""
    return _unpacked(packed, _digest(source)) or _of_file(source.decode("utf-8"))


def pack(concepts: Iterable[Sequence[str]], broader: Mapping[str, str] | None = None) -> Wordbook:
    """Pack concepts' labels, preferred ones first; ``broader`` says by preferred labels who does a concept's
    work where nobody is called so. A concept of one label and nothing broader says nothing."""
    return Wordbook([memoryview(part) for part in _parts(concepts, broader or {})])


def _of_file(text: str) -> Wordbook:
    return pack(*_read(text))


def _read(text: str) -> tuple[list[list[str]], dict[str, str]]:
    concepts: list[list[str]] = []
    broader: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            labels = line.split("\t")
            if labels[-1].startswith(_BROADER):
                broader[labels[0]] = labels.pop()[1:]
            concepts.append(labels)
    return concepts, broader


def _parts(concepts: Iterable[Sequence[str]], broader: Mapping[str, str]) -> list[bytes]:
    known = [labels for labels in concepts if len(labels) > 1 or (labels and labels[0] in broader)]
    labels = [label for some in known for label in some]
    keys_of = [key_of(label) for label in labels]
    keys = sorted(set(keys_of), key=lambda key: key.encode("utf-8", "surrogatepass"))
    number_of = {key: number for number, key in enumerate(keys)}
    first_of = {some[0]: at for some, at in zip(known, _starts(map(len, known)), strict=False)}
    said: list[list[int]] = [[] for _ in keys]
    concept_of: list[int] = []
    for concept, some in enumerate(known):
        concept_of += [concept] * len(some)
    for label, key in enumerate(keys_of):
        before = said[number_of[key]]
        # Said twice in one concept it counts once.
        if not before or concept_of[before[-1]] != concept_of[label]:
            before.append(label)
    stems = [{stem(some) for some in telling(key)} for key in keys_of]
    forms = [{form for some in telling(key) for form in (stem(some), *roots(some))} for key in keys_of]
    having: dict[str, list[int]] = {}
    for label, several in enumerate(forms):
        for one in several:
            having.setdefault(one, []).append(label)
    rarity = {
        one: log(len(known) / len({concept_of[label] for label in those})) for one, those in having.items()
    }
    by_hash = sorted(having, key=_hash)
    rooted = sorted(
        (_hash(root), number) for key, number in number_of.items() if inflects(key) for root in roots(key)
    )
    bared = sorted((_hash(bare(key)), number) for key, number in number_of.items() if " " in key)
    written = [label.encode("utf-8", "surrogatepass") for label in labels]
    compared = [key.encode("utf-8", "surrogatepass") for key in keys]
    return [
        b"".join(written),
        _numbers(_starts(map(len, written))),
        _numbers(_starts(map(len, known))),
        _numbers([first_of.get(broader.get(some[0], ""), NONE) for some in known]),
        b"".join(compared),
        _numbers(_starts(map(len, compared))),
        _numbers([number_of[key] for key in keys_of]),
        _numbers(_starts(map(len, said))),
        _numbers([label for some in said for label in some]),
        _numbers([root for root, _ in rooted]),
        _numbers([number for _, number in rooted]),
        _numbers([found for found, _ in bared]),
        _numbers([number for _, number in bared]),
        _numbers([_hash(one) for one in by_hash]),
        _numbers(_starts(len(having[one]) for one in by_hash)),
        _numbers([label for one in by_hash for label in having[one]]),
        array("f", [rarity[one] for one in by_hash]).tobytes(),
        array("f", [sum(rarity[one] for one in some) for some in stems]).tobytes(),
        array("I", concept_of).tobytes(),
    ]


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _starts(lengths: Iterable[int]) -> list[int]:
    """Return where each of things of these lengths begins, and where the last one ends."""
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return starts


def _numbers(numbers: Iterable[int]) -> bytes:
    return array("I", numbers).tobytes()


def _digest(source: bytes) -> int:
    """Return what the packed words are made from: the words, and those that are talk in a phrase."""
    return crc32(_AROUND.read_bytes(), crc32(source))


def _unpacked(packed: bytes, digest: int) -> Wordbook | None:
    """Return words that were packed, if it was from these."""
    if len(packed) < _HEAD.size:
        return None
    form, made_from, *lengths = _HEAD.unpack_from(packed)
    if form != _FORMAT or made_from != digest or sum(lengths) != len(packed) - _HEAD.size:
        return None
    starts = _starts(lengths)
    every = memoryview(packed)[_HEAD.size :]
    return Wordbook([every[start:end] for start, end in pairwise(starts)])


def main() -> None:
    """Pack what ships with the program, if it has changed since."""
    source = SHIPPED.read_bytes()
    parts = _parts(*_read(source.decode("utf-8")))
    head = _HEAD.pack(_FORMAT, _digest(source), *map(len, parts))
    _PACKED.write_bytes(head + b"".join(parts))


if __name__ == "__main__":
    main()
