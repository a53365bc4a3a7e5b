"""Phone hours and work hours of every kind, as OSM ``opening_hours``, and how they follow a moved clock."""

from __future__ import annotations

import re
from functools import cache

from switchboard.domain.record import record

PHONE_HOURS: dict[str, tuple[str | None, ...]] = {
    "short": ("Mo-Fr 10:00-14:00; PH off", "Mo-Fr 09:00-15:00; PH off", "Mo-Fr 09:00-14:00; PH off"),
    "office": (
        "Mo-Fr 08:00-15:30; PH off",
        "Mo-Fr 08:00-15:45; PH off",
        "Mo-Fr 08:30-15:30; Dec 24 off; Dec 31 off; PH off",
    ),
    "long": ("Mo-Fr 08:00-18:00; Sa 10:00-14:00; PH off", "Mo-Fr 08:00-16:00; PH off"),
    "lunch": ("Mo-Fr 09:00-11:30,12:00-15:00; PH off", "Mo-Fr 08:30-11:00,12:00-14:30; PH off"),
    "two": ("Tu,Th 10:00-14:00; PH off", "Mo,We 12:00-14:00; PH off", "Tu,Fr 09:00-11:30; PH off"),
    "thursday": (
        "Mo,Tu,We,Fr 09:00-14:00; Th 09:00-14:00,16:00-17:15; PH off",
        "Mo,Tu 09:00-11:00; Th 09:00-11:00,16:00-17:15; PH off",
        "Mo-We,Fr 10:00-15:00; Th 12:00-18:00; PH off",
        # Written as people write it: the second rule silences Thursday morning, which an import notices.
        "Mo,Tu,Th 09:00-11:00; Th 16:00-17:15; PH off",
    ),
    "summer": (
        "Mo-Fr 08:00-15:45; May 15-Sep 14 Mo-Fr 08:00-15:00; PH off",
        "Mo-Fr 09:00-15:00; Jul 01-Aug 15 Mo-Fr 10:00-14:00; PH off",
    ),
    "early": ("Mo-Fr 07:00-15:00; PH off", "Mo-Fr 07:30-15:30; PH off"),
    "always": ("24/7",),
    "phonetime": ("Mo-Fr 08:30-10:00; PH off", "Tu-Fr 12:00-13:00; PH off", "Mo,We,Fr 11:30-12:30; PH off"),
    "school": ("Mo-Fr 08:00-15:00; Jul off; PH off", "Mo-Fr 07:45-15:30; PH off"),
    "afterschool": ("Mo-Fr 13:00-16:30; PH off", "Mo-Fr 07:30-08:30,13:30-17:00; PH off"),
    "split": ("Mo-Fr 07:30-09:00,12:30-17:00; Jul off; PH off",),
    "kindergarten": ("Mo-Fr 07:15-17:00; PH off", "Mo-Fr 07:30-16:45; PH off"),
    "kindergartenlunch": ("Mo-Fr 07:30-11:00,12:30-16:45; Jul 10-Jul 31 off; PH off",),
    "library": (
        "Mo-Th 10:00-20:00; Fr 10:00-18:00; Sa 10:00-16:00; PH off",
        "Mo,We,Fr 10:00-16:00; Tu,Th 12:00-19:00; Sa 11:00-15:00; PH off",
    ),
    "station": ("Mo-Th 07:00-20:30; Fr 07:00-17:00; Sa 09:00-17:00; PH off",),
    "evening": ("Mo-Fr 14:00-22:00; Sa,Su 10:00-18:00; PH off", "Mo-Th 15:00-21:00; PH off"),
    "allday": ("Mo-Su 08:00-20:00", "Mo-Su 07:30-22:00"),
    "dutyphone": ("Mo-Fr 09:00-11:00,13:00-14:30; Sa,Su,PH 10:00-12:00",),
    "biweekly": ("week 01-53/2 We 09:00-14:00; week 02-52/2 Th 12:00-15:00; PH off",),
    "none": (None,),
}
"""The kinds that ``data/fields.txt`` names. ``None``: the unit has never said."""

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\b(?:-(Mo|Tu|We|Th|Fr|Sa|Su)\b)?")
_HOLIDAY_RULE = re.compile(r";?\s*PH off")


