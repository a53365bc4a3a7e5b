"""The few single values of a copy: its state, its last contact, its service, its revision."""

from __future__ import annotations

from datetime import datetime

from switchboard.cache.database import Database
from switchboard.domain.model import Service

STATE = "state"
OUTDATED = "of an older program"
"""The state of a copy that an older program wrote with weaker rules; no service is asked about it."""
CONTACT = "contact"
SERVICE = "service"
REVISION = "revision"
"""Counts the changes of persons and units."""
REMOVAL = "removal"
"""The revision of the last removal of somebody: an image from before it may still know them."""
STIRS = "stirs"
"""Counts the pages that changed how people are; the table ``stirred`` says in which somebody did last."""
STIRS_KEPT = 200
"""Of so many pages back ``stirred`` knows."""
FILL = "fill"
"""The random name of the fill that owns the staging area."""
FILL_STATE = "fill-state"


def get(database: Database, name: str) -> str | None:
    """Return a text value, or ``None``."""
    value: str | None = database.one("SELECT value FROM meta WHERE name = ?", (name,))
    return value


def get_number(database: Database, name: str) -> int:
    """Return a whole number, 0 when there is none."""
    return int(get(database, name) or 0)


def put(database: Database, name: str, value: str | int | None) -> None:
    """Set a value; ``None`` removes it."""
    if value is None:
        database.rows("DELETE FROM meta WHERE name = ?", (name,))
    else:
        database.rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, str(value)))


def get_moment(database: Database, name: str) -> datetime | None:
    """Return a point in time, or ``None``."""
    value = get(database, name)
    return None if value is None else datetime.fromisoformat(value)


def put_moment(database: Database, name: str, value: datetime) -> None:
    """Set a point in time.

    Raises:
        ValueError: it has no zone.
    """
    if value.tzinfo is None:
        raise ValueError("a moment needs a zone")
    put(database, name, value.isoformat())


def put_service(database: Database, service: Service) -> None:
    """Set the service."""
    from switchboard.directory.wire import encode

    put(database, SERVICE, encode(service).decode())
