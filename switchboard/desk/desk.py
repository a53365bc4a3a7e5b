"""The desk: everything the window asks and says, answered on lanes, free of Qt."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

from switchboard.cache import Cache, Overtaken
from switchboard.cache.reader import CacheReader
from switchboard.desk.available import Available
from switchboard.desk.begun import Begun
from switchboard.desk.finder import FIRST, LIMIT, Finder
from switchboard.desk.hearing import Hearing
from switchboard.desk.journal import Journal
from switchboard.desk.lane import Lane
from switchboard.desk.repeat import Repeat
from switchboard.desk.replies import CardAnswer, Found, More, Rows, Watcher
from switchboard.desk.rows import RowMaker
from switchboard.desk.spare import Spare
from switchboard.domain.availability import Limits
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Ref
from switchboard.domain.policy import Policy
from switchboard.search.results import Hit

__all__ = ["FIRST", "LIMIT", "Desk"]

_HOURS = "Mo-Fr 08:00-16:00"
"""Somebody's, to try the rules with."""


class Desk:
    """Answers questions about one local copy, on a search lane; what the agent says goes to the ``journal``.

    ``deliver`` callbacks run on the search lane. Newer questions of a kind replace waiting ones.
    """

    def __init__(
        self,
        cache: Cache,
        watcher: Watcher,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        limits: Limits | None = None,
        policy: Policy | None = None,
        hearing: Hearing | None = None,
        rank_by_use: bool = True,
        begun: Begun | None = None,
    ) -> None:
        """Take a copy; ``begun`` is its index on the way, with what ``hearing`` says."""
        self._cache = cache
        self._watcher = watcher
        self._now = now
        self._limits = limits or Limits()
        self.policy = policy or Policy()
        """What the municipality decided about routes."""
        self._search = Lane("search lane")
        self._begun = begun or Begun(cache, hearing, watcher.on_problem)
        self._index_lane, self._catalogue = self._begun.lane, self._begun.catalogue
        self._reader: CacheReader | None = None
        self._maker = RowMaker(self._limits)
        self.ranks_by_use = rank_by_use
        """Whether whom the agent works with comes first among equal hits."""
        self._available = Available(self._catalogue, self._limits)
        self._finder = Finder(self._catalogue, self._maker, self._available, rank_by_use=rank_by_use)
        self._spare = Spare(
            self._search, self._finder, self._available, self._view, self._now, self._guard, watcher.on_tried
        )
        self._repeat = Repeat(self._finder, self._catalogue)
        self._gave_way = self._answered = False
        self.journal = Journal(
            cache,
            watcher,
            now,
            changed=lambda refs: self.changed(refs, False),
            use_changed=self._use_changed,
        )

    @property
    def index_number(self) -> int:
        """Another number whenever an index was made anew, 0 while there is none yet; for any thread."""
        return self._catalogue.number

    @property
    def knows_words(self) -> bool:
        """Whether callers' words have been read, which happens in an idle moment; for any thread."""
        return self._catalogue.knows_words

    # -- lanes

    def start(self) -> None:
        """Begin: load or build the index. Until it is there, searches say that they are not ready."""
        self._make_index(self._begun.number or self._catalogue.begin(), rebuild=False)
        # Nobody can be found yet: what the first rows need is made ready meanwhile, the calendar of holidays
        # above all (4 ms).
        self._ask(lambda: self._finder.judge_ahead(_HOURS, self._view(), self._now()))
        # Reading callers' words takes the interpreter from the first answer and from its painting.
        self._index_lane.fill_idle(self._reading_words())

    def stop(self) -> None:
        """Finish what must be durable, keep the index's image, end the lanes."""
        self.journal.stop()
        self._index_lane.stop()
        self._search.submit(self._keep_image)
        self._search.stop(finish=True)

    def idle(self, timeout: float) -> bool:
        """Wait until all lanes have nothing to do; return whether that came true."""
        # In the order in which they give each other work: a change may ask for an index, which is then taken.
        order = (self.journal, self._search, self._index_lane, self._search, self.journal)
        return all(lane.idle(timeout) for lane in order)

    def _view(self) -> CacheReader:
        if self._reader is None:
            self._reader = self._cache.reader()
        return self._reader

    def _ask(self, job: Callable[[], None], key: object = None, *, urgent: bool = False) -> None:
        self._search.submit(lambda: self._guard(job), key=key, urgent=urgent)

    def _guard(self, job: Callable[[], None]) -> None:
        try:
            job()
        except ExpectedError as error:
            self._watcher.on_problem(error)

    # -- the index

    def _make_index(self, number: int, *, rebuild: bool) -> None:
        def make() -> None:
            index = self._begun.make(rebuild=rebuild)

            def take() -> None:
                if self._catalogue.take(number, index, self._view()):
                    self._watcher.on_ready(self._view().service)
                    self._spare.begin(index)

            self._ask(take)

        # Of several that wait only the newest is worth making.
        self._index_lane.submit(lambda: self._guard(make), key="make")

    def _reading_words(self) -> Iterator[None]:
        vocabulary = self._catalogue.read_words()
        yield

        def use() -> None:
            self._catalogue.use(vocabulary)
            if self._catalogue.ready:
                # A question that stands was answered without these words: it is asked again as for anybody
                # who comes.
                self._watcher.on_changed(frozenset(), False)

        self._ask(use)

    def _keep_image(self) -> None:
        self._guard(lambda: self._catalogue.keep(self._cache, self._view().revision))

    # -- changes

    def changed(self, refs: frozenset[Ref], everything: bool) -> None:
        """The sync has changed the copy, or the agent has said something. Called on their lanes."""

        def change() -> None:
            self._finder.forget_use()
            self._maker.forget(None if everything else refs)
            if everything:
                self._make_index(self._catalogue.begin(), rebuild=True)
            else:
                self._catalogue.change(refs, self._view())
                self._spare.changed()
            self._available.changed(None if everything else refs)
            self._watcher.on_changed(refs, everything)

        self._ask(change)

    def _use_changed(self, refs: frozenset[Ref]) -> None:
        """Favourites or recents are others now; ``refs`` look different. Called on the desk lane."""

        def change() -> None:
            self._finder.forget_use()
            if refs:
                self._watcher.on_changed(refs, False)

        # The next question must know of it, and questions are urgent.
        self._ask(change, urgent=True)

    # -- questions

    def find(
        self,
        query: str,
        generation: int,
        deliver: Callable[[Found], None],
        *,
        available_only: bool = False,
        scope: Ref | None = None,
        first: int = FIRST,
        keep: Ref | None = None,
        limit: int = LIMIT,
    ) -> None:
        """Search, as :meth:`Finder.find` does. It gives way to a newer search, but never twice in a row: who
        types faster than a slow machine answers still sees something."""

        def job() -> None:
            gives_way, self._gave_way = not self._gave_way, True
            with self._view().held(self._is_overtaken if gives_way else None) as view:
                if not self._answered:
                    # What was typed while the window was made comes at once, and is one question.
                    time.sleep(0)
                    view.look_up()
                found = self._finder.find(
                    query,
                    generation,
                    view,
                    self._now(),
                    available_only=available_only,
                    scope=scope,
                    first=first,
                    keep=keep,
                    limit=limit,
                )
            self._gave_way, self._answered = False, found.ready
            self._repeat.answered(found, available_only=available_only, scope=scope)
            deliver(found)

        self._ask(self._giving_way(job), "find", urgent=True)

    def again(
        self, generation: int, shown: tuple[Ref, ...], keep: Ref | None, deliver: Callable[[Found], None]
    ) -> None:
        """Answer the question of this number again if others are found than those shown, as
        :meth:`Repeat.again` does; else nothing is delivered. It gives way to every question of the agent."""

        def job() -> None:
            with self._view().held(self._is_overtaken) as view:
                found = self._repeat.again(generation, shown, keep, view, self._now())
            if found is not None:
                deliver(found)

        self._ask(self._giving_way(job), "again")

    def rows(self, hits: Iterable[Hit], deliver: Callable[[Rows], None]) -> None:
        """Judge hits anew: after a change, or because time has passed."""
        asked = tuple(hits)

        def job() -> None:
            with self._view().held() as view:
                rows = self._finder.rows(asked, view, self._now())
            shown = {row.ref for row in rows}
            deliver(Rows(rows, tuple(hit.ref for hit in asked if hit.ref not in shown)))

        self._ask(job)

    def more(self, hits: Iterable[Hit], generation: int, deliver: Callable[[More], None]) -> None:
        """Make the rows of the hits below the first screen, unless there is a newer search before they are
        made."""
        asked = tuple(hits)

        def job() -> None:
            with self._view().held(self._is_overtaken) as view:
                rows = self._finder.rows(asked, view, self._now())
            deliver(More(generation, rows))

        self._ask(self._giving_way(job), "more")

    def further(
        self,
        query: str,
        generation: int,
        deliver: Callable[[More], None],
        *,
        available_only: bool,
        scope: Ref | None,
        shown: frozenset[Ref],
    ) -> None:
        """Make the rows of the next hits below those that are shown, unless there is a newer search before
        they are made."""

        def job() -> None:
            with self._view().held(self._is_overtaken) as view:
                rows = self._finder.further(
                    query, view, self._now(), available_only=available_only, scope=scope, shown=shown
                )
            deliver(More(generation, rows))

        self._ask(self._giving_way(job), "more", urgent=True)

    def card(
        self, ref: Ref, generation: int, deliver: Callable[[CardAnswer], None], topic: str | None = None
    ) -> None:
        """Make the card of somebody, unless there is a newer search before it is made."""

        def job() -> None:
            # Who can take a call is not asked before the first hits are there.
            from switchboard.desk.cards import make_card

            with self._view().held(self._is_overtaken) as view:
                card = make_card(ref, view, self._now(), topic=topic, policy=self.policy, limits=self._limits)
                favourite = ref in self._finder.favourites(view)
            deliver(CardAnswer(generation, ref, card, favourite))

        self._ask(self._giving_way(job), "card", urgent=True)

    def _is_overtaken(self) -> bool:
        return self._search.waits("find")

    @staticmethod
    def _giving_way(job: Callable[[], None]) -> Callable[[], None]:
        """A job whose answer nobody wants when there is a newer search: its hits have a card, too."""

        def polite() -> None:
            with suppress(Overtaken):
                job()

        return polite

    def rank_by_use(self, on: bool) -> None:
        """Rank by the agent's own use from the next question on, or no longer."""
        self.ranks_by_use = on
        self._ask(lambda: self._finder.rank_by_use(on), urgent=True)

    def unmet(self, query: str) -> None:
        """The agent has left a query that nobody was found for: count it, if it is a word of the vocabulary.

        Anything else may be a name, however it is spelled, and is not kept.
        """

        def job() -> None:
            errand = self._catalogue.errand(query)
            if errand is not None:
                self.journal.unmet(errand)

        self._ask(job)

    def caller(self, number: str, generation: int, deliver: Callable[[Found], None]) -> None:
        """Find who has this number; masked numbers find nobody."""

        def job() -> None:
            with self._view().held() as view:
                found = self._finder.caller(number, generation, view, self._now())
            deliver(found)

        self._ask(job, "caller")
