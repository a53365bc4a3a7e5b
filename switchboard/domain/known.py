"""What is known of people and units at one moment, and until when that holds."""

from __future__ import annotations

from datetime import datetime

from switchboard.domain.availability import Availability, Limits, Moment, availability_in, situation_of
from switchboard.domain.gate import Gate, gate
from switchboard.domain.model import Person, Unit
from switchboard.domain.policy import Policy
from switchboard.domain.view import DirectoryView


class Known:
    """Judges people and units at a time, under a policy, and remembers the next moment that may change it."""

    def __init__(self, view: DirectoryView, at: datetime, policy: Policy, limits: Limits) -> None:
        self.view = view
        self.at = at
        self.policy = policy
        self._moment = Moment(at, view.service, limits)
        self._changes: datetime | None = None

    def availability(self, person: Person) -> Availability:
        """Return the person's availability, and remember when it may change."""
        found = availability_in(person, situation_of(person, self.view), self._moment)
        self._note_change(found.changes)
        return found

    def gate(self, unit: Unit) -> Gate:
        """Return the unit's gate, and remember when it may change."""
        found = gate(unit, self.view.service, self.at)
        self._note_change(found.changes)
        return found

    def gate_of_person(self, person: Person) -> Gate | None:
        """Return the closed gate that keeps the person's calls out, if the municipality wants that."""
        if not self.policy.gate_people or person.unit is None:
            return None
        unit = self.view.unit(person.unit)
        if unit is None:
            return None
        found = self.gate(unit)
        return None if found.open else found

    @property
    def changes(self) -> datetime | None:
        """The next moment at which the clock alone may change the list."""
        return self._changes

    def _note_change(self, moment: datetime | None) -> None:
        if moment is not None and moment > self.at and (self._changes is None or moment < self._changes):
            self._changes = moment
