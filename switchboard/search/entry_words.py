"""The words by which an entry is found, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from switchboard.search.records import FIELDS, OWN, Entry
from switchboard.search.results import Field
from switchboard.search.spelling import tokens, word, words_in

MOST_WORDS: Final = 2000
"""A text's further words are not indexed."""


def words_of(field: int, texts: Iterable[str]) -> Iterator[str]:
    """Iterate over the words of a field's texts. An e-mail's domain is one word, with its @ in front, so that
    nobody is found by "no"."""
    for text in texts:
        if FIELDS[field] is Field.EMAIL:
            local, at, domain = text.partition("@")
            if at and domain:
                yield word("@" + domain)
            text = local
        for token in tokens(text)[:MOST_WORDS]:
            yield from words_in(token)


def words_by_column(entry: Entry | None) -> list[set[str]]:
    """Return the words of each of the columns that are people's and units' own."""
    found: list[set[str]] = [set() for _ in OWN]
    if entry is None:
        return found
    first, last, between = found[:3]
    for text in entry.texts[0]:
        written = tokens(text)[:MOST_WORDS]
        cut = last_from(text, len(written))
        for at, token in enumerate(written):
            where = first if not at else between if at < cut else last
            where.update(words_in(token))
    for field in range(1, len(FIELDS)):
        found[field + 2].update(words_of(field, entry.texts[field]))
    return found


def last_from(text: str, count: int) -> int:
    """Return which of the ``count`` words of a name is the first of the last ones: the parts of Larsen-Moe
    and of al-Masri are as good as a last name each."""
    end = text.rsplit(None, 1)[-1] if count > 1 else ""
    return max(1, count - len(tokens(end)))


def length_of(entry: Entry) -> int:
    """Return how many words the name has as it is shown, 255 at most."""
    return min(255, len(tokens(entry.name)))
