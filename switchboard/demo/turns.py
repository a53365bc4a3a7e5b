"""When somebody is at work: the turns of a roster, or the days and hours of a position."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from switchboard.demo.clock import Clock
from switchboard.demo.hours import TURNS
from switchboard.demo.staff import Staff

_LOOK_BACK = 12
_LOOK_AHEAD = 40


class Turn(NamedTuple):
    """One stretch of work, in the city's wall time."""

    start: datetime
    end: datetime


def around(person: Staff, wall: datetime, clock: Clock) -> tuple[Turn | None, Turn | None, Turn | None]:
    """Return the last turn that is over, the one that is on, and the next one, some weeks around at most."""
    midnight = datetime.combine(wall.date(), time())
    minute = (wall - midnight) / timedelta(minutes=1)
    last = on = following = None
    for day in range(-1, _LOOK_AHEAD):
        if (found := _turn(person, midnight, day, clock)) is not None:
            if found[0] > minute:
                following = found
                break
            if found[1] > minute:
                on = found
    for day in range(0, -_LOOK_BACK, -1):
        if (found := _turn(person, midnight, day, clock)) is not None and found[1] <= minute:
            last = found
            break
    return _at(midnight, last), _at(midnight, on), _at(midnight, following)


def _turn(person: Staff, midnight: datetime, day: int, clock: Clock) -> tuple[int, int] | None:
    """Return a day's turn, if any, in minutes after the midnight from which ``day`` is counted."""
    if roster := person.roster:
        letter = roster[(midnight.toordinal() + day + person.offset) % len(roster)]
        if letter == "-":
            return None
        start, end = TURNS[letter]
    else:
        work = person.work
        if work is None or (midnight.weekday() + day) % 7 not in work.days:
            return None
        if clock.holiday(midnight + timedelta(days=day)):
            return None
        start, end = work.start, work.end
    return start + 1440 * day, end + 1440 * day


def _at(midnight: datetime, turn: tuple[int, int] | None) -> Turn | None:
    if turn is None:
        return None
    return Turn(midnight + timedelta(minutes=turn[0]), midnight + timedelta(minutes=turn[1]))


def at_work(person: Staff, wall: datetime, clock: Clock) -> bool:
    """Whether a position with set hours is on duty; for rosters use :func:`around`."""
    work = person.work
    if work is None or wall.weekday() not in work.days:
        return False
    minute = wall.hour * 60 + wall.minute
    return work.start <= minute < work.end and not clock.holiday(wall)
