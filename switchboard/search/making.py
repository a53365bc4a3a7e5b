"""The parts of an index, made of everybody and every word at once.

What is here takes long and is therefore never compiled: between two steps of Python the window gets its turn.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate

from switchboard.search.column import Column
from switchboard.search.lexicon import Keyed, Lexicon
from switchboard.search.records import Records
from switchboard.search.sounds import Ear
from switchboard.search.spelling import nordic, plain


def lexicon_of(distinct: Iterable[str], ear: Ear) -> Lexicon:
    """Make the lexicon of some distinct words."""
    pairs = sorted([(plain(form), form) for form in distinct])
    words = [form for _, form in pairs]
    plains = [key for key, _ in pairs]
    folded = [(key, number) for number, (bare, form) in enumerate(pairs) if (key := nordic(form)) != bare]
    heard = [(key, number) for number, form in enumerate(words) for key in ear.spoken(form)]
    accented = array("I", [number for number, (bare, form) in enumerate(pairs) if form != bare])
    return Lexicon(words, plains, _keyed(folded), _keyed(heard), ear, accented)


def _keyed(pairs: list[tuple[str, int]]) -> Keyed:
    pairs.sort()
    return Keyed([key for key, _ in pairs], array("I", [number for _, number in pairs]))


def column_of(postings: Sequence[Sequence[int] | None], lexicon: Lexicon) -> Column:
    """Make the column of ascending lists of slots, one a word."""
    slots = array("I")
    for some in postings:
        if some is not None:
            slots.extend(some)
    lengths = [0 if some is None else len(some) for some in postings]
    return Column(array("I", accumulate(lengths, initial=0)), memoryview(slots.tobytes()), lexicon)


def records_of(packed: Iterable[str]) -> Records:
    """Make the records of packed entries."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in packed]
    return Records(array("Q", accumulate(map(len, encoded), initial=0)), b"".join(encoded))
