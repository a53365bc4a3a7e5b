"""The board's arithmetic: how many people of each unit are available, busy, away … now, change by change.

A unit's figures are those of its own people and of everybody in the units below it. Restricted people count
as unknown; shielded people and those whose ``valid_until`` is past do not count. The data's age is left
aside: the figures say what was last known, and :meth:`Board.stale` whether that is too long ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from switchboard.domain.decision import Decision, Moment, decide
from switchboard.domain.model import Absence, Kind, Outcome, Person, Presence, Protection, Ref, Unit
from switchboard.domain.record import record
from switchboard.domain.status import Limits, Status
from switchboard.domain.view import DirectoryView

STATUSES = tuple(Status)
_PLACE = {status: place for place, status in enumerate(STATUSES)}
_DEFAULTS = Limits()
_PROTECTED = Decision(Status.UNKNOWN, None)
_Figures = list[int]


class WholeDirectory(DirectoryView, Protocol):
    """A view that can also be read from end to end; none of it in a particular order."""

    def all_absences(self) -> Iterator[Absence]:
        """Iterate over all absences."""

    def all_presences(self) -> Iterator[Presence]:
        """Iterate over all presences."""

    def all_outcomes(self) -> Iterator[Outcome]:
        """Iterate over all outcomes."""


@record(frozen=True, slots=True)
class Tally:
    """How many people have each status, in the order of :data:`STATUSES`."""

    figures: tuple[int, ...] = (0,) * len(STATUSES)

    def __getitem__(self, status: Status) -> int:
        return self.figures[_PLACE[status]]

    @property
    def people(self) -> int:
        """How many people these are."""
        return sum(self.figures)

    def items(self) -> Iterator[tuple[Status, int]]:
        """Iterate over the statuses and their figures, zeros included."""
        return zip(STATUSES, self.figures, strict=True)


class Tree:
    """Which unit lies below which; circles of parents and parents nobody knows do no harm."""

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._parents: dict[str, str | None] = {unit.id: unit.parent for unit in units}

    def put(self, unit: Unit) -> bool:
        """Take in a unit; whether the tree is another now."""
        known = unit.id in self._parents
        if known and self._parents[unit.id] == unit.parent:
            return False
        self._parents[unit.id] = unit.parent
        return True

    def remove(self, unit_id: str) -> bool:
        """Take a unit out; whether it was there."""
        return self._parents.pop(unit_id, self) is not self

    def chain(self, unit_id: str | None) -> list[str]:
        """Return the unit and those above it, each once; nothing for a unit that nobody knows."""
        found: list[str] = []
        while unit_id is not None and unit_id in self._parents and unit_id not in found:
            found.append(unit_id)
            unit_id = self._parents[unit_id]
        return found

    def sums(self, own: Mapping[str | None, Sequence[int]]) -> dict[str, _Figures]:
        """Return what each unit and everything below it adds up to, from each unit's own figures."""
        totals: dict[str, _Figures] = {}
        for unit_id, figures in own.items():
            for above in self.chain(unit_id):
                so_far = totals.get(above)
                if so_far is None:
                    totals[above] = list(figures)
                else:
                    for place, figure in enumerate(figures):
                        so_far[place] += figure
        return totals


