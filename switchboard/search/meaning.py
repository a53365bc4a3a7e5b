"""Who is meant by a whole query, in stages: as it is spelled, otherwise, and with less of what was said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from switchboard.search.around import (
    about,
    around,
    begins_at_most,
    dates,
    side_by_side,
    unused,
    with_numbers,
    without,
    without_about,
    without_any,
    without_in,
)
from switchboard.search.beside import beside, named_first
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import as_good_as_said, called_so, in_one_text, is_called
from switchboard.search.guessing import Guessing
from switchboard.search.initials import Initials
from switchboard.search.levels import COMPOUND, FOLDED_PREFIX, IN_ALIAS, IN_NAME, PREFIX, SOUNDS_CALLED
from switchboard.search.likely import Likely
from switchboard.search.matching import Matcher
from switchboard.search.meant import Enough, Meant, Stage
from switchboard.search.named import asked_of_somebody, without_wrong
from switchboard.search.offices import Offices
from switchboard.search.otherwise import Otherwise
from switchboard.search.people import Levels
from switchboard.search.query import MOST_SAID, Fragment
from switchboard.search.stages import Stages
from switchboard.search.store import Store
from switchboard.search.within import Within

_IN: Final = Fragment("i")
_LONGEST_ERRAND: Final = 8
_LONGEST_WITHIN: Final = 5
"""Callers' phrases have no more words; in a paste the longest are not looked for."""
_DIGITS: Final = 4
_MOST_HEARD: Final = 3
_HEARD_FROM: Final = 4
"""In a query of so few words one of that length that is said around may be a misheard name."""


