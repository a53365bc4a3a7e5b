"""What a match is worth. The lower, the better; a hit is worth the sum over the query's fragments.

Tiers lie further apart than fields, so that of two hits for one fragment the better tier always wins; in one
tier the field decides. What is folded, sounds alike or was mistyped stands as a *whole* word before words
that only begin so: who types "ase" means Åse rather than Asen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from switchboard.search.bits import BitMap
from switchboard.search.results import Field, How

EXACT: Final = 0
DIGITS_WHOLE: Final = 0
FOLDED_WHOLE: Final = 5
INITIAL: Final = 8
PREFIX: Final = 10
DIGITS_LONG_END: Final = 9
DIGITS_START: Final = 10
DIGITS_END: Final = 11
FOLDED_PREFIX: Final = 15
DIGITS_MIDDLE: Final = 15
SOUNDS_NEAR: Final = 20
SOUNDS_WHOLE: Final = 23
SOUNDS_CALLED: Final = 24
INFLECTED: Final = 30
NEXT_DOOR: Final = 30
"""Asked only where nobody has an inflection: a word that both know is likelier than a slip."""
TYPO_WHOLE: Final = 35
NEXT_DOOR_PART: Final = 36
"""Of which one half alone is known, or the ending: behind a name that it may be by a slip."""
COMPOUND_BOTH: Final = 37
SOUNDS_ABROAD: Final = 38
SOUNDS_APART: Final = 38
PART_END: Final = 39
PART_MIDDLE: Final = 41
SOUNDS_PREFIX: Final = 44
RUN_SLIPPED: Final = 44
"""Names run together with a slip in one; asked only where nobody has a slip in the whole."""
TYPO_PREFIX: Final = 46
SOUNDS_SLIPPED: Final = 48
TYPO_TWO: Final = 50
EVERYDAY: Final = 51
EVERYDAY_LATER: Final = 5
"""What the words of each further group of everyday words are worth less."""
COMPOUND: Final = 60
COMPOUND_HEAD: Final = 65
SYNONYM: Final = 70
SYNONYM_LATER: Final = 5
"""What each further word for the same is worth less."""

TYPO_FAR: Final = 56
SOUNDS_FAR: Final = 60
LIKE: Final = 62
"""What sounds most like a word; what is farther off is worth less."""

IN_NAME: Final = Field.NAME
IN_ALIAS: Final = Field.ALIAS
IN_UNIT: Final = Field.UNIT
IN_TITLE: Final = Field.TITLE
IN_KEYWORD: Final = Field.KEYWORD
IN_DESCRIPTION: Final = Field.DESCRIPTION
IN_EMAIL: Final = Field.EMAIL
"""Where a level matches. Compiled, a member of an enumeration is looked up by its name wherever it stands:
what is asked of every level is asked with these."""

FIELD_COST: Final = {
    Field.NAME: 0,
    Field.PHONE: 0,
    Field.ALIAS: 1,
    Field.UNIT: 2,
    Field.TITLE: 2,
    Field.KEYWORD: 3,
    Field.DESCRIPTION: 4,
    Field.PLACE: 4,
    Field.EMAIL: 4,
}


ANYWHERE: Final = 0
FIRST: Final = 1
LAST: Final = 2
BETWEEN: Final = 3
"""Where in a name a word stands."""

ELSEWHERE: Final = 64
ABOVE: Final = 65
"""What a match costs on top that is in no name, and one in a text of the unit's, not in their own."""

_BESIDE: Final = {
    Field.UNIT: 16,
    Field.TITLE: 17,
    Field.KEYWORD: 20,
    Field.DESCRIPTION: 20,
    Field.PLACE: 20,
    Field.EMAIL: 20,
}

FITS: Final = {
    "only": (0, 0, 1, 2),
    "first": (0, 0, 2, 3),
    "later": (0, 1, 0, 1),
}
"""What a place costs on top, by where in the query the fragment stands: who types "eva" means Eva Berg before
Ann Eva Tangen, and who types "k h" means Kari Hansen before Hans Kleven. It never outweighs tier or field."""

FIT: Final = 1 << 14
"""More than all places of a query may cost."""


class Told:
    """Words that matched, by number: which they are is asked for only when a hit is explained."""

    __slots__ = ("_forms", "_numbers", "_words")

    def __init__(self, words: Sequence[str], numbers: Sequence[int]) -> None:
        self._words = words
        self._numbers = numbers
        self._forms: frozenset[str] | None = None

    @property
    def forms(self) -> frozenset[str]:
        """The words."""
        if self._forms is None:
            self._forms = frozenset([self._words[number] for number in self._numbers])
        return self._forms


class Level:
    """Everybody whom one fragment matches in one way: the bitmap, and how good that is.

    ``inherited`` says that it is the unit's text, found for its people and subunits. ``told`` are the words
    that matched, where the fragment alone does not tell (else ``None``), ``place`` is where in the name.
    """

    __slots__ = ("_texts", "_told", "_units", "bits", "cost", "field", "how", "inherited", "place")

    def __init__(
        self,
        cost: int,
        how: How,
        field: Field,
        bits: BitMap,
        *,
        inherited: bool = False,
        told: Told | None = None,
        place: int = ANYWHERE,
    ) -> None:
        self.cost = cost
        self.how = how
        self.field = field
        self.bits = bits
        self.inherited = inherited
        self.place = place
        self._told = told
        self._texts: dict[str, tuple[tuple[int, int], ...]] | None = None
        self._units: dict[str, tuple[str, tuple[tuple[int, int], ...]] | None] | None = None

    @property
    def forms(self) -> frozenset[str] | None:
        """The words that matched, where the fragment alone does not tell."""
        return None if self._told is None else self._told.forms

    @property
    def texts(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Where texts matched, as far as it was asked."""
        if self._texts is None:
            self._texts = {}
        return self._texts

    @property
    def units(self) -> dict[str, tuple[str, tuple[tuple[int, int], ...]] | None]:
        """Which text of a unit or one above matched, and where, as far as it was asked."""
        if self._units is None:
            self._units = {}
        return self._units


def fit_of(level: Level, fits: Sequence[int]) -> int:
    """Return what the place of a match costs on top; ``fits``: one of :data:`FITS`."""
    if level.field is IN_NAME or level.field is IN_ALIAS:
        return fits[level.place]
    return ABOVE if level.inherited else ELSEWHERE


def beside(level: Level, *, last: bool) -> int:
    """Return what a match costs beside other words; ``last``: of the word that is being typed.

    What is no name costs more if it is being typed, begun only or spelled otherwise: "kari nav" on the way to
    Kari Navarsete finds her before everybody called Kari at NAV, and "linnea person" Linnéa Persson before
    those whose keyword is "person". Names stand before units so far, whole or begun; before errands when they
    only sound so, too. Slips stand after both.
    """
    if level.cost >= COMPOUND and level.field is IN_NAME and level.how in (How.PART, How.SYNONYM):
        # Of a unit's name a part of a part is an errand as any other.
        return level.cost + _BESIDE[Field.UNIT]
    more = _BESIDE.get(level.field, 0) if last or level.cost >= PREFIX else 0
    return level.cost + more
