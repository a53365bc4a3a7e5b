"""Reading the local copy: a :class:`~switchboard.domain.view.DirectoryView` over one connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from switchboard.cache import meta
from switchboard.cache.database import Blob, Database
from switchboard.cache.errors import CacheError, Overtaken
from switchboard.cache.keep import Keep
from switchboard.cache.outbox import Outbox
from switchboard.cache.records import Outgoing, OutgoingKind
from switchboard.cache.roster import Followed
from switchboard.cache.signs import ASKED, HEARD_OF, OF_PEOPLE, Signs
from switchboard.cache.whole_reader import BRIEF, WHOLE, WholeReader
from switchboard.directory.own import read_service
from switchboard.domain.brief import PersonBrief, UnitBrief
from switchboard.domain.model import Absence, Kind, Outcome, Person, Presence, Ref, Service, Unit

_SIGNS, _OUTCOMES = "signs", "outcomes"
"""Kinds of what is kept: all that is known of how a person is, and what came of calls to a unit."""
_PEOPLE = "SELECT id, data FROM person WHERE id"
_UNITS = "SELECT id, data FROM unit WHERE id"
_UNIT_OUTCOMES = "SELECT target, data FROM outcome WHERE kind = 'unit' AND target"


class CacheReader(WholeReader):
    """The copy as it is now; every call sees what was committed last. It belongs to one thread.

    What the outbox holds counts already: an outcome or absence that waits to be sent is answered like one
    that the directory served, and an absence whose end waits is not.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._version = -1
        self._keep = Keep(self._reading)
        self._meta: dict[str, str] = {}
        self._service = Service()
        self._contact: datetime | None = None
        self._pending: dict[Ref, list[Outgoing]] = {}
        self._held = False
        self._until: Callable[[], bool] | None = None
        self._roster = Followed(database, self._reading("person brief"))
        self._known_signs = Signs(database, self._reading(_SIGNS))

    @contextmanager
    def held(self, until: Callable[[], bool] | None = None) -> Iterator[CacheReader]:
        """Hold the copy still: inside, every call sees the same commit, and looks for no newer one.

        Once ``until`` comes true every call raises :class:`Overtaken`.
        """
        try:
            # Two statements at once: every key asks.
            self._follow(self._database.one("BEGIN; PRAGMA data_version"))
            self._held, self._until = True, until
            yield self
        finally:
            self._held, self._until = False, None
            # A connection that is broken has nothing to end, and has said so already.
            with suppress(CacheError):
                self._database.rows("COMMIT")

    def look_up(self) -> None:
        """Raise :class:`Overtaken` when what the copy is held for is wanted no more."""
        self._refresh()

    def _refresh(self) -> None:
        if self._held:
            if self._until is not None and self._until():
                raise Overtaken
            return
        self._follow(self._database.one("PRAGMA data_version"))

    def _follow(self, version: int) -> None:
        # SQLite changes this number whenever another connection has committed.
        if version != self._version:
            self._version = version
            self._keep.age()
            self._meta = dict(self._database.rows("SELECT name, value FROM meta"))
            self._roster.follow(self._meta)
            self._known_signs.follow(self._meta)
            service = self._meta.get(meta.SERVICE)
            self._service = Service() if service is None else self._careful(read_service)(service)
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

    def _answer(self, table: str, key: str, sql: str) -> tuple[Any, ...]:
        """Return the objects of a query for one key, decoded again only when the bytes have changed."""
        self._refresh()
        known = self._keep.get(table, key)
        if known is not None:
            return known
        return self._keep.put(table, key, [data for (_, data) in self._database.rows(sql, (key,))])

    def learn(self) -> Iterator[None]:
        """Take everybody into memory in brief, and how they are, a little at each step, so that no row has to
        be read. When somebody is removed all of it is given up; :attr:`learned` says whether it is there."""
        known: Signs | Followed
        while not ((known := self._known_signs).settled and (known := self._roster).settled):
            self._refresh()
            yield from known.learn(self._meta)
            self._refresh()
            # Of what was committed meanwhile an earlier refresh may have heard.
            known.follow(self._meta)

    @property
    def learned(self) -> bool:
        """Whether briefs come out of memory, and signs, unless there are too many."""
        self._refresh()
        return self._roster.current and self._known_signs.settled

    @property
    def hours(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """All work hours and all phone hours of those who are :attr:`learned`; there are few dozen."""
        return self._roster.hours

    def person_brief(self, person_id: str) -> PersonBrief | None:
        """Return the person in brief, or ``None``."""
        self._refresh()
        if (found := self._roster.person(person_id)) is not None:
            return found
        answer = self._answer("person brief", person_id, f"{_PEOPLE} = ?")
        return answer[0] if answer else None

    def unit_brief(self, unit_id: str) -> UnitBrief | None:
        """Return the unit in brief, or ``None``."""
        self._refresh()
        if (found := self._roster.unit(unit_id)) is not None:
            return found
        answer = self._answer("unit brief", unit_id, f"{_UNITS} = ?")
        return answer[0] if answer else None

    def unit_name(self, unit_id: str) -> str:
        """Return what a unit is called; nothing for one that is not there."""
        self._refresh()
        name = self._roster.unit_name(unit_id)
        if name is not None:
            return name
        unit = self.unit_brief(unit_id)
        return "" if unit is None else unit.name

    def prepare(self, refs: Iterable[Ref], *, brief: bool = False) -> None:
        """Fetch at once what :meth:`person` and :meth:`unit` (or their briefs alone), :meth:`absences`,
        :meth:`presence` and :meth:`outcomes` (with briefs no unit's) will be asked about these people, units,
        and the units right above them."""
        wanted = tuple(refs)
        if not wanted:
            return
        self._refresh()
        people = [ref.id for ref in wanted if ref.kind is Kind.PERSON]
        units = [ref.id for ref in wanted if ref.kind is Kind.UNIT]
        if not self._known_signs.current:
            self._fetch(_SIGNS, people, OF_PEOPLE)
        if not brief:
            self._fetch(_OUTCOMES, units, f"{_UNIT_OUTCOMES} {ASKED}")
        elif self._roster.current:
            return
        of_person, of_unit = BRIEF if brief else WHOLE
        self._fetch(of_person, people, f"{_PEOPLE} {ASKED}")
        self._fetch(of_unit, units, f"{_UNITS} {ASKED}")
        above = {found.unit for key in people for found in self._keep.get(of_person, key) or ()}
        above |= {found.parent for key in units for found in self._keep.get(of_unit, key) or ()}
        self._fetch(of_unit, filter(None, above), f"{_UNITS} {ASKED}")

    def _fetch(self, table: str, keys: Iterable[str], sql: str) -> None:
        missing = self._keep.missing(table, keys)
        if not missing:
            return
        found: dict[str, list[bytes]] = {}
        for key, data in self._database.rows(sql, (json.dumps(missing),)):
            found.setdefault(key, []).append(data)
        self._keep.put_all(table, missing, found)

    def person(self, person_id: str) -> Person | None:
        """Return the person, or ``None``."""
        found = self._answer("person", person_id, f"{_PEOPLE} = ?")
        return found[0] if found else None

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit, or ``None``."""
        found = self._answer("unit", unit_id, f"{_UNITS} = ?")
        return found[0] if found else None

    def _signs(self, person_id: str) -> tuple[Absence | Presence | Outcome, ...]:
        """All that the directory served of how somebody is."""
        self._refresh()
        known = self._known_signs.of(person_id)
        if known is None:
            known = self._keep.get(_SIGNS, person_id)
        if known is None:
            self._fetch(_SIGNS, (person_id,), OF_PEOPLE)
            known = self._keep.get(_SIGNS, person_id)
            assert known is not None
        return known

    def silent(self, person_id: str) -> bool:
        """Return whether there is no absence, presence or outcome of a person, which holds for most."""
        if self._signs(person_id):
            return False
        return not self._pending or Ref(Kind.PERSON, person_id) not in self._pending

    @property
    def waiting(self) -> frozenset[tuple[Ref, str]]:
        """Everything that the outbox holds, by whom it is about and its own id."""
        self._refresh()
        return frozenset([(ref, item.id) for ref, items in self._pending.items() for item in items])

    def heard_of(self) -> set[str]:
        """Return everybody of whom there is an absence, presence or outcome: nobody else can be available,
        only not registered or off duty."""
        self._refresh()
        waiting = {ref.id for ref in self._pending if ref.kind is Kind.PERSON}
        known = self._known_signs.people()
        if known is None:
            known = [person for (person,) in self._database.rows(HEARD_OF)]
        return waiting.union(known)

    def absences(self, person_id: str) -> Sequence[Absence]:
        """Return the person's absences, in no particular order."""
        signs = self._signs(person_id)
        served = tuple([sign for sign in signs if isinstance(sign, Absence)]) if signs else ()
        if not self._pending or not (waiting := self._pending.get(Ref(Kind.PERSON, person_id))):
            return served
        found = {absence.id: absence for absence in served}
        for item in waiting:
            if item.kind is OutgoingKind.END_ABSENCE:
                found.pop(item.id, None)
            elif item.kind is OutgoingKind.ABSENCE:
                found.setdefault(item.id, self._waiting(item))
        return tuple(found.values())

    def presence(self, person_id: str) -> Presence | None:
        """Return what is known of the person's presence, or ``None``."""
        return next((sign for sign in self._signs(person_id) if isinstance(sign, Presence)), None)

    def outcomes(self, ref: Ref) -> Sequence[Outcome]:
        """Return the outcomes of calls to a person or a unit, in no particular order."""
        if ref.kind is Kind.PERSON:
            signs = self._signs(ref.id)
            served = tuple([sign for sign in signs if isinstance(sign, Outcome)]) if signs else ()
        else:
            served = self._answer(_OUTCOMES, ref.id, f"{_UNIT_OUTCOMES} = ?")
        if not self._pending or not (waiting := self._pending.get(ref)):
            return served
        found = {outcome.id: outcome for outcome in served}
        for item in waiting:
            if item.kind is OutgoingKind.OUTCOME:
                found.setdefault(item.id, self._waiting(item))
        return tuple(found.values())

    def _waiting(self, item: Outgoing) -> Any:
        return self._careful(Outgoing.item)(item)

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

    def close(self) -> None:
        """Close the connection."""
        self._database.close()
