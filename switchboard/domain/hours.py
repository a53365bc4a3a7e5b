"""Phone hours and work hours: OSM ``opening_hours`` with a country's public holidays and a zone's clock.

The syntax is https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification; ``opening-hours-py``
evaluates it. This module is the only one that imports it.
"""

from __future__ import annotations

import re
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

# "9-11", "9.30-15" and "09:00 – 11:00", as people type them where OSM wants 09:00-11:00.
_LOOSE_SPAN = re.compile(
    r"(?<![\d:.])(?P<h1>[01]?\d|2[0-4])(?:[:.](?P<m1>[0-5]\d))?\s*[-–—]\s*"
    r"(?P<h2>[01]?\d|2[0-4])(?:[:.](?P<m2>[0-5]\d))?(?![\d:.])"
)
_NOT_A_TIME_BEFORE = re.compile(
    r"(?:week|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s*$", re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"]*"')


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
            found = list(_silenced(self.text, self._zone))
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
        rules, known = _rules(_mend(text), country, zone)
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


def _mend(text: str) -> str:
    def span(match: re.Match[str]) -> str:
        if _NOT_A_TIME_BEFORE.search(text[: match.start()]):
            return match[0]
        return f"{int(match['h1']):02}:{match['m1'] or '00'}-{int(match['h2']):02}:{match['m2'] or '00'}"

    return _LOOSE_SPAN.sub(span, text)


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


def _silenced(text: str, zone: ZoneInfo) -> list[Words]:
    """Find a rule that silences an earlier one for the same day, though it looks meant to add to it.

    In OSM hours ``;`` replaces. A later rule with other hours that overlap the earlier ones is a change of
    hours ("in summer to 15"); hours that lie wholly beside the earlier ones are an addition gone wrong.
    """
    parts = [(part, _rules(_mend_if_needed(part, zone), None, zone)[0]) for part in _split(text)]
    found = []
    for j in range(1, len(parts)):
        for i in range(j):
            earlier, later = parts[i][1], parts[j][1]
            if earlier is not None and later is not None and _beside(earlier, later, zone):
                found.append(
                    words(
                        "“{later}” silences “{earlier}” on the same days; a comma between them keeps both.",
                        later=parts[j][0],
                        earlier=parts[i][0],
                    )
                )
    return found


def _split(text: str) -> list[str]:
    """Split at the semicolons that separate rules, not at those inside a quoted comment."""
    blanked = _QUOTED.sub(lambda match: "·" * len(match[0]), text)
    parts, begin = [], 0
    for match in re.finditer(r";|$", blanked):
        parts.append(text[begin : match.start()].strip())
        begin = match.end()
    return [part for part in parts if part]


def _mend_if_needed(text: str, zone: ZoneInfo) -> str:
    return text if _rules(text, None, zone)[0] is not None else _mend(text)


def _beside(earlier: OpeningHours, later: OpeningHours, zone: ZoneInfo) -> bool:
    day = datetime(_REFERENCE_YEAR, 1, 1, tzinfo=zone)
    for _ in range(366):
        following = day + _WHOLE_DAY
        later_open = _open_spans(later, day, following)
        if later_open:
            earlier_open = _open_spans(earlier, day, following)
            if earlier_open and not any(a < d and c < b for a, b in earlier_open for c, d in later_open):
                return True
        day = following
    return False


def _open_spans(rules: OpeningHours, begin: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    return [(a, b) for a, b, state, _ in rules.intervals(begin, end) if state is State.OPEN]


def _aware(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
