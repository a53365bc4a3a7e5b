"""Initials typed as one word: "kh byggesak" is a K. H. there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from switchboard.search.around import around
from switchboard.search.bits import BitMap, bits_of, union
from switchboard.search.fit import called_so, in_one_text
from switchboard.search.keeping import kept
from switchboard.search.levels import ANYWHERE, BETWEEN, FIRST, IN_NAME, LAST, PREFIX
from switchboard.search.matching import Matcher
from switchboard.search.meant import Enough, Meant, Stage
from switchboard.search.named import of_units
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.stages import Stages
from switchboard.search.store import Store

_PAIR: Final = 2
_SENTENCE: Final = 4
"""More words are a sentence."""
_FEWEST: Final = 2
_MOST: Final = 4
_ALL_FROM: Final = 4
"""So many letters are initials only if they are all of somebody's, and in no longer word are they any."""
_READ: Final = 400
"""Of more people than these the names are not read."""
_BEFORE: Final = 5
"""So many whom all words find as they are spelled stand before initials, the others behind."""
_HESITATING: Final = frozenset({"eh", "øh", "ah", "uh", "um", "mm", "hm", "so", "im", "ok"})
"""Said around a name; of two words one is initials first."""
_VOWELS: Final = frozenset("aeiouyåæøäö")
_KEPT: Final = 256
"""Of so many short words it is kept whether they are initials."""


class Initials:
    """Finds whom a word means that is initials, beside other words."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store
        self._words: dict[Fragment, bool] = {}

    def of(
        self, query: str, fragments: Sequence[Fragment], enough: Enough, otherwise: Callable[[], Meant]
    ) -> Meant | None:
        """Return who is meant if one of the words is initials; ``None`` where none is.

        Whoever has all of the words as they are spelled comes before them. But whose initials they are where
        the other words say comes before those whose names do not even begin so. Whom ``otherwise`` finds
        without leaving anything out comes before them if the word has more than two letters and is being
        typed, or is one that anybody has or callers say.
        """
        told = [one for one in fragments if not around(one)]
        if len(fragments) < _PAIR or len(told) > _SENTENCE:
            return None
        found = [
            (kept(self._words, _KEPT, one, self._is_word), at)
            for at, one in enumerate(fragments)
            if _may_be(one)
            or (one.form in _HESITATING and (len(fragments) == _PAIR or self._there(fragments, at)))
        ]
        if not found:
            return None
        is_word, at = min(found)
        short = len(fragments[at].form) == _FEWEST
        near = self._stages.near(fragments)
        people = self._stages.everybody("near", near)
        many = enough.reached(people)
        # Whoever's name begins so is meant by more than two letters, and by those that are being typed.
        begun = not short or at + 1 == len(fragments)
        if (many and is_word) or (people and begun):
            return None
        there = in_one_text([of_units(some) for some in (*near[:at], *near[at + 1 :])])
        units = people & self._store.unit_bits
        so_called = people if is_word else called_so([near[at]], people & there) | called_so(near, units)
        if many and enough.reached(so_called):
            return None
        if self._stages.phrase(query).union & self._store.live:
            return None
        others: Meant | None = None
        if (people and not many) or not short:
            others = otherwise()
            typed = at + 1 == len(fragments) and not short
            # Two letters have too many slips to be a word.
            if ((is_word and not short) or typed) and others.anybody() and not others.left_out:
                return others
        some = self._called(fragments, at) or self._without_talk(fragments, at)
        called = union([stage.people for stage in some]) - so_called
        if not called:
            return others
        stages = _in_order(Stage(fragments, near, people), so_called, some, there)
        named = people | called
        rest = [] if others is None or others.left_out else others.stages
        stages += [stage._replace(people=stage.people - named) for stage in rest]
        return Meant(fragments, named, [stage for stage in stages if stage.people])

    def _there(self, fragments: Sequence[Fragment], at: int) -> bool:
        """Whether the word ``at`` is the first and all others are in the name of one unit."""
        return at == 0 and bool(in_one_text([of_units(some) for some in self._stages.near(fragments[1:])]))

    def _is_word(self, fragment: Fragment) -> bool:
        """Whether anybody has a word as it is spelled, or callers say it. Of two letters it is one only if it
        is an errand's whole name; without a vowel they are none, whatever else they stand for."""
        (near,) = self._stages.near([fragment])
        live = self._store.live
        if any(level.cost < PREFIX and level.bits.intersect(live) for level in near.levels):
            return True
        form = fragment.form
        if len(form) > _FEWEST:
            return self._matcher.says(form)
        return not _VOWELS.isdisjoint(form) and self._matcher.is_label(form)

    def _without_talk(self, fragments: Sequence[Fragment], at: int) -> list[Stage]:
        told = [one for one in fragments if one is fragments[at] or not around(one)]
        return self._called(told, told.index(fragments[at])) if _PAIR <= len(told) < len(fragments) else []

    def _called(self, fragments: Sequence[Fragment], at: int) -> list[Stage]:
        """Return those who have the others of the fragments, and whose initials the one ``at`` is: first
        those who have no others, then those who have. Nothing where there is nobody."""
        form = fragments[at].form
        letters = [Fragment(letter) for letter in form]
        told = (*fragments[:at], *letters, *fragments[at + 1 :])
        levels = self._stages.near(told)
        people = self._store.live - self._store.unit_bits
        for one, some in enumerate(levels):
            if not at <= one < at + len(letters):
                people = some.among(people)
            elif people:
                places = (FIRST,) if one == at else (ANYWHERE, BETWEEN, LAST)
                people = people & _in_name(some, places)
        if not people:
            return []
        if len(people) > _READ:
            return [Stage(told, levels, people)] if len(form) < _ALL_FROM else []
        key, name = plain(form), self._store.records.name
        initials = {slot: _initials_of(name(slot)) for slot in people}
        whole = bits_of([slot for slot, some in initials.items() if some == key])
        also = bits_of([slot for slot, some in initials.items() if _are_in(key, some)]) - whole
        found = [(whole, _ALL_FROM), (also, _ALL_FROM - 1)]
        return [Stage(told, levels, some) for some, most in found if some and len(form) <= most]


def _in_order(spelled: Stage, so_called: BitMap, some: Sequence[Stage], there: BitMap) -> list[Stage]:
    """Return who has all words as they are ``spelled``, those ``so_called`` before the others, and between
    them whose initials are meant (``some``), who are where the other words say (``there``) first."""
    others = spelled._replace(people=spelled.people - so_called)
    return [
        spelled._replace(people=so_called),
        *[stage._replace(people=stage.people & there) for stage in some],
        others._replace(most=_BEFORE),
        *[stage._replace(people=stage.people - there) for stage in some],
        others,
    ]


def _may_be(fragment: Fragment) -> bool:
    """Whether a word is as short as initials are, and is not said around a name."""
    form = fragment.form
    return _FEWEST <= len(form) <= _MOST and form.isalpha() and not fragment.domain and not around(fragment)


def _in_name(levels: Levels, places: Sequence[int]) -> BitMap:
    return union([level.bits for level in levels.levels if level.field is IN_NAME and level.place in places])


def _initials_of(name: str) -> str:
    return "".join([plain(word(token)[:1])[:1] for token in tokens(name)])


def _are_in(key: str, initials: str) -> bool:
    """Whether initials have those of ``key`` among them, in this order and the first as the first."""
    rest = iter(initials)
    return initials[:1] == key[:1] and all(letter in rest for letter in key)
