"""Asking an index, tersely."""

from __future__ import annotations

from switchboard.domain.model import Person, Unit
from switchboard.search.index import Index
from switchboard.search.results import Match


def index_of(*objects: Person | Unit, country: str = "NO") -> Index:
    return Index.build(
        [some for some in objects if isinstance(some, Person)],
        [some for some in objects if isinstance(some, Unit)],
        country=country,
    )


def found(index: Index, query: str, **options: object) -> list[str]:
    """The ids of the hits, in order."""
    return [hit.ref.id for hit in index.search(query, **options).hits]  # type: ignore[arg-type]


def matched(index: Index, query: str) -> list[tuple[str, str, str, tuple[tuple[int, int], ...]]]:
    """What matched of the first hit."""
    hits = index.search(query).hits
    return [] if not hits else [_plain(match) for match in hits[0].matched]


def _plain(match: Match) -> tuple[str, str, str, tuple[tuple[int, int], ...]]:
    return str(match.field), str(match.how), match.text, match.ranges
