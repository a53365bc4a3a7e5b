"""What the status of an answer means for us (RFC 9110, RFC 6585)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from switchboard.directory.errors import (
    BrokenAnswer,
    Busy,
    Forbidden,
    Refused,
    ServerFault,
    Unauthorised,
)
from switchboard.domain.words import words


def check_status(status: int, headers: Mapping[str, str]) -> None:
    """Raise the error that a status stands for; return for 2xx and 304."""
    if 200 <= status < 300 or status == 304:
        return
    if status == 401:
        raise Unauthorised
    if status == 403:
        raise Forbidden
    if status in (429, 503):
        raise Busy(retry_after(headers.get("retry-after"), headers.get("date")))
    if 400 <= status < 500:
        raise Refused(status)
    if status >= 500:
        raise ServerFault(status)
    raise BrokenAnswer(words("it has the status {status}", status=status))


def retry_after(value: str | None, date: str | None = None) -> float | None:
    """Return the seconds of a ``Retry-After`` (RFC 9110, 10.2.3); ``None`` when it says nothing usable."""
    if value is None:
        return None
    try:
        seconds = float(value) if value.strip().isascii() else math.nan
    except ValueError:
        try:
            then = parsedate_to_datetime(value)
            now = parsedate_to_datetime(date) if date else datetime.now(UTC)
            seconds = (then - now).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
