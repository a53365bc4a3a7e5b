"""Everyday words: groups of words that mean nearly the same, packed as in ``wordbook.py``.

They are no topic's words: "dissa" is a swing, whoever sees to swings. What a word is in other words tells
what a sentence is about where its own do not (``gist.py``).
"""

from __future__ import annotations

from collections.abc import Sequence

from switchboard.search.inflection import english, roots
from switchboard.search.wordbook import checksum, equal


class Everyday:
    """Groups (numbered) of words in plain letters. Immutable."""

    def __init__(self, parts: Sequence[memoryview]) -> None:
        """Take the parts in the order in which ``wordpacking.py`` packs them."""
        self._words = bytes(parts[0])
        self._word_from = parts[1].cast("I")
        self._group_from = parts[2].cast("I")
        self._members = parts[3].cast("I")
        self._said = parts[4].cast("I")
        self._said_in = parts[5].cast("I")
        self._roots = parts[6].cast("I")
        self._rooted_in = parts[7].cast("I")
        self._stems = parts[8].cast("I")

    def __len__(self) -> int:
        """Return how many groups there are."""
        return len(self._group_from) - 1

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
        return [
            self._words[self._word_from[number] : self._word_from[number + 1]].decode()
            for number in self._members[self._group_from[group] : self._group_from[group + 1]]
        ]

    def stems(self, group: int) -> list[int]:
        """Return the checksums of the stems of a group's words, for :meth:`Wordbook.stem`."""
        return [
            int(self._stems[number])
            for number in self._members[self._group_from[group] : self._group_from[group + 1]]
        ]

    def _having(self, said: str) -> list[int]:
        found = equal(self._said, self._said_in, checksum(said))
        if not found:
            for root in sorted(roots(said)):
                some = equal(self._roots, self._rooted_in, checksum(root))
                found += [group for group in some if group not in found]
        return found
