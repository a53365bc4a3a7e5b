"""A word as it is spelled: exact, folded, begun, or names run together."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.bits import BitMap, union
from switchboard.search.levels import IN_ALIAS, IN_NAME, Level
from switchboard.search.places import begins
from switchboard.search.records import COLUMNS, OWN
from switchboard.search.results import How
from switchboard.search.runs import run_together
from switchboard.search.spelling import nordic, plain
from switchboard.search.store import Accented, Store
from switchboard.search.word_levels import levels_of, levels_of_column

_OF_NAMES: Final = tuple(at for at, field in enumerate(OWN) if field in (IN_NAME, IN_ALIAS))
_ALL: Final = tuple(range(len(COLUMNS)))
_FOLDED_PREFIX_FROM: Final = 3
_FEW_WORDS: Final = 48


def spelled(store: Store, form: str, *, domain: bool = False) -> list[Level]:
    """Return the levels of the tiers that take a word as it is spelled; ``domain``: one behind an @."""
    lexicon = store.lexicon
    words = lexicon.words
    key, folded = plain(form), nordic(form)
    letters = len(folded)
    # One letter is an initial; it stands for nobody's unit.
    initial = len(form) == 1
    found: list[Level] = []
    number = lexicon.number(form)
    if number is not None:
        found += levels_of(store, worth.EXACT, How.EXACT, [number])
        for level in found:
            # "Eva B" is Eva Bakken rather than some Eva of "Hus B".
            if initial:
                level.cost += worth.INITIAL if level.field is IN_NAME else worth.PREFIX
    start, whole, end = lexicon.places.begins(key)
    equal = set(range(start, whole))
    beginning: set[int] = set()
    # "aa" is what Å looks like on some keyboards, and nobody's A.
    short = folded != key and letters < _FOLDED_PREFIX_FROM
    late = () if folded == key else ((lexicon.young, folded, True),)
    for keyed, target, accented_only in (
        (lexicon.young, key, False),
        (lexicon.nordics, folded, short),
        *late,
    ):
        low, middle, high = begins(keyed.keys, target)
        equal.update(keyed.numbers[low:middle])
        # Most that begin so in Nordic spelling do in plain letters, and are in that range already.
        some = [number for number in keyed.numbers[middle:high] if not whole <= number < end]
        if accented_only:
            some = [number for number in some if not words[number][:letters].isascii()]
        beginning.update(some)
    if folded != key:
        low, middle, high = lexicon.places.begins(folded)
        equal.update(range(low, middle))
        # "haen" may be on the way to Hænes, not to Henriksen or Henås; Haugerød begins with no ü, either.
        for one in lexicon.accented_in(middle, high):
            if not words[one][:letters].isascii() and not whole <= one < end:
                beginning.add(one)
    if not domain:
        equal.discard(-1 if number is None else number)
        found += levels_of(store, worth.FOLDED_WHOLE, How.FOLDED, equal, own=initial)
        found += run_together(store, key)
    if whole == end and not beginning:
        return found
    accented = Accented(store, form, whole, end)
    of_beginning = store.by_column(beginning)
    of_late = store.by_column([number for number in beginning if words[number].startswith(form)])
    having = _having(store, beginning, whole, end)
    for at in _OF_NAMES if initial else _ALL:
        if not having >> at & 1:
            continue
        column = store.columns[at]
        pure, other = column.begun(key, whole, end)
        begun = [column.spelled(form, at, accented.numbers), column.of_words(of_late[at])]
        folds = [other, column.of_words(of_beginning[at])]
        (begun if key == form else folds).append(pure)
        found += levels_of_column(at, worth.PREFIX, How.PREFIX, _all(begun))
        found += levels_of_column(at, worth.FOLDED_PREFIX, How.FOLDED, _all(folds))
    return found


def _having(store: Store, words: Collection[int], first: int, last: int) -> int:
    """Return which columns (as bits) may have one of some words and those ``first`` ≤ number < ``last``: all
    of them where it takes longer to ask the words than the columns."""
    if len(words) + last - first > _FEW_WORDS:
        return -1
    masks, having = store.masks, 0
    for number in words:
        having |= masks[number]
    for number in range(first, last):
        having |= masks[number]
    return having


def _all(parts: list[BitMap]) -> BitMap:
    return union([some for some in parts if some])
