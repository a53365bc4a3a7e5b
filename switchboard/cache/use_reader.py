"""Reading what the agent's own work left in the copy: no directory served it."""

from __future__ import annotations

from datetime import datetime

from switchboard.cache.database import Database
from switchboard.cache.outbox import Outbox
from switchboard.cache.records import Outgoing, Recent
from switchboard.domain.model import Kind, Reason, Ref


class UseReader:
    """What waits to be sent, and what is remembered of the agent's use. It belongs to one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def outbox(self) -> tuple[Outgoing, ...]:
        """Return what waits to be sent, oldest first."""
        return Outbox(self._database).all()

    def recents(self, limit: int = 20) -> tuple[Recent, ...]:
        """Return whom the agent talked to, the latest first."""
        return tuple(
            Recent(Ref(Kind(kind), found_id), datetime.fromisoformat(last), count)
            for kind, found_id, last, count in self._database.rows(
                "SELECT kind, id, last, count FROM recent ORDER BY last DESC, kind, id LIMIT ?", (limit,)
            )
        )

    def errands(self) -> tuple[tuple[str, int], ...]:
        """Return the errands that found nobody and how often, the most frequent first."""
        rows = self._database.rows("SELECT word, count FROM errand ORDER BY count DESC, word")
        return tuple((str(word), int(count)) for word, count in rows)

    def overridden(self) -> tuple[tuple[str, Reason, int], ...]:
        """Return for which unit, why and how often calls went against the directory, most frequent first."""
        rows = self._database.rows(
            "SELECT unit, reason, count FROM overridden WHERE unit IN (SELECT id FROM unit) "
            "ORDER BY count DESC, unit, reason"
        )
        known = {reason.value for reason in Reason}
        return tuple((str(unit), Reason(why), int(count)) for unit, why, count in rows if why in known)

    def favourites(self) -> tuple[Ref, ...]:
        """Return the favourites, the oldest first."""
        return tuple(
            Ref(Kind(kind), found_id)
            for kind, found_id in self._database.rows(
                "SELECT kind, id FROM favourite ORDER BY since, kind, id"
            )
        )