@cache
def moved_hours(rules: str, days: int) -> str:
    """Return the rules with every weekday ``days`` later and without public holidays.

    A city whose clock is moved has its Tuesday on some other day of the calendar, which may be a holiday.
    """

    def later(found: re.Match[str]) -> str:
        first, last = (_DAYS.index(day) if day else None for day in found.groups())
        assert first is not None
        if last is None:
            return _DAYS[(first + days) % 7]
        return _day_list({(day + days) % 7 for day in range(first, last + 1)})

    return _HOLIDAY_RULE.sub("", _DAY.sub(later, rules)).replace(",PH", "")


def _day_list(days: set[int]) -> str:
    # Written from Monday on: not every reader of OSM hours understands "Fr-Tu".
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and runs[-1][1] == day - 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return ",".join(_DAYS[a] if a == b else f"{_DAYS[a]}-{_DAYS[b]}" for a, b in runs)


@record(frozen=True, slots=True)
class DayWork:
    """Work at set times: ``days`` (0 is Monday), ``start`` and ``end`` in minutes after midnight.

    ``text`` is what stands in the profile; some of it (a summer rule, a break) the demo's day leaves out.
    """

    days: frozenset[int]
    start: int
    end: int
    text: str


def _work(days: str, start: str, end: str, text: str | None = None) -> DayWork:
    chosen: set[int] = set()
    for part in days.split(","):
        first, _, last = part.partition("-")
        chosen.update(range(_DAYS.index(first), _DAYS.index(last or first) + 1))
    return DayWork(
        frozenset(chosen), _minutes(start), _minutes(end), f"{text or f'{days} {start}-{end}'}; PH off"
    )


def _minutes(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


FULL_TIME: dict[str, tuple[DayWork, ...]] = {
    "office": (
        _work("Mo-Fr", "08:00", "15:45"),
        _work("Mo-Fr", "08:00", "16:00"),
        _work("Mo-Fr", "08:00", "15:45", "Mo-Fr 08:00-15:45; May 15-Sep 14 Mo-Fr 08:00-15:00"),
        _work("Mo-Fr", "07:30", "15:15"),
        _work("Mo-Fr", "08:30", "16:15"),
        _work("Mo-Fr", "09:00", "16:45"),
    ),
    "field": (
        _work("Mo-Fr", "07:00", "15:00"),
        _work("Mo-Fr", "07:00", "14:30"),
        _work("Mo-Fr", "06:30", "14:30"),
    ),
    "school": (
        _work("Mo-Fr", "08:00", "15:30"),
        _work("Mo-Fr", "07:45", "15:15"),
        _work("Mo-Fr", "08:15", "15:45"),
    ),
    "aks": (
        _work("Mo-Fr", "09:30", "17:00"),
        _work("Mo-Fr", "07:30", "17:00", "Mo-Fr 07:30-09:00,12:30-17:00"),
        _work("Mo-Fr", "12:30", "17:00"),
    ),
    "kindergarten": (
        _work("Mo-Fr", "07:15", "14:45"),
        _work("Mo-Fr", "08:15", "15:45"),
        _work("Mo-Fr", "09:30", "17:00"),
    ),
    "library": (
        _work("Mo-Fr", "09:00", "16:30"),
        _work("Tu-Sa", "10:00", "17:30"),
        _work("Mo-Th", "11:00", "19:30"),
    ),
}
"""Whole positions, most frequent first."""

PART_TIME: tuple[DayWork, ...] = (
    _work("Mo-We", "08:00", "15:30"),
    _work("Mo-Th", "08:00", "15:30"),
    _work("We-Fr", "08:00", "15:30"),
    _work("Mo,We,Fr", "08:00", "14:00"),
    _work("Mo-Fr", "09:00", "13:30"),
    _work("Tu,Th", "08:30", "15:30"),
    _work("Mo-Th", "08:30", "14:30"),
)

CARE_ROSTERS: tuple[str, ...] = (
    "DDA-DD-AAD-NN--DA-DDA--D",
    "DD--AADD-DA---DAAD-",
    "AA-DD---AD-A--DD-A---",
    "NNN----NNNN---",
    "-----DA------AD",
    "D--A---D-D---A-",
)
"""One letter a day: D day, A evening, N night, "-" off; everybody enters the cycle at another day."""
FIRE_ROSTER = "V---V-V---V---"
"""V is a watch of 24 hours."""
TURNS: dict[str, tuple[int, int]] = {
    "D": (7 * 60 + 30, 15 * 60 + 15),
    "A": (14 * 60 + 45, 22 * 60 + 15),
    "N": (22 * 60, 31 * 60 + 45),
    "V": (8 * 60, 32 * 60),
}
"""When a turn starts and ends, in minutes after its day's midnight."""
