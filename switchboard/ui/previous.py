"""The previous caller: whom they wanted, and how that was found."""

from __future__ import annotations

from switchboard.domain.model import Ref


class Previous:
    """Keeps one query and whoever was chosen in it."""

    def __init__(self) -> None:
        self._kept: tuple[str, Ref] | None = None
        self._handled = False

    def typed(self) -> None:
        """The next caller's query has begun, or this one's goes on."""
        self._handled = False

    def handled(self, query: str, chosen: Ref | None) -> None:
        """The call was put through, or a message left."""
        if chosen is not None:
            self._kept, self._handled = (query, chosen), True

    def cleared(self, query: str, chosen: Ref | None) -> None:
        """The box is being cleared: that ends a call, too, unless the one before it is kept still."""
        if chosen is not None and (self._handled or self._kept is None):
            self._kept = (query, chosen)

    def take(self) -> tuple[str, Ref] | None:
        """Return what was kept, once."""
        kept, self._kept = self._kept, None
        return kept
