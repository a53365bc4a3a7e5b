"""What a search answers: hits, and for each of them what matched and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from switchboard.domain.model import Ref


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


@dataclass(frozen=True, slots=True, repr=False)
class Match:
    """One thing that matched: ``text`` in its original spelling, ``ranges`` the offsets in it to highlight.

    Ranges are half open, in characters of ``text``, ascending, and do not overlap.
    """

    field: Field
    how: How
    text: str
    ranges: tuple[tuple[int, int], ...]

    def __repr__(self) -> str:
        return f"Match({self.field}, {self.how})"


@dataclass(frozen=True, slots=True)
class Hit:
    """A person or unit, with the best match of every fragment (one entry for each text that matched)."""

    ref: Ref
    matched: tuple[Match, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Results:
    """The answer to ``query``: ``total`` counts everything that matched, ``hits`` are the best of it."""

    query: str
    total: int
    hits: tuple[Hit, ...]

    def __repr__(self) -> str:
        return f"Results(total={self.total}, hits={len(self.hits)})"
