"""When somebody is at work: the turns of a roster, or the days and hours of a position."""

from __future__ import annotations

from collections.abc import Iterator
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


def turns(person: Staff, wall: datetime, clock: Clock) -> Iterator[Turn]:
    """Iterate over somebody's turns from some days before ``wall`` on, oldest first; for some weeks only."""
    first = datetime.combine(wall.date(), time()) - timedelta(days=_LOOK_BACK)
    for number in range(_LOOK_BACK + _LOOK_AHEAD):
        day = first + timedelta(days=number)
        if person.roster:
            letter = person.roster[(day.toordinal() + person.offset) % len(person.roster)]
            if letter == "-":
                continue
            start, end = TURNS[letter]
        elif person.work is not None and day.weekday() in person.work.days and not clock.holiday(day):
            start, end = person.work.start, person.work.end
        else:
            continue
        yield Turn(day + timedelta(minutes=start), day + timedelta(minutes=end))


def around(person: Staff, wall: datetime, clock: Clock) -> tuple[Turn | None, Turn | None, Turn | None]:
    """Return the last turn that is over, the one that is on, and the next one."""
    last = on = None
    for turn in turns(person, wall, clock):
        if turn.end <= wall:
            last = turn
        elif turn.start <= wall:
            on = turn
        else:
            return last, on, turn
    return last, on, None


def at_work(person: Staff, wall: datetime, clock: Clock) -> bool:
    """Whether a position with set hours is on duty; for rosters use :func:`around`."""
    work = person.work
    if work is None or wall.weekday() not in work.days:
        return False
    minute = wall.hour * 60 + wall.minute
    return work.start <= minute < work.end and not clock.holiday(wall)
