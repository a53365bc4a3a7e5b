"""Can this person take a call at time T, until when, why, and how sure is that?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from switchboard.domain.words import Words


class Status(StrEnum):
    """The answers, in the words of ``routes --json``."""

    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"
    OFF_DUTY = "off-duty"
    PERHAPS = "perhaps"
    DOUBTFUL = "doubtful"
    NOT_REGISTERED = "not-registered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Availability:
    """An answer with its reason: ``until`` when it holds as far as is known, ``as_of`` when it was said."""

    status: Status
    why: Words
    until: datetime | None = None
    source: str | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a municipality may set."""

    stale_after: timedelta = timedelta(minutes=5)
    away_after: timedelta = timedelta(minutes=10)
    doubt_window: timedelta = timedelta(hours=1)
    doubt_count: int = 2
