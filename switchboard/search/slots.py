"""Which slot somebody has."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from zlib import crc32

from switchboard.domain.model import Ref
from switchboard.search.records import Records

_LOW = (1 << 32) - 1


class Slots:
    """Slots by reference.

    A dictionary of everybody would cost a start 60 ms and 12 MB. Of those of the first build only the
    checksums of their references are kept, in order, each with its slot; the records say who it is.
    """

    def __init__(self, hashed: array[int], records: Records) -> None:
        self.hashed = hashed
        self._records = records
        self._late: dict[Ref, int] = {}

    @staticmethod
    def hashes(refs: Iterable[tuple[Ref, int]]) -> array[int]:
        """Return what is kept of some references and their slots."""
        return array("Q", sorted([_hash(ref) << 32 | slot for ref, slot in refs]))

    def find(self, ref: Ref) -> int | None:
        """Return the slot; ``None`` when there is nobody by that reference."""
        late = self._late.get(ref)
        if late is not None:
            return late
        value = _hash(ref)
        at = bisect_left(self.hashed, value << 32)
        while at < len(self.hashed) and self.hashed[at] >> 32 == value:
            slot = self.hashed[at] & _LOW
            if not self._records.gone(slot) and self._records.ref(slot) == ref:
                return slot
            at += 1
        return None

    def add(self, ref: Ref, slot: int) -> None:
        """Note a newcomer's slot."""
        self._late[ref] = slot

    def forget(self, ref: Ref) -> None:
        """Somebody was taken away; the records know it, too."""
        self._late.pop(ref, None)


def _hash(ref: Ref) -> int:
    return crc32(f"{ref.kind[0]}{ref.id}".encode("utf-8", "surrogatepass"))
