"""A line of a file somebody wrote: what cannot be read of a person or unit is left out, the rest is used.

Only where less is shown without it (ADR 5): a list's entry, or a list. Whatever says who may be shown, until
when, or where they belong (protection, ``validUntil``, unit) is not guessed, and costs the line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from switchboard.directory.checks import line
from switchboard.directory.decoding import Decoded, alternate, inside, phone
from switchboard.directory.mistyped import in_words
from switchboard.directory.structs import WireAlternate, WirePhone
from switchboard.directory.wire import WireError, decode

_Check: TypeAlias = Callable[[Any, str], object]
"""Raises what is wrong with one entry, which is named as this part of the object."""


def decode_rest(data: bytes, refusal: WireError) -> tuple[Decoded | None, tuple[str, ...]]:
    """Decode a line that :func:`~switchboard.directory.wire.decode` refused without the parts that cannot be
    used; return it and why each of them was left out.

    Raises:
        WireError: nothing can be left out, or something else is wrong with it: then that, or the ``refusal``.
    """
    try:
        fields = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise refusal from None
    if not isinstance(fields, dict) or fields.get("type") not in ("person", "unit"):
        raise refusal
    left_out: list[str] = []
    for name, check in _LISTS.items():
        if fields.get(name) is not None:
            fields[name] = _usable(name, fields[name], check, left_out)
    if not left_out:
        raise refusal
    return decode(msgspec.json.encode(fields)), tuple(left_out)


def _usable(name: str, given: object, check: _Check, left_out: list[str]) -> list[object]:
    try:
        entries = msgspec.convert(given, list)
    except msgspec.ValidationError as error:
        left_out.append(in_words(str(error), name))
        return []
    usable = []
    for number, entry in enumerate(entries):
        part = f"{name}[{number}]"
        try:
            check(entry, part)
        except msgspec.ValidationError as error:
            left_out.append(in_words(str(error), part))
        except WireError as error:
            left_out.append(error.reason)
        else:
            usable.append(entry)
    return usable


def _text(entry: object, part: str) -> None:
    line(msgspec.convert(entry, str), part)


_LISTS: Mapping[str, _Check] = {
    "phones": lambda entry, part: inside(part, phone, msgspec.convert(entry, WirePhone)),
    "alternates": lambda entry, part: inside(part, alternate, msgspec.convert(entry, WireAlternate)),
    "keywords": _text,
    "aliases": _text,
    "languages": _text,
}