class Board:
    """How many have each status, per unit. It belongs to one lane.

    Build it with :meth:`of`, then tell it what changed (:meth:`apply`) and, at :attr:`changes`, that time has
    passed (:meth:`tick`).
    """

    def __init__(self, limits: Limits = _DEFAULTS) -> None:
        self._limits = limits
        self._tree = Tree()
        # Whom it counts, as what, where and until when: apart, for the collector's sake. One object for each
        # of 60,000 people would make it walk through everything while the board is built.
        self._status: dict[str, Status] = {}
        self._unit: dict[str, str] = {}
        self._changes: dict[str, datetime] = {}
        self._own: dict[str | None, _Figures] = {}
        self._totals: dict[str, _Figures] | None = {}
        self._everybody: _Figures = [0] * len(STATUSES)

    @classmethod
    def of(cls, view: WholeDirectory, at: datetime, *, limits: Limits = _DEFAULTS) -> Board:
        """Return the board of a whole directory, read in one pass."""
        board = cls(limits)
        board._tree = Tree(view.units())
        absences = absences_by_person(view.all_absences())
        presences = {presence.id: presence for presence in view.all_presences()}
        outcomes: dict[str, list[Outcome]] = {}
        for outcome in view.all_outcomes():
            if outcome.person is not None:
                outcomes.setdefault(outcome.person, []).append(outcome)
        moment = Moment(at, view.service, limits)
        own = board._own
        for person in view.persons():
            ident, unit = person.id, person.unit
            found = _judge(person, absences(ident), presences.get(ident), outcomes.get(ident, ()), moment)
            if found is not None:
                board._remember(ident, unit, found)
                figures = own.get(unit)
                if figures is None:
                    figures = own[unit] = [0] * len(STATUSES)
                figures[_PLACE[found.status]] += 1
        for figures in own.values():
            for place, figure in enumerate(figures):
                board._everybody[place] += figure
        board._totals = None
        return board

    # What changed

    def apply(self, refs: Iterable[Ref], view: DirectoryView, at: datetime) -> frozenset[str]:
        """Take in persons and units that look different now, or are gone; return the units whose figures
        changed (all units above included)."""
        moment = Moment(at, view.service, self._limits)
        changed: set[str] = set()
        for ref in refs:
            if ref.kind is Kind.PERSON:
                changed.update(self._person(ref.id, view, moment))
            elif ref.kind is Kind.UNIT:
                unit = view.unit(ref.id)
                before = self._tree.chain(ref.id)
                if self._tree.remove(ref.id) if unit is None else self._tree.put(unit):
                    self._totals = None
                    changed.update(before, self._tree.chain(ref.id))
        return frozenset(changed)

    def tick(self, view: DirectoryView, at: datetime) -> frozenset[str]:
        """Judge those anew whom the clock has overtaken; return the units whose figures changed."""
        due = [person_id for person_id, changes in self._changes.items() if changes <= at]
        moment = Moment(at, view.service, self._limits)
        return frozenset(unit for person_id in due for unit in self._person(person_id, view, moment))

    def _person(self, person_id: str, view: DirectoryView, moment: Moment) -> Sequence[str]:
        person = view.person(person_id)
        found = None
        if person is not None:
            found = _judge(
                person, view.absences(person_id), view.presence(person_id), view.outcomes(person.ref), moment
            )
        unit = None if person is None else person.unit
        before, unit_before = self._status.pop(person_id, None), self._unit.pop(person_id, None)
        self._changes.pop(person_id, None)
        if found is not None:
            self._remember(person_id, unit, found)
        after = None if found is None else found.status
        if before is after and unit_before == unit:
            return ()
        return [*self._count(unit_before, before, -1), *self._count(unit, after, 1)]

    def _remember(self, person_id: str, unit: str | None, found: Decision) -> None:
        self._status[person_id] = found.status
        if unit is not None:
            self._unit[person_id] = unit
        if found.changes is not None:
            self._changes[person_id] = found.changes

    def _count(self, unit: str | None, status: Status | None, by: int) -> list[str]:
        if status is None:
            return []
        place = _PLACE[status]
        self._own.setdefault(unit, [0] * len(STATUSES))[place] += by
        self._everybody[place] += by
        chain = self._tree.chain(unit)
        if self._totals is not None:
            for above in chain:
                self._totals.setdefault(above, [0] * len(STATUSES))[place] += by
        return chain

    # What it says

    def tally(self, unit_id: str) -> Tally:
        """Return the figures of a unit and everything below it; zeros for a unit that nobody knows."""
        if self._totals is None:
            self._totals = self._tree.sums(self._own)
        figures = self._totals.get(unit_id)
        return Tally() if figures is None else Tally(tuple(figures))

    def own(self, unit_id: str | None) -> Tally:
        """Return the figures of a unit's own people; of ``None`` those who belong to no unit."""
        figures = self._own.get(unit_id)
        return Tally() if figures is None else Tally(tuple(figures))

    @property
    def everybody(self) -> Tally:
        """The figures of the whole directory, people without a unit included."""
        return Tally(tuple(self._everybody))

    def status(self, person_id: str) -> Status | None:
        """Return what a person counts as; ``None`` when not at all."""
        return self._status.get(person_id)

    @property
    def changes(self) -> datetime | None:
        """The next moment at which the clock alone may change a figure: when to :meth:`tick`."""
        return min(self._changes.values(), default=None)

    def stale(self, view: DirectoryView, at: datetime) -> bool:
        """Whether the figures are of data too old to be relied on."""
        return view.contact is None or at - view.contact > self._limits.stale_after


def absences_by_person(absences: Iterable[Absence]) -> Callable[[str], Sequence[Absence]]:
    """Return who says which absences somebody has."""
    # Hardly anybody has more than one, and 30,000 lists would call for the collector (see above).
    first: dict[str, Absence] = {}
    several: dict[str, list[Absence]] = {}
    for absence in absences:
        one = first.setdefault(absence.person, absence)
        if one is not absence:
            several.setdefault(absence.person, [one]).append(absence)

    def of(person_id: str) -> Sequence[Absence]:
        one = first.get(person_id)
        return () if one is None else several.get(person_id) or (one,)

    return of


def _judge(
    person: Person,
    absences: Sequence[Absence],
    presence: Presence | None,
    outcomes: Sequence[Outcome],
    moment: Moment,
) -> Decision | None:
    if person.protection is not Protection.NONE:
        return _PROTECTED if person.protection is Protection.RESTRICTED else None
    if person.valid_until is not None and person.valid_until <= moment.now:
        return None
    return decide(person, absences, presence, outcomes, moment)
