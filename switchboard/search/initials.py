"""Initials typed as one word: "kh byggesak" is a K. H. there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from switchboard.search.around import around
from switchboard.search.bits import BitMap, bits_of, union
from switchboard.search.levels import ANYWHERE, BETWEEN, FIRST, LAST, PREFIX
from switchboard.search.matching import Matcher
from switchboard.search.meant import Enough, Meant, Stage
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.results import Field
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.stages import Stages
from switchboard.search.store import Store

_PAIR = 2
_SENTENCE = 4
"""More words are a sentence."""
_FEWEST, _MOST = 2, 4
_ALL_FROM = 4
"""So many letters are initials only if they are all of somebody's, and in no longer word are they any."""
_READ = 400
"""Of more people than these the names are not read."""
_HESITATING = frozenset({"eh", "øh", "ah", "uh", "um", "mm", "hm", "so", "im", "ok"})
"""Said around a name; of two words one is initials first."""
_VOWELS = frozenset("aeiouyåæøäö")


class Initials:
    """Finds whom a word means that is initials, beside other words."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store

    def of(
        self, query: str, fragments: Sequence[Fragment], enough: Enough, otherwise: Callable[[], Meant]
    ) -> Meant | None:
        """Return who is meant if one of the words is initials; ``None`` where none is. Whoever has all of the
        words as they are spelled comes before them. So does whom ``otherwise`` finds without leaving anything
        out, if the word has more than two letters and is being typed, or is one that anybody has or callers
        say."""
        if not _PAIR <= len(fragments) <= _SENTENCE:
            return None
        found = [
            (self._is_word(one), at)
            for at, one in enumerate(fragments)
            if _may_be(one) or (len(fragments) == _PAIR and one.form in _HESITATING)
        ]
        if not found:
            return None
        is_word, at = min(found)
        # Two letters have too many slips to be one.
        is_word = is_word and len(fragments[at].form) > _FEWEST
        near = self._stages.near(fragments)
        people = self._stages.everybody("near", near)
        # Whoever's name begins so is meant by more than two letters, and by those that are being typed.
        begun = len(fragments[at].form) > _FEWEST or at + 1 == len(fragments)
        if enough.reached(people) or (people and begun):
            return None
        if self._stages.phrase(query).union & self._store.live:
            return None
        others: Meant | None = None
        if people or len(fragments[at].form) > _FEWEST:
            others = otherwise()
            typed = at + 1 == len(fragments) and len(fragments[at].form) > _FEWEST
            if (is_word or typed) and others.anybody() and not others.left_out:
                return others
        first = [Stage(fragments, near, people)] if people else []
        some = [
            stage._replace(people=stage.people - people)
            for stage in self._called(fragments, at) or self._without_talk(fragments, at)
        ]
        named = union([people, *[stage.people for stage in some]])
        if len(named) == len(people):
            return others
        rest = [] if others is None or others.left_out else others.stages
        later = [stage._replace(people=stage.people - named) for stage in rest]
        return Meant(fragments, named, [*first, *some, *later])

    def _is_word(self, fragment: Fragment) -> bool:
        """Whether anybody has a word as it is spelled, or callers say it. Two letters without a vowel are
        none of callers' words, whatever else they stand for."""
        (near,) = self._stages.near([fragment])
        live = self._store.live
        if any(level.cost < PREFIX and level.bits.intersect(live) for level in near.levels):
            return True
        form, known = fragment.form, self._matcher.vocabulary
        consonants = len(form) == _FEWEST and _VOWELS.isdisjoint(form)
        return known is not None and not consonants and known.says(form)

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


def _may_be(fragment: Fragment) -> bool:
    """Whether a word is as short as initials are, and is not said around a name."""
    form = fragment.form
    return _FEWEST <= len(form) <= _MOST and form.isalpha() and not fragment.domain and not around(fragment)


def _in_name(levels: Levels, places: Sequence[int]) -> BitMap:
    return union(
        [level.bits for level in levels.levels if level.field is Field.NAME and level.place in places]
    )


def _initials_of(name: str) -> str:
    return "".join([plain(word(token)[:1])[:1] for token in tokens(name)])


def _are_in(key: str, initials: str) -> bool:
    """Whether initials have those of ``key`` among them, in this order and the first as the first."""
    rest = iter(initials)
    return initials[:1] == key[:1] and all(letter in rest for letter in key)
