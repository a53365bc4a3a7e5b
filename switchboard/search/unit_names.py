"""Which units may be called so: their names said loosely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from switchboard.search.around import words_around
from switchboard.search.bits import NOBODY, BitMap, bits_of, union
from switchboard.search.forms import alive, equal, inflections
from switchboard.search.levels import (
    FOLDED_PREFIX,
    IN_ALIAS,
    IN_NAME,
    INFLECTED,
    PREFIX,
    SYNONYM,
    TYPO_WHOLE,
    Level,
)
from switchboard.search.office_words import (
    before_unit,
    definite,
    ends_as_place,
    is_place,
    is_rest,
    is_unit_word,
    places_like,
)
from switchboard.search.places import begins
from switchboard.search.query import Fragment
from switchboard.search.records import OWN
from switchboard.search.results import How
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.stages import Stages
from switchboard.search.store import Store

_COLUMNS: Final = tuple(at for at, field in enumerate(OWN) if field in (IN_NAME, IN_ALIAS))
_READ: Final = 60
"""Of more units than these the names are not read."""
_SLIPS_FROM: Final = 6
_SHORTEST: Final = 2
_SHORTEST_END: Final = 4
_COMPOUND_FROM: Final = 5
_LONG: Final = 7
_PAIR: Final = 2
_FEW: Final = 64

SAID: Final = 0
INFLECTION: Final = 1
NEARLY: Final = 2
OTHERWISE: Final = 3
PARTLY: Final = 4
BARELY: Final = 5
SYNONYMS: Final = 6
"""How a word is one of a unit's name: as it is spelled; inflected; begun or by a slip; with another word for
a unit behind it; its two parts in two places; without the word for a unit; in other words."""


class Called(NamedTuple):
    """Units that may be called so: how much otherwise at worst a word was said (``how``), how many words of
    their names were not (``left``), and who they are."""

    how: int
    left: int
    units: BitMap


class UnitNames:
    """Finds units by what they are called more or less."""

    def __init__(self, stages: Stages, store: Store) -> None:
        self._stages = stages
        self._store = store

    def called(self, told: Sequence[Fragment], *, most: int) -> list[Called]:
        """Return the units of whose names all words are (but those for a unit of any kind), best first. No
        word may be said more loosely than ``most``."""
        words = [one for one in told if not is_unit_word(one.form)]
        kinds = [one for one in told if one not in words]
        if not words:
            return []
        both = self._joined(words) if len(words) == _PAIR and most > SAID else NOBODY
        ways: list[list[tuple[int, BitMap]]] = []
        units = self._store.unit_bits & self._store.live
        for at, one in enumerate(words):
            if not units:
                break
            some = self._ways(one, most, last=at + 1 == len(told), alone=len(words) == 1)
            ways.append(some)
            units = units & union([bits for _, bits in some])
        if both:
            ways.append([(INFLECTION, both)])
        elif not units or len(units) > _READ:
            return []
        so_ended = self._ended(kinds) if kinds else NOBODY
        found: dict[tuple[int, int, int], list[int]] = {}
        for slot in both or units:
            every = [
                min([how for how, bits in some if slot in bits]) for some in (ways[-1:] if both else ways)
            ]
            left = 0 if both else max(0, len(self.words(slot)) - len(words))
            if left and kinds:
                every.append(PARTLY if slot in so_ended else BARELY)
            found.setdefault((max(every), sum(every), left), []).append(slot)
        return [Called(how, left, bits_of(found[how, total, left])) for how, total, left in sorted(found)]

    def _ended(self, kinds: Sequence[Fragment]) -> BitMap:
        """Return the units of whose names a word ends as all of these do: "senteret" and "omsorgssenter"."""
        units = self._store.unit_bits
        for one in kinds:
            units = units & self.ending(definite(plain(one.form)))
        return units

    def words(self, slot: int) -> list[str]:
        """Return the words of a unit's name, in plain letters, that tell what it does."""
        some = [word(token) for token in tokens(self._store.records.name(slot))]
        return [
            plain(one)
            for one in some
            if not is_unit_word(one) and len(one) > 1 and plain(one) not in words_around()
        ]

    def _ways(self, one: Fragment, most: int, *, last: bool, alone: bool) -> list[tuple[int, BitMap]]:
        """Return in which ways units have a word in their names."""
        stages, units = self._stages, self._store.unit_bits
        (near,) = stages.near([one])
        found = self._of(near.levels, begun=last)
        key = plain(one.form)
        if most == SAID or not key.isalpha():
            return found
        (wide,) = stages.wide([one], [near])
        found += self._of(wide.levels[len(near.levels) :], begun=False, slips=len(key) >= _SLIPS_FROM)
        if most >= OTHERWISE:
            found += self._otherwise(key, alone=alone)
        if most >= SYNONYMS:
            others = [level for level in wide.levels if level.how is How.SYNONYM and level.cost >= SYNONYM]
            others += stages.phrase(one.form).levels
            found += [
                (SYNONYMS, level.bits & units)
                for level in others
                if level.field is IN_NAME or level.field is IN_ALIAS
            ]
        return [(how, bits) for how, bits in found if bits]

    def _otherwise(self, key: str, *, alone: bool) -> list[tuple[int, BitMap]]:
        """Return in which ways units have a word in their names if another word for a unit stands there, or
        none."""
        if len(key) < _COMPOUND_FROM:
            return []
        if not alone and not ends_as_place(key):
            # "Barnevernet Lillevik" is Barneverntjenesten Lillevik.
            return [(OTHERWISE, self._compounds(definite(key)))] if len(key) >= _LONG else []
        apart = self._elliptic(key) if ends_as_place(key) else NOBODY
        # "Vannetaten" is no other word for the "Vann- og avløpsetaten".
        hyphened = self._hyphened(apart, key)
        heads = list(before_unit(key))
        found = [
            (INFLECTION, hyphened),
            (OTHERWISE, self._compounds([*definite(key), *heads])),
            (PARTLY, apart),
        ]
        if not alone and is_place(key):
            # "Rommen skole" is Rommen barneskole.
            found.append((OTHERWISE, self.ending(places_like(key))))
        if heads and not any(bits for _, bits in found):
            bare = [number for head in heads for number in equal(self._store, head)]
            found = [(BARELY, self._having(bare))]
        return found

    def _hyphened(self, units: BitMap, key: str) -> BitMap:
        """Return those of some units in whose names a word that begins another one has a hyphen behind it."""
        if not units or len(units) > _READ:
            return NOBODY
        name = self._store.records.name
        return bits_of(
            [
                slot
                for slot in units
                for first, hyphen, _ in [plain(word(name(slot))).partition("- ")]
                if hyphen and any(key.startswith(one) for one in first.split()[-1:])
            ]
        )

    def _of(self, levels: Iterable[Level], *, begun: bool, slips: bool = False) -> list[tuple[int, BitMap]]:
        found: list[tuple[int, BitMap]] = []
        for level in levels:
            if level.field is not IN_NAME and level.field is not IN_ALIAS:
                continue
            if level.cost < PREFIX:
                how = SAID
            elif level.cost <= FOLDED_PREFIX + 1:
                how = NEARLY if begun else -1
            elif INFLECTED <= level.cost <= INFLECTED + 1:
                how = INFLECTION if level.how is not How.SYNONYM else NEARLY
            else:
                how = NEARLY if slips and level.how is How.TYPO and level.cost <= TYPO_WHOLE + 1 else -1
            if how >= 0:
                found.append((how, level.bits & self._store.unit_bits))
        return found

    def beginning(self, one: Fragment) -> list[Called]:
        """Return the units whose whole name is a word with a word for a unit behind it: "tildeling" is
        Tildelingskontoret."""
        key = plain(one.form)
        if len(key) < _COMPOUND_FROM or not key.isalpha():
            return []
        units = self._compounds(definite(key), most=_FEW) & self._store.live & self._store.with_length(1)
        return [Called(OTHERWISE, 0, units)] if units else []

    def joined(self, words: Sequence[Fragment]) -> list[Called]:
        """Return the units of whose names two words are one: "storvik bad" is Storvikbadet."""
        units = self._joined(words) & self._store.live
        return [Called(INFLECTION, 0, units)] if units else []

    def _joined(self, words: Sequence[Fragment]) -> BitMap:
        key = plain(words[0].form) + plain(words[1].form)
        # Two words seldom begin one.
        return self._having(inflections(self._store, key)) if self._begun(key) else NOBODY

    def _begun(self, head: str) -> list[int]:
        """Return the words that begin so, of those that somebody has."""
        lexicon = self._store.lexicon
        start, _, end = lexicon.places.begins(head)
        low, _, high = begins(lexicon.young.keys, head)
        return alive(self._store, [*range(start, end), *lexicon.young.numbers[low:high]])

    def _compounds(self, heads: Iterable[str], most: int | None = None) -> BitMap:
        """Return the units of whose names a word is one of these and then any word for a unit; none of which
        more than ``most`` words begin."""
        words, found = self._store.lexicon.words, list[int]()
        for head in heads:
            begun = self._begun(head)
            if most is None or len(begun) <= most:
                found += [at for at in begun if is_rest(plain(words[at])[len(head) :])]
        return self._having(found)

    def _elliptic(self, key: str) -> BitMap:
        """Return the units in whose name the two parts of a word are, the second at the end of another one:
        "bosenter" is the "bo- og behandlingssenter", "liasenteret" Lia omsorgssenter."""
        found: list[BitMap] = []
        for cut in range(_SHORTEST, len(key) - _SHORTEST_END + 1):
            first = self._having(equal(self._store, key[:cut]))
            if first:
                ends = [end for end in definite(key[cut:]) if len(end) >= _SHORTEST_END]
                second = first & self.ending(ends)
                if second:
                    found.append(second)
        return union(found)

    def ending(self, ends: Iterable[str]) -> BitMap:
        """Return the units of whose names a word ends so."""
        lexicon = self._store.lexicon
        return self._having([number for end in ends for number, last in lexicon.containing(end) if last])

    def _having(self, numbers: Iterable[int]) -> BitMap:
        masks, columns = self._store.masks, self._store.columns
        some = list(numbers)
        found = [columns[at].of_words([one for one in some if masks[one] >> at & 1]) for at in _COLUMNS]
        return union([bits for bits in found if bits]) & self._store.unit_bits if some else NOBODY
