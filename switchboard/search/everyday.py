"""Everyday words: groups of words that mean nearly the same, packed as in ``wordbook.py``.

They are no topic's words: "dissa" is a swing, whoever sees to swings. What a word is in other words tells
what a sentence is about where its own do not (``gist.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from switchboard.search.inflection import english, roots
from switchboard.search.tables import ByText, Rows, Texts


class Everyday:
    """Groups (numbered) of words in plain letters. Immutable."""

    def __init__(self, parts: Sequence[memoryview]) -> None:
        """Take the parts in the order in which ``wordpacking.py`` packs them."""
        self._words = Texts(parts[0], parts[1])
        self._groups = Rows(parts[2], parts[3])
        self._said = ByText(parts[4], parts[5])
        self._rooted = ByText(parts[6], parts[7])
        self._stems = parts[8].cast("I")

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._groups)

    def groups(self, said: str) -> list[int]:
        """Return the groups that have a word (in plain letters), those first in which it is the first one. If
        none has, those that have an inflection of it: as Nordic words are inflected, else as English ones
        are."""
        found = self._having(said)
        if not found:
            for form in english(said):
                found += [group for group in self._having(form) if group not in found]
        return found

    def words(self, group: int) -> list[str]:
        """Return the words of a group in plain letters, one of each stem."""
        return [self._words.text(number) for number in self._groups.row(group)]

    def stems(self, group: int) -> list[int]:
        """Return the checksums of the stems of a group's words, for :meth:`Wordbook.stem`."""
        return [int(self._stems[number]) for number in self._groups.row(group)]

    def _having(self, said: str) -> list[int]:
        found = self._said.of(said)
        if not found:
            for root in sorted(roots(said)):
                found += [group for group in self._rooted.of(root) if group not in found]
        return found
