"""How well a query as a whole fits whom it matched: what no fragment alone can say.

Each answer parts those who fit from those who do not, who then cost more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from switchboard.search.around import around
from switchboard.search.bits import NOBODY, BitMap, bits_of, union
from switchboard.search.levels import (
    ANYWHERE,
    BETWEEN,
    COMPOUND_BOTH,
    FIELD_COST,
    FIRST,
    FOLDED_PREFIX,
    FOLDED_WHOLE,
    IN_ALIAS,
    IN_KEYWORD,
    IN_NAME,
    IN_TITLE,
    INFLECTED,
    LAST,
    PART_END,
    PREFIX,
    SOUNDS_CALLED,
    TYPO_WHOLE,
    Level,
)
from switchboard.search.people import Levels, of_these
from switchboard.search.query import Fragment
from switchboard.search.results import Field, How
from switchboard.search.spelling import literal, plain, tokens, word
from switchboard.search.store import Store

_ANY: Final = 1000
_PAIR: Final = 2
_MOST: Final = 300
"""Of more people than these names are not looked at one by one."""
_INCOMPLETE: Final = 4
_NO_NAME: Final = 40
"""More than an exact word of an errand is worth beside a slip in a name."""
_LONGER: Final = 2
_IS_TALK: Final = 6
"""More than an exact word of a keyword is worth beside the beginning of a unit's name."""
_MOST_SAID: Final = 4
_FEW: Final = 60
_NOBODY: Final = 40
_ERRANDS: Final = (Field.UNIT, Field.TITLE, Field.KEYWORD)


def parted(
    store: Store,
    query: str,
    fragments: Sequence[Fragment],
    levels: Sequence[Levels],
    total: BitMap,
    near: BitMap,
) -> Iterator[tuple[BitMap, int]]:
    """Iterate over those among ``total`` who fit in some way, each with what others cost more.

    ``near`` are those who match as it is spelled. Of others those come first whose whole name it would be:
    "sanda haugen" is Sandra Haugen rather than Elin Sande Haugen.
    """
    if len(fragments) < 2:
        return
    spelled = [_whole(some) for some in levels]
    if all(some.levels for some in spelled) and any(some.levels[-1].cost for some in spelled):
        # "jose garcia" is José García before Jose Garcia-Ramos.
        called = _called(store, fragments, called_so(spelled, total) & store.with_length(len(fragments)))
        if called:
            yield called, FOLDED_WHOLE * len(fragments) + 1
    units = called_so(levels, total & store.unit_bits, FOLDED_PREFIX + 1)
    if units:
        # "vann og avløp" is Vann- og avløpsetaten before anybody in its Avløp.
        yield units | _named_by_any(levels, total - store.unit_bits), _NO_NAME
    if len(fragments) > 2 and any(len(fragment.form) == 1 for fragment in fragments[:-1]):
        strangers = _said_twice(store, fragments, levels, total)
        strangers = strangers | _initials_of_units(store, fragments, levels, total)
        if strangers:
            yield total - strangers, _NOBODY
    if around(fragments[-1]):
        # "hassan hjelp" is on the way to Hjelpemiddellageret: nobody is asked for by "hjelp" alone.
        begun = _begun_by(levels[-1], total)
        if begun:
            yield begun, _IS_TALK
    others = total - near
    # Who has the initials as they are spelled is meant before anybody whose name only sounds so: "h h vann".
    initials = bool(near) and len(fragments[0].form) == 1
    if others and not initials:
        named = called_so(levels, total)
        so_many = named & store.with_length(len(fragments))
        complete = _apart(levels, so_many)
        if complete:
            if len(complete) < len(so_many):
                yield total - (so_many - complete - near), _NO_NAME
            titled = _titled(levels, others)
            yield complete | (named - others) | titled, _INCOMPLETE
            if called_so(levels, complete, PART_END):
                # "gate oluson" is Gaute Olufson rather than some Olsson who does "gate".
                yield named | _as_typed(levels, near) | titled, _NO_NAME
    if 2 < len(fragments) <= _MOST_SAID and others:
        # "anne eliassn nav" is Anne Eliassen there before Anne Eliassen-Berg.
        said = _of_two(store, fragments, levels, total)
        if said:
            yield said, _LONGER
    if len(fragments) == _PAIR and _same_letter(fragments):
        # "Solfjord s" is Sara Solfjord rather than anybody called Solfjord.
        yield _apart_in(levels, total), PREFIX
    open_end = query.rstrip().endswith("-")
    if len(total) > _MOST and len(fragments) == 2 and _overlap(fragments):
        # "gro grø" is Gro Grønby, and nobody else who is called Gro.
        named = called_so(levels, total)
        twice = named - _apart(levels, named)
        if twice:
            yield total - twice, PREFIX
    if (open_end or _overlap(fragments)) and 1 < len(total) <= _MOST:
        name = store.records.name
        if open_end:
            # Who types the hyphen means one in whose name it is.
            typed = literal(query)
            yield bits_of([slot for slot in total if typed in literal(name(slot))]), PREFIX
        else:
            forms, spared = _forms(fragments), _begun_whole(fragments, levels)
            yield bits_of([slot for slot in total if slot in spared or _each(forms, name(slot))]), PREFIX


