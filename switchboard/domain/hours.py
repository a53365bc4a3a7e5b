"""Phone hours and work hours: OSM ``opening_hours`` with a country's public holidays and a zone's clock.

The syntax is https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification; ``opening-hours-py``
evaluates it. Only this module and ``loose_hours.py`` import it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import (  # type: ignore[attr-defined]  # its stub lacks the exceptions
    OpeningHours,
    ParserError,
    State,
    UnknownCountryError,
)

from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Service
from switchboard.domain.words import Words, words

_LONGEST = 2_000
"""Characters; no office needs more, and the parser need not see it."""
_HORIZON = 400
"""Days: what does not change within them counts as never changing."""
_REMEMBERED = 1024
_FAR = datetime(9000, 1, 1, tzinfo=UTC)
_ANCIENT = datetime(1900, 1, 1, tzinfo=UTC)
_REFERENCE_YEAR = 2026
_WHOLE_DAY = timedelta(days=1)


class HoursError(ExpectedError):
    """Hours that nobody can read. They count as unknown, and whoever shows them says so."""


class Says(StrEnum):
    """What hours say of a moment. ``UNKNOWN`` is OSM's own "may be open, depends"."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


_STATES = {State.OPEN: Says.OPEN, State.CLOSED: Says.CLOSED, State.UNKNOWN: Says.UNKNOWN}


