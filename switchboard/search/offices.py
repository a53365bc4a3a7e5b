"""Whoever is the head of a unit that was named, and units whose name was said loosely.

Both come before people who have it from their unit, and before other words for the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from switchboard.search.around import without_any
from switchboard.search.bits import BitMap, bits_of, union
from switchboard.search.fit import called_so, in_one_text, is_called
from switchboard.search.forms import equal, inflections
from switchboard.search.levels import FOLDED_PREFIX, IN_TITLE, INFLECTED, PREFIX
from switchboard.search.loosely import Loosely
from switchboard.search.meant import Meant, Stage
from switchboard.search.office_stages import TITLE, level_of, numbers_of, of_units, stage_of, title_of
from switchboard.search.office_words import (
    OTHER_FORMS,
    definite,
    head_of,
    is_head,
    rank_of,
    shortened,
    shorter,
    title_ends,
    titles_for,
)
from switchboard.search.query import Fragment
from switchboard.search.records import FIELDS, OWN
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.unit_names import SAID, SYNONYMS, UnitNames

_MOST: Final = 6
"""Of a query of more words, and with more units that it may name, none is named."""
_MOST_WITH_SHORT: Final = 10
"""Of a query of more words no short form is looked for."""
_MOST_LOOSELY: Final = 3
_MOST_ROLES: Final = 50
_READ: Final = 400
_READ_TITLES: Final = 20
_LEAST: Final = 3
"""Who is the head of some part of a unit counts where so few are."""
_PAIR: Final = 2
_SHORTEST: Final = 4
_IN: Final = "i"
_AND: Final = frozenset(("og", "och", "and", "of", "the"))
_SHORTEST_ROLE: Final = 5
_ALIASES: Final = FIELDS.index(Field.ALIAS)
_UNITS_OF: Final = len(OWN)
"""The column of the names that people have from their units."""


class Offices:
    """Finds units and their heads."""

    def __init__(self, stages: Stages, store: Store) -> None:
        self._stages = stages
        self._store = store
        self._names = UnitNames(stages, store)
        self._loosely = Loosely(stages, store, self._names)
        self._titled: BitMap | None = None
        self._persons = store.live - store.unit_bits

    def of(
        self, fragments: Sequence[Fragment], meant: Meant, again: Callable[[str, Sequence[Fragment]], Meant]
    ) -> Meant:
        """Return who is meant, heads of the unit and units that are called so first; ``again`` asks who is
        meant by other words."""
        short = shortened(fragments) if len(fragments) <= _MOST_WITH_SHORT else None
        other = shortened(fragments, OTHER_FORMS) if len(fragments) <= _MOST_WITH_SHORT else None
        several = len(fragments) > _MOST
        if (several and short is None and other is None) or any(some.domain for some in fragments):
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
        if is_called(near, self._persons, FOLDED_PREFIX + 1):
            # It is, or begins, somebody's name.
            return meant
        written_out = self._instead(short, again)
        if written_out:
            return _first(written_out, meant)
        first = self._named(fragments, without_any(fragments), meant) if not several else []
        first = first or self._instead(other, again)
        return _first(first, meant) if first else meant

    def _named(self, fragments: Sequence[Fragment], told: Sequence[Fragment], meant: Meant) -> list[Stage]:
        """Return the heads of the unit that was named, whoever is so titled there, or else the unit."""
        return (
            self._heads(fragments, told, meant)
            or self._roles(told, meant)
            or self._loosely.of(fragments, told, meant)
        )

    def _instead(
        self,
        short: tuple[list[Fragment], Sequence[Fragment]] | None,
        again: Callable[[str, Sequence[Fragment]], Meant],
    ) -> list[Stage]:
        """Return who is meant with the whole word for a short form, which nobody has as it is written."""
        if short is None or in_one_text(self._stages.near(short[1])) & self._store.live:
            return []
        whole = again(" ".join([some.form for some in short[0]]), short[0])
        return list(whole.stages) if whole.near and not whole.left_out else []

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
                if titled or self._begins_unit(one):
                    return titled
                rests = [[*rest, Fragment(head)] for head in heads]
                return self._heads_of(one, rests) or self._said_for(fragments, meant)
        return []

    def _begins_unit(self, one: Fragment) -> bool:
        """Whether a word is, or begins, a word of some unit's own name: "kommunedirektøren" of
        Kommunedirektørens kontor."""
        (near,) = self._stages.near([one])
        units = self._store.unit_bits & self._store.live
        return is_called([near], units, PREFIX + 1)

    def _said_for(self, fragments: Sequence[Fragment], meant: Meant) -> list[Stage]:
        """Return those few heads whose title is one of callers' other words for the whole query, where nobody
        has all of it as it is spelled."""
        if meant.near and not meant.left_out:
            return []
        said = self._stages.phrase(" ".join([one.form for one in fragments]))
        people = union([level.bits for level in said.levels if level.field is IN_TITLE])
        people = people & self._heads_titled() & self._store.live
        return [Stage(fragments, [said], people)] if 0 < len(people) <= _LEAST else []

    def _so_titled(self, one: Fragment) -> list[Stage]:
        """Return those few whose whole title is an inflection of a word: "kommunedirektøren"."""
        masks = self._store.masks
        numbers = [at for at in inflections(self._store, plain(one.form)) if masks[at] >> TITLE & 1]
        people = self._store.columns[TITLE].of_words(numbers) & self._store.live
        if len(people) > _MOST:
            return []
        whole = bits_of([slot for slot in people if len(title_of(self._store, slot)) == 1])
        if not whole:
            return []
        level = level_of(self._store, INFLECTED, How.INFLECTED, Field.TITLE, whole, numbers)
        return [stage_of([one], [level], whole)]

    def _heads_of(self, one: Fragment, rests: Sequence[Sequence[Fragment]]) -> list[Stage]:
        """Return the heads of the unit that the first of ``rests`` names which has any: those with the title
        that was said (``one``), else whoever has the one that says most. None where what was said is a
        person's name."""
        titles = titles_for(one.form)
        for rest in rests:
            titled = self._titled_so(titles)
            if is_called(self._stages.near(rest), titled, PREFIX):
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
                    return [of_units(self._store, [one], rest, people, units)]
        return []

    def _titled_so(self, titles: Sequence[str]) -> BitMap:
        """Return the people of whose titles a word is one of these."""
        store = self._store
        numbers = [at for key in titles for at in equal(store, key) if store.masks[at] >> TITLE & 1]
        return store.columns[TITLE].of_words(numbers) & store.live

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
                rank = rank_of(title_of(self._store, slot), names)
                if rank is not None:
                    found.append((slot, rank))
        return found

    def _people_of(self, unit: int) -> BitMap:
        """Return who has all words of a unit's name from their units."""
        store = self._store
        people = store.live - store.unit_bits
        for number in numbers_of(self._store, unit):
            people = people & store.columns[_UNITS_OF].of_word(number)
        return people

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
        some = sorted({number for number in numbers if store.masks[number] >> TITLE & 1})
        return store.columns[TITLE].of_words(some)

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
                    return [of_units(self._store, [one], rest, own, called[0].units)]
        return []

    def _said(self, one: Fragment) -> bool:
        """Whether somebody has a word as a keyword's or a title's, as it is spelled."""
        (near,) = self._stages.near([one])
        fields = (Field.KEYWORD, Field.TITLE)
        return any(level.cost < PREFIX and level.field in fields for level in near.levels)


def _first(first: Sequence[Stage], meant: Meant) -> Meant:
    """Return who is meant, some first."""
    people = union([stage.people for stage in first])
    rest = [stage._replace(people=stage.people - people) for stage in meant.stages]
    return meant._replace(stages=[*first, *rest], left_out=())
