"""What single rows of the store say."""

from __future__ import annotations

from collections.abc import Mapping

import apsw

from switchboard.directory import wire
from switchboard.domain.model import DirectoryObject, Kind, Service, Tombstone
from switchboard.gateway.database import query

_PLURALS = {
    Kind.PERSON: "persons",
    Kind.UNIT: "units",
    Kind.ABSENCE: "absences",
    Kind.PRESENCE: "presences",
    Kind.OUTCOME: "outcomes",
}


def counts(connection: apsw.Connection) -> dict[str, int]:
    """Return how many objects of each kind clients get, under the names the API uses."""
    found: Mapping[str, int] = dict(query(connection, "SELECT kind, number FROM counts"))
    return {name: found.get(kind.value, 0) for kind, name in _PLURALS.items()}


def service(connection: apsw.Connection) -> Service:
    """Return the municipality; the contract's defaults when nobody has said."""
    found = query(connection, "SELECT value FROM meta WHERE key = 'service'")
    if not found:
        return Service()
    decoded = wire.decode(found[0][0])
    assert isinstance(decoded, Service)
    return decoded


def item(raw: bytes) -> DirectoryObject:
    """Return the object that a row holds."""
    decoded = wire.decode(raw)
    assert decoded is not None
    assert not isinstance(decoded, Tombstone | Service)
    return decoded
