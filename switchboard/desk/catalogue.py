"""The search index of one local copy: loaded from its image, built when in doubt, kept current."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Mapping

from switchboard.cache import Cache
from switchboard.cache.reader import CacheReader
from switchboard.desk.hearing import Complain, Hearing
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind, Ref
from switchboard.search.bits import NOBODY, BitMap
from switchboard.search.index import ENOUGH, ImageError, Index
from switchboard.search.results import Hit, Results
from switchboard.search.sounds import Ear
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.vocabulary import Vocabulary

_LOG = logging.getLogger(__name__)
_IMAGE = "search"


def _unheard(_error: ExpectedError) -> None:
    """Nobody is told."""


class Catalogue:
    """The index and what must still be done to it.

    :meth:`make` and :meth:`read_words` run on a lane of their own, because they take long; everything else
    belongs to the search lane. ``complain`` is told of files that cannot be used, on that lane. Changes that
    arrive while an index is being made are kept and applied when it is there, so no removal is ever lost.
    """

    def __init__(self, hearing: Hearing | None = None, complain: Complain = _unheard) -> None:
        self._hearing = hearing or Hearing()
        self._complain = complain
        self._ear: Ear | None = None
        self._vocabulary: Vocabulary | None = None
        self._index: Index | None = None
        self._lock = threading.Lock()
        self._missed: set[Ref] | None = None
        self._making = self._taken = 0
        self._kept_revision = -1

    @property
    def ready(self) -> bool:
        """Whether searches can be answered."""
        return self._index is not None

    @property
    def number(self) -> int:
        """The number of the index that answers (:meth:`begin`), 0 while there is none; for any thread."""
        return self._taken

    @property
    def knows_words(self) -> bool:
        """Whether callers' words are in use; for any thread."""
        return self._vocabulary is not None

    @property
    def edition(self) -> object:
        """Something else whenever a search may answer otherwise than before."""
        return None if self._index is None else (self._making, self._index.edition)

    def begin(self) -> int:
        """Note that an index is about to be made: changes from now on are kept for it. Return its number."""
        with self._lock:
            self._missed = set()
            self._making += 1
            if self._index is not None and not len(self._index):
                # An index of nobody would answer "nobody found", which is not true any more.
                self._index = None
            return self._making

    def make(self, cache: Cache, *, rebuild: bool = False) -> tuple[Index, int]:
        """Load the index from the copy's image, or build it; return it and the revision it is of."""
        if self._ear is None:
            self._ear = self._hearing.ear(self._complain)
        reader = cache.reader()
        try:
            revision = reader.revision
            if not rebuild and (loaded := self._load(reader, self._ear)) is not None:
                return loaded
            country = reader.service.country
            return Index.build(reader.persons(), reader.units(), country=country, ear=self._ear), revision
        finally:
            reader.close()

    def read_words(self) -> Vocabulary:
        """Read callers' words, for :meth:`use`."""
        return self._hearing.words(self._complain)

    def use(self, vocabulary: Vocabulary) -> None:
        """Understand callers' words from now on, with this index and those that come."""
        self._vocabulary = vocabulary
        if self._index is not None:
            self._index.use(vocabulary)

    def errand(self, query: str) -> str | None:
        """Return the vocabulary's own word that a query says; ``None`` also for what is a name as well."""
        label = None if self._vocabulary is None else self._vocabulary.label(query)
        ear = self._ear or Ear.standard()
        if label is None or any(ear.knows(plain(word(token))) for token in tokens(label)):
            return None
        return label

    def _load(self, reader: CacheReader, ear: Ear) -> tuple[Index, int] | None:
        with reader.open_image(_IMAGE) as stored:
            if stored is None:
                return None
            image, revision = stored
            try:
                index = Index.from_image(image, ear=ear)
            except ImageError:
                _LOG.info("the search index's image cannot be used and is built anew")
                return None
            _put(index, reader, reader.changed_since(revision))
        self._kept_revision = revision
        return index, revision

    def take(self, number: int, index: Index, reader: CacheReader) -> bool:
        """Answer with this index from now on, after what changed while it was made.

        Return false, and take nothing, when a newer one is being made already.
        """
        with self._lock:
            if number != self._making:
                return False
            missed, self._missed = self._missed, None
        _put(index, reader, missed or ())
        index.use(self._vocabulary)
        if self._index is not None:
            self._index.leave()
        self._index, self._taken = index, number
        return True

    def change(self, refs: Iterable[Ref], reader: CacheReader) -> None:
        """Bring persons and units up to date; those that are gone from the copy go from the index."""
        changed = [ref for ref in refs if ref.kind in (Kind.PERSON, Kind.UNIT)]
        with self._lock:
            if self._missed is not None:
                self._missed.update(changed)
        if self._index is not None:
            _put(self._index, reader, changed)

    def search(
        self, query: str, limit: int, boost: Mapping[Ref, float], among: BitMap | None = None
    ) -> Results | None:
        """Search, among those alone who have these slots; ``None`` while there is no index yet. Whoever asks
        for more hits is answered with the same ones first."""
        if self._index is None:
            return None
        return self._index.search(query, limit=limit, boost=boost, among=among, enough=ENOUGH)

    @property
    def numbering(self) -> object:
        """Something else whenever slots are other people's than before; nothing while there is no index."""
        return None if self._index is None else (self._taken, self._index.numbering)

    def slot(self, ref: Ref) -> int | None:
        """Return somebody's slot, if they can be found."""
        return None if self._index is None else self._index.slot(ref)

    def who(self, slots: BitMap) -> list[tuple[int, Ref]]:
        """Return these slots, each with who has it; none that nobody has any more."""
        return [] if self._index is None else self._index.who(slots)

    def everybody(self, slots: BitMap, limit: int) -> list[Hit]:
        """Return the first of those who have these slots, in the alphabet."""
        return [] if self._index is None else self._index.everybody(slots, limit)

    def units(self) -> BitMap:
        """Return the slots of all units."""
        return NOBODY if self._index is None else self._index.units()

    def within(self, unit: str) -> BitMap:
        """Return the slots of a unit, the units below it, and everybody in them."""
        return NOBODY if self._index is None else self._index.within(unit)

    def whose(self, number: str) -> Results | None:
        """Say whose number it is; ``None`` while there is no index yet."""
        return None if self._index is None else self._index.whose(number)

    def keep(self, cache: Cache, revision: int) -> None:
        """Write the index's image into the copy, unless the one in there will do."""
        if cache.in_memory or not self._is_news(revision):
            return
        assert self._index is not None
        pen = cache.desk_writer()
        try:
            pen.put_image(_IMAGE, self._index.image(), revision)
        finally:
            pen.close()

    def _is_news(self, revision: int) -> bool:
        with self._lock:
            busy = self._missed is not None
        if self._index is None or busy or revision == self._kept_revision or not len(self._index):
            return False
        self._kept_revision = revision
        return True


def _put(index: Index, reader: CacheReader, refs: Iterable[Ref]) -> None:
    for ref in refs:
        if ref.kind is Kind.PERSON:
            person = reader.person(ref.id)
            index.remove(ref) if person is None else index.put_person(person)
        elif ref.kind is Kind.UNIT:
            unit = reader.unit(ref.id)
            index.remove(ref) if unit is None else index.put_unit(unit)
