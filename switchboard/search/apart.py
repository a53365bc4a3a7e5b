"""Words said as two, or as one with another boundary: what else two neighbours in a query may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

BETWEEN: Final = frozenset(
    ("for", "på", "av", "til", "i", "om", "med", "hos", "fra", "från", "ved", "över", "over")
)
"""What stands between the parts of a compound that is said the other way round: "klage på støy"."""

_JOINTS: Final = ("", "s", "e")
_SHORTEST: Final = 3
PARTICLES: Final = ("al", "el", "abu", "ben", "bin", "ibn", "van", "von", "de", "di", "da", "la", "le")
SHORTEST_REST: Final = 4


def compounds(left: str, right: str) -> Iterator[str]:
    """Iterate over the compounds of two words (in plain letters) in either order, without the one that both
    are as they stand: "klage støy" is "støyklage"."""
    if min(len(left), len(right)) < _SHORTEST or not (left + right).isalpha():
        return
    for first, second in ((left, right), (right, left)):
        for joint in _JOINTS:
            if joint or first is right:
                yield first + joint + second


def after_particle(both: str, left: str) -> Iterator[str]:
    """Iterate over what a name may be without its particle, if the hand that slipped moved the boundary:
    "alt-amiim" is Al-Tamimi."""
    for particle in PARTICLES:
        if left != particle and both.startswith(particle) and abs(len(left) - len(particle)) == 1:
            rest = both[len(particle) :]
            if len(rest) >= SHORTEST_REST:
                yield rest
