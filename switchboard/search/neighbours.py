"""An errand in a neighbour's words: who does what "grannvarsel" is next door."""

from __future__ import annotations

from itertools import product
from typing import Final

from switchboard.search import levels as worth
from switchboard.search.errands import of_phrase, of_words, said
from switchboard.search.forms import Forms, alive, beginning, begun, inflections
from switchboard.search.levels import IN_NAME, Level
from switchboard.search.next_door import JOINTS, NextDoor
from switchboard.search.spelling import tokens, word
from switchboard.search.store import Store
from switchboard.search.wordbook import key_of

_SHORTEST: Final = 6
_LONGEST: Final = 40
_SHORTEST_WHOLE: Final = 4
"""Of fewer letters than :data:`_SHORTEST` a word is not taken apart, and counts as it is listed only."""
_CERTAIN: Final = 3
"""Without its last so many letters a word begins as its inflections do."""


def neighbours(forms: Forms, form: str) -> list[Level]:
    """Return the levels of what a word, or a phrase, that nobody has is next door, in what people do."""
    store = forms.store
    key = key_of(form)
    if not _SHORTEST_WHOLE <= len(key) <= _LONGEST:
        return []
    short = len(key) < _SHORTEST
    others = NextDoor.shipped().others(key, inflected=not short)
    if not others and (short or not key.isalpha()):
        return []
    if said(store, map(word, tokens(form))) or (short and store.lexicon.ear.knows(key)):
        return []
    # So short a word is a name by a slip first.
    cost = worth.NEXT_DOOR_PART if short else worth.NEXT_DOOR
    found = [level for other in others for level in of_phrase(forms, cost, other.split())]
    if key.isalpha() and not short:
        found += _in_parts(store, form)
        if not found:
            # "Lösenord" is for whoever has "passordhjelp".
            long = [some for some in others if len(some) >= _SHORTEST]
            numbers = [number for some in long for number in beginning(store, some)]
            found = of_words(store, worth.NEXT_DOOR_PART, numbers)
    # "Veiledning" is a word here, too, where somebody has "etablererveiledning".
    return [] if found and _is_end(store, key) else found


def _in_parts(store: Store, form: str) -> list[Level]:
    """Return the levels of the compounds that are one next door."""
    known = NextDoor.shipped()
    both: set[int] = set()
    one = {number for some in known.ended(form) for number in _compound(store, some)}
    for heads, tails, both_known in known.parts(form):
        found = both if both_known else one
        for head in heads:
            if begun(store, head):
                for joint, tail in product(JOINTS, tails):
                    found |= _compound(store, head + joint + tail)
    return of_words(store, worth.NEXT_DOOR, both) + of_words(store, worth.NEXT_DOOR_PART, one - both)


def _compound(store: Store, key: str) -> set[int]:
    """Return the words that are a compound, inflected or not: most begin no word that anybody has."""
    if len(key) < _SHORTEST or not begun(store, key[:-_CERTAIN]):
        return set()
    words = store.lexicon.words
    return {number for number in inflections(store, key) if len(words[number]) >= _SHORTEST}


def _is_end(store: Store, key: str) -> bool:
    """Whether a compound that ends so is somebody's errand."""
    numbers = alive(store, [number for number, ends in store.lexicon.containing(key) if ends])
    return any(level.field is not IN_NAME for level in of_words(store, worth.PART_END, numbers))
