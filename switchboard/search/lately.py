"""The levels of fragments that were asked for lately, in one way of matching them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from switchboard.search.keeping import keep, make_room
from switchboard.search.levels import Level
from switchboard.search.people import Levels
from switchboard.search.query import Fragment

SHORT: Final = 3
KEPT_SHORT: Final = 512
KEPT: Final = 128
"""Fragments of no more letters are short, and of so many short and long ones the levels are kept. Calls begin
with letters that others began with, and sentences have words that most have: what is short comes again."""


class Lately:
    """Levels by fragment."""

    __slots__ = ("_long", "_match", "_short")

    def __init__(self, match: Callable[[Fragment], list[Level]]) -> None:
        """Take what makes a fragment's levels."""
        self._match = match
        self._short: dict[Fragment, Levels] = {}
        self._long: dict[Fragment, Levels] = {}

    def __len__(self) -> int:
        """Return of how many fragments the levels are kept."""
        return len(self._short) + len(self._long)

    def __iter__(self) -> Iterator[Fragment]:
        """Iterate over them, short ones first."""
        return iter([*self._short, *self._long])

    def of(self, fragment: Fragment) -> Levels:
        """Return a fragment's levels, made when they are not kept."""
        short = len(fragment.form) <= SHORT
        memo = self._short if short else self._long
        known = memo.get(fragment)
        if known is None:
            known = Levels(self._match(fragment))
            keep(memo, KEPT_SHORT if short else KEPT, fragment, known)
        return known

    def make_room(self, room: int) -> None:
        """Forget those made first, until there is room for so many short and long ones."""
        make_room(self._short, KEPT_SHORT, room)
        make_room(self._long, KEPT, room)
