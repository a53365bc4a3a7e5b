"""The sync lane's writer: the first fill and its swap, and changes after that."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from switchboard.cache import meta
from switchboard.cache.database import Database
from switchboard.cache.errors import fill_lost
from switchboard.cache.outbox import Outbox
from switchboard.cache.records import Applied, FillCounts
from switchboard.cache.rows import Rows, remove_persons
from switchboard.cache.schema import OBJECT_INDEXES, STAGE, create_objects, drop_objects, rename_objects
from switchboard.domain.model import (
    Absence,
    DirectoryObject,
    Kind,
    Outcome,
    Person,
    Presence,
    Protection,
    Ref,
    Service,
    Tombstone,
    Unit,
)
from switchboard.domain.view import outcome_target

_BATCH = 1_000


class CacheWriter:
    """Writes what the directory says. It belongs to one thread, and there should be one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._fill: str | None = None
        self._unwiped = False
        self.outbox = Outbox(database)

    @property
    def state(self) -> str | None:
        """The directory's state that the copy equals; ``None`` when it has never been filled."""
        return meta.get(self._database, meta.STATE)

    @property
    def contact(self) -> datetime | None:
        """When the copy was last known to equal the directory."""
        return meta.get_moment(self._database, meta.CONTACT)

    def begin_fill(self, state: str) -> None:
        """Empty the staging area for a snapshot of this state; the copy goes on answering."""
        fill = secrets.token_hex(8)
        with self._database.transaction():
            self._database.script(drop_objects(STAGE))
            self._database.script(create_objects(STAGE))
            meta.put(self._database, meta.FILL, fill)
            meta.put(self._database, meta.FILL_STATE, state)
        self._fill = fill

    def fill(self, objects: Iterable[DirectoryObject]) -> int:
        """Put objects into the staging area, a short transaction at a time; return how many.

        Of two with the same kind and id the later one counts. A shielded person is left out.

        Raises:
            FillLostError: the staging area is no longer ours.
        """
        revision = meta.get_number(self._database, meta.REVISION) + 1
        iterator = iter(objects)
        total = 0
        # No transaction is held while the iterator waits for the network.
        while batch := list(islice(iterator, _BATCH)):
            rows = Rows(revision)
            for item in batch:
                if not (isinstance(item, Person) and item.protection is Protection.SHIELDED):
                    rows.add(item)
            with self._database.transaction():
                self._check_fill()
                rows.write(self._database, STAGE)
            total += len(batch)
        return total

    def _check_fill(self) -> str:
        """Return the state being filled."""
        if self._fill is None or meta.get(self._database, meta.FILL) != self._fill:
            self._fill = None
            raise fill_lost()
        state = meta.get(self._database, meta.FILL_STATE)
        assert state is not None
        return state

    def fill_counts(self) -> FillCounts:
        """Say what a swap would do to the number of people.

        Raises:
            FillLostError: the staging area is no longer ours.
        """
        self._check_fill()
        (row,) = self._database.rows(
            f"SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM {STAGE}person), "  # noqa: S608 - ours
            f"(SELECT count(*) FROM person WHERE id NOT IN (SELECT id FROM {STAGE}person))"
        )
        return FillCounts(*row)

    def swap(self, contact: datetime, service: Service | None = None) -> Applied:
        """Make the staging area the copy, in one transaction; what spoke of people no longer there goes.

        Raises:
            FillLostError: the staging area is no longer ours.
        """
        with self._database.transaction():
            state = self._check_fill()
            revision = meta.get_number(self._database, meta.REVISION) + 1
            for table, column in (("absence", "person"), ("presence", "id")):
                self._database.rows(
                    f"DELETE FROM {STAGE}{table} "  # noqa: S608 - ours
                    f"WHERE {column} NOT IN (SELECT id FROM {STAGE}person)"
                )
            self._database.rows(
                f"DELETE FROM {STAGE}outcome "  # noqa: S608 - ours
                f"WHERE kind = 'person' AND target NOT IN (SELECT id FROM {STAGE}person)"
            )
            gone = frozenset(
                Ref(kind, found_id)
                for kind in (Kind.PERSON, Kind.UNIT)
                for (found_id,) in self._database.rows(
                    f"SELECT id FROM {kind.value} "  # noqa: S608 - ours
                    f"WHERE id NOT IN (SELECT id FROM {STAGE}{kind.value})"
                )
            )
            self._database.script(drop_objects())
            self._database.script(rename_objects())
            self._database.script(OBJECT_INDEXES)
            unsent = self._forget_absent()
            self._database.rows("DELETE FROM image")
            meta.put(self._database, meta.STATE, state)
            meta.put_moment(self._database, meta.CONTACT, contact)
            meta.put(self._database, meta.REVISION, revision)
            meta.put(self._database, meta.REMOVAL, revision)
            meta.put(self._database, meta.FILL, None)
            meta.put(self._database, meta.FILL_STATE, None)
            if service is not None:
                meta.put_service(self._database, service)
        self._fill = None
        self._wipe()
        return Applied(frozenset(), gone, unsent)

    def _forget_absent(self) -> int:
        """Remove recents, favourites and outbox items of whom the copy does not know; return the unsent."""
        for table in ("recent", "favourite"):
            for kind in (Kind.PERSON, Kind.UNIT):
                self._database.rows(
                    f"DELETE FROM {table} WHERE kind = ? "  # noqa: S608 - ours
                    f"AND id NOT IN (SELECT id FROM {kind.value})",
                    (kind.value,),
                )
        self._database.rows(
            "DELETE FROM outbox WHERE target_kind = 'person' AND target NOT IN (SELECT id FROM person)"
        )
        return self._database.changed()

    def abort_fill(self) -> None:
        """Give the staging area up."""
        with self._database.transaction():
            if self._fill is not None and meta.get(self._database, meta.FILL) == self._fill:
                self._drop_stage()
        self._fill = None
        self._wipe()

    def _drop_stage(self) -> None:
        self._database.script(drop_objects(STAGE))
        meta.put(self._database, meta.FILL, None)
        meta.put(self._database, meta.FILL_STATE, None)

    def apply(self, items: Sequence[DirectoryObject | Tombstone], state: str, contact: datetime) -> Applied:
        """Take in one page of changes and its state, in one transaction. The same page again does no harm.

        A person's tombstone (or a person who is shielded, which should not be served) removes all that is
        known of them: absences, presence, outcomes, recents, favourites, what waits in the outbox, and the
        mention of them as somebody's alternate or manager.
        """
        page = _Page()
        with self._database.transaction():
            if meta.get(self._database, meta.FILL) is not None:
                # A staging area may hold somebody whom this page removes.
                self._drop_stage()
            revision = meta.get_number(self._database, meta.REVISION) + 1
            for item in items:
                self._apply_one(item, page, revision)
            if page.removed:
                self._database.rows("DELETE FROM image")
                meta.put(self._database, meta.REMOVAL, revision)
            if page.objects_changed:
                meta.put(self._database, meta.REVISION, revision)
            meta.put(self._database, meta.STATE, state)
            meta.put_moment(self._database, meta.CONTACT, contact)
        if page.wipe or self._unwiped:
            self._wipe()
        return Applied(frozenset(page.changed | page.removed), frozenset(page.removed), page.unsent)

    def _apply_one(self, item: DirectoryObject | Tombstone, page: _Page, revision: int) -> None:
        if isinstance(item, Tombstone):
            self._remove(item.ref, page, revision)
            return
        if isinstance(item, Person) and item.protection is Protection.SHIELDED:
            self._remove(item.ref, page, revision)
            return
        page.changed.update(self._owners(item.ref))
        if isinstance(item, Person | Unit):
            page.objects_changed = True
            page.removed.discard(item.ref)
            self._database.rows(
                "DELETE FROM mention WHERE kind = ? AND owner = ?", (item.ref.kind.value, item.id)
            )
        page.changed.add(_owner(item))
        rows = Rows(revision)
        rows.add(item)
        rows.write(self._database)

    def _owners(self, ref: Ref) -> set[Ref]:
        """Return whom a stored absence, presence or outcome is about."""
        match ref.kind:
            case Kind.ABSENCE:
                person = self._database.one("SELECT person FROM absence WHERE id = ?", (ref.id,))
                return set() if person is None else {Ref(Kind.PERSON, person)}
            case Kind.OUTCOME:
                rows = self._database.rows("SELECT kind, target FROM outcome WHERE id = ?", (ref.id,))
                return {Ref(Kind(kind), target) for kind, target in rows}
            case Kind.PRESENCE:
                return {Ref(Kind.PERSON, ref.id)}
            case _:
                return {ref}

    def _remove(self, ref: Ref, page: _Page, revision: int) -> None:
        page.wipe = True
        if ref.kind not in (Kind.PERSON, Kind.UNIT):
            page.changed.update(self._owners(ref))
            self._database.rows(f"DELETE FROM {ref.kind.value} WHERE id = ?", (ref.id,))  # noqa: S608 - ours
            return
        page.objects_changed = True
        page.removed.add(ref)
        page.changed.discard(ref)
        if ref.kind is Kind.PERSON:
            page.changed.update(remove_persons(self._database, [ref.id], revision))
            self._database.rows(
                "DELETE FROM outbox WHERE target_kind = ? AND target = ?", (ref.kind.value, ref.id)
            )
            page.unsent += self._database.changed()
        else:
            self._database.rows("DELETE FROM unit WHERE id = ?", (ref.id,))
            self._database.rows("DELETE FROM mention WHERE kind = 'unit' AND owner = ?", (ref.id,))
            self._database.rows("DELETE FROM outcome WHERE kind = 'unit' AND target = ?", (ref.id,))
        for table in ("recent", "favourite"):
            self._database.rows(
                f"DELETE FROM {table} WHERE kind = ? AND id = ?",  # noqa: S608 - ours
                (ref.kind.value, ref.id),
            )

    def touch(self, contact: datetime) -> None:
        """Note that the copy equalled the directory at this time."""
        with self._database.transaction():
            meta.put_moment(self._database, meta.CONTACT, contact)
        if self._unwiped:
            self._wipe()

    def set_service(self, service: Service) -> None:
        """Note the directory's name, country, zone and languages."""
        with self._database.transaction():
            meta.put_service(self._database, service)

    def _wipe(self) -> None:
        """Have the log emptied, in which removed content may stand; later, if a reader is in the way."""
        self._unwiped = not self._database.checkpoint()

    def close(self) -> None:
        """Close the connection."""
        self._database.close()


class _Page:
    """What applying one page has found out so far."""

    def __init__(self) -> None:
        self.changed: set[Ref] = set()
        self.removed: set[Ref] = set()
        self.unsent = 0
        self.objects_changed = False
        self.wipe = False


def _owner(item: DirectoryObject) -> Ref:
    match item:
        case Absence():
            return Ref(Kind.PERSON, item.person)
        case Presence():
            return Ref(Kind.PERSON, item.id)
        case Outcome():
            return outcome_target(item)
        case _:
            return item.ref
