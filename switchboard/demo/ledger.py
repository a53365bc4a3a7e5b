"""What the living day has told the directory so far, and what it has yet to tell."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from switchboard.domain.model import (
    Absence,
    AbsenceKind,
    DirectoryObject,
    Outcome,
    Person,
    Presence,
    PresenceState,
    Ref,
    Result,
    Source,
    Tombstone,
)

Happening: TypeAlias = Callable[[datetime], None]


class Ledger:
    """Collects changes until they are taken; of several for one object the last counts.

    Nobody has two absences of this ledger at once: what would overlap is not taken in.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._count = 0
        self._changes: dict[Ref, DirectoryObject | Tombstone] = {}
        self._absences: dict[str, list[Absence]] = {}
        self._states: dict[str, PresenceState] = {}
        self._later: list[tuple[datetime, int, Happening]] = []

    def take(self) -> list[DirectoryObject | Tombstone]:
        """Return what has changed since the last time."""
        changes, self._changes = list(self._changes.values()), {}
        return changes

    @property
    def pending(self) -> int:
        """How many changes wait to be taken."""
        return len(self._changes)

    def later(self, at: datetime, happening: Happening) -> None:
        """Let something happen at a moment."""
        self._count += 1
        heapq.heappush(self._later, (at, self._count, happening))

    def due(self, until: datetime, most: int) -> None:
        """Let happen what is due, in order; beyond ``most`` changes the rest waits for the next time."""
        while self._later and self._later[0][0] <= until and self.pending < most:
            at, _, happening = heapq.heappop(self._later)
            happening(at)

    def absence(
        self,
        person: str,
        start: datetime,
        end: datetime | None,
        kind: AbsenceKind,
        *,
        now: datetime,
        source: Source = Source.SELF,
        answers_calls: bool = False,
        note: str | None = None,
    ) -> Absence | None:
        """Register an absence; ``None`` when the person has one in that time already."""
        if not self.free(person, start, end):
            return None
        absence = Absence(
            id=self._id("a"),
            person=person,
            start=start.astimezone(UTC),
            end=None if end is None else end.astimezone(UTC),
            kind=kind,
            answers_calls=answers_calls,
            source=source,
            note=note,
            updated=now.astimezone(UTC),
        )
        self._absences.setdefault(person, []).append(absence)
        self._changes[absence.ref] = absence
        return absence

    def free(self, person: str, start: datetime, end: datetime | None, *, but: str = "") -> bool:
        """Whether the person has no absence in that time, apart from the one with the id ``but``."""
        return not any(
            (end is None or other.start < end) and (other.end is None or start < other.end)
            for other in self._absences.get(person, ())
            if other.id != but
        )

    def until(self, absence: Absence, end: datetime, now: datetime) -> bool:
        """Let an absence end at another time; false when it is gone or the time is not free."""
        mine = self._absences.get(absence.person, [])
        for position, known in enumerate(mine):
            if known.id == absence.id:
                if end <= known.start or not self.free(known.person, known.start, end, but=known.id):
                    return False
                changed = replace(known, end=end.astimezone(UTC), updated=now.astimezone(UTC))
                mine[position] = changed
                self._changes[changed.ref] = changed
                return True
        return False

    def remove(self, absence: Absence) -> None:
        """Take an absence out, if it is still there."""
        mine = self._absences.get(absence.person, [])
        kept = [known for known in mine if known.id != absence.id]
        if len(kept) == len(mine):
            return
        if kept:
            self._absences[absence.person] = kept
        else:
            del self._absences[absence.person]
        self._changes[absence.ref] = Tombstone(absence.ref)

    def cancel(self, person: str, since: datetime) -> None:
        """Take out what somebody had planned from a moment on."""
        for absence in list(self._absences.get(person, ())):
            if absence.start >= since:
                self.remove(absence)

    def state(self, person: str) -> PresenceState | None:
        """Return what the person's phone says of them."""
        return self._states.get(person)

    def presence(
        self, person: str, state: PresenceState, since: datetime, activity: str | None = None
    ) -> None:
        """Let the phone system say something of a person."""
        self._states[person] = state
        moment = since.astimezone(UTC)
        presence = Presence(
            id=person, state=state, since=moment, activity=activity, source="telephony", updated=moment
        )
        self._changes[presence.ref] = presence

    def outcome(
        self, result: Result, at: datetime, *, person: str | None = None, unit: str | None = None
    ) -> Ref:
        """Let an agent say what came of a call to a person or a unit."""
        moment = at.astimezone(UTC)
        outcome = Outcome(
            id=self._id("o"), result=result, at=moment, person=person, unit=unit, updated=moment
        )
        self._changes[outcome.ref] = outcome
        return outcome.ref

    def forget(self, ref: Ref) -> None:
        """Take an object out that nothing else here depends on."""
        self._changes[ref] = Tombstone(ref)

    def profile(self, person: Person) -> None:
        """Let somebody's profile be a new one."""
        self._changes[person.ref] = person

    def _id(self, letter: str) -> str:
        self._count += 1
        return f"{letter}-{self._prefix}-{self._count:06d}"
