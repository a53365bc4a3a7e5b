"""The standing question of the search box: asked again when somebody comes who fits it, or is renamed."""

from __future__ import annotations

from datetime import datetime

from switchboard.cache.reader import CacheReader
from switchboard.desk.answers import Row
from switchboard.desk.catalogue import Catalogue
from switchboard.desk.finder import LIMIT, Finder
from switchboard.desk.replies import Found
from switchboard.domain.model import Ref
from switchboard.search.results import Hit


def _said(found: Found) -> tuple[object, ...]:
    """What is said of an answer apart from its rows."""
    return found.total, found.topics, found.left_out


class Repeat:
    """Knows what was asked last, and of which edition of the catalogue. It belongs to the search lane."""

    def __init__(self, finder: Finder, catalogue: Catalogue) -> None:
        self._finder, self._catalogue = finder, catalogue
        self._last: Found | None = None
        self._scope: Ref | None = None
        self._edition: object = None

    def answered(self, found: Found, *, available_only: bool, scope: Ref | None) -> None:
        """Note the newest answer. One of those who are available alone is not asked for again here: it
        changes with the clock and with everybody's day, and the window looks at it anew as it is."""
        self._last = None if available_only else found
        self._scope, self._edition = scope, self._catalogue.edition

    def again(
        self, generation: int, shown: tuple[Ref, ...], keep: Ref | None, view: CacheReader, at: datetime
    ) -> Found | None:
        """Answer the question of this number anew, as a whole; ``None`` when that would say what is ``shown``
        already, and when there is a newer question. Whoever is to be kept stays in the list."""
        last, edition = self._last, self._catalogue.edition
        if last is None or last.generation != generation or edition == self._edition:
            return None
        most = max(LIMIT, len(shown))
        found = self._finder.find(
            last.query,
            generation,
            view,
            at,
            available_only=False,
            scope=self._scope,
            first=most,
            limit=most,
        )
        if not found.ready:
            return None
        self._last, self._edition = found, edition
        rows = self._with(keep, found.rows, shown, view, at)
        if tuple(row.ref for row in rows) == shown and _said(found) == _said(last):
            return None
        return Found(
            generation,
            found.query,
            found.total,
            rows,
            found.recent,
            True,
            found.favourites,
            topics=found.topics,
            left_out=found.left_out,
        )

    def _with(
        self, keep: Ref | None, rows: tuple[Row, ...], shown: tuple[Ref, ...], view: CacheReader, at: datetime
    ) -> tuple[Row, ...]:
        """The rows, and at their old place whoever the agent looks at and the query no longer means."""
        if keep is None or keep not in shown or any(row.ref == keep for row in rows):
            return rows
        place = shown.index(keep)
        return (*rows[:place], *self._finder.rows((Hit(keep, ()),), view, at), *rows[place:])
