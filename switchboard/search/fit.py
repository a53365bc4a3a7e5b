"""How well a query as a whole fits whom it matched: what no fragment alone can say.

Each answer parts those who fit from those who do not, who then cost more.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from switchboard.search.bits import NOBODY, BitMap, bits_of, union
from switchboard.search.levels import FIELD_COST, FOLDED_WHOLE, INFLECTED, PART_END, PREFIX
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.results import Field
from switchboard.search.spelling import literal, plain, tokens, word
from switchboard.search.store import Store

_ANY = 1000
_MOST = 300
"""Of more people than these names are not looked at one by one."""
_INCOMPLETE = 4
_FEW = 60
_NOBODY = 40


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
    if len(fragments) > 2 and any(len(fragment.form) == 1 for fragment in fragments[:-1]):
        strangers = _said_twice(store, fragments, total)
        if strangers:
            yield total - strangers, _NOBODY
    others = total - near
    if others:
        named = called_so(levels, total)
        complete = named & store.with_length(len(fragments))
        if complete:
            yield complete | (named - others), _INCOMPLETE
    open_end = query.rstrip().endswith("-")
    if (open_end or _overlap(fragments)) and 1 < len(total) <= _MOST:
        name = store.records.name
        if open_end:
            # Who types the hyphen means one in whose name it is.
            typed = literal(query)
            yield bits_of([slot for slot in total if typed in literal(name(slot))]), PREFIX
        else:
            forms = _forms(fragments)
            yield bits_of([slot for slot in total if _each(forms, name(slot))]), PREFIX


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
                    if level.cost < most and level.field is field and level.inherited is inherited
                ]
            )
            every = bits if every is None else every & bits
            if not every:
                break
        found.append(every or NOBODY)
    return union(found)


def as_good_as_said(levels: Sequence[Levels]) -> list[Levels]:
    """Return those of the levels that are a keyword's word as it is spelled or inflected, or (beside others)
    the end of one."""
    tiers = [INFLECTED, PART_END] if len(levels) > 1 else [INFLECTED]
    return [
        Levels(
            [
                level
                for level in some.levels
                if level.field is Field.KEYWORD
                and (level.cost < PREFIX or level.cost - FIELD_COST[Field.KEYWORD] in tiers)
            ]
        )
        for some in levels
    ]


def _whole(levels: Levels) -> Levels:
    """Return those of the levels that are a whole word of a name."""
    some = itertools.takewhile(lambda level: level.cost < PREFIX, levels.levels)
    return Levels([level for level in some if level.field is Field.NAME and level.cost <= FOLDED_WHOLE])


def _said_twice(store: Store, fragments: Sequence[Fragment], total: BitMap) -> BitMap:
    """Return those of whose names one word is two fragments, where somebody was said by initials: "e e
    elvevang" is an E. E. there, and no unit; "r a rus" is nobody called Russo."""
    if not _overlap(fragments, least=1) or len(total) > _FEW:
        total = total & store.unit_bits
    if len(total) > _FEW:
        return NOBODY
    forms, name = _forms(fragments), store.records.name
    return bits_of([slot for slot in total if not _each(forms, name(slot))])


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
        total = Levels(
            [level for level in some.levels if level.field is Field.NAME and level.cost < most]
        ).among(total)
    return total


def _overlap(fragments: Sequence[Fragment], least: int = 2) -> bool:
    """Whether one word begins as another: "anne hansen han"."""
    forms = [fragment.form for fragment in fragments]
    return any(
        len(one) >= least and other.startswith(one) and here != there
        for here, one in enumerate(forms)
        for there, other in enumerate(forms)
    )


def _forms(fragments: Sequence[Fragment]) -> list[str]:
    """Return the fragments' words in plain letters, the longest first."""
    return sorted([plain(fragment.form) for fragment in fragments], key=len, reverse=True)


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
