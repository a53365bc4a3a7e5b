"""Saving from a copy that is put aside what only we know: the directory can give back the rest."""

from __future__ import annotations

import contextlib
from typing import Any

import apsw

from switchboard.cache.database import Database, Place
from switchboard.cache.errors import CacheError

_OWN = {
    "outbox": "seq, id, kind, body, target_kind, target, created, attempts, problem, sent",
    "favourite": "kind, id, since",
    "recent": "kind, id, last, count",
}


def save(place: Place) -> dict[str, list[Any]]:
    """Return what can still be read of outbox, favourites and recents, by table."""
    saved: dict[str, list[Any]] = {}
    try:
        database = Database(place)
    except CacheError:
        return saved
    for table, columns in _OWN.items():
        # A newer program may have other columns, and a damaged page may be anywhere.
        with contextlib.suppress(CacheError, apsw.Error):
            saved[table] = database.rows(f"SELECT {columns} FROM {table}")  # noqa: S608 - ours
    with contextlib.suppress(CacheError, apsw.Error):
        database.close()
    return saved


def restore(database: Database, saved: dict[str, list[Any]]) -> None:
    """Put what was saved into a new copy; a row that does not fit is left out."""
    with database.transaction():
        for table, rows in saved.items():
            columns = _OWN[table]
            places = ", ".join("?" for _ in columns.split(","))
            for row in rows:
                with contextlib.suppress(apsw.ConstraintError):
                    database.rows(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)  # noqa: S608 - ours
