"""How well a query as a whole fits whom it matched: what no fragment alone can say.

Each answer parts those who fit from those who do not, who then cost more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from switchboard.search.bits import BitMap, bits_of
from switchboard.search.levels import PREFIX
from switchboard.search.people import Levels
from switchboard.search.query import Fragment
from switchboard.search.results import Field
from switchboard.search.spelling import literal, plain, tokens, word
from switchboard.search.store import Store

_MOST = 300
"""Of more people than these names are not looked at one by one."""
_INCOMPLETE = 4


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
    others = total - near
    if others:
        named = _named(levels, total)
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
            yield bits_of([slot for slot in total if _each(fragments, name(slot))]), PREFIX


def _named(levels: Sequence[Levels], total: BitMap) -> BitMap:
    """Return those in whose name every fragment is."""
    for some in levels:
        total = Levels([level for level in some.levels if level.field is Field.NAME]).among(total)
    return total


def _overlap(fragments: Sequence[Fragment]) -> bool:
    """Whether one word begins as another: "anne hansen han"."""
    forms = [fragment.form for fragment in fragments]
    return any(
        len(one) > 1 and other.startswith(one) and here != there
        for here, one in enumerate(forms)
        for there, other in enumerate(forms)
    )


def _each(fragments: Sequence[Fragment], name: str) -> bool:
    """Whether as many words of a name are meant as fragments that begin one: one word is not said twice."""
    words = [plain(word(token)) for token in tokens(name)]
    for form in sorted((plain(fragment.form) for fragment in fragments), key=len, reverse=True):
        fitting = [some for some in words if some.startswith(form)]
        if fitting:
            words.remove(min(fitting, key=len))
        elif any(plain(word(token)).startswith(form) for token in tokens(name)):
            return False
    return True
