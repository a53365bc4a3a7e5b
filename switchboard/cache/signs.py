"""All signs of the copy in memory: what is known of how people are.

Of most people nothing is known but their work hours, and to learn that from the copy of a screen full of them
takes as long as to make their rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeAlias

from switchboard.cache import meta
from switchboard.cache.database import Database
from switchboard.domain.model import Absence, Kind, Outcome, Presence

MOST = 12_000
"""Where there are more than this they stay in the copy."""
_STEP = 150
"""How many are read at a time: 2 ms, which a key that is pressed meanwhile waits at most."""
MOST_AT_ONCE = 300
"""When more people than this are otherwise, all are learned anew in idle moments: a key would wait."""
ASKED = "IN (SELECT value FROM json_each(?1))"
"""Those who are asked about, as JSON."""
OF_PEOPLE = (
    f"SELECT person, data FROM absence WHERE person {ASKED} "  # noqa: S608 - ours
    f"UNION ALL SELECT id, data FROM presence WHERE id {ASKED} "
    f"UNION ALL SELECT target, data FROM outcome WHERE kind = 'person' AND target {ASKED}"
)
"""All signs of those who are asked about, and whose each is."""
HEARD_OF = (
    "SELECT person FROM absence UNION SELECT id FROM presence "
    "UNION SELECT target FROM outcome WHERE kind = 'person'"
)
"""Everybody who has any."""
Sign: TypeAlias = Absence | Presence | Outcome
_WHOSE = {Kind.ABSENCE: "person", Kind.PRESENCE: "id", Kind.OUTCOME: "target"}


class Signs:
    """Signs by person, as long as they are what the copy says. It belongs to one reader."""

    def __init__(self, database: Database, read: Callable[[bytes], Sign]) -> None:
        self._database = database
        self._read = read
        self._known: dict[str, tuple[Sign, ...]] | None = None
        self._number = 0
        self._removal: str | None = None
        self._given_up = False

    @property
    def current(self) -> bool:
        """Whether everybody's are here: then whoever has none has none."""
        return self._known is not None

    @property
    def settled(self) -> bool:
        """Whether nothing is to be learned: they are here, or too many."""
        return self._known is not None or self._given_up

    def of(self, person: str) -> tuple[Sign, ...] | None:
        """Return somebody's signs, ``None`` unless they are :attr:`current`."""
        return None if self._known is None else self._known.get(person, ())

    def people(self) -> Collection[str] | None:
        """Return everybody who has any, ``None`` unless they are :attr:`current`."""
        return None if self._known is None else self._known.keys()

    def learn(self, values: Mapping[str, str]) -> Iterator[None]:
        """Read all signs, a little at each step, from a copy with these single values or a later one."""
        number, removal = _number(values), values.get(meta.REMOVAL)
        known: dict[str, tuple[Sign, ...]] = {}
        count = 0
        for kind, column in _WHOSE.items():
            only = "kind = 'person' AND " if kind is Kind.OUTCOME else ""
            last = ""
            while chunk := self._database.rows(
                f"SELECT id, {column}, data FROM {kind.value} WHERE {only}id > ? "  # noqa: S608 - ours
                f"ORDER BY id LIMIT {_STEP}",
                (last,),
            ):
                for _, person, data in chunk:
                    known[person] = (*known.get(person, ()), self._read(data))
                count += len(chunk)
                if count > MOST:
                    self._given_up = True
                    return
                last = chunk[-1][0]
                yield
        self._known, self._number, self._removal = known, number, removal

    def follow(self, values: Mapping[str, str]) -> None:
        """The copy has changed; these are its single values now. Whoever is otherwise is read again; when
        somebody is gone, or too much has changed, everything is forgotten."""
        if self._known is None:
            return
        number = _number(values)
        if values.get(meta.REMOVAL) != self._removal or number - self._number >= meta.STIRS_KEPT:
            self._known = None
            return
        if number == self._number:
            return
        stirred = [
            person
            for (person,) in self._database.rows(
                "SELECT person FROM stirred WHERE number > ? LIMIT ?", (self._number, MOST_AT_ONCE + 1)
            )
        ]
        if len(stirred) > MOST_AT_ONCE:
            self._known = None
            return
        now: dict[str, tuple[Sign, ...]] = {}
        for person, data in self._database.rows(OF_PEOPLE, (json.dumps(stirred),)):
            now[person] = (*now.get(person, ()), self._read(data))
        for person in stirred:
            if person in now:
                self._known[person] = now[person]
            else:
                self._known.pop(person, None)
        self._number = number
        if len(self._known) > MOST:
            self._known, self._given_up = None, True


def _number(values: Mapping[str, str]) -> int:
    return int(values.get(meta.STIRS, 0))
