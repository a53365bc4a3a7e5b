"""States, and how far back changes can be told.

A state names the store, the number of the last change and a random tag of the commit that change was in. The
tag is there for a store that was restored from a backup and has gone on since: it counts through the same
numbers again, with other tags, and so refuses the states it gave out in its lost future.
"""

from __future__ import annotations

import re
from datetime import timedelta

import apsw

from switchboard.domain.record import record
from switchboard.gateway.database import query

_STATE = re.compile(r"([0-9a-f]{12})-(\d{1,15})-([0-9a-f]{8})")


class StateGone(Exception):  # noqa: N818 - a state of affairs, answered with 410
    """The changes since this state cannot be told (any more)."""


@record(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many changes, and of what age, are kept: a client further behind takes a snapshot."""

    changes: int = 200_000
    age: timedelta = timedelta(days=7)


def store_id(connection: apsw.Connection) -> str:
    """Return the random name this store was given when it was made."""
    return str(query(connection, "SELECT value FROM meta WHERE key = 'store'")[0][0])


def last(connection: apsw.Connection) -> int:
    """Return the number of the last change."""
    return int(query(connection, "SELECT max(seq) FROM commits")[0][0])


def state(connection: apsw.Connection, store: str, seq: int | None = None) -> str:
    """Return the state after change ``seq`` (the last one when ``None``)."""
    if seq is None:
        seq = last(connection)
    rows = query(connection, "SELECT tag FROM commits WHERE seq >= ? ORDER BY seq LIMIT 1", (seq,))
    return f"{store}-{seq}-{rows[0][0]}"


def parse(connection: apsw.Connection, store: str, text: str) -> int:
    """Return the number of the change a state stands for.

    Raises:
        StateGone: it is no state of this store, or one whose following changes are no longer known.
    """
    match = _STATE.fullmatch(text) if text.isascii() else None
    if match is None or match[1] != store:
        raise StateGone
    seq = int(match[2])
    if seq < horizon(connection):
        raise StateGone
    rows = query(connection, "SELECT tag FROM commits WHERE seq >= ? ORDER BY seq LIMIT 1", (seq,))
    if not rows or rows[0][0] != match[3]:
        raise StateGone
    return seq


def horizon(connection: apsw.Connection) -> int:
    """Return the oldest change after which everything is still known."""
    return int(query(connection, "SELECT value FROM meta WHERE key = 'horizon'")[0][0])


def prune(connection: apsw.Connection, limits: Limits, now: int) -> None:
    """Forget what lies beyond the limits: tombstones nobody can ask for any more, and old commits."""
    old = horizon(connection)
    (aged,) = query(
        connection, "SELECT max(seq) FROM commits WHERE at < ?", (now - int(limits.age.total_seconds()),)
    )[0]
    new = max(old, last(connection) - limits.changes, aged or 0)
    if new == old:
        return
    connection.execute("UPDATE meta SET value = ? WHERE key = 'horizon'", (new,))
    connection.execute("DELETE FROM commits WHERE seq < ?", (new,))
    connection.execute(
        "DELETE FROM objects WHERE visible = 0 AND seq > 0 AND seq <= ? AND raw IS NULL", (new,)
    )
    connection.execute(
        "UPDATE objects SET seq = 0, born = 0 WHERE visible = 0 AND seq > 0 AND seq <= ?", (new,)
    )
