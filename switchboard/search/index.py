"""The index: everybody who can be found, and the search over them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from switchboard.domain.model import Person, Ref, Unit
from switchboard.search.bits import slots_of, union
from switchboard.search.builder import build
from switchboard.search.explain import Explainer, Shown
from switchboard.search.fit import parted
from switchboard.search.image import ImageError, dump, load
from switchboard.search.image_parts import Memory, Source
from switchboard.search.levels import PREFIX, Level, Levels
from switchboard.search.matching import Matcher
from switchboard.search.phones import calling_code, owners
from switchboard.search.query import Fragment, parse
from switchboard.search.ranking import Order, best, everybody
from switchboard.search.records import Entry, entry_of_person, entry_of_unit
from switchboard.search.results import Hit, Results, Topic
from switchboard.search.sounds import Ear
from switchboard.search.store import Store
from switchboard.search.vocabulary import Vocabulary

__all__ = ["ENOUGH", "ImageError", "Index"]

ENOUGH = 50
"""With so many hits as spelled, nobody is looked for who is spelled otherwise."""

_KEPT = 64
"""For how many fragments the levels are kept: typing on changes the last one only."""

_LABELS_TRIED = 6
"""So many of a topic's labels are tried for one that finds somebody."""

_MOST_TOPICS = 3

_YOUNG = 4096
"""So many new or renamed people (or an eighth, if that is more) and the index is built anew."""


