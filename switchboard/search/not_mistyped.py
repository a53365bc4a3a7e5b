"""What was found as if by a slip, and is none: said as two words, run together with an initial, or inflected.

A slip is looked for by its letters, and finds these as well. To tell an agent "spelled like" would be untrue.
"""

from __future__ import annotations

from collections.abc import Sequence

from switchboard.search.inflection import akin
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain, word

Range = tuple[int, int]

_SHORTEST = 3
"""Of fewer letters a name run together with an initial is too much of a guess."""


def truly(
    forms: Sequence[str], at: int, field: Field, tokens: Sequence[tuple[str, str, int]], found: Range
) -> tuple[How, tuple[Range, ...]]:
    """Return how the word ``at`` among the words of a query was found, and where.

    ``tokens`` are those of the text (as written, the word, where it starts), ``found`` is where in it the
    word seemed to be mistyped; ``field`` is :attr:`Field.NAME` for people's names only.
    """
    own = next((own for _, own, start in tokens if start == found[0]), "")
    key, other = plain(forms[at]), plain(own)
    whole = plain(word("".join(forms[max(0, at - 1) : at + 1]))), plain(word("".join(forms[at : at + 2])))
    if other in whole and len(forms) > 1:
        return How.FOLDED, (found,)
    if field is not Field.NAME:
        return (How.INFLECTED if akin(key, other) else How.TYPO), (found,)
    for initial, rest in ((key[:1], key[1:]), (key[-1:], key[:-1])):
        begun = rest == other or (rest == key[1:] and other.startswith(rest))
        if len(rest) >= _SHORTEST and begun:
            for _, before, start in tokens:
                if start != found[0] and plain(before).startswith(initial):
                    size = len(rest) if other != rest else found[1] - found[0]
                    return How.FOLDED, ((start, start + 1), (found[0], found[0] + size))
    return How.TYPO, (found,)
