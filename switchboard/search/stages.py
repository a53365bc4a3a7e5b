"""The fragments' levels, stage by stage: as spelled, spelled otherwise, further off.

What was made for a fragment is kept: typing on changes the last one only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from switchboard.search.apart import BETWEEN
from switchboard.search.bits import BitMap
from switchboard.search.errands import said
from switchboard.search.gist import Gist
from switchboard.search.keeping import kept, make_room
from switchboard.search.lately import KEPT, KEPT_SHORT, Lately
from switchboard.search.levels import EVERYDAY, Level
from switchboard.search.matching import Matcher
from switchboard.search.people import Levels, Matched
from switchboard.search.query import Fragment
from switchboard.search.store import Store

_APART_FROM: Final = 2
"""Fewer fragments are not asked whether anybody has them all: of one that is asked anyway."""

_ROOM: Final = 16
"""When a word is typed to its end there is time to forget so many that the next one needs room for."""
_KEPT_PAIRS: Final = 64
"""Of so many pairs, sentences and topics it is kept what they are: typing on changes the last word only."""
_ASKED_AGAIN: Final = 2
"""Of fewer fragments it takes no longer to look each up than all of them together."""
_KEPT_PHRASES: Final = 1024
"""A sentence of eight words has 36 phrases, and many have some of them."""


class Stages:
    """Levels by fragment and stage, and whom all fragments but the last match. Nothing is true any more once
    anybody has changed."""

    def __init__(self, matcher: Matcher, store: Store) -> None:
        self._matcher = matcher
        self._store = store
        matcher.forget()
        self._fragments: dict[Fragment, Fragment] = {}
        self._near_of: dict[tuple[Fragment, ...], list[Levels]] = {}
        self._near = Lately(matcher.near)
        self._wide = Lately(matcher.wide)
        self._far = Lately(matcher.far)
        self._joined: dict[tuple[Fragment, Fragment, bool], list[Level]] = {}
        self._one_word: dict[tuple[Fragment, Fragment], Levels] = {}
        self._said: dict[str, Levels] = {}
        self._alike: dict[Fragment, list[Level]] = {}
        self._gist: dict[tuple[str, bool, bool], list[tuple[Gist, Levels]]] = {}
        self._topics: dict[tuple[str, ...], Levels] = {}
        self._before: dict[tuple[str, int], Matched] = {}

    def same(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        """Return the fragments, those kept that are equal: what is kept of one is found sooner by itself.
        A word said twice is two."""
        found: list[Fragment] = []
        for fragment in fragments:
            known = kept(self._fragments, KEPT + KEPT_SHORT, fragment, _itself)
            found.append(fragment if any(known is other for other in found) else known)
        return tuple(found)

    def near(self, fragments: Sequence[Fragment]) -> list[Levels]:
        """Return the levels that take every fragment as it is spelled."""
        if len(fragments) < _ASKED_AGAIN:
            return self._spelled(fragments)
        # In one keystroke the same ones are asked for a dozen times. The list is whoever's who asked.
        return [*kept(self._near_of, _KEPT_PAIRS, tuple(fragments), self._spelled)]

    def _spelled(self, fragments: Sequence[Fragment]) -> list[Levels]:
        levels = [self._near.of(fragment) for fragment in fragments]
        return self._with_joined(fragments, levels)

    def wide(self, fragments: Sequence[Fragment], levels: Sequence[Levels]) -> list[Levels]:
        """Return these levels and those that suppose a fragment is spelled otherwise."""
        return [self._widened(fragment, some) for fragment, some in zip(fragments, levels, strict=True)]

    def _widened(self, fragment: Fragment, levels: Levels) -> Levels:
        return levels.and_then(self._wide.of(fragment))

    def alike(self, fragment: Fragment, levels: Levels) -> Levels:
        """Return the levels of a word alone; where nobody has it as good as spelled, with those of everyday
        words that mean nearly the same."""
        if any(level.cost < EVERYDAY for level in levels.levels):
            return levels
        more = kept(self._alike, _KEPT_PAIRS, fragment, self._matcher.alike)
        return levels.sorted_with(more) if more else levels

    def far(self, fragments: Sequence[Fragment], levels: Sequence[Levels]) -> list[Levels]:
        """Return these levels and those of what is looked for only when nobody is found."""
        return [some.and_then(self._far_off(fragments, at)) for at, some in enumerate(levels)]

    def _far_off(self, fragments: Sequence[Fragment], at: int) -> Levels:
        levels = self._far.of(fragments[at])
        for one in range(max(0, at - 1), min(at + 1, len(fragments) - 1)):
            joined = self._together(fragments, one, heard=True)
            if joined:
                levels = levels.sorted_with(joined)
        return levels

    def apart(self, fragments: Sequence[Fragment], near: Sequence[Levels]) -> bool:
        """Whether nobody has all of the fragments but the last, however they are spelled (``near`` are their
        levels as they are). Then nobody has all of them, whatever the last one is, and it is the one that
        changes with every key."""
        before = len(fragments) - 1
        if before < _APART_FROM or self._matched("near", near[:before]):
            return False
        # Word by word: most are apart by the first few, and what the others may be is not asked.
        people = self._store.live
        for at in range(before):
            people = self._widened(fragments[at], near[at]).among(people)
            if not people:
                break
        if people:
            return False
        people = self._store.live
        for at in range(before):
            wide = self._widened(fragments[at], near[at])
            people = wide.and_then(self._far_off(fragments, at)).among(people)
            if not people:
                return True
        return False

    def anybodys(self, fragments: Sequence[Fragment], at: int, near: Levels) -> bool:
        """Whether anybody has a fragment (``near`` are its levels as it is spelled), however it is
        spelled. No more is looked for than it takes to tell."""
        fragment = fragments[at]
        return (
            self._anybody(near.levels)
            or self._anybody(self._wide.of(fragment).levels)
            or self._anybody(self._far.of(fragment).levels)
            or any(
                self._anybody(self._together(fragments, one, heard=True))
                for one in range(max(0, at - 1), min(at + 1, len(fragments) - 1))
            )
        )

    def _anybody(self, levels: list[Level]) -> bool:
        live = self._store.live
        return any(level.bits.intersect(live) for level in levels)

    def joined(self, fragments: Sequence[Fragment], at: int) -> bool:
        """Whether a fragment and the next are one word that anybody has, as it is spelled or heard."""
        return any(self._together(fragments, at, heard=heard) for heard in (False, True))

    def one_word(self, left: Fragment, right: Fragment) -> Levels:
        """Return the levels of what somebody does of which two fragments are an inflection."""
        return kept(self._one_word, _KEPT_PAIRS, (left, right), self._make_one_word)

    def _make_one_word(self, pair: tuple[Fragment, Fragment]) -> Levels:
        return Levels(self._matcher.one_word(*pair))

    def _together(self, fragments: Sequence[Fragment], at: int, *, heard: bool) -> list[Level]:
        """Return the levels of a fragment and the next as one word."""
        pair = (fragments[at], fragments[at + 1], heard)
        return kept(self._joined, _KEPT_PAIRS, pair, self._make_joined)

    def _make_joined(self, pair: tuple[Fragment, Fragment, bool]) -> list[Level]:
        left, right, heard = pair
        return self._matcher.joined(left, right, heard=heard)

    def _with_joined(self, fragments: Sequence[Fragment], levels: list[Levels]) -> list[Levels]:
        for at in range(len(fragments) - 1):
            joined = self._together(fragments, at, heard=False)
            if joined:
                for one in (at, at + 1):
                    levels[one] = levels[one].sorted_with(joined)
            if at + 2 == len(fragments) or fragments[at + 1].form not in BETWEEN:
                continue
            joined = self._matcher.compound(fragments[at], fragments[at + 2])
            if joined:
                for one in (at, at + 1, at + 2):
                    levels[one] = levels[one].sorted_with(joined)
        return levels

    def everybody(self, stage: str, levels: Sequence[Levels]) -> BitMap:
        """Return those whom every fragment matches somehow."""
        return levels[-1].among(self._matched(stage, levels[:-1]))

    def _matched(self, stage: str, levels: Sequence[Levels]) -> BitMap:
        """Return those whom all of these match: of a query being typed, all fragments but the last."""
        before = self._before.get((stage, len(levels)))
        if before is None or not before.of(levels):
            before = self._before[stage, len(levels)] = Matched(levels, self._store.live)
        return before.bits

    def phrase(self, text: str) -> Levels:
        """Return the levels of what else a text of several words means."""
        return kept(self._said, _KEPT_PHRASES, text, self._make_phrase)

    def _make_phrase(self, text: str) -> Levels:
        return Levels(self._matcher.phrase(text))

    def gist(self, text: str, *, poor: bool, alike: bool) -> list[tuple[Gist, Levels]]:
        """Return what a sentence is about as far as its words tell, and the levels of each topic; ``poor``:
        poor guesses, too; ``alike``: its words are everyday words, too."""
        return kept(self._gist, _KEPT_PAIRS, (text, poor, alike), self._make_gist)

    def _make_gist(self, text: tuple[str, bool, bool]) -> list[tuple[Gist, Levels]]:
        told = [
            (some, kept(self._topics, _KEPT_PAIRS, some.labels, self._make_topic))
            for some in self._matcher.gist(*text)
        ]
        return [one for one in told if one[1].levels]

    def _make_topic(self, labels: tuple[str, ...]) -> Levels:
        return Levels(self._matcher.synonyms(labels))

    def finds(self, fragments: Sequence[Fragment]) -> bool:
        """Whether anybody matches as it is spelled."""
        if not fragments:
            return False
        plain = not any(fragment.groups or fragment.domain for fragment in fragments)
        if plain and said(self._store, [fragment.form for fragment in fragments]):
            return True
        return bool(Matched(self.near(fragments), self._store.live).bits)

    def ahead(self, fragments: Sequence[Fragment]) -> None:
        """Make what the next keystrokes may need of the last of some fragments, which is typed to its end:
        how else it is spelled, and what is farther off. For those before it that was made when they were; a
        paste of many would take longer than any key."""
        last = len(fragments) - 1
        if last < 0:
            return
        near = self.near(fragments)[last]
        wide = self._widened(fragments[last], near)
        for some in (near, wide, wide.and_then(self._far_off(fragments, last))):
            _ = some.union
        for lately in (self._near, self._wide, self._far):
            lately.make_room(_ROOM)
        make_room(self._near_of, _KEPT_PAIRS, _ROOM)
        make_room(self._joined, _KEPT_PAIRS, _ROOM)
        make_room(self._gist, _KEPT_PAIRS, _ROOM)


def _itself(fragment: Fragment) -> Fragment:
    return fragment
