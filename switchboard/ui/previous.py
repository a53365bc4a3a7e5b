"""The previous caller: whom they wanted, and how that was found; behind it, what was merely cleared."""

from __future__ import annotations

from switchboard.domain.model import Ref
from switchboard.domain.record import record
from switchboard.ui.question import Asked

_KEPT = 2
"""The previous caller's query, and the one cleared last: a few letters cleared by mistake are not lost."""


@record(frozen=True, slots=True)
class _Kept:
    asked: Asked
    chosen: Ref | None
    handled: bool


class Previous:
    """Keeps two queries as they were asked, each with whoever was chosen.

    A handled call's comes before one that was merely cleared, and of those that were, the newest comes first.
    """

    def __init__(self) -> None:
        self._kept: list[_Kept] = []
        self._turn = 0
        self._back: Asked | None = None

    def keep(self, asked: Asked, chosen: Ref | None, *, handled: bool = False) -> None:
        """A query is over: it is being cleared, or the call is handled."""
        if asked == self._back and not handled:
            # Looked at and cleared once more: then it is the other one's turn.
            return
        same = [kept for kept in self._kept if kept.asked == asked]
        newest = _Kept(asked, chosen, handled or any(kept.handled for kept in same))
        others = [
            _Kept(kept.asked, kept.chosen, kept.handled and not newest.handled)
            for kept in self._kept
            if kept not in same
        ]
        self._kept = sorted([newest, *others], key=lambda kept: not kept.handled)[:_KEPT]
        self._turn, self._back = 0, None

    def take(self) -> tuple[Asked, Ref | None] | None:
        """Return the previous caller's query; without one, what was cleared last; then the other."""
        if not self._kept:
            return None
        kept = self._kept[self._turn % len(self._kept)]
        self._turn += 1
        self._back = kept.asked
        return kept.asked, kept.chosen
