"""The demo behind the gateway: the city first, then its living day, through the same store as any change."""

from __future__ import annotations

import argparse
import contextlib
import gc
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from switchboard.demo.city import MOST_PEOPLE, City
from switchboard.demo.clock import clock_for
from switchboard.demo.day import FASTEST, LivingDay
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import DirectoryObject, Service, Tombstone
from switchboard.domain.words import words

_log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
"""How often what has happened is committed."""


def _now() -> datetime:
    return datetime.now(UTC)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from walking a heap that only grows: it would take as long as the city itself."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Living:
    """A city that lives from the moment it is made; what ``gateway serve`` asks of a source."""

    def __init__(
        self,
        people: int,
        seed: int,
        speed: float,
        *,
        now: Callable[[], datetime] = _now,
        every: float = EVERY_SECONDS,
    ) -> None:
        self._now = now
        self._every = every
        self._started = now()
        clock = clock_for(self._started)
        self.city = City(people, seed, day=clock.wall(self._started).date(), clock=clock)
        self._day = LivingDay(self.city, seed, speed=speed)

    @property
    def service(self) -> Service:
        """The municipality's name, country, zone and languages."""
        return self.city.service

    def objects(self) -> Iterator[DirectoryObject]:
        """Iterate over everything there is at the start: the city, and where everybody is."""
        with _uncollected():
            yield from self.city.objects()
            yield from self._day.initial(self._started)

    def run(
        self, commit: Callable[[Sequence[DirectoryObject | Tombstone]], object], stop: threading.Event
    ) -> None:
        """Commit what happens, once a second, until ``stop`` is set."""
        run(commit, self._day, self._started, stop, now=self._now, every=self._every)


def run(
    commit: Callable[[Sequence[DirectoryObject | Tombstone]], object],
    day: LivingDay,
    since: datetime,
    stop: threading.Event,
    *,
    now: Callable[[], datetime] = _now,
    every: float = EVERY_SECONDS,
) -> None:
    """Commit what happens in a day, one commit every so many seconds, until ``stop`` is set."""
    while not stop.wait(every):
        # A clock that is set back stands still here: nothing happens twice.
        until = max(since, now())
        changes = day.step(since, until)
        since = until
        if changes:
            commit(changes)
            _log.debug("the day went on by %d changes", len(changes))


def living(args: argparse.Namespace) -> Living:
    """Make the city that ``--people``, ``--seed`` and ``--day-speed`` ask for.

    Raises:
        ExpectedError: they ask for something that cannot be.
    """
    if args.people > MOST_PEOPLE:
        raise ExpectedError(
            words("A demo has at most {most} people.", most=MOST_PEOPLE),
            words("Give a smaller number after --people."),
        )
    if not 0 <= args.day_speed <= FASTEST:
        raise ExpectedError(
            words("The day cannot go that fast."),
            words("Give a number from 0 (nothing happens) to {most} after --day-speed.", most=FASTEST),
        )
    return Living(args.people, args.seed, args.day_speed)
