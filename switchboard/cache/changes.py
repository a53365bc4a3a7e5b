"""One page of changes on its way into the object tables."""

from __future__ import annotations

from collections.abc import Iterable

from switchboard.cache.database import Database
from switchboard.cache.rows import Rows, remove_persons
from switchboard.domain.model import (
    Absence,
    DirectoryObject,
    Kind,
    Outcome,
    Person,
    Presence,
    Protection,
    Ref,
    Tombstone,
    Unit,
)
from switchboard.domain.view import outcome_target


class Page:
    """Applies objects and tombstones inside the caller's transaction, and remembers what that did."""

    def __init__(self, database: Database, revision: int) -> None:
        self._database = database
        self.revision = revision
        self.changed: set[Ref] = set()
        self.removed: set[Ref] = set()
        self.unsent = 0
        self.objects_changed = False
        """Whether persons or units (and not only absences and the like) were touched."""
        self.person_removed = False

    def apply(self, items: Iterable[DirectoryObject | Tombstone]) -> None:
        """Apply the items in their order."""
        for item in items:
            if isinstance(item, Tombstone) or _is_shielded(item):
                ref = item.ref
                if ref.kind is Kind.PERSON:
                    self._remove_person(ref)
                elif ref.kind is Kind.UNIT:
                    self._remove_unit(ref)
                else:
                    self._remove_detail(ref)
            else:
                self._put(item)

    def _put(self, item: DirectoryObject) -> None:
        ref = item.ref
        if isinstance(item, Person | Unit):
            self.objects_changed = True
            self.removed.discard(ref)
            self._database.rows("DELETE FROM mention WHERE kind = ? AND owner = ?", (ref.kind.value, ref.id))
        else:
            # It may have been about somebody else until now.
            self.changed.update(self._about(ref))
        self.changed.add(_subject(item))
        rows = Rows(self.revision)
        rows.add(item)
        rows.write(self._database)

    def _about(self, ref: Ref) -> set[Ref]:
        """Return whom a stored absence, presence or outcome is about."""
        match ref.kind:
            case Kind.ABSENCE:
                rows = self._database.rows("SELECT 'person', person FROM absence WHERE id = ?", (ref.id,))
            case Kind.OUTCOME:
                rows = self._database.rows("SELECT kind, target FROM outcome WHERE id = ?", (ref.id,))
            case _:
                rows = [(Kind.PERSON, ref.id)]
        return {Ref(Kind(kind), target) for kind, target in rows}

    def _remove_detail(self, ref: Ref) -> None:
        self.changed.update(self._about(ref))
        self._database.rows(f"DELETE FROM {ref.kind.value} WHERE id = ?", (ref.id,))  # noqa: S608 - ours

    def _remove_person(self, ref: Ref) -> None:
        self.person_removed = True
        self._forget(ref)
        self.changed.update(remove_persons(self._database, [ref.id], self.revision))
        self.changed.discard(ref)
        self._database.rows("DELETE FROM outbox WHERE target_kind = 'person' AND target = ?", (ref.id,))
        self.unsent += self._database.changed()

    def _remove_unit(self, ref: Ref) -> None:
        self._forget(ref)
        self._database.rows("DELETE FROM unit WHERE id = ?", (ref.id,))
        self._database.rows("DELETE FROM mention WHERE kind = 'unit' AND owner = ?", (ref.id,))
        self._database.rows("DELETE FROM outcome WHERE kind = 'unit' AND target = ?", (ref.id,))

    def _forget(self, ref: Ref) -> None:
        self.objects_changed = True
        self.removed.add(ref)
        self.changed.discard(ref)
        for table in ("recent", "favourite"):
            self._database.rows(
                f"DELETE FROM {table} WHERE kind = ? AND id = ?",  # noqa: S608 - ours
                (ref.kind.value, ref.id),
            )


def _is_shielded(item: DirectoryObject) -> bool:
    return isinstance(item, Person) and item.protection is Protection.SHIELDED


def _subject(item: DirectoryObject) -> Ref:
    """Return the person or unit that looks different when this object changes."""
    match item:
        case Absence():
            return Ref(Kind.PERSON, item.person)
        case Presence():
            return Ref(Kind.PERSON, item.id)
        case Outcome():
            return outcome_target(item)
        case _:
            return item.ref
