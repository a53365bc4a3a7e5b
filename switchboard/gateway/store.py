"""The gateway's store: the one truth behind the API, with a history of what changed."""

from __future__ import annotations

import contextlib
import hmac
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import apsw

from switchboard.directory import wire
from switchboard.domain.model import DirectoryObject, Kind, Message, Ref, Service, Tombstone
from switchboard.domain.record import record
from switchboard.gateway import history, rows, tokens
from switchboard.gateway.database import Database, each, query
from switchboard.gateway.snapshot import Snapshot
from switchboard.gateway.snapshots import Snapshots
from switchboard.gateway.tokens import Role, Viewer
from switchboard.gateway.writer import Commit

_log = logging.getLogger(__name__)

_PAGE_BYTES = 4 << 20
_PRUNE_SECONDS = 60


@record(frozen=True, slots=True)
class Page:
    """Some changes, oldest first, each as its line of JSON; ``state`` is where the next page begins."""

    changes: tuple[bytes, ...]
    state: str
    more: bool


@record(frozen=True, slots=True)
class Held:
    """What the store holds of one object: what a source said, and whether clients get it."""

    item: DirectoryObject | None
    visible: bool


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """Objects, their history, tokens and messages in one SQLite file; ``None`` keeps all of it in memory.

    Every method may be called from any thread. Other processes may use the same file at the same time.

    Raises:
        StoreError: the file cannot be used.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        limits: history.Limits | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._limits = limits or history.Limits()
        self._clock = clock
        self._database = Database(path, now=int(clock().timestamp()))
        with self._database.reading() as connection:
            self._id = history.store_id(connection)
        self._listeners: dict[int, Callable[[], None]] = {}
        self._listening = threading.Lock()
        self._guests: dict[bytes, Viewer] = {}
        self._snapshots = Snapshots(self._database, self._id)
        self._pruned = 0.0

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what reads and close the file."""
        self._snapshots.close()
        self._database.close()

    def commit(self, items: Iterable[DirectoryObject | Tombstone], *, durable: bool = False) -> str:
        """Write objects and tombstones in one transaction; return the state after it.

        Of two items for the same object the later counts. What equals the store already is no change. With a
        person's tombstone go their absences, presence, outcomes and messages. ``durable`` waits until a power
        cut can no longer undo it.
        """
        now = self._clock()
        with self._database.transaction(durable=durable) as connection:
            changed = Commit(connection, now).run(items)
            if changed:
                self._prune(connection, now)
            state = history.state(connection, self._id)
        if changed:
            self._tell()
        return state

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep every other writer of this store object out, to look and commit in one step."""
        with self._database.writing:
            yield

    def _prune(self, connection: apsw.Connection, now: datetime) -> None:
        behind = history.last(connection) - history.horizon(connection)
        # A tenth more than allowed is kept before the oldest go, so that not every commit has to sweep.
        many = behind > self._limits.changes + self._limits.changes // 10
        if many or now.timestamp() - self._pruned >= _PRUNE_SECONDS:
            self._pruned = now.timestamp()
            history.prune(connection, self._limits, int(self._pruned))

    @property
    def state(self) -> str:
        """The state after the last commit, by this or another process."""
        with self._database.reading() as connection:
            return history.state(connection, self._id)

    def counts(self) -> dict[str, int]:
        """Return how many objects of each kind clients get: ``persons``, ``units``, ``absences`` …"""
        with self._database.reading() as connection:
            return rows.counts(connection)

    def overview(self) -> tuple[str, dict[str, int], Service]:
        """Return the state, the counts and the service, all of the same moment."""
        with self._database.reading() as connection:
            return history.state(connection, self._id), rows.counts(connection), rows.service(connection)

    @property
    def service(self) -> Service:
        """The directory's name, country, zone and languages."""
        with self._database.reading() as connection:
            return rows.service(connection)

    def set_service(self, service: Service) -> None:
        """Say which municipality this is."""
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('service', ?)", (wire.encode(service),))

    def snapshot(self) -> Snapshot:
        """Return the whole directory as of now, being read; see :meth:`Snapshot.stream`."""
        return self._snapshots.take()

    def changes(self, since: str, limit: int = 1000) -> Page:
        """Return what changed for clients since a state: at most ``limit`` objects, each at most once.

        Raises:
            StateGone: the state is not this store's, or too old.
        """
        with self._database.reading() as connection:
            start = history.parse(connection, self._id, since)
            changes: list[bytes] = []
            size, more, end = 0, False, start
            for seq, kind, id_, visible, body in each(
                connection,
                "SELECT seq, kind, id, visible, coalesce(served, raw) FROM objects "
                "WHERE seq > ?1 AND (visible = 1 OR born <= ?1) ORDER BY seq LIMIT ?2",
                (start, limit + 1),
            ):
                if len(changes) == limit or size > _PAGE_BYTES:
                    more = True
                    break
                line = body if visible else wire.encode(Tombstone(Ref(Kind(kind), id_)))
                changes.append(line)
                size += len(line)
                end = seq
            return Page(tuple(changes), history.state(connection, self._id, end if more else None), more)

    def get(self, ref: Ref) -> Held | None:
        """Return what is held of an object, ``None`` when nothing; one deleted lately has no ``item``."""
        with self._database.reading() as connection:
            found = query(
                connection,
                "SELECT raw, visible FROM objects WHERE kind = ? AND id = ?",
                (ref.kind.value, ref.id),
            )
        if not found:
            return None
        raw, visible = found[0]
        return Held(None if raw is None else rows.item(raw), bool(visible))

    def objects(self, kind: Kind | None = None) -> Iterator[DirectoryObject]:
        """Iterate over all that is held (of one kind), shielded people included: never for answers."""
        with self._database.reading() as connection:
            for (raw,) in each(
                connection,
                "SELECT raw FROM objects WHERE raw IS NOT NULL AND (?1 IS NULL OR kind = ?1) ORDER BY rowid",
                (kind and kind.value,),
            ):
                yield rows.item(raw)

    def refs(self, kind: Kind) -> set[Ref]:
        """Return which objects of a kind are held."""
        with self._database.reading() as connection:
            found = query(
                connection, "SELECT id FROM objects WHERE kind = ? AND raw IS NOT NULL", (kind.value,)
            )
        return {Ref(kind, id_) for (id_,) in found}

    def add_message(self, message: Message) -> bool:
        """Keep a message, safe from a power cut; return whether it is new."""
        received = int(self._clock().timestamp())
        with self._database.transaction(durable=True) as connection:
            connection.execute(
                "INSERT OR IGNORE INTO messages VALUES (?, ?, ?, ?)",
                (message.id, received, message.person, wire.encode_message(message)),
            )
            return bool(connection.changes())

    def messages(self) -> list[Message]:
        """Return the messages kept, oldest first."""
        with self._database.reading() as connection:
            found = query(connection, "SELECT body FROM messages ORDER BY received, id")
        return [wire.decode_message(body) for (body,) in found]

    def add_token(self, name: str, role: Role) -> str:
        """Make a token and return it; it is not kept and cannot be shown again.

        Raises:
            ExpectedError: the name cannot be used.
        """
        token = tokens.make()
        with self._database.transaction(durable=True) as connection:
            tokens.add(connection, name, role, token)
        return token

    def add_guest(self, name: str, role: Role) -> str:
        """Make a token that is good until this store object is closed, and written nowhere."""
        token = tokens.make()
        self._guests[tokens.digest(token)] = Viewer("guest", name, role)
        return token

    def tokens(self) -> list[Viewer]:
        """Return whose tokens are good, by name."""
        with self._database.reading() as connection:
            return tokens.everybody(connection)

    def remove_token(self, name: str) -> bool:
        """Make a token invalid at once; return whether there was one."""
        with self._database.transaction(durable=True) as connection:
            connection.execute("DELETE FROM tokens WHERE name = ?", (name,))
            return bool(connection.changes())

    def viewer(self, token: str) -> Viewer | None:
        """Return who holds the token; ``None`` when it is not (or no longer) good."""
        with self._database.reading() as connection:
            found = tokens.find(connection, token)
        if found is None and self._guests:
            wanted = tokens.digest(token)
            for stored, guest in self._guests.items():
                if hmac.compare_digest(stored, wanted):
                    found = guest
        return found

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Have ``listener`` called after each commit here, in its thread; return how to end that."""
        with self._listening:
            number = max(self._listeners, default=0) + 1
            self._listeners[number] = listener

        def end() -> None:
            with self._listening:
                self._listeners.pop(number, None)

        return end

    def _tell(self) -> None:
        with self._listening:
            listeners = list(self._listeners.values())
        for listener in listeners:
            listener()
