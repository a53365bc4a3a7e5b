"""From the directory's objects to rows of the object tables, and the removal of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from switchboard.cache.database import Database
from switchboard.directory.wire import decode, encode
from switchboard.domain.disclosure import without_masked
from switchboard.domain.model import (
    Absence,
    Alternate,
    DirectoryObject,
    Kind,
    Outcome,
    Person,
    Presence,
    Protection,
    Ref,
    Unit,
)
from switchboard.domain.view import outcome_target

_COLUMNS = {
    Kind.PERSON: ("id", "unit", "revision", "data"),
    Kind.UNIT: ("id", "parent", "revision", "data"),
    Kind.ABSENCE: ("id", "person", "data"),
    Kind.PRESENCE: ("id", "data"),
    Kind.OUTCOME: ("id", "kind", "target", "data"),
}


def _put(kind: Kind, prefix: str) -> str:
    """Return the statement that puts a row in, or in the place of the one with its id."""
    columns = _COLUMNS[kind]
    # Not INSERT OR REPLACE: that would move every changed row to the table's end.
    return (
        f"INSERT INTO {prefix}{kind.value} ({', '.join(columns)}) "  # noqa: S608 - ours
        f"VALUES ({', '.join('?' * len(columns))}) ON CONFLICT (id) DO UPDATE SET "
        + ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    )


class Rows:
    """Objects turned into rows, grouped by table, so that each table gets one prepared statement."""

    def __init__(self, revision: int) -> None:
        self._revision = revision
        self._rows: dict[Kind, list[tuple[Any, ...]]] = {kind: [] for kind in Kind}
        self.mentions: list[tuple[str, str, str]] = []

    def add(self, item: DirectoryObject) -> None:
        """Take one object in. A shielded person must not come here."""
        match item:
            case Person() | Unit():
                item = without_masked(item)
        data = encode(item)
        match item:
            case Person():
                assert item.protection is not Protection.SHIELDED
                self._rows[Kind.PERSON].append((item.id, item.unit, self._revision, data))
                self._mention(Kind.PERSON, item.id, item.alternates, item.manager)
            case Unit():
                self._rows[Kind.UNIT].append((item.id, item.parent, self._revision, data))
                self._mention(Kind.UNIT, item.id, item.alternates, None)
            case Absence():
                self._rows[Kind.ABSENCE].append((item.id, item.person, data))
            case Presence():
                self._rows[Kind.PRESENCE].append((item.id, data))
            case Outcome():
                kind, target = outcome_target(item)
                self._rows[Kind.OUTCOME].append((item.id, kind.value, target, data))

    def _mention(self, kind: Kind, owner: str, alternates: Sequence[Alternate], manager: str | None) -> None:
        spoken_of = {item.person for item in alternates if item.person is not None}
        if manager is not None:
            spoken_of.add(manager)
        for person in spoken_of:
            self.mentions.append((person, kind.value, owner))

    def write(self, database: Database, prefix: str = "") -> None:
        """Write everything taken in; the caller holds the transaction."""
        for kind, rows in self._rows.items():
            if rows:
                database.many(_put(kind, prefix), rows)
        if self.mentions:
            database.many(f"INSERT INTO {prefix}mention VALUES (?, ?, ?)", self.mentions)  # noqa: S608 - ours


def remove_persons(database: Database, persons: Iterable[str], revision: int, prefix: str = "") -> set[Ref]:
    """Remove people and what is known of them from the object tables.

    Whoever speaks of them as alternate or manager stops doing so. Return those owners. The caller holds the
    transaction.
    """
    owners: set[Ref] = set()
    for person in persons:
        for sql in (
            "DELETE FROM {}person WHERE id = ?",
            "DELETE FROM {}absence WHERE person = ?",
            "DELETE FROM {}presence WHERE id = ?",
            "DELETE FROM {}outcome WHERE kind = 'person' AND target = ?",
            "DELETE FROM {}mention WHERE kind = 'person' AND owner = ?",
        ):
            database.rows(sql.format(prefix), (person,))
        for kind, owner in database.rows(
            f"SELECT DISTINCT kind, owner FROM {prefix}mention WHERE person = ?",  # noqa: S608 - ours
            (person,),
        ):
            _silence(database, Ref(Kind(kind), owner), person, revision, prefix)
            owners.add(Ref(Kind(kind), owner))
        database.rows(f"DELETE FROM {prefix}mention WHERE person = ?", (person,))  # noqa: S608 - ours
    return owners


def _silence(database: Database, owner: Ref, person: str, revision: int, prefix: str) -> None:
    """Rewrite one object without its mentions of a person."""
    table = f"{prefix}{owner.kind.value}"
    data = database.one(f"SELECT data FROM {table} WHERE id = ?", (owner.id,))  # noqa: S608 - ours
    if data is None:
        return
    item = decode(data)
    assert isinstance(item, Person | Unit)
    alternates = tuple(alternate for alternate in item.alternates if alternate.person != person)
    if isinstance(item, Person):
        manager = None if item.manager == person else item.manager
        fresh: Person | Unit = replace(item, alternates=alternates, manager=manager)
    else:
        fresh = replace(item, alternates=alternates)
    database.rows(
        f"UPDATE {table} SET data = ?, revision = ? WHERE id = ?",  # noqa: S608 - ours
        (encode(fresh), revision, owner.id),
    )
