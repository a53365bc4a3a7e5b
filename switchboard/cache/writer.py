"""The sync lane's writer: the first fill and its swap, and changes after that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from switchboard.cache import meta
from switchboard.cache.changes import Page
from switchboard.cache.database import Database
from switchboard.cache.outbox import Outbox
from switchboard.cache.records import Applied, FillCounts
from switchboard.cache.schema import STAGE
from switchboard.cache.staging import Staging
from switchboard.domain.model import DirectoryObject, Kind, Ref, Service, Tombstone

_BATCH = 1_000


class CacheWriter:
    """Writes what the directory says. It belongs to one thread, and there should be one.

    A second process that fills takes the staging area over; the first one then gets
    :class:`FillLostError` and starts over. Every method raises :class:`CacheError`, and what it was about
    to do has then not happened at all.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._staging = Staging(database)
        self._unwiped = False
        self.outbox = Outbox(database)

    @property
    def state(self) -> str | None:
        """The directory's state that the copy equals; ``None`` when it has never been filled."""
        return meta.get(self._database, meta.STATE)

    @property
    def outdated(self) -> bool:
        """Whether an older program filled the copy with weaker rules: it answers, and a snapshot is due."""
        return self.state == meta.OUTDATED

    @property
    def contact(self) -> datetime | None:
        """When the copy was last known to equal the directory."""
        return meta.get_moment(self._database, meta.CONTACT)

    def begin_fill(self, state: str) -> None:
        """Empty the staging area for a snapshot of this state; the copy goes on answering."""
        with self._database.transaction():
            self._staging.begin(state)

    def fill(self, objects: Iterable[DirectoryObject]) -> int:
        """Put objects into the staging area, a short transaction at a time; return how many came.

        Of two with the same kind and id the later one counts. A shielded person is left out.

        Raises:
            FillLostError: the staging area is no longer ours.
        """
        revision = meta.get_number(self._database, meta.REVISION) + 1
        iterator = iter(objects)
        total = 0
        # No transaction is held while the iterator waits for the network.
        while batch := list(islice(iterator, _BATCH)):
            rows = self._staging.rows(batch, revision)
            with self._database.transaction():
                self._staging.check()
                rows.write(self._database, STAGE)
            total += len(batch)
        return total

    def fill_counts(self) -> FillCounts:
        """Say what a swap would do to the number of people; raises :class:`FillLostError`."""
        self._staging.check()
        return self._staging.counts()

    def swap(self, contact: datetime, service: Service | None = None) -> Applied:
        """Make the staging area the copy, in one transaction; what spoke of people no longer there goes.

        ``changed`` of the answer is empty, because everything may have; ``removed`` is complete.

        Raises:
            FillLostError: the staging area is no longer ours.
        """
        with self._database.transaction():
            state = self._staging.check()
            revision = meta.get_number(self._database, meta.REVISION) + 1
            gone = self._staging.gone()
            self._staging.replace(revision)
            self.outbox.confirmed()
            unsent = self._forget_absent()
            self._database.rows("DELETE FROM image")
            self._database.rows("DELETE FROM stirred")
            meta.put(self._database, meta.REVISION, revision)
            meta.put(self._database, meta.REMOVAL, revision)
            meta.put(self._database, meta.STATE, state)
            meta.put_moment(self._database, meta.CONTACT, contact)
            if service is not None:
                meta.put_service(self._database, service)
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
        """Give the staging area up, if it is ours."""
        with self._database.transaction():
            ours = self._staging.is_ours() and self._staging.give_up()
        if ours:
            self._wipe()

    def apply(self, items: Sequence[DirectoryObject | Tombstone], state: str, contact: datetime) -> Applied:
        """Take in one page of changes and its state, in one transaction. The same page again does no harm.

        A person's tombstone (or a person who is shielded, which should not be served) removes all that is
        known of them: absences, presence, outcomes, recents, favourites, what waits in the outbox, images,
        and the mention of them as somebody's alternate or manager. A fill under way has to start over.
        """
        with self._database.transaction():
            # A staging area may hold somebody whom this page removes.
            dropped = self._staging.give_up()
            self.outbox.confirmed()
            page = Page(self._database, meta.get_number(self._database, meta.REVISION) + 1)
            page.apply(items)
            if page.objects_changed:
                meta.put(self._database, meta.REVISION, page.revision)
            self._stir(page.changed)
            if page.removed:
                self._database.rows("DELETE FROM image")
                # Whoever follows the changes begins anew after a removal.
                self._database.rows("DELETE FROM stirred")
                meta.put(self._database, meta.REMOVAL, page.revision)
            meta.put(self._database, meta.STATE, state)
            meta.put_moment(self._database, meta.CONTACT, contact)
        if page.person_removed or dropped or self._unwiped:
            self._wipe()
        return Applied(frozenset(page.changed | page.removed), frozenset(page.removed), page.unsent)

    def _stir(self, changed: Iterable[Ref]) -> None:
        """Note who may be otherwise now, for readers that know how everybody is."""
        people = [ref.id for ref in changed if ref.kind is Kind.PERSON]
        if not people:
            return
        number = meta.get_number(self._database, meta.STIRS) + 1
        self._database.many(
            "INSERT INTO stirred VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET number = excluded.number",
            [(person, number) for person in people],
        )
        self._database.rows("DELETE FROM stirred WHERE number <= ?", (number - meta.STIRS_KEPT,))
        meta.put(self._database, meta.STIRS, number)

    def touch(self, contact: datetime) -> None:
        """Note that the copy equalled the directory at this time."""
        with self._database.transaction():
            self.outbox.confirmed()
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
