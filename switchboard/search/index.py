"""The index: everybody who can be found, and the search over them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from switchboard.domain.model import Kind, Person, Ref, Unit
from switchboard.search.answering import Answering
from switchboard.search.bits import NOBODY, BitMap, bits_of, first_of
from switchboard.search.builder import build, entries_of
from switchboard.search.image import ImageError, dump, load
from switchboard.search.image_parts import Memory, Source
from switchboard.search.matching import Matcher
from switchboard.search.meaning import Meaning
from switchboard.search.meant import Enough
from switchboard.search.next_door import NextDoor
from switchboard.search.order import Order
from switchboard.search.phones import calling_code, owners
from switchboard.search.query import as_typed, extension_in, parse
from switchboard.search.records import Entry, entry_of_person, entry_of_unit
from switchboard.search.results import Hit, Results
from switchboard.search.sounds import Ear
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.vocabulary import Vocabulary

__all__ = ["ENOUGH", "ImageError", "Index"]

ENOUGH = 50
"""With so many hits as spelled, nobody is looked for who is spelled otherwise."""

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
        self._stages = Stages(self._matcher, store)
        self._meaning = Meaning(self._matcher, self._stages, store)
        self._answering = Answering(self._matcher, self._stages, store, country)
        self._boost: dict[Ref, float] | None = None
        self._last: tuple[str, int, Mapping[Ref, float] | None, BitMap | None, int, Results] | None = None
        self._boost_slots: dict[int, float] = {}
        self.edition = 0
        """Another number whenever a search may answer otherwise than before."""
        self.numbering = 0
        """Another number whenever slots (:meth:`slot`) are other people's than before."""

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
        NextDoor.shipped()
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
        return len(self._store.live)

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
        if self._store.remove(ref):
            self._forget()

    def _put(self, entry: Entry) -> None:
        # Most changes are of what somebody does, not of what they are found by.
        if not self._store.put(entry):
            return
        self._forget()
        if len(self._store.young_keys) > max(_YOUNG, self._store.base >> 3):
            self._rebuild()

    def _forget(self) -> None:
        self.edition += 1
        self._stages = Stages(self._matcher, self._store)
        self._meaning = Meaning(self._matcher, self._stages, self._store)
        self._answering = Answering(self._matcher, self._stages, self._store, self._country)
        self._boost = None
        self._last = None

    def leave(self) -> None:
        """Another index answers from now on: hits of this one that were not explained will not be, since
        nobody says here any more who may not be known as they were."""
        self._store.records.over = True

    def _rebuild(self) -> None:
        before = self._store
        self._store = build(entries_of(before), before.lexicon.ear)
        before.records.over = True
        self.numbering += 1
        vocabulary, self._matcher = self._matcher.vocabulary, Matcher(self._store, self._country)
        self._matcher.vocabulary = vocabulary
        self._forget()

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        boost: Mapping[Ref, float] | None = None,
        among: BitMap | None = None,
        enough: int = 0,
    ) -> Results:
        """Return the best ``limit`` hits for a query, of those alone who have the slots ``among``.

        ``boost`` says whom the agent works with: of hits that match equally well, those with more of it come
        first (0 and less, and what is no number, count as nothing). ``total`` counts those who sound alike,
        were mistyped and so on only when fewer than ``enough`` (:data:`ENOUGH`, or ``limit`` if that is more)
        match as spelled.
        """
        said = " ".join(query.split())
        last, enough = self._last, enough or max(ENOUGH, limit)
        asked = (said, limit, boost or None, among, enough)
        if last is not None and last[:-1] == asked:
            # Whoever ends a word with a blank goes on with another: then this one's other spellings are
            # wanted, and this keystroke has nothing else to do.
            if query[-1:].isspace():
                self._stages.ahead(self._stages.same(parse(said) or ()))
            known = last[-1]
            return Results(query, known.total, known.hits, known.topics, known.left_out)
        results = self._search(query, limit, boost, among, Enough(enough, among))
        self._last = (said, limit, self._boost if boost else None, among, enough, results)
        return results

    def _search(
        self,
        query: str,
        limit: int,
        boost: Mapping[Ref, float] | None,
        among: BitMap | None,
        enough: Enough,
    ) -> Results:
        typed = parse(query)
        if not typed or limit < 1:
            return Results(query, 0, ())
        typed = self._stages.same(typed)
        meant = self._meaning.of(query, typed, enough)
        hits, found = self._answering.hits(query, meant, limit, self._boosted(boost), among)
        if not found and not meant.anybody() and (extension := extension_in(query)):
            # Nobody has the number; whoever has all of the extension may be meant.
            owning = self._owners(extension)
            owned = len(owning if among is None else owning & among)
            hits = list(self._search(extension, min(limit, owned), boost, among, enough).hits)
            return Results(query, owned, tuple(hits))
        topics = self._answering.topics(query, typed, meant)
        left_out = as_typed(query, meant.left_out) if meant.left_out else ()
        return Results(query, found, tuple(hits), topics, left_out)

    def whose(self, number: str, *, limit: int = 3) -> Results:
        """Return whose number or extension this is, as a whole and in any notation, units first.

        Nothing is explained. Masked numbers are nobody's, and so is a text that is more than a number.
        """
        owned = self._owners(number)
        found = tuple([Hit(self._store.ref(slot), ()) for slot in first_of(owned, limit)])
        return Results(number, len(owned), found)

    def _owners(self, number: str) -> BitMap:
        # In +46 (0)8 123 the zero is for callers at home.
        fragments = parse(number.replace("(0)", " ")) or ()
        store = self._store
        if len(fragments) != 1 or not fragments[0].groups:
            return NOBODY
        code = calling_code(self._country)
        return store.live & owners(fragments[0], store.numbers, store.extensions, code)

    def slot(self, ref: Ref) -> int | None:
        """Return the slot by which a search can be narrowed to somebody (``among``); theirs until they are
        renamed, and as long as :attr:`numbering` is the same."""
        return self._store.slot(ref)

    def who(self, slots: BitMap) -> list[tuple[int, Ref]]:
        """Return these slots, each with who has it; none that nobody has any more."""
        return [(slot, self._store.ref(slot)) for slot in slots & self._store.live]

    def everybody(self, slots: BitMap, limit: int) -> list[Hit]:
        """Return the first of those who have these slots, in the alphabet, for no word of any query."""
        listed = Order(self._store, "", (), {}).by_name(slots & self._store.live, limit)
        return [Hit(self._store.ref(slot), ()) for slot in listed]

    def units(self) -> BitMap:
        """Return the slots of all units."""
        return self._store.unit_bits

    def within(self, unit: str) -> BitMap:
        """Return the slots of a unit, the units below it, and everybody in them."""
        tree, own = self._store.tree, self._store.slot(Ref(Kind.UNIT, unit))
        slots = [slot for some in tree.within(unit) for slot in tree.direct(some)]
        return bits_of(slots if own is None else [own, *slots])

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
