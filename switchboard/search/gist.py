"""What a sentence is about where no phrase of the vocabulary says it: as far as its words tell.

"Kranen er helt tørr" is no phrase of anybody's list, but its words stand in phrases of one topic rather than
of another. Each word counts by how few topics have it; a topic for all of the words that it has, and for the
phrase that comes nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import inf, log
from typing import Final, NamedTuple

from switchboard.search.everyday import Everyday
from switchboard.search.inflection import roots, stem
from switchboard.search.keeping import keep, kept
from switchboard.search.tables import checksum
from switchboard.search.wordbook import Wordbook, labels_of, telling

_LEAST: Final = 0.18
_LEAST_BY_ONE: Final = 0.45
_LEAST_ALONE: Final = 0.6
"""A topic for which less speaks is no guess worth showing: by several words, by one of them, by one alone."""
_UNSURE: Final = 0.5
"""Of what makes a guess worth showing so much is enough where there is nothing else to show, unless a single
word was said: that may be a name that nobody has."""
_UNKNOWN: Final = 0.75
"""How much a word tells that no topic has, as a share of what one tells that a single topic has."""
_UNSAID: Final = 0.35
"""What a phrase loses by its words that were not said, as a share of what they tell."""
_ONCE: Final = 0.5
_MORE: Final = 0.1
"""What a word counts for a topic that has it in one phrase, and in each further one; in six or more it counts
as a whole."""
_MOST_FITTING: Final = 1 + 1 / _ONCE
"""No topic is worth more than so many times its votes: then each word is of a phrase that has all of them."""
_HEAD: Final = 0.6
_TAIL: Final = 0.7
"""What the first and the last part of a compound count, where the whole is unknown."""
_BORROWED: Final = 0.6
_LATER: Final = 0.5
"""What a word counts as another word of the first group that has it, and of the others."""
_KNOWN: Final = 0.6
"""What is left of that for a word that topics have themselves."""
_MOST_GROUPS: Final = 3
_MOST_CONCEPTS: Final = 25
"""A stem that more topics have tells nothing to other words."""
_COMPOUND_FROM: Final = 7
_PART_FROM: Final = 4
_LONGEST: Final = 40
_MOST: Final = 3
_MOST_LABELS: Final = 4
"""More labels of a guess find nobody who comes first, and take half of the time."""
_KEPT: Final = 512
"""Of so many words it is kept what they tell: callers say most of them again and again."""
_KEPT_BEFORE: Final = 8
"""Of so many beginnings of sentences it is kept what they tell: typing on changes the last word only."""
_NOTHING: Final[dict[int, float]] = {}
_MOST_WORDS: Final = 10
"""Whoever says more does not do so in a search box."""


Told = tuple[float, dict[int, float], dict[int, dict[int, float]]]
"""How much a word tells (0, if no topic has it), what it counts by topics, and for their labels."""


_Votes = tuple[float, dict[int, float]]
"""How much some words tell together, and what they count by topics."""


class Memory:
    """What is kept for the next keystroke; it belongs to one book and everyday words. By word what it tells,
    by the words that stand before the last one what they tell together, and the labels of topics."""

    __slots__ = ("before", "labels", "words")

    def __init__(self) -> None:
        self.words: dict[str, Told] = {}
        self.before: dict[tuple[str, ...], _Votes] = {}
        self.labels: dict[int, tuple[str, ...]] = {}


class Gist(NamedTuple):
    """A topic: the preferred label and those that may lead to whoever does it, the label of its phrase that
    comes nearest, the share of what the words tell that is for it (from 0 to 1), the words (in plain
    letters) that are, and whether that is enough to be shown beside anybody else."""

    labels: tuple[str, ...]
    said: str
    share: float
    words: tuple[str, ...]
    sure: bool


def gist(book: Wordbook, everyday: Everyday | None, memory: Memory, key: str) -> list[Gist]:
    """Return what a text is about, the likeliest first; ``key``: as :func:`key_of` has it."""
    words = telling(key)[:_MOST_WORDS]
    tell = partial(_told, book, everyday)
    told = [kept(memory.words, _KEPT, said, tell) for said in words]
    unknown = _UNKNOWN * log(max(len(book), 2))
    so_far: _Votes = (0.0, {})
    if len(words) > 1:
        before = tuple(words[:-1])
        known = memory.before.get(before)
        if known is None:
            known = _together(so_far, words[:-1], told, unknown)
            keep(memory.before, _KEPT_BEFORE, before, known)
        so_far = known
    total, votes = _together(so_far, words[-1:], told[-1:], unknown)
    if not votes:
        return []
    best: list[tuple[float, int, int]] = []
    # Whoever has less comes behind those with most votes, whatever their phrases cover: to sort takes time.
    least = sorted(votes.values())[-_MOST:][0]
    likely = [(vote, -concept) for concept, vote in votes.items() if vote * _MOST_FITTING >= least]
    for vote, concept in sorted(likely, reverse=True):
        if len(best) == _MOST and vote * _MOST_FITTING < best[-1][0]:
            # Those who are left come behind whatever their phrases cover.
            break
        fits, label = _nearest(book, told, -concept)
        best.append((vote + max(0.0, fits), concept, label))
        best.sort(reverse=True)
        del best[_MOST:]
    found = []
    for worth, concept, label in best:
        share = worth / (2 * total)
        by = tuple([said for said, some in zip(words, told, strict=True) if -concept in some[1]])
        enough = _LEAST if len(by) > 1 else _LEAST_BY_ONE if len(words) > 1 else _LEAST_ALONE
        if share >= (enough * _UNSURE if len(words) > 1 else enough):
            labels = kept(memory.labels, _KEPT, -concept, partial(_labels, book))
            found.append(Gist(labels, book.label(label), share, by, share >= enough))
    return found


def _together(before: _Votes, words: Sequence[str], told: Sequence[Told], unknown: float) -> _Votes:
    """Return what some words tell together with those before them."""
    total, votes = before
    votes = votes.copy()
    for said, some in zip(words, told, strict=False):
        if some[0] > 0:
            total += some[0]
        elif not said.isdigit():
            total += unknown
        for concept, vote in some[1].items():
            votes[concept] = votes.get(concept, 0.0) + vote
    return total, votes


def _labels(book: Wordbook, concept: int) -> tuple[str, ...]:
    return labels_of(book, [concept])[:_MOST_LABELS]


def _nearest(book: Wordbook, told: list[Told], concept: int) -> tuple[float, int]:
    """Return what the phrase of a topic covers that comes nearest, and its label."""
    near: dict[int, float] = {}
    for _, _, for_label in told:
        for label, worth in for_label.get(concept, _NOTHING).items():
            near[label] = near.get(label, 0.0) + worth
    best, nearest = -inf, -1
    for label, worth in near.items():
        left = book.weight(label) - worth
        fits = worth - _UNSAID * left if left > 0 else worth
        if fits > best:
            best, nearest = fits, label
    return best, nearest


def _told(book: Wordbook, everyday: Everyday | None, said: str) -> Told:
    """Return what a word tells, and to what."""
    tells = 0.0
    for_topic: dict[int, float] = {}
    for_label: dict[int, dict[int, float]] = {}
    own = stems(book, said)
    for number, share in own.items():
        rarity = book.rarity(number)
        tells = max(tells, rarity)
        _count(book, number, share * rarity, for_topic, for_label)
    if everyday is not None:
        for number, share in _borrowed(book, everyday, said).items():
            if number not in own:
                rarity = book.rarity(number)
                if own:
                    share *= _KNOWN
                else:
                    tells = max(tells, rarity)
                _count(book, number, share * rarity, for_topic, for_label)
    return tells, for_topic, for_label


def _count(
    book: Wordbook,
    stem: int,
    worth: float,
    for_topic: dict[int, float],
    for_label: dict[int, dict[int, float]],
) -> None:
    """Count a stem for the topics and the labels that have it, as far as no other stem counts more."""
    times: dict[int, int] = {}
    for label in book.having(stem):
        concept = book.concept_of(label)
        times[concept] = times.get(concept, 0) + 1
        some = for_label.get(concept)
        if some is None:
            some = for_label[concept] = {}
        if worth > some.get(label, 0.0):
            some[label] = worth
    for concept, count in times.items():
        vote = worth * min(1.0, _ONCE + _MORE * (count - 1))
        if vote > for_topic.get(concept, 0.0):
            for_topic[concept] = vote


def _borrowed(book: Wordbook, everyday: Everyday, said: str) -> dict[int, float]:
    """Return the stems of words that mean nearly the same, each with what it counts."""
    found: dict[int, float] = {}
    least = log(len(book) / _MOST_CONCEPTS)
    for at, group in enumerate(everyday.groups(said)[:_MOST_GROUPS]):
        share = _LATER if at else _BORROWED
        for one in everyday.stems(group):
            number = book.stem(one)
            if number >= 0 and share > found.get(number, 0.0) and book.rarity(number) >= least:
                found[number] = share
    return found


def stems(book: Wordbook, said: str) -> dict[int, float]:
    """Return the stems that a word may have, each with what it counts: of a compound nobody knows, the parts'
    stems."""
    found: dict[int, float] = {}
    for form in (stem(said), *roots(said)):
        number = book.stem(checksum(form))
        if number >= 0:
            found[number] = 1.0
    if not found and _COMPOUND_FROM <= len(said) <= _LONGEST:
        for cut in range(_PART_FROM, len(said) - 2):
            for part, share in ((said[:cut], _HEAD), (said[cut:], _TAIL)):
                if len(part) < _PART_FROM:
                    continue
                for form in (stem(part), part):
                    number = book.stem(checksum(form))
                    if number >= 0 and share > found.get(number, 0.0):
                        found[number] = share
    return found
