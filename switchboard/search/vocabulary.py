"""Callers' words: what means the same, and which topic a query is about.

``callers_words.tsv`` ships with the program; a municipality's own vocabulary is read by ``skos.py`` and comes
before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from switchboard.search import FOLDER
from switchboard.search.around import words_around
from switchboard.search.inflection import roots, stem
from switchboard.search.spelling import MAX_WORD, plain, tokens, word

_MOST_SYNONYMS = 20
_TOPIC_FROM = 4
_INFLECTED_FROM = 5
_SHIPPED = FOLDER / "callers_words.tsv"


class Meant(NamedTuple):
    """A topic that a text means: the label it says, or begins (then not ``whole``), and all its labels."""

    said: str
    labels: tuple[str, ...]
    whole: bool


class Vocabulary:
    """Words that mean the same, however they are accented. Immutable."""

    def __init__(self, concepts: Iterable[tuple[str, ...]]) -> None:
        """Take each concept's labels, preferred ones first."""
        self._concepts = [labels for labels in concepts if len(labels) > 1]
        self._by_label: dict[str, list[int]] = {}
        self._ordered: list[str] | None = None
        self._by_stem: dict[str, list[str]] | None = None
        self._by_bare: dict[str, list[str]] | None = None
        for number, labels in enumerate(self._concepts):
            for label in labels:
                numbers = self._by_label.setdefault(_key(label), [])
                if number not in numbers[-1:]:
                    numbers.append(number)

    def __len__(self) -> int:
        return len(self._concepts)

    @staticmethod
    @cache
    def shipped() -> Vocabulary:
        """Return the one that ships with the program."""
        lines = _SHIPPED.read_text("utf-8").splitlines()
        return Vocabulary(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))

    def followed_by(self, other: Vocabulary) -> Vocabulary:
        """Return one that knows both, this one's words first."""
        return Vocabulary([*self._concepts, *other._concepts])

    @property
    def synonyms(self) -> Mapping[str, tuple[str, ...]]:
        """Every word that has others, in plain letters, with those others."""
        return {label: self.others(label) for label in self._by_label}

    def label(self, text: str) -> str | None:
        """Return the label that a text says, in the vocabulary's own spelling; ``None`` when it says none."""
        meant = _key(text)
        for number in self._by_label.get(meant, ()):
            return _said(self._concepts[number], meant)
        return None

    def warm(self) -> None:
        """Prepare what questions would otherwise prepare when they first need it."""
        self._stems()
        self._bare()
        self._labels()

    def _labels(self) -> list[str]:
        if self._ordered is None:
            self._ordered = sorted(self._by_label)
        return self._ordered

    def _stems(self) -> dict[str, list[str]]:
        if self._by_stem is None:
            found: dict[str, list[str]] = {}
            for key in self._by_label:
                if _inflects(key):
                    for root in roots(key):
                        found.setdefault(root, []).append(key)
            self._by_stem = found
        return self._by_stem

    def _keys(self, meant: str) -> list[str]:
        """Return the labels that a text says: itself, or else those it is inflected from."""
        if meant in self._by_label:
            return [meant]
        if " " in meant:
            return self._bare().get(_bare(meant), [])
        if not _inflects(meant):
            return []
        said = [key for root in sorted(roots(meant)) for key in self._stems().get(root, ())]
        return list(dict.fromkeys(said))

    def _bare(self) -> dict[str, list[str]]:
        """The labels of several words by what is left of them without "på", "til" and the like, however these
        are inflected and in whatever order."""
        if self._by_bare is None:
            found: dict[str, list[str]] = {}
            for key in self._by_label:
                if " " in key:
                    found.setdefault(_bare(key), []).append(key)
            self._by_bare = found
        return self._by_bare

    def others(self, label: str) -> tuple[str, ...]:
        """Return what else means the same, preferred labels first; nothing for a word that is not known."""
        meant = _key(label)
        found: dict[str, str] = {}
        for said in self._keys(meant):
            for number in self._by_label[said]:
                for other in self._concepts[number]:
                    if (key := _key(other)) != meant:
                        found.setdefault(key, other)
        return tuple(found.values())[:_MOST_SYNONYMS]

    def meant(self, text: str, most: int = 3) -> tuple[Meant, ...]:
        """Return the topics that a text means, or begins to say: from four letters on, by their labels."""
        meant = _key(text)
        if len(meant) < _TOPIC_FROM:
            return ()
        found: dict[int, Meant] = {}

        def add(key: str, *, whole: bool) -> None:
            for number in self._by_label[key]:
                labels = self._concepts[number]
                found.setdefault(number, Meant(_said(labels, key), labels, whole))

        for key in self._keys(meant):
            add(key, whole=True)
        ordered = self._labels()
        at = bisect_left(ordered, meant)
        while at < len(ordered) and ordered[at].startswith(meant) and len(found) < most:
            add(ordered[at], whole=False)
            at += 1
        return tuple(found.values())[:most]


def _bare(key: str) -> str:
    words = key.split()
    left = [some for some in words if some not in ("a", "i") and some not in words_around()]
    return " ".join(sorted([stem(some) for some in (left if len(left) > 1 else words)]))


def _inflects(key: str) -> bool:
    return len(key) >= _INFLECTED_FROM and key.isalpha()


def _said(labels: tuple[str, ...], key: str) -> str:
    return next(label for label in labels if _key(label) == key)


def _key(text: str) -> str:
    if text.isascii() and text.isalpha():
        return text[:MAX_WORD].lower()
    return " ".join([plain(word(token)) for token in tokens(text)])
