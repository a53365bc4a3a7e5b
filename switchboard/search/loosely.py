"""Units whose name was said loosely: "badet" is Storvikbadet, "rommen skole" Rommen barneskole."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from switchboard.search.apart import BETWEEN
from switchboard.search.bits import NOBODY, union
from switchboard.search.fit import called_so, in_one_text
from switchboard.search.forms import inflections
from switchboard.search.levels import (
    FOLDED_PREFIX,
    IN_KEYWORD,
    IN_NAME,
    IN_TITLE,
    INFLECTED,
    PART_END,
    PREFIX,
    TYPO_WHOLE,
)
from switchboard.search.meant import Meant, Stage
from switchboard.search.office_stages import TITLE, of_units, title_of
from switchboard.search.office_words import ends_as_place, ends_as_unit
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.spelling import plain
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.unit_names import BARELY, OTHERWISE, PARTLY, SAID, Called, UnitNames

_MOST_LOOSELY: Final = 3
_READ_TITLES: Final = 20
_PAIR: Final = 2
_SHORTEST: Final = 4
_IN: Final = "i"
_AND: Final = frozenset(("og", "och", "and", "of", "the"))


class Loosely:
    """Finds units by names that were said otherwise than they are written."""

    def __init__(self, stages: Stages, store: Store, names: UnitNames) -> None:
        self._stages = stages
        self._store = store
        self._names = names

    def of(self, fragments: Sequence[Fragment], told: Sequence[Fragment], meant: Meant) -> list[Stage]:
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
            named = [level.bits for level in said.levels if level.field is IN_NAME]
            if best.how >= PARTLY and said.union & live and best.left:
                best = best._replace(units=best.units & union(named))
        if best.how == SAID and best.units:
            return [Stage(told, stages.near(told), best.units)]
        return [of_units(self._store, told, [], best.units, best.units)] if best.units else []

    def _is_title(self, one: Fragment) -> bool:
        """Whether a word is the whole of somebody's title, inflected: "helsesykepleieren på Skjoldnes"."""
        masks = self._store.masks
        numbers = [at for at in inflections(self._store, plain(one.form)) if masks[at] >> TITLE & 1]
        people = self._store.columns[TITLE].of_words(numbers) & self._store.live if numbers else NOBODY
        return any(len(title_of(self._store, slot)) == 1 for slot in itertools.islice(people, _READ_TITLES))

    def _begins_a_name(self, one: Fragment) -> bool:
        """Whether somebody is called so, or will be when it is typed to its end: they are meant."""
        (near,) = self._stages.near([one])
        units = self._store.unit_bits
        return any(level.field is IN_NAME and not level.bits.issubset(units) for level in near.levels)

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
                    if level.field in (IN_KEYWORD, IN_TITLE)
                    and (level.cost < PREFIX or INFLECTED <= level.cost < TYPO_WHOLE)
                ]
            )
            for some in levels
        ]
        return bool(in_one_text(own, PART_END) & self._store.live)
