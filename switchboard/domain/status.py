"""The answers to "can this person take the call?", and what a municipality may set about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from switchboard.domain.record import record
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


@record(frozen=True, slots=True)
class Availability:
    """An answer with its reason.

    ``until`` is when it holds as far as is known, and for somebody away or off duty when they are back at
    work; ``source`` who said so, ``as_of`` when. ``changes`` is the next moment at which the clock alone may
    change the answer (other than by the data growing old). ``was`` is what would hold if the data were fresh
    (with ``UNKNOWN`` only).
    """

    status: Status
    why: Words
    until: datetime | None = None
    source: str | None = None
    as_of: datetime | None = None
    changes: datetime | None = None
    was: Status | None = None


@record(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a municipality may set.

    A presence that says busy counts for ``busy_for`` at most, one that says available for ``here_for`` (a
    system that hung says it for ever);
    an absence shows for ``heard_for`` after its end that somebody registers this person's absences at all.
    ``skew`` is how far other clocks may run ahead of ours.
    """

    stale_after: timedelta = timedelta(minutes=5)
    away_after: timedelta = timedelta(minutes=10)
    doubt_window: timedelta = timedelta(hours=1)
    doubt_count: int = 2
    busy_for: timedelta = timedelta(hours=12)
    here_for: timedelta = timedelta(days=7)
    heard_for: timedelta = timedelta(days=30)
    skew: timedelta = timedelta(minutes=2)
