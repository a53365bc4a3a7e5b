"""What a match is worth. The lower, the better; a hit is worth the sum over the query's fragments.

Tiers lie further apart than fields, so that of two hits for one fragment the better tier always wins; in one
tier the field decides. What is folded, sounds alike or was mistyped stands as a *whole* word before words
that only begin so: who types "ase" means Åse rather than Asen.
"""

from __future__ import annotations

from switchboard.search.bits import as_bytes
from switchboard.search.results import Field, How

EXACT = 0
DIGITS_WHOLE = 0
FOLDED_WHOLE = 5
PREFIX = 10
DIGITS_START = 10
DIGITS_END = 11
FOLDED_PREFIX = 15
DIGITS_MIDDLE = 15
SOUNDS_NEAR = 20
SOUNDS_WHOLE = 22
TYPO_WHOLE = 30
PART_END = 36
PART_MIDDLE = 38
SOUNDS_PREFIX = 42
TYPO_PREFIX = 46
TYPO_TWO = 50

FIELD_COST = {
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


ANYWHERE, FIRST, LAST, BETWEEN = range(4)
"""Where in a name a word stands."""

FITS = {
    "only": (0, 0, 1, 2),
    "first": (0, 0, 2, 3),
    "later": (0, 1, 0, 1),
}
"""What a place costs on top, by where in the query the fragment stands: who types "eva" means Eva Berg before
Ann Eva Tangen, and who types "k h" means Kari Hansen before Hans Kleven. It never outweighs tier or field."""

FIT = 64
"""More than all places of a query may cost."""


class Level:
    """Everybody whom one fragment matches in one way: the bitmap, and how good that is.

    ``inherited`` says that it is the unit's text, found for its people and subunits. ``forms`` are the words
    that matched, where the fragment alone does not tell (else ``None``), ``place`` is where in the name.
    """

    __slots__ = ("bits", "cost", "data", "field", "forms", "how", "inherited", "place", "texts", "units")

    def __init__(
        self,
        cost: int,
        how: How,
        field: Field,
        bits: int,
        *,
        inherited: bool = False,
        forms: frozenset[str] | None = None,
        place: int = ANYWHERE,
    ) -> None:
        self.cost = cost
        self.how = how
        self.field = field
        self.bits = bits
        self.inherited = inherited
        self.forms = forms
        self.place = place
        self.texts: dict[str, tuple[tuple[int, int], ...]] = {}
        """Where texts matched, as far as it was asked."""
        self.units: dict[str, tuple[str, tuple[tuple[int, int], ...]] | None] = {}
        """Which text of a unit or one above matched, and where, as far as it was asked."""
        self.data = b""

    def load(self) -> bytes:
        """Return the bitmap as bytes, lowest slots first; from then on it is :attr:`data`."""
        self.data = as_bytes(self.bits)
        return self.data
