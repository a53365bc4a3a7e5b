"""Whether what was said by hand means one person, told without the search: by letters and by ear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from search_noise import as_heard

from switchboard.domain.model import Person, Unit
from switchboard.search.around import words_around
from switchboard.search.spelling import plain

_TOLD_FROM = 4


class Meant:
    """Everybody's names, to ask whom else a query could mean."""

    def __init__(self, everybody: Sequence[Person], units: Sequence[Unit]) -> None:
        names = {unit.id: unit.name for unit in units}
        self._does: dict[str, set[str]] = {}
        self._called: dict[str, set[str]] = {}
        self._having: dict[str, set[str]] = {}
        self._parts: dict[str, list[str]] = {}
        for person in everybody:
            does = f"{person.title or ''} {names.get(person.unit or '', '')} {' '.join(person.keywords)}"
            self._does[person.id] = {*words_of(does)}
            self._parts[person.id] = parts = words_of(person.name.display)
            for text in (person.name.display, *person.aliases):
                words = words_of(text)
                for part in (words, words[-1:], [words[0], words[-1]], [*words[:-1]]):
                    if part:
                        self._called.setdefault(" ".join(part), set()).add(person.id)
            for word in parts:
                self._having.setdefault(word, set()).add(person.id)
        self._names = list(self._called)

    def somebody_else(self, kind: str, query: str, right: set[str]) -> bool:
        """Whether a query means somebody else as well as those who are right.

        It does where its words are, each by the letters' distance, words of their names that somebody else
        has all of; where somebody else's name, or part of it, is as near to it as theirs, by the letters'
        distance and by that of what is heard; of initials, where they begin somebody else's names. What is
        said around does not count. What of it they do (their titles, units, keywords) whoever else it
        could mean must do, too.
        """
        person = min(right)
        does = self._does[person]
        said = [word for word in words_of(query) if word not in words_around() and not word.isdigit()]
        told = [word for word in said if _begun(word, does)]
        left = [word for word in said if word not in told]
        if not left:
            return False
        others = {one for one in self._others(kind, left, person) if one not in right}
        return any(all(_begun(word, self._does[one]) for word in told) for one in others)

    def _others(self, kind: str, said: list[str], person: str) -> Iterator[str]:
        if kind == "initials":
            for one, parts in self._parts.items():
                if all(any(part.startswith(word) for part in parts) for word in said):
                    yield one
            return
        meant = set().union(*[_nearest(word, self._parts[person]) for word in said])
        yield from set.intersection(*[self._having[word] for word in meant])
        text = " ".join(said)
        own = [name for name, ids in self._called.items() if person in ids]
        letters = min(Levenshtein.distance(text, name) for name in own)
        heard = min(_heard_apart(text, name) for name in own)
        near = process.extract_iter(
            text, self._names, scorer=Levenshtein.distance, processor=None, score_cutoff=letters
        )
        for name, _, _ in near:
            if _heard_apart(text, name) <= heard:
                yield from self._called[name]


def words_of(text: str) -> list[str]:
    """Return the words of a text in small plain letters."""
    return re.findall(r"\w+", plain(text.lower()))


def _begun(word: str, words: Iterable[str]) -> bool:
    return (len(word) >= _TOLD_FROM and any(other[: len(word)] == word for other in words)) or word in words


def _nearest(word: str, parts: Sequence[str]) -> set[str]:
    """Return the neighbours among a name's words that a word is nearest to, run together or begun."""
    found = [
        (
            min(Levenshtein.distance(word, joined), Levenshtein.distance(word, joined[: len(word)])),
            to - at,
            at,
        )
        for at in range(len(parts))
        for to in range(at + 1, len(parts) + 1)
        for joined in ("".join(parts[at:to]),)
    ]
    _, size, at = min(found)
    return {*parts[at : at + size]}


def _heard_apart(one: str, other: str) -> int:
    return Levenshtein.distance(as_heard(one), as_heard(other))
