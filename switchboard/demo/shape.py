"""How often things happen in the course of a working day."""

from __future__ import annotations

from bisect import bisect
from datetime import datetime


class Shape:
    """A rate per person and hour that changes in straight lines between given times of the day."""

    __slots__ = ("_rates", "_times", "most")

    def __init__(self, **points: float) -> None:
        # Written as t0830=0.5: at 8:30, one person in two within an hour.
        self._times = [int(name[1:3]) * 60 + int(name[3:]) for name in points]
        self._rates = list(points.values())
        self.most = max(self._rates)

    def at(self, wall: datetime) -> float:
        """Return the rate at a time of the day; nothing happens before the first and after the last time."""
        minute = wall.hour * 60 + wall.minute + wall.second / 60
        right = bisect(self._times, minute)
        if right in (0, len(self._times)):
            return 0.0
        begin, end = self._times[right - 1], self._times[right]
        part = (minute - begin) / (end - begin)
        return self._rates[right - 1] * (1 - part) + self._rates[right] * part


MEETINGS = Shape(t0700=0.0, t0815=0.16, t1000=0.17, t1045=0.12, t1130=0.09, t1230=0.18, t1400=0.1, t1500=0.0)
"""Meetings that are set up, per person who keeps a calendar: somewhat more than one a day."""
LUNCHES = Shape(t1035=0.0, t1100=0.25, t1130=0.5, t1200=0.25, t1245=0.0)
CALLS = Shape(t0745=0.0, t0830=0.8, t1000=1.0, t1130=0.5, t1245=0.9, t1430=0.7, t1600=0.0)
"""Calls taken or made, per phone of one's own."""
STEPS_AWAY = Shape(t0745=0.0, t0830=0.4, t1130=0.7, t1300=0.4, t1600=0.0)
ERRANDS = Shape(t0800=0.0, t0930=0.03, t1400=0.03, t1530=0.0)
GONE = Shape(t1300=0.0, t1400=0.04, t1500=0.10, t1600=0.0)
FORGETS = Shape(t0800=0.0, t0900=0.02, t1500=0.02, t1600=0.0)
"""People who leave their desk for long and tell nobody."""
FALLS_ILL = Shape(t0600=0.0, t0715=0.009, t0830=0.004, t1000=0.0006, t1500=0.0003, t1530=0.0)
REMOTE = Shape(t0645=0.0, t0745=0.06, t0830=0.025, t0930=0.0)
AWAY_ALL_DAY = Shape(t0645=0.0, t0730=0.02, t0830=0.01, t0930=0.0)
OUTCOMES = Shape(
    t0730=0.0, t0830=0.004, t1000=0.0055, t1130=0.003, t1300=0.005, t1530=0.001, t1700=0.0002, t2200=0.0
)
EDITS = Shape(t0730=0.0, t0900=0.001, t1500=0.001, t1700=0.0001, t2200=0.0)
