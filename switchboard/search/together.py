"""Names run together by somebody who misheard or mistyped one: "osemarie" for Åse-Marie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from switchboard.search import levels as worth
from switchboard.search.apart import PARTICLES, SHORTEST_REST
from switchboard.search.bits import NOBODY, BitMap, bits_of, union
from switchboard.search.forms import equal
from switchboard.search.levels import IN_NAME, Level, Told
from switchboard.search.misspelled import LONGEST, far_off, slipped
from switchboard.search.places import begins
from switchboard.search.records import OWN
from switchboard.search.results import Field, How
from switchboard.search.spelling import plain, tokens, word
from switchboard.search.store import Store
from switchboard.search.typos import slips as edits

_SHORTEST: Final = 7
_SHORTEST_PART: Final = 3
_SLIPS_FROM: Final = 4
_BEGUN_FROM: Final = 5
_END_FROM: Final = 5
_RARE: Final = 24
_SLIPS: Final = 2
_BEGUN_MORE: Final = 4
_MOST_ASKED: Final = 8
"""So many parts of a word are looked up as slips, those with the longest rest first."""
_SHORT_BESIDE: Final = 5
"""A part of three letters is a slip only beside so many letters that are names as they are spelled."""
_READ: Final = 60
"""Of more people than these the names are not read."""
_COLUMNS: Final = tuple(at for at, field in enumerate(OWN) if field is IN_NAME)
_Names: TypeAlias = list[list[tuple[int, list[int], BitMap]]]
"""The names in a word by where they begin: where each ends, its numbers, and who has it."""
_MASK: Final = sum(1 << at for at in _COLUMNS)


def heard_together(store: Store, form: str) -> list[Level]:
    """Return who has two names that sound like the two parts of a word, or one that does and one that was
    mistyped; and whose whole name the word is by two slips at the most, if its end sounds like a rare one of
    theirs. It is asked where nobody else is found."""
    if not form.isalpha() or len(form) > LONGEST or len(plain(form)) > LONGEST:
        return []
    found: list[BitMap] = []
    told: set[int] = set()
    for first, last in _in_parts(store, form):
        both = having_any(store, first) & having_any(store, last)
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
            both = having_any(store, first) & having_any(store, last)
            if both:
                found.append(both)
                told.update(first, last)
    if not found:
        return []
    words = Told(store.lexicon.words, sorted(told))
    return [Level(worth.SOUNDS_FAR, How.SOUNDS_ALIKE, Field.NAME, union(found), told=words)]


def slipped_together(store: Store, form: str) -> list[Level]:
    """Return whose names a word runs together of which one was mistyped: "tormodlin" for Tormod Lien,
    "hanekaristene" for Hanne Kari Stene. The last may be begun only. It is asked where nobody is found by a
    slip in the whole."""
    size = len(form)
    if not form.isalpha() or not _SHORTEST <= size <= LONGEST:
        return []
    by_cost: dict[int, list[BitMap]] = {}
    told: set[int] = set()
    names = _names_within(store, form)
    slips_of: dict[str, dict[int, int]] = {}
    for part, people, more in sorted(_asked(store, form, names), key=_size):
        if part not in slips_of and len(slips_of) == _MOST_ASKED:
            break
        slips = slips_of[part] = slips_of.get(part) or _slips_of(store, part)
        for cost in sorted(set(slips.values())):
            numbers = [number for number, own in slips.items() if own == cost]
            bits = people & having_any(store, numbers)
            if bits:
                by_cost.setdefault(cost + more, []).append(bits)
                told.update(numbers)
    swapped = _swapped(store, form, told)
    if swapped:
        by_cost.setdefault(worth.TYPO_WHOLE, []).append(swapped)
    if not by_cost:
        return []
    told.update([number for some in names for _, numbers, _ in some for number in numbers])
    words, found = Told(store.lexicon.words, sorted(told)), []
    for cost, parts in by_cost.items():
        bits = union(parts)
        # Whose whole name it is before others who have these names, too.
        whole = _as_long(store, bits, len(plain(form)))
        for worse, some in ((0, whole), (1, bits - whole)):
            if some:
                at = min(cost - worth.TYPO_WHOLE + worth.RUN_SLIPPED + worse, worth.TYPO_TWO - 1)
                found.append(Level(at, How.TYPO, Field.NAME, some, told=words))
    return found


def _asked(store: Store, form: str, names: _Names) -> list[tuple[str, BitMap, int]]:
    """Return the parts of a word that may be a slip: each with who has all else of it as their names, and
    what it is worth less if the last of these is begun only."""
    size = len(form)
    before, after = _runs_from(store, names, size), _runs_to(store, names, size)
    found: list[tuple[str, BitMap, int]] = []
    for start, first in before.items():
        for end, last in after.items():
            people = first & last if _is_part(end - start, size) else NOBODY
            if people:
                found.append((form[start:end], people, 0))
    for at in range(_SLIPS_FROM, size - _SHORTEST_PART + 1):
        people = _begun(store, form[at:])
        if people:
            found.append((form[:at], people, _BEGUN_MORE))
    return found


def _size(part: tuple[str, BitMap, int]) -> int:
    return len(part[0])


def _is_part(part: int, size: int) -> bool:
    """Whether a part of a word is long enough to be a slip beside the rest."""
    return part < size and part >= (_SHORTEST_PART if size - part >= _SHORT_BESIDE else _SLIPS_FROM)


def _names_within(store: Store, form: str) -> _Names:
    """Return the names in a word that are not all of it."""
    lexicon = store.lexicon
    found: _Names = []
    for start in range(len(form)):
        some: list[tuple[int, list[int], BitMap]] = []
        for end in range(start + 2, len(form) + 1):
            key = plain(form[start:end])
            low, whole, high = lexicon.places.begins(key)
            first, middle, last = begins(lexicon.young.keys, key)
            if low == high and first == last:
                break
            numbers = _names(store, [*range(low, whole), *lexicon.young.numbers[first:middle]])
            if numbers and end - start < len(form):
                some.append((end, numbers, having_any(store, numbers)))
        found.append(some)
    return found


def _runs_from(store: Store, names: _Names, size: int) -> dict[int, BitMap]:
    """Return, by where it ends, who has all names that a word runs together so far; at 0 everybody."""
    found = {0: store.live}
    for start in range(size):
        having = found.get(start, NOBODY)
        for end, _, bits in names[start] if having else ():
            both = having & bits
            if both:
                found[end] = found[end] | both if end in found else both
    return found


def _runs_to(store: Store, names: _Names, size: int) -> dict[int, BitMap]:
    """Return the same from a place to the word's end, by where it begins."""
    found = {size: store.live}
    for start in range(size - 1, -1, -1):
        for end, _, bits in names[start]:
            both = found[end] & bits if end in found else NOBODY
            if both:
                found[start] = found[start] | both if start in found else both
    return found


