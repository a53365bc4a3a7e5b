"""One hit: who it is, and what matched as soon as somebody wants to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from switchboard.domain.model import Ref

if TYPE_CHECKING:
    from switchboard.search.results import Match


class Hit:
    """A person or unit, with the best match of every fragment (one entry for each text that matched).

    Explaining a hit takes longer than finding it, and half of them lie below the screen: a hit of a search
    works out :attr:`matched` when it is first asked for, on the index's thread. Of somebody who was taken
    out of the index meanwhile it has nothing to say, and of one who was changed only what is still so.
    """

    __slots__ = ("_explain", "_matched", "_slot", "ref")

    def __init__(
        self,
        ref: Ref,
        matched: tuple[Match, ...],
        slot: int = -1,
        explain: Callable[[int], tuple[Match, ...]] | None = None,
    ) -> None:
        self.ref = ref
        self._matched = matched
        self._slot = slot
        self._explain = explain

    @property
    def matched(self) -> tuple[Match, ...]:
        """What matched, and how."""
        if self._explain is not None:
            self._matched, self._explain = self._explain(self._slot), None
        return self._matched

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Hit):
            return NotImplemented
        return self.ref == other.ref and self.matched == other.matched

    def __hash__(self) -> int:
        return hash(self.ref)

    def __repr__(self) -> str:
        return f"Hit({self.ref})"


def hits_of(
    slots: Sequence[int], refs: Sequence[Ref], explain: Callable[[int], tuple[Match, ...]]
) -> list[Hit]:
    """Make hits of some slots that ask for what matched when somebody wants to know."""
    return [Hit(ref, (), slot, explain) for slot, ref in zip(slots, refs, strict=True)]
