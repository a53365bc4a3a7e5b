"""Names run together by somebody who misheard or mistyped one: "osemarie" for Åse-Marie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from switchboard.search import levels as worth
from switchboard.search.apart import PARTICLES, SHORTEST_REST
from switchboard.search.bits import NOBODY, BitMap, bits_of, union
from switchboard.search.errands import equal
from switchboard.search.levels import Level, Told
from switchboard.search.misspelled import LONGEST, slipped
from switchboard.search.places import begins
from switchboard.search.records import OWN
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.store import Store
from switchboard.search.typos import slips as edits

_SHORTEST = 7
_SHORTEST_PART = 3
_SLIPS_FROM = 4
_BEGUN_FROM = 5
_END_FROM = 5
_RARE = 24
_SLIPS = 2
_COLUMNS = tuple(at for at, field in enumerate(OWN) if field is Field.NAME)
_MASK = sum(1 << at for at in _COLUMNS)


def heard_together(store: Store, form: str) -> list[Level]:
    """Return who has two names that sound like the two parts of a word, or one that does and one that was
    mistyped; and whose whole name the word is by two slips at the most, if its end sounds like a rare one of
    theirs. It is asked where nobody else is found."""
    if not form.isalpha() or len(form) > LONGEST or len(plain(form)) > LONGEST:
        return []
    found: list[BitMap] = []
    told: set[int] = set()
    for first, last in _in_parts(store, form):
        both = _having(store, first) & _having(store, last)
        if both:
            found.append(both)
            told.update(first, last)
    for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1) if len(form) >= _SHORTEST else ():
        left, right = form[:cut], form[cut:]
        first = _alike(store, left, begun=False)
        whole = _alike(store, right, begun=False) if len(right) >= _END_FROM else []
        if whole:
            called = _called(store, whole, plain(form))
            if called:
                found.append(called)
                told.update(whole)
        if not first and len(left) < _SLIPS_FROM:
            continue
        last = _alike(store, right, begun=True)
        if first and not last and len(right) >= _SLIPS_FROM:
            last = _slipped(store, right)
        elif last and not first and len(left) >= _SLIPS_FROM:
            first = _slipped(store, left)
        if first and last:
            both = _having(store, first) & _having(store, last)
            if both:
                found.append(both)
                told.update(first, last)
    if not found:
        return []
    words = Told(store.lexicon.words, sorted(told))
    return [Level(worth.SOUNDS_FAR, How.SOUNDS_ALIKE, Field.NAME, union(found), told=words)]


def _in_parts(store: Store, form: str) -> Iterator[tuple[list[int], list[int]]]:
    """Iterate over a particle and a name that sounds like the rest ("alzubi" is Al-Zoubi), and over two names
    of which the last letter of one is the first of the other ("kakamin" is Kaka-Amin)."""
    for particle in PARTICLES:
        if form.startswith(particle) and len(form) - len(particle) >= SHORTEST_REST:
            first = _names(store, equal(store, particle))
            if first:
                yield first, _heard_abroad(store, form[len(particle) :])
    for cut in range(_SLIPS_FROM, len(form) - _SHORTEST_PART + 1) if len(form) >= _SHORTEST else ():
        first = _names(store, equal(store, plain(form[:cut])))
        if first:
            yield first, _alike(store, form[cut - 1 :], begun=False)


def _called(store: Store, last: list[int], key: str) -> BitMap:
    """Return who has one of some rare names and whose whole name run together is a word but for two slips."""
    having = _having(store, last) & store.live
    if len(having) > _RARE:
        return NOBODY
    name = store.records.name
    return bits_of(
        [
            slot
            for slot in having
            if edits(key, "".join([plain(word(token)) for token in tokens(name(slot))]), _SLIPS) <= _SLIPS
        ]
    )


def _alike(store: Store, form: str, *, begun: bool) -> list[int]:
    """Return the names that sound like a word, or (``begun``) begin so."""
    lexicon = store.lexicon
    key = lexicon.ear.sound(form)
    if len(key) < 2:
        return []
    start, whole, end = begins(lexicon.sounds.keys, key)
    return _names(store, lexicon.sounds.numbers[start : end if begun and len(key) >= _BEGUN_FROM else whole])


def _heard_abroad(store: Store, form: str) -> list[int]:
    """Return the names that sound like a word, or would by the rules for names from abroad."""
    sounds = store.lexicon.sounds
    found: list[int] = []
    for key in store.lexicon.ear.sounds(form):
        start, whole, _ = begins(sounds.keys, key)
        found += sounds.numbers[start:whole]
    return _names(store, found)


def _slipped(store: Store, form: str) -> list[int]:
    slips = slipped(store.lexicon, form, two=False)
    return _names(store, [number for number, cost in slips.items() if cost < worth.TYPO_TWO])


def _names(store: Store, numbers: Iterable[int]) -> list[int]:
    return [number for number in numbers if store.masks[number] & _MASK]


def _having(store: Store, numbers: list[int]) -> BitMap:
    return union([store.columns[at].of_words(numbers) for at in _COLUMNS]) if numbers else NOBODY
