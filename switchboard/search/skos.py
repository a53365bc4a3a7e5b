"""A vocabulary as its owner publishes it: SKOS in RDF/XML.

Only labels are used: the preferred ones, the alternative ones and the hidden ones of each ``skos:Concept``
(https://www.w3.org/TR/skos-reference/, section 5). The file may come from anywhere: entities, which could
make a small file huge or read another one, are refused where they are declared, and so is a file that is too
large.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.parsers import expat

from switchboard.domain.errors import ExpectedError
from switchboard.domain.words import words
from switchboard.search.vocabulary import Vocabulary

LARGEST = 16 << 20
"""Bytes; fifty times the Norwegian public sector's vocabulary."""

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_ABOUT = f"{_RDF} about"
_LABELS = {f"{_SKOS} prefLabel": 0, f"{_SKOS} altLabel": 1, f"{_SKOS} hiddenLabel": 2}
_OURS = ("nb", "no", "nn", "da", "sv", "")
"""A topic is called what the directory's own language calls it; another language only finds it."""
_LONGEST_LABEL = 200
_MOST_CONCEPTS = 200_000


class VocabularyError(ExpectedError):
    """A vocabulary that cannot be used."""


def read(path: Path) -> Vocabulary:
    """Read a vocabulary.

    Raises:
        VocabularyError: the file cannot be read, is too large or no RDF/XML, has entities, or holds no SKOS
            concept with more than one label.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise VocabularyError(
            words("The vocabulary {file} cannot be read: {reason}.", file=str(path), reason=reason or "?"),
            words("Check the path and your rights to it."),
        ) from None
    if len(data) > LARGEST:
        raise VocabularyError(
            words("The vocabulary {file} is too large.", file=path.name),
            words("Export only what callers ask a municipality for: 16 MB at the most."),
        )
    reader = _Reader()
    try:
        # At one go: expat up to 2.5 takes quadratic time for a long token that comes in pieces.
        reader.parser.Parse(data, True)
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
        self._labels: dict[str, list[tuple[int, int, str]]] = {}
        self._about: list[str | None] = []
        self._rank: tuple[int, int] | None = None
        self._pieces: list[str] = []
        self._anonymous = 0

    def concepts(self) -> Iterable[tuple[str, ...]]:
        for labels in self._labels.values():
            labels.sort(key=lambda label: label[:2])
            yield tuple(dict.fromkeys(text for *_, text in labels))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _LABELS and self._about and self._about[-1] is not None:
            language = attributes.get(_LANGUAGE, "").lower().split("-")[0]
            self._rank = _LABELS[name], _OURS.index(language) if language in _OURS else len(_OURS)
            self._pieces = []
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
                self._labels.setdefault(about, []).append((*self._rank, text))
            self._rank = None

    def _text(self, data: str) -> None:
        if self._rank is not None:
            self._pieces.append(data)

    def _entity(self, *_: object) -> None:
        raise ValueError


def _unusable(path: Path) -> VocabularyError:
    return VocabularyError(
        words("The file {file} is no SKOS vocabulary in RDF/XML.", file=path.name),
        words("Export it from its owner as SKOS RDF/XML, without entities."),
    )
