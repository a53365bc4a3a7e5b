"""Callers' words: a SKOS vocabulary in RDF/XML, read into words that mean the same.

Only labels are used: the preferred ones, the alternative ones and the hidden ones of each ``skos:Concept``
(https://www.w3.org/TR/skos-reference/, section 5). The file may come from anywhere, so entities, which could
make a small file huge, are refused.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.parsers import expat

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.search.results import Topic

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ABOUT = f"{_RDF} about"
_LABELS = {f"{_SKOS} prefLabel": 0, f"{_SKOS} altLabel": 1, f"{_SKOS} hiddenLabel": 2}
_LONGEST_LABEL = 200
_MOST_CONCEPTS = 200_000
_MOST_SYNONYMS = 20
_TOPIC_FROM = 4


class VocabularyError(ExpectedError):
    """A vocabulary that cannot be used."""


class Vocabulary:
    """Words that mean the same. Immutable."""

    def __init__(self, concepts: Iterable[tuple[str, ...]]) -> None:
        """Take each concept's labels, preferred ones first."""
        self._concepts = [labels for labels in concepts if len(labels) > 1]
        self._by_label: dict[str, list[int]] = {}
        self._ordered: list[str] | None = None
        for number, labels in enumerate(self._concepts):
            for label in labels:
                numbers = self._by_label.setdefault(_key(label), [])
                if number not in numbers[-1:]:
                    numbers.append(number)

    def __len__(self) -> int:
        return len(self._concepts)

    @property
    def synonyms(self) -> Mapping[str, tuple[str, ...]]:
        """Every word that has others, in lower case, with those others."""
        return {label: self.others(label) for label in self._by_label}

    def others(self, label: str) -> tuple[str, ...]:
        """Return what else means the same, preferred labels first; nothing for a word that is not known."""
        meant = _key(label)
        found: dict[str, str] = {}
        for number in self._by_label.get(meant, ()):
            for other in self._concepts[number]:
                if _key(other) != meant:
                    found.setdefault(_key(other), other)
        return tuple(found.values())[:_MOST_SYNONYMS]

    def topics(self, text: str, most: int = 3) -> tuple[Topic, ...]:
        """Return the topics that a text means, or begins to say: from four letters on, by their labels."""
        meant = _key(text)
        if len(meant) < _TOPIC_FROM:
            return ()
        if self._ordered is None:
            self._ordered = sorted(self._by_label)
        found: dict[str, Topic] = {}
        at = bisect_left(self._ordered, meant)
        while at < len(self._ordered) and self._ordered[at].startswith(meant) and len(found) < most:
            for number in self._by_label[self._ordered[at]]:
                labels = self._concepts[number]
                said = next(label for label in labels if _key(label) == self._ordered[at])
                found.setdefault(_key(labels[0]), Topic(labels[0], said))
            at += 1
        return tuple(found.values())[:most]

    @staticmethod
    def read(path: Path) -> Vocabulary:
        """Read a vocabulary as its owner publishes it.

        Raises:
            VocabularyError: the file cannot be read, is no RDF/XML, has entities, or holds no SKOS concept.
        """
        reader = _Reader()
        try:
            with path.open("rb") as file:
                reader.parser.ParseFile(file)
        except OSError as error:
            raise VocabularyError(
                words(
                    "The vocabulary {file} cannot be read: {reason}.",
                    file=path.name,
                    reason=error.strerror or "?",
                ),
                words("Check the path and your rights to it."),
            ) from None
        except (expat.ExpatError, ValueError, UnicodeError):
            raise _unusable(path) from None
        vocabulary = Vocabulary(reader.concepts())
        if not vocabulary:
            raise _unusable(path)
        return vocabulary


class _Reader:
    """Collects labels while the parser walks; a concept may be described in several places."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self._labels: dict[str, list[tuple[int, str]]] = {}
        self._about: list[str | None] = []
        self._rank: int | None = None
        self._pieces: list[str] = []
        self._anonymous = 0

    def concepts(self) -> Iterable[tuple[str, ...]]:
        for labels in self._labels.values():
            labels.sort(key=lambda label: label[0])
            yield tuple(dict.fromkeys(text for _, text in labels))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LABELS and self._about and self._about[-1] is not None:
            self._rank, self._pieces = _LABELS[name], []
            self._about.append(self._about[-1])
            return
        about = attributes.get(_ABOUT)
        if about is None and name == f"{_SKOS} Concept":
            self._anonymous += 1
            about = f"_:{self._anonymous}"
        self._about.append(about)

    def _end(self, name: str) -> None:
        about = self._about.pop()
        if name in _LABELS and self._rank is not None and about is not None:
            text = " ".join("".join(self._pieces).split())
            if 0 < len(text) <= _LONGEST_LABEL:
                if about not in self._labels and len(self._labels) >= _MOST_CONCEPTS:
                    raise ValueError
                self._labels.setdefault(about, []).append((self._rank, text))
            self._rank = None

    def _text(self, data: str) -> None:
        if self._rank is not None:
            self._pieces.append(data)

    def _entity(self, *_: object) -> None:
        raise ValueError


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _unusable(path: Path) -> VocabularyError:
    return VocabularyError(
        words("The file {file} is no SKOS vocabulary in RDF/XML.", file=path.name),
        words("Export it from its owner as SKOS RDF/XML, without entities."),
    )