def _begun(store: Store, form: str) -> BitMap:
    """Return who has a name that begins so."""
    lexicon, key = store.lexicon, plain(form)
    _, whole, end = lexicon.places.begins(key)
    parts = [bits for at in _COLUMNS for bits in store.columns[at].begun(key, whole, end) if bits]
    _, middle, last = begins(lexicon.young.keys, key)
    return union([*parts, having_any(store, _names(store, lexicon.young.numbers[middle:last]))])


def _slips_of(store: Store, form: str) -> dict[int, int]:
    """Return the names that are a slip away from a word, or (of a short one) whole, with their costs."""
    short = len(plain(form)) < _SLIPS_FROM
    slips = far_off(store.lexicon, form) if short else slipped(store.lexicon, form, two=False)
    most = worth.TYPO_FAR if short else worth.TYPO_TWO
    names = _names(store, slips)
    return {
        number: worth.TYPO_WHOLE + 2 if short else slips[number] for number in names if slips[number] <= most
    }


def _swapped(store: Store, form: str, told: set[int]) -> BitMap:
    """Return who has two names of which the last letter of one and the first of the other were swapped:
    "sturlnailsen" for Sturla Nilsen."""
    found: list[BitMap] = []
    for at in range(_SHORTEST_PART - 1, len(form) - _SHORTEST_PART):
        first = _names(store, equal(store, plain(form[:at] + form[at + 1])))
        last = _names(store, equal(store, plain(form[at] + form[at + 2 :]))) if first else []
        both = having_any(store, first) & having_any(store, last) if last else NOBODY
        if both:
            found.append(both)
            told.update(first, last)
    return union(found)


def _as_long(store: Store, people: BitMap, size: int) -> BitMap:
    """Return those of a few people whose whole name has as many letters as a word, or one more or less."""
    if len(people) > _READ:
        return NOBODY
    name = store.records.name
    return bits_of([slot for slot in people if abs(len(_in_one_word(name(slot))) - size) <= 1])


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
    having = having_any(store, last) & store.live
    if len(having) > _RARE:
        return NOBODY
    name = store.records.name
    return bits_of([slot for slot in having if edits(key, _in_one_word(name(slot)), _SLIPS) <= _SLIPS])


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


def having_any(store: Store, numbers: list[int]) -> BitMap:
    """Return who has one of some words in their name."""
    return union([store.columns[at].of_words(numbers) for at in _COLUMNS]) if numbers else NOBODY


def _in_one_word(name: str) -> str:
    """Return a whole name run together, in plain letters."""
    return "".join([plain(word(token)) for token in tokens(name)])
