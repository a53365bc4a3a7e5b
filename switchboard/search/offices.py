"""Whoever is the head of a unit that was named, and units whose name was said loosely.

Both come before people who have it from their unit, and before other words for the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from switchboard.search.apart import BETWEEN
from switchboard.search.around import without_any
from switchboard.search.bits import NOBODY, BitMap, bits_of, union
from switchboard.search.errands import equal, inflections
from switchboard.search.fit import called_so, in_one_text
from switchboard.search.levels import FOLDED_PREFIX, INFLECTED, PART_END, PREFIX, TYPO_WHOLE, Level, Told
from switchboard.search.meant import Meant, Stage
from switchboard.search.office_words import (
    definite,
    ends_as_place,
    ends_as_unit,
    head_of,
    is_head,
    rank_of,
    shortened,
    shorter,
    title_ends,
    titles_for,
)
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.records import FIELDS, OWN
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.unit_names import BARELY, OTHERWISE, PARTLY, SAID, SYNONYMS, Called, UnitNames

_MOST = 6
"""Of a query of more words, and with more units that it may name, none is named."""
_MOST_LOOSELY = 3
_MOST_ROLES = 50
_READ = 400
_READ_TITLES = 20
_LEAST = 3
"""Who is the head of some part of a unit counts where so few are."""
_PAIR = 2
_SHORTEST = 4
_IN = "i"
_AND = frozenset(("og", "och", "and", "of", "the"))
_SHORTEST_ROLE = 5
_TITLE = OWN.index(Field.TITLE)
_TITLES = FIELDS.index(Field.TITLE)
_ALIASES = FIELDS.index(Field.ALIAS)
_UNITS_OF = len(OWN)
"""The column of the names that people have from their units."""


class Offices:
    """Finds units and their heads."""

    def __init__(self, stages: Stages, store: Store) -> None:
        self._stages = stages
        self._store = store
        self._names = UnitNames(stages, store)
        self._titled: BitMap | None = None
        self._persons = store.live - store.unit_bits

    def of(
        self, fragments: Sequence[Fragment], meant: Meant, again: Callable[[str, Sequence[Fragment]], Meant]
    ) -> Meant:
        """Return who is meant, heads of the unit and units that are called so first; ``again`` asks who is
        meant by other words."""
        if len(fragments) > _MOST or any(some.domain for some in fragments):
            return meant
        written = shorter(fragments)
        if written is not None:
            near = self._stages.near(written)
            units = called_so(near, self._store.unit_bits & self._store.live, PREFIX)
            if units:
                # "Solheim sykehjem avdeling 2" is written "avd. 2".
                return _first([Stage(written, near, units)], meant)
        if any(some.groups for some in fragments):
            return meant
        near = self._stages.near(fragments)
        if called_so(near, self._persons, FOLDED_PREFIX + 1):
            # It is, or begins, somebody's name.
            return meant
        short = shortened(fragments)
        if short is not None and not in_one_text(self._stages.near(short[1])) & self._store.live:
            whole = again(" ".join([some.form for some in short[0]]), short[0])
            if whole.near and not whole.left_out:
                return _first(whole.stages, meant)
        told = without_any(fragments)
        first = (
            self._heads(fragments, told, meant)
            or self._roles(told, meant)
            or self._loosely(fragments, told, meant)
        )
        return _first(first, meant) if first else meant

    def _heads(self, fragments: Sequence[Fragment], told: Sequence[Fragment], meant: Meant) -> list[Stage]:
        """Return the heads of the unit that was named beside a word for one, or in one with it."""
        for at, one in enumerate(told):
            rest = [*told[:at], *told[at + 1 :]]
            if is_head(one.form):
                # "It" is talk, but not here.
                rest = rest or [some for some in fragments if some is not one and len(some.form) > 1]
                return (self._heads_of(one, [rest]) if rest else []) or self._said_for(fragments, meant)
            heads = head_of(one.form)
            if heads and (rest or not self._said(one)):
                titled = self._so_titled(one) if not rest else []
                rests = [[*rest, Fragment(head)] for head in heads]
                return titled or self._heads_of(one, rests) or self._said_for(fragments, meant)
        return []

    def _said_for(self, fragments: Sequence[Fragment], meant: Meant) -> list[Stage]:
        """Return those few heads whose title is one of callers' other words for the whole query, where nobody
        has all of it as it is spelled."""
        if meant.near and not meant.left_out:
            return []
        said = self._stages.phrase(" ".join([one.form for one in fragments]))
        people = union([level.bits for level in said.levels if level.field is Field.TITLE])
        people = people & self._heads_titled() & self._store.live
        return [Stage(fragments, [said], people)] if 0 < len(people) <= _LEAST else []

    def _so_titled(self, one: Fragment) -> list[Stage]:
        """Return those few whose whole title is an inflection of a word: "kommunedirektøren"."""
        masks = self._store.masks
        numbers = [at for at in inflections(self._store, plain(one.form)) if masks[at] >> _TITLE & 1]
        people = self._store.columns[_TITLE].of_words(numbers) & self._store.live
        if len(people) > _MOST:
            return []
        whole = bits_of([slot for slot in people if len(self._title(slot)) == 1])
        if not whole:
            return []
        level = self._level(INFLECTED, How.INFLECTED, Field.TITLE, whole, numbers)
        return [self._stage([one], [level], whole)]

    def _heads_of(self, one: Fragment, rests: Sequence[Sequence[Fragment]]) -> list[Stage]:
        """Return the heads of the unit that the first of ``rests`` names which has any: those with the title
        that was said (``one``), else whoever has the one that says most. None where what was said is a
        person's name."""
        titles = titles_for(one.form)
        for rest in rests:
            titled = self._titled_so(titles)
            if called_so(self._stages.near(rest), titled, PREFIX):
                return []
            for some in self._names.called(rest, most=SYNONYMS)[:1]:
                units = some.units
                if len(units) > _MOST:
                    continue
                ranked: dict[int, list[int]] = {}
                for unit in units:
                    for slot, rank in self._ranked(unit):
                        said = rank <= 1 and slot in titled
                        ranked.setdefault(-1 if said else rank, []).append(slot)
                if ranked and (min(ranked) < _LEAST or len(ranked[min(ranked)]) <= _LEAST):
                    people = bits_of(ranked[min(ranked)])
                    return [self._of_units([one], rest, people, units)]
        return []

    def _titled_so(self, titles: Sequence[str]) -> BitMap:
        """Return the people of whose titles a word is one of these."""
        store = self._store
        numbers = [at for key in titles for at in equal(store, key) if store.masks[at] >> _TITLE & 1]
        return store.columns[_TITLE].of_words(numbers) & store.live

    def _ranked(self, unit: int) -> list[tuple[int, int]]:
        """Return who has the title of a head in a unit, each with their rank."""
        store = self._store
        people = self._people_of(unit) & self._heads_titled()
        if len(people) > _READ:
            return []
        record = store.records[unit]
        texts = (record.name, *record.texts(_ALIASES))
        names = [plain(word(token)) for text in texts for token in tokens(text)]
        key, found = record.ref.id, []
        for slot in people:
            if store.records[slot].unit == key:
                rank = rank_of(self._title(slot), names)
                if rank is not None:
                    found.append((slot, rank))
        return found

    def _people_of(self, unit: int) -> BitMap:
        """Return who has all words of a unit's name from their units."""
        store = self._store
        people = store.live - store.unit_bits
        for number in self._numbers(unit):
            people = people & store.columns[_UNITS_OF].of_word(number)
        return people

    def _numbers(self, unit: int) -> list[int]:
        some = [self._store.lexicon.number(word(token)) for token in tokens(self._store.records.name(unit))]
        return [number for number in some if number is not None]

    def _title(self, slot: int) -> list[str]:
        texts = self._store.records[slot].texts(_TITLES)
        return [plain(word(token)) for text in texts for token in tokens(text)]

    def _heads_titled(self) -> BitMap:
        """All whose title has a word for a head."""
        if self._titled is None:
            self._titled = self._titles(title_ends())
        return self._titled

    def _titles(self, ends: Sequence[str]) -> BitMap:
        """Return those of whose titles a word ends so."""
        store = self._store
        numbers = [number for end in ends for number, last in store.lexicon.containing(end) if last]
        numbers += [number for end in ends for number in equal(store, end)]
        some = sorted({number for number in numbers if store.masks[number] >> _TITLE & 1})
        return store.columns[_TITLE].of_words(some)

    def _roles(self, told: Sequence[Fragment], meant: Meant) -> list[Stage]:
        """Return those of the unit that was named whose title ends as a word of the query: "sekretæren på
        skogly skole" is a skolesekretær. It is asked where nobody has all of it as it is spelled."""
        if (meant.near and not meant.left_out) or not 1 < len(told) <= _MOST:
            return []
        for at, one in enumerate(told):
            key, rest = plain(one.form), [*told[:at], *told[at + 1 :]]
            if len(key) < _SHORTEST_ROLE or not key.isalpha():
                continue
            called = self._names.called(rest, most=SAID)[:1]
            if not called or len(called[0].units) > _LEAST:
                continue
            ends = [end for end in definite(key) if len(end) >= _SHORTEST_ROLE]
            titled = self._titles(ends)
            ids = {self._store.ref(unit).id for unit in called[0].units}
            people = union([self._people_of(unit) for unit in called[0].units]) & titled
            if len(people) <= _READ:
                own = bits_of([slot for slot in people if self._store.records[slot].unit in ids])
                if 0 < len(own) <= _MOST_ROLES:
                    return [self._of_units([one], rest, own, called[0].units)]
        return []

    def _loosely(self, fragments: Sequence[Fragment], told: Sequence[Fragment], meant: Meant) -> list[Stage]:
        """Return the units of which this is the name, said loosely."""
        letters = [at for at, one in enumerate(fragments) if len(one.form) == 1]
        if sum([len(one.form) for one in told]) < _SHORTEST or any(
            not at or fragments[at].form != _IN for at in letters
        ):
            # A letter is an initial.
            return []
        stages, live = self._stages, self._store.live
        kind, alone = ends_as_unit(told[-1].form), len(told) == 1
        between = len(told) < len(fragments) and all(
            one in told or one.form in BETWEEN or one.form in _AND for one in fragments
        )
        if alone and self._begins_a_name(told[0]):
            return []
        if any(self._is_title(one) for one in told):
            return []
        # What is said between is no word that is being typed.
        loose = kind or (between and fragments[-1] in told) or (alone and not meant.near)
        pair = len(told) == _PAIR and (not meant.near or ends_as_place(plain(told[-1].form)))
        joined = self._names.joined(told) if len(told) == _PAIR else []
        if not (loose or joined or alone or pair):
            return []
        some = joined
        if not some and (loose or pair):
            # Of two words that do not end as a unit's name both must be all of it.
            some = self._names.called(told, most=BARELY if loose else OTHERWISE)
            some = some if loose else [one for one in some[:1] if not one.left]
        elif not some:
            some = self._names.beginning(told[0])
        if loose and alone and not some:
            some = self._ended(told[0])
        if not some or called_so(stages.near(told), live - self._store.unit_bits, FOLDED_PREFIX + 1):
            return []
        best = some[0]
        if len(best.units) > _MOST_LOOSELY or (best.how < OTHERWISE and best.left and not kind):
            return []
        if best.how >= OTHERWISE or best.left:
            if self._is_errand(told):
                return []
            said = stages.phrase(" ".join([one.form for one in fragments]))
            named = [level.bits for level in said.levels if level.field is Field.NAME]
            if best.how >= PARTLY and said.union & live and best.left:
                best = best._replace(units=best.units & union(named))
        if best.how == SAID and best.units:
            return [Stage(told, stages.near(told), best.units)]
        return [self._of_units(told, [], best.units, best.units)] if best.units else []

    def _is_title(self, one: Fragment) -> bool:
        """Whether a word is the whole of somebody's title, inflected: "helsesykepleieren på Skjoldnes"."""
        masks = self._store.masks
        numbers = [at for at in inflections(self._store, plain(one.form)) if masks[at] >> _TITLE & 1]
        people = self._store.columns[_TITLE].of_words(numbers) & self._store.live if numbers else NOBODY
        return any(len(self._title(slot)) == 1 for slot in itertools.islice(people, _READ_TITLES))

    def _begins_a_name(self, one: Fragment) -> bool:
        """Whether somebody is called so, or will be when it is typed to its end: they are meant."""
        (near,) = self._stages.near([one])
        units = self._store.unit_bits
        return any(level.field is Field.NAME and not level.bits.issubset(units) for level in near.levels)

    def _ended(self, one: Fragment) -> list[Called]:
        """Return the units whose whole name ends so, in one word: "badet" is Storvikbadet."""
        if len(one.form) < _SHORTEST:
            return []
        units = self._names.ending([plain(one.form)]) & self._store.with_length(1) & self._store.live
        return [Called(OTHERWISE, 0, units)] if units else []

    def _is_errand(self, told: Sequence[Fragment]) -> bool:
        """Whether somebody has the words as a keyword or a title, inflected or not."""
        near = self._stages.near(told)
        levels = self._stages.wide(told, near) if len(told) == 1 else near
        own = [
            Levels(
                [
                    level
                    for level in some.levels
                    if level.field in (Field.KEYWORD, Field.TITLE)
                    and (level.cost < PREFIX or INFLECTED <= level.cost < TYPO_WHOLE)
                ]
            )
            for some in levels
        ]
        return bool(in_one_text(own, PART_END) & self._store.live)

    def _said(self, one: Fragment) -> bool:
        """Whether somebody has a word as a keyword's or a title's, as it is spelled."""
        (near,) = self._stages.near([one])
        fields = (Field.KEYWORD, Field.TITLE)
        return any(level.cost < PREFIX and level.field in fields for level in near.levels)

    def _of_units(
        self, said: Sequence[Fragment], rest: Sequence[Fragment], people: BitMap, units: BitMap
    ) -> Stage:
        """Return a stage of people of some units, or of these, in whose names all of ``rest`` is."""
        numbers = sorted({number for unit in units for number in self._numbers(unit)})
        own = people.issubset(units)
        titles = [] if own else self._of_titles(people)
        level = (
            self._level(INFLECTED, How.INFLECTED, Field.NAME, people, numbers)
            if own
            else self._level(PART_END, How.PART, Field.TITLE, people, titles)
        )
        above = self._level(INFLECTED, How.INFLECTED, Field.UNIT, people, numbers, inherited=True)
        return self._stage([*said, *rest], [*[level for _ in said], *[above for _ in rest]], people)

    def _of_titles(self, people: BitMap) -> list[int]:
        texts = [text for slot in people for text in self._store.records[slot].texts(_TITLES)]
        some = [self._store.lexicon.number(word(token)) for text in texts for token in tokens(text)]
        return sorted({number for number in some if number is not None})

    def _level(
        self,
        cost: int,
        how: How,
        field: Field,
        bits: BitMap,
        numbers: Sequence[int],
        *,
        inherited: bool = False,
    ) -> Level:
        told = Told(self._store.lexicon.words, numbers)
        return Level(cost, how, field, bits, inherited=inherited, told=told)

    @staticmethod
    def _stage(fragments: Sequence[Fragment], levels: Sequence[Level], people: BitMap) -> Stage:
        return Stage(fragments, [Levels([level]) for level in levels], people)


def _first(first: Sequence[Stage], meant: Meant) -> Meant:
    """Return who is meant, some first."""
    people = union([stage.people for stage in first])
    rest = [stage._replace(people=stage.people - people) for stage in meant.stages]
    return meant._replace(stages=[*first, *rest], left_out=())
