"""What was asked for before: the queries of calls that are over, and of a box that was cleared."""

from __future__ import annotations

from collections import deque

from switchboard.domain.model import Ref
from switchboard.ui.question import Asked

_KEPT = 2
"""The newest, and the one before: a few letters that are cleared do not lose the previous caller's."""


class Previous:
    """Keeps the last queries as they were asked, each with whoever was chosen."""

    def __init__(self) -> None:
        self._kept: deque[tuple[Asked, Ref | None]] = deque(maxlen=_KEPT)
        self._back: Asked | None = None

    def keep(self, asked: Asked, chosen: Ref | None, *, handled: bool = False) -> None:
        """A query is over: it is being cleared, or the call is handled."""
        if asked == self._back and not handled:
            # Looked at and cleared once more: then it is the other one's turn.
            return
        self._back = None
        for kept in [kept for kept in self._kept if kept[0] == asked]:
            self._kept.remove(kept)
        self._kept.appendleft((asked, chosen))

    def take(self) -> tuple[Asked, Ref | None] | None:
        """Return the query that was kept last; asked again, the one before."""
        if not self._kept:
            return None
        kept = self._kept[0]
        self._kept.rotate(-1)
        self._back = kept[0]
        return kept
