"""The desk: everything the window asks and says, answered on lanes, free of Qt."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from uuid import uuid4

from switchboard.cache import Cache
from switchboard.cache.desk import DeskWriter
from switchboard.cache.reader import CacheReader
from switchboard.desk.answers import Row, make_card
from switchboard.desk.catalogue import Catalogue
from switchboard.desk.lane import Lane
from switchboard.desk.replies import CardAnswer, Found, More, Rows, Watcher
from switchboard.desk.rows import RowMaker
from switchboard.domain.availability import Limits, Status
from switchboard.domain.errors import ExpectedError
from switchboard.domain.model import Kind, Message, Outcome, Ref, Result
from switchboard.domain.routes import Policy
from switchboard.search.results import Hit

_LOG = logging.getLogger(__name__)

LIMIT = 50
"""How many hits are shown."""
FIRST = 18
"""How many of them are made into rows at once: a screen full. The rest can wait until these are painted."""
_FILTER_LIMIT = 500
"""How many hits are looked at when only those who are available are wanted."""
_RECENTS = 20


class Desk:
    """Answers questions about one local copy, on a search lane; writes on a desk lane.

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
    ) -> None:
        self._cache = cache
        self._watcher = watcher
        self._now = now
        self._limits = limits or Limits()
        self._policy = policy or Policy()
        self._search = Lane("search lane")
        self._index_lane = Lane("index lane")
        self._desk = Lane("desk lane")
        self._catalogue = Catalogue()
        self._reader: CacheReader | None = None
        self._writer: DeskWriter | None = None
        self._maker = RowMaker(self._limits)
        self._boost: dict[Ref, float] | None = None
        self._favourites: frozenset[Ref] | None = None

    # -- lanes

    def start(self) -> None:
        """Begin: load or build the index. Until it is there, searches say that they are not ready."""
        self._make_index(rebuild=False)

    def stop(self) -> None:
        """Finish what must be durable, keep the index's image, end the lanes."""
        self._desk.stop(finish=True)
        self._index_lane.stop()
        self._search.submit(self._keep_image)
        self._search.stop(finish=True)

    def idle(self, timeout: float) -> bool:
        """Wait until all lanes have nothing to do; return whether that came true."""
        return all(lane.idle(timeout) for lane in (self._desk, self._index_lane, self._search))

    def _view(self) -> CacheReader:
        if self._reader is None:
            self._reader = self._cache.reader()
        return self._reader

    def _pen(self) -> DeskWriter:
        if self._writer is None:
            self._writer = self._cache.desk_writer()
        return self._writer

    def _ask(self, job: Callable[[], None], key: str, *, urgent: bool = True) -> None:
        self._search.submit(lambda: self._guard(job), key=key, urgent=urgent)

    def _write(self, job: Callable[[], None]) -> None:
        self._desk.submit(lambda: self._guard(job))

    def _guard(self, job: Callable[[], None]) -> None:
        try:
            job()
        except ExpectedError as error:
            self._watcher.on_problem(error)

    # -- the index

    def _make_index(self, *, rebuild: bool) -> None:
        number = self._catalogue.begin()

        def make() -> None:
            index, _ = self._catalogue.make(self._cache, rebuild=rebuild)

            def take() -> None:
                if self._catalogue.take(number, index, self._view()):
                    self._watcher.on_ready(self._view().service)

            self._search.submit(lambda: self._guard(take))

        # Of several that wait only the newest is worth making.
        self._index_lane.submit(lambda: self._guard(make), key="make")

    def _keep_image(self) -> None:
        def keep() -> None:
            revision = self._view().revision
            if self._cache.in_memory or (image := self._catalogue.image(revision)) is None:
                return
            self._pen().put_image(*image, revision)

        self._guard(keep)

    # -- changes

    def changed(self, refs: frozenset[Ref], everything: bool) -> None:
        """The sync has changed the copy. Called on its lane."""

        def change() -> None:
            self._favourites = self._boost = None
            self._maker.forget(None if everything else refs)
            if everything:
                self._make_index(rebuild=True)
            else:
                self._catalogue.change(refs, self._view())
            self._watcher.on_changed(refs, everything)

        self._search.submit(lambda: self._guard(change))

    # -- questions

    def find(
        self,
        query: str,
        generation: int,
        deliver: Callable[[Found], None],
        *,
        available_only: bool = False,
        scope: Ref | None = None,
        whole: bool = False,
    ) -> None:
        """Search; with an empty query answer favourites and recents (a unit's people when scoped).

        Unless the ``whole`` answer is asked for, the hits below the first screen come as ``rest``.
        """

        def job() -> None:
            deliver(self._find(query, generation, available_only, scope, whole))

        self._ask(job, "find")

    def _find(
        self, query: str, generation: int, available_only: bool, scope: Ref | None, whole: bool
    ) -> Found:
        view, at = self._view(), self._now()
        favourites = self._known_favourites(view)
        if not query.strip():
            hits, total = self._standing(view, favourites, scope)
            rows = self._rows(hits, view, at, available_only, scope)
            return Found(
                generation,
                query,
                len(rows) if scope is None else total,
                rows,
                scope is None,
                True,
                favourites,
            )
        filtered = available_only or scope is not None
        results = self._catalogue.search(query, _FILTER_LIMIT if filtered else LIMIT, self._known_boost(view))
        if results is None:
            return Found(generation, query, 0, (), False, False, favourites)
        if not filtered:
            cut = LIMIT if whole else FIRST
            rows = self._rows(results.hits[:cut], view, at, False, None)
            rest = results.hits[cut:]
            return Found(generation, query, results.total, rows, False, True, favourites, rest)
        rows = self._rows(results.hits, view, at, available_only, scope)
        return Found(generation, query, len(rows), rows[:LIMIT], False, True, favourites)

    def _standing(
        self, view: CacheReader, favourites: frozenset[Ref], scope: Ref | None
    ) -> tuple[list[Hit], int]:
        if scope is not None:
            refs = [member.ref for member in view.members(scope.id)]
            refs += [unit.ref for unit in view.subunits(scope.id)]
        else:
            ordered = [ref for ref in view.favourites() if ref in favourites]
            refs = ordered + [r.ref for r in view.recents(_RECENTS) if r.ref not in favourites]
        return [Hit(ref, ()) for ref in refs], len(refs)

    def _rows(
        self, hits: Iterable[Hit], view: CacheReader, at: datetime, available_only: bool, scope: Ref | None
    ) -> tuple[Row, ...]:
        rows: list[Row] = []
        for hit in hits:
            if scope is not None and not _within(hit.ref, scope.id, view):
                continue
            row = self._maker.make(hit, view, at)
            if row is None or (available_only and not _reachable(row)):
                continue
            rows.append(row)
        return tuple(rows)

    def _known_favourites(self, view: CacheReader) -> frozenset[Ref]:
        if self._favourites is None:
            self._favourites = frozenset(view.favourites())
        return self._favourites

    def _known_boost(self, view: CacheReader) -> dict[Ref, float]:
        if self._boost is None:
            recents = view.recents(200)
            most = max((recent.count for recent in recents), default=1)
            self._boost = {recent.ref: recent.count / most for recent in recents}
            self._boost.update(dict.fromkeys(self._known_favourites(view), 1.0))
        return self._boost

    def rows(self, hits: Iterable[Hit], deliver: Callable[[Rows], None]) -> None:
        """Judge hits anew: after a change, or because time has passed."""
        asked = tuple(hits)

        def job() -> None:
            view, at = self._view(), self._now()
            made = [(hit.ref, self._maker.make(hit, view, at)) for hit in asked]
            deliver(
                Rows(
                    tuple(row for _, row in made if row is not None),
                    tuple(ref for ref, row in made if row is None),
                )
            )

        self._search.submit(lambda: self._guard(job))

    def more(self, hits: Iterable[Hit], generation: int, deliver: Callable[[More], None]) -> None:
        """Make the rows of the hits below the first screen."""
        asked = tuple(hits)

        def job() -> None:
            deliver(More(generation, self._rows(asked, self._view(), self._now(), False, None)))

        self._ask(job, "more", urgent=False)

    def card(
        self, ref: Ref, generation: int, deliver: Callable[[CardAnswer], None], topic: str | None = None
    ) -> None:
        """Make the card of somebody."""

        def job() -> None:
            view = self._view()
            card = make_card(ref, view, self._now(), topic=topic, policy=self._policy, limits=self._limits)
            deliver(CardAnswer(generation, ref, card, ref in self._known_favourites(view)))

        self._ask(job, "card")

    def caller(self, number: str, generation: int, deliver: Callable[[Found], None]) -> None:
        """Find who has this number; masked numbers find nobody."""

        def job() -> None:
            results = self._catalogue.search(number, 3, {})
            hits = results.hits if results is not None else ()
            rows = self._rows(hits, self._view(), self._now(), False, None)
            deliver(Found(generation, number, len(rows), rows, False, results is not None, frozenset()))

        self._ask(job, "caller", urgent=False)

    # -- what the agent says

    def used(self, ref: Ref) -> None:
        """A call was put through to somebody."""
        at = self._now()

        def job() -> None:
            self._pen().used(ref, at)
            self._search.submit(self._forget_use)

        self._write(job)

    def outcome(self, ref: Ref, result: Result) -> None:
        """Say what came of a call; durable before anybody is told."""
        person, unit = _target(ref)
        self._add(Outcome(id=str(uuid4()), result=result, at=self._now(), person=person, unit=unit), ref)

    def message(
        self, ref: Ref, text: str, *, caller_name: str, caller_number: str, call_back: bool, urgent: bool
    ) -> None:
        """Leave a message for somebody."""
        person, unit = _target(ref)
        self._add(
            Message(
                id=str(uuid4()),
                text=text,
                at=self._now(),
                person=person,
                unit=unit,
                caller_name=caller_name,
                caller_number=caller_number,
                call_back=call_back,
                urgent=urgent,
            ),
            ref,
        )

    def _add(self, item: Outcome | Message, ref: Ref) -> None:
        def job() -> None:
            self._pen().outbox.add(item, item.at)
            self._watcher.on_sent_later()
            # It counts at once, long before the directory hears of it.
            self.changed(frozenset({ref}), False)

        self._write(job)

    def favourite(self, ref: Ref) -> None:
        """Make somebody a favourite, or no longer one."""
        at = self._now()

        def job() -> None:
            pen = self._pen()
            reader = self._cache.reader()
            try:
                known = ref in reader.favourites()
            finally:
                reader.close()
            pen.remove_favourite(ref) if known else pen.add_favourite(ref, at)
            self._search.submit(self._forget_use)
            self._watcher.on_changed(frozenset({ref}), False)

        self._write(job)

    def _forget_use(self) -> None:
        self._favourites = self._boost = None


def _target(ref: Ref) -> tuple[str | None, str | None]:
    return (ref.id, None) if ref.kind is Kind.PERSON else (None, ref.id)


def _reachable(row: Row) -> bool:
    if row.availability is not None:
        return row.availability.status is Status.AVAILABLE
    return row.open is True


def _within(ref: Ref, scope: str, view: CacheReader) -> bool:
    """Whether somebody belongs to a unit or to one below it."""
    if ref.kind is Kind.PERSON:
        person = view.person(ref.id)
        unit_id = person.unit if person is not None else None
    else:
        unit_id = ref.id
    seen: set[str] = set()
    while unit_id is not None and unit_id not in seen:
        if unit_id == scope:
            return True
        seen.add(unit_id)
        unit = view.unit(unit_id)
        unit_id = unit.parent if unit is not None else None
    return False
