"""Who is meant by a whole query, in stages: as it is spelled, otherwise, and with less of what was said."""

from __future__ import annotations

from collections.abc import Sequence

from switchboard.search.around import around, without, without_any
from switchboard.search.bits import NOBODY, BitMap, union
from switchboard.search.fit import in_one_text
from switchboard.search.levels import PREFIX
from switchboard.search.matching import Matcher
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.results import Field
from switchboard.search.stages import Stages
from switchboard.search.store import Store

Stage = tuple[list[Levels], BitMap]
"""The levels of the fragments (or one, of the whole query), and whom they find."""


class Meant:
    """The fragments that count, whom they find as they are spelled (``near``), and everybody stage by stage:
    all of one stand before all of the next."""

    __slots__ = ("fragments", "near", "stages")

    def __init__(self, fragments: Sequence[Fragment], near: BitMap, stages: list[Stage]) -> None:
        self.fragments = fragments
        self.near = near
        self.stages = stages

    @property
    def anybody(self) -> bool:
        """Whether they find anybody."""
        return any(bool(people) for _, people in self.stages)


class Meaning:
    """Finds who is meant."""

    def __init__(self, matcher: Matcher, stages: Stages, store: Store) -> None:
        self._matcher = matcher
        self._stages = stages
        self._store = store

    def of(self, query: str, fragments: Sequence[Fragment], enough: int) -> Meant:
        """Return who is meant. With ``enough`` people as spelled nobody else is looked for.

        What is said around a name counts where it is part of a name or a text; else nobody is kept from
        being found by it. Words that nobody has count only where nobody is found without them either.
        """
        meant = self._of_all(query, fragments, enough)
        if len(fragments) == 1:
            return meant
        if any(around(fragment) for fragment in fragments[:-1]) and not any(
            self._named(fragments, some, people) for some, people in meant.stages
        ):
            meant = self._again(meant, without(fragments), enough)
        if not meant.anybody:
            meant = self._again(meant, without_any(fragments), enough)
            if not meant.anybody:
                meant = self._again(meant, self._known(meant.fragments), enough)
        return meant

    def _again(self, meant: Meant, fragments: Sequence[Fragment], enough: int) -> Meant:
        """Return who is meant by fewer words, if they are fewer and that is anybody."""
        if not fragments or len(fragments) == len(meant.fragments):
            return meant
        fewer = self._of_all(" ".join([fragment.form for fragment in fragments]), fragments, enough)
        return fewer if fewer.anybody or not meant.anybody else meant

    def _of_all(self, query: str, fragments: Sequence[Fragment], enough: int) -> Meant:
        levels = self._stages.near(fragments)
        near = self._stages.everybody("near", levels)
        if len(near) >= enough:
            return Meant(fragments, near, [(levels, near)])
        return Meant(fragments, near, self._otherwise(query, fragments, levels, near))

    def _otherwise(
        self, query: str, fragments: Sequence[Fragment], levels: list[Levels], near: BitMap
    ) -> list[Stage]:
        live, stages = self._store.live, self._stages
        said = [Levels(self._matcher.phrase(query))]
        wide = stages.wide(fragments, levels)
        total = stages.everybody("wide", wide)
        if not said[0].union & live:
            if not total:
                wide = stages.far(fragments, wide)
                total = stages.everybody("far", wide)
            return [(wide, total)]
        # The whole query is what callers call an errand: that is no slip, and if it is several words no name
        # that is being typed.
        first = near
        if len(fragments) > 1:
            first = first & in_one_text(levels)
        others = (said[0].union & live) - first
        return [(levels, first), (said, others), (wide, total - first - others)]

    def _named(self, fragments: Sequence[Fragment], levels: Sequence[Levels], people: BitMap) -> bool:
        """Whether the words around are no mere talk for somebody of these people: each is part of their
        names, or of a text together with the word beside it ("vann og avløp")."""
        if len(levels) != len(fragments):
            return bool(people)
        for at, fragment in enumerate(fragments[:-1]):
            if not people:
                break
            if around(fragment):
                whole = [
                    level.bits
                    for level in levels[at].levels
                    if level.cost < PREFIX and (level.field is Field.NAME or level.field is Field.ALIAS)
                ]
                beside = [in_one_text(levels[one : one + 2]) for one in (at - 1, at) if one >= 0]
                people = people & union([*whole, *beside])
        return bool(people)

    def _known(self, fragments: Sequence[Fragment]) -> tuple[Fragment, ...]:
        """Return those of the fragments that somebody has, however it is spelled."""
        near = self._stages.near(fragments)
        levels = self._stages.far(fragments, self._stages.wide(fragments, near))
        live = self._store.live
        return tuple(
            [one for one, some in zip(fragments, levels, strict=True) if (some.union & live) != NOBODY]
        )
