"""Rows that were made a moment ago: while somebody types on, most hits stay the same people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from switchboard.desk.answers import Row, make_row, with_matches
from switchboard.domain.availability import Limits
from switchboard.domain.model import Kind, Ref
from switchboard.domain.view import DirectoryView
from switchboard.search.results import Hit

_KEPT = 2_000
_GOOD_FOR = timedelta(seconds=5)
"""After so long even a row that nothing has changed is judged anew: the copy may have grown stale."""


class RowMaker:
    """Makes rows, and keeps them until something about them changes. It belongs to one lane."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._kept: dict[Ref, tuple[datetime, Row]] = {}

    def keeps(self, ref: Ref, at: datetime) -> bool:
        """Whether a row is still good and :meth:`make` need not look at anything."""
        kept = self._kept.get(ref)
        return kept is not None and kept[0] > at

    def make(self, hit: Hit, view: DirectoryView, at: datetime) -> Row | None:
        """Return the row of a hit; ``None`` when there is no such person or unit to be shown."""
        kept = self._kept.get(hit.ref)
        if kept is not None and kept[0] > at:
            return with_matches(kept[1], hit.matched)
        row = make_row(hit, view, at, limits=self._limits)
        if row is None:
            self._kept.pop(hit.ref, None)
            return None
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        until = at + _GOOD_FOR
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
