"""Who can take a call now, of everybody: what the filter lets through.

To judge those whom a query finds would take longer the more it finds, and their number would not be known
before all of them are. So everybody is judged once, in idle moments, and again when something about them
changes or their time has come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from heapq import heappop, heappush

from switchboard.cache.reader import CacheReader
from switchboard.desk.catalogue import Catalogue
from switchboard.domain.availability import Limits, Moment, Status, situation_of
from switchboard.domain.decision import decide
from switchboard.domain.gate import gate
from switchboard.domain.model import Kind, Protection, Ref, Service
from switchboard.search.bits import NOBODY, BitMap, bits_of

_STEP = 100
"""So many are judged at a time: 2 ms, which a key that is pressed meanwhile waits at most."""


class Available:
    """Those who are available, by slot, and when that may change. It belongs to the search lane."""

    def __init__(self, catalogue: Catalogue, limits: Limits) -> None:
        self._catalogue = catalogue
        self._limits = limits
        self._of: tuple[object, Service | None] = (None, None)
        self._begin()

    def _begin(self) -> None:
        self._bits = self._unjudged = NOBODY
        self._unknown: list[str] = []
        self._waiting: frozenset[tuple[Ref, str]] = frozenset()
        self._due: dict[datetime, BitMap] = {}
        self._times: list[datetime] = []
        self._moment: Moment | None = None

    def changed(self, refs: Iterable[Ref] | None) -> None:
        """Something about these is another now, in the catalogue, too; ``None``: about everybody."""
        if refs is None:
            self._of = (None, None)
            return
        slots = [slot for ref in refs if (slot := self._catalogue.slot(ref)) is not None]
        self._unjudged = self._unjudged | bits_of(slots)

    def now(self, view: CacheReader, at: datetime) -> BitMap:
        """Return who is available."""
        for _ in self.judging(view, at):
            pass
        contact = view.contact
        if contact is None or at - contact > self._limits.stale_after:
            # Of no person anything is known; units have their hours.
            return self._bits & self._catalogue.units()
        return self._bits

    @property
    def changes(self) -> datetime | None:
        """When the clock alone may change who is available."""
        return self._times[0] if self._times else None

    def judging(self, view: CacheReader, at: datetime) -> Iterator[None]:
        """Judge whoever is to be judged, a little at each step."""
        moment = self._follow(view, at)
        while self._times and self._times[0] <= moment.now:
            self._unjudged = self._unjudged | self._due.pop(heappop(self._times))
        while self._unknown or self._unjudged:
            slots, self._unknown = self._slots(self._unknown[:_STEP]), self._unknown[_STEP:]
            self._unjudged = self._unjudged | slots
            while some := self._unjudged[:_STEP]:
                self._judge(some, view, moment)
                yield

    def _follow(self, view: CacheReader, at: datetime) -> Moment:
        """Begin anew where what is known is of other slots, of another service or of a later time; else
        remember whom the agent's own words concern, which are taken back without a change."""
        of = (self._catalogue.numbering, view.service)
        if of != self._of or (self._moment is not None and at < self._moment.now):
            self._begin()
            self._of = of
            self._unknown = sorted(view.heard_of())
            self._unjudged = self._catalogue.units()
        moment = self._moment = Moment(at, view.service, self._limits, earlier=self._moment)
        waiting = view.waiting
        if waiting != self._waiting:
            self.changed([ref for ref, _ in waiting ^ self._waiting])
            self._waiting = waiting
        return moment

    def _slots(self, people: Iterable[str]) -> BitMap:
        found = [self._catalogue.slot(Ref(Kind.PERSON, person)) for person in people]
        return bits_of([slot for slot in found if slot is not None])

    def _judge(self, slots: BitMap, view: CacheReader, moment: Moment) -> None:
        known = self._catalogue.who(slots)
        view.prepare((ref for _, ref in known), brief=True)
        free: list[int] = []
        due: dict[datetime, list[int]] = {}
        for slot, ref in known:
            judge = _person if ref.kind is Kind.PERSON else _unit
            available, changes = judge(ref.id, view, moment)
            if available:
                free.append(slot)
            if changes is not None:
                due.setdefault(changes, []).append(slot)
        # All at once: a question may be broken off by a newer one wherever it asks the copy.
        self._bits = (self._bits - slots) | bits_of(free)
        for time, some in due.items():
            if time not in self._due:
                heappush(self._times, time)
            self._due[time] = self._due.get(time, NOBODY) | bits_of(some)
        self._unjudged = self._unjudged - slots


def _person(person_id: str, view: CacheReader, moment: Moment) -> tuple[bool, datetime | None]:
    person = view.person_brief(person_id)
    if person is None or person.protection is not Protection.NONE:
        return False, None
    known = situation_of(person, view)
    status, changes = decide(person, known.absences, known.presence, known.outcomes, moment)
    return status is Status.AVAILABLE, changes


def _unit(unit_id: str, view: CacheReader, moment: Moment) -> tuple[bool, datetime | None]:
    unit = view.unit_brief(unit_id)
    if unit is None or unit.phone_hours is None:
        return False, None
    found = gate(unit, moment.service, moment.now)
    return found.known and found.open, found.changes
