"""One line of typing becomes an absence: "til 13 møte", "ut uken ferie", "back Thursday"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from switchboard.domain import absence_words as said
from switchboard.domain.model import AbsenceKind, Service
from switchboard.domain.record import record

_LONGEST = 200
_FOLD = str.maketrans({"å": "a", "ä": "a", "æ": "ae", "ø": "o", "ö": "o"})
_DAY = timedelta(days=1)
_LASTS = {AbsenceKind.LUNCH: timedelta(minutes=30), AbsenceKind.MEETING: timedelta(hours=1)}
_OPEN_ENDED = frozenset({AbsenceKind.VACATION, AbsenceKind.LEAVE})

_ENDS = ("until", "back")
_FAR = timedelta(days=3660)

_TOKEN = re.compile(r"[^\s,;!?]+")
_RANGE = re.compile(r"(\d{1,2}(?:[:.]\d\d)?)[-–](\d{1,2}(?:[:.]\d\d)?)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?(am|pm)?")
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class SaidAbsence(NamedTuple):
    """What the line says; ``end`` ``None`` is open-ended. Times are in the service's zone."""

    kind: AbsenceKind
    start: datetime
    end: datetime | None
    answers_calls: bool


@record(slots=True)
class _Line:
    """What has been understood so far."""

    today: date
    now: datetime
    kind: AbsenceKind | None = None
    answers: bool = False
    start_day: date | None = None
    start_clock: time | None = None
    end_day: date | None = None
    end_clock: time | None = None
    end_is_day_after: bool = False


def parse_absence(text: str, at: datetime, service: Service) -> SaidAbsence | None:
    """Return the absence that the line means at ``at``, or ``None`` when it says neither why nor when, or
    something that cannot be (an end before the start, "til 25").

    A day after "til" or "back" is the day of the return ("t.o.m." includes it). Without an end, lunch lasts
    half an hour, a meeting an hour, vacation and leave are open-ended, everything else is over at midnight.
    Words it does not know are passed over, so that a name typed along does no harm.
    """
    zone = ZoneInfo(service.time_zone)
    now = at.astimezone(zone)
    line = _Line(now.date(), now)
    if not _read(_tokens(text), line):
        return None
    return _absence(line, zone)


def _tokens(text: str) -> list[str]:
    folded = " ".join(text[:_LONGEST].casefold().translate(_FOLD).split())
    for phrase, word in said.PHRASES.items():
        folded = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", word, folded)
    folded = re.sub(r"\bkl\.? ?(?=\d)", "", folded)
    folded = re.sub(r"(?<=\d) ?[-–] ?(?=\d)", "-", folded)
    folded = re.sub(r"(\d{1,2})\.? ([a-z]{3})[a-z]*\.?", _month_name, folded)
    return [token.strip(":") for token in _TOKEN.findall(folded)]


def _month_name(match: re.Match[str]) -> str:
    month = said.MONTHS.get(match[2])
    return match[0] if month is None else f"{match[1]}/{month}"


def _read(tokens: list[str], line: _Line) -> bool:
    """Take in every token; whether they say why or until when, and nothing impossible."""
    mode, rest = "", False
    for token in tokens:
        bare = token.rstrip(".")
        if token in said.THROUGH or bare in said.THROUGH:
            mode = "through"
        elif bare in said.UNTIL:
            mode = "until"
        elif bare in said.FROM:
            mode = "from"
        elif bare in said.BACK:
            mode = "back"
        elif bare in said.REST:
            rest = True
        elif bare in said.WEEK and (rest or mode):
            line.end_day = line.today + timedelta(days=7 - line.today.weekday())
            mode, rest = "", False
        elif bare in said.ANSWERS:
            line.answers = True
        elif (point := _point(token, bare, mode, line)) is not None:
            if not point:
                return False
            # "back Thursday 12": a time may follow the day, and ("back 12 Thursday") the day a return's time.
            mode = mode if mode == "back" or (mode in _ENDS and line.end_clock is None) else ""
        elif bare in said.KINDS:
            line.kind = said.KINDS[bare]
    return line.kind is not None or line.end_day is not None or line.end_clock is not None


def _point(token: str, bare: str, mode: str, line: _Line) -> bool | None:
    """Take in a time or a day; ``None`` when the token is neither, ``False`` when it cannot be."""
    if bare in said.TODAY:
        line.end_day = line.today + _DAY
        return True
    day = _day(token, bare, mode, line)
    if day is not None:
        _place_day(day, mode, line)
        return True
    if (spans := _RANGE.fullmatch(bare)) is not None:
        line.start_clock, line.end_clock = _clock(spans[1]), _clock(spans[2])
        return line.start_clock is not None and line.end_clock is not None
    if not bare[:1].isdigit():
        return None
    clock = _clock(bare)
    if clock is None:
        return False
    if mode in (*_ENDS, "through"):
        line.end_clock = clock
    else:
        line.start_clock = clock
    return True


def _place_day(day: date, mode: str, line: _Line) -> None:
    if mode in _ENDS:
        line.end_day = day
    elif mode == "through":
        line.end_day, line.end_is_day_after = day + _DAY, True
    else:
        line.start_day = day
        if mode != "from":
            line.end_day = line.end_day or day + _DAY
            line.end_is_day_after = True


def _day(token: str, bare: str, mode: str, line: _Line) -> date | None:
    if bare in said.TOMORROW:
        return line.today + _DAY
    # "fri" is Friday after a word such as "back", and time off elsewhere.
    if bare in said.DAYS and not (bare == "fri" and not mode):
        since = line.start_day or line.today
        return since + timedelta(days=(said.DAYS[bare] - since.weekday() - 1) % 7 + 1)
    try:
        if (iso := _ISO.fullmatch(bare)) is not None:
            named = date(int(iso[1]), int(iso[2]), int(iso[3]))
            return named if abs(named - line.today) < _FAR else None
        if (short := _DATE.fullmatch(token)) is None or _is_rather_a_time(token, line):
            return None
        found = date(line.today.year, int(short[2]), int(short[1]))
        return found if found >= line.today else found.replace(year=found.year + 1)
    except ValueError:
        return None


def _is_rather_a_time(token: str, line: _Line) -> bool:
    """ "3.12" is a day and "11.45" a time; "11.10" is a time as long as that is still to come today."""
    clock = _clock(token)
    return clock is not None and clock.hour >= 7 and clock > line.now.time()


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    if (hour, minute) == (24, 0):
        return time(23, 59, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _absence(line: _Line, zone: ZoneInfo) -> SaidAbsence | None:
    kind = line.kind or AbsenceKind.OTHER
    start = line.now
    if line.start_day is not None or line.start_clock is not None:
        start = datetime.combine(line.start_day or line.today, line.start_clock or time(), zone)
    end: datetime | None
    if line.end_clock is not None:
        day = line.start_day or line.today
        if line.end_day is not None:
            day = line.end_day - _DAY if line.end_is_day_after else line.end_day
        end = datetime.combine(day, line.end_clock, zone)
        # "til 1" said in the morning is one in the afternoon.
        if end <= start and day == start.date() and line.end_clock.hour < 7:
            end += timedelta(hours=12)
    elif line.end_day is not None and not (line.start_clock is not None and kind in _LASTS):
        end = datetime.combine(line.end_day, time(), zone)
    elif kind in _LASTS:
        end = start + _LASTS[kind]
    elif kind in _OPEN_ENDED:
        end = None
    else:
        end = datetime.combine(start.date() + _DAY, time(), zone)
    if end is not None and end <= start:
        return None
    return SaidAbsence(kind, start, end, line.answers)
