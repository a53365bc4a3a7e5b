"""Searching with callers' words: what the query finds, then what its synonyms find."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from switchboard.domain.model import Ref
from switchboard.search.results import Hit, How, Results
from switchboard.search.vocabulary import Vocabulary

_MOST_QUERIES = 24
"""Searches at most for one query: a word with many synonyms must not make a keystroke slow."""
_DEEP = 1_000
"""Hits looked at of each of them, for the total."""


class Searchable(Protocol):
    """The part of :class:`~switchboard.search.index.Index` that is needed here."""

    def search(self, query: str, *, limit: int = 50) -> Results:
        """Return what matches, best first."""


def search_with(index: Searchable, query: str, vocabulary: Vocabulary, *, limit: int = 50) -> Results:
    """Return what the query finds, followed by what it finds with a synonym in place of the whole query or
    of one word. A person or unit is a hit once; ``total`` counts synonyms' hits up to a thousand each."""
    plain = index.search(query, limit=max(limit, _DEEP))
    hits: dict[Ref, Hit] = {hit.ref: hit for hit in plain.hits}
    known = len(hits)
    for other in _rephrased(query, vocabulary):
        for hit in index.search(other, limit=_DEEP).hits:
            hits.setdefault(
                hit.ref,
                Hit(hit.ref, tuple(replace(match, how=How.SYNONYM) for match in hit.matched)),
            )
    return Results(plain.query, plain.total + len(hits) - known, tuple(hits.values())[:limit])


def _rephrased(query: str, vocabulary: Vocabulary) -> list[str]:
    fragments = query.split()
    found = dict.fromkeys(vocabulary.others(query))
    if len(fragments) > 1:
        for place, fragment in enumerate(fragments):
            for other in vocabulary.others(fragment):
                found[" ".join([*fragments[:place], other, *fragments[place + 1 :]])] = None
                if len(found) >= _MOST_QUERIES:
                    break
    return list(found)[:_MOST_QUERIES]
