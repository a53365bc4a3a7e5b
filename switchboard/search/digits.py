"""Phone numbers by any run of their digits.

One bitmap for every digit at every place of the number: a query's digits at some place are the AND of as many
bitmaps, and its digits anywhere the OR of that over the places. A slot's second and third number have *lanes*
of their own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import compress

from switchboard.search.bits import NOBODY, BitMap, bits_of, thawed, union

PLACES = 16
"""E.164 numbers have at most 15 digits; the place after the last says where they end."""
_END = 10
_SYMBOLS = 11


class Digits:
    """The lanes: ``lanes[k][place * 11 + digit]`` is the bitmap of slots; digit 10 marks the number's end."""

    def __init__(self, lanes: list[list[BitMap | bytes]] | None = None) -> None:
        self.lanes = lanes if lanes is not None else []

    @classmethod
    def of(cls, numbers: Sequence[Sequence[str]]) -> Digits:
        """Make the lanes of the numbers of slot 0, 1, 2 …"""
        made = cls()
        depth = max(map(len, numbers), default=0)
        for lane in range(depth):
            column = "".join([_padded(some[lane]) if len(some) > lane else " " * PLACES for some in numbers])
            text = column.encode("ascii")
            bitmaps: list[BitMap | bytes] = []
            for place in range(PLACES):
                at_place = text[place::PLACES]
                present = set(at_place)
                bitmaps += [
                    bits_of(array("I", compress(range(len(numbers)), at_place.translate(_TABLES[symbol]))))
                    if symbol in present
                    else NOBODY
                    for symbol in _CHARACTERS
                ]
            made.lanes.append(bitmaps)
        return made

    def put(self, slot: int, numbers: Sequence[str]) -> None:
        """Add a slot's numbers; the slot must be clear."""
        bit = bits_of((slot,))
        for lane, number in enumerate(numbers):
            if lane == len(self.lanes):
                self.lanes.append([NOBODY] * (PLACES * _SYMBOLS))
            for cell in _cells(number):
                self.lanes[lane][cell] = self._bitmap(lane, cell) | bit

    def clear(self, slot: int, numbers: Sequence[str]) -> None:
        """Take a slot's numbers away."""
        bit = bits_of((slot,))
        for lane, number in enumerate(numbers):
            for cell in _cells(number):
                self.lanes[lane][cell] = self._bitmap(lane, cell) - bit

    def _bitmap(self, lane: int, cell: int) -> BitMap:
        # An image's bitmaps are read when they are first needed.
        bitmap = self.lanes[lane][cell]
        if isinstance(bitmap, bytes):
            bitmap = self.lanes[lane][cell] = thawed(bitmap)
        return bitmap

    def at(self, digits: str, place: int, *, end: bool = False) -> BitMap:
        """Return the bitmap of those with the digits at this place; with ``end``, as the number's last."""
        if not digits or place + len(digits) + end > PLACES:
            return NOBODY
        cells = [(place + i) * _SYMBOLS + int(digit) for i, digit in enumerate(digits)]
        if end:
            cells.append((place + len(digits)) * _SYMBOLS + _END)
        lanes: list[BitMap] = []
        for lane in range(len(self.lanes)):
            # The rarest first.
            found, *others = sorted([self._bitmap(lane, cell) for cell in cells], key=len)
            for bits in others:
                if not found:
                    break
                found = found & bits
            lanes.append(found)
        return union(lanes)

    def anywhere(self, digits: str, *, end: bool = False) -> BitMap:
        """Return the bitmap of those with the digits at any place; with ``end``, as the number's last."""
        return union([self.at(digits, place, end=end) for place in range(PLACES - len(digits))])


_CHARACTERS = b"0123456789E"
_TABLES = {symbol: bytes(other == symbol for other in range(256)) for symbol in _CHARACTERS}


def _padded(number: str) -> str:
    return (number[: PLACES - 1] + "E").ljust(PLACES)


def _cells(number: str) -> Iterator[int]:
    digits = number[: PLACES - 1]
    for place, digit in enumerate(digits):
        yield place * _SYMBOLS + int(digit)
    yield len(digits) * _SYMBOLS + _END
