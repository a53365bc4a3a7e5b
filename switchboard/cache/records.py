"""What the local copy hands out beside the directory's own objects."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from switchboard.domain.model import Absence, Message, Outcome, Ref
from switchboard.domain.record import record


class OutgoingKind(StrEnum):
    """What waits to be sent."""

    OUTCOME = "outcome"
    MESSAGE = "message"
    ABSENCE = "absence"
    END_ABSENCE = "end-absence"


@record(frozen=True, slots=True, repr=False)
class Outgoing:
    """One thing in the outbox.

    ``id`` is the client-made id of the outcome, message or absence, which makes a repeat harmless. ``body``
    is what is sent (for an ended absence: its id), ``target`` whom it is about, ``problem`` a short code of
    what went wrong last. ``attempts`` counts failed ones.
    """

    id: str
    kind: OutgoingKind
    body: bytes
    target: Ref
    created: datetime
    attempts: int = 0
    problem: str | None = None

    def item(self) -> Outcome | Message | Absence | str:
        """Return what is sent, decoded; the id of the absence when one is ended."""
        # The agent's own words, which nobody has checked before: they are read as if they came from outside.
        from switchboard.directory.wire import decode, decode_message

        if self.kind is OutgoingKind.MESSAGE:
            return decode_message(self.body)
        if self.kind is OutgoingKind.END_ABSENCE:
            return self.body.decode()
        decoded = decode(self.body)
        assert isinstance(decoded, Outcome | Absence)
        return decoded

    def __repr__(self) -> str:
        return f"Outgoing({self.kind}, attempts={self.attempts})"


@record(frozen=True, slots=True)
class Recent:
    """Somebody the agent put calls through to: when last, and how often."""

    ref: Ref
    last: datetime
    count: int


@record(frozen=True, slots=True)
class Counts:
    """How much of everything the copy holds."""

    persons: int = 0
    units: int = 0
    absences: int = 0
    presences: int = 0
    outcomes: int = 0
    waiting: int = 0


@record(frozen=True, slots=True)
class FillCounts:
    """What a swap would do: people now, people in the staging area, and people now who are not in it."""

    persons_before: int
    persons_staged: int
    persons_lost: int

    @property
    def loss(self) -> float:
        """The share of today's people that a swap would lose, 0 to 1."""
        return self.persons_lost / self.persons_before if self.persons_before else 0.0


@record(frozen=True, slots=True)
class Applied:
    """What a page of changes or a swap did.

    ``changed`` are the persons and units that look different now (an absence counts as its person's);
    ``removed`` those of them that are gone; ``unsent`` how many things in the outbox went with them.
    """

    changed: frozenset[Ref] = frozenset()
    removed: frozenset[Ref] = frozenset()
    unsent: int = 0
