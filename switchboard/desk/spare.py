"""What the search lane does when nobody asks anything: what the next questions would otherwise wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial

from switchboard.cache.reader import CacheReader
from switchboard.desk.answers import Row
from switchboard.desk.available import Available
from switchboard.desk.finder import FIRST, Finder
from switchboard.desk.lane import Lane
from switchboard.domain.errors import ExpectedError
from switchboard.domain.hours import Hours
from switchboard.search.index import Index
from switchboard.search.results import Hit

_LETTER = "e"
_HOURS = 200
"""So many hours of a kind are read ahead: there are a few dozen, unless somebody errs."""


class Spare:
    """Fills a lane's idle moments, a little at each step. It belongs to that lane."""

    def __init__(
        self,
        lane: Lane,
        finder: Finder,
        available: Available,
        view: Callable[[], CacheReader],
        now: Callable[[], datetime],
        guard: Callable[[Callable[[], None]], None],
        tried: Callable[[tuple[Row, ...]], None],
    ) -> None:
        self._lane, self._finder, self._view, self._now, self._guard = lane, finder, view, now, guard
        self._available = available
        self._tried = tried
        self._done = self._follows = False

    def begin(self, index: Index) -> None:
        """There is another index: make it warm, then take everybody into memory in brief."""
        self._done = self._follows = False
        self._lane.fill_idle(self._warming(index))

    def changed(self) -> None:
        """The copy has changed: whoever was in memory may have to be read again, or judged."""
        if self._done and not self._view().learned:
            self._done = self._follows = False
            self._lane.fill_idle(self._learning())
        elif self._follows:
            # Nothing else is left to do.
            self._lane.fill_idle(self._following())

    def _warming(self, index: Index) -> Iterator[None]:
        yield from index.warming()

        def make(hit: Hit) -> None:
            with self._view().held() as view:
                rows = self._finder.rows((hit,), view, self._now())
            self._tried(rows)

        for hit in self._finder.examples():
            yield
            self._guard(partial(make, hit))
        yield from self._learning()

    def _learning(self) -> Iterator[None]:
        try:
            yield from self._view().learn()
            self._done = True
            yield from self._judging()
            self._follows = True
            yield from self._following()
        except ExpectedError:
            # Whoever asks next meets it, too, and is told.
            return

    def _following(self) -> Iterator[None]:
        """Know who is available, for the filter."""
        view = self._view()
        steps = self._available.judging(view, self._now())
        going = True
        with suppress(ExpectedError):
            while going:
                with view.held():
                    going = next(steps, False) is None
                yield

    def _judging(self) -> Iterator[None]:
        view = self._view()
        work_hours, phone_hours = view.hours
        for text in work_hours[:_HOURS]:
            yield
            self._finder.judge_ahead(text, view, self._now())
        for text in phone_hours[:_HOURS]:
            yield
            if (hours := Hours.read(text, view.service)) is not None:
                hours.next_open(self._now())
        yield
        self._guard(self._rehearse)

    def _rehearse(self) -> None:
        """Answer a question that nobody asked, just as the first one will be answered."""
        with self._view().held() as view:
            found = self._finder.find(
                _LETTER, 0, view, self._now(), available_only=False, scope=None, first=FIRST
            )
        self._tried(found.rows)