class Hours:
    """Parsed hours in one zone and country. Immutable to its users; made by :meth:`parse`."""

    __slots__ = (
        "_gap",
        "_mended",
        "_opens",
        "_rules",
        "_span",
        "_warnings",
        "_zone",
        "country_known",
        "text",
    )

    def __init__(
        self, text: str, rules: OpeningHours, zone: ZoneInfo, *, mended: str | None, country_known: bool
    ) -> None:
        self.text = text
        self.country_known = country_known
        self._rules = rules
        self._zone = zone
        self._mended = mended
        self._warnings: tuple[Words, ...] | None = None
        # The last answer and the span of time it holds for: 60,000 people share a few dozen hours.
        self._span: tuple[datetime, datetime, Says] = (_ANCIENT, _ANCIENT, Says.CLOSED)
        # When they open after the moments asked for: absences end at the same few moments of a day.
        self._opens: dict[datetime, datetime | None] = {}
        # The last moment asked for and when they open after it: the same for every moment between.
        self._gap: tuple[datetime, datetime] = (_ANCIENT, _ANCIENT)

    @staticmethod
    def parse(text: str, service: Service, *, work: bool = False) -> Hours:
        """Return the hours, from a cache when they have been read before.

        ``work`` reads them as somebody's work hours: when they say nothing of public holidays and leave the
        weekend free, public holidays are free too. Phone hours are taken by the letter.

        Raises:
            HoursError: they cannot be read.
        """
        hours = _parse(text, service.country, service.time_zone, work)
        if hours is None:
            raise HoursError(
                words("The hours “{hours}” cannot be read.", hours=text[:80]),
                words("Write them as in “Mo-Fr 09:00-15:00; PH off”."),
            )
        return hours

    @staticmethod
    def read(text: str, service: Service, *, work: bool = False) -> Hours | None:
        """Return what :meth:`parse` returns, and ``None`` for hours that cannot be read."""
        return _parse(text, service.country, service.time_zone, work)

    def says(self, at: datetime) -> Says:
        """Return what the hours say of the moment."""
        begin, end, said = self._span
        if begin <= at < end:
            return said
        local = self._local(at)
        said = _STATES[self._rules.state(local)[0]]
        # Only the future part of the span is known without searching backwards.
        self._span = (at.astimezone(UTC), self._change(at) or _FAR, said)
        return said

    def is_open(self, at: datetime) -> bool:
        """Whether the hours say open."""
        return self.says(at) is Says.OPEN

    def next_change(self, at: datetime) -> datetime | None:
        """Return when the hours say something else than at ``at``; ``None`` when not within a year."""
        self.says(at)
        begin, end, _ = self._span
        if not begin <= at < end:
            # Another thread asked meanwhile; its answer is for its own moment.
            return self._change(at)
        return None if end is _FAR else end

    def next_open(self, at: datetime) -> datetime | None:
        """Return ``at`` itself when open then, else when they open next; ``None`` when not within a year."""
        moment = at.astimezone(UTC)
        known = self._opens.get(moment, _FAR)
        if known is not _FAR:
            return known
        begin, end = self._gap
        if begin <= moment < end:
            return end
        if len(self._opens) >= _REMEMBERED:
            self._opens.clear()
        opens = self._opens[moment] = self._next_open(moment)
        if opens is not None:
            self._gap = (moment, opens)
        return opens

    def _next_open(self, at: datetime) -> datetime | None:
        limit = at + timedelta(days=_HORIZON)
        moment: datetime | None = at
        while moment is not None and moment <= limit:
            if self._rules.is_open(self._local(moment)):
                return moment
            moment = self._change(moment)
        return None

    def intervals(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the open spans of a local day, in order, as zoned times; what runs past midnight is cut."""
        begin = datetime.combine(day, time(), self._zone)
        end = datetime.combine(day + _WHOLE_DAY, time(), self._zone)
        return [
            (_aware(start, self._zone), _aware(stop, self._zone))
            for start, stop, state, _ in self._rules.intervals(begin, end)
            if state is State.OPEN
        ]

    @property
    def warnings(self) -> tuple[Words, ...]:
        """What whoever wrote the hours should know: computed when first asked for, a few ms."""
        if self._warnings is None:
            from switchboard.domain.loose_hours import silenced

            found = silenced(self.text, self._zone, lambda text: _rules(text, None, self._zone)[0])
            if self._mended is not None:
                found.append(words("The hours are read as “{hours}”.", hours=self._mended))
            if not self.country_known:
                found.append(words("The public holidays of this country are not known."))
            self._warnings = tuple(found)
        return self._warnings

    def __repr__(self) -> str:
        return f"Hours({self.text!r})"

    def _local(self, at: datetime) -> datetime:
        return min(max(at, _ANCIENT), _FAR).astimezone(self._zone)

    def _change(self, at: datetime) -> datetime | None:
        local = self._local(at)
        change = self._rules.next_change(local)
        if change is None:
            return None
        change = _aware(change, self._zone)
        # In the hour that the clock goes through twice, the wall clock alone does not tell which pass is
        # meant; a change lies ahead.
        now = at.astimezone(UTC)
        moment = change.astimezone(UTC)
        if moment <= now:
            moment = change.replace(fold=1).astimezone(UTC)
        if moment <= now:
            moment = now + timedelta(minutes=1)
        return moment


@lru_cache(maxsize=4096)
def _parse(text: str, country: str, zone_name: str, work: bool) -> Hours | None:
    zone = ZoneInfo(zone_name)
    mended: str | None = None
    rules, known = _rules(text, country, zone)
    if rules is None:
        # Nearly all are written well.
        from switchboard.domain.loose_hours import mended as mended_text

        rules, known = _rules(mended_text(text), country, zone)
        if rules is None:
            return None
        mended = str(rules)
    if work and known and "PH" not in text and _free_weekend(rules, zone):
        rules = _rules(f"{rules}; PH off", country, zone)[0] or rules
    return Hours(text, rules, zone, mended=mended, country_known=known)


def _rules(text: str, country: str | None, zone: ZoneInfo) -> tuple[OpeningHours | None, bool]:
    if not text.strip() or len(text) > _LONGEST:
        return None, True
    try:
        return OpeningHours(text, timezone=zone, country=country, max_interval_days=_HORIZON), True
    except UnknownCountryError:
        return _rules(text, None, zone)[0], False
    except ParserError:
        return None, True


def _free_weekend(rules: OpeningHours, zone: ZoneInfo) -> bool:
    # Any ordinary weekend shows it; four of them, spread, keep a summer rule from fooling us.
    for month in (2, 6, 9, 11):
        saturday = datetime(_REFERENCE_YEAR, month, 1, tzinfo=zone)
        saturday += timedelta(days=(5 - saturday.weekday()) % 7)
        if any(
            state is State.OPEN for _, _, state, _ in rules.intervals(saturday, saturday + 2 * _WHOLE_DAY)
        ):
            return False
    return True


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
