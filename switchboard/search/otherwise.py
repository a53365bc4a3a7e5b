"""Who has all words of a query, as they are spelled and otherwise, and whom callers mean by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from switchboard.search.around import around, without_about, without_any
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import as_good_as_said, called_so, in_one_text, nearly_said
from switchboard.search.levels import COMPOUND, FOLDED_PREFIX, PART_END, PREFIX
from switchboard.search.matching import Matcher
from switchboard.search.meant import Enough, Meant, Stage
from switchboard.search.people import Levels
from switchboard.search.query import MOST_SAID, Fragment
from switchboard.search.stages import Stages
from switchboard.search.store import Store

_SHORTEST_ALONE: Final = 9
"""So long is a word that says an errand by itself: it is a compound."""
_BEGUN_FROM: Final = 3
_PAIR: Final = 2


class Otherwise:
    """Finds who has all words of a query, in stages."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store

    def of(
        self, query: str, fragments: Sequence[Fragment], enough: Enough, *, of_paste: bool = False
    ) -> Meant:
        """Return who is meant. With ``enough`` people as spelled nobody else is looked for; by words that are
        left of a paste only those who have them as they are spelled."""
        levels = self._stages.near(fragments)
        near = self._stages.everybody("near", levels)
        alone = len(fragments) == 1
        if enough.reached(near) and (
            alone or not (_only_begun(fragments, levels, near) or self._stages.phrase(query).levels)
        ):
            return Meant(fragments, near, [Stage(fragments, levels, near)])
        paste = of_paste or len(fragments) > MOST_SAID
        found = self._stages_of(query, fragments, levels, near, paste=paste)
        return Meant(fragments, near, self._one_word(fragments, found) if not near else found)

    def _one_word(self, fragments: Sequence[Fragment], found: list[Stage]) -> list[Stage]:
        """Return those found, whoever does what two words are an inflection of first: "influensa vaksinen" is
        for whoever has "influensavaksine", before all other words for it."""
        if len(fragments) != _PAIR:
            return found
        one = self._stages.one_word(*fragments)
        people = one.union & self._store.live
        if not people:
            return found
        rest = [stage._replace(people=stage.people - people) for stage in found]
        return [Stage(fragments, [one, one], people), *rest]

    def _stages_of(
        self, query: str, fragments: Sequence[Fragment], levels: list[Levels], near: BitMap, *, paste: bool
    ) -> list[Stage]:
        live, stages = self._store.live, self._stages
        said = [stages.phrase(query)]
        errand = bool(said[0].union & live)
        if not errand and paste:
            return [Stage(fragments, levels, near)]
        if not errand and len(fragments) > 1:
            if stages.apart(fragments, levels):
                return [Stage(fragments, levels, NOBODY)]
            for at, some in enumerate(levels):
                if not stages.anybodys(fragments, at, some):
                    # Whoever has the others is asked for without this one, if at all.
                    return [Stage(fragments, levels, NOBODY)]
        wide = stages.wide(fragments, levels)
        if len(fragments) == 1:
            wide = [stages.alike(fragments[0], wide[0])]
        total = stages.everybody("wide", wide)
        if not errand:
            if not total:
                wide = stages.far(fragments, wide)
                total = stages.everybody("far", wide)
            return [Stage(fragments, wide, total)]
        # The whole query is what callers call an errand: that is no slip, and if it is several words no name
        # that is being typed.
        first = [Stage(fragments, levels, near)]
        before = near
        if len(fragments) > 1:
            units = called_so(levels, near & self._store.unit_bits, FOLDED_PREFIX + 1)
            before = near & (in_one_text(levels) | units)
            if around(fragments[-1]) and not self._matcher.is_label(query):
                # "psykisk helse og rus there" is on the way to Therese, though it is English, too.
                before = before | called_so(levels[-1:], near, FOLDED_PREFIX + 1)
            first = [Stage(fragments, levels, before)]
            for stage in self._in_one_text(fragments):
                first.append(stage._replace(people=stage.people - before))
                before = before | stage.people
        long = len(fragments[0].form) >= _SHORTEST_ALONE
        nearer = Levels([level for level in wide[0].levels if nearly_said(level, long=long)])
        if len(fragments) == 1 and nearer.levels:
            # "Varmepumpe" is for whoever has "varme pumpe", "ledsagarbevis" for whoever has "ledsagerbevis".
            first.append(Stage(fragments, [nearer], (nearer.union & live) - before))
            before = before | first[-1].people
        others = (said[0].union & live) - before
        return [
            *first,
            Stage(fragments, said, others),
            Stage(fragments, wide, total - before - others),
        ]

    def _in_one_text(self, fragments: Sequence[Fragment]) -> list[Stage]:
        """Return those in one of whose texts is all of an errand but what is said around: "søknad om
        barnehageplass" is for whoever has "barnehageplass", before those who have another word for it; and
        "leie gymsal" for whoever has "utleie av gymsal"."""
        rest = without_about(without_any(fragments))
        if len(rest) == 1 and len(rest[0].form) < _SHORTEST_ALONE:
            # Whoever has "jobb" is not who "jobb i kommunen" is for.
            return []
        spelled = self._stages.near(rest)
        ended = as_good_as_said(self._stages.wide(rest, spelled))
        # "Ungdomshelsestasjon" and "byvåpen" are no "åpen helsestasjon".
        told = union([level.bits for some in ended for level in some.levels if level.cost < PART_END])
        live = self._store.live
        return [
            Stage(rest, spelled, in_one_text(spelled) & live),
            Stage(rest, ended, in_one_text(ended, COMPOUND) & told & live),
        ]


def _only_begun(fragments: Sequence[Fragment], levels: Sequence[Levels], near: BitMap) -> bool:
    """Whether a word typed to its end only begins words of all whom the query matches as it is spelled: "tea
    dal" is Tea Dahl, however many Dalens there are in teams."""
    return any(
        len(fragment.form) >= _BEGUN_FROM
        and not any(level.cost < PREFIX and level.bits.intersect(near) for level in some.levels)
        for fragment, some in zip(fragments[:-1], levels, strict=False)
    )
