"""Reading all there is of a kind, or all that has changed: from one end of the copy to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from switchboard.cache.errors import damaged
from switchboard.cache.records import Counts
from switchboard.cache.use_reader import UseReader
from switchboard.directory.own import read_brief, read_sign
from switchboard.directory.wire_error import WireError
from switchboard.domain.model import Absence, Kind, Outcome, Person, Presence, Ref, Unit

_CHUNK = 1_000
WHOLE = "person", "unit"
"""The kinds of people and units as they are kept whole."""
BRIEF = "person brief", "unit brief"
"""The same in brief."""


class WholeReader(UseReader):
    """Everybody and everything. It belongs to one thread."""

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
        last, read = "", self._reading(table)
        while chunk := self._database.rows(
            f"SELECT id, data FROM {table} WHERE id > ? ORDER BY id LIMIT {_CHUNK}",  # noqa: S608 - ours
            (last,),
        ):
            for _, data in chunk:
                yield read(data)
            last = chunk[-1][0]

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

    def counts(self) -> Counts:
        """Return how much of everything the copy holds."""
        (row,) = self._database.rows(
            "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM unit), "
            "(SELECT count(*) FROM absence), (SELECT count(*) FROM presence), "
            "(SELECT count(*) FROM outcome), (SELECT count(*) FROM outbox WHERE NOT sent)"
        )
        return Counts(*row)

    def _reading(self, kind: str) -> Callable[[Any], Any]:
        """Return what objects of a kind are read with: a table's, or people's and units' in brief."""
        read: Callable[[bytes], Any] = read_sign
        if kind in BRIEF:
            read = read_brief
        elif kind in WHOLE:
            # Nobody whole is needed for the first answer.
            from switchboard.directory.whole import read_whole

            read = read_whole

        return self._careful(read)

    def _careful(self, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """What cannot be read we wrote ourselves: the copy is broken, or of another program's version."""

        def careful(data: Any) -> Any:
            try:
                return read(data)
            except WireError:
                self._database.mark_damaged()
                raise damaged() from None

        return careful
