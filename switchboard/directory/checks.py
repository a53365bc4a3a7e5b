"""What every field on the wire is held to. An error names the field, never its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from switchboard.directory.wire_error import WireError

_T = TypeVar("_T")

MAX_LINE = 1 << 20
"""The longest object, in bytes, that is read at all (1 MiB)."""
MAX_TEXT = 20_000
"""The longest single text, in characters."""
MAX_ITEMS = 500
"""The most phones, keywords, alternates … of one object."""

# C0/C1 controls, line and paragraph separators, and the bidirectional overrides and isolates that would
# let one person's name rearrange the text around it.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+")
_UNPRINTABLE_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def checked_id(value: str, field: str) -> str:
    """Return an id of 1 to 200 printable characters; raises :class:`WireError`."""
    printable = value.isprintable() or not (_UNPRINTABLE.search(value) or _SURROGATE.search(value))
    if not printable or not 0 < len(value) <= 200:
        raise WireError(f"`{field}` is no id (1 to 200 printable characters)")
    return value


def maybe_id(value: str | None, field: str) -> str | None:
    """Return an id, or ``None`` when there is none."""
    return None if value is None else checked_id(value, field)


def _text(value: str | None, field: str, unprintable: re.Pattern[str]) -> str:
    if not value:
        return ""
    if len(value) > MAX_TEXT:
        raise WireError(f"`{field}` is longer than {MAX_TEXT} characters")
    if value.isprintable():
        # Nearly every text: no control, surrogate or formatting character in it.
        return value.strip()
    return _SURROGATE.sub("�", unprintable.sub(" ", value)).strip()


def line(value: str | None, field: str) -> str:
    """Return a text in one line: without controls, line breaks and direction overrides, trimmed."""
    return _text(value, field, _UNPRINTABLE)


def maybe_line(value: str | None, field: str) -> str | None:
    """Return a text in one line, or ``None`` when nothing is left of it."""
    return line(value, field) or None


def block(value: str | None, field: str) -> str:
    """Return a text that may have line breaks and tabs."""
    return _text(value, field, _UNPRINTABLE_BLOCK)


def moment(value: datetime, field: str) -> datetime:
    """Return a time; one without an offset is refused, for nobody could know which moment is meant."""
    if value.tzinfo is None:
        raise WireError(f"`{field}` has no offset from UTC")
    return value


def maybe_moment(value: datetime | None, field: str) -> datetime | None:
    """Return a time, or ``None`` when there is none."""
    return None if value is None else moment(value, field)


def few(value: Sequence[_T] | None, field: str) -> Sequence[_T]:
    """Return a list of at most :data:`MAX_ITEMS`; raises :class:`WireError`."""
    if value is None:
        return ()
    if len(value) > MAX_ITEMS:
        raise WireError(f"`{field}` has more than {MAX_ITEMS} entries")
    return value


def lines(value: Sequence[str] | None, field: str) -> tuple[str, ...]:
    """Return texts in one line each, empty ones left out."""
    if not value:
        return ()
    return tuple(text for item in few(value, field) if (text := line(item, field)))