def in_one_text(levels: Sequence[Levels], most: int = PREFIX) -> BitMap:
    """Return those in one of whose texts all fragments are whole words: as a phrase is. No level counts that
    costs as much as ``most``."""
    found = []
    for field, inherited in {(level.field, level.inherited) for level in levels[-1].levels}:
        every: BitMap | None = None
        for some in levels:
            bits = union(
                [
                    level.bits
                    for level in some.levels
                    if (level.cost < most or _is_letter(level))
                    and level.field is field
                    and level.inherited is inherited
                ]
            )
            every = bits if every is None else every & bits
            if not every:
                break
        found.append(every or NOBODY)
    return union(found)


def _is_letter(level: Level) -> bool:
    """Whether a match is a word of one letter, which is an initial first: "oppfølging i bolig"."""
    return level.how is How.EXACT and level.cost == PREFIX + FIELD_COST[level.field]


def as_good_as_said(levels: Sequence[Levels]) -> list[Levels]:
    """Return those of the levels that are a keyword's word as it is spelled or inflected, or (beside others)
    the end of one."""
    tiers = [INFLECTED, PART_END] if len(levels) > 1 else [INFLECTED]
    return [
        Levels(
            [
                level
                for level in some.levels
                if level.field is IN_KEYWORD
                and (level.cost < PREFIX or level.cost - FIELD_COST[Field.KEYWORD] in tiers)
            ]
        )
        for some in levels
    ]


def nearly_said(level: Level, *, long: bool) -> bool:
    """Whether a match is a whole word of an errand but for its inflection, a blank, or (of a ``long`` word)
    one slip."""
    tier = level.cost - FIELD_COST[level.field]
    # Another key than the one that was meant is worth as much as a blank, but is a slip.
    written = tier == INFLECTED or (tier == COMPOUND_BOTH and level.how is How.PART)
    if level.field is IN_NAME:
        return written
    return level.field in _ERRANDS and (written or (long and tier == TYPO_WHOLE))


def _whole(levels: Levels) -> Levels:
    """Return those of the levels that are a whole word of a name."""
    some = itertools.takewhile(lambda level: level.cost < PREFIX, levels.levels)
    return Levels([level for level in some if level.field is IN_NAME and level.cost <= FOLDED_WHOLE])


def _apart(levels: Sequence[Levels], people: BitMap) -> BitMap:
    """Return those of some people, who have a name of as many words as there are fragments, of whom two
    fragments are not the same word: "svin svindsen" is no Anne Svinmoen."""
    if len(levels) != 2 or not people:
        return people
    (given, last), (other_given, other_last) = [
        [_in_places(some, people, (ANYWHERE, FIRST, BETWEEN)), _in_places(some, people, (ANYWHERE, LAST))]
        for some in levels
    ]
    return (given & other_last) | (other_given & last)


