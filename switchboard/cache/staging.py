"""The staging area: a snapshot on its way to become the copy."""

from __future__ import annotations

import os
from collections.abc import Sequence

from switchboard.cache import meta
from switchboard.cache.database import Database
from switchboard.cache.errors import fill_lost
from switchboard.cache.records import FillCounts
from switchboard.cache.rows import Rows, remove_persons
from switchboard.cache.schema import OBJECT_INDEXES, STAGE, create_objects, drop_objects, rename_objects
from switchboard.domain.model import DirectoryObject, Kind, Person, Protection, Ref


class Staging:
    """Tables beside the copy's own. Whoever began last owns them; the caller holds the transactions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._fill: str | None = None
        self._shielded: set[str] = set()

    def begin(self, state: str) -> None:
        """Empty the staging area for a snapshot of this state."""
        fill = os.urandom(8).hex()
        self._database.script(drop_objects(STAGE))
        self._database.script(create_objects(STAGE))
        meta.put(self._database, meta.FILL, fill)
        meta.put(self._database, meta.FILL_STATE, state)
        self._fill = fill
        self._shielded.clear()

    def check(self) -> str:
        """Return the state being filled; raises :class:`FillLostError` when the area is not ours."""
        if self._fill is None or meta.get(self._database, meta.FILL) != self._fill:
            self._fill = None
            raise fill_lost()
        state = meta.get(self._database, meta.FILL_STATE)
        assert state is not None
        return state

    def rows(self, batch: Sequence[DirectoryObject], revision: int) -> Rows:
        """Return a batch as rows. Needs no transaction."""
        rows = Rows(revision)
        for item in batch:
            if isinstance(item, Person) and item.protection is Protection.SHIELDED:
                self._shielded.add(item.id)
            else:
                rows.add(item)
        return rows

    def counts(self) -> FillCounts:
        """Say what a swap would do to the number of people."""
        (row,) = self._database.rows(
            f"SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM {STAGE}person), "  # noqa: S608 - ours
            f"(SELECT count(*) FROM person WHERE id NOT IN (SELECT id FROM {STAGE}person))"
        )
        return FillCounts(*row)

    def gone(self) -> frozenset[Ref]:
        """Return the persons and units of the copy that are not in the staging area."""
        return frozenset(
            Ref(kind, found_id)
            for kind in (Kind.PERSON, Kind.UNIT)
            for (found_id,) in self._database.rows(
                f"SELECT id FROM {kind.value} WHERE id NOT IN (SELECT id FROM {STAGE}{kind.value})"  # noqa: S608 - ours
            )
        )

    def replace(self, revision: int) -> None:
        """Drop the copy's tables and put the staged ones in their places."""
        if self._shielded:
            self._database.script(f"CREATE INDEX {STAGE}mention_person ON {STAGE}mention (person)")
            remove_persons(self._database, sorted(self._shielded), revision, STAGE)
            self._database.script(f"DROP INDEX {STAGE}mention_person")
        for table, column, where in (
            ("absence", "person", ""),
            ("presence", "id", ""),
            ("outcome", "target", "kind = 'person' AND "),
        ):
            self._database.rows(
                f"DELETE FROM {STAGE}{table} "  # noqa: S608 - ours
                f"WHERE {where}{column} NOT IN (SELECT id FROM {STAGE}person)"
            )
        self._database.script(drop_objects())
        self._database.script(rename_objects())
        self._database.script(OBJECT_INDEXES)
        self._release()

    def give_up(self) -> bool:
        """Drop the staging area, whoever owns it; return whether there was one."""
        if meta.get(self._database, meta.FILL) is None:
            return False
        self._database.script(drop_objects(STAGE))
        self._release()
        return True

    def is_ours(self) -> bool:
        """Whether this object began the fill that is under way."""
        return self._fill is not None and meta.get(self._database, meta.FILL) == self._fill

    def _release(self) -> None:
        meta.put(self._database, meta.FILL, None)
        meta.put(self._database, meta.FILL_STATE, None)
        self._fill = None
        self._shielded.clear()
