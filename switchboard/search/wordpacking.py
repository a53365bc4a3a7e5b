"""Packs words that mean the same for ``wordbook.py`` and ``everyday.py``, and keeps those that ship with the
program packed.

    python -m switchboard.search.wordpacking

packs ``callers_words.tsv`` and ``everyday_words.tsv``, as ``make`` and the wheel do. Where that was not done
since the words changed they are packed whenever a program starts, which takes a second.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from struct import Struct
from zlib import crc32

from switchboard.search import FOLDER
from switchboard.search.everyday import Everyday
from switchboard.search.inflection import roots, stem
from switchboard.search.tables import checksum
from switchboard.search.wordbook import NONE, Wordbook, bare, inflects, key_of, telling

SHIPPED = FOLDER / "callers_words.tsv"
EVERYDAY = FOLDER / "everyday_words.tsv"
_PACKED = FOLDER / "callers_words.packed"
_AROUND = FOLDER / "said_around.txt"
_BROADER = ">"
_PARTS = 19
_PARTS_OF_EVERYDAY = 9
_HEAD = Struct(f"=8sI{_PARTS + _PARTS_OF_EVERYDAY}I")
_FORMAT = b"words\0\0\2"


def shipped() -> tuple[Wordbook, Everyday]:
    """Return what ships with the program."""
    sources = SHIPPED.read_bytes(), EVERYDAY.read_bytes()
    try:
        packed = _PACKED.read_bytes()
    except OSError:
        packed = b""
    return _unpacked(packed, _digest(*sources)) or _of_files(*[source.decode("utf-8") for source in sources])


def pack(concepts: Iterable[Sequence[str]], broader: Mapping[str, str] | None = None) -> Wordbook:
    """Pack concepts' labels, preferred ones first; ``broader`` says by preferred labels who does a concept's
    work where nobody is called so. A concept of one label and nothing broader says nothing."""
    return Wordbook([memoryview(part) for part in _parts(concepts, broader or {})])


def pack_groups(groups: Iterable[Sequence[str]]) -> Everyday:
    """Pack groups of words in plain letters that mean nearly the same."""
    return Everyday([memoryview(part) for part in _parts_of_groups(groups)])


def _of_files(callers: str, everyday: str) -> tuple[Wordbook, Everyday]:
    return pack(*_read(callers)), pack_groups(_read_groups(everyday))


def _read_groups(text: str) -> list[list[str]]:
    return [
        list(map(key_of, line.split("\t"))) for line in text.splitlines() if line and not line.startswith("#")
    ]


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
    by_hash = sorted(having, key=checksum)
    rooted = sorted(
        (checksum(root), number) for key, number in number_of.items() if inflects(key) for root in roots(key)
    )
    bared = sorted((checksum(bare(key)), number) for key, number in number_of.items() if " " in key)
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
        _numbers([checksum(one) for one in by_hash]),
        _numbers(_starts(len(having[one]) for one in by_hash)),
        _numbers([label for one in by_hash for label in having[one]]),
        array("f", [rarity[one] for one in by_hash]).tobytes(),
        array("f", [sum(rarity[one] for one in some) for some in stems]).tobytes(),
        array("I", concept_of).tobytes(),
    ]


def _parts_of_groups(groups: Iterable[Sequence[str]]) -> list[bytes]:
    numbers: dict[str, int] = {}
    members: list[list[int]] = []
    said: dict[tuple[int, int], bool] = {}
    rooted: dict[tuple[int, int], bool] = {}
    for group, words in enumerate(groups):
        by_stem: dict[str, int] = {}
        for at, some in enumerate(words):
            said.setdefault((checksum(some), group), at > 0)
            for root in roots(some):
                rooted.setdefault((checksum(root), group), at > 0)
            if stem(some) not in by_stem:
                by_stem[stem(some)] = numbers.setdefault(some, len(numbers))
        members.append(list(by_stem.values()))
    # Those in which a word is the first one come first.
    of_words, of_roots = [
        sorted([(number, later, group) for (number, group), later in some.items()]) for some in (said, rooted)
    ]
    written = [some.encode() for some in numbers]
    return [
        b"".join(written),
        _numbers(_starts(map(len, written))),
        _numbers(_starts(map(len, members))),
        _numbers([number for some in members for number in some]),
        *[
            part
            for some in (of_words, of_roots)
            for part in (_numbers([one for one, _, _ in some]), _numbers([group for _, _, group in some]))
        ],
        _numbers([checksum(stem(some)) for some in numbers]),
    ]


def _starts(lengths: Iterable[int]) -> list[int]:
    """Return where each of things of these lengths begins, and where the last one ends."""
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return starts


def _numbers(numbers: Iterable[int]) -> bytes:
    return array("I", numbers).tobytes()


def _digest(*sources: bytes) -> int:
    """Return what the packed words are made from: the words, and those that are talk in a phrase."""
    digest = 0
    for source in (*sources, _AROUND.read_bytes()):
        digest = crc32(source, digest)
    return digest


def _unpacked(packed: bytes, digest: int) -> tuple[Wordbook, Everyday] | None:
    """Return words that were packed, if it was from these."""
    if len(packed) < _HEAD.size:
        return None
    form, made_from, *lengths = _HEAD.unpack_from(packed)
    if form != _FORMAT or made_from != digest or sum(lengths) != len(packed) - _HEAD.size:
        return None
    starts = _starts(lengths)
    every = memoryview(packed)[_HEAD.size :]
    parts = [every[start:end] for start, end in pairwise(starts)]
    return Wordbook(parts[:_PARTS]), Everyday(parts[_PARTS:])


def main() -> None:
    """Pack what ships with the program."""
    sources = SHIPPED.read_bytes(), EVERYDAY.read_bytes()
    callers, everyday = [source.decode("utf-8") for source in sources]
    parts = [*_parts(*_read(callers)), *_parts_of_groups(_read_groups(everyday))]
    head = _HEAD.pack(_FORMAT, _digest(*sources), *map(len, parts))
    _PACKED.write_bytes(head + b"".join(parts))


if __name__ == "__main__":
    main()