def _of_two(store: Store, fragments: Sequence[Fragment], levels: Sequence[Levels], total: BitMap) -> BitMap:
    """Return those of some people whose name is two fragments, one after the other."""
    people = total & store.with_length(2) if 1 < len(total) <= _MOST else NOBODY
    found: list[BitMap] = []
    for at in range(len(levels) - 1 if people else 0):
        if min(len(fragments[at].form), len(fragments[at + 1].form)) > 1:
            first = _in_places(levels[at], people, (ANYWHERE, FIRST))
            if first:
                found.append(_in_places(levels[at + 1], first, (ANYWHERE, LAST)))
    return union(found)


def _named_by_any(levels: Sequence[Levels], people: BitMap) -> BitMap:
    """Return those of some people in whose own name any of the fragments is."""
    own = (Field.NAME, Field.ALIAS)
    return people & union([level.bits for some in levels for level in some.levels if level.field in own])


def _in_places(levels: Levels, people: BitMap, places: tuple[int, ...]) -> BitMap:
    return union(
        [
            people & level.bits
            for level in levels.levels
            if level.field is IN_NAME and level.place in places and people.intersect(level.bits)
        ]
    )


def _as_typed(levels: Sequence[Levels], near: BitMap) -> BitMap:
    """Return those who match as it is spelled, and of whose errands no word typed to its end is a part."""
    for some in levels[:-1]:
        if not near:
            break
        near = union(
            [near & level.bits for level in some.levels if level.field is IN_NAME or level.cost < PREFIX]
        )
    return near


def _titled(levels: Sequence[Levels], total: BitMap) -> BitMap:
    """Return those of some people one of whose title's words is said as it is spelled, and whose name sounds
    like all others: "lege paulson" is a doctor called Paulsen rather than Hege Paulsen."""
    found: list[BitMap] = []
    for at, some in enumerate(levels):
        titles = [level.bits for level in some.levels if level.field is IN_TITLE and level.cost < PREFIX]
        people = of_these(titles, total) if titles else NOBODY
        if people:
            found.append(called_so([*levels[:at], *levels[at + 1 :]], people, SOUNDS_CALLED + 1))
    return union(found)


def _initials_of_units(
    store: Store, fragments: Sequence[Fragment], levels: Sequence[Levels], total: BitMap
) -> BitMap:
    """Return the units of whose own name an initial only begins a word: "h o økonomi" is an H. O. at Økonomi
    rather than "HR og økonomi". The word that is being typed is none."""
    units = total & store.unit_bits
    found: list[BitMap] = []
    for fragment, some in zip(fragments[:-1], levels, strict=False):
        if not units:
            break
        if len(fragment.form) == 1:
            whole = [
                level.bits for level in some.levels if level.how is How.EXACT or level.field is not IN_NAME
            ]
            found.append(units - union(whole))
    return union(found)


def _said_twice(
    store: Store, fragments: Sequence[Fragment], levels: Sequence[Levels], total: BitMap
) -> BitMap:
    """Return those of whose names one word is two fragments, where somebody was said by initials: "e e
    elvevang" is an E. E. there, and no unit; "r a rus" is nobody called Russo."""
    if not _overlap(fragments, least=1):
        total = total & store.unit_bits
    elif len(total) > _FEW:
        total = total & union([store.unit_bits, *_of_one_word(fragments, levels, total)])
    if len(total) > _FEW:
        return NOBODY
    forms, name = _forms(fragments), store.records.name
    return bits_of([slot for slot in total if not _each(forms, name(slot))])


def _of_one_word(fragments: Sequence[Fragment], levels: Sequence[Levels], total: BitMap) -> Iterator[BitMap]:
    """Iterate over those of whose names an initial and another fragment may be one word."""
    initials = [(at, fragment.form) for at, fragment in enumerate(fragments) if len(fragment.form) == 1]
    for at, initial in initials:
        for other, fragment in enumerate(fragments):
            if other != at and len(fragment.form) > 1 and fragment.form.startswith(initial):
                yield called_so(levels[other : other + 1], total)
            elif other > at and fragment.form == initial:
                # Whose name is an initial.
                yield union(
                    [
                        level.bits
                        for level in levels[at].levels
                        if level.field is IN_NAME and level.how is How.EXACT
                    ]
                )


