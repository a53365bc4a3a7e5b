"""What a reader has decoded a moment ago: most of what is asked is asked again."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

KEPT = 1_000
"""Of how many keys of a kind a reader keeps the answer."""

_Entry: TypeAlias = tuple[int, list[bytes], tuple[Any, ...]]
"""As of which generation, the bytes that were read, and what they were decoded to."""


class Keep:
    """Answers by kind and key. They hold until the next generation; then the bytes have to be read again,
    but are decoded again only when they are others."""

    def __init__(self, reading: Callable[[str], Callable[[bytes], Any]]) -> None:
        """Begin with nothing; ``reading`` says what decodes the bytes of a kind."""
        self._reading = reading
        self._decoders: dict[str, Callable[[bytes], Any]] = {}
        self._generation = 0
        self._kinds: defaultdict[str, OrderedDict[str, _Entry]] = defaultdict(OrderedDict)

    def age(self) -> None:
        """The copy has changed: whatever is kept may have, too."""
        self._generation += 1

    def get(self, kind: str, key: str) -> tuple[Any, ...] | None:
        """Return the objects under a key, ``None`` when that has to be read."""
        kept = self._kinds[kind]
        entry = kept.get(key)
        if entry is None or entry[0] != self._generation:
            return None
        kept.move_to_end(key)
        return entry[2]

    def missing(self, kind: str, keys: Iterable[str]) -> list[str]:
        """Return those of the keys that have to be read, each once."""
        kept, generation = self._kinds[kind], self._generation
        missing: dict[str, None] = {}
        for key in keys:
            entry = kept.get(key)
            if entry is None or entry[0] != generation:
                missing[key] = None
        return list(missing)

    def put(self, kind: str, key: str, data: list[bytes]) -> tuple[Any, ...]:
        """Keep what was read under a key, and return its objects."""
        return self.put_all(kind, (key,), {key: data} if data else {})

    def put_all(self, kind: str, keys: Iterable[str], found: Mapping[str, list[bytes]]) -> tuple[Any, ...]:
        """Keep what was read under some keys, where there was anything; return the last one's objects."""
        kept, generation = self._kinds[kind], self._generation
        # Of most people there is no absence, presence or outcome: they share one entry that says so.
        nothing: _Entry = (generation, [], ())
        entry = nothing
        decode = self._decoders.get(kind)
        if decode is None:
            decode = self._decoders[kind] = self._reading(kind)
        for key in keys:
            known = kept.pop(key, None)
            data = found.get(key)
            if data is None:
                entry = nothing
            elif known is not None and known[1] == data:
                entry = (generation, data, known[2])
            else:
                entry = (generation, data, tuple([decode(one) for one in data]))
            kept[key] = entry
        while len(kept) > KEPT:
            kept.popitem(last=False)
        return entry[2]
