"""How a phone number is written: at home as people there dial it, elsewhere with its calling code."""

from __future__ import annotations

import re

CALLING_CODES = {
    "NO": "47",
    "SJ": "47",
    "DK": "45",
    "SE": "46",
    "FI": "358",
    "IS": "354",
    "FO": "298",
    "GL": "299",
}
"""By country (ISO 3166-1), those whose directories this is for (ITU-T E.164)."""

# Few see a number from abroad, and to compile these takes as long as to load a module: `re` keeps what it has
# compiled.
_TWO_DIGIT_CODES = r"2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
# Area codes without their 0; what fits none of the first has three digits (PTS, the Swedish numbering plan).
_SWEDISH_AREA = r"8|(?:1[013689]|2[01356]|3[1356]|4[0246]|54|6[03]|7[0-9]|90)|\d{3}"
_FINNISH_AREA = r"9|\d{2}"
_SHORTEST_WITH_AREA = 7
"""Shorter ones are service numbers, dialled as they are."""


def grouped(number: str, *, country: str = "NO") -> str:
    """Return an E.164 number in groups: ``23 46 12 34`` at home in Norway, ``08-123 456 78`` in Sweden,
    ``+46 8 123 456 78`` elsewhere. ``country`` (ISO 3166-1) is where the reader sits."""
    digits = number.removeprefix("+")
    code = calling_code(digits)
    rest = digits[len(code) :]
    if code == "1" and len(rest) == 10:
        return f"+1 {rest[:3]} {rest[3:6]} {rest[6:]}"
    home = CALLING_CODES.get(country) == code
    area = _area(code, rest)
    if area:
        others = _subscriber(code, rest[len(area) :])
        return f"0{area}{'-' if code == '46' else ' '}{others}" if home else f"+{code} {area} {others}"
    return _pairs(rest) if home else f"+{code} {_pairs(rest)}".rstrip()


def calling_code(digits: str) -> str:
    """Return the calling code that an international number begins with."""
    # ITU-T E.164 assigned codes: 1 and 7 have one digit, those of the table two, all others three.
    if digits[:1] in ("1", "7"):
        return digits[:1]
    return digits[:2] if re.match(_TWO_DIGIT_CODES, digits) else digits[:3]


def _area(code: str, rest: str) -> str:
    """The area code, in the countries where numbers are told with one and with a 0 before it."""
    pattern = {"46": _SWEDISH_AREA, "358": _FINNISH_AREA}.get(code)
    if pattern is None or len(rest) < _SHORTEST_WITH_AREA or not (found := re.match(pattern, rest)):
        return ""
    return found[0]


def _subscriber(code: str, digits: str) -> str:
    if code == "46" and len(digits) == 8:
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    if code == "46" and len(digits) == 5:
        return f"{digits[:3]} {digits[3:]}"
    if code == "358" and len(digits) >= 5:
        return f"{digits[:3]} {digits[3:]}"
    return _pairs(digits)


def _pairs(digits: str) -> str:
    if len(digits) <= 5:
        return digits
    if len(digits) % 2 == 0:
        return " ".join(digits[i : i + 2] for i in range(0, len(digits), 2))
    return " ".join([digits[:3], *(digits[i : i + 2] for i in range(3, len(digits), 2))])