class Meaning:
    """Finds who is meant."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store
        self._otherwise = Otherwise(matcher, stages, store)
        self._guessing = Guessing(matcher, stages, store)
        self._initials = Initials(matcher, stages, store)
        self._likely = Likely(matcher, stages, store)
        self._within = Within(matcher, stages, store)
        self._offices = Offices(stages, store)

    def of(self, query: str, fragments: Sequence[Fragment], enough: Enough) -> Meant:
        """Return who is meant. With ``enough`` people as spelled nobody else is looked for; where nobody has
        all of it, what the query is about as far as its words tell.
        """
        meant = self._of(query, fragments, enough)
        apart = without_in(fragments)
        if apart is not None and self._begins_names(query, meant):
            fewer = self._of(" ".join([some.form for some in apart]), apart, enough)
            if not fewer.left_out and any(stage.people & self._store.unit_bits for stage in fewer.stages):
                # A unit has no initials: "barnevernet i Lillevik" is nobody called Inga there.
                fragments, meant = apart, fewer
        meant = self._within.first(fragments, meant, partial(self._told, enough))
        return self._offices.of(fragments, meant, partial(self._told, enough))

    def _begins_names(self, query: str, meant: Meant) -> bool:
        """Whether "i" is an initial of some who are meant, and the whole query no phrase."""
        if meant.left_out or self._stages.phrase(query).union & self._store.live:
            return False
        people = union([stage.people for stage in meant.stages if len(stage.levels) == len(stage.fragments)])
        return is_called(self._stages.near([_IN]), people)

    def _told(self, enough: Enough, query: str, fragments: Sequence[Fragment]) -> Meant:
        said = partial(self._said, query, fragments, enough)
        return self._initials.of(query, fragments, enough, said) or said()

    def _of(self, query: str, fragments: Sequence[Fragment], enough: Enough) -> Meant:
        meant = self._told(enough, query, fragments)
        if (meant.near and not meant.left_out) or any(some.domain for some in fragments):
            return meant
        if any(some.groups and not dates(some, fragments) for some in fragments):
            return meant
        if self._stages.phrase(query).union & self._store.live:
            return meant
        if (not meant.near or meant.left_out) and not any(some.groups for some in fragments):
            better = beside(self._matcher, self._stages, self._store, fragments, meant)
            if better is not None:
                return better
        return self._guessing.of(query, fragments, meant)

    def _said(self, query: str, fragments: Sequence[Fragment], enough: Enough) -> Meant:
        """Return who is meant by what was said.

        What is said around a name counts where it is part of a name or a text; else nobody is kept from
        being found by it. Words that nobody has, and those that nobody of a rare name has, count only where
        nobody is found without them either; numbers always do.
        """
        meant = self._of_the_errand(query, fragments, enough) or self._of_the_rest(query, fragments, enough)
        if meant is not None and meant.anybody():
            return meant
        if meant is None:
            meant = self._otherwise.of(query, fragments, enough)
            if not meant.anybody():
                numbered = with_numbers(fragments)
                if numbered != tuple(fragments):
                    fragments, meant = numbered, self._otherwise.of(query, numbered, enough)
            if len(fragments) == 1:
                return meant if meant.anybody() else self._likely.of(fragments) or meant
            if any(around(fragment) for fragment in fragments[:-1]):
                meant = self._without_talk(meant, enough)
        if not meant.anybody():
            meant = self._again(meant, without_any(fragments), enough)
            if not meant.anybody() and not any(some.groups for some in fragments):
                some = asked_of_somebody(fragments, lambda query, few: self._otherwise.of(query, few, enough))
                if some is not None:
                    return some
            if not meant.anybody():
                meant = self._likely.of(without_any(fragments)) or meant
            if not meant.anybody():
                of_paste = len(meant.fragments) > MOST_SAID
                meant = self._again(meant, self._known(meant.fragments), enough, of_paste=of_paste)
            if not meant.anybody() and (numbers := _numbers(fragments)):
                # "Nummeret slutter på 68163": what else is said of a number is nobody's.
                meant = self._again(meant, numbers, enough)
            elif not meant.anybody() and not any(fragment.groups for fragment in fragments):
                meant = self._again(meant, self._of_a_name(fragments), enough)
                if not meant.anybody():
                    meant = self._errand_of(fragments) or meant
            if len(meant.fragments) < len(fragments) and meant.anybody():
                meant = meant._replace(left_out=unused(fragments, meant.fragments))
        return meant

    def _errand_of(self, fragments: Sequence[Fragment]) -> Meant | None:
        """Return who does the longest errand, in callers' words, that stands within a query."""
        forms = [fragment.form for fragment in fragments]
        longest = _LONGEST_ERRAND if len(forms) <= MOST_SAID else _LONGEST_WITHIN
        for size in range(min(len(forms) - 1, longest), 0, -1):
            for start in range(len(forms) - size + 1):
                if all(around(one) for one in fragments[start : start + size]):
                    continue
                said = self._stages.phrase(" ".join(forms[start : start + size]))
                people = said.union & self._store.live
                if people:
                    some = fragments[start : start + size]
                    return Meant(some, NOBODY, [Stage(some, [said], people)])
        return None

    def _of_the_errand(self, query: str, fragments: Sequence[Fragment], enough: Enough) -> Meant | None:
        """Return who is meant without what is asked about an errand ("pris på trygghetsalarm"), where that is
        somebody's as it is spelled, or one of callers' phrases, and nobody has all of it."""
        rest = without_about(fragments)
        if len(rest) == len(fragments) or any(some.groups for some in fragments):
            return None
        if any(self._apart(fragments, at) for at in range(len(fragments) - 1)):
            return None
        live, stages = self._store.live, self._stages
        if stages.everybody("near", stages.near(fragments)) or stages.phrase(query).union & live:
            return None
        left = " ".join([fragment.form for fragment in rest])
        near = stages.near(rest)
        told = in_one_text(near)
        if not told and len(rest) <= MOST_SAID:
            told = in_one_text(as_good_as_said(stages.wide(rest, near)), COMPOUND)
        if not (told & live or stages.phrase(left).union & live):
            return None
        fewer = self._otherwise.of(left, rest, enough)
        # As good as spelled: there is nothing to guess.
        return fewer._replace(near=fewer.near | union([stage.people for stage in fewer.stages]))

    def _apart(self, fragments: Sequence[Fragment], at: int) -> bool:
        """Whether what is asked about an errand is one word with the one behind it: "klage behandlingen"."""
        one, other = fragments[at : at + 2]
        return about(one) and not (around(other) or about(other)) and self._stages.joined(fragments, at)

    def _of_the_rest(self, query: str, fragments: Sequence[Fragment], enough: Enough) -> Meant | None:
        """Return who is meant without what is said around where :meth:`_without_talk` would come to the same,
        but after a search for all of it in every other spelling: nobody is called anything of it. Where that
        is nobody either, nobody has all of it: whoever has, has the rest of it."""
        if not any(around(fragment) for fragment in fragments[:-1]) or with_numbers(fragments) != tuple(
            fragments
        ):
            return None
        levels = self._stages.near(fragments)
        if self._stages.everybody("near", levels) or self._stages.phrase(query).union & self._store.live:
            return None
        # Only as it is spelled is anything worth so much that it counts there.
        if self._named(Stage(fragments, levels, self._store.live), whole=True) or self._heard(fragments):
            return None
        rest = without(fragments)
        if len(rest) > 1 and around(rest[-1]) and side_by_side(fragments):
            # "Hei det var tegnspråk da" is on no way to a Daniel, where nobody is called Tegnspråk. "Sosial
            # hjelp" is one word.
            said = rest[:-1]
            if not self._stages.joined(rest, len(said) - 1) and not any(
                called_so([some], self._store.live) for some in self._stages.near(said)
            ):
                rest = said
        fewer = self._otherwise.of(" ".join([fragment.form for fragment in rest]), rest, enough)
        if fewer.anybody():
            return named_first(fragments, levels, fewer, self._store.live)
        # Unless what is said around is one word with the one beside it: "for eldre" and "foreldre".
        joined = any(
            self._stages.joined(fragments, at)
            for at in range(len(fragments) - 1)
            if fragments[at] not in rest or fragments[at + 1] not in rest
        )
        return None if joined else fewer

    def _heard(self, fragments: Sequence[Fragment]) -> bool:
        """Whether one word said around sounds like a name of somebody who has all others in theirs: "tale
        bjørnstad" is Thale Bjørnstad."""
        talk = [fragment for fragment in fragments[:-1] if around(fragment)]
        if len(fragments) > _MOST_HEARD or len(talk) > 1 or len(talk[0].form) < _HEARD_FROM:
            return False
        rest = [fragment for fragment in fragments if fragment is not talk[0]]
        named = called_so(self._stages.near(rest), self._store.live, FOLDED_PREFIX + 1)
        wide = self._stages.wide(talk, self._stages.near(talk)) if named else []
        return bool(wide and called_so(wide, named, SOUNDS_CALLED + 1))

    def _without_talk(self, meant: Meant, enough: Enough) -> Meant:
        """Return who is meant if what is said around is talk: those whose names begin so come first."""
        if any(self._named(stage, whole=True) for stage in meant.stages):
            return meant
        fewer = self._again(meant, without(meant.fragments), enough)
        if fewer is meant:
            return meant
        if side_by_side(meant.fragments):
            return fewer
        first = [
            stage._replace(people=self._named(stage, whole=False) & meant.near) for stage in meant.stages
        ]
        begun = union([stage.people for stage in first])
        rest = [stage._replace(people=stage.people - begun) for stage in fewer.stages]
        return fewer._replace(stages=[*first, *rest]) if begun else fewer

    def _again(
        self, meant: Meant, fragments: Sequence[Fragment], enough: Enough, *, of_paste: bool = False
    ) -> Meant:
        """Return who is meant by fewer words, if they are fewer and that is anybody."""
        if not fragments or len(fragments) == len(meant.fragments):
            return meant
        query = " ".join([fragment.form for fragment in fragments])
        fewer = self._otherwise.of(query, fragments, enough, of_paste=of_paste)
        return fewer if fewer.anybody() or not meant.anybody() else meant

    def _named(self, stage: Stage, *, whole: bool) -> BitMap:
        """Return those of the people for whom words around are no mere talk: each is part of their names
        (``whole``) or begins one, or is part of a text together with the word beside it ("vann og avløp")."""
        fragments, levels, people, _ = stage
        if len(levels) != len(fragments):
            return people
        for at, fragment in enumerate(fragments[:-1]):
            if people and around(fragment):
                # Who types "på" is on no way to Parwana.
                most = PREFIX if whole else begins_at_most(fragment)
                names = [
                    level.bits
                    for level in levels[at].levels
                    if level.cost < most and (level.field is IN_NAME or level.field is IN_ALIAS)
                ]
                if whole and len(fragments) <= _MOST_HEARD and len(fragment.form) >= _HEARD_FROM:
                    names += [
                        level.bits
                        for level in levels[at].levels
                        if level.cost <= SOUNDS_CALLED and level.field is IN_NAME
                    ]
                beside = [in_one_text(levels[one : one + 2]) for one in (at - 1, at) if one >= 0]
                people = people & union([*names, *beside])
        return people

    def _of_a_name(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        """Return what is right of the fragments, as far as a rare name among them tells."""
        left = without_any(fragments)
        near = self._stages.near(left)

        def far() -> list[Levels]:
            return self._stages.far(left, self._stages.wide(left, near))

        return without_wrong(left, near, far, self._store.live)

    def _known(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        """Return those of the fragments that somebody has, however it is spelled, and every number: a number
        is never misheard by much, and one that must not be found may not be told from one that nobody has."""
        near = self._stages.near(fragments)
        if len(fragments) > MOST_SAID:
            live = self._store.live
            return tuple(
                [
                    one
                    for one, some in zip(fragments, near, strict=True)
                    if one.groups or some.union.intersect(live)
                ]
            )
        return tuple(
            [
                one
                for at, one in enumerate(fragments)
                if one.groups or self._stages.anybodys(fragments, at, near[at])
            ]
        )


def _numbers(fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
    """Return the numbers of a sentence that are long enough to be somebody's."""
    return tuple([one for one in fragments if one.groups and len(one.digits) >= _DIGITS])
