"""What a sentence is about where no phrase of the vocabulary says it: as far as its words tell.

"Kranen er helt tørr" is no phrase of anybody's list, but its words stand in phrases of one topic rather than
of another. Each word counts by how few topics have it; a topic for all of the words that it has, and for the
phrase that comes nearest.
"""

from __future__ import annotations

from functools import partial
from math import log
from typing import NamedTuple

from switchboard.search.inflection import roots, stem
from switchboard.search.keeping import kept
from switchboard.search.wordbook import Told, Wordbook, key_of, labels_of, telling

_LEAST, _LEAST_BY_ONE, _LEAST_ALONE = 0.18, 0.45, 0.6
"""A topic for which less speaks is no guess worth showing: by several words, by one of them, by one alone."""
_UNKNOWN = 0.75
"""How much a word tells that no topic has, as a share of what one tells that a single topic has."""
_UNSAID = 0.35
"""What a phrase loses by its words that were not said, as a share of what they tell."""
_ONCE, _MORE = 0.5, 0.1
"""What a word counts for a topic that has it in one phrase, and in each further one; in six or more it counts
as a whole."""
_HEAD, _TAIL = 0.6, 0.7
"""What the first and the last part of a compound count, where the whole is unknown."""
_COMPOUND_FROM = 7
_PART_FROM = 4
_LONGEST = 40
_MOST = 3
_KEPT = 64
"""Of so many words it is kept what they tell: typing on changes the last one only."""
_MOST_WORDS = 10
"""Whoever says more does not do so in a search box."""


class Gist(NamedTuple):
    """A topic: the preferred label and those that may lead to whoever does it, the label of its phrase that
    comes nearest, the share of what the words tell that is for it (from 0 to 1), and the words (in plain
    letters) that are."""

    labels: tuple[str, ...]
    said: str
    share: float
    words: tuple[str, ...]


def gist(book: Wordbook, text: str) -> list[Gist]:
    """Return what a text is about, the likeliest first."""
    words = telling(key_of(text))[:_MOST_WORDS]
    total = 0.0
    unknown = _UNKNOWN * log(max(len(book), 2))
    votes: dict[int, float] = {}
    by: dict[int, tuple[str, ...]] = {}
    near: dict[int, float] = {}
    for said in words:
        tells, for_topic, for_label = kept(book.told, _KEPT, said, partial(_told, book))
        total += tells if tells > 0 else unknown
        for concept, vote in for_topic.items():
            votes[concept] = votes.get(concept, 0.0) + vote
            by[concept] = (*by.get(concept, ()), said)
        for label, worth in for_label.items():
            near[label] = near.get(label, 0.0) + worth
    if not votes:
        return []
    best: dict[int, tuple[float, int]] = {}
    for label, worth in near.items():
        left = book.weight(label) - worth
        fits = worth - _UNSAID * left if left > 0 else worth
        concept = book.concept_of(label)
        if concept not in best or fits > best[concept][0]:
            best[concept] = (fits, label)
    shares = [
        ((vote + max(0.0, best[concept][0])) / (2 * total), -concept) for concept, vote in votes.items()
    ]
    shares.sort(reverse=True)
    found = []
    for share, concept in shares[:_MOST]:
        if share < (_LEAST if len(by[-concept]) > 1 else _LEAST_BY_ONE if len(words) > 1 else _LEAST_ALONE):
            continue
        said = book.label(best[-concept][1])
        found.append(Gist(labels_of(book, [-concept]), said, share, by[-concept]))
    return found


def _told(book: Wordbook, said: str) -> Told:
    """Return how much a word tells (0, if no topic has it), and what it counts by topics and by labels."""
    tells = 0.0
    for_topic: dict[int, float] = {}
    for_label: dict[int, float] = {}
    for number, share in _stems(book, said).items():
        rarity = book.rarity(number)
        tells = max(tells, rarity)
        worth = share * rarity
        times: dict[int, int] = {}
        for label in book.having(number):
            concept = book.concept_of(label)
            times[concept] = times.get(concept, 0) + 1
            if worth > for_label.get(label, 0.0):
                for_label[label] = worth
        for concept, count in times.items():
            vote = worth * min(1.0, _ONCE + _MORE * (count - 1))
            if vote > for_topic.get(concept, 0.0):
                for_topic[concept] = vote
    return tells, for_topic, for_label


def _stems(book: Wordbook, said: str) -> dict[int, float]:
    """Return the stems that a word may have, each with what it counts: of a compound nobody knows, the parts'
    stems."""
    found: dict[int, float] = {}
    for form in (stem(said), *roots(said)):
        number = book.stem(form)
        if number >= 0:
            found[number] = 1.0
    if not found and _COMPOUND_FROM <= len(said) <= _LONGEST:
        for cut in range(_PART_FROM, len(said) - 2):
            for part, share in ((said[:cut], _HEAD), (said[cut:], _TAIL)):
                if len(part) < _PART_FROM:
                    continue
                for form in (stem(part), part):
                    number = book.stem(form)
                    if number >= 0 and share > found.get(number, 0.0):
                        found[number] = share
    return found
