"""Hits become rows: what one question of the search box is answered with. It belongs to the search lane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from switchboard.cache.reader import CacheReader
from switchboard.cache.records import Recent
from switchboard.desk.answers import Row
from switchboard.desk.catalogue import Catalogue
from switchboard.desk.replies import Found
from switchboard.desk.rows import RowMaker
from switchboard.domain.availability import Status
from switchboard.domain.model import Kind, Ref
from switchboard.search.results import Hit, Topic
from switchboard.search.spelling import sort_key

LIMIT = 50
"""How many hits are shown."""
FIRST = 18
"""How many of them are made into rows at once, unless even fewer can be seen: a screen full. The rest can
wait until these are painted."""
_FILTER_LIMIT = 500
"""How many hits are looked at when only those who are available are wanted."""
_RECENTS = 20
_HALF_LIFE = timedelta(days=30)
"""A call counts half as much as one that was put through so much later."""


class Finder:
    """Searches, filters, and knows the agent's own use. Every call is given the copy and the time."""

    def __init__(self, catalogue: Catalogue, maker: RowMaker, *, rank_by_use: bool = True) -> None:
        self._catalogue = catalogue
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
    ) -> Found:
        """Search; with an empty query answer favourites and recents (a unit's people when scoped).

        The hits below the ``first`` ones, a screen full, come as ``rest``. Whoever is
        to be kept stays among those who are available: somebody looks at them.
        """
        if available_only:
            return self._find_available(query, generation, view, at, scope, keep)
        favourites = self.favourites(view)
        if not query.strip():
            hits, total = self._standing(view, favourites, scope)
            rows = self.rows(hits, view, at, scope=scope)
            count = len(rows) if scope is None else total
            return Found(generation, query, count, rows, scope is None, True, favourites)
        limit = LIMIT if scope is None else _FILTER_LIMIT
        results = self._catalogue.search(query, limit, self._known_boost(view))
        if results is None:
            return Found(generation, query, 0, (), False, False, favourites)
        if scope is None:
            rows = self.rows(results.hits[:first], view, at)
            rest = results.hits[first:]
            return Found(
                generation,
                query,
                results.total,
                rows,
                False,
                True,
                favourites,
                rest,
                results.topics,
                results.left_out,
            )
        rows = self.rows(results.hits, view, at, scope=scope)
        return Found(
            generation,
            query,
            len(rows),
            rows[:LIMIT],
            False,
            True,
            favourites,
            topics=results.topics,
            left_out=results.left_out,
        )

    def _find_available(
        self,
        query: str,
        generation: int,
        view: CacheReader,
        at: datetime,
        scope: Ref | None,
        keep: Ref | None,
    ) -> Found:
        favourites = self.favourites(view)
        topics: tuple[Topic, ...] = ()
        left_out: tuple[str, ...] = ()
        recent = not query.strip()
        if recent:
            hits, _ = self._standing(view, favourites, scope)
        else:
            results = self._catalogue.search(query, _FILTER_LIMIT, self._known_boost(view))
            if results is None:
                return Found(generation, query, 0, (), False, False, favourites)
            hits, topics, left_out = list(results.hits), results.topics, results.left_out
        judged = self.rows(hits, view, at, scope=scope)
        rows = tuple(row for row in judged if _reachable(row) or row.ref == keep)
        # Whoever is not shown may come into the list by the clock alone.
        changes = min((row.changes for row in judged if row.changes is not None), default=None)
        return Found(
            generation,
            query,
            len(rows),
            rows if recent else rows[:LIMIT],
            recent and scope is None,
            True,
            favourites,
            topics=topics,
            left_out=left_out,
            changes=changes,
        )

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

    def rows(
        self,
        hits: Iterable[Hit],
        view: CacheReader,
        at: datetime,
        *,
        scope: Ref | None = None,
    ) -> tuple[Row, ...]:
        """Return the rows of hits; hits that are gone or outside the scope have none."""
        if scope is not None:
            hits = [hit for hit in hits if _within(hit.ref, scope.id, view)]
        return self._maker.make(hits, view, at)

    def judge_ahead(self, work_hours: str, view: CacheReader, at: datetime) -> None:
        """Know how those are who have these work hours and of whom nothing else is known."""
        self._maker.judge_ahead(work_hours, view, at)

    def favourites(self, view: CacheReader) -> frozenset[Ref]:
        """Return the agent's favourites."""
        if self._favourites is None:
            self._favourites = frozenset(view.favourites())
        return self._favourites

    def _standing(
        self, view: CacheReader, favourites: frozenset[Ref], scope: Ref | None
    ) -> tuple[list[Hit], int]:
        if scope is not None:
            # As one looks somebody up: their ids may be anything.
            people = [(sort_key(member.name.display), member.ref) for member in view.members(scope.id)]
            units = [(sort_key(unit.name), unit.ref) for unit in view.subunits(scope.id)]
            refs = [ref for _, ref in (*sorted(people), *sorted(units))]
        else:
            ordered = [ref for ref in view.favourites() if ref in favourites]
            refs = ordered + [r.ref for r in view.recents(_RECENTS) if r.ref not in favourites]
        return [Hit(ref, ()) for ref in refs], len(refs)

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


def _within(ref: Ref, scope: str, view: CacheReader) -> bool:
    """Whether somebody belongs to a unit or to one below it."""
    if ref.kind is Kind.PERSON:
        person = view.person_brief(ref.id)
        unit_id = person.unit if person is not None else None
    else:
        unit_id = ref.id
    seen: set[str] = set()
    while unit_id is not None and unit_id not in seen:
        if unit_id == scope:
            return True
        seen.add(unit_id)
        unit = view.unit_brief(unit_id)
        unit_id = unit.parent if unit is not None else None
    return False
