"""One commit: what changes, what that changes for others, and what of it clients see."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import apsw

from switchboard.directory import wire
from switchboard.domain.model import Absence, DirectoryObject, Kind, Outcome, Person, Presence, Ref, Tombstone
from switchboard.domain.record import record
from switchboard.gateway import history, rows
from switchboard.gateway.database import query
from switchboard.gateway.shielding import Level, level, mentioned, served

_SELECT = "SELECT rowid, seq, born, level, visible, raw, served FROM objects WHERE kind = ? AND id = ?"
_INSERT = (
    "INSERT INTO objects (seq, born, level, visible, raw, served, kind, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE = "UPDATE objects SET seq = ?, born = ?, level = ?, visible = ?, raw = ?, served = ? WHERE rowid = ?"
_DEPENDANTS = (Kind.ABSENCE, Kind.PRESENCE, Kind.OUTCOME)


@record(slots=True)
class _Row:
    """What the database holds of one object; ``rowid`` 0 when nothing."""

    rowid: int = 0
    seq: int = 0
    born: int = 0
    level: int = 0
    visible: int = 0
    raw: bytes | None = None
    served: bytes | None = None

    @property
    def seen(self) -> bytes | None:
        """What clients get."""
        return (self.served or self.raw) if self.visible else None


@record(slots=True)
class _Change:
    old: _Row
    item: DirectoryObject | None
    raw: bytes | None


class Commit:
    """The work of one commit, inside a transaction that the store holds. Use once."""

    def __init__(self, connection: apsw.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._seq = self._first = history.last(connection)
        self._levels: dict[str, Level] = {}
        self._changes: dict[Ref, _Change] = {}
        self._counts: dict[str, int] = {}
        self._filled = bool(query(connection, "SELECT 1 FROM objects LIMIT 1"))

    def run(self, items: Iterable[DirectoryObject | Tombstone]) -> bool:
        """Write the items, the last one of each object; return whether clients see a change."""
        batch: dict[Ref, DirectoryObject | Tombstone] = {}
        for item in items:
            batch.pop(item.ref, None)
            batch[item.ref] = item
        self._with_dependants_of_the_deleted(batch)
        self._gather_dependants(self._gather(batch))
        for ref, change in self._changes.items():
            self._write(ref, change)
        for kind, number in self._counts.items():
            self._connection.execute(
                "INSERT INTO counts VALUES (?, ?) "
                "ON CONFLICT DO UPDATE SET number = number + excluded.number",
                (kind, number),
            )
        if self._seq == self._first:
            return False
        self._connection.execute(
            "INSERT INTO commits VALUES (?, ?, ?)",
            (self._seq, secrets.token_hex(4), int(self._now.timestamp())),
        )
        return True

    def _with_dependants_of_the_deleted(self, batch: dict[Ref, DirectoryObject | Tombstone]) -> None:
        # Nobody can ask for a deleted person's absences, and keeping them would keep a record of the person.
        deleted = {
            ref.id for ref, item in batch.items() if ref.kind is Kind.PERSON and isinstance(item, Tombstone)
        }
        if not deleted:
            return
        theirs = [ref for ref, item in batch.items() if _whose(item) in deleted]
        for person in deleted:
            theirs += [ref for ref in self._mentioning(person) if ref.kind in _DEPENDANTS]
            self._connection.execute("DELETE FROM messages WHERE person = ?", (person,))
        for ref in theirs:
            batch[ref] = Tombstone(ref)

    def _gather(self, batch: dict[Ref, DirectoryObject | Tombstone]) -> list[str]:
        """Note what differs from the database; return the people who are now served more or less."""
        flipped = []
        for ref, item in batch.items():
            old = self._row(ref)
            raw = None if isinstance(item, Tombstone) else wire.encode(item)
            if raw == old.raw:
                continue
            self._changes[ref] = _Change(old, None if isinstance(item, Tombstone) else item, raw)
            if ref.kind is Kind.PERSON:
                new = level(item) if isinstance(item, Person) else Level.ABSENT
                self._levels[ref.id] = new
                if new != old.level:
                    flipped.append(ref.id)
        return flipped

    def _gather_dependants(self, flipped: list[str]) -> None:
        if not self._filled:
            return
        for person in flipped:
            for ref in self._mentioning(person):
                if ref in self._changes:
                    continue
                row = self._row(ref)
                if row.raw is not None:
                    self._changes[ref] = _Change(row, rows.item(row.raw), row.raw)

    def _mentioning(self, person: str) -> list[Ref]:
        found = query(self._connection, "SELECT kind, id FROM mentions WHERE person = ?", (person,))
        return [*(Ref(Kind(kind), id_) for kind, id_ in found), Ref(Kind.PRESENCE, person)]

    def _row(self, ref: Ref) -> _Row:
        if not self._filled:
            return _Row()
        found = query(self._connection, _SELECT, (ref.kind.value, ref.id))
        return _Row(*found[0]) if found else _Row()

    def _level_of(self, person: str) -> Level:
        known = self._levels.get(person)
        if known is None:
            found = query(
                self._connection, "SELECT level FROM objects WHERE kind = 'person' AND id = ?", (person,)
            )
            known = self._levels[person] = Level(found[0][0] if found else 0)
        return known

    def _write(self, ref: Ref, change: _Change) -> None:
        old, raw = change.old, change.raw
        seen = self._seen(change)
        seq, born = old.seq, old.born
        if seen != old.seen:
            self._seq += 1
            seq = self._seq
            if seen is not None:
                # While its tombstone is still told, the first appearance counts: who knew it then must hear.
                born = born or seq
            shown = int(seen is not None) - int(old.seen is not None)
            if shown:
                self._counts[ref.kind.value] = self._counts.get(ref.kind.value, 0) + shown
        found = int(level(change.item)) if isinstance(change.item, Person) else 0
        values = (seq, born, found, int(seen is not None), raw, None if seen == raw else seen)
        if raw is None and seq == 0:
            self._connection.execute("DELETE FROM objects WHERE rowid = ?", (old.rowid,))
        elif old.rowid:
            self._connection.execute(_UPDATE, (*values, old.rowid))
        else:
            self._connection.execute(_INSERT, (*values, ref.kind.value, ref.id))
        if raw != old.raw:
            self._write_mentions(ref, change)

    def _write_mentions(self, ref: Ref, change: _Change) -> None:
        new = set() if change.item is None else set(mentioned(change.item))
        old = set() if change.old.raw is None else set(mentioned(rows.item(change.old.raw)))
        for person in old - new:
            self._connection.execute(
                "DELETE FROM mentions WHERE person = ? AND kind = ? AND id = ?",
                (person, ref.kind.value, ref.id),
            )
        for person in new - old:
            self._connection.execute(
                "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?)", (person, ref.kind.value, ref.id)
            )

    def _seen(self, change: _Change) -> bytes | None:
        """Return what clients get from now on; every object they get says when it was updated."""
        if change.item is None:
            return None
        shown = served(change.item, self._level_of)
        if shown is None:
            return None
        if shown.updated is not None:
            return change.raw if shown is change.item else wire.encode(shown)
        before = change.old.seen
        if before is not None:
            same = wire.encode(replace(shown, updated=rows.item(before).updated))
            if same == before:
                return before
        return wire.encode(replace(shown, updated=self._now))


def _whose(item: DirectoryObject | Tombstone) -> str | None:
    """Return the person without whom the object would be of nobody."""
    match item:
        case Absence() | Outcome():
            return item.person
        case Presence():
            return item.id
    return None
