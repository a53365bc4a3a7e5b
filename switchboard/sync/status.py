"""What the sync tells about itself."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from switchboard.domain.model import Ref
from switchboard.domain.record import record
from switchboard.domain.words import Words, counted, words


class Phase(StrEnum):
    """How things stand between the copy and the directory."""

    STARTING = "starting"
    FILLING = "filling"
    """A snapshot is being fetched; the old copy, if there is one, answers."""
    LIVE = "live"
    POLLING = "polling"
    """Up to date, but without the event stream: asked for every so often."""
    OFFLINE = "offline"
    """No answer; it is tried again."""
    REFUSED = "refused"
    """The token or its role is not accepted; a human must act."""
    BROKEN = "broken"
    """The service answers, but not as it should, or the copy cannot be written; it is tried again."""
    NEEDS_CONFIRMATION = "needs-confirmation"
    """A snapshot would lose many people; a human must say yes."""


@record(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """One line about the sync: ``words``, and ``remedy`` if there is something to do.

    ``contact`` is when the copy was last known to equal the directory, ``last_change`` when something
    changed last in this session; ``done`` of ``total`` objects of a snapshot are there; ``waiting`` things
    are in the outbox, ``set_aside`` of which the service will not take; ``unreadable`` entries broke the
    contract and are not shown.
    """

    phase: Phase
    words: Words
    contact: datetime | None = None
    last_change: datetime | None = None
    done: int | None = None
    total: int | None = None
    waiting: int = 0
    persons: int = 0
    remedy: Words | None = None
    set_aside: int = 0
    unreadable: int = 0


@record(frozen=True, slots=True)
class Changed:
    """Which persons and units look different now (``refs``; ``removed`` of them are gone), or everything.

    An absence, a presence and an outcome count as their person's or unit's. ``unsent`` things in the outbox
    went with those who are gone.
    """

    refs: frozenset[Ref] = frozenset()
    everything: bool = False
    removed: frozenset[Ref] = frozenset()
    unsent: int = 0


class Listener(Protocol):
    """Who wants to know. Both are called on the sync lane and should return at once."""

    def on_status(self, status: SyncStatus) -> None:
        """Something about the sync is different."""

    def on_changes(self, changed: Changed) -> None:
        """A change has been committed to the copy."""


def live(unreadable: int) -> Words:
    """Say that everything that happens is seen at once."""
    if unreadable:
        return counted(
            unreadable,
            "Live; {count} entry of the directory is unreadable.",
            "Live; {count} entries of the directory are unreadable.",
        )
    return words("Live.")


def polling(seconds: float) -> Words:
    """Say that the copy is brought up to date every so often."""
    return words("Up to date; changes are asked for every {seconds} s.", seconds=round(seconds))


def filling(done: int, total: int | None) -> Words:
    """Say how far the snapshot has come."""
    if total is None:
        return counted(
            done, "Fetching the directory: {count} entry.", "Fetching the directory: {count} entries."
        )
    return counted(
        total,
        "Fetching the directory: {done} of {count} entry.",
        "Fetching the directory: {done} of {count} entries.",
        done=done,
    )


def shrunk(before: int, lost: int) -> Words:
    """Ask whether so many people are really gone."""
    return words(
        "The directory service now lacks {lost} of {before} people. Is that right?", lost=lost, before=before
    )
