"""What the desk is asked and what it answers, and who is told what happens."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from switchboard.desk.answers import Row
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Absence, Outcome, Ref, Service
from switchboard.domain.record import record
from switchboard.search.results import Hit, Topic

if TYPE_CHECKING:
    from switchboard.desk.cards import Card


@record(frozen=True, slots=True, repr=False)
class Found:
    """The answer to one question of the search box.

    ``recent`` says that the box was empty and these are favourites and recents; ``ready`` is false while
    the index is still being made and nobody can be found yet. ``persons`` and ``service`` are the copy's.
    """

    generation: int
    query: str
    total: int
    rows: tuple[Row, ...]
    recent: bool
    ready: bool
    favourites: frozenset[Ref]
    rest: tuple[Hit, ...] = ()
    """Hits below the first screen, whose rows are made when they are asked for (:meth:`Desk.more`)."""
    topics: tuple[Topic, ...] = ()
    """What the query is about, in other words that find somebody."""
    left_out: tuple[str, ...] = ()
    """Words of the query that were left out: nobody has all of it, and these have the rest."""
    changes: datetime | None = None
    """When the clock alone may change who is in the list: somebody becomes available, or no longer is."""


@record(frozen=True, slots=True, repr=False)
class More:
    """The rows of a :class:`Found`'s ``rest``."""

    generation: int
    rows: tuple[Row, ...]


@record(frozen=True, slots=True, repr=False)
class Rows:
    """Rows as they are now; ``gone`` are no longer in the directory."""

    rows: tuple[Row, ...]
    gone: tuple[Ref, ...]


@record(frozen=True, slots=True, repr=False)
class CardAnswer:
    """The card of one ref; ``card`` is ``None`` when it is no longer in the directory."""

    generation: int
    ref: Ref
    card: Card | None
    favourite: bool


@record(frozen=True, slots=True, repr=False)
class Registered:
    """An absence that the agent has registered, or taken back again: durable now."""

    absence: Absence
    withdrawn: bool = False


@record(frozen=True, slots=True, repr=False)
class Told:
    """What came of a call, as the agent said it: durable now, or ``withdrawn`` again; ``too_late`` when it
    can no longer be taken back."""

    outcome: Outcome
    withdrawn: bool = False
    too_late: bool = False


class Watcher(Protocol):
    """Who is told what happens; called on lanes, never on the caller's thread."""

    def on_ready(self, service: Service) -> None:
        """The index answers now (again, after everything changed)."""

    def on_changed(self, refs: frozenset[Ref], everything: bool) -> None:
        """These refs may look different now."""

    def on_tried(self, rows: tuple[Row, ...]) -> None:
        """Nobody has asked for these rows: whatever is done with the first ones can be tried with them."""

    def on_sent_later(self) -> None:
        """Something was put into the outbox."""

    def on_problem(self, error: ExpectedError) -> None:
        """Something expected went wrong."""
