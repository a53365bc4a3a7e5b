"""One line of typing becomes an absence: "til 13 møte", "ut uken ferie", "back Thursday"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from switchboard.domain import absence_words as said
from switchboard.domain.absence_tokens import tokens
from switchboard.domain.model import AbsenceKind, Service
from switchboard.domain.record import record

_DAY = timedelta(days=1)
_LASTS = {AbsenceKind.LUNCH: timedelta(minutes=30), AbsenceKind.MEETING: timedelta(hours=1)}
_OPEN_ENDED = frozenset({AbsenceKind.VACATION, AbsenceKind.LEAVE})

_ENDS = ("until", "back")
_FAR = timedelta(days=3660)

_RANGE = re.compile(r"(\d{1,2}(?:[:.]\d\d)?)[-–](\d{1,2}(?:[:.]\d\d)?)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?(am|pm)?")
_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_DATES = re.compile(r"(\d{1,2}[./]\d{1,2})\.?(?:-|\.\.)(\d{1,2}[./]\d{1,2})\.?")
_LASTING = re.compile(r"\+(\d{1,5})")
_WEEK = re.compile(r"w(\d{1,2})")
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
    lasts: timedelta | None = None


def parse_absence(text: str, at: datetime, service: Service) -> SaidAbsence | None:
    """Return the absence that the line means at ``at``, or ``None`` when it says neither why nor when, or
    something that cannot be (an end before the start, "til 25").

    A day after "til" or "back" is the day of the return ("t.o.m." includes it). Without an end, lunch lasts
    half an hour, a meeting an hour, vacation and leave are open-ended, everything else is over at midnight.
    Words it does not know are passed over, so that a name typed along does no harm, but not those that speak
    of a time it cannot tell ("til etter jul").
    """
    zone = ZoneInfo(service.time_zone)
    now = at.astimezone(zone)
    line = _Line(now.date(), now)
    if not _read(tokens(text), line):
        return None
    return _absence(line, zone)


def _read(found: list[str], line: _Line) -> bool:
    """Take in every token; whether they say why or until when, and nothing impossible."""
    mode, rest, following = "", False, False
    for token in found:
        bare = token.rstrip(".")
        if following and bare not in said.WEEK:
            # "next Friday" is another one for everybody.
            return False
        if bare in said.NEXT:
            following = True
        elif following:
            monday = line.today + timedelta(days=7 - line.today.weekday())
            if mode in _ENDS:
                line.end_day = monday
            else:
                _place_week(monday, line)
            mode, rest, following = "", False, False
        elif bare in said.UNSURE:
            return False
        elif mode == "until" and bare in said.NUMBERS and bare not in said.ARTICLES:
            line.end_clock, mode = time(said.NUMBERS[bare]), ""
        elif token in said.THROUGH or bare in said.THROUGH:
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
    if following:
        return False
    ends = (line.end_day, line.end_clock, line.lasts)
    return line.kind is not None or any(end is not None for end in ends)


def _point(token: str, bare: str, mode: str, line: _Line) -> bool | None:
    """Take in a time or a day; ``None`` when the token is neither, ``False`` when it cannot be."""
    if bare in said.TODAY:
        line.end_day = line.today + _DAY
        return True
    if (lasting := _LASTING.fullmatch(bare)) is not None:
        line.lasts = timedelta(minutes=int(lasting[1]))
        return bool(line.lasts)
    if (week := _WEEK.fullmatch(bare)) is not None:
        return _week(int(week[1]), line)
    if (dates := _DATES.fullmatch(token)) is not None and (days := _days(dates, line)) is not None:
        line.start_day, line.end_day, line.end_is_day_after = days[0], days[1] + _DAY, True
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


def _week(number: int, line: _Line) -> bool:
    """Take in a week by its number, the one that is not over yet; further ones follow it."""
    for year in (line.today.year, line.today.year + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday + 7 * _DAY > line.today:
            _place_week(monday, line)
            return True
    return False


def _place_week(monday: date, line: _Line) -> None:
    if line.start_day is None and monday > line.today:
        line.start_day = monday
    line.end_day, line.end_is_day_after = monday + 7 * _DAY, True


def _days(dates: re.Match[str], line: _Line) -> tuple[date, date] | None:
    """Return the first and the last day of "1.12-5.12", unless it is like "13.30-15.15": a time is said in
    steps of five minutes, and is still to come."""
    clocks = _clock(dates[1]), _clock(dates[2])
    if "/" not in dates[0] and None not in clocks:
        rounded = all(clock is not None and clock.minute % 5 == 0 for clock in clocks)
        if rounded and (line.start_day or (clocks[1] or time()) > line.now.time()):
            return None
    first = _named(dates[1], line.today)
    last = None if first is None else _named(dates[2], first)
    return None if first is None or last is None else (first, last)


def _named(text: str, since: date) -> date | None:
    """Return the first day from one on that "3.12" or "3/12" names."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        day = date(since.year, int(found[2]), int(found[1]))
        return day if day >= since else day.replace(year=day.year + 1)
    except ValueError:
        return None


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
    except ValueError:
        return None
    return None if _is_rather_a_time(token, line) else _named(token, line.today)


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
        if line.start_day is None and start < line.now and start.hour < 7:
            # "1-3" said in the morning is one to three in the afternoon.
            start += timedelta(hours=12)
    end: datetime | None
    if line.end_clock is not None:
        day = line.start_day or line.today
        if line.end_day is not None:
            day = line.end_day - _DAY if line.end_is_day_after else line.end_day
        end = datetime.combine(day, line.end_clock, zone)
        # "til 1" said in the morning is one in the afternoon.
        if end <= start and day == start.date() and line.end_clock.hour < 7:
            end += timedelta(hours=12)
    elif line.lasts is not None and line.end_day is None:
        end = start + line.lasts
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