def _called(store: Store, fragments: Sequence[Fragment], complete: BitMap) -> BitMap:
    """Return those whose name is the query but for accents."""
    if len(complete) > _MOST:
        return NOBODY
    said = sorted([plain(fragment.form) for fragment in fragments])
    name = store.records.name
    return bits_of(
        [slot for slot in complete if sorted([plain(word(token)) for token in tokens(name(slot))]) == said]
    )


def called_so(levels: Sequence[Levels], total: BitMap, most: int = _ANY) -> BitMap:
    """Return those of some people in whose name every fragment is, however it is spelled. No level counts
    that costs as much as ``most``."""
    for some in levels:
        named = [level.bits for level in some.levels if level.field is IN_NAME and level.cost < most]
        total = of_these(named, total)
        if not total:
            break
    return total


def is_called(levels: Sequence[Levels], total: BitMap, most: int = _ANY) -> bool:
    """Whether any of some people are :func:`called_so`."""
    for some in levels:
        if not any(
            level.field is IN_NAME and level.cost < most and level.bits.intersect(total)
            for level in some.levels
        ):
            return False
    return bool(total) if len(levels) < _PAIR else bool(called_so(levels, total, most))


def _overlap(fragments: Sequence[Fragment], least: int = 2) -> bool:
    """Whether one word begins as another: "anne hansen han"."""
    forms = [plain(fragment.form) for fragment in fragments]
    return any(
        len(one) >= least and other.startswith(one) and here != there
        for here, one in enumerate(forms)
        for there, other in enumerate(forms)
    )


def _same_letter(fragments: Sequence[Fragment]) -> bool:
    """Whether one of two words is the letter with which the other begins."""
    one, other = sorted([plain(fragment.form) for fragment in fragments], key=len)
    return len(one) == 1 < len(other) and other.startswith(one) and one.isalpha()


def _apart_in(levels: Sequence[Levels], total: BitMap) -> BitMap:
    """Return those in whose names two words stand in different places."""
    one, other = [
        {
            place: union(
                [
                    level.bits
                    for level in some.levels
                    if level.field is IN_NAME and level.place == place and level.cost <= FOLDED_PREFIX
                ]
            )
            for place in (FIRST, LAST, BETWEEN)
        }
        for some in levels
    ]
    return total & union([one[here] & other[there] for here in one for there in other if here != there])


def _forms(fragments: Sequence[Fragment]) -> list[str]:
    """Return the fragments' words in plain letters, the longest first."""
    return sorted([plain(fragment.form) for fragment in fragments], key=len, reverse=True)


def _begun_whole(fragments: Sequence[Fragment], levels: Sequence[Levels]) -> BitMap:
    """Return those who have each word with which another begins as a whole name of theirs, if only in what
    else they are called: Bjørn Bjørnsen, shown as "B. Bjørnsen"."""
    forms = [plain(fragment.form) for fragment in fragments]
    found: BitMap | None = None
    for one, some in zip(forms, levels, strict=True):
        if any(other != one and other.startswith(one) for other in forms):
            whole = union(
                [
                    level.bits
                    for level in some.levels
                    if level.cost < PREFIX and level.field in (IN_NAME, IN_ALIAS)
                ]
            )
            found = whole if found is None else found & whole
    return NOBODY if found is None or len(set(forms)) < len(forms) else found


def _begun_by(levels: Levels, total: BitMap) -> BitMap:
    """Return those of some people whose name, or the name of whose unit, is a word or begins so."""
    most = FOLDED_PREFIX + FIELD_COST[Field.UNIT]
    named = (Field.NAME, Field.ALIAS, Field.UNIT)
    return total & union(
        [level.bits for level in levels.levels if level.cost <= most and level.field in named]
    )


def _each(forms: Sequence[str], name: str) -> bool:
    """Whether as many words of a name are meant as ``forms`` that begin one: one word is not said twice."""
    every = [plain(word(token)) for token in tokens(name)]
    left = list(every)
    for form in forms:
        fitting = [some for some in left if some.startswith(form)]
        if fitting:
            left.remove(min(fitting, key=len))
        elif any(some.startswith(form) for some in every):
            return False
    return True