class Index:
    """Finds people and units. It belongs to one thread.

    Changes are seen by the next search. Whoever may not be found is never in it: shielded people not at all,
    of restricted people name, title and unit only, no number whose digits are masked.
    """

    def __init__(self, store: Store, country: str) -> None:
        self._store = store
        self._country = country
        self._matcher = Matcher(store, country)
        self._near: dict[Fragment, Levels] = {}
        self._wide: dict[Fragment, Levels] = {}
        self._far: dict[Fragment, Levels] = {}
        self._shown = Shown(store)
        self._boost: dict[Ref, float] | None = None
        self._leading: dict[str, bool] = {}
        self._boost_slots: dict[int, float] = {}

    @classmethod
    def build(
        cls, persons: Iterable[Person], units: Iterable[Unit], *, country: str = "NO", ear: Ear | None = None
    ) -> Index:
        """Build the index of some people and units; of two with one id the later one counts.

        ``country`` (ISO 3166-1) is where the reader sits: its numbers are typed without their calling code.
        ``ear`` knows names that sound alike; the shipped ones unless another is given.
        """
        entries: dict[Ref, Entry] = {}
        for unit in units:
            entries[unit.ref] = entry_of_unit(unit)
        for person in persons:
            entry = entry_of_person(person)
            if entry is not None:
                entries[person.ref] = entry
            else:
                entries.pop(person.ref, None)
        return cls(build(entries.values(), ear or Ear.standard()), country)

    def use(self, vocabulary: Vocabulary | None) -> None:
        """Understand callers' words from now on; ``None``: no more. The image does not hold them."""
        self._matcher.vocabulary = vocabulary
        self._forget()

    def warming(self) -> Iterator[None]:
        """Prepare what searches would otherwise prepare when they first need it (some 0.2 s at 60,000
        people), a little at each step: for idle moments. Answers do not change, and searches and changes may
        come between the steps."""
        store = self._store
        if self._matcher.vocabulary is not None:
            self._matcher.vocabulary.warm()
            yield
        for _ in store.warming():
            if self._store is not store:
                return
            yield

    def warm(self) -> None:
        """Take all steps of :meth:`warming` at once."""
        for _ in self.warming():
            pass

    def image(self) -> bytes:
        """Return the whole index as bytes: it holds personal data, so it belongs in the encrypted copy."""
        return dump(self._store, self._country)

    @classmethod
    def from_image(cls, data: bytes | Source, *, ear: Ear | None = None) -> Index:
        """Return the index that gave the image; its answers are those of a fresh build.

        Raises:
            ImageError: the image is damaged, or another version or ear made it. Build a new index instead.
        """
        return cls(*load(Memory(data) if isinstance(data, bytes) else data, ear or Ear.standard()))

    def __len__(self) -> int:
        """Return how many people and units can be found."""
        return self._store.live.bit_count()

    def put_person(self, person: Person) -> None:
        """Add a person, or replace what was known of them."""
        entry = entry_of_person(person)
        if entry is None:
            self.remove(person.ref)
        else:
            self._put(entry)

    def put_unit(self, unit: Unit) -> None:
        """Add a unit, or replace what was known of it; its people are found by its new name and parents."""
        self._put(entry_of_unit(unit))

    def remove(self, ref: Ref) -> None:
        """Take away a person or a unit; nothing happens when there is none."""
        self._store.remove(ref)
        self._forget()

    def _put(self, entry: Entry) -> None:
        self._store.put(entry)
        self._forget()
        if len(self._store.young_keys) > max(_YOUNG, self._store.base >> 3):
            self._rebuild()

    def _forget(self) -> None:
        self._near.clear()
        self._wide.clear()
        self._far.clear()
        self._shown = Shown(self._store)
        self._boost = None
        self._leading.clear()

    def _rebuild(self) -> None:
        self._store = build(self._store.entries(), self._store.lexicon.ear)
        vocabulary, self._matcher = self._matcher.vocabulary, Matcher(self._store, self._country)
        self._matcher.vocabulary = vocabulary
        self._forget()

    def search(self, query: str, *, limit: int = 50, boost: Mapping[Ref, float] | None = None) -> Results:
        """Return the best ``limit`` hits for a query.

        ``boost`` says whom the agent works with: of hits that match equally well, those with more of it come
        first (0 and less, and what is no number, count as nothing). ``total`` counts those who sound alike,
        were mistyped and so on only when fewer than :data:`ENOUGH` (or ``limit``) match as spelled.
        """
        fragments = parse(query)
        if not fragments or limit < 1:
            return Results(query, 0, ())
        store = self._store
        levels = self._near_levels(fragments)
        near = total = everybody(levels, store.live)
        stages = [(levels, near)]
        if near.bit_count() < max(ENOUGH, limit):
            stages = self._otherwise(query, fragments, levels, near)
            total = union(some for _, some in stages)
        order = Order(store, query, fragments, self._boosted(boost))
        hits: list[Hit] = []
        for some, among in stages:
            fits = parted(store, query, fragments, some, among, near) if len(some) == len(fragments) else ()
            slots = best(order, some, among, limit - len(hits), fits)
            explainer = Explainer(store, self._shown, self._country, fragments[: len(some)], some)
            hits += Hit.later(slots, self._shown.refs(slots), explainer.matches)
        topics = self._topics(query)
        if not total and not topics and len(fragments) > 1:
            # "søke om boss": where nobody has all of it, the errand may be one word of it.
            topics = tuple([t for some in fragments for t in self._topics(some.form) if t.whole])[
                :_MOST_TOPICS
            ]
        return Results(query, total.bit_count(), tuple(hits), topics)

    def whose(self, number: str, *, limit: int = 3) -> Results:
        """Return whose number or extension this is, as a whole and in any notation, units first.

        Nothing is explained. Masked numbers are nobody's, and so is a text that is more than a number.
        """
        # In +46 (0)8 123 the zero is for callers at home.
        fragments = parse(number.replace("(0)", " ")) or ()
        store = self._store
        owned = 0
        if len(fragments) == 1 and fragments[0].groups:
            code = calling_code(self._country)
            owned = store.live & owners(fragments[0], store.numbers, store.extensions, code)
        found = tuple([Hit(store.ref(slot), ()) for slot in slots_of(owned, limit)])
        return Results(number, owned.bit_count(), found)

    def _otherwise(
        self, query: str, fragments: Sequence[Fragment], levels: list[Levels], near: int
    ) -> list[tuple[list[Levels], int]]:
        """Return who else is meant, in stages: everybody of one stands before everybody of the next."""
        live = self._store.live
        said = [Levels(self._matcher.phrase(query))]
        wide = _and_then(levels, map(self._wide_levels, fragments))
        total = everybody(wide, live)
        if not said[0].union & live:
            if not total:
                wide = _and_then(wide, map(self._far_levels, fragments))
                total = everybody(wide, live)
            return [(wide, total)]
        # The whole query is what callers call an errand: that is no slip, and if it is several words no name
        # that is being typed.
        first = near
        if len(fragments) > 1:
            first = near & everybody(
                [Levels([_ for _ in some.levels if _.cost < PREFIX]) for some in levels], live
            )
        others = said[0].union & live & ~first
        return [(levels, first), (said, others), (wide, total & ~first & ~others)]

    def _topics(self, query: str) -> tuple[Topic, ...]:
        vocabulary = self._matcher.vocabulary
        topics: dict[str, Topic] = {}
        for said, labels, whole in () if vocabulary is None else vocabulary.meant(query):
            label = next(filter(self._leads, labels[:_LABELS_TRIED]), said)
            # What is said already, or as good as said, need not be suggested.
            if label != said and not label.casefold().startswith(query.casefold().strip()):
                topics.setdefault(label, Topic(label, said, whole))
        return tuple(topics.values())

    def _leads(self, label: str) -> bool:
        """Whether a topic's label finds anybody."""
        known = self._leading.get(label)
        if known is None:
            levels = self._near_levels(parse(label) or ())
            known = self._leading[label] = bool(levels and everybody(levels, self._store.live))
        return known

    def _near_levels(self, fragments: Sequence[Fragment]) -> list[Levels]:
        levels = [self._kept_levels(self._near, fragment, self._matcher.near) for fragment in fragments]
        for at in range(len(fragments) - 1):
            joined = self._matcher.joined(fragments[at], fragments[at + 1])
            if joined:
                for one in (at, at + 1):
                    levels[one] = Levels(sorted([*levels[one].levels, *joined], key=_by_cost))
        return levels

    def _wide_levels(self, fragment: Fragment) -> Levels:
        return self._kept_levels(self._wide, fragment, self._matcher.wide)

    def _far_levels(self, fragment: Fragment) -> Levels:
        return self._kept_levels(self._far, fragment, self._matcher.far)

    @staticmethod
    def _kept_levels(
        kept: dict[Fragment, Levels], fragment: Fragment, match: Callable[[Fragment], list[Level]]
    ) -> Levels:
        levels = kept.get(fragment)
        if levels is None:
            if len(kept) >= _KEPT:
                kept.clear()
            levels = kept[fragment] = Levels(match(fragment))
        return levels

    def _boosted(self, boost: Mapping[Ref, float] | None) -> dict[int, float]:
        if not boost:
            return {}
        if boost != self._boost:
            # It changes with a call put through, not with a keystroke.
            slots: dict[int, float] = {}
            for ref, value in boost.items():
                slot = self._store.slot(ref)
                if slot is not None and value > 0 and not math.isnan(value):
                    slots[slot] = value
            self._boost, self._boost_slots = dict(boost), slots
        return self._boost_slots


def _and_then(levels: Sequence[Levels], more: Iterable[Levels]) -> list[Levels]:
    return [some.and_then(others) for some, others in zip(levels, more, strict=True)]


def _by_cost(level: Level) -> int:
    return level.cost
