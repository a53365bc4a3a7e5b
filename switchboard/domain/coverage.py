"""Who is expected at work in which hour of a day: counts per unit from absences and work hours.

What presence and outcomes say is of now only and stays out of it, so that yesterday's and tomorrow's figures
mean the same. Each hour is judged at its middle: work that begins at 08:15 is work at eight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from switchboard.domain.board import STATUSES, Tally, Tree, WholeDirectory, absences_by_person
from switchboard.domain.decision import Moment, decide
from switchboard.domain.gate import gate
from switchboard.domain.model import Absence, Person, Protection, Service, Unit
from switchboard.domain.record import record
from switchboard.domain.status import Limits, Status
from switchboard.domain.view import DirectoryView

_HOUR = timedelta(hours=1)
_PLACE = {status: place for place, status in enumerate(STATUSES)}
_DEFAULTS = Limits()
_Pattern = tuple[Status | None, ...]
"""What one person is in each hour of the day; ``None``: does not count (any more)."""


@record(frozen=True, slots=True)
class Hour:
    """One hour of the service's clock, from ``start``; ``open`` is what the unit's phone hours say of its
    middle, ``None`` where nobody has said any."""

    start: datetime
    tally: Tally
    open: bool | None = None

    @property
    def reachable(self) -> int:
        """How many people nothing speaks against."""
        return self.tally[Status.AVAILABLE] + self.tally[Status.NOT_REGISTERED]


class Coverage:
    """A day's hours for every unit; made by :meth:`of` or :meth:`of_unit`, a plain value afterwards."""

    def __init__(self, starts: Sequence[datetime], service: Service, tree: Tree) -> None:
        self._starts = tuple(starts)
        self._service = service
        self._tree = tree
        self._own: dict[str | None, list[int]] = {}
        self._totals: dict[str, list[int]] = {}

    @classmethod
    def of(cls, view: WholeDirectory, day: date, *, limits: Limits = _DEFAULTS) -> Coverage:
        """Return the hours of a day by the service's clock (23 or 25 of them when it changes)."""
        made = cls(hours_of(day, view.service), view.service, Tree(view.units()))
        absences = absences_by_person(view.all_absences())
        made._take_in(((person, absences(person.id)) for person in view.persons()), limits)
        return made

    @classmethod
    def of_unit(cls, unit_id: str, view: DirectoryView, day: date, *, limits: Limits = _DEFAULTS) -> Coverage:
        """Return the hours of one unit and those below it, without reading the whole directory."""
        units = list(below(unit_id, view))
        made = cls(hours_of(day, view.service), view.service, Tree(units))
        people = (person for unit in units for person in view.members(unit.id))
        made._take_in(((person, view.absences(person.id)) for person in people), limits)
        return made

    def hours(self, unit: Unit) -> tuple[Hour, ...]:
        """Return the hours of a unit and everything below it."""
        return tuple(
            Hour(start, tally, found.open if found.known else None)
            for start, tally in self._hours(self._totals.get(unit.id))
            for found in (gate(unit, self._service, _middle(start)),)
        )

    def everybody(self) -> tuple[Hour, ...]:
        """Return the hours of all people taken in, those without a unit included."""
        sums = [0] * (len(self._starts) * len(STATUSES))
        for figures in self._own.values():
            for place, figure in enumerate(figures):
                sums[place] += figure
        return tuple(Hour(start, tally) for start, tally in self._hours(sums))

    def _hours(self, figures: Sequence[int] | None) -> Iterator[tuple[datetime, Tally]]:
        width = len(STATUSES)
        for number, start in enumerate(self._starts):
            cut = () if figures is None else tuple(figures[number * width : (number + 1) * width])
            yield start, Tally(cut) if cut else Tally()

    def _take_in(self, people: Iterable[tuple[Person, Sequence[Absence]]], limits: Limits) -> None:
        moments = [Moment(_middle(start), self._service, limits) for start in self._starts]
        plain: dict[str | None, _Pattern] = {}
        many: dict[tuple[str | None, _Pattern], int] = {}
        for person, absences in people:
            if not absences and person.valid_until is None and person.protection is Protection.NONE:
                found = plain.get(person.work_hours)
                if found is None:
                    found = plain[person.work_hours] = _pattern(person, (), moments)
            else:
                found = _pattern(person, absences, moments)
            entry = (person.unit, found)
            many[entry] = many.get(entry, 0) + 1
        for (unit_id, pattern), count in many.items():
            figures = self._own.setdefault(unit_id, [0] * (len(moments) * len(STATUSES)))
            for number, status in enumerate(pattern):
                if status is not None:
                    figures[number * len(STATUSES) + _PLACE[status]] += count
        self._totals = self._tree.sums(self._own)


def hours_of(day: date, service: Service) -> tuple[datetime, ...]:
    """Return when the hours of a day begin, by the service's clock."""
    zone = ZoneInfo(service.time_zone)
    moment = datetime.combine(day, time(), zone).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    found = []
    while moment < end:
        found.append(moment.astimezone(zone))
        moment += _HOUR
    return tuple(found)


def below(unit_id: str, view: DirectoryView) -> Iterator[Unit]:
    """Iterate over a unit and everything below it, each unit once."""
    first = view.unit(unit_id)
    waiting, seen = [] if first is None else [first], {unit_id}
    while waiting:
        unit = waiting.pop()
        yield unit
        for lower in view.subunits(unit.id):
            if lower.id not in seen:
                seen.add(lower.id)
                waiting.append(lower)


def _middle(start: datetime) -> datetime:
    return start.astimezone(UTC) + _HOUR / 2


def _pattern(person: Person, absences: Sequence[Absence], moments: Sequence[Moment]) -> _Pattern:
    if person.protection is not Protection.NONE:
        counts = Status.UNKNOWN if person.protection is Protection.RESTRICTED else None
        return (counts,) * len(moments)
    found: list[Status | None] = []
    holds_until: datetime | None = None
    status: Status | None = None
    for number, moment in enumerate(moments):
        if number == 0 or (holds_until is not None and moment.now >= holds_until):
            if person.valid_until is not None and person.valid_until <= moment.now:
                status, holds_until = None, None
            else:
                status, holds_until = decide(person, absences, None, (), moment)
        found.append(status)
    return tuple(found)
