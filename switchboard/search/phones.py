"""A number as it is typed, against all numbers that may be found."""

from __future__ import annotations

from typing import Final

from switchboard.domain.numbering import CALLING_CODES
from switchboard.search import levels as worth
from switchboard.search.bits import BitMap, union
from switchboard.search.digits import Digits
from switchboard.search.levels import Level
from switchboard.search.query import Fragment
from switchboard.search.results import Field, How

_TRUNK_ZERO: Final = frozenset({"46", "358"})
"""Where a number is dialled with a 0 in front at home (ITU-T E.164, national trunk prefixes)."""

_START_FROM: Final = 2
_MIDDLE_FROM: Final = 3
_LONG_FROM: Final = 4
_NUMBER_FROM: Final = 8
_BEHIND_CODE: Final = (2, 3)


def calling_code(country: str) -> str:
    """Return a country's (ISO 3166-1) calling code; empty when it is none of ours."""
    # Elsewhere any beginning is as good.
    return CALLING_CODES.get(country, "")


def number_levels(fragment: Fragment, numbers: Digits, extensions: Digits, code: str) -> list[Level]:
    """Return who has the digits, best first: as the whole number or extension, its beginning, end, middle.

    ``code`` is the calling code at home, without which numbers are typed there.
    """
    digits = fragment.digits
    found: list[Level] = []

    def add(cost: int, bits: BitMap) -> None:
        if bits:
            found.append(Level(cost, How.DIGITS, Field.PHONE, bits))

    if fragment.international:
        add(worth.DIGITS_WHOLE, numbers.at(digits, 0, end=True))
        add(worth.DIGITS_START, numbers.at(digits, 0))
        raw = "".join(fragment.groups)
        if raw != digits:
            # It began with 00, as the end of a number may.
            add(worth.DIGITS_END, numbers.anywhere(raw, end=True))
            add(worth.DIGITS_MIDDLE, numbers.anywhere(raw))
        return found
    national = digits[1:] if digits.startswith("0") and code in _TRUNK_ZERO else digits
    add(worth.DIGITS_WHOLE, extensions.at(digits, 0, end=True))
    add(worth.DIGITS_WHOLE, numbers.at(code + national, 0, end=True))
    add(worth.DIGITS_WHOLE, numbers.at(digits, 0, end=True))
    if len(digits) >= _START_FROM:
        add(worth.DIGITS_START, numbers.at(code + national, 0))
        add(worth.DIGITS_START, extensions.at(digits, 0))
    if len(national) >= _MIDDLE_FROM:
        # So many digits end one number or two, and begin a whole block of them.
        end = worth.DIGITS_LONG_END if len(national) >= _LONG_FROM else worth.DIGITS_END
        add(end, numbers.anywhere(national, end=True))
        add(worth.DIGITS_MIDDLE, numbers.anywhere(national))
    if not found and digits.startswith("0") and len(digits) > _NUMBER_FROM:
        # From abroad, as it is dialled there: 070 123 48 71 is +46 70 123 48 71.
        for place in _BEHIND_CODE:
            add(worth.DIGITS_END, numbers.at(digits[1:], place, end=True))
    return found


def owners(fragment: Fragment, numbers: Digits, extensions: Digits, code: str) -> BitMap:
    """Return who has exactly this number, or this extension: the bitmap."""
    levels = number_levels(fragment, numbers, extensions, code)
    return union([level.bits for level in levels if level.cost == worth.DIGITS_WHOLE])
