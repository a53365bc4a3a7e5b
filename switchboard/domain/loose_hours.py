"""Hours as people write them: what OSM's syntax takes otherwise than they mean it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from switchboard.domain.words import Words, words

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


def mended(text: str) -> str:
    """Return hours as OSM wants them, where spans of time are written as people type them."""

    def span(match: re.Match[str]) -> str:
        if _NOT_A_TIME_BEFORE.search(text[: match.start()]):
            return match[0]
        return f"{int(match['h1']):02}:{match['m1'] or '00'}-{int(match['h2']):02}:{match['m2'] or '00'}"

    return _LOOSE_SPAN.sub(span, text)


def silenced(text: str, zone: ZoneInfo, read: Callable[[str], OpeningHours | None]) -> list[Words]:
    """Find a rule that silences an earlier one for the same day, though it looks meant to add to it.

    In OSM hours ``;`` replaces. A later rule with other hours that overlap the earlier ones is a change of
    hours ("in summer to 15"); hours that lie wholly beside the earlier ones are an addition gone wrong.
    ``read`` returns the rules of a text, ``None`` when it has none.
    """
    parts = [(part, read(part) or read(mended(part))) for part in _split(text)]
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
