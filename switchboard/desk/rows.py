"""Rows that were made a moment ago: while somebody types on, most hits stay the same people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from switchboard.cache.reader import CacheReader
from switchboard.desk.answers import Row, row_in, with_matches
from switchboard.domain.availability import Limits, Moment, Situation, availability_in
from switchboard.domain.brief import PersonBrief
from switchboard.domain.model import Kind, Ref
from switchboard.search.results import Hit

_KEPT: Final = 2_000
_GOOD_FOR: Final = timedelta(seconds=5)
"""After so long even a row that nothing has changed is judged anew: the copy may have grown stale."""


class RowMaker:
    """Makes rows, and keeps them until something about them changes. It belongs to one lane."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._kept: dict[Ref, tuple[datetime, Row]] = {}
        self._moment: Moment | None = None
        self._stale = False

    def make(self, hits: Iterable[Hit], view: CacheReader, at: datetime) -> tuple[Row, ...]:
        """Return the rows of hits; none of people and units that are not there to be shown."""
        stale = view.contact is None or at - view.contact > self._limits.stale_after
        if stale is not self._stale:
            # Everybody becomes unknown, or is known again, whatever was kept.
            self._stale = stale
            self._kept.clear()
        kept = self._kept
        known: list[tuple[Hit, Row | None]] = []
        for hit in hits:
            entry = kept.get(hit.ref)
            known.append((hit, entry[1] if entry is not None and entry[0] > at else None))
        view.prepare((hit.ref for hit, row in known if row is None), brief=True)
        moment = self._moment = Moment(at, view.service, self._limits, earlier=self._moment)
        rows = []
        for hit, row in known:
            if row is not None:
                rows.append(with_matches(row, hit.matched))
            elif (made := self._made(hit, view, moment)) is not None:
                rows.append(made)
        return tuple(rows)

    def judge_ahead(self, work_hours: str, view: CacheReader, at: datetime) -> None:
        """Know how those are who have these work hours and of whom nothing else is known: most people."""
        self._moment = Moment(at, view.service, self._limits, earlier=self._moment)
        somebody = PersonBrief("", "", "", None, work_hours)
        availability_in(somebody, Situation(contact=view.contact, service=view.service), self._moment)

    def _made(self, hit: Hit, view: CacheReader, moment: Moment) -> Row | None:
        row = row_in(hit, view, moment)
        if row is None:
            self._kept.pop(hit.ref, None)
            return None
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        until = moment.now + _GOOD_FOR
        self._kept[hit.ref] = (until if row.changes is None else min(until, row.changes), row)
        return row

    def forget(self, refs: Iterable[Ref] | None = None) -> None:
        """These have changed, or everything has. A unit's name stands in the rows of its people, too."""
        if refs is None:
            self._kept.clear()
            return
        for ref in refs:
            if ref.kind is Kind.UNIT:
                self._kept.clear()
                return
            self._kept.pop(ref, None)
