"""What the agent has said and the directory does not know yet: kept until it is sent, in order.

What has been sent no longer waits, but stays until the directory has been asked once more: until then the
copy answers with it, so that an absence just sent does not vanish and come back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from switchboard.cache.database import Database
from switchboard.cache.records import Outgoing, OutgoingKind
from switchboard.domain.model import Absence, Kind, Message, Outcome, Ref

_NEW = "id, kind, body, target_kind, target, created"
_LINE = "line"
_COLUMNS = f"{_NEW}, attempts, problem"


class Outbox:
    """The outbox as one connection sees it. Each verb is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, item: Outcome | Message | Absence, created: datetime) -> Outgoing:
        """Put an outcome, a message or an absence at the end; the same id a second time changes nothing.

        Raises:
            CacheError: it could not be kept; the agent must be told.
        """
        from switchboard.directory.wire import encode, encode_message

        if isinstance(item, Message):
            return self._add(OutgoingKind.MESSAGE, item.id, encode_message(item), _target(item), created)
        if isinstance(item, Absence):
            target = Ref(Kind.PERSON, item.person)
            return self._add(OutgoingKind.ABSENCE, item.id, encode(item), target, created)
        return self._add(OutgoingKind.OUTCOME, item.id, encode(item), _target(item), created)

    def add_end(self, absence_id: str, person: str, created: datetime) -> Outgoing:
        """Put the end of an absence at the end of the line."""
        target = Ref(Kind.PERSON, person)
        return self._add(OutgoingKind.END_ABSENCE, absence_id, absence_id.encode(), target, created)

    def _add(self, kind: OutgoingKind, item_id: str, body: bytes, target: Ref, created: datetime) -> Outgoing:
        if created.tzinfo is None:
            raise ValueError("a moment needs a zone")
        self._database.rows(
            f"INSERT OR IGNORE INTO outbox ({_NEW}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
            (item_id, kind.value, body, target.kind.value, target.id, created.isoformat()),
        )
        return Outgoing(item_id, kind, body, target, created)

    def waiting(self) -> int:
        """Return how many things wait."""
        return int(self._database.one("SELECT count(*) FROM outbox WHERE NOT sent"))

    def oldest(self) -> Outgoing | None:
        """Return what is to be sent next."""
        found = self._select("WHERE NOT sent ORDER BY seq LIMIT 1")
        return found[0] if found else None

    def all(self) -> tuple[Outgoing, ...]:
        """Return everything that waits, oldest first."""
        return self._select("WHERE NOT sent ORDER BY seq")

    def unconfirmed(self) -> tuple[Outgoing, ...]:
        """Return everything that waits or was sent and not yet seen in the directory, oldest first."""
        return self._select("ORDER BY seq")

    def _select(self, clause: str) -> tuple[Outgoing, ...]:
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM outbox {clause}")  # noqa: S608 - ours
        return tuple(_outgoing(row) for row in rows)

    def withdraw(self, absence_id: str, person: str, created: datetime) -> None:
        """Take an absence back: out of the outbox when it never left it, else by an end that is sent."""
        with self._database.transaction():
            found = self._database.rows(
                "SELECT sent, problem FROM outbox WHERE id = ? AND kind = ?",
                (absence_id, OutgoingKind.ABSENCE.value),
            )
            self._database.rows(
                "DELETE FROM outbox WHERE id = ? AND kind = ? AND NOT sent",
                (absence_id, OutgoingKind.ABSENCE.value),
            )
            # Whatever was tried may have arrived, also when no answer came back.
            if found != [(0, None)]:
                self.add_end(absence_id, person, created)

    def take_back(self, outcome_id: str) -> bool:
        """Take an outcome out that nobody has tried to send; return whether it was still there."""
        self._database.rows(
            "DELETE FROM outbox WHERE id = ? AND kind = ? AND NOT sent AND attempts = 0 AND problem IS NULL",
            (outcome_id, OutgoingKind.OUTCOME.value),
        )
        return bool(self._database.changed())

    def done(self, item: Outgoing) -> None:
        """Note that it has been sent; it waits no more."""
        self._database.rows(
            "UPDATE outbox SET sent = 1 WHERE id = ? AND kind = ?", (item.id, item.kind.value)
        )
        self._end_what_was_withdrawn(item)

    def unsure(self, item: Outgoing) -> None:
        """Note that the line broke while it was sent: nobody knows whether it arrived. It still waits."""
        self._database.rows(
            "UPDATE outbox SET problem = ? WHERE id = ? AND kind = ?", (_LINE, item.id, item.kind.value)
        )
        self._end_what_was_withdrawn(item)

    def failed(self, item: Outgoing, why: str) -> None:
        """Count a failed attempt; ``why`` is a short code without personal data."""
        self._database.rows(
            "UPDATE outbox SET attempts = attempts + 1, problem = ? WHERE id = ? AND kind = ?",
            (why, item.id, item.kind.value),
        )
        self._end_what_was_withdrawn(item)

    def _end_what_was_withdrawn(self, item: Outgoing) -> None:
        # An absence that was taken back while it was under way has arrived after all, or may have.
        if item.kind is OutgoingKind.ABSENCE and not self._database.changed():
            self._database.rows(
                f"INSERT OR IGNORE INTO outbox ({_NEW}) SELECT ?, ?, ?, ?, ?, ? "  # noqa: S608 - ours
                "WHERE EXISTS (SELECT 1 FROM person WHERE id = ?)",
                (
                    item.id,
                    OutgoingKind.END_ABSENCE.value,
                    item.id.encode(),
                    item.target.kind.value,
                    item.target.id,
                    item.created.isoformat(),
                    item.target.id,
                ),
            )

    def drop(self, item: Outgoing) -> None:
        """Take out what the agent no longer wants sent, or what the service will never take."""
        self._database.rows("DELETE FROM outbox WHERE id = ? AND kind = ?", (item.id, item.kind.value))

    def confirmed(self) -> None:
        """Let go of what was sent: the directory has been asked since. The caller holds the transaction."""
        self._database.rows("DELETE FROM outbox WHERE sent")


def _target(item: Outcome | Message) -> Ref:
    if item.person is not None:
        return Ref(Kind.PERSON, item.person)
    assert item.unit is not None
    return Ref(Kind.UNIT, item.unit)


def _outgoing(row: tuple[Any, ...]) -> Outgoing:
    item_id, kind, body, target_kind, target, created, attempts, problem = row
    return Outgoing(
        item_id,
        OutgoingKind(kind),
        bytes(body),
        Ref(Kind(target_kind), target),
        datetime.fromisoformat(created),
        attempts,
        problem,
    )
