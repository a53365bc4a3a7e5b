"""What a word is next door: the Swedish, Danish or Nynorsk word for a Norwegian one, and the other way round,
as a whole ("lösenord" is "passord") or part by part ("afløbsanlæg" is "avløpsanlegg").

The words stand in ``next_door.tsv``. Which of what they make is anybody's word, only the index can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from switchboard.search import FOLDER
from switchboard.search.spelling import plain

SHIPPED: Final = FOLDER / "next_door.tsv"

JOINTS: Final = ("", "s", "e")
"""What stands between the parts of a compound."""
_SHORTEST: Final = 3
_KNOWN: Final = 4
_KEPT: Final = 5
"""Where one part alone is known it has so many letters, or the other so many."""
_FIRST: Final = 3
_PLAIN: Final = (("å", "a"), ("ä", "a"), ("ö", "o"), ("ø", "o"), ("æ", "ae"), ("ü", "u"))
"""All letters of the list that are not plain: :func:`plain` takes 5 ms for it, letter by letter."""
_INFLECTED: Final = frozenset(
    (
        *("", "a", "e", "n", "r", "s", "t", "en", "et", "an", "er", "ar", "or", "na", "ne", "ene", "ane"),
        *("erne", "arna", "orna", "erna", "ens", "ets", "ers", "ars", "ernes", "enes", "anes"),
    )
)


class Parts(NamedTuple):
    """What the first part of a compound may be and what the second may be; whether both are known."""

    heads: list[str]
    tails: list[str]
    both: bool


class NextDoor:
    """Groups of words (in plain letters) that are one another's next door. Immutable."""

    def __init__(self, text: str) -> None:
        """Take a group a line, separated by tabs; what begins with a hyphen are endings."""
        self._groups: list[list[str]] = []
        self._by_first: dict[str, list[tuple[str, int]]] = {}
        self._endings: list[list[str]] = []
        for letter, instead in _PLAIN:
            text = text.replace(letter, instead)
        for line in text.splitlines():
            if line.startswith("-"):
                self._endings.append([ending.removeprefix("-") for ending in line.split("\t")])
            elif line and not line.startswith("#"):
                some = line.replace("-", " ").split("\t")
                for said in some:
                    self._by_first.setdefault(said[:_FIRST], []).append((said, len(self._groups)))
                self._groups.append(some)

    @staticmethod
    @cache
    def shipped() -> NextDoor:
        """Return the one with the words that ship with the program."""
        return NextDoor(SHIPPED.read_text("utf-8"))

    def groups(self) -> Iterator[list[str]]:
        """Iterate over the groups."""
        yield from self._groups

    def others(self, said: str, *, inflected: bool = True) -> list[str]:
        """Return the words next door to one (in plain letters): of the groups that have just it, else (if it
        may be ``inflected``) of those that have what it is inflected from. A hyphen is a space."""
        found = self._by_first.get(said[:_FIRST])
        if found is None:
            return []
        numbers = [number for some, number in found if some == said]
        if not numbers and inflected:
            numbers = [number for some, number in found if _inflects(some, said)]
        return list(
            dict.fromkeys(
                [some for number in numbers for some in self._groups[number] if not _inflects(some, said)]
            )
        )

    def parts(self, form: str) -> Iterator[Parts]:
        """Iterate over what the parts of a compound may be where one of them, at least, is known; the other
        is what it is, or has another ending."""
        for key in _spelled(form):
            for cut in range(_SHORTEST, len(key) - _SHORTEST + 1):
                head, tail = key[:cut], key[cut:]
                heads = [some for some in self.others(head) if " " not in some]
                tails = [some for some in self.others(tail) if " " not in some and len(some) >= _SHORTEST]
                if heads and tails:
                    yield Parts([*heads, *_bare(head)], [*tails, tail], both=True)
                elif heads and (cut >= _KNOWN or len(tail) >= _KEPT):
                    yield Parts(heads, [tail, *self._ended(tail)], both=False)
                elif tails and (len(tail) >= _KNOWN or cut >= _KEPT):
                    yield Parts(_bare(head), tails, both=False)

    def ended(self, form: str) -> list[str]:
        """Return what a word is with another ending, or its vowels as they are written next door."""
        keys = _spelled(form)
        return [*keys[1:], *[other for key in keys for other in self._ended(key)]]

    def _ended(self, key: str) -> list[str]:
        found: list[str] = []
        for endings in self._endings:
            for ending in endings:
                left = key.removesuffix(ending)
                if _SHORTEST <= len(left) < len(key):
                    found += [left + other for other in endings if other != ending]
        return found


def _inflects(some: str, said: str) -> bool:
    """Whether what was said is a word or an inflection of it."""
    root = some[:-1] if some[-1] in "ae" and len(some) > _SHORTEST else some
    if not said.startswith(root):
        return False
    rest = said[len(root) :]
    return rest in _INFLECTED or (rest[0] == root[-1] and rest[1:] in _INFLECTED)


def _bare(head: str) -> list[str]:
    """Return the first part of a compound, and without what joins it to the second."""
    return [head, head[:-1]] if head[-1] in "se" and len(head) > _SHORTEST else [head]


def _spelled(form: str) -> list[str]:
    """Return the plain form of a word, and those with the vowels that are written for ä and æ next door."""
    keys = [plain(form)]
    for letter in "äæ":
        if letter in form:
            keys += [plain(form.replace(letter, other)) for other in ("e", "ae", "a")]
    return list(dict.fromkeys(keys))
