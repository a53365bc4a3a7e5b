"""What a search answers: hits, and for each of them what matched and how."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from switchboard.domain.record import record
from switchboard.search.hit import Hit

__all__ = ["Field", "Hit", "How", "Match", "Results", "Topic"]


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
