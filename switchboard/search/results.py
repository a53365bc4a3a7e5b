"""What a search answers: hits, and for each of them what matched and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from switchboard.domain.model import Ref
from switchboard.domain.record import record


class Field(StrEnum):
    """Where a fragment of the query was found."""

    NAME = "name"
    ALIAS = "alias"
    UNIT = "unit"
    TITLE = "title"
    KEYWORD = "keyword"
    DESCRIPTION = "description"
    PLACE = "place"
    EMAIL = "email"
    PHONE = "phone"


class How(StrEnum):
    """How it was found."""

    EXACT = "exact"
    PREFIX = "prefix"
    FOLDED = "folded"
    SOUNDS_ALIKE = "sounds-alike"
    TYPO = "typo"
    PART = "part"
    INFLECTED = "inflected"
    SYNONYM = "synonym"
    DIGITS = "digits"


class Match(NamedTuple):
    """One thing that matched: ``text`` in its original spelling, ``ranges`` the offsets in it to highlight.

    Ranges are half open, in characters of ``text``, ascending, and do not overlap.
    """

    field: Field
    how: How
    text: str
    ranges: tuple[tuple[int, int], ...]

    def __repr__(self) -> str:
        return f"Match({self.field}, {self.how})"


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

    @classmethod
    def later(
        cls, slots: Sequence[int], refs: Sequence[Ref], explain: Callable[[int], tuple[Match, ...]]
    ) -> list[Hit]:
        """Make hits of some slots that ask for what matched when somebody wants to know."""
        return [cls(ref, (), slot, explain) for slot, ref in zip(slots, refs, strict=True)]

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


@record(frozen=True, slots=True, repr=False)
class Topic:
    """What a query is about in the vocabulary's terms: searching for ``label`` leads to whoever does it.

    ``said`` is the word of the vocabulary that the ``whole`` query says, or comes so near to that whoever
    does it stands first; or else one that it begins, or has among its words ("bruksendring" for "Byggesak").
    """

    label: str
    said: str
    whole: bool = False

    def __repr__(self) -> str:
        return "Topic()"


@record(frozen=True, slots=True, repr=False)
class Results:
    """The answer to ``query``: ``total`` counts everything that matched, ``hits`` are the best of it.

    ``topics`` are suggestions, at most three, each of which finds somebody; none without a vocabulary.
    ``left_out`` are words of the query, as typed, that do not count: nobody has all of it, the hits have the
    rest. What is merely said around a name or an errand is not among them, and of numbers only a year, a day,
    an hour or an age.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    topics: tuple[Topic, ...] = ()
    left_out: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Results(total={self.total}, hits={len(self.hits)})"
