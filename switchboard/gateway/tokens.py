"""Bearer tokens: who may ask, in which role.

Only a SHA-256 digest is stored. A slow, salted hash protects what people choose; a token is 256 random bits,
which no dictionary holds and nobody can try through, so a fast digest is right and lets every request be
checked. A lookup by digest tells an attacker nothing by its duration, because nobody can choose the
beginning of a digest.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from enum import StrEnum

import apsw

from switchboard.domain.errors import ExpectedError
from switchboard.domain.record import record
from switchboard.domain.words import words
from switchboard.gateway.database import query

_TOKEN = re.compile(r"[A-Za-z0-9_~+/.\-]{16,200}=*")


class Role(StrEnum):
    """What a token may do; both roles answer calls, a lead also looks after data."""

    AGENT = "agent"
    LEAD = "lead"


@record(frozen=True, slots=True)
class Viewer:
    """Who holds a token. ``id`` is random and stands in logs where a name must not."""

    id: str
    name: str
    role: Role


def digest(token: str) -> bytes:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).digest()


def make() -> str:
    """Return a new token: 256 random bits."""
    return secrets.token_urlsafe(32)


def add(connection: apsw.Connection, name: str, role: Role, token: str) -> Viewer:
    """Store a token's digest.

    Raises:
        ExpectedError: the name is empty, too long or in use.
    """
    name = " ".join(name.split())
    if not name or len(name) > 100 or not name.isprintable():
        raise ExpectedError(words("A token's name must have 1 to 100 printable characters."))
    viewer = Viewer(secrets.token_hex(8), name, role)
    try:
        connection.execute(
            "INSERT INTO tokens VALUES (?, ?, ?, ?)", (digest(token), viewer.id, name, role.value)
        )
    except apsw.ConstraintError:
        raise ExpectedError(
            words("There is a token of this name already."),
            words("Choose another name, or remove that token first."),
        ) from None
    return viewer


def find(connection: apsw.Connection, token: str) -> Viewer | None:
    """Return who holds the token, ``None`` when nobody does."""
    if not _TOKEN.fullmatch(token):
        return None
    wanted = digest(token)
    for stored, id_, name, role in query(
        connection, "SELECT digest, id, name, role FROM tokens WHERE digest = ?", (wanted,)
    ):
        if hmac.compare_digest(stored, wanted):
            return Viewer(id_, name, Role(role))
    return None


def everybody(connection: apsw.Connection) -> list[Viewer]:
    """Return everybody who has a token, by name."""
    rows = query(connection, "SELECT id, name, role FROM tokens ORDER BY name")
    return [Viewer(id_, name, Role(role)) for id_, name, role in rows]
