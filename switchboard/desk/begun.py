"""The index of a copy, begun before there is a desk to take it: to load it takes longest of all."""

from __future__ import annotations

from contextlib import suppress

from switchboard.cache import Cache
from switchboard.desk.catalogue import Catalogue
from switchboard.desk.hearing import Complain, Hearing
from switchboard.desk.lane import Lane
from switchboard.domain.errors import ExpectedError
from switchboard.search.index import Index


class Begun:
    """A catalogue, and the lane on which its index is made; for one desk."""

    def __init__(self, cache: Cache, hearing: Hearing | None, complain: Complain) -> None:
        self._cache = cache
        self._first: Index | None = None
        self.lane = Lane("index lane")
        self.catalogue = Catalogue(hearing, complain)
        self.number = 0
        """That of the index that was begun (:meth:`Catalogue.begin`), 0 when none was."""

    def begin(self) -> None:
        """Load or build the first index. What goes wrong does so again in :meth:`make`, and is heard of."""
        self.number = self.catalogue.begin()

        def make() -> None:
            with suppress(ExpectedError):
                self._first, _ = self.catalogue.make(self._cache)

        self.lane.submit(make)

    def make(self, *, rebuild: bool) -> Index:
        """Return an index, on the lane: the one that was begun, or another.

        Raises:
            CacheError: the copy cannot be read.
        """
        first, self._first = self._first, None
        if first is not None and not rebuild:
            return first
        index, _ = self.catalogue.make(self._cache, rebuild=rebuild)
        return index
