"""Reading the local copy: a :class:`~switchboard.domain.view.DirectoryView` over one connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from switchboard.cache import meta
from switchboard.cache.database import Blob, Database
from switchboard.cache.errors import CacheError, Overtaken, damaged
from switchboard.cache.keep import Keep
from switchboard.cache.outbox import Outbox
from switchboard.cache.records import Counts, Outgoing, OutgoingKind
from switchboard.cache.use_reader import UseReader
from switchboard.directory.own import read_back
from switchboard.directory.wire import WireError, decode
from switchboard.domain.model import Absence, Kind, Outcome, Person, Presence, Ref, Service, Unit

_CHUNK = 1_000
_OUTCOMES = {kind: f"outcome {kind.value}" for kind in (Kind.PERSON, Kind.UNIT)}
_UNITS = "SELECT id, data FROM unit WHERE id"


class CacheReader(UseReader):
    """The copy as it is now; every call sees what was committed last. It belongs to one thread.

    What the outbox holds counts already: an outcome or absence that waits to be sent is answered like one
    that the directory served, and an absence whose end waits is not.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._version = -1
        self._keep = Keep(self._decode)
        self._meta: dict[str, str] = {}
        self._service = Service()
        self._contact: datetime | None = None
        self._pending: dict[Ref, list[Outgoing]] = {}
        self._held = False
        self._until: Callable[[], bool] | None = None

    @contextmanager
    def held(self, until: Callable[[], bool] | None = None) -> Iterator[CacheReader]:
        """Hold the copy still: inside, every call sees the same commit, and looks for no newer one.

        Once ``until`` comes true every call raises :class:`Overtaken`.
        """
        self._database.rows("BEGIN")
        try:
            self._refresh()
            self._held, self._until = True, until
            yield self
        finally:
            self._held, self._until = False, None
            # A connection that is broken has nothing to end, and has said so already.
            with suppress(CacheError):
                self._database.rows("COMMIT")

    def _refresh(self) -> None:
        if self._held:
            if self._until is not None and self._until():
                raise Overtaken
            return
        # SQLite changes this number whenever another connection has committed.
        version = self._database.one("PRAGMA data_version")
        if version != self._version:
            self._version = version
            self._keep.age()
            self._meta = dict(self._database.rows("SELECT name, value FROM meta"))
            self._service = meta.get_service(self._database) or Service()
            contact = self._meta.get(meta.CONTACT)
            self._contact = None if contact is None else datetime.fromisoformat(contact)
            self._pending = {}
            for item in Outbox(self._database).unconfirmed():
                self._pending.setdefault(item.target, []).append(item)

    @property
    def service(self) -> Service:
        """The directory's country, zone and languages; the defaults before the first contact."""
        self._refresh()
        return self._service

    @property
    def contact(self) -> datetime | None:
        """When the copy was last known to equal the directory; ``None`` when never."""
        self._refresh()
        return self._contact

    @property
    def state(self) -> str | None:
        """The directory's state that this copy equals; ``None`` when it has never been filled."""
        self._refresh()
        return self._meta.get(meta.STATE)

    @property
    def revision(self) -> int:
        """A number that grows with every change of a person or unit."""
        self._refresh()
        return int(self._meta.get(meta.REVISION, 0))

    def _answer(self, table: str, key: str, sql: str, values: Sequence[str]) -> tuple[Any, ...]:
        """Return the objects of a query's ``data``, decoded again only when the bytes have changed."""
        self._refresh()
        known = self._keep.get(table, key)
        if known is not None:
            return known
        return self._keep.put(table, key, [data for (data,) in self._database.rows(sql, values)])

    def prepare(self, refs: Iterable[Ref]) -> None:
        """Fetch at once what :meth:`person`, :meth:`unit`, :meth:`absences`, :meth:`presence` and
        :meth:`outcomes` will be asked about these people, units, and the units right above them."""
        wanted = tuple(refs)
        if not wanted:
            return
        self._refresh()
        people = [ref.id for ref in wanted if ref.kind is Kind.PERSON]
        units = [ref.id for ref in wanted if ref.kind is Kind.UNIT]
        self._fetch("person", people, "SELECT id, data FROM person WHERE id")
        self._fetch("absence", people, "SELECT person, data FROM absence WHERE person")
        self._fetch("presence", people, "SELECT id, data FROM presence WHERE id")
        for kind, ids in ((Kind.PERSON, people), (Kind.UNIT, units)):
            outcomes = f"SELECT target, data FROM outcome WHERE kind = '{kind.value}' AND target"  # noqa: S608 - ours
            self._fetch(_OUTCOMES[kind], ids, outcomes)
        self._fetch("unit", units, _UNITS)
        above = {found.unit for key in people for found in self._keep.get("person", key) or ()}
        above |= {found.parent for key in units for found in self._keep.get("unit", key) or ()}
        self._fetch("unit", [unit_id for unit_id in above if unit_id is not None], _UNITS)

    def _fetch(self, table: str, keys: Iterable[str], sql: str) -> None:
        missing = self._keep.missing(table, keys)
        if not missing:
            return
        found: dict[str, list[bytes]] = {}
        for key, data in self._database.rows(
            f"{sql} IN (SELECT value FROM json_each(?))",  # noqa: S608 - ours
            (json.dumps(missing),),
        ):
            found.setdefault(key, []).append(data)
        self._keep.put_all(table, missing, found)

    def _decode(self, data: bytes, read: Callable[[bytes], Any] = read_back) -> Any:
        """Decode what the directory served; what waits in the outbox, the agent's own words, nobody has
        checked before: ``read`` it as if it came from outside."""
        try:
            return read(data)
        except WireError:
            # We wrote it ourselves, so the copy is broken or of another program's version.
            self._database.mark_damaged()
            raise damaged() from None

    def person(self, person_id: str) -> Person | None:
        """Return the person, or ``None``."""
        found = self._answer("person", person_id, "SELECT data FROM person WHERE id = ?", (person_id,))
        return found[0] if found else None

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit, or ``None``."""
        found = self._answer("unit", unit_id, "SELECT data FROM unit WHERE id = ?", (unit_id,))
        return found[0] if found else None

    def absences(self, person_id: str) -> Sequence[Absence]:
        """Return the person's absences, in no particular order."""
        served: tuple[Absence, ...] = self._answer(
            "absence", person_id, "SELECT data FROM absence WHERE person = ?", (person_id,)
        )
        if not self._pending or not (waiting := self._pending.get(Ref(Kind.PERSON, person_id))):
            return served
        found = {absence.id: absence for absence in served}
        for item in waiting:
            if item.kind is OutgoingKind.END_ABSENCE:
                found.pop(item.id, None)
            elif item.kind is OutgoingKind.ABSENCE:
                found.setdefault(item.id, self._decode(item.body, decode))
        return tuple(found.values())

    def presence(self, person_id: str) -> Presence | None:
        """Return what is known of the person's presence, or ``None``."""
        found = self._answer("presence", person_id, "SELECT data FROM presence WHERE id = ?", (person_id,))
        return found[0] if found else None

    def outcomes(self, ref: Ref) -> Sequence[Outcome]:
        """Return the outcomes of calls to a person or a unit, in no particular order."""
        served: tuple[Outcome, ...] = self._answer(
            _OUTCOMES[ref.kind],
            ref.id,
            "SELECT data FROM outcome WHERE kind = ? AND target = ?",
            (ref.kind.value, ref.id),
        )
        if not self._pending or not (waiting := self._pending.get(ref)):
            return served
        found = {outcome.id: outcome for outcome in served}
        for item in waiting:
            if item.kind is OutgoingKind.OUTCOME:
                found.setdefault(item.id, self._decode(item.body, decode))
        return tuple(found.values())

    def members(self, unit_id: str) -> Sequence[Person]:
        """Return the people whose unit this is (not those of its subunits), ordered by id."""
        return self._many("person", "unit", unit_id)

    def subunits(self, unit_id: str) -> Sequence[Unit]:
        """Return the units right below this one, ordered by id."""
        return self._many("unit", "parent", unit_id)

    def _many(self, table: str, column: str, value: str) -> tuple[Any, ...]:
        self._refresh()
        found = self._database.rows(
            f"SELECT id, data FROM {table} WHERE {column} = ? ORDER BY id",  # noqa: S608 - ours
            (value,),
        )
        return tuple([self._keep.put(table, found_id, [data])[0] for found_id, data in found])

    def persons(self) -> Iterator[Person]:
        """Iterate over everybody, ordered by id. Changes may be committed meanwhile (see ``revision``)."""
        return self._iterate("person")

    def units(self) -> Iterator[Unit]:
        """Iterate over all units, ordered by id."""
        return self._iterate("unit")

    def all_absences(self) -> Iterator[Absence]:
        """Iterate over the absences that were served, ordered by id."""
        return self._iterate("absence")

    def all_presences(self) -> Iterator[Presence]:
        """Iterate over all presences, ordered by id."""
        return self._iterate("presence")

    def all_outcomes(self) -> Iterator[Outcome]:
        """Iterate over the outcomes that were served, ordered by id."""
        return self._iterate("outcome")

    def _iterate(self, table: str) -> Iterator[Any]:
        # In chunks: an iterator that somebody forgets must not hold back writers or the log's emptying.
        last = ""
        while chunk := self._database.rows(
            f"SELECT id, data FROM {table} WHERE id > ? ORDER BY id LIMIT {_CHUNK}",  # noqa: S608 - ours
            (last,),
        ):
            for _, data in chunk:
                yield self._decode(data)
            last = chunk[-1][0]

    def counts(self) -> Counts:
        """Return how much of everything the copy holds."""
        (row,) = self._database.rows(
            "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM unit), "
            "(SELECT count(*) FROM absence), (SELECT count(*) FROM presence), "
            "(SELECT count(*) FROM outcome), (SELECT count(*) FROM outbox WHERE NOT sent)"
        )
        return Counts(*row)

    @contextmanager
    def open_image(self, name: str) -> Iterator[tuple[Blob, int] | None]:
        """Open an image for reading, without a copy of the whole; ``None`` when there is none.

        With it comes the revision that it was built from; :meth:`changed_since` says what it lacks.
        """
        with self.held():
            rows = self._database.rows("SELECT rowid, revision FROM image WHERE name = ?", (name,))
            if not rows:
                yield None
                return
            (row, revision) = rows[0]
            with self._database.blob("image", "data", row) as blob:
                yield blob, revision

    def changed_since(self, revision: int) -> tuple[Ref, ...]:
        """Return the persons and units that were put or changed after a revision (none that were removed)."""
        return tuple(
            Ref(kind, found_id)
            for kind in (Kind.PERSON, Kind.UNIT)
            for (found_id,) in self._database.rows(
                # `+` keeps the order from choosing the index: few rows are new, and all would be read.
                f"SELECT id FROM {kind.value} WHERE revision > ? ORDER BY +id",  # noqa: S608 - ours
                (revision,),
            )
        )

    def close(self) -> None:
        """Close the connection."""
        self._database.close()
