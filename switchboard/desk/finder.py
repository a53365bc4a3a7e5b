"""Hits become rows: what one question of the search box is answered with. It belongs to the search lane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from switchboard.cache.reader import CacheReader
from switchboard.cache.records import Recent
from switchboard.desk.answers import Row
from switchboard.desk.available import Available
from switchboard.desk.catalogue import Catalogue
from switchboard.desk.replies import Found
from switchboard.desk.rows import RowMaker
from switchboard.domain.availability import Status
from switchboard.domain.model import Ref
from switchboard.search.bits import BitMap, bits_of
from switchboard.search.results import Hit, Results
from switchboard.search.spelling import sort_key

LIMIT = 50
"""How many hits are shown."""
FIRST = 18
"""How many of them are made into rows at once, unless even fewer can be seen: a screen full. The rest can
wait until these are painted."""
_SOONEST = timedelta(seconds=1)
_RECENTS = 20
_HALF_LIFE = timedelta(days=30)
"""A call counts half as much as one that was put through so much later."""


class Finder:
    """Searches, filters, and knows the agent's own use. Every call is given the copy and the time."""

    def __init__(
        self, catalogue: Catalogue, maker: RowMaker, available: Available, *, rank_by_use: bool = True
    ) -> None:
        self._catalogue = catalogue
        self._available = available
        self._inside: tuple[object, BitMap] | None = None
        self._rank_by_use = rank_by_use
        self._maker = maker
        self._boost: dict[Ref, float] | None = None
        self._favourites: frozenset[Ref] | None = None

    def forget_use(self) -> None:
        """Favourites or recents have changed."""
        self._favourites = self._boost = None

    def rank_by_use(self, on: bool) -> None:
        """Rank by the agent's own use, or no longer."""
        self._rank_by_use, self._boost = on, None

    def find(
        self,
        query: str,
        generation: int,
        view: CacheReader,
        at: datetime,
        *,
        available_only: bool,
        scope: Ref | None,
        first: int,
        keep: Ref | None = None,
        limit: int = LIMIT,
    ) -> Found:
        """Search; with an empty query answer favourites and recents. In a unit, that is everybody there: its
        own people, the units right below it, then, by name, whoever is below those.

        The hits below the ``first`` ones, a screen full, come as ``rest``; ``limit`` are shown
        of them. Whoever is to be kept stays among those who are available: somebody looks at them.
        """
        favourites = self.favourites(view)
        if not query.strip() and scope is None:
            return self._stand(query, generation, view, at, favourites, keep, available_only)
        ready = self._catalogue.ready
        if query.strip() and not ready:
            return Found(generation, query, 0, (), False, False, favourites)
        among = self._among(view, at, available_only=available_only, scope=scope, keep=keep)
        results = self._asked(query, scope, among, view, limit)
        assert results is not None
        # Before there is an index, nothing says of the hits below the first ones whether they are available.
        first = first if ready else len(results.hits)
        rows, gone, changes = self.rows(results.hits[:first], view, at), 0, None
        if available_only:
            # The copy may know already what nobody has told us yet.
            some = self._those_free(rows, keep)
            rows, gone, changes = some, len(rows) - len(some), self._coming(at)
        return Found(
            generation,
            query,
            results.total - gone,
            rows,
            False,
            ready,
            favourites,
            results.hits[first:],
            results.topics,
            results.left_out,
            changes,
        )

    def further(
        self,
        query: str,
        view: CacheReader,
        at: datetime,
        *,
        available_only: bool,
        scope: Ref | None,
        shown: frozenset[Ref],
    ) -> tuple[Row, ...]:
        """Return the rows of the next hits, below those that are shown."""
        among = self._among(view, at, available_only=available_only, scope=scope, keep=None)
        results = self._asked(query, scope, among, view, len(shown) + LIMIT)
        hits = [] if results is None else [hit for hit in results.hits if hit.ref not in shown]
        return self.rows(hits[:LIMIT], view, at)

    def _asked(
        self, query: str, scope: Ref | None, among: BitMap | None, view: CacheReader, limit: int
    ) -> Results | None:
        """Search, or list a unit when nothing is asked for in it."""
        if query.strip() or scope is None or among is None:
            return self._catalogue.search(query, limit, self._known_boost(view), among)
        own, listed = self._own(view, scope), self._slots(scope)
        if self._catalogue.ready:
            own = [hit for hit in own if among & self._slots(hit.ref)]
            listed |= self._slots(*[hit.ref for hit in own])
        below = among - listed
        more = self._catalogue.everybody(below, max(0, limit - len(own)))
        return Results(query, len(own) + len(below), (*own, *more)[:limit])

    def _among(
        self, view: CacheReader, at: datetime, *, available_only: bool, scope: Ref | None, keep: Ref | None
    ) -> BitMap | None:
        """Return the slots of those who are asked for; ``None`` for everybody's."""
        among = None if scope is None else self._within(scope)
        if available_only:
            free = self._available.now(view, at)
            free = free if keep is None else free | self._slots(keep)
            among = free if among is None else among & free
        return among

    def _slots(self, *refs: Ref) -> BitMap:
        """Return the slots of those of them who can be found."""
        slots = [self._catalogue.slot(ref) for ref in refs]
        return bits_of([slot for slot in slots if slot is not None])

    def _within(self, scope: Ref) -> BitMap:
        """Return the slots of a unit's people and of those below it: looked for once, not with every key."""
        of = (scope, self._catalogue.edition)
        if self._inside is None or self._inside[0] != of:
            self._inside = (of, self._catalogue.within(scope.id))
        return self._inside[1]

    def _stand(
        self,
        query: str,
        generation: int,
        view: CacheReader,
        at: datetime,
        favourites: frozenset[Ref],
        keep: Ref | None,
        available_only: bool,
    ) -> Found:
        """Answer favourites and recents: all of them."""
        judged = rows = self.rows(self._standing(view, favourites), view, at)
        changes = None
        if available_only:
            rows = self._those_free(judged, keep)
            # Whoever is not shown may come into the list by the clock alone.
            changes = min((row.changes for row in judged if row.changes is not None), default=None)
        return Found(generation, query, len(rows), rows, True, True, favourites, changes=changes)

    @staticmethod
    def _those_free(rows: Iterable[Row], keep: Ref | None) -> tuple[Row, ...]:
        return tuple([row for row in rows if _reachable(row) or row.ref == keep])

    def _coming(self, at: datetime) -> datetime | None:
        """When the clock alone changes who is available. In a city somebody's time comes every few seconds;
        what others do is looked at no sooner either."""
        coming = self._available.changes
        return None if coming is None else max(coming, at + _SOONEST)

    def examples(self) -> tuple[Hit, ...]:
        """Return some hits, whoever they are: with their rows the first question has less to do."""
        results = self._catalogue.search("a", FIRST, {})
        return results.hits if results is not None else ()

    def caller(self, number: str, generation: int, view: CacheReader, at: datetime) -> Found:
        """Find who has exactly this number or extension; masked numbers find nobody."""
        results = self._catalogue.whose(number)
        if results is None:
            return Found(generation, number, 0, (), False, False, frozenset())
        rows = self.rows(results.hits, view, at)
        return Found(generation, number, results.total if rows else 0, rows, False, True, frozenset())

    def rows(self, hits: Iterable[Hit], view: CacheReader, at: datetime) -> tuple[Row, ...]:
        """Return the rows of hits; hits that are gone have none."""
        return self._maker.make(hits, view, at)

    def judge_ahead(self, work_hours: str, view: CacheReader, at: datetime) -> None:
        """Know how those are who have these work hours and of whom nothing else is known."""
        self._maker.judge_ahead(work_hours, view, at)

    def favourites(self, view: CacheReader) -> frozenset[Ref]:
        """Return the agent's favourites."""
        if self._favourites is None:
            self._favourites = frozenset(view.favourites())
        return self._favourites

    def _own(self, view: CacheReader, scope: Ref) -> list[Hit]:
        """A unit's people, then the units right below it, each in the alphabet: ids may be anything."""
        people = [(sort_key(member.name.display), member.ref) for member in view.members(scope.id)]
        units = [(sort_key(unit.name), unit.ref) for unit in view.subunits(scope.id)]
        return [Hit(ref, ()) for _, ref in (*sorted(people), *sorted(units))]

    def _standing(self, view: CacheReader, favourites: frozenset[Ref]) -> list[Hit]:
        ordered = [ref for ref in view.favourites() if ref in favourites]
        refs = ordered + [r.ref for r in view.recents(_RECENTS) if r.ref not in favourites]
        return [Hit(ref, ()) for ref in refs]

    def _known_boost(self, view: CacheReader) -> dict[Ref, float]:
        if self._boost is None and not self._rank_by_use:
            self._boost = {}
        elif self._boost is None:
            # Kept when it is whole: reading may be broken off by a newer question.
            boost = worn(view.recents(200))
            boost.update(dict.fromkeys(self.favourites(view), 1.0))
            self._boost = boost
        return self._boost


def worn(recents: Sequence[Recent]) -> dict[Ref, float]:
    """Return what the agent's use of people and units is worth, above 0 to 1 for the most used.

    It wears off against the latest call, not against the clock: while nothing is done, the same keystrokes
    give the same order.
    """
    latest = max((recent.last for recent in recents), default=None)
    if latest is None:
        return {}
    weights = {recent.ref: recent.count * 0.5 ** ((latest - recent.last) / _HALF_LIFE) for recent in recents}
    most = max(weights.values())
    return {ref: weight / most for ref, weight in weights.items()}


def _reachable(row: Row) -> bool:
    if row.availability is not None:
        return row.availability.status is Status.AVAILABLE
    return row.open is True
