"""What the desk writes into the copy: the outbox, whom the agent talks to, the search index's image."""

from __future__ import annotations

from datetime import UTC, datetime

from switchboard.cache import meta
from switchboard.cache.database import Database
from switchboard.cache.outbox import Outbox
from switchboard.domain.model import Kind, Reason, Ref

MOST_RECENTS = 500
"""How many people and units the agent's own use is kept for."""
MOST_ERRANDS = 1_000
"""How many different errands are counted."""


class DeskWriter:
    """The desk's own connection; it belongs to one thread. Every call is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.outbox = Outbox(database)

    def used(self, ref: Ref, at: datetime) -> None:
        """Remember that the agent put a call through to somebody whom the copy knows."""
        with self._database.transaction():
            self._database.rows(
                f"INSERT INTO recent SELECT ?, ?, ?, 1 WHERE {_known(ref)} "
                "ON CONFLICT (kind, id) DO UPDATE SET last = excluded.last, count = count + 1",
                (ref.kind.value, ref.id, _sortable(at), ref.id),
            )
            self._database.rows(
                "DELETE FROM recent WHERE (kind, id) IN "
                "(SELECT kind, id FROM recent ORDER BY last DESC, kind, id LIMIT -1 OFFSET ?)",
                (MOST_RECENTS,),
            )

    def add_favourite(self, ref: Ref, at: datetime) -> None:
        """Make somebody whom the copy knows a favourite; a second time changes nothing."""
        self._database.rows(
            f"INSERT OR IGNORE INTO favourite SELECT ?, ?, ? WHERE {_known(ref)}",
            (ref.kind.value, ref.id, _sortable(at), ref.id),
        )

    def remove_favourite(self, ref: Ref) -> None:
        """Make somebody no favourite any more."""
        self._database.rows("DELETE FROM favourite WHERE kind = ? AND id = ?", (ref.kind.value, ref.id))

    def forget_use(self) -> None:
        """Forget whom the agent talked to, favourites apart, which errands found nobody, and why calls went
        against the directory."""
        with self._database.transaction():
            self._database.rows("DELETE FROM recent")
            self._database.rows("DELETE FROM errand")
            self._database.rows("DELETE FROM overridden")
        self._database.checkpoint()

    def unmet(self, word: str) -> None:
        """Count an errand that found nobody; ``word`` is a vocabulary's, never what somebody typed."""
        self._database.rows(
            "INSERT INTO errand SELECT ?, 1 WHERE (SELECT count(*) FROM errand) < ? "
            "OR EXISTS (SELECT 1 FROM errand WHERE word = ?) "
            "ON CONFLICT (word) DO UPDATE SET count = count + 1",
            (word, MOST_ERRANDS, word),
        )

    def overrode(self, ref: Ref, reason: Reason) -> None:
        """Count a call that went against the directory, by the unit of whom it was for: never by person."""
        unit = "SELECT unit FROM person WHERE id = ?" if ref.kind is Kind.PERSON else "SELECT ?"
        self._database.rows(
            f"INSERT INTO overridden SELECT id, ?, 1 FROM unit WHERE id = ({unit}) "  # noqa: S608 - ours
            "ON CONFLICT (unit, reason) DO UPDATE SET count = count + 1",
            (reason.value, ref.id),
        )

    def put_image(self, name: str, data: bytes, revision: int) -> bool:
        """Keep a derived image (the search index) that was built from the copy at ``revision``.

        Return false, and keep nothing, when somebody was removed after that: the image may know them.
        """
        with self._database.transaction():
            if revision < meta.get_number(self._database, meta.REMOVAL):
                return False
            self._database.rows("INSERT OR REPLACE INTO image VALUES (?, ?, ?)", (name, revision, data))
        return True

    def drop_image(self, name: str) -> None:
        """Throw an image away."""
        self._database.rows("DELETE FROM image WHERE name = ?", (name,))

    def close(self) -> None:
        """Close the connection."""
        self._database.close()


def _known(ref: Ref) -> str:
    """Return the condition, with one value to bind, that the copy knows a person or unit."""
    assert ref.kind in (Kind.PERSON, Kind.UNIT)
    return f"EXISTS (SELECT 1 FROM {ref.kind.value} WHERE id = ?)"  # noqa: S608 - ours


def _sortable(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")
