"""Callers' words: what means the same, and which topic a query is about.

``callers_words.tsv`` ships with the program; a municipality's own vocabulary is read by ``skos.py`` and comes
before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from switchboard.search import wordpacking
from switchboard.search.everyday import Everyday
from switchboard.search.gist import Gist, Memory, gist, stems
from switchboard.search.inflection import roots, stem
from switchboard.search.keeping import kept
from switchboard.search.patterns import pattern
from switchboard.search.tables import checksum
from switchboard.search.wordbook import MOST_LABELS, Wordbook, inflects, key_of, labels_of

_TOPIC_FROM: Final = 4
_MOST_POOR: Final = 2
_KEPT: Final = 64
"""Of so many texts the keys are kept: of one query each is asked for several times."""
_MOST_GROUPS: Final = 2
"""Of so many groups of everyday words somebody may have one instead."""

_OF_A_NAME: Final = "å[ens]*s[en]*$"
"""So names end (Løvås, Nygårdsåsen), with slips as well; endings of words have no å."""


class Meant(NamedTuple):
    """A topic that a text means: the label it says, or begins (then not ``whole``), and its labels, preferred
    ones first."""

    said: str
    labels: tuple[str, ...]
    whole: bool


class Vocabulary:
    """Words that mean the same, however they are accented, and everyday words that mean nearly the same.
    Immutable."""

    def __init__(
        self,
        concepts: Iterable[Sequence[str]] = (),
        books: Sequence[Wordbook] = (),
        everyday: Everyday | None = None,
    ) -> None:
        """Take each concept's labels, preferred ones first; or books of them."""
        self._books = list(books) or [wordpacking.pack(concepts)]
        self._everyday = everyday
        self._having: list[dict[str, bool]] = [{} for _ in self._books]
        self._keys: dict[str, str] = {}
        self._told = [[Memory() for _ in self._books] for _ in (False, True)]

    def __len__(self) -> int:
        return sum([len(book) for book in self._books])

    @staticmethod
    @cache
    def shipped() -> Vocabulary:
        """Return the one that ships with the program."""
        callers, everyday = wordpacking.shipped()
        return Vocabulary(books=[callers], everyday=everyday)

    def followed_by(self, other: Vocabulary) -> Vocabulary:
        """Return one that knows both, this one's words first."""
        return Vocabulary(books=[*self._books, *other._books], everyday=self._everyday or other._everyday)

    def keys(self) -> Iterator[str]:
        """Iterate over every word that has others, in plain letters."""
        return iter(dict.fromkeys([key for book in self._books for key in book.all_keys()]))

    def label(self, text: str) -> str | None:
        """Return the label that a text says, in the vocabulary's own spelling; ``None`` when it says none."""
        meant = self._key(text)
        for book in self._books:
            number = book.number(meant)
            if number is not None:
                return book.label(book.said_by(number)[0])
        return None

    def others(self, label: str) -> tuple[str, ...]:
        """Return what else means the same: what it is officially called first, then what it is part of, where
        nobody may be called so; nothing for a word that is not known."""
        meant = self._key(label)
        found: dict[str, str] = {}
        for book, concepts in self._said(meant):
            for text in labels_of(book, list(concepts)):
                key = key_of(text)
                if key != meant and key not in found:
                    found[key] = text
        return tuple(found.values())[:MOST_LABELS]

    def alike(self, word: str) -> list[list[str]]:
        """Return everyday words that mean nearly the same as a word that no topic has, group by group, in
        plain letters."""
        key = self._key(word)
        if self._everyday is None or " " in key or self.others(word):
            return []
        groups = self._everyday.groups(key)[:_MOST_GROUPS]
        return [[some for some in self._everyday.words(group) if some != key] for group in groups]

    def knows(self, word: str) -> bool:
        """Whether a word, or a part of it, is a topic's or an everyday word, however it is inflected."""
        key = self._key(word)
        if self._everyday is not None and self._everyday.groups(key):
            return True
        return any(bool(stems(book, key)) for book in self._books)

    def says(self, word: str) -> bool:
        """Whether a word, and no mere part of it, is a topic's or an everyday word, inflected or not."""
        key = self._key(word)
        forms = {stem(key), *roots(key)}
        if pattern(_OF_A_NAME).search(word):
            # "Løvås" is no "lov", nor is the "Hamåns" of hasty hands a ham.
            forms &= {key}
        elif self._everyday is not None and self._everyday.groups(key):
            return True
        return any(book.stem(checksum(form)) >= 0 for book in self._books for form in forms)

    def meant(self, text: str, most: int = 3) -> tuple[Meant, ...]:
        """Return the topics that a text means, or begins to say: from four letters on, by their labels."""
        meant = self._key(text)
        if len(meant) < _TOPIC_FROM:
            return ()
        said = self._said(meant)
        found = [
            Meant(book.label(label), labels_of(book, [concept]), whole=True)
            for book, concepts in said
            for concept, label in concepts.items()
        ]
        # "Boss" says it all: whoever goes on with "boss not paying me" speaks of something else.
        alone = bool(found) and " " not in meant
        for at, book in enumerate(self._books):
            known = {*said[at][1]} if said else set()
            for key in book.beginning(meant, alone=alone):
                if len(found) >= most:
                    break
                for label in book.said_by(key):
                    concept = book.concept_of(label)
                    if concept not in known:
                        known.add(concept)
                        found.append(Meant(book.label(label), labels_of(book, [concept]), whole=False))
        return tuple(found[:most])

    def gist(self, text: str, most: int = 3, *, poor: bool = False, alike: bool = True) -> list[Gist]:
        """Return what a sentence is about, as far as its words tell, the likeliest first (``gist.py``);
        ``poor``: the first two even if little speaks for them; ``alike``: also by everyday words that mean
        nearly the same."""
        everyday, key = self._everyday if alike else None, self._key(text)
        found = [
            some
            for book, told in zip(self._books, self._told[alike], strict=True)
            for some in gist(book, everyday, told, key)
        ]
        found.sort(key=_by_share)
        return [some for at, some in enumerate(found[:most]) if some.sure or (poor and at < _MOST_POOR)]

    def _key(self, text: str) -> str:
        return kept(self._keys, _KEPT, text, key_of)

    def _said(self, meant: str) -> list[tuple[Wordbook, dict[int, int]]]:
        """Return the concepts of which a text says a label, each with that label: itself, or else those it is
        inflected from."""
        if " " in meant and not any(
            book.has_words(memo, meant) for book, memo in zip(self._books, self._having, strict=True)
        ):
            return []
        whole = [(book, book.number(meant)) for book in self._books]
        if any(number is not None for _, number in whole):
            keys = [(book, [] if number is None else [number]) for book, number in whole]
        elif " " in meant:
            keys = [(book, book.in_any_order(meant)) for book in self._books]
        elif inflects(meant):
            keys = [(book, book.inflected(meant)) for book in self._books]
        else:
            return []
        said = []
        for book, numbers in keys:
            concepts: dict[int, int] = {}
            for number in numbers:
                for label in book.said_by(number):
                    concepts.setdefault(book.concept_of(label), label)
            said.append((book, concepts))
        return said


def _by_share(some: Gist) -> float:
    return -some.share
